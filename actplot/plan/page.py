"""How large the page is and how the panels share it."""

from __future__ import annotations

import math

from actplot.looks import venues
from actplot.looks.styles import Style
from actplot.plan.plans import Cell
from actplot.records import Record
from actplot.spec.model import FigureSpec
from actplot.units import PT_PER_MM

DPI = 300.0
# Narrower than this (mm), panels go below instead of beside one another.
NARROWEST_PANEL = 46
MOST_COLUMNS = 4
# Panels of a grid are less flat than a single one.
PANEL_ASPECT = 1.3


class PagePlan(Record):
    """The page in pt, its text size, the venue that asks for both, and the grid on it."""

    width: float
    height: float
    font_size: float
    dpi: float
    rows: int
    columns: int
    venue: venues.Venue | None

    def room(self, cell: Cell) -> tuple[float, float]:
        """The width and height in pt that a panel may take at most."""
        return self.width / self.columns * cell.columns, self.height / self.rows * cell.rows


def grid(spec: FigureSpec, style: Style) -> tuple[Cell, ...]:
    """The cell of every panel."""
    if spec.mosaic:
        return tuple(_named_cell(spec, str(panel.name)) for panel in spec.panels)
    count = len(spec.panels)
    columns = min(spec.columns or _columns(count, _width(spec, style)), count)
    return tuple(Cell(index // columns, index % columns) for index in range(count))


def page(spec: FigureSpec, style: Style, cells: tuple[Cell, ...]) -> PagePlan:
    """The page of a figure: as the spec says, else as the venue or the style does."""
    rows = max(cell.row + cell.rows for cell in cells)
    columns = max(cell.column + cell.columns for cell in cells)
    venue = venues.find(spec.size.venue) if spec.size.venue else None
    width = _width(spec, style)
    if spec.size.height is not None:
        height = spec.size.height
    elif spec.size.aspect is not None:
        height = width / spec.size.aspect
    else:
        aspect = style.aspect if len(cells) == 1 else min(style.aspect, PANEL_ASPECT)
        height = width / columns / aspect * rows
        if venue is not None and venue.max_height is not None:
            height = min(height, venue.max_height)
        height = round(height, 1)
    size = spec.font.size or (venue.font_size if venue else None) or style.font_size
    dpi = spec.dpi or (venue.dpi_line if venue else None) or DPI
    return PagePlan(width * PT_PER_MM, height * PT_PER_MM, size, dpi, rows, columns, venue)


def _width(spec: FigureSpec, style: Style) -> float:
    if spec.size.width is not None:
        return spec.size.width
    return style.width if len(spec.panels) == 1 else style.panel_width


def _columns(count: int, width: float) -> int:
    most = max(1, min(MOST_COLUMNS, int(width // NARROWEST_PANEL)))
    rows = math.ceil(count / most)
    return math.ceil(count / rows)


def _named_cell(spec: FigureSpec, name: str) -> Cell:
    at = [
        (row, column)
        for row, names in enumerate(spec.mosaic or ())
        for column, label in enumerate(names)
        if label == name
    ]
    top, left = min(row for row, _ in at), min(column for _, column in at)
    bottom, right = max(row for row, _ in at), max(column for _, column in at)
    return Cell(top, left, bottom - top + 1, right - left + 1)
