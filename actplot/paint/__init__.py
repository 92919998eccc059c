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
    from actplot.layout.scene import Scene
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
        files = {
            target: _file(plan, drawing, target, metadata, stem or plan.spec.name)
            for target in formats
        }
    return Rendered(files, drawing.notes, tuple(str(path) for path in drawing.fonts.files))


def _file(plan: FigurePlan, drawing: Drawing, target: str, metadata: Metadata, stem: str) -> bytes:
    """The file of a target: the figure in one format, or one of its steps."""
    name, step = step_of(target)
    scene = drawing.scene.at_step(step or plan.steps)
    if name == LATEX:
        from actplot.paint.formats.latex import document

        return document(plan, scene, stem, metadata)
    if FORMATS[name].made_from != "figure":
        write: Callable[..., bytes] = import_module(f"actplot.paint.formats.{name}").write
        if FORMATS[name].made_from == "scene":
            return write(plan, scene, metadata)
        return write(plan, drawing.scene, drawing.fonts, metadata)
    from actplot.paint.write import to_bytes

    scenes = [scene]
    if step is None and FORMATS[name].steps:
        scenes = [drawing.scene.at_step(step) for step in range(1, plan.steps + 1)]
    if name == "pdf" and plan.spec.text == "latex":
        scenes = [replace(page, words=[]) for page in scenes]
    faces = drawing.fonts.faces
    first, *more = (_painting(page, name, plan, faces) for page in scenes)
    return to_bytes(
        first,
        name,
        dpi=plan.dpi,
        metadata=metadata,
        svg=plan.spec.svg or "path",
        dark=_dark(plan, step, faces) if name == "svg" else None,
        more=tuple(more),
    )


def _painting(
    scene: Scene, format: str, plan: FigurePlan, faces: Sequence[FontEntry]
) -> ScenePainting:
    """A scene as a format takes it."""
    from actplot.paint.artists import ScenePainting

    if not FORMATS[format].opaque:
        return ScenePainting(scene, faces)
    from actplot.paint.ground import opaque

    outlined = bool(plan.venue and plan.venue.outlined)
    return ScenePainting(opaque(scene), faces, outlined=outlined)


def _dark(plan: FigurePlan, step: int | None, faces: Sequence[FontEntry]) -> ScenePainting | None:
    """The figure in the colours of a dark page, if it is to follow what its readers prefer."""
    if not plan.style.dark:
        return None
    from actplot.layout.compose import compose
    from actplot.paint.artists import ScenePainting
    from actplot.paint.text import measure
    from actplot.plan.figure import darkened

    scene = compose(darkened(plan), measure)
    return ScenePainting(scene.at_step(step or plan.steps), faces)
