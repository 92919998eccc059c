"""Places for a label beside a line: level or along its slope, at a place or behind an end."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from actplot.arrays import Floats
from actplot.layout.geometry import CLEARANCE, Ground, arc_lengths, points_at
from actplot.layout.labels import NEAR
from actplot.layout.scene import HA, VA, Box, Ink, Words
from actplot.records import Record

# How far from the curve a label is tried, in text sizes.
AWAY = (1.0, 1.6, 2.4, 3.4)
# Where along its curve a label without a place in the spec is tried, the likeliest first.
SHARES = (0.75, 0.65, 0.85, 0.5, 0.35, 0.25, 0.15)
# A place beside an x may be so far from it, in widths of the label.
SHIFTS = (0.0, 0.25, -0.25, 0.5, -0.5)
UPRIGHT = 1e-6  # pt
STEP = 2.0  # pt between the places that are tried within a region
INWARDS = 5  # steps of half a label that it may be away from its end
AROUND = ((0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1), (1, 0), (-1, 0))
_BEHIND = {"end": ((1, 0), (1, 1), (1, -1), (0, 1), (0, -1)),
           "start": ((-1, 0), (-1, 1), (-1, -1), (0, 1), (0, -1))}  # fmt: skip
# Labels behind ends that lie close together are stacked: how far from its end one is
# tried, in steps of a part of its height.
_STACKED, _PART = 40, 0.125
_WAYS = {-1: 1.0, 1: 2.5}  # they are put down from the highest


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


def spots(
    name: LabelText, parts: list[Floats], at: float | str | None, *, sloped: bool, across: int = 0
) -> Iterator[Spot]:
    """Places beside parts of a line: at a place on the page, at its start or end, or anywhere."""
    if not parts:
        return
    box = name.ink.box(name.text)
    if isinstance(at, str):
        ends = [float(part[0 if at == "start" else -1, 0]) for part in parts]
        part = parts[ends.index(min(ends) if at == "start" else max(ends))]
        length = float(arc_lengths(part)[-1])
        if not sloped:
            yield from behind(name, part[-1] if at == "end" else part[0], at)
        # Where there is no room behind the end, a label is placed before it.
        for step in range(INWARDS):
            inner = min((0.5 + 0.5 * step) * box.width, length / 2)
            arc = length - inner if at == "end" else inner
            if sloped:
                yield from along_slope(name, part, arc, 0.3 * step)
            else:
                yield from level(name, points_at(part, arc), AROUND[:2], 3.0 + 0.3 * step)
    elif at is not None:
        for shift in SHIFTS:
            for part, arc in through(parts, at + shift * box.width, across):
                if sloped:
                    yield from along_slope(name, part, arc, abs(shift))
                else:
                    yield from level(name, points_at(part, arc), AROUND, abs(shift))
    else:
        part = max(parts, key=lambda line: float(arc_lengths(line)[-1]))
        for index, share in enumerate(SHARES):
            yield from along_slope(name, part, share * float(arc_lengths(part)[-1]), 0.2 * index)


def through(parts: list[Floats], at: float, across: int) -> Iterator[tuple[Floats, float]]:
    """The parts that pass an x (or a y) on the page, and how far along they do so."""
    for part in parts:
        values, arc = part[:, across], arc_lengths(part)
        order = 1 if values[-1] >= values[0] else -1
        if min(values[0], values[-1]) - 0.5 <= at <= max(values[0], values[-1]) + 0.5:
            yield part, float(np.interp(at, values[::order], arc[::order]))


def reach(name: LabelText) -> float:
    """How far the label right behind an end reaches beyond it, in pt."""
    return NEAR * name.ink.size + name.width / 2 + name.ink.box(name.text).width + CLEARANCE


def at_side(name: LabelText, point: Floats, end: str) -> Iterator[Spot]:
    """Level places at one side of a point: to the right of it for end, to the left for start."""
    yield from level(name, point, _BEHIND[end], 0.0)


def behind(name: LabelText, point: Floats, end: str) -> Iterator[Spot]:
    """The same behind the end of a line, below and above those of its neighbours."""
    height = _PART * name.ink.box(name.text).height
    for step in range(_STACKED):
        for side in (-1, 1)[: step + 1]:
            aside = np.array([point[0], point[1] + side * step * height])
            yield from level(name, aside, _BEHIND[end][:1], _PART * step * _WAYS[side])
    yield from level(name, point, _BEHIND[end][1:], 0.5)


def level(
    name: LabelText, point: Floats, ways: tuple[tuple[int, int], ...], cost: float
) -> Iterator[Spot]:
    """Level places around a point of the curve."""
    text, ink = name.text, name.ink
    for number, distance in enumerate(AWAY):
        away = distance * NEAR * ink.size + name.width / 2
        for index, (dx, dy) in enumerate(ways):
            part = away if dx == 0 or dy == 0 else 0.75 * away
            x, y = float(point[0] + dx * part), float(point[1] + dy * part)
            words = ink.at(text, x, y, name.role, "label", ha=HA[dx], va=VA[dy])
            boxes = np.array([words.box.grown(CLEARANCE).edges])
            yield Spot(words, boxes, cost + 0.5 * number + 0.05 * index)


def within(name: LabelText, spine: Floats, ground: Ground, wanted: float) -> Words | None:
    """A label along the middle line of a region, near an x on the page; None if it has no room."""
    box, whole = name.ink.box(name.text), float(arc_lengths(spine)[-1])
    candidates, half = [], box.width / 2
    for arc in np.arange(half, whole - half, STEP):
        before, middle, after = points_at(spine, np.array([arc - half, arc, arc + half]))
        down, cost = (box.descent - box.ascent) / 2, abs(float(middle[0]) - wanted)
        candidates.append(_sloped(name, middle, _direction(before, after), down, cost))
    free = [spot for spot in candidates if not ground.load(spot.boxes).any()]
    return min(free, key=lambda spot: spot.cost).words if free else None


def _direction(before: Floats, after: Floats) -> tuple[float, Floats, Floats]:
    """The angle (degrees) of words along a way, and the ways along and across them."""
    way = after - before
    if way[0] < -UPRIGHT or (way[0] < UPRIGHT and way[1] < 0):
        way = -way  # words are never upside down
    angle = float(np.degrees(np.arctan2(way[1], way[0])))
    along = np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
    return angle, along, np.array([-along[1], along[0]])


def along_slope(name: LabelText, part: Floats, arc: float, cost: float) -> Iterator[Spot]:
    """Places above and below a point of the curve along its slope there."""
    ink, box = name.ink, name.ink.box(name.text)
    lengths = arc_lengths(part)
    whole = float(lengths[-1])
    half = min(box.width / 2, whole / 2)
    arc = min(max(arc, half), whole - half)
    before, middle, after = points_at(part, np.array([arc - half, arc, arc + half]))
    direction = _direction(before, after)
    inside = part[(lengths >= arc - half) & (lengths <= arc + half)]
    inside = np.vstack([before, inside, after])
    for number, distance in enumerate(AWAY):
        away = distance * NEAR * ink.size + name.width / 2
        for index, side in enumerate((1, -1)):
            # A bent curve bulges towards its label, which keeps its distance from all of it.
            bulge = float(((inside - middle) @ direction[2] * side).max())
            reach = side * (away + bulge) + (box.descent if side > 0 else -box.ascent)
            yield _sloped(name, middle, direction, reach, cost + 0.5 * number + 0.1 * index)


def _sloped(
    name: LabelText,
    middle: Floats,
    direction: tuple[float, Floats, Floats],
    reach: float,
    cost: float,
) -> Spot:
    """A label along a direction, the middle of its baseline so far across that from a point."""
    ink, (angle, along, across) = name.ink, direction
    box = ink.box(name.text)
    start = middle + across * reach - along * box.width / 2
    x, y = map(float, start)
    words = ink.at(name.text, x, y, name.role, "label", ha="left", va="baseline").turned(angle)
    return Spot(words, _covering(box, start, along, across), cost)


def _covering(box: Box, start: Floats, along: Floats, across: Floats) -> Floats:
    """Small rectangles, shape (n, 4), that together cover turned words."""
    count = max(2, int(np.ceil(2 * box.width / max(box.height, 1e-9))) + 1)
    rows = np.linspace(-box.descent, box.ascent, 3)
    steps = np.linspace(0, box.width, count)
    points = start + steps[:, None, None] * along + rows[None, :, None] * across
    points = points.reshape(-1, 2)
    half = CLEARANCE + min(box.height / 8, box.width / (4 * count))
    return np.hstack([points - half, points + half])
