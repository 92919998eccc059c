"""Tick labels of axes through the origin: in rows, clear of the curves.

The labels on one half of an axis stand in a row. A row that curves would cross goes to
the other side of its axis or further away from it as a whole; single labels leave their
row only where that costs less than moving all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from actplot.layout.axes import AxesLook, PlacedPanel
from actplot.layout.geometry import Ground
from actplot.layout.scene import Words
from actplot.records import Record

Labels = Callable[..., Iterator[Words]]


class Spot(Record):
    """Where labels stand: on which side of their axis, how far along it and away from it.

    shift and drop are in text sizes.
    """

    across: bool
    shift: float = 0.0
    drop: float = 0.0


# How far a row moves away from its axis, and a single label along it, in text sizes.
DROPS = {"x": (0.0, 0.45, 0.9, 1.35, 1.8), "y": (0.0, 0.35, 0.7, 1.05, 1.4)}
SHIFTS = {"x": (0.5, -0.5, 1.0, -1.0), "y": (0.62, -0.62, 1.2, -1.2)}
# What a change of a whole row costs, and of a single label from its row: to begin with, for
# the other side, and for each text size. The halves of an axis that differ cost, too.
ROW_MOVED, ROW_ACROSS, ROW_DROP = 0.3, 0.6, 0.9
OUT_OF_ROW, OUT_ACROSS, OUT_SHIFT, OUT_DROP = 1.0, 1.5, 1.0, 1.0
HALVES_DIFFER = 0.5
STRUCK = 6.0  # a label that stands on a curve, with a halo


def clear(
    axis: str, labelled: Labels, place: PlacedPanel, view: AxesLook, ground: Ground
) -> list[Words]:
    """The labels of the axis "x" or "y" where the least is crossed by what stands on the ground."""
    home = Spot(False)
    first = _labels(axis, labelled, place, view, home)
    if not first or not _loads(first, ground).any():
        return first
    rows = [Spot(across, 0.0, drop) for drop in DROPS[axis] for across in (False, True)]
    spots = rows + [Spot(across, shift) for shift in SHIFTS[axis] for across in (False, True)]
    choices = [_labels(axis, labelled, place, view, spot) for spot in spots]
    loads = np.array([_loads(words, ground) for words in choices])
    chosen = _chosen(spots, len(rows), loads, _halves(axis, first, place))
    return [choices[spot][number] for number, spot in enumerate(chosen)]


def _labels(
    axis: str, labelled: Labels, place: PlacedPanel, view: AxesLook, spot: Spot
) -> list[Words]:
    side = {"x": "above", "y": "right"}[axis]
    return list(labelled(place, view, **{side: spot.across}, shift=spot.shift, drop=spot.drop))


def _loads(labels: Sequence[Words], ground: Ground) -> NDArray[np.int64]:
    return ground.load([words.box.edges for words in labels])


def _halves(axis: str, words: Sequence[Words], place: PlacedPanel) -> NDArray[np.bool_]:
    """Which labels stand before the crossing of the axes."""
    along = 0 if axis == "x" else 1
    return np.array([w.box.center[along] < place.crossing[along] for w in words])


def _chosen(
    spots: Sequence[Spot], rows: int, loads: NDArray[np.int64], lower: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """The number of the spot of each label: the first `rows` of spots are those of whole rows."""
    single = np.where(loads > 0, STRUCK + 0.001 * loads, 0.0)
    # cost[row, spot, label]: of a label at a spot while its row stands at another
    leaving = np.array([[_leaving(row, spot) for spot in spots] for row in spots[:rows]])
    cost = leaving[:, :, None] + single[None, :, :]
    best, costs = cost.argmin(axis=1), cost.min(axis=1)
    moved = np.array([_moving(spot) for spot in spots[:rows]])
    halves = [np.flatnonzero(lower), np.flatnonzero(~lower)]
    totals = [costs[:, half].sum(axis=1) + moved * bool(len(half)) for half in halves]
    both = totals[0][:, None] + totals[1][None, :]
    if all(map(len, halves)):
        both = both + HALVES_DIFFER * (1 - np.eye(rows))
    chosen = np.empty(len(lower), dtype=np.int64)
    for row, half in zip(np.unravel_index(int(both.argmin()), both.shape), halves, strict=True):
        chosen[half] = best[row, half]
    return chosen


def _moving(spot: Spot) -> float:
    """What it costs that a whole row stands elsewhere than at home."""
    return ROW_MOVED * (spot.drop > 0) + ROW_ACROSS * spot.across + ROW_DROP * spot.drop


def _leaving(row: Spot, spot: Spot) -> float:
    """What it costs that a single label stands elsewhere than its row."""
    if spot == row:
        return 0.0
    return (
        OUT_OF_ROW
        + OUT_ACROSS * (spot.across != row.across)
        + OUT_SHIFT * abs(spot.shift)
        + OUT_DROP * abs(spot.drop - row.drop)
    )
