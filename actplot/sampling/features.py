"""The remarkable points of a function: roots, extrema, inflections, breaks."""

from __future__ import annotations

import numpy as np

from actplot.arrays import Bools, Floats
from actplot.sampling.breaks import BUSY, FINEST, Look, Survey, survey
from actplot.sampling.pieces import Break, Features, Point
from actplot.sampling.probe import GRID, Function, probe
from actplot.sampling.stretches import Samples, rounding, stretches, turns

# A sine with four points a wave has a rise that differs from what the slopes say by this share of
# it, and curvatures this many times the slopes.
_AMISS, _BENT = 0.2, 1.6
# Among so many points some show what a wave is like.
_AROUND = 8


@np.errstate(all="ignore")
def features(function: Function, low: float, high: float, look: Look = survey) -> Features:
    """The remarkable points of function from low to high, exact to rounding.

    Extrema lie inside the range, at corners too; its ends and those of the
    domain are none.
    """
    surveyed, samples = _surveyed(function, low, high, look)
    nothing = rounding(samples, 0)
    minima, maxima = _extrema(function, samples, turns(function, samples, 1), nothing)
    at_minimum, at_maximum = _broken_extrema(surveyed.breaks, samples, nothing)
    minima, maxima = sorted(minima + at_minimum), sorted(maxima + at_maximum)
    roots = _points(function, turns(function, samples, 0))
    # A curve that touches 0 does so at an extremum.
    roots += [p for p in minima + maxima if abs(p.y) <= nothing]
    roots += [Point(b.x, b.value) for b in surveyed.breaks if _crosses(b, samples, nothing)]
    roots += _ends_in_zero(samples)
    bent = turns(function, samples, 2)
    inflections = _points(function, bent) + [_place(b) for b in surveyed.breaks if _inflects(b)]

    def all_of(kind: str) -> tuple[Point, ...]:
        return tuple(_place(b) for b in surveyed.breaks if b.kind == kind)

    return Features(
        roots=_once(roots),
        minima=tuple(minima),
        maxima=tuple(maxima),
        inflections=tuple(sorted(inflections)),
        corners=all_of("corner"),
        jumps=all_of("jump"),
        poles=tuple(b.x for b in surveyed.breaks if b.kind == "pole"),
        holes=all_of("hole"),
    )


def _surveyed(function: Function, low: float, high: float, look: Look) -> tuple[Survey, Samples]:
    """The breaks and the points between them, so many that no swing is passed over."""
    count = GRID
    while True:
        surveyed = look(function, low, high, count=count)
        samples = stretches(surveyed)
        if np.count_nonzero(_coarse(samples)) <= BUSY * count or count >= FINEST:
            return surveyed, samples
        count *= 8


def _coarse(samples: Samples) -> Bools:
    """Which steps are too long for the waves there.

    Either the slopes at both ends do not account for the rise between; or, since waves as long as a
    step would not show in that, the curvature is too large for the slopes around.
    """
    y, slope, bend = samples.rows
    if len(y) < _AROUND:
        return np.zeros(max(len(y) - 1, 0), dtype=np.bool_)
    step, steep, bent = np.diff(samples.x), _largest(slope), _largest(bend)
    amiss = np.abs(np.diff(y) - step * (slope[1:] + slope[:-1]) / 2.0) > _AMISS * step * steep
    firm = samples.together() & (step * np.fmax(steep, step * bent) > rounding(samples, 0))
    coarse: Bools = firm & (amiss | (step * bent > _BENT * steep))
    return coarse


def _largest(values: Floats) -> Floats:
    """For each step the largest size of the values at some points around it."""
    sizes = np.pad(np.abs(values), (_AROUND // 2 - 1, _AROUND // 2 - 1), mode="edge")
    largest: Floats = np.lib.stride_tricks.sliding_window_view(sizes, _AROUND).max(axis=1)
    return largest


def _once(points: list[Point]) -> tuple[Point, ...]:
    """From left to right, each place once."""
    return tuple({p.x: p for p in sorted(points)}.values())


def _points(function: Function, x: Floats) -> list[Point]:
    y, slope = probe(function, x, 1)[0]
    # x itself is rounded: a sine is 0 at pi, and 1e-16 at the float next to it.
    y = np.where(np.abs(y) <= np.abs(slope) * np.spacing(np.abs(x)), 0.0, y)
    return list(map(Point, x.tolist(), y.tolist()))


def _place(b: Break) -> Point:
    """A break as a point: its value or, without one, its limit."""
    known = [y for y in (b.value, float(b.left[0]), float(b.right[0])) if np.isfinite(y)]
    return Point(b.x, known[0] if known else np.nan)


def _extrema(
    function: Function, samples: Samples, x: Floats, nothing: float
) -> tuple[list[Point], list[Point]]:
    """Which of the places with a horizontal tangent are minima and which maxima."""
    minima, maxima = [], []
    for point in _points(function, x):
        before, after = _neighbours(point.x, samples)
        if min(before, after) > point.y + nothing:
            minima.append(point)
        elif max(before, after) < point.y - nothing:
            maxima.append(point)
    return minima, maxima


def _broken_extrema(
    breaks: tuple[Break, ...], samples: Samples, nothing: float
) -> tuple[list[Point], list[Point]]:
    """Extrema at corners and the like, where the curve itself is not broken."""
    minima, maxima = [], []
    for b in breaks:
        around = _around(b, samples)
        if around is None:
            continue
        point, (before, after) = _place(b), around
        flat = 1e3 * nothing / (samples.x[-1] - samples.x[0])
        falls, rises = b.left[1] <= flat, b.right[1] >= -flat
        if falls and rises and min(before, after) > point.y + nothing:
            minima.append(point)
        rises, falls = b.left[1] >= -flat, b.right[1] <= flat
        if rises and falls and max(before, after) < point.y - nothing:
            maxima.append(point)
    return minima, maxima


def _around(b: Break, samples: Samples) -> tuple[float, float] | None:
    """The values on both sides of a break inside the range at which the curve goes on."""
    if b.kind not in ("corner", "join", "hole") or (b.kind == "hole" and np.isfinite(b.value)):
        return None
    if not samples.x[0] < b.x < samples.x[-1]:
        return None
    return _neighbours(b.x, samples)


def _neighbours(x: float, samples: Samples) -> tuple[float, float]:
    """The values at the points to the left and right of a place."""
    left = np.searchsorted(samples.x, x, side="left") - 1
    right = min(np.searchsorted(samples.x, x, side="right"), len(samples.x) - 1)
    return float(samples.rows[0][left]), float(samples.rows[0][right])


def _ends_in_zero(samples: Samples) -> list[Point]:
    """The roots at the two ends of the range or of the domain, where it is not flat."""
    y = samples.rows[0]
    if len(y) < 2:
        return []
    ends = [(0, 1), (len(y) - 1, len(y) - 2)]
    return [Point(float(samples.x[k]), 0.0) for k, neighbour in ends if y[k] == 0.0 != y[neighbour]]


def _crosses(b: Break, samples: Samples, nothing: float) -> bool:
    around = _around(b, samples)
    if around is None or b.kind == "hole" or abs(b.value) > nothing:
        return False
    return min(abs(y) for y in around) > nothing


def _inflects(b: Break) -> bool:
    """Whether the curve bends the other way after a break without a corner."""
    return b.kind == "join" and bool(b.left[2] * b.right[2] < 0.0)
