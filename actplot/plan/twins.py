"""Curves that are one and the same, so that one of them hides the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from actplot.arrays import Floats
from actplot.calculus.derivatives import evaluate
from actplot.expression import Curve
from actplot.sampling.axis import Axis

# Two ways to write a function differ by rounding, two functions by more than a part of this.
_ROUNDING = 1e-12
_PLACES = 257


def twins(curves: Sequence[Curve], x: Axis) -> Iterator[tuple[int, int]]:
    """Pairs of numbers of curves, the later one last, that agree wherever x shows them.

    Of more than two of a kind, each comes with the first.
    """
    if len(curves) < 2:
        return
    places = x.value(np.linspace(0.0, 1.0, _PLACES))
    rows = np.array([evaluate(curve.function, places) for curve in curves])
    firsts: list[int] = []
    for number, row in enumerate(rows):
        if not np.isfinite(row).any():
            continue  # nowhere defined is nothing to hide
        same = np.flatnonzero(_same(rows[firsts], row))
        if len(same):
            yield firsts[same[0]], number
        else:
            firsts.append(number)


@np.errstate(all="ignore")
def _same(rows: Floats, row: Floats) -> NDArray[np.bool_]:
    """For each of rows, shape (n, places), whether it is the other row but for rounding."""
    largest = np.abs(rows, where=np.isfinite(rows), out=np.zeros_like(rows)).max(
        axis=1, keepdims=True
    )
    close = np.abs(rows - row) <= _ROUNDING * largest + _ROUNDING * np.abs(row)
    same = (close & np.isfinite(row)) | (rows == row) | (np.isnan(rows) & np.isnan(row))
    rows_equal: NDArray[np.bool_] = same.all(axis=1)
    return rows_equal
