"""Few cubic Bezier segments through the nodes of a curve.

A segment starts and ends at a node, in the exact direction of the curve. The
lengths of its two handles are free: they are fitted by least squares to the
distance from the curve (Gauss-Newton), and a segment reaches as far as that
distance allows.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from actplot.arrays import Floats, Ints
from actplot.sampling.nodes import Nodes, apart, cubics, quintics

# Where a segment is compared with the curve, as values of its parameter.
_AT = (np.arange(9) + 0.5) / 9.0
# Where a cell is compared in the end, as shares of its width.
_SHARES = np.arange(8) / 8.0
# Ends tried for a segment in one round.
_ENDS = 16
_ITERATIONS = 3
# A curvature below this (1/pt) has no sign.
_FLAT = 1e-4
# The part of the tolerance that the comparison at _AT may use up, and the one
# in every cell; the rest is for what lies between.
_SHARE, _MOST = 0.85, 0.92

_B1 = 3.0 * _AT * (1.0 - _AT) ** 2
_B2 = 3.0 * _AT**2 * (1.0 - _AT)
_START = (1.0 - _AT) ** 3 + _B1
_END = _AT**3 + _B2


class Segments(NamedTuple):
    """Bezier segments from node start[k] to node end[k]; points has shape (n, 4, 2), in pt."""

    start: Ints
    end: Ints
    points: Floats


def fitted(nodes: Nodes, noise: Floats, tolerance: float) -> Segments:
    """Segments along all nodes, none farther than tolerance (pt) from the curve.

    noise, one for each node, is how far rounding may move the curve.
    """
    fit = _Fit(nodes)
    allowed = _SHARE * tolerance + 4.0 * noise
    (cuts,) = np.nonzero(~nodes.cells())
    first, last = np.append(0, cuts + 1), np.append(cuts, len(nodes) - 1)
    long = first < last
    first, last = first[long], last[long]
    # Many stretches are one segment; the others are taken arc by arc, all at once.
    points, error = fit(first, last)
    whole = error <= allowed[first]
    segments = Segments(first[whole], last[whole], points[whole])
    here, stop = _arcs(nodes, first[~whole], last[~whole])
    while True:
        segments = _joined(segments, _chained(fit, here, stop, allowed))
        # A narrow peak may hide between the places of the comparison: now every
        # cell counts, and a segment that leaves the curve there is cut.
        cut, error = fit.farthest(segments)
        bad = (error > _MOST * tolerance + 4.0 * noise[cut]) & (segments.end - segments.start > 1)
        if not bad.any():
            return segments
        start, end, cut = segments.start[bad], segments.end[bad], cut[bad]
        segments = Segments(segments.start[~bad], segments.end[~bad], segments.points[~bad])
        here, stop = np.append(start, cut), np.append(cut, end)


def _joined(*parts: Segments) -> Segments:
    joined = Segments(*(np.concatenate(part) for part in zip(*parts, strict=True)))
    order = np.argsort(joined.start, kind="stable")
    return Segments(joined.start[order], joined.end[order], joined.points[order])


def _arcs(nodes: Nodes, first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """Stretches cut where their curvature changes sign: first and last node of each arc.

    Each straight line that replaces something rougher is an arc of its own.
    """
    if not len(first):
        return first, last
    bend = nodes.drawn[3]
    sign = np.where(np.abs(bend) > _FLAT, np.sign(bend), 0.0)
    (bent,) = np.nonzero(sign)
    turns = bent[1:][sign[bent[1:]] != sign[bent[:-1]]]
    (rough,) = np.nonzero(nodes.rough)
    turns = np.array(sorted({*turns, *rough, *(rough + 1)}), dtype=np.intp)
    stretch = np.searchsorted(first, turns, side="right") - 1
    inside = (stretch >= 0) & (turns > first[stretch]) & (turns < last[stretch])
    turns = turns[inside]
    return np.sort(np.append(first, turns)), np.sort(np.append(last, turns))


def _chained(fit: _Fit, here: Ints, stop: Ints, allowed: Floats) -> Segments:
    """Segments one after the other, from each node of here to that of stop."""
    chain = [Segments(here[:0], here[:0], np.empty((0, 4, 2)))]
    while len(here):
        segments = _longest(fit, here, stop, allowed)
        chain.append(segments)
        more = segments.end < stop
        here, stop = segments.end[more], stop[more]
    return _joined(*chain)


def _longest(fit: _Fit, start: Ints, stop: Ints, allowed: Floats) -> Segments:
    """From each start the segment that reaches farthest, at most to its stop."""
    # One cell is always allowed: a cubic is known to suffice there.
    reach, beyond = start + 1, stop + 1
    points = np.full((len(start), 4, 2), np.nan)
    share = np.arange(1, _ENDS + 1) / _ENDS
    (lanes,) = np.nonzero(reach + 1 < beyond)
    while len(lanes):
        gap = beyond[lanes] - 1 - reach[lanes]
        ends = reach[lanes, np.newaxis] + np.ceil(gap[:, np.newaxis] * share).astype(np.intp)
        tried, error = fit(np.repeat(start[lanes], _ENDS), ends.ravel())
        good = error.reshape(ends.shape) <= allowed[start[lanes], np.newaxis]
        # What lies beyond the farthest good end is bad up to the next one tried.
        best = _ENDS - 1 - np.argmax(good[:, ::-1], axis=1)
        some, index = good.any(axis=1), np.arange(len(lanes))
        reach[lanes[some]] = ends[index, best][some]
        points[lanes[some]] = tried.reshape(len(lanes), _ENDS, 4, 2)[index, best][some]
        next_ = np.where(some, best + 1, 0)
        bad = next_ < _ENDS
        beyond[lanes[bad]] = ends[index[bad], next_[bad]]
        beyond[lanes[~bad]] = reach[lanes[~bad]] + 1
        lanes = lanes[reach[lanes] + 1 < beyond[lanes]]
    (single,) = np.nonzero(np.isnan(points[:, 0, 0]))
    if len(single):
        points[single] = fit.cell(start[single])
    return Segments(start, reach, points)


class _Fit:
    """Fits segments between any two nodes of one curve."""

    def __init__(self, nodes: Nodes) -> None:
        self.across, self.up, slope, _ = nodes.drawn
        self.curve = quintics(nodes)
        self.cells = cubics(nodes)
        # Where a slope is unknown though the value is not, the next place must do.
        chord = np.diff(self.up) / np.maximum(np.diff(self.across), 1e-300)
        slope = np.where(np.isnan(slope), np.append(chord, chord[-1:]), slope)
        length = np.hypot(1.0, slope)
        steep = ~np.isfinite(slope)
        self.along = np.where(steep, 0.0, 1.0 / length)
        self.rise = np.where(steep, np.sign(slope), slope / length)

    def cell(self, start: Ints) -> Floats:
        """Bezier points (n, 4, 2) of the cubic from start[k] to the next node."""
        x, width = self.cells.start[start], self.cells.width[start]
        c0, c1, c2, c3 = self.cells.coefficients[:, start]
        across = [x, x + width / 3.0, x + width / 1.5, self.across[start + 1]]
        up = [c0, c0 + c1 / 3.0, c0 + (2.0 * c1 + c2) / 3.0, c0 + c1 + c2 + c3]
        return np.stack([np.stack(across, axis=1), np.stack(up, axis=1)], axis=2)

    def __call__(self, start: Ints, end: Ints) -> tuple[Floats, Floats]:
        """Bezier points (n, 4, 2) from start[k] to end[k], and the distance from the curve."""
        first, last = start[:, np.newaxis], end[:, np.newaxis]
        x0, y0, x3, y3 = self.across[first], self.up[first], self.across[last], self.up[last]
        # A point is base + a * (directions of the handles at the start, at the end).
        x_base, y_base = _START * x0 + _END * x3, _START * y0 + _END * y3
        x_a, y_a = _B1 * self.along[first], _B1 * self.rise[first]
        x_b, y_b = -_B2 * self.along[last], -_B2 * self.rise[last]
        chord = np.hypot(x3 - x0, y3 - y0)
        least = 1e-4 * chord
        # Handles must leave the curve a graph: across must not turn back.
        room_a, room_b = (x3 - x0) / self.along[first], (x3 - x0) / self.along[last]
        most_a, most_b = np.minimum(room_a, 1.5 * chord), np.minimum(room_b, 1.5 * chord)
        a, b = np.minimum(room_a / 3.0, 0.4 * chord), np.minimum(room_b / 3.0, 0.4 * chord)
        last = last - 1
        for iteration in range(_ITERATIONS + 1):
            across = x_base + a * x_a + b * x_b
            cell = np.searchsorted(self.across, across, side="right") - 1
            cell = np.minimum(np.maximum(cell, first), last)
            height, slope = self.curve.at(cell, across)
            weight = 1.0 / np.sqrt(1.0 + slope * slope)
            distance = (y_base + a * y_a + b * y_b - height) * weight
            if iteration == _ITERATIONS:
                break
            by_a, by_b = (y_a - slope * x_a) * weight, (y_b - slope * x_b) * weight
            step_a, step_b = _solved(by_a, by_b, distance)
            a = np.minimum(np.maximum(a - step_a, least), most_a)
            b = np.minimum(np.maximum(b - step_b, least), most_b)
        p1 = x0 + a * self.along[first], y0 + a * self.rise[first]
        p2 = x3 - b * self.along[last + 1], y3 - b * self.rise[last + 1]
        points = np.concatenate([x0, y0, *p1, *p2, x3, y3], axis=1)
        return points.reshape(-1, 4, 2), np.abs(distance).max(axis=1)

    def farthest(self, segments: Segments) -> tuple[Ints, Floats]:
        """For each segment the node within it at which to cut it, and how far it is off."""
        first, last = segments.start, segments.end - 1
        cells = np.arange(len(self.cells.start))
        segment = np.searchsorted(first, cells, side="right") - 1
        cells = cells[(segment >= 0) & (cells <= last[segment])]
        places = (self.cells.start[cells] + np.outer(_SHARES, self.cells.width[cells])).T.ravel()
        segment = np.searchsorted(first, np.repeat(cells, len(_SHARES)), side="right") - 1
        # Where about each segment is above the places; it is compared where it is in truth.
        x, y = np.moveaxis(segments.points, 2, 0)
        parameters = np.linspace(0.0, 1.0, 65)
        known = np.add.outer(np.arange(len(x)), parameters)
        above = _cubic(x.T[:, :, np.newaxis], parameters)
        t = np.clip(np.interp(places, above.ravel(), known.ravel()) - segment, 0.0, 1.0)
        across, up = _cubic(x[segment].T, t), _cubic(y[segment].T, t)
        cell = np.searchsorted(self.across, across, side="right") - 1
        cell = np.minimum(np.maximum(cell, first[segment]), last[segment])
        height, slope = self.curve.at(cell, across)
        distance = apart(up - height, slope, self.curve.bend(cell, across))
        error, cut = np.zeros(len(first)), first + 1
        np.maximum.at(error, segment, distance)
        worst = distance == error[segment]
        cut[segment[worst]] = cell[worst]
        return np.clip(cut, first + 1, np.maximum(last, first + 1)), error


def _solved(by_a: Floats, by_b: Floats, distance: Floats) -> tuple[Floats, Floats]:
    """The least squares of distance by a and b in each row, damped; shapes (n, 1)."""
    aa, ab, ra = (_dot(by_a, other) for other in (by_a, by_b, distance))
    bb, rb = (_dot(by_b, other) for other in (by_b, distance))
    damping = 1e-9 * (aa + bb) + 1e-30
    aa, bb = aa + damping, bb + damping
    determinant = aa * bb - ab * ab
    return (bb * ra - ab * rb) / determinant, (aa * rb - ab * ra) / determinant


def _dot(a: Floats, b: Floats) -> Floats:
    """The sum of a b over each row, shape (n, 1)."""
    sums: Floats = np.einsum("ij,ij->i", a, b)[:, np.newaxis]
    return sums


def _cubic(p: Floats, t: Floats) -> Floats:
    """The Bezier curve with the four coefficients in the first axis of p, at t."""
    s = 1.0 - t
    value: Floats = s * (s * (s * p[0] + 3.0 * t * p[1]) + 3.0 * t * t * p[2]) + t**3 * p[3]
    return value


def along(control: Floats, count: int) -> Floats:
    """Points along a chain of cubic segments of shape (3n + 1, 2), count of each, and the last."""
    t = np.linspace(0.0, 1.0, count + 1)[:-1, None, None]
    a, b, c, d = (control[k : len(control) - 3 + k : 3] for k in range(4))
    points = (1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t**2 * (1 - t) * c + t**3 * d
    return np.vstack([points.transpose(1, 0, 2).reshape(-1, 2), control[-1:]])
