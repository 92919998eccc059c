"""Labels beside the curves that they name, and notes with leaders.

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
from actplot.layout.geometry import Ground, Rect, distances
from actplot.layout.scene import Ink, Shape, Words
from actplot.plan.plans import CurvePlan, NotePlan, PanelPlan
from actplot.records import Record, fields, replace

Floats = NDArray[np.float64]

# Distances in text sizes: of a label from its curve, and from other curves
# before it could be taken for theirs.
NEAR = 0.3
NEAREST = 0.38
APART = 1.4
CLEARANCE = 1.0  # pt free around a label
SPACING = 6.0  # pt of arc between the points of a curve where labels are tried
DIRECTIONS = [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1)]
NOTE_DISTANCES = (1.2, 1.8, 2.6, 3.6, 5.0)  # in text sizes


# Where along a reference line its label is tried: the ends, then from them inwards.
ENDS_FIRST = tuple(end for step in range(11) for end in (1 - step / 20, step / 20))


class Line(Record):
    """A curve with its label to be placed; points are those of its visible parts."""

    plan: CurvePlan
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
    at = np.linspace(0, arc[-1], max(2, int(arc[-1] / SPACING)))
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
    near = np.array([_four(rect.grown(reach)) for rect in crowd])
    apart = (
        (boxes[:, None, 0] >= near[None, :, 2])
        | (boxes[:, None, 2] <= near[None, :, 0])
        | (boxes[:, None, 1] >= near[None, :, 3])
        | (boxes[:, None, 3] <= near[None, :, 1])
    )
    close: Floats = np.where(apart.all(axis=1), 0.0, 1.0)
    return close


def on_lines(place: PlacedPanel, panel: PanelPlan, ink: Ink, ground: Ground) -> list[Words]:
    """The labels of reference lines, standing on their lines near an end."""
    found = []
    boxed = panel.frame != "centred"
    for line in panel.lines:
        if not line.label:
            continue
        label = displayed(line.label)
        box = ink.box(label)
        gap = 0.2 * ink.size + line.stroke.width / 2
        # Ticks may point into the plot along its frame.
        inner = place.area.grown(-0.6 * ink.size) if boxed else place.area
        choices = []
        for share in ENDS_FIRST:
            for side in (1, -1):
                if line.along == "y":
                    left = inner.left + share * (inner.width - box.width)
                    y = place.y(line.value) + side * gap
                    words = ink.at(
                        label,
                        left,
                        y,
                        "line-label",
                        "label",
                        horizontal="left",
                        vertical="bottom" if side > 0 else "top",
                    )
                    choices.append(replace(words, anchor=round(2 * share) / 2))
                else:
                    x = place.x(line.value) + side * gap
                    low = inner.bottom + share * (inner.height - box.height)
                    choices.append(
                        ink.at(
                            label,
                            x,
                            low,
                            "line-label",
                            "label",
                            horizontal="left" if side > 0 else "right",
                            vertical="bottom",
                        )
                    )
        loads = ground.load([_four(words.box) for words in choices])
        best = choices[int(np.argmin(loads))]
        ground.take(best.box.grown(CLEARANCE))
        found.append(best)
    return found


def notes(
    place: PlacedPanel, plans: Sequence[NotePlan], muted: Ink, ground: Ground
) -> list[tuple[Words, tuple[Shape, ...]]]:
    """The words of each note with the arrow to its point, which has the colour of muted."""
    found: list[tuple[Words, tuple[Shape, ...]]] = []
    for plan in plans:
        ink = replace(muted, color=plan.color)
        x, y = place.x(plan.x), place.y(plan.y)
        words = _note(plan, ink, x, y, ground)
        ground.take(words.box.grown(CLEARANCE))
        found.append((words, _leader(words.box, x, y, muted.size, muted.color)))
    return found


def _note(plan: NotePlan, ink: Ink, x: float, y: float, ground: Ground) -> Words:
    text = displayed(plan.text)
    box = ink.box(text)
    half = np.array([box.width, box.height]) / 2
    angles = np.pi / 8 * np.arange(16)
    rays = np.column_stack([np.cos(angles), np.sin(angles)])
    centers, costs = [], []
    for distance in NOTE_DISTANCES:
        # The middle of the box so that its edge is `distance` from the point.
        reach = distance * ink.size + np.abs(rays) @ half * np.array(1.0)
        centers.append(np.array([x, y]) + rays * reach[:, None])
        costs.append(np.full(len(rays), distance) + 0.15 * (np.abs(np.sin(2 * angles)) < 0.5))
    middle, cost = np.vstack(centers), np.concatenate(costs)
    boxes = np.hstack([middle - half - CLEARANCE, middle + half + CLEARANCE])
    loads = ground.load(boxes)
    crossings = np.array([_crossed(ground, x, y, *at) for at in middle])
    # Standing on something is worse than any distance, crossing it with the leader bad.
    best = int(np.argmin(cost + 1000.0 * loads + 1.2 * crossings))
    return ink.at(text, float(middle[best][0]), float(middle[best][1]), "note", "label")


def _crossed(ground: Ground, x: float, y: float, to_x: float, to_y: float) -> float:
    """How many pt of the way from a point to another are taken, the first few left out."""
    length = float(np.hypot(to_x - x, to_y - y))
    at = np.arange(5.0, length, 2.0) / max(length, 1e-9)
    px, py = x + at * (to_x - x), y + at * (to_y - y)
    boxes = np.column_stack([px - 0.5, py - 0.5, px + 0.5, py + 0.5])
    return float((ground.load(boxes) > 0).sum()) if len(boxes) else 0.0


def _leader(box: Rect, x: float, y: float, size: float, color: str) -> tuple[Shape, ...]:
    """A thin arrow from the edge of the box to just before the point; none where they are close."""
    edge = box.grown(0.15 * size)
    near = np.clip((x, y), (edge.left, edge.bottom), (edge.right, edge.top))
    way = np.array([x, y]) - near
    length = float(np.hypot(*way))
    if length < 0.7 * size:
        return ()
    tip = near + way * (1 - 0.22 * size / length)
    along = way / length
    across = np.array([-along[1], along[0]])
    back = tip - 0.42 * size * along
    line = Shape(
        "leader",
        "leader",
        np.array([near, tip - 0.3 * size * along]),
        color=color,
        width=0.06 * size,
    )
    head = Shape(
        "leader-head",
        "leader",
        np.array([tip, back + 0.13 * size * across, back - 0.13 * size * across]),
        closed=True,
        fill=color,
    )
    return line, head


def _four(rect: Rect) -> tuple[float, float, float, float]:
    return rect.left, rect.bottom, rect.right, rect.top
