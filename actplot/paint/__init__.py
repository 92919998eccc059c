"""Plans onto paper: the only part that knows matplotlib."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from actplot.formats import FORMATS, LATEX, step_of
from actplot.records import Record, replace

if TYPE_CHECKING:
    from matplotlib.font_manager import FontEntry

    from actplot.errors import Problem
    from actplot.layout.scene import Scene
    from actplot.paint.artists import ScenePainting
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
    from actplot.paint.write import to_bytes
    from actplot.plan import refusals
    from actplot.plan.alt import alternative, heading

    spec = plan.spec
    formats = tuple(formats)
    names = [step_of(target)[0] for target in formats]
    refusals.check(plan, names)
    files: dict[str, bytes] = {}
    with drawn(plan, names) as drawing:
        metadata = Metadata(
            title=heading(plan),
            alt=alternative(plan),
            spec=spec.source,
            fingerprint=fingerprint,
        )
        faces = drawing.fonts.faces
        shown = {step: drawing.scene.at_step(step) for step in range(1, plan.steps + 1)}
        for target in formats:
            name, step = step_of(target)
            scene = shown[step or plan.steps]
            if name == LATEX:
                from actplot.paint.formats.latex import document

                files[target] = document(plan, scene, stem or spec.name, metadata)
                continue
            if FORMATS[name].made_from == "scene":
                module = import_module(f"actplot.paint.formats.{name}")
                files[target] = module.write(plan, scene, metadata)
                continue
            if FORMATS[name].made_from == "frames":
                module = import_module(f"actplot.paint.formats.{name}")
                files[target] = module.write(plan, drawing.scene, drawing.fonts, metadata)
                continue
            scenes = list(shown.values()) if step is None and FORMATS[name].steps else [scene]
            bare = name == "pdf" and spec.text == "latex"
            first, *more = (
                _painting(replace(page, words=[]) if bare else page, name, plan, faces)
                for page in scenes
            )
            files[target] = to_bytes(
                first,
                name,
                dpi=plan.dpi,
                metadata=metadata,
                svg=spec.svg or "path",
                dark=_dark(plan, step, faces) if name == "svg" else None,
                more=tuple(more),
            )
    return Rendered(files, drawing.notes, tuple(str(path) for path in drawing.fonts.files))


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
