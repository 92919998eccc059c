"""Where a function stops being smooth: corners, jumps, poles, edges and holes."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from actplot.arrays import Floats
from actplot.sampling.axis import Axis
from actplot.sampling.limits import AGREE, one_sided
from actplot.sampling.locate import Crossing, changes, places, signs
from actplot.sampling.pieces import Break, BreakKind
from actplot.sampling.probe import GRID, Function, divides, grid, probe, spacing

# More places than this are not looked for; what is drawn would be a solid block.
MOST = 1000
# Where in each cell of the grid a second look is taken: the golden section.
_BETWEEN = 0.381966
# Points tried at most where many places lie close together.
FINEST = 16 * GRID
# Changes in so many cells: there are more that the points cannot separate.
BUSY = 1 / 4
# Places nearer to each other than this share of the grid's spacing are one.
SAME = 1e-6
# How far from a place its limits are looked for, as a share of the range.
_ROOM = 1.0 / 32.0
# Differences of value, slope and curvature that are no rounding, as shares of
# the size of these nearby.
_DIFFER = 4.0 * np.array(AGREE)


class Survey(NamedTuple):
    """The breaks of a function on an interval.

    x, rows   the points of the first look and the derivatives 0 to 2 there, (3, n)
    complete  whether there were at most MOST places to look at
    """

    breaks: tuple[Break, ...]
    x: Floats
    rows: Floats
    complete: bool


Look = Callable[..., Survey]
"""How the breaks of a function are found: `survey`, or one that remembers."""


def breaks(function: Function, low: float, high: float) -> tuple[Break, ...]:
    """The breaks of function from low to high, from left to right.

    A place is exact to the last float where the quantity that switches is zero
    at a float, else one of the two floats around it. At most MOST are found.
    """
    with np.errstate(all="ignore"):
        return survey(function, low, high).breaks


def survey(
    function: Function, low: float, high: float, axis: Axis | None = None, count: int = GRID
) -> Survey:
    """The breaks, looked for on count points, or more, that are evenly spaced on axis."""
    x, rows, values = _first_look(function, grid(low, high, count, axis))
    while np.count_nonzero(np.diff(signs(values))) > BUSY * count and count < FINEST:
        count *= 8
        x, rows, values = _first_look(function, grid(low, high, count, axis))
    at = crossings(function, x, values)
    broken = _classified(function, at[:MOST], low, high)
    return Survey(broken, x[::2], rows[:, ::2], complete=len(at) <= MOST)


def crossings(function: Function, x: Floats, values: Floats) -> list[Crossing]:
    """Where the function may change its form, from the quantities that `probe` finds at x."""
    changed = changes(lambda points: probe(function, points, 0)[1], x, values, 2 * MOST)
    return places(changed, spacing(x) * SAME)


def _first_look(function: Function, x: Floats) -> tuple[Floats, Floats, Floats]:
    """What `probe` finds at x and at a point in each cell, where no step is a multiple of another.

    floor(x) changes twice in each cell of a grid of step 2, which shows nothing of it.
    """
    points = np.empty(2 * len(x) - 1)
    points[::2], points[1::2] = x, x[:-1] + _BETWEEN * np.diff(x)
    return points, *probe(function, points, 2)


def _classified(
    function: Function, changed: list[Crossing], low: float, high: float
) -> tuple[Break, ...]:
    if not changed:
        return ()
    first, at, last, size = (
        np.array([getattr(place, name) for place in changed])
        for name in ("first", "at", "last", "size")
    )
    (rows,) = np.nonzero(divides(function, low))
    noisy = np.array([not place.rows.isdisjoint(rows) for place in changed])
    usual = np.full(len(changed), _ROOM * (high - low))
    gaps = (first[1:] - last[:-1]) / 2.0
    left = one_sided(function, first, -1.0, np.minimum(usual, np.append(usual[0], gaps)), at, noisy)
    right = one_sided(function, last, 1.0, np.minimum(usual, np.append(gaps, usual[0])), at, noisy)
    values = probe(function, at, 0, zero=size)[0][0]
    values[~np.isfinite(values)] = np.nan
    ends = np.broadcast_to(function(at), at.shape)
    classified = []
    for k, x in enumerate(at):
        sides = left.limits[:, k], right.limits[:, k]
        errors = left.errors[:, k] + right.errors[:, k]
        tolerance = _DIFFER * np.maximum(left.sizes[:, k], right.sizes[:, k]) + 4.0 * errors
        defined = bool(left.defined[k]), bool(right.defined[k])
        for side, there in zip(sides, defined, strict=True):
            # What grows too slowly for its limit to be seen is infinite if it is so at its end.
            slow = math.isnan(side[0]) or (math.isinf(side[1]) and side[0] * ends[k] > 0.0)
            if there and slow and math.isinf(ends[k]):
                side[0] = ends[k]
            # Nothing comes nearer to the limit than the value, where they agree.
            if abs(side[0] - values[k]) <= tolerance[0]:
                side[0] = values[k]
        for flank in (left, right):
            if abs(flank.limits[0, k]) <= flank.errors[0, k]:
                flank.limits[0, k] = 0.0
        kind = _kind(sides, defined, float(values[k]), tolerance)
        if kind is not None:
            classified.append(Break(float(x), kind, *sides, float(values[k])))
    return tuple(classified)


def _kind(
    sides: tuple[Floats, Floats], defined: tuple[bool, bool], value: float, tolerance: Floats
) -> BreakKind | None:
    left, right = sides
    if not any(defined):
        return None
    if not all(defined) or math.isnan(left[0]) or math.isnan(right[0]):
        return "edge"
    if math.isinf(left[0]) or math.isinf(right[0]):
        return "pole"
    if abs(left[0] - right[0]) > tolerance[0]:
        return "jump"
    if not abs(left[0] - value) <= tolerance[0]:
        return "hole"
    differ = (left != right) & ~(np.abs(left - right) <= tolerance)
    if differ[1] and not (math.isnan(left[1]) and math.isnan(right[1])):
        return "corner"
    return "join" if differ.any() else None
