"""The state in which the operators of a PDF act."""

from __future__ import annotations

from actplot.looks.colour import RGB
from actplot.preflight.geometry import IDENTITY, Matrix
from actplot.preflight.pdf import colours
from actplot.preflight.pdf.fonts import PdfFont
from actplot.records import Record


class State(Record):
    """The graphics state, as far as it shows in what is known of a sheet."""

    ctm: Matrix = IDENTITY
    line: float = 1.0
    dash: tuple[float, ...] = ()
    stroke: RGB | None = colours.BLACK
    fill: RGB | None = colours.BLACK
    stroke_space: str = "grey"
    fill_space: str = "grey"
    stroke_alpha: float = 1.0
    fill_alpha: float = 1.0
    blended: bool = False
    face: PdfFont | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0
