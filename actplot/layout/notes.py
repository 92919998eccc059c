"""Notes: texts with an arrow to a point."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations, product

import numpy as np
from numpy.typing import NDArray

from actplot.arrays import Floats
from actplot.layout.axes import PlacedPanel
from actplot.layout.breaking import wrapped
from actplot.layout.fractions import displayed
from actplot.layout.geometry import CLEARANCE, OUTWARDS, Ground, Rect, boxes_at, free_shares
from actplot.layout.legend import PLACES
from actplot.layout.scene import Ink, Shape, Words
from actplot.plan.plans import NotePlan
from actplot.records import Record, replace

STEPS = 41  # places that are tried, in each direction
DISTANCES = (1.2, 1.8, 2.6, 3.6, 5.0, 7.0)  # in text sizes
# Parts of its half width or height by which the box of a note slides along its side.
SLIDES = (0.0, 0.7, -0.7)
# Longer notes than this, in text sizes, are tried in lines of these parts of their length too.
LONG, PARTS = 5.0, (0.6, 0.4)
# Between a note and other words, in text sizes: closer they read as one line.
BESIDE = 0.7
# Of so many notes every order is tried where one has an arrow through another, or no room.
FEW = 3
# Points of a leader at which it is tried whether something is in its way.
CHECKS = 24
NEAR_POINT = 5.0  # pt of a leader that may lie on what its point is on
HEAD = 0.13  # half the width of an arrow's head, in text sizes
# How far a text steps aside of the place that the spec names, where something is in its way, in
# text sizes, and the places that are tried in each direction.
ASIDE, TRIED = 1.5, 31
# How far from a named place, in shares of the plot's free width and height.
NEIGHBOURHOOD = 0.6


class NoteWeights(Record):
    """What speaks against the place of a note; the least sum is drawn. In text sizes."""

    # The longer the leader, the farther the eye has to go.
    far: float = 1.0
    # Notes straight beside or above their point look pinned to it.
    straight: float = 0.15
    # Hanging by its corner, a note looks out of balance.
    sliding: float = 0.15
    # More lines take more room than one.
    broken: float = 0.25
    # A leader that crosses something may be taken for a part of it; for each text size.
    crossing: float = 6.0
    # Through a number or a word it strikes that out; for each.
    striking: float = 6.0
    # On top of something neither can be read; for each square pt.
    covering: float = 1000.0


WEIGHTS = NoteWeights()


class PlacedNote(Record):
    """The words of a note and the arrow to its point."""

    words: Words
    leader: tuple[Shape, ...]

    def take(self, ground: Ground) -> None:
        """Take the ground of the words and the arrow."""
        ground.take(self.words.box.grown(CLEARANCE))
        for shape in self.leader:
            ground.take_path(shape.points, shape.width)


def notes(
    place: PlacedPanel,
    plans: Sequence[NotePlan],
    muted: Ink,
    ground: Ground,
    rows: Sequence[Rect],
    words: Sequence[Rect],
) -> list[PlacedNote]:
    """Each note with the arrow to its point, which has the colour of muted. Takes their ground.

    None is placed between the tick labels of a row, or close to other words.
    """
    free = ground.copy()
    for rect in rows:
        free.take(rect)
    for rect in words:
        free.take(rect.grown(BESIDE * muted.size, 0.0))
    written = tuple(range(len(plans)))
    _, placed = _in_order(place, plans, written, muted, ground, free, words)
    if len(plans) <= FEW and not _clear(placed, words):
        # What is placed first takes room from the others.
        orders = list(permutations(written))
        tried = [_in_order(place, plans, order, muted, ground, free, words) for order in orders]
        _, placed = min(tried, key=lambda one: round(one[0], 6))
    for note in placed:
        note.take(ground)
    return placed


def _clear(placed: Sequence[PlacedNote], words: Sequence[Rect]) -> bool:
    """Whether each note has free room, and no arrow passes through words or another note."""
    for note in placed:
        others = [*words, *(other.words.box for other in placed if other is not note)]
        box = np.array([note.words.box.edges])
        for line in note.leader[:1]:
            x, y = map(float, line.points[-1])
            if _strikes(others, x, y, box).any():
                return False
    return not any(note.words.struck for note in placed)


def _in_order(
    place: PlacedPanel,
    plans: Sequence[NotePlan],
    order: Sequence[int],
    muted: Ink,
    ground: Ground,
    free: Ground,
    words: Sequence[Rect],
) -> tuple[float, list[PlacedNote]]:
    """The notes, of which each leaves the ones before it in an order their room; what they cost."""
    ground, free = ground.copy(), free.copy()
    placed: dict[int, PlacedNote] = {}
    total = 0.0
    for index in order:
        plan, target, cost = plans[index], None, 0.0
        ink = replace(muted, color=plan.color)
        if plan.x is not None and plan.y is not None:
            target = place.x(plan.x), place.y(plan.y)
        if target is not None and plan.at is None:
            note, cost = _note(plan, ink, *target, free, words)
        else:
            note = _placed_text(place, plan.at, displayed(plan.text), ink, ground)
        note = replace(note, struck=not ground.free(note.box))
        leader = leader_to(note.box, *target, muted.size, muted.color) if target else ()
        placed[index] = PlacedNote(note, leader)
        total += cost
        placed[index].take(ground)
        placed[index].take(free)
        # Two notes must not read as one of two lines.
        free.take(note.box.grown(BESIDE * muted.size))
    return total, [placed[index] for index in range(len(plans))]


def _placed_text(
    place: PlacedPanel, at: str | tuple[float, float] | None, text: str, ink: Ink, ground: Ground
) -> Words:
    """A text in the middle of a point of the plot, or near a place where nothing is in its way."""
    box = ink.box(text)
    if isinstance(at, tuple):
        middle = around_point(place, at, box.width, box.height, ink.size, ground)
        return ink.at(text, *middle, "note", "label")
    left, bottom = corner_near(place.area, box.width, box.height, at or "", 0.5 * ink.size, ground)
    return ink.at(text, left, bottom + box.descent, "note", "label", ha="left",
                  va="baseline")  # fmt: skip


def around_point(
    place: PlacedPanel,
    at: tuple[float, float],
    width: float,
    height: float,
    size: float,
    ground: Ground,
) -> tuple[float, float]:
    """The middle of a box at a point of the plot, or close to it, where it covers nothing."""
    x, y = place.x(at[0]), place.y(at[1])
    steps = size * np.linspace(-ASIDE, ASIDE, TRIED)
    across, up = (grid.ravel() for grid in np.meshgrid(steps, steps))
    half = np.array([width, height]) / 2 + CLEARANCE
    middles = np.column_stack([x + across, y + up])
    away = np.hypot(across, up)
    taken = ground.load(np.hstack([middles - half, middles + half])) > 0
    best = int(np.argmin(np.where(taken | (away > ASIDE * size), np.inf, away)))
    # Where all is taken, it stays where it was asked for.
    return (x, y) if taken[best] else (float(middles[best, 0]), float(middles[best, 1]))


def corner_near(
    area: Rect, width: float, height: float, at: str, edge: float, ground: Ground
) -> tuple[float, float]:
    """The lower left corner of a box near a place by its name, where it covers least."""
    inner = area.grown(-edge)
    x = np.linspace(inner.left, max(inner.right - width, inner.left), STEPS)
    y = np.linspace(inner.bottom, max(inner.top - height, inner.bottom), STEPS)
    boxes = boxes_at(x, y, width, height)
    across, up = free_shares(boxes, inner, width, height)
    wanted = PLACES.get(at)
    if wanted is None:
        away = np.hypot(np.minimum(across, 1 - across), np.minimum(up, 1 - up))
    else:
        away = np.hypot(across - wanted[0], up - wanted[1])
    # What is wanted at a place is not put at another, even if it has more room there.
    far = 0.0 if wanted is None else np.where(away > NEIGHBOURHOOD, 1e9, 0.0)
    best = int(np.argmin(away + far + 1000.0 * ground.load(boxes + CLEARANCE * OUTWARDS)))
    return float(boxes[best, 0]), float(boxes[best, 1])


def _note(
    plan: NotePlan, ink: Ink, x: float, y: float, ground: Ground, words: Sequence[Rect]
) -> tuple[Words, float]:
    """A note around its point, and what its place costs.

    It is broken into lines or slid along the side of its box if need be.
    """
    whole = displayed(plan.text)
    length = ink.box(whole).width
    parts = PARTS if length > LONG * ink.size else ()
    texts = list(dict.fromkeys([whole, *(wrapped(whole, ink, part * length) for part in parts)]))
    tried = [_around(ink, text, x, y) for text in texts]
    boxes = np.vstack([boxes for boxes, _ in tried])
    cost = np.concatenate([cost for _, cost in tried])
    number = np.repeat(np.arange(len(texts)), [len(cost) for _, cost in tried])
    weights = WEIGHTS
    cost = cost + weights.broken * np.array([text.count("\n") for text in texts])[number]
    cost = cost + weights.crossing * _crossed(ground, x, y, boxes) / ink.size
    wide = [word.grown(HEAD * ink.size) for word in words]
    cost = cost + weights.striking * _strikes(wide, x, y, boxes)
    cost = cost + weights.covering * ground.load(boxes + CLEARANCE * OUTWARDS)
    best = int(np.argmin(cost))
    left, bottom, right, top = boxes[best]
    at = float(left + right) / 2, float(bottom + top) / 2
    return ink.at(texts[int(number[best])], *at, "note", "label"), float(cost[best])


def _around(ink: Ink, text: str, x: float, y: float) -> tuple[Floats, Floats]:
    """Boxes for a text around a point, shape (n, 4), and what each costs by its place alone."""
    box, weights = ink.box(text), WEIGHTS
    half = np.array([box.width, box.height]) / 2
    angles = np.pi / 8 * np.arange(16)
    rays = np.column_stack([np.cos(angles), np.sin(angles)])
    straight = np.abs(np.sin(2 * angles)) < 0.5
    boxes, costs = [], []
    for distance, slide in product(DISTANCES, SLIDES):
        # The middle of the box so that its edge is about `distance` from the point.
        reach = distance * ink.size + np.abs(rays) @ half
        # Boxes beside the point slide up and down, those above and below to the sides.
        sideways = np.abs(rays[:, :1]) > np.abs(rays[:, 1:])
        along = np.where(sideways, [[0.0, 1.0]], [[1.0, 0.0]])
        middle = np.array([x, y]) + rays * reach[:, None] + slide * half * along
        boxes.append(np.hstack([middle - half, middle + half]))
        costs.append(
            weights.far * distance + weights.straight * straight + weights.sliding * abs(slide)
        )
    return np.vstack(boxes), np.concatenate(costs)


def _crossed(ground: Ground, x: float, y: float, boxes: Floats) -> Floats:
    """How many pt of the way from a point to each box are taken, the first few left out."""
    at, shares, length = _leaders(x, y, boxes)
    dots = at.reshape(-1, 2)
    taken = ground.load(np.hstack([dots - 0.5, dots + 0.5])).reshape(len(boxes), CHECKS) > 0
    taken &= shares[None, :] * length[:, None] > NEAR_POINT
    lengths: Floats = taken.mean(axis=1) * length
    return lengths


def _strikes(words: Sequence[Rect], x: float, y: float, boxes: Floats) -> NDArray[np.int64]:
    """How many words the way from a point to each box passes through."""
    at, _, _ = _leaders(x, y, boxes)
    counts = np.zeros(len(boxes), dtype=np.int64)
    for word in words:
        inside = np.all((at >= word.edges[:2]) & (at <= word.edges[2:]), axis=2)
        counts += np.any(inside, axis=1)
    return counts


def _leaders(x: float, y: float, boxes: Floats) -> tuple[Floats, Floats, Floats]:
    """Points of the way from a point to each box, shape (n, CHECKS, 2).

    Then at which part of each way they are, shape (CHECKS,), and how long these are, shape (n,).
    """
    way = np.clip((x, y), boxes[:, :2], boxes[:, 2:]) - (x, y)
    shares: Floats = (np.arange(CHECKS) + 0.5) / CHECKS
    at: Floats = np.array([x, y]) + shares[None, :, None] * way[:, None, :]
    length: Floats = np.hypot(*way.T)
    return at, shares, length


def leader_to(box: Rect, x: float, y: float, size: float, color: str) -> tuple[Shape, ...]:
    """A thin arrow from the edge of the box to just before the point; none where they are close."""
    edge = box.grown(0.15 * size)
    start = np.clip((x, y), (edge.left, edge.bottom), (edge.right, edge.top))
    way = np.array([x, y]) - start
    length = float(np.hypot(*way))
    if length < 0.7 * size:
        return ()
    tip = start + way * (1 - 0.22 * size / length)
    along = way / length
    across = np.array([-along[1], along[0]])
    back = tip - 0.42 * size * along
    line = Shape(
        "leader",
        "leader",
        np.array([start, tip - 0.3 * size * along]),
        color=color,
        width=0.06 * size,
    )
    head = Shape(
        "leader-head",
        "leader",
        np.array([tip, back + HEAD * size * across, back - HEAD * size * across]),
        closed=True,
        fill=color,
    )
    return line, head
