"""Notes: texts with an arrow to a point."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from actplot.layout.axes import PlacedPanel
from actplot.layout.fractions import displayed
from actplot.layout.geometry import CLEARANCE, Ground, Rect
from actplot.layout.legend import PLACES
from actplot.layout.scene import Ink, Shape, Words
from actplot.plan.plans import NotePlan
from actplot.records import replace

STEPS = 41  # places that are tried, in each direction
DISTANCES = (1.2, 1.8, 2.6, 3.6, 5.0)  # in text sizes


def notes(
    place: PlacedPanel, plans: Sequence[NotePlan], muted: Ink, ground: Ground
) -> list[tuple[Words, tuple[Shape, ...]]]:
    """The words of each note with the arrow to its point, which has the colour of muted."""
    found: list[tuple[Words, tuple[Shape, ...]]] = []
    for plan in plans:
        ink = replace(muted, color=plan.color)
        target = None
        if plan.x is not None and plan.y is not None:
            target = place.x(plan.x), place.y(plan.y)
        if target is not None and plan.at is None:
            words = _note(plan, ink, *target, ground)
        else:
            words = standing(place, plan.at, displayed(plan.text), ink, ground)
        ground.take(words.box.grown(CLEARANCE))
        leader = _leader(words.box, *target, muted.size, muted.color) if target else ()
        found.append((words, leader))
    return found


def standing(
    place: PlacedPanel, at: str | tuple[float, float] | None, text: str, ink: Ink, ground: Ground
) -> Words:
    """A text in the middle of a point of the plot, or near a place where nothing stands."""
    if isinstance(at, tuple):
        return ink.at(text, place.x(at[0]), place.y(at[1]), "note", "label")
    box = ink.box(text)
    left, bottom = spot(place.area, box.width, box.height, at or "", 0.5 * ink.size, ground)
    return ink.at(text, left, bottom + box.descent, "note", "label", horizontal="left",
                  vertical="baseline")  # fmt: skip


def spot(
    area: Rect, width: float, height: float, at: str, edge: float, ground: Ground
) -> tuple[float, float]:
    """The lower left corner of a box near a place by its name, where least stands."""
    inner = area.grown(-edge)
    x = np.linspace(inner.left, max(inner.right - width, inner.left), STEPS)
    y = np.linspace(inner.bottom, max(inner.top - height, inner.bottom), STEPS)
    left, bottom = (grid.ravel() for grid in np.meshgrid(x, y))
    boxes = np.column_stack([left, bottom, left + width, bottom + height])
    outwards = CLEARANCE * np.array([-1, -1, 1, 1])
    across = (left - inner.left) / max(inner.width - width, 1e-9)
    up = (bottom - inner.bottom) / max(inner.height - height, 1e-9)
    wanted = PLACES.get(at)
    if wanted is None:
        away = np.hypot(np.minimum(across, 1 - across), np.minimum(up, 1 - up))
    else:
        away = np.hypot(across - wanted[0], up - wanted[1])
    best = int(np.argmin(away + 1000.0 * ground.load(boxes + outwards)))
    return float(left[best]), float(bottom[best])


def _note(plan: NotePlan, ink: Ink, x: float, y: float, ground: Ground) -> Words:
    text = displayed(plan.text)
    box = ink.box(text)
    half = np.array([box.width, box.height]) / 2
    angles = np.pi / 8 * np.arange(16)
    rays = np.column_stack([np.cos(angles), np.sin(angles)])
    centers, costs = [], []
    for distance in DISTANCES:
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
