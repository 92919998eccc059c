"""What is seen through a window: a value on an axis, a point, a part of a straight line."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from actplot.arrays import Floats
from actplot.plan.plans import Pair
from actplot.sampling.axis import Axis, Frame

EDGE = 1e-9  # of an axis: what is at its end is seen, whatever rounding says


def shows(axis: Axis, value: float) -> bool:
    """Whether a value lies on an axis."""
    return -EDGE <= float(axis.fraction(value)) <= 1 + EDGE


def shown_in(point: Pair, frame: Frame) -> bool:
    """Whether a point, in data coordinates, lies in the plot."""
    return all(map(math.isfinite, point)) and all(map(shows, (frame.x, frame.y), point))


def cut(points: Floats, left: float, bottom: float, right: float, top: float) -> Floats:
    """A line of shape (n, 2) without what lies outside of a window, however far that reaches."""
    low, high = np.array((left, bottom)), np.array((right, top))
    if ((points >= low) & (points <= high)).all():
        return points
    kept: list[Floats] = []
    for start, end in pairwise(points):
        if not np.isfinite((start, end)).all():
            continue
        way = end / 2 - start / 2  # halves: the whole may be beyond the largest float
        moves = way != 0
        if (~moves & ((start < low) | (start > high))).any():
            continue
        near, far = np.where(way > 0, low, high), np.where(way > 0, high, low)
        over = np.where(moves, way, 1.0)
        with np.errstate(over="ignore"):  # an edge that is never reached
            enters = np.where(moves, (near / 2 - start / 2) / over, 0.0)
            leaves = np.where(moves, (far / 2 - start / 2) / over, 1.0)
        first, last = max(0.0, *enters), min(1.0, *leaves)
        if first > last:
            continue
        # A place on an edge is set there: far ends leave no digits to compute it by.
        for share, ways, edge in ((first, enters, near), (last, leaves, far)):
            along = start + 2 * (way * share) if share < 1 else end
            at = np.clip(np.where(moves & (ways == share), edge, along), low, high)
            if not kept or not np.array_equal(kept[-1], at):
                kept.append(at)
    return np.array(kept).reshape(-1, 2)
