"""What is known about one venue."""

from __future__ import annotations

from collections.abc import Mapping

from actplot.formats import FORMATS, USUAL
from actplot.records import Record, field

CAPITAL = 0.66
"""The height of capitals over the text size, in the usual fonts."""


class Venue(Record):
    """Widths and heights in mm, sizes of text and widths of lines in pt (1/72 in).

    None: the venue says nothing about it. sources: where each value comes from, by the
    name of the field. advice: the fields that the venue recommends rather than demands.
    """

    name: str
    title: str
    column: float
    full: float | None = None
    between: Mapping[float, float] = field(default_factory=dict)  # by columns: {1.5: 140}
    columns: float = 1
    aliases: tuple[str, ...] = ()
    min_width: float | None = None
    max_height: float | None = None
    fonts: tuple[str, ...] = ()  # families that go with its pages, the first wins
    figure_fonts: tuple[str, ...] = ()  # families that it wants in figures, if it names any
    cjk: str | None = None
    font_size: float | None = None
    min_size: float | None = None
    max_size: float | None = None
    min_subscript: float | None = None
    min_capital: float | None = None  # mm, of capitals
    min_line: float | None = None
    max_line: float | None = None
    formats: tuple[str, ...] = ()
    dpi_line: float | None = None
    dpi_combination: float | None = None
    dpi_photo: float | None = None
    max_dpi: float | None = None
    max_bytes: int | None = None
    type3: bool = True  # whether Type 3 fonts are let through
    outlined: bool | None = None  # whether text must (or must not) be outlines
    coloured_text: bool = True
    grid: bool = True
    titles: bool = True  # whether a title is allowed inside the figure
    advice: tuple[str, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)

    @property
    def dpi(self) -> float | None:
        """The resolution that it asks of a plot made of pixels."""
        return self.dpi_line or self.dpi_combination or self.dpi_photo

    @property
    def widths(self) -> dict[float, float]:
        """Every width in mm by the number of columns."""
        widths = {1.0: self.column, **self.between}
        if self.full is not None:
            widths[2.0] = self.full
        return dict(sorted(widths.items()))

    @property
    def usual(self) -> tuple[str, ...]:
        """The formats that are drawn for it by default: the usual ones if it takes one of them."""
        if not self.formats or set(USUAL) & set(self.formats):
            return USUAL
        return tuple(name for name in self.formats if name in FORMATS) or USUAL

    def width(self, columns: float | None = None) -> float:
        """The width in mm of a number of columns. Raises KeyError for one that it does not have."""
        return self.widths[self.columns if columns is None else columns]
