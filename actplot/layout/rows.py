"""Tick labels of axes through the origin: in rows, clear of the curves.

The labels on one half of an axis are in a row, and both rows at one distance from the
axis, on opposite sides of it if need be. A label that a curve would strike steps aside
along its axis, by less than a quarter of the way to the next tick, or keeps its place
with a thin halo.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray

from actplot.arrays import Floats
from actplot.layout.axes import AxesLook, PlacedPanel
from actplot.layout.geometry import OUTWARDS, Ground
from actplot.layout.scene import Words
from actplot.records import Record

Labels = Callable[..., Iterator[Words]]

# How far rows are moved from home, and how far single labels step along the x axis, in text sizes.
# Those of the y axis stay at the height of their tick.
DROPS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.45)
STEPS = tuple(
    sign * step for step in (0.25, 0.4, 0.55, 0.7, 0.85, 1.0, 1.2, 1.4) for sign in (1, -1)
)
# The part of the way to the next tick that no step reaches.
WIDEST_STEP = 0.25
HALO = 0.3  # pt around a label that is struck
TOUCH = 0.4  # pt that stay free around one that is not


class RowWeights(Record):
    """What each step away from home costs; the least sum is drawn."""

    # A label on a curve, though with a halo: the worst that is drawn at all.
    struck: float = 2.0
    # A label that a curve touches, and that needs no halo yet.
    touching: float = 0.8
    # And for each square pt that it covers: better a tip of a curve than its length.
    covered: float = 0.01
    # A label outside of the panel's part of the page may hit its neighbour's.
    outside: float = 20.0
    # A label that leaves the middle of its tick at all makes the row restless,
    stepping: float = 0.5
    # and the further, the less it seems to belong to its tick.
    step: float = 0.5
    # A single label on the other side of the axis tears its row.
    alone: float = 4.0
    # A row above the x axis or right of the y axis is not where one looks first.
    across: float = 0.6
    # Rows on two sides are harder to follow than on one.
    apart: float = 0.3
    # Away from the axis, per text size and label.
    drop: float = 0.2


WEIGHTS = RowWeights()


class Row(Record):
    """The labels of one axis at their places, and how far these are from home, in pt."""

    labels: tuple[Words, ...] = ()
    drop: float = 0.0


class _Spots(Record, eq=False):
    """Where each label of an axis may be: labels[side][number] at home on either side.

    away and along are the unit vectors away from the axis (on side 0) and along it.
    """

    labels: tuple[tuple[Words, ...], tuple[Words, ...]]
    away: Floats
    along: Floats
    steps: Floats  # in pt, the first is 0
    drops: Floats  # in pt

    def offset(self, side: int, drop: int, step: int) -> Floats:
        """From home on a side to a spot, shape (2,)."""
        way: Floats = (1, -1)[side] * self.drops[drop] * self.away + self.steps[step] * self.along
        return way


def clear(axis: str, labelled: Labels, place: PlacedPanel, view: AxesLook, ground: Ground) -> Row:
    """The labels of the axis "x" or "y" where the fewest are crossed by what is on the ground."""
    home, other = (
        tuple(labelled(place, view, **{{"x": "above", "y": "right"}[axis]: side}))
        for side in (False, True)
    )
    if not home:
        return Row()
    if not ground.load([words.box.grown(TOUCH).edges for words in home]).any():
        return Row(home)
    spots = _spots(axis, (home, other), place, view)
    costs = _costs(spots, ground)
    # Which labels are before the crossing of the axes.
    way = 0 if axis == "x" else 1
    lower = np.array([words.box.center[way] < place.crossing[way] for words in home])
    sides, drop, steps = _chosen(spots, costs, lower)
    labels = (
        spots.labels[side][number].moved(*map(float, spots.offset(side, drop, step)))
        for number, (side, step) in enumerate(zip(sides, steps, strict=True))
    )
    return Row(tuple(labels), float(spots.drops[drop]))


def _spots(
    axis: str,
    labels: tuple[tuple[Words, ...], tuple[Words, ...]],
    place: PlacedPanel,
    view: AxesLook,
) -> _Spots:
    size = view.label.size
    steps = [0.0]
    if axis == "x":
        at = sorted(place.x(tick.value) for tick in place.panel.x.ticks if tick.text)
        widest = min((after - before for before, after in pairwise(at)), default=np.inf)
        steps += [step * size for step in STEPS if abs(step) * size < WIDEST_STEP * widest]
    down, right = np.array([0.0, -1.0]), np.array([1.0, 0.0])
    away, along = (down, right) if axis == "x" else (-right, -down)
    return _Spots(labels, away, along, np.array(steps), size * np.array(DROPS))


def _costs(spots: _Spots, ground: Ground) -> Floats:
    """What a label costs at each spot by what is there: shape (side, drop, step, label)."""
    shape = (2, len(spots.drops), len(spots.steps))
    boxes = np.array([[words.box.edges for words in side] for side in spots.labels])
    moved = np.array(
        [
            boxes[side] + np.tile(spots.offset(side, drop, step), 2)
            for side, drop, step in product(*map(range, shape))
        ]
    ).reshape(-1, 4)
    load, touched = (ground.load(moved + by * OUTWARDS) for by in (-TOUCH, TOUCH))
    weights, outside = WEIGHTS, ground.outside(moved)
    cost = np.where(touched > 0, weights.touching, 0.0)
    cost = np.where(load > 0, weights.struck + weights.covered * np.minimum(load, 100), cost)
    cost = np.where(outside, weights.outside, cost)
    return cost.reshape(*shape, -1)


def _chosen(
    spots: _Spots, costs: Floats, lower: NDArray[np.bool_]
) -> tuple[list[int], int, list[int]]:
    """The side of each label, the number of the common drop, and the step of each label."""
    weights = WEIGHTS
    size = spots.labels[0][0].size
    steps = np.abs(spots.steps) / size
    stepping = weights.stepping * (steps > 0) + weights.step * steps
    whole = costs + stepping[None, None, :, None]
    step, best = whole.argmin(axis=2), whole.min(axis=2)  # shape (side, drop, label)
    # In a row on a side, a label may be alone on the other.
    alone = best[::-1] + weights.alone
    leaves = alone < best
    row = np.minimum(best, alone)
    halves = [half for half in (lower, ~lower) if half.any()]
    drops = weights.drop * spots.drops / size * len(lower)
    totals = []
    for sides in product((0, 1), repeat=len(halves)):
        total = drops + weights.across * sum(sides) + weights.apart * (len(set(sides)) > 1)
        for side, half in zip(sides, halves, strict=True):
            total = total + row[side][:, half].sum(axis=1)
        drop = int(total.argmin())
        totals.append((float(total[drop]), sides, drop))
    _, chosen, drop = min(totals)
    side_of = np.zeros(len(lower), dtype=int)
    for side, half in zip(chosen, halves, strict=True):
        side_of[half] = side
    numbers = np.arange(len(lower))
    side_of = np.where(leaves[side_of, drop, numbers], 1 - side_of, side_of)
    return side_of.tolist(), drop, step[side_of, drop, numbers].tolist()
