"""Labels next to the curves that they name.

Every place that a label could take is tried at once: boxes around points of
its curve, without those that would touch anything, reach beyond a jump or be
in a row of tick labels. Of the free ones the best is near its own curve, far from
all others, and towards the curve's end.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from actplot.arrays import Floats
from actplot.layout.axes import PlacedPanel
from actplot.layout.breaking import wrapped
from actplot.layout.fractions import displayed
from actplot.layout.geometry import CLEARANCE, Ground, Rect, arc_lengths, distances, points_at
from actplot.layout.scene import HA, SHARES, Ink, Words
from actplot.layout.stretches import Stretch
from actplot.plan.plans import CurvePlan, PointsPlan
from actplot.records import Record, fields

# Distances in text sizes: of a label from its curve, and from other curves
# before it could be taken for theirs.
NEAR = 0.3
GAPS = NEAR * np.array([1, 2, 3])
NEAREST = 0.38
APART = 1.4
# By how much a label is nearer to its own curve than to others, at the least.
NEARER = 0.15
# Free around other words, and around other labels of curves, which are read together.
CROWD, OTHER_LABELS = 0.6, 0.8
SPACING = 6.0  # pt of arc between the points of a curve where labels are tried
MOST = 1500  # such points
# A label longer than this part of the plot is tried in two lines as well.
LONG = 0.3
DIRECTIONS = np.array([(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1)])


class LabelWeights(Record):
    """What speaks against the place of a label; the least sum is drawn.

    Distances are in text sizes.
    """

    # The farther from its curve, the weaker the tie.
    far: float = 1.0
    # The nearer another curve, the more doubtful which of the two is meant.
    doubtful: float = 1.5
    # Labels at the ends of curves are found first,
    inner: float = 0.8
    # and those at the right end before those at the left.
    left: float = 0.3
    # Outside of the plot a label takes room from names and neighbours.
    outside: float = 0.6
    # Labels side by side read as one.
    joined: float = 1.0
    # Two lines where one would do are slower to read,
    broken: float = 0.3
    # but a line that is long, as a part of the plot, has no place that it belongs to.
    long: float = 3.0


WEIGHTS = LabelWeights()


class Line(Record):
    """A curve with its label to be placed, beside one of its stretches."""

    plan: CurvePlan | PointsPlan
    stretches: tuple[Stretch, ...]
    ink: Ink

    @property
    def label(self) -> str:
        return displayed(self.plan.label)

    @property
    def points(self) -> Floats:
        return np.vstack([np.empty((0, 2)), *(stretch.points for stretch in self.stretches)])

    def texts(self, width: float) -> list[str]:
        """The label in one line, and in two where it is long in a plot of this width (pt)."""
        length = self.ink.box(self.label).width
        if length <= LONG * width:
            return [self.label]
        return list(dict.fromkeys([self.label, wrapped(self.label, self.ink, 0.6 * length)]))


def direct(
    place: PlacedPanel,
    curves: Sequence[Line],
    ground: Ground,
    crowd: Sequence[Rect],
    *,
    strict: bool,
    needed: frozenset[int] = frozenset(),
) -> list[Words | None]:
    """The label of each curve, or None where none has a place. Takes the ground it uses.

    Labels keep away from crowd, the other words, and are nearer to their own curve
    than to another; unless strict, a label that cannot may be among words or beyond a line.
    The curves whose indices are `needed` choose before the others, and none is labelled any
    more once one of these has no place.
    """
    chosen: dict[int, Words | None] = {}
    tried = [_candidates(line, place.area.width) for line in curves]
    order = list(range(len(curves)))
    if len(curves) > 1:
        # The curve with the fewest places chooses first.
        free = [np.count_nonzero(ground.load(candidates.boxes) == 0) for candidates in tried]
        order.sort(key=lambda one: (one not in needed, free[one]))
    for index in order:
        placed = [words.box for words in chosen.values() if words is not None]
        words = _best(place, curves, index, tried[index], ground, crowd, placed, strict)
        chosen[index] = words
        if words is None and index in needed:
            break
        if words is not None:
            ground.take(words.box.grown(CLEARANCE + 0.2 * words.size, CLEARANCE))
    return [chosen.get(index) for index in range(len(curves))]


class Candidates(Record):
    """Boxes, shape (n, 4), and for each the point of the curve next to it.

    points has shape (n, 2); along is how far along the curve they are (0 to 1); side is
    where the box is: 1 right, -1 left, 0 above or below; text is the number of the
    text in it.
    """

    boxes: Floats
    points: Floats
    along: Floats
    side: NDArray[np.int64]
    text: NDArray[np.int64]

    def __getitem__(self, chosen: NDArray[np.bool_]) -> Candidates:
        return Candidates(*(getattr(self, name)[chosen] for name in fields(Candidates)))


def _candidates(line: Line, width: float) -> Candidates:
    """Every place for a label in a plot of this width, in pt."""
    lengths = [arc_lengths(stretch.points)[-1] for stretch in line.stretches]
    whole = max(sum(lengths), 1e-9)
    step = max(SPACING, whole / MOST)
    none = np.empty(0, dtype=np.int64)
    groups = [Candidates(np.empty((0, 4)), np.empty((0, 2)), np.empty(0), none, none)]
    before = 0.0
    # Level with the end at a jump and beyond it, a label would seem to name what is not there.
    beyond = _edges([rect for part in line.stretches for rect in part.beyond(line.ink.size)])
    for stretch, length in zip(line.stretches, lengths, strict=True):
        at = np.linspace(0, length, max(2, int(length / step)))
        points = points_at(stretch.points, at)
        for number, text in enumerate(line.texts(width)):
            tried = _around(line, text, number, points, (before + at) / whole)
            inside = (tried.boxes[:, 0] >= stretch.low) & (tried.boxes[:, 2] <= stretch.high)
            groups.append(tried[inside & ~_touching(tried.boxes, beyond)])
        before += length
    names = fields(Candidates)
    return Candidates(*(np.concatenate([getattr(group, n) for group in groups]) for n in names))


def _around(line: Line, text: str, number: int, points: Floats, along: Floats) -> Candidates:
    """The places of a text around points of its curve, which are along it (0 to 1)."""
    box = line.ink.box(text)
    size = np.array([box.width, box.height]) + 2 * CLEARANCE
    away = GAPS[:, None] * line.ink.size + line.plan.stroke.width / 2
    # In a diagonal direction it is the corner of the box that is near.
    apart = away * np.where(DIRECTIONS.all(axis=1), 0.75, 1.0)
    # From the point to the lower left corner: shape (gap, direction, 2).
    corner = DIRECTIONS * apart[..., None] - np.where(DIRECTIONS < 0, size, 0.0)
    corner -= np.where(DIRECTIONS == 0, size / 2, 0.0)
    low = (points + corner.reshape(-1, 1, 2)).reshape(-1, 2)
    count = len(low) // len(points)
    return Candidates(
        np.hstack([low, low + size]),
        np.tile(points, (count, 1)),
        np.tile(along, count),
        np.tile(np.repeat(DIRECTIONS[:, 0], len(points)), len(GAPS)),
        np.full(len(low), number),
    )


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
    """The best free place for the label of the curve with an index, None where it has none."""
    line = curves[index]
    size = line.ink.size
    free = tried[ground.load(tried.boxes) == 0]
    # Among the tick labels it would read as one of them.
    crowded = _crowded(free.boxes, crowd, CROWD * size)
    if strict:
        free, crowded = free[~crowded], crowded[~crowded]
    if not len(free.boxes):
        return None
    own = distances(free.boxes, line.points) / size
    others = (other.points for number, other in enumerate(curves) if number != index)
    clear = distances(free.boxes, np.vstack([np.empty((0, 2)), *others])) / size - own
    # A box nearer to another curve than to its own names the wrong one.
    sure, alone, tied = clear > NEARER, ~crowded, ~_barred(free, ground, line.plan.stroke.width)
    keep = sure & alone & tied
    if not strict:
        # The first demand that some place meets: crowded is better than ambiguous.
        demands = (keep, sure & alone, sure & tied)
        keep = next((demand for demand in demands if demand.any()), sure)
    if not keep.any():
        return None
    cost = _costs(free, own, clear, place.area, placed, size)
    best = np.flatnonzero(keep)[int(np.argmin(cost[keep]))]
    text = line.texts(place.area.width)[int(free.text[best])]
    return _at(line, text, free.boxes[best], int(free.side[best]))


def _costs(
    tried: Candidates, own: Floats, clear: Floats, area: Rect, placed: Sequence[Rect], size: float
) -> Floats:
    """What speaks against each place.

    own, clear: how far it is from its curve, and how much farther from others, in text sizes.
    """
    boxes, along, weights = tried.boxes, tried.along, WEIGHTS
    cost: Floats = (
        # Nearer than is usual is no better.
        weights.far * np.maximum(own, NEAREST)
        + weights.doubtful * np.maximum(0, APART - clear)
        + weights.inner * (1 - np.maximum(along, (1 - weights.left) * (1 - along)))
        + weights.outside * _outside(boxes, area, size)
        + weights.joined * _crowded(boxes, placed, OTHER_LABELS * size)
        + weights.broken * tried.text
        + weights.long * np.maximum(0, (boxes[:, 2] - boxes[:, 0]) / area.width - LONG)
    )
    return cost


def _at(line: Line, text: str, place: Floats, towards: int) -> Words:
    """The words in a box; held at the side of its curve, in case another font sets it wider."""
    box, ha = line.ink.box(text), HA[towards]
    x = place[0] + CLEARANCE + SHARES[ha] * box.width
    y = place[1] + CLEARANCE + box.descent
    return line.ink.at(text, x, y, f"label-{line.plan.number}", "label", ha=ha, va="baseline")


def _barred(tried: Candidates, ground: Ground, width: float) -> NDArray[np.bool_]:
    """Whether something is between each box and its curve."""
    box, point = tried.boxes, tried.points
    edge = np.clip(point, box[:, :2], box[:, 2:])
    way = edge - point
    length = np.hypot(*way.T)[:, None]
    # From where the curve itself no longer counts as taken to the edge of the box.
    far = np.arange(width / 2 + 1.5, length.max() + 1.0, 1.0)
    spots = point[:, None, :] + far[None, :, None] * (way / np.maximum(length, 1e-9))[:, None, :]
    spots = spots.reshape(-1, 2)
    taken = ground.load(np.hstack([spots, spots])).reshape(len(box), -1) > 0
    barred: NDArray[np.bool_] = (taken & (far < length)).any(axis=1)
    return barred


def _outside(boxes: Floats, area: Rect, size: float) -> Floats:
    """How far each box leaves the plot, in text sizes."""
    low = np.maximum(0, (area.left, area.bottom) - boxes[:, :2])
    high = np.maximum(0, boxes[:, 2:] - (area.right, area.top))
    beyond: Floats = (low + high).sum(axis=1) / size
    return beyond


def _crowded(boxes: Floats, crowd: Sequence[Rect], reach: float) -> NDArray[np.bool_]:
    """Whether each box is within reach of other words."""
    return _touching(boxes, _edges([rect.grown(reach) for rect in crowd]))


def _edges(rects: Sequence[Rect]) -> Floats:
    """Left, bottom, right and top of each rectangle, shape (n, 4)."""
    return np.array([rect.edges for rect in rects]).reshape(-1, 4)


def _touching(boxes: Floats, others: Floats) -> NDArray[np.bool_]:
    """Whether each box overlaps any of others; only those around all boxes are compared."""
    if not len(boxes) or not len(others):
        return np.zeros(len(boxes), dtype=np.bool_)
    low, high = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
    near = others[(others[:, 2:] > low).all(axis=1) & (others[:, :2] < high).all(axis=1)]
    apart = (
        (boxes[:, None, 0] >= near[None, :, 2])
        | (boxes[:, None, 2] <= near[None, :, 0])
        | (boxes[:, None, 1] >= near[None, :, 3])
        | (boxes[:, None, 3] <= near[None, :, 1])
    )
    touching: NDArray[np.bool_] = ~apart.all(axis=1)
    return touching
