"""Plans onto paper: the only part that knows matplotlib."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from actplot.errors import Problem
    from actplot.plan.model import FigurePlan


@dataclass(frozen=True, slots=True)
class Rendered:
    """The files of one figure: format -> bytes, what was remarked, the font files used."""

    files: dict[str, bytes]
    notes: tuple[Problem, ...]
    fonts: tuple[str, ...]


def render(plan: FigurePlan, formats: Iterable[str], *, fingerprint: str = "") -> Rendered:
    """Draw a plan once and write it in each of formats.

    Raises ActplotError for what cannot be drawn as asked.
    """
    from actplot.draw.figure import draw, setting
    from actplot.draw.write import to_bytes
    from actplot.metadata import Metadata

    spec = plan.spec
    drawing = draw(plan)
    metadata = Metadata(
        title=spec.title or spec.panels[0].title or spec.name,
        alt=plan.alt,
        spec=spec.source,
        fingerprint=fingerprint,
    )
    with setting(drawing.fonts):
        files = {
            name: to_bytes(
                drawing.figure, name, dpi=plan.dpi, metadata=metadata, svg=spec.svg or "path"
            )
            for name in formats
        }
    return Rendered(files, drawing.notes, tuple(str(path) for path in drawing.fonts.files))
