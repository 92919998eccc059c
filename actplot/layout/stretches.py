"""The visible stretches of a curve, next to which its label may be placed."""

from __future__ import annotations

import math

import numpy as np

from actplot.arrays import Floats
from actplot.layout import curves
from actplot.layout.axes import PlacedPanel
from actplot.layout.geometry import Rect
from actplot.plan.plans import CurvePlan
from actplot.records import Record
from actplot.sampling.pieces import Piece

# How far beyond an end its level stays free, and how high that level is, in text sizes.
BEYOND, LEVEL = 3.0, 0.5
TOUCH = 1.0  # pt
# Beyond these a function is another curve, or none.
_ENDS = ("jump", "pole", "edge")
# Fractions of an axis that are the same place.
_SAME = 1e-9


class Stretch(Record, eq=False):
    """A connected part of a curve on the page: points, shape (n, 2).

    From low to high, in pt across the page, the function goes on without a jump: a label
    beside the stretch that reached farther would name what is not its curve.
    """

    points: Floats
    low: float = -math.inf
    high: float = math.inf

    def beyond(self, size: float) -> list[Rect]:
        """What lies beyond its ends at jumps, where nothing of it is; for text of size pt."""
        boxes = []
        for (x, y), side in ((self.points[0], -1), (self.points[-1], 1)):
            end = self.low if side < 0 else self.high
            if abs(x - end) < TOUCH:
                far = x + side * BEYOND * size
                boxes.append(Rect(min(x, far), y - LEVEL * size, max(x, far), y + LEVEL * size))
        return boxes


def stretches(place: PlacedPanel, plan: CurvePlan) -> tuple[Stretch, ...]:
    """The visible parts of a curve with the room to both sides."""
    visible = []
    ends, holes = _ends(place, plan)
    for piece in plan.outline.pieces:
        low, high = _room(place, piece, ends, holes)
        visible += [
            Stretch(curves.thinned(part), low, high) for part in curves.parts_of(place, piece)
        ]
    return tuple(visible)


def _room(place: PlacedPanel, piece: Piece, ends: Floats, holes: Floats) -> tuple[float, float]:
    """From where to where the function of a piece goes on, in pt across the page."""
    start, end = sorted((float(piece.points[0, 0]), float(piece.points[-1, 0])))
    before = int(np.searchsorted(ends, start + _SAME, side="right"))
    after = int(np.searchsorted(ends, end - _SAME, side="left"))
    low = float(ends[before - 1]) if before else -math.inf
    high = float(ends[after]) if after < len(ends) else math.inf
    # A curve that ends inside of the plot, and does not go on behind a hole.
    if start > 0 and _inside(piece.points, start) and not _is_close(start, holes):
        low = start
    if end < 1 and _inside(piece.points, end) and not _is_close(end, holes):
        high = end
    left, width = place.area.left, place.area.width
    return left + low * width, left + high * width


def _ends(place: PlacedPanel, plan: CurvePlan) -> tuple[Floats, Floats]:
    """Where across the plot a curve ends, and where it has another break, in rising order."""
    at = place.panel.x.axis.fraction(np.array([gap.x for gap in plan.outline.breaks]))
    ending = np.array([gap.kind in _ENDS for gap in plan.outline.breaks], dtype=np.bool_)
    return np.sort(at[ending]), np.sort(at[~ending])


def _inside(points: Floats, across: float) -> bool:
    """Whether the end of a piece that is `across` the plot is inside of it."""
    end = points[0] if abs(points[0, 0] - across) <= _SAME else points[-1]
    return _SAME < across < 1 - _SAME and -_SAME <= float(end[1]) <= 1 + _SAME


def _is_close(at: float, others: Floats) -> bool:
    return bool((np.abs(others - at) <= 1e-6).any())
