"""A family named at the ends of its curves, beyond the plot, where there is no room within."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from actplot.arrays import Floats
from actplot.layout.axes import PlacedPanel
from actplot.layout.geometry import CLEARANCE, Ground, Rect
from actplot.layout.labels import NEAR, Line
from actplot.layout.scene import Words
from actplot.records import Record, replace

# How far from the edge of the plot a curve may end, and how much of a label's height stays free
# above and below the level of its curve's end, in pt.
AT_EDGE, WITHIN = 1.0, 0.6
LEAST = 3  # labels that show how a family is ordered


class FamilyEnds(Record):
    """Labels behind ends of curves: at which side of the plot, and how far they reach, in pt."""

    side: str
    reach: float
    words: tuple[Words, ...]


def at_ends(place: PlacedPanel, lines: Sequence[Line], ground: Ground) -> FamilyEnds | None:
    """The first, the last and those between that have room, at the side where most have room.

    The plot may have to become smaller for them. None where the ends of the family are
    not in order, or too close together.
    """
    # What leaves the room is seen later; here only what is in the way counts.
    free = ground.copy()
    free.room = free.page.grown(free.page.width)
    ends = []
    for side in ("end", "start"):
        heights = _heights(place, lines, side)
        if heights is not None:
            words = list(_chosen(place, lines, heights, side, free))
            outer = {f"label-{line.plan.number}" for line in (lines[0], lines[-1])}
            if len(words) >= LEAST and {words[0].role, words[-1].role} == outer:
                ends.append(FamilyEnds(side, _reach(place, words), tuple(words)))
    return max(ends, key=lambda named: len(named.words), default=None)


def _heights(place: PlacedPanel, lines: Sequence[Line], side: str) -> Floats | None:
    """At which heights the curves reach a side of the plot; None if not all do so in order."""
    edge = place.area.right if side == "end" else place.area.left
    ends = []
    for line in lines:
        points = line.points
        if not len(points):
            return None
        end = points[int(np.argmin(np.abs(points[:, 0] - edge)))]
        if abs(float(end[0]) - edge) > AT_EDGE:
            return None
        ends.append(float(end[1]))
    steps = np.diff(ends)
    return np.array(ends) if (steps > 0).all() or (steps < 0).all() else None


def _chosen(
    place: PlacedPanel, lines: Sequence[Line], heights: Floats, side: str, ground: Ground
) -> Iterator[Words]:
    """Labels at the heights of their curves, from the first to the last of the family."""
    last = _behind(place, lines[-1], len(lines) - 1, heights, side)
    taken = [] if last is None else [last]
    for number, line in enumerate(lines[:-1]):
        words = _behind(place, line, number, heights, side)
        if words is None or any(words.box.grown(CLEARANCE).overlaps(t.box) for t in taken):
            continue
        if ground.free(words.box):
            taken.append(words)
            yield words
    if last is not None and ground.free(last.box):
        yield last


def _behind(
    place: PlacedPanel, line: Line, number: int, heights: Floats, side: str
) -> Words | None:
    """The label of a curve behind its end, with the ends of others above and below it."""
    ink, box = line.ink, line.ink.box(line.label)
    half, others = box.height / 2, np.delete(heights, number)
    reach = max(half - WITHIN, 0.0)
    tried = heights[number] + np.linspace(-reach, reach, 41)
    clear = (np.abs(tried[:, None] - others[None, :]) > half + WITHIN).all(axis=1)
    if not clear.any():
        return None
    best = tried[clear][int(np.argmin(np.abs(tried[clear] - heights[number])))]
    gap = NEAR * ink.size + line.plan.stroke.width / 2
    area, role = place.area, f"label-{line.plan.number}"
    x, ha = (area.right + gap, "left") if side == "end" else (area.left - gap, "right")
    return ink.at(line.label, x, float(best), role, "label", ha=ha)


def _reach(place: PlacedPanel, words: Sequence[Words]) -> float:
    """How far the labels reach beyond the plot, in pt."""
    area = place.area
    return max(max(area.left - w.box.left, w.box.right - area.right) for w in words) + CLEARANCE


def widened(area: Rect, side: str, reach: float) -> Rect:
    """A plot with the room for labels at one of its sides."""
    if side == "end":
        return replace(area, right=area.right + reach)
    return replace(area, left=area.left - reach)
