"""Plans onto paper: the only part that knows matplotlib."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from actplot.formats import FORMATS, LATEX, step_of
from actplot.records import Record, replace

if TYPE_CHECKING:
    from matplotlib.font_manager import FontEntry

    from actplot.errors import Problem
    from actplot.metadata import Metadata
    from actplot.paint.artists import ScenePainting
    from actplot.paint.figure import Drawing
    from actplot.plan.plans import FigurePlan


class Rendered(Record):
    """The files of one figure: format -> bytes, what was remarked, the font files used."""

    files: dict[str, bytes]
    notes: tuple[Problem, ...]
    fonts: tuple[str, ...]


def render(
    plan: FigurePlan, formats: Iterable[str], *, fingerprint: str = "", stem: str = ""
) -> Rendered:
    """Draw a plan once and write it in each of formats, `tex` among them.

    stem is the name of the files, which one in LaTeX has to know; by default the figure's.
    Raises ActplotError for what cannot be drawn as asked.
    """
    from actplot.metadata import Metadata
    from actplot.paint.figure import drawn
    from actplot.plan import refusals
    from actplot.plan.alt import alternative, heading

    formats = tuple(formats)
    names = [step_of(target)[0] for target in formats]
    refusals.check(plan, names)
    with drawn(plan, names) as drawing:
        metadata = Metadata(heading(plan), alternative(plan), plan.spec.source, fingerprint)
        pages = _Pages(plan, drawing)
        files = {
            target: _file(plan, drawing, pages, target, metadata, stem or plan.spec.name)
            for target in formats
        }
    return Rendered(files, drawing.notes, tuple(str(path) for path in drawing.fonts.files))


class _Pages:
    """The pages of a figure as matplotlib's artists, each made once for all formats."""

    def __init__(self, plan: FigurePlan, drawing: Drawing) -> None:
        self.scene, self.faces = drawing.scene, drawing.fonts.faces
        self.outlined = bool(plan.venue and plan.venue.outlined)
        self.left_to_latex = plan.spec.text == "latex"
        self.made: dict[tuple[int, bool, bool], ScenePainting] = {}

    def page(self, step: int, format: str) -> ScenePainting:
        """A step of the figure as a format takes it."""
        opaque, bare = FORMATS[format].opaque, format == "pdf" and self.left_to_latex
        key = step, opaque, bare
        if key not in self.made:
            self.made[key] = self._make(*key)
        return self.made[key]

    def _make(self, step: int, opaque: bool, bare: bool) -> ScenePainting:
        from actplot.paint.artists import ScenePainting

        scene = self.scene.at_step(step)
        if bare:
            scene = replace(scene, words=[])
        if opaque:
            from actplot.paint import ground

            scene = ground.opaque(scene)
        return ScenePainting(scene, self.faces, outlined=opaque and self.outlined)


def _file(
    plan: FigurePlan, drawing: Drawing, pages: _Pages, target: str, metadata: Metadata, stem: str
) -> bytes:
    """The file of a target: the figure in one format, or one of its steps."""
    name, step = step_of(target)
    last = step or plan.steps
    if name == LATEX:
        from actplot.paint.formats.latex import document

        return document(plan, drawing.scene.at_step(last), stem, metadata)
    if FORMATS[name].made_from != "figure":
        write: Callable[..., bytes] = import_module(f"actplot.paint.formats.{name}").write
        if FORMATS[name].made_from == "scene":
            return write(plan, drawing.scene.at_step(last), metadata)
        return write(plan, drawing.scene, drawing.fonts, metadata)
    from actplot.paint.write import to_bytes

    steps = range(1, last + 1) if step is None and FORMATS[name].steps else [last]
    first, *more = (pages.page(step, name) for step in steps)
    return to_bytes(
        first,
        name,
        dpi=plan.dpi,
        metadata=metadata,
        svg=plan.spec.svg or "path",
        dark=_dark(plan, last, drawing.fonts.faces) if name == "svg" else None,
        more=tuple(more),
    )


def _dark(plan: FigurePlan, step: int, faces: Sequence[FontEntry]) -> ScenePainting | None:
    """The figure in the colours of a dark page, if it is to follow what its readers prefer."""
    if not plan.style.dark:
        return None
    from actplot.layout.compose import compose
    from actplot.paint.artists import ScenePainting
    from actplot.paint.text import measure
    from actplot.plan.figure import darkened

    scene = compose(darkened(plan), measure)
    return ScenePainting(scene.at_step(step), faces)
