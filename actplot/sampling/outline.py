"""The outline of a curve: Bezier pieces, and circles where it jumps."""

from __future__ import annotations

import math

import numpy as np

from actplot.arrays import Floats
from actplot.calculus.derivatives import derivatives
from actplot.calculus.trace import Trace
from actplot.records import replace
from actplot.sampling.axis import Axis, Frame
from actplot.sampling.breaks import MOST, Look, Survey, survey
from actplot.sampling.fit import Segments, fitted
from actplot.sampling.nodes import Nodes, SampledFunction
from actplot.sampling.pieces import Break, Circle, Outline, Piece
from actplot.sampling.probe import Function
from actplot.sampling.resolve import resolved

# The part of the tolerance by which the curve between the nodes may be unknown.
_KNOWN = 0.1
# What differs by less than this share of the height is not seen to differ.
_SEEN = 1e-6
# More cells than this in which the curve turns too fast are worth a word.
_TOO_FAST = 8


@np.errstate(all="ignore")
def outline(
    function: Function, frame: Frame, tolerance: float = 0.02, look: Look = survey
) -> Outline:
    """What is drawn of function in frame, nowhere farther than tolerance (pt) from it.

    Pieces end where the curve has a gap, and a quarter of the height above and
    below the plot. A curve that oscillates faster than lines are wide is drawn
    as straight lines between its values, and the notes say so.
    """
    across = frame.x
    low, high = min(across.low, across.high), max(across.low, across.high)
    # Everything is laid out from left to right; a reversed axis is mirrored at the end.
    rising = replace(across, low=low, high=high)
    surveyed = look(function, low, high, rising)
    sheet = SampledFunction(function, Frame(rising, frame.y))
    nodes, lost = resolved(sheet, surveyed, _KNOWN * tolerance)
    if len(nodes) < 2:
        return Outline((), _circles(surveyed.breaks, frame), surveyed.breaks)
    segments = fitted(nodes, sheet.noise(nodes), tolerance)
    size = np.array([across.length_pt, frame.y.length_pt])
    pieces = _pieces(nodes, segments, size, _gaps(surveyed.breaks))
    if across.low > across.high:
        pieces = tuple(
            Piece(piece.points * [-1.0, 1.0] + [1.0, 0.0], piece.knots) for piece in pieces
        )
    notes = _missing(sheet, surveyed)
    if not surveyed.complete:
        notes.append(f"more than {MOST} jumps, corners or poles; the rest is not drawn exactly")
    if len(lost) > _TOO_FAST:
        notes.append(
            f"oscillates faster than can be drawn from x = {lost[0]:.4g} to {lost[-1]:.4g}"
        )
    return Outline(pieces, _circles(surveyed.breaks, frame), surveyed.breaks, tuple(notes))


def _missing(sheet: SampledFunction, surveyed: Survey) -> list[str]:
    """Where the curve ends within the plot since numbers on the way to it are too large."""
    void = ~np.isfinite(surveyed.rows[0])
    if not void.any():
        return []
    trace = Trace()
    derivatives(sheet.function, surveyed.x, 0, trace)
    lost = void & np.logical_or.reduce([*trace.over, np.zeros_like(void)])
    place = sheet.up(surveyed.rows[0]) / sheet.frame.y.length_pt
    shown = (place >= 0.0) & (place <= 1.0)
    notes = []
    for run in np.split(np.arange(len(void)), np.nonzero(np.diff(lost))[0] + 1):
        first, last = run[0], run[-1]
        neighbours = [k for k in (first - 1, last + 1) if 0 <= k < len(void)]
        if lost[first] and shown[neighbours].any():
            start, end = surveyed.x[first], surveyed.x[last]
            notes.append(
                f"is missing from x = {start:.4g} to {end:.4g}, where numbers on the way to "
                "its values are too large"
            )
    return notes


def _gaps(breaks: tuple[Break, ...]) -> Floats:
    """Where the curve must not be joined even though its two ends meet."""
    return np.array([b.x for b in breaks if b.kind == "hole" and not math.isnan(b.value)])


def _pieces(nodes: Nodes, segments: Segments, size: Floats, gaps: Floats) -> tuple[Piece, ...]:
    """Segments that follow each other, or meet at a corner, joined to pieces."""
    points = segments.points / size
    start, end = nodes.x[segments.start], nodes.x[segments.end]
    meet = np.abs(points[1:, 0] - points[:-1, 3]).max(axis=1) <= 1e-9
    meet &= (start[1:] == end[:-1]) & ~np.isin(start[1:], gaps)
    pieces = []
    for chain in np.split(np.arange(len(points)), np.nonzero(~meet)[0] + 1):
        chained = np.concatenate([points[chain[0], :1], points[chain, 1:].reshape(-1, 2)])
        pieces.append(Piece(chained, np.append(start[chain[0]], end[chain])))
    return tuple(pieces)


def _circles(breaks: tuple[Break, ...], frame: Frame) -> tuple[Circle, ...]:
    """Closed where the value at a jump is, open at the limits that differ from it."""
    circles: list[Circle] = []
    for b in breaks:
        limits = [float(b.left[0]), float(b.right[0])]
        closed = [] if math.isnan(b.value) else [b.value]
        drawn = b.kind == "jump" or (b.kind == "hole" and closed)
        if not drawn or not _seen(limits + closed, frame.y):
            continue
        reach = max(abs(limit) for limit in limits)
        if b.x == min(frame.x.low, frame.x.high):
            limits = limits[1:]
        elif b.x == max(frame.x.low, frame.x.high):
            limits = limits[:1]
        known = list(closed)
        circles += [Circle(b.x, y, True) for y in closed if _shown(y, frame.y)]
        for y in limits:
            if all(abs(y - other) > 1e-9 * reach for other in known):
                known.append(y)
                if _shown(y, frame.y):
                    circles.append(Circle(b.x, y, False))
    return tuple(circles)


def _seen(heights: list[float], axis: Axis) -> bool:
    """Whether they are not all one height as they are drawn: rounding is no jump."""
    places = [float(axis.fraction(y)) for y in heights]
    return not max(places) - min(places) < _SEEN


def _shown(y: float, axis: Axis) -> bool:
    return -1e-9 <= float(axis.fraction(y)) <= 1.0 + 1e-9
