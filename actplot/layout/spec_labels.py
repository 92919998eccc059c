"""Labels placed by the spec: at an x, at an end, or along the slope of a curve."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

import numpy as np

from actplot.arrays import Floats
from actplot.layout.axes import PlacedPanel
from actplot.layout.geometry import CLEARANCE, OUTWARDS, Ground, Rect, distances
from actplot.layout.labels import NEARER, Line
from actplot.layout.scene import Words
from actplot.layout.spots import (
    AROUND,
    SHIFTS,
    LabelText,
    Spot,
    along_slope,
    at_side,
    level,
    spots,
    through,
)
from actplot.plan.plans import CurvePlan, LinePlan, PointsPlan, TangentPlan
from actplot.records import replace

LabelledPlan = CurvePlan | PointsPlan | LinePlan | TangentPlan


def is_placed(plan: LabelledPlan) -> bool:
    """Whether the spec says where or how a label is placed."""
    return plan.label_at is not None or plan.label_sloped


def on_axis(scale: Callable[[float], float], at: float | str | None) -> float | str | None:
    """Where the spec places a label, on the page; an end of the line stays its name."""
    return scale(at) if isinstance(at, float) else at


def unseen(what: str, label: str, at: float | str | None, axis: str = "x") -> str:
    """What to say of a label whose place in the spec is not in the plot."""
    where = f"{axis} = {at:g}" if isinstance(at, float) else at
    return f"the {what} of the label '{label}' is not visible at {where}"


def put(place: PlacedPanel, line: Line, others: Sequence[Line], ground: Ground) -> Words | None:
    """The label where it is asked for, as free as it can be there; takes the ground it uses.

    None where the curve has no visible point at the place. Of free places, those are taken
    that are nearer to the curve than to others.
    """
    plan = line.plan
    width = plan.size if isinstance(plan, PointsPlan) and not plan.joined else plan.stroke.width
    name = LabelText(line.label, line.ink, f"label-{plan.number}", width)
    parts = [stretch.points for stretch in line.stretches if len(stretch.points) > 1]
    at = on_axis(place.x, plan.label_at)
    if isinstance(plan, PointsPlan):
        parts = [run for part in parts for run in _runs(part, joined=plan.joined)]
    candidates = spots(name, parts, at, sloped=plan.label_sloped)
    return _chosen(place, candidates, ground, line, others)


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
    place: PlacedPanel,
    name: LabelText,
    dot: Floats,
    parts: Sequence[Floats],
    at: float | str | None,
    ground: Ground,
    *,
    sloped: bool,
) -> Words | None:
    """The label of a dot on the page where it is asked for; name.width is that of the dot.

    at: an x on the page, or the side on which it is, start (left) or end (right). parts: of
    the curve on which the dot is, for a label that follows it.
    """
    wide = name.ink.box(name.text).width
    candidates: Iterable[Spot]
    if sloped:
        x = at if isinstance(at, float) else float(dot[0])
        side = {"start": -1, "end": 1}.get(str(at), 0)
        aside = (wide + name.width) / 2 + CLEARANCE
        arcs = [side * (aside + abs(s) * wide) if side else s * wide for s in SHIFTS]
        candidates = (
            spot
            for part, arc in through(list(parts), x, 0)
            for along in arcs
            for spot in along_slope(name, part, arc + along, abs(along) / wide)
        )
    elif isinstance(at, str):
        candidates = at_side(name, dot, at)
    else:
        assert at is not None
        # Above the dot and below it, and at its height where that is not beside the x.
        aside = abs(at - dot[0]) > wide / 2
        ways = ((0, 0), *AROUND[:2]) if aside else AROUND[:2]
        candidates = (
            spot
            for shift in SHIFTS
            for spot in level(name, np.array([at + shift * wide, dot[1]]), ways, abs(shift))
        )
    return _chosen(place, candidates, ground)


def on_line(
    place: PlacedPanel,
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
    return _chosen(place, spots(name, [points], at, sloped=sloped, across=across), ground)


def _chosen(
    place: PlacedPanel,
    candidates: Iterable[Spot],
    ground: Ground,
    line: Line | None = None,
    others: Sequence[Line] = (),
) -> Words | None:
    """The best place, which is taken; None where there is none."""
    tried = list(candidates)
    if place.panel.frame != "centred":
        # Not among the labels on the left of a frame, if there is another place.
        tried = [spot for spot in tried if spot.words.box.left > place.area.left] or tried
    if not tried:
        return None
    counts = [len(spot.boxes) for spot in tried]
    starts, boxes = np.cumsum([0, *counts]), np.vstack([spot.boxes for spot in tried])
    # What only reaches into the edge of a level text touches it, but does not strike it out.
    flat = np.repeat([not spot.words.angle for spot in tried], counts)
    loads = ground.load(boxes)
    inner = ground.load(boxes - 2 * CLEARANCE * OUTWARDS * flat[:, None])
    taken = [float(loads[a:b].sum()) for a, b in pairwise(starts)]
    struck = [bool(inner[a:b].any()) for a, b in pairwise(starts)]
    off = [_outside(spot.words.box, ground.room) for spot in tried]
    astray = _astray(place, tried, line, others)
    # Anything taken is worse than any distance; of what is taken, less is better.
    best = min(
        range(len(tried)),
        key=lambda one: (
            off[one] > 0, off[one], struck[one], taken[one] > 0, taken[one], astray[one],
            tried[one].cost,
        ),
    )  # fmt: skip
    for box in tried[best].boxes:
        ground.take(Rect(*box))
    return replace(tried[best].words, struck=struck[best])


def _astray(
    place: PlacedPanel, candidates: Sequence[Spot], line: Line | None, others: Sequence[Line]
) -> list[bool]:
    """Whether each place is as near to another curve as to its own.

    Beyond the plot the order of labels shows which is which.
    """
    points = [other.points for other in others if other is not line and len(other.points)]
    if line is None or not points:
        return [False] * len(candidates)
    rest = np.vstack(points)
    ambiguous = []
    for spot in candidates:
        if spot.words.box.left > place.area.right:
            ambiguous.append(False)
            continue
        own, other = distances(spot.boxes, line.points), distances(spot.boxes, rest)
        ambiguous.append(bool(other.min() < own.min() + NEARER * line.ink.size))
    return ambiguous


def _outside(box: Rect, room: Rect) -> float:
    """How far a box leaves the room that there is, in pt."""
    across = max(room.left - box.left, 0.0) + max(box.right - room.right, 0.0)
    return across + max(room.bottom - box.bottom, 0.0) + max(box.top - room.top, 0.0)
