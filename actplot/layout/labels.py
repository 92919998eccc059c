"""Labels beside the curves that they name.

Every place that a label could take is tried at once: boxes around points of
its curve, without those that would touch anything. Of the free ones the best
is near its own curve, far from all others, and towards the curve's end.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from actplot.layout.axes import PlacedPanel
from actplot.layout.fractions import displayed
from actplot.layout.geometry import CLEARANCE, Ground, Rect, distances
from actplot.layout.scene import Ink, Words
from actplot.plan.plans import CurvePlan, PointsPlan
from actplot.records import Record, fields

Floats = NDArray[np.float64]

# Distances in text sizes: of a label from its curve, and from other curves
# before it could be taken for theirs.
NEAR = 0.3
NEAREST = 0.38
APART = 1.4
SPACING = 6.0  # pt of arc between the points of a curve where labels are tried
MOST = 1500  # such points
DIRECTIONS = [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1)]


class Line(Record):
    """A curve with its label to be placed; points are those of its visible parts."""

    plan: CurvePlan | PointsPlan
    points: Floats
    ink: Ink

    @property
    def label(self) -> str:
        return displayed(self.plan.label)


def direct(
    place: PlacedPanel,
    curves: Sequence[Line],
    ground: Ground,
    crowd: Sequence[Rect],
    *,
    strict: bool,
) -> list[Words | None]:
    """The label of each curve, or None where none has a place. Takes the ground it uses.

    Labels keep away from crowd, the other words, and are nearer to their own curve
    than to another; unless strict, a label that cannot may stand among words or beyond a line.
    """
    found: dict[int, Words | None] = {}
    tried = [_candidates(line) for line in curves]
    free = [np.count_nonzero(ground.load(each.boxes) == 0) for each in tried]
    # The curve with the fewest places chooses first.
    for index in sorted(range(len(curves)), key=free.__getitem__):
        placed = [words.box for words in found.values() if words is not None]
        words = _best(place, curves, index, tried[index], ground, crowd, placed, strict)
        found[index] = words
        if words is not None:
            ground.take(words.box.grown(CLEARANCE + 0.2 * words.size, CLEARANCE))
    return [found[index] for index in range(len(curves))]


class Candidates(Record):
    """Boxes, shape (n, 4), and for each the point of the curve beside which it stands.

    points has shape (n, 2); along is how far along the curve they are (0 to 1); side is
    where the box stands: 1 right, -1 left, 0 above or below.
    """

    boxes: Floats
    points: Floats
    along: Floats
    side: NDArray[np.int64]

    def __getitem__(self, chosen: NDArray[np.int64]) -> Candidates:
        return Candidates(*(getattr(self, name)[chosen] for name in fields(Candidates)))


def _candidates(line: Line) -> Candidates:
    if not len(line.points):
        return Candidates(np.empty((0, 4)), np.empty((0, 2)), np.empty(0), np.empty(0, int))
    box = line.ink.box(line.label)
    width, height = box.width + 2 * CLEARANCE, box.height + 2 * CLEARANCE
    steps = np.hypot(*np.diff(line.points, axis=0).T)
    arc = np.concatenate([[0.0], np.cumsum(steps)])
    at = np.linspace(0, arc[-1], min(max(2, int(arc[-1] / SPACING)), MOST))
    x, y = np.interp(at, arc, line.points[:, 0]), np.interp(at, arc, line.points[:, 1])
    boxes, sides = [], []
    for gap in (NEAR, 2 * NEAR, 4 * NEAR):
        away = gap * line.ink.size + line.plan.stroke.width / 2
        for dx, dy in DIRECTIONS:
            # In a diagonal direction it is the corner of the box that is near.
            part = away if dx == 0 or dy == 0 else 0.75 * away
            left = x + dx * part - (width if dx < 0 else 0 if dx > 0 else width / 2)
            bottom = y + dy * part - (height if dy < 0 else 0 if dy > 0 else height / 2)
            boxes.append(np.column_stack([left, bottom, left + width, bottom + height]))
            sides += [dx] * len(at)
    count = len(boxes)
    points = np.tile(np.column_stack([x, y]), (count, 1))
    along = np.tile(np.linspace(0, 1, len(at)), count)
    return Candidates(np.vstack(boxes), points, along, np.array(sides))


def _best(
    place: PlacedPanel,
    curves: Sequence[Line],
    index: int,
    tried: Candidates,
    ground: Ground,
    crowd: Sequence[Rect],
    placed: Sequence[Rect],
    strict: bool,
) -> Words | None:
    line = curves[index]
    found = tried[np.flatnonzero(ground.load(tried.boxes) == 0)]
    boxes, along = found.boxes, found.along
    if not len(boxes):
        return None
    size = line.ink.size
    own = distances(boxes, line.points) / size
    others = [other.points for i, other in enumerate(curves) if i != index and len(other.points)]
    near = distances(boxes, np.vstack(others)) / size if others else np.full(len(boxes), np.inf)
    clear = near - own
    # A box nearer to another curve than to its own names the wrong one.
    # One among the tick labels reads as one of them.
    crowded = _crowded(boxes, crowd, 0.6 * size)
    barred = _barred(found, ground, line.plan.stroke.width)
    keep = (clear > 0.15) & (crowded == 0) & (barred == 0)
    if not strict:
        # The first demand that some place meets: crowded is better than ambiguous.
        plain = (clear > 0.15) & (crowded == 0)
        keep = next((demand for demand in (keep, plain) if demand.any()), clear > 0.15)
    if not keep.any():
        return None
    cost = (
        # Nearer than is usual is no better.
        np.maximum(own, NEAREST)
        + 1.5 * np.maximum(0, APART - clear)
        + 0.8 * (1 - np.maximum(along, 0.7 * (1 - along)))
        + 0.6 * _outside(boxes, place.area, size)
        + 3.0 * crowded
        + 1.5 * barred
        + 1.0 * _crowded(boxes, placed, 0.8 * size)
    )
    best = np.flatnonzero(keep)[int(np.argmin(cost[keep]))]
    left, bottom, _, _ = boxes[best]
    box = line.ink.box(line.label)
    # Held at the side of its curve, in case another font sets it wider.
    side = {1: "left", -1: "right", 0: "center"}[int(found.side[best])]
    return line.ink.at(
        line.label,
        left + CLEARANCE + {"left": 0.0, "center": 0.5, "right": 1.0}[side] * box.width,
        bottom + CLEARANCE + box.descent,
        f"label-{line.plan.number}",
        "label",
        horizontal=side,
        vertical="baseline",
    )


def _barred(found: Candidates, ground: Ground, width: float) -> Floats:
    """1 for each box with something between it and its curve, else 0."""
    box, point = found.boxes, found.points
    edge = np.clip(point, box[:, :2], box[:, 2:])
    way = edge - point
    length = np.hypot(*way.T)[:, None]
    # From where the curve itself no longer counts as taken to the edge of the box.
    far = np.arange(width / 2 + 1.5, length.max() + 1.0, 1.0)
    spots = point[:, None, :] + far[None, :, None] * (way / np.maximum(length, 1e-9))[:, None, :]
    spots = spots.reshape(-1, 2)
    taken = ground.load(np.hstack([spots, spots])).reshape(len(box), -1) > 0
    barred: Floats = (taken & (far < length)).any(axis=1).astype(np.float64)
    return barred


def _outside(boxes: Floats, area: Rect, size: float) -> Floats:
    """How far each box leaves the plot, in text sizes."""
    low = np.maximum(0, (area.left, area.bottom) - boxes[:, :2])
    high = np.maximum(0, boxes[:, 2:] - (area.right, area.top))
    beyond: Floats = (low + high).sum(axis=1) / size
    return beyond


def _crowded(boxes: Floats, crowd: Sequence[Rect], reach: float) -> Floats:
    """1 for each box within reach of other words, else 0."""
    if not crowd:
        return np.zeros(len(boxes))
    near = np.array([rect.grown(reach).edges for rect in crowd])
    apart = (
        (boxes[:, None, 0] >= near[None, :, 2])
        | (boxes[:, None, 2] <= near[None, :, 0])
        | (boxes[:, None, 1] >= near[None, :, 3])
        | (boxes[:, None, 3] <= near[None, :, 1])
    )
    close: Floats = np.where(apart.all(axis=1), 0.0, 1.0)
    return close
