"""A curve in a terminal: dots of Braille characters, eight to a cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actplot.calculus.derivatives import evaluate

Range = tuple[float, float]
Function = Callable[[Any], Any]

_BLANK = 0x2800
# The bit of the dot in (row, column) of a cell of four rows and two columns.
_BITS = np.array([[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]])


def picture(
    functions: Function | Sequence[Function],
    x: Range,
    y: Range,
    *,
    gaps: Iterable[float] = (),
    columns: int = 60,
    rows: int = 12,
) -> list[str]:
    """A graph of functions over x, of at most columns by rows characters, with both axes.

    What lies outside y is left out; the pen is lifted at each of gaps.
    """
    drawn = [functions] if callable(functions) else functions
    gaps = tuple(gaps)
    layers = [_dots(function, x, y, gaps, 2 * columns, 4 * rows) for function in drawn]
    dots = np.any(layers, axis=0)
    cells = (dots.reshape(rows, 4, columns, 2) * _BITS[:, None, :]).sum(axis=(1, 3))
    lines = [[chr(_BLANK + bits) if bits else " " for bits in line] for line in cells]
    across = _cell(y[1], y[0], rows)
    upright = _cell(x[0], x[1], columns)
    for number, line in enumerate(lines):
        for place, character in enumerate(line):
            if character == " " and (number == across or place == upright):
                both = number == across and place == upright
                line[place] = "┼" if both else "─" if number == across else "│"
    return ["".join(line).rstrip() for line in lines]


def _dots(
    function: Function, x: Range, y: Range, gaps: Iterable[float], width: int, height: int
) -> NDArray[np.bool_]:
    """Which dots are set, of shape (height, width); row 0 is at the top."""
    step = (x[1] - x[0]) / width
    values = evaluate(function, x[0] + step * (np.arange(width) + 0.5))
    lifted = {round((gap - x[0]) / step) for gap in gaps}
    dots = np.zeros((height, width), dtype=bool)
    before = None
    for column, value in enumerate(values):
        if not np.isfinite(value):
            before = None
            continue
        # Far outside is as good as just outside, and fits into an integer.
        here = round(min(max((y[1] - value) / (y[1] - y[0]) * height - 0.5, -1e6), 1e6))
        start = here if before is None or column in lifted else before
        # A steep stretch is filled from where the column before ended.
        low, high = (start + 1, here) if start < here else (here, max(here, start - 1))
        dots[max(low, 0) : max(high + 1, 0), column] = True
        before = here
    return dots


def _cell(first: float, last: float, count: int) -> int | None:
    """Which of count cells from first to last holds 0."""
    place = (0.0 - first) / (last - first)
    return min(int(place * count), count - 1) if 0 <= place <= 1 else None
