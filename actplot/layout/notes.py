"""Notes: texts with an arrow to a point."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from actplot.layout.axes import PlacedPanel
from actplot.layout.fractions import displayed
from actplot.layout.geometry import CLEARANCE, Ground, Rect
from actplot.layout.scene import Ink, Shape, Words
from actplot.plan.plans import NotePlan
from actplot.records import replace

DISTANCES = (1.2, 1.8, 2.6, 3.6, 5.0)  # in text sizes


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
