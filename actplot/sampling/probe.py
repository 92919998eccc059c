"""Evaluating a function together with the quantities that may break it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from actplot.arrays import Bools, Floats
from actplot.calculus.derivatives import derivatives
from actplot.calculus.trace import Trace
from actplot.sampling.axis import Axis

Function = Callable[..., Any]

# Points of the first look at a function: enough that a curve of a page's width
# has one every point or two.
GRID = 256


def grid(low: float, high: float, count: int = GRID, axis: Axis | None = None) -> Floats:
    """About count + 1 points from low to high, evenly spaced as drawn on axis, and 0."""
    if axis is None:
        with np.errstate(over="ignore"):
            points = np.linspace(low, high, count + 1)
        if not np.isfinite(points).all():  # the distance overflows
            points = 2.0 * np.linspace(low / 2.0, high / 2.0, count + 1)
    else:
        ends = axis.fraction(np.array([low, high]))
        points = axis.value(np.linspace(ends[0], ends[1], count + 1))
    points[0], points[-1] = low, high
    if low < 0.0 < high:
        # Functions often change at 0, and are evaluated next to it.
        points = np.append(points, 0.0)
    return distinct(np.clip(points, low, high))


def distinct(values: Floats) -> Floats:
    """The values in order, each once; np.unique would import numpy.ma first."""
    ordered = np.sort(values)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


def spacing(x: Floats) -> float:
    """The median distance of neighbours; np.median would import numpy.ma first."""
    steps = np.sort(np.diff(x))
    return float((steps[(len(steps) - 1) // 2] + steps[len(steps) // 2]) / 2.0)


def divides(function: Function, x: float) -> Bools:
    """Which of the quantities of `probe` are divided by, or end the domain where they vanish."""
    trace = Trace()
    derivatives(function, np.array([x]), 0, trace)
    return np.array([event.kind != "switch" for event in trace.events] + [True])


def probe(
    function: Function, x: Floats, order: int, zero: Floats | None = None
) -> tuple[Floats, Floats]:
    """The derivatives of function at x and every quantity that may break it there.

    x has shape (n,). Returns derivatives, shape (order + 1, n), and quantities,
    shape (m, n): the function may change its form where one of them changes
    sign, touches 0, or becomes NaN. The last one is NaN where the function
    itself is undefined. Quantities up to zero, shape (n,), count as zero.
    """
    trace = Trace(zero=zero)
    rows = derivatives(function, x, order, trace)
    quantities = np.empty((len(trace.events) + 1, len(x)))
    for row, event in zip(quantities, trace.events, strict=False):
        row[:] = event.value
    quantities[-1] = np.where(np.isnan(rows[0]), np.nan, 1.0)
    return rows, quantities
