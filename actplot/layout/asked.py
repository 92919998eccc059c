"""Labels whose place the spec names: beside an x, at an end, or along the slope of a curve."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from actplot.layout.axes import PlacedPanel
from actplot.layout.geometry import CLEARANCE, Ground, Rect, distances
from actplot.layout.labels import NEAR, NEARER, Line
from actplot.layout.scene import Ink, Words
from actplot.plan.plans import CurvePlan, PointsPlan
from actplot.records import Record

Floats = NDArray[np.float64]

# How far from the curve a label is tried, in text sizes.
AWAY = (1.0, 1.6, 2.4, 3.4)
# Where along its curve a label without a place of its own is tried, the likeliest first.
SHARES = (0.75, 0.65, 0.85, 0.5, 0.35, 0.25, 0.15)
# A place beside an x may be so far from it, in widths of the label.
SHIFTS = (0.0, 0.25, -0.25, 0.5, -0.5)
UPRIGHT = 1e-6  # pt
STEP = 2.0  # pt between the places that are tried within a region
INWARDS = 5  # steps of half a label that it may be away from its end
_AROUND = ((0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1), (1, 0), (-1, 0))
_BEHIND = {"end": ((1, 0), (1, 1), (1, -1), (0, 1), (0, -1)),
           "start": ((-1, 0), (-1, 1), (-1, -1), (0, 1), (0, -1))}  # fmt: skip


class LabelText(Record):
    """A text to be placed: what it says and how, and how wide the line is that it names."""

    text: str
    ink: Ink
    role: str
    width: float


class Spot(Record, eq=False):
    """A place for a label: its words, the rectangles that they need, and what speaks against it."""

    words: Words
    boxes: Floats
    cost: float


def is_asked(plan: CurvePlan | PointsPlan) -> bool:
    """Whether the spec says where or how the label of a curve, or of points, stands."""
    return plan.label_at is not None or plan.label_sloped


def unseen(what: str, label: str, at: float | str | None, axis: str = "x") -> str:
    """What to say of a label whose place in the spec is not in the plot."""
    where = f"{axis} = {at:g}" if isinstance(at, float) else at
    return f"the {what} of the label '{label}' is not seen at {where}"


def put(place: PlacedPanel, line: Line, others: Sequence[Line], ground: Ground) -> Words | None:
    """The label where it is asked for, as free as it can be there; takes the ground it uses.

    None where the curve has no visible point at the place. Of free places, those are taken
    that are nearer to the curve than to others.
    """
    plan = line.plan
    width = plan.size if isinstance(plan, PointsPlan) and not plan.joined else plan.stroke.width
    name = LabelText(line.label, line.ink, f"label-{plan.number}", width)
    parts = [stretch.points for stretch in line.stretches if len(stretch.points) > 1]
    at = place.x(plan.label_at) if isinstance(plan.label_at, float) else plan.label_at
    if isinstance(plan, PointsPlan):
        parts = [run for part in parts for run in _runs(part, joined=plan.joined)]
    found = list(_spots(name, parts, at, sloped=plan.label_sloped))
    return _chosen(found, ground, _astray(found, line, others))


def _runs(points: Floats, *, joined: bool) -> list[Floats]:
    """Points in any order from left to right; a line through them as often as it turns back."""
    if not joined:
        return [points[np.argsort(points[:, 0], kind="stable")]]
    way = np.sign(np.diff(points[:, 0]))
    turns = np.flatnonzero(way[1:] != way[:-1]) + 1
    bounds = [0, *turns.tolist(), len(points) - 1]
    runs = [points[start : end + 1] for start, end in pairwise(bounds)]
    return [run if run[0, 0] <= run[-1, 0] else run[::-1] for run in runs]


def at_dot(
    name: LabelText,
    dot: Floats,
    parts: Sequence[Floats],
    at: float | str | None,
    ground: Ground,
    *,
    sloped: bool,
) -> Words | None:
    """The label of a dot on the page where it is asked for; name.width is that of the dot.

    at: an x on the page, or the side on which it stands, start (left) or end (right). parts: of
    the curve on which the dot is, for a label that follows it.
    """
    wide = name.ink.box(name.text).width
    if sloped:
        x = at if isinstance(at, float) else float(dot[0])
        side = {"start": -1, "end": 1}.get(str(at), 0)
        aside = (wide + name.width) / 2 + CLEARANCE
        arcs = [side * (aside + abs(s) * wide) if side else s * wide for s in SHIFTS]
        found = [
            spot
            for part, arc in _through(list(parts), x, 0)
            for along in arcs
            for spot in _sloped(name, part, arc + along, abs(along) / wide)
        ]
    elif isinstance(at, str):
        found = list(_level(name, dot, _BEHIND[at], 0.0))
    else:
        assert at is not None
        # Above the dot and below it, and at its height where that is not beside the x.
        level = abs(at - dot[0]) > wide / 2
        ways = ((0, 0), *_AROUND[:2]) if level else _AROUND[:2]
        found = [
            spot
            for shift in SHIFTS
            for spot in _level(name, np.array([at + shift * wide, dot[1]]), ways, abs(shift))
        ]
    return _chosen(found, ground, [False] * len(found))


def on_line(
    name: LabelText,
    points: Floats,
    at: float | str | None,
    ground: Ground,
    *,
    sloped: bool,
    across: int,
) -> Words | None:
    """The label of a straight line where it is asked for; at: a place on the page.

    points: of what is seen of it, shape (n, 2); across: 0 if at is an x, 1 if it is a y.
    """
    if len(points) < 2:
        return None
    found = list(_spots(name, [points], at, sloped=sloped, across=across))
    return _chosen(found, ground, [False] * len(found))


def _chosen(found: Sequence[Spot], ground: Ground, astray: Sequence[bool]) -> Words | None:
    if not found:
        return None
    starts = np.cumsum([0, *(len(spot.boxes) for spot in found)])
    loads = ground.load(np.vstack([spot.boxes for spot in found]))
    taken = [float(loads[a:b].sum()) for a, b in pairwise(starts)]
    off = [_outside(spot.words.box, ground.room) for spot in found]
    # Anything taken is worse than any distance; of what is taken, less is better.
    best = min(
        range(len(found)),
        key=lambda one: (
            off[one] > 0, off[one], taken[one] > 0, taken[one], astray[one], found[one].cost,
        ),
    )  # fmt: skip
    for left, bottom, right, top in found[best].boxes:
        ground.take(Rect(left, bottom, right, top))
    return found[best].words


def _astray(found: Sequence[Spot], line: Line, others: Sequence[Line]) -> list[bool]:
    """Whether each place is as near to another curve as to its own."""
    points = [other.points for other in others if other is not line and len(other.points)]
    if not points:
        return [False] * len(found)
    rest = np.vstack(points)
    near = []
    for spot in found:
        own, other = distances(spot.boxes, line.points), distances(spot.boxes, rest)
        near.append(bool(other.min() < own.min() + NEARER * line.ink.size))
    return near


def _outside(box: Rect, room: Rect) -> float:
    """How far a box leaves the room that there is, in pt."""
    across = max(room.left - box.left, 0.0) + max(box.right - room.right, 0.0)
    return across + max(room.bottom - box.bottom, 0.0) + max(box.top - room.top, 0.0)


def _spots(
    name: LabelText, parts: list[Floats], at: float | str | None, *, sloped: bool, across: int = 0
) -> Iterator[Spot]:
    """Places beside parts of a line: at a place on the page, at its start or end, or anywhere."""
    if not parts:
        return
    box = name.ink.box(name.text)
    if isinstance(at, str):
        ends = [float(part[0 if at == "start" else -1, 0]) for part in parts]
        part = parts[ends.index(min(ends) if at == "start" else max(ends))]
        length = float(_arc(part)[-1])
        if not sloped:
            point = part[-1] if at == "end" else part[0]
            yield from _level(name, point, _BEHIND[at], 0.0)
        # Where there is no room behind the end, a label stands before it.
        for step in range(INWARDS):
            inner = min((0.5 + 0.5 * step) * box.width, length / 2)
            arc = length - inner if at == "end" else inner
            if sloped:
                yield from _sloped(name, part, arc, 0.3 * step)
            else:
                yield from _level(name, _point(part, arc), _AROUND[:2], 3.0 + 0.3 * step)
    elif at is not None:
        for shift in SHIFTS:
            for part, arc in _through(parts, at + shift * box.width, across):
                if sloped:
                    yield from _sloped(name, part, arc, abs(shift))
                else:
                    yield from _level(name, _point(part, arc), _AROUND, abs(shift))
    else:
        part = max(parts, key=lambda each: float(_arc(each)[-1]))
        for index, share in enumerate(SHARES):
            yield from _sloped(name, part, share * float(_arc(part)[-1]), 0.2 * index)


def _through(parts: list[Floats], at: float, across: int) -> Iterator[tuple[Floats, float]]:
    """The parts that pass an x (or a y) on the page, and how far along they do so."""
    for part in parts:
        values, arc = part[:, across], _arc(part)
        order = 1 if values[-1] >= values[0] else -1
        if min(values[0], values[-1]) - 0.5 <= at <= max(values[0], values[-1]) + 0.5:
            yield part, float(np.interp(at, values[::order], arc[::order]))


def _level(
    name: LabelText, point: Floats, ways: tuple[tuple[int, int], ...], cost: float
) -> Iterator[Spot]:
    """Level places around a point of the curve."""
    text, ink = name.text, name.ink
    box = ink.box(text)
    for number, distance in enumerate(AWAY):
        away = distance * NEAR * ink.size + name.width / 2
        for index, (dx, dy) in enumerate(ways):
            part = away if dx == 0 or dy == 0 else 0.75 * away
            side = {1: "left", -1: "right", 0: "center"}[dx]
            left = point[0] + dx * part - {1: 0.0, -1: box.width, 0: box.width / 2}[dx]
            height = box.height
            bottom = point[1] + dy * part - {1: 0.0, -1: height, 0: height / 2}[dy]
            x = left + {"left": 0.0, "center": 0.5, "right": 1.0}[side] * box.width
            words = ink.at(
                text, float(x), float(bottom + box.descent), name.role, "label",
                horizontal=side, vertical="baseline",
            )  # fmt: skip
            boxes = np.array([words.box.grown(CLEARANCE).edges])
            yield Spot(words, boxes, cost + 0.5 * number + 0.05 * index)


def within(name: LabelText, spine: Floats, ground: Ground, wanted: float) -> Words | None:
    """A label along the middle line of a region, near an x on the page; None if it has no room."""
    text, ink = name.text, name.ink
    box, whole = ink.box(text), float(_arc(spine)[-1])
    found = []
    for arc in np.arange(box.width / 2, whole - box.width / 2, STEP):
        angle, along, across = _direction(*_chord(spine, float(arc), box.width / 2))
        middle = _point(spine, float(arc))
        start = middle - along * box.width / 2 - across * (box.ascent - box.descent) / 2
        boxes = _covering(box.width, box.ascent, box.descent, start, along, across)
        words = _turned(ink, text, start, angle, name.role)
        found.append(Spot(words, boxes, abs(float(middle[0]) - wanted)))
    free = [spot for spot in found if not ground.load(spot.boxes).any()]
    return min(free, key=lambda spot: spot.cost).words if free else None


def _chord(part: Floats, arc: float, half: float) -> tuple[Floats, Floats]:
    return _point(part, arc - half), _point(part, arc + half)


def _direction(before: Floats, after: Floats) -> tuple[float, Floats, Floats]:
    """The angle (degrees) of words along a way, and the ways along and across them."""
    way = after - before
    if way[0] < -UPRIGHT or (way[0] < UPRIGHT and way[1] < 0):
        way = -way  # words never stand on their heads
    angle = float(np.degrees(np.arctan2(way[1], way[0])))
    along = np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
    return angle, along, np.array([-along[1], along[0]])


def _sloped(name: LabelText, part: Floats, arc: float, cost: float) -> Iterator[Spot]:
    """Places above and below a point of the curve along its slope there."""
    text, ink = name.text, name.ink
    box = ink.box(text)
    whole = float(_arc(part)[-1])
    half = min(box.width / 2, whole / 2)
    arc = min(max(arc, half), whole - half)
    before, after = _chord(part, arc, half)
    angle, along, across = _direction(before, after)
    inside = part[(_arc(part) >= arc - half) & (_arc(part) <= arc + half)]
    inside = np.vstack([before, inside, after])
    middle = _point(part, arc)
    for number, distance in enumerate(AWAY):
        away = distance * NEAR * ink.size + name.width / 2
        for index, side in enumerate((1, -1)):
            # A bent curve bulges towards its label, which keeps its distance from all of it.
            bulge = float(((inside - middle) @ across * side).max())
            reach = side * (away + bulge) + (box.descent if side > 0 else -box.ascent)
            start = middle + across * reach - along * box.width / 2
            words = _turned(ink, text, start, angle, name.role)
            boxes = _covering(box.width, box.ascent, box.descent, start, along, across)
            yield Spot(words, boxes, cost + 0.5 * number + 0.1 * index)


def _turned(ink: Ink, text: str, start: Floats, angle: float, role: str) -> Words:
    """Words whose baseline begins at start and rises by an angle, in degrees."""
    flat = ink.at(text, float(start[0]), float(start[1]), role, "label",
                  horizontal="left", vertical="baseline")  # fmt: skip
    return flat.turned(angle)


def _covering(
    width: float, up: float, down: float, start: Floats, along: Floats, across: Floats
) -> Floats:
    """Small rectangles, shape (n, 4), that together cover turned words."""
    height = up + down
    count = max(2, int(np.ceil(2 * width / max(height, 1e-9))) + 1)
    rows = np.linspace(-down, up, 3)
    steps = np.linspace(0, width, count)
    points = start + steps[:, None, None] * along + rows[None, :, None] * across
    points = points.reshape(-1, 2)
    half = CLEARANCE + min(height / 8, width / (4 * count))
    return np.hstack([points - half, points + half])


def _point(part: Floats, arc: float) -> Floats:
    along = _arc(part)
    return np.array([np.interp(arc, along, column) for column in part.T])


def _arc(points: Floats) -> Floats:
    """The length of a line up to each of its points."""
    return np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
