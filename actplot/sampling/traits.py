"""What holds for a function as a whole: its range, monotonicity, symmetry and smoothness."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np

from actplot.arrays import Floats
from actplot.calculus.derivatives import derivatives, evaluate
from actplot.sampling.axis import Axis
from actplot.sampling.breaks import MOST, crossings
from actplot.sampling.ends import End
from actplot.sampling.pieces import Features
from actplot.sampling.probe import Function, grid, probe
from actplot.sampling.stretches import Samples, stretches
from actplot.sampling.survey import CurveSurvey

Direction = Literal["constant", "increasing", "nondecreasing", "decreasing", "nonincreasing", "no"]
Symmetry = Literal["odd", "even", "none"]

# Derivatives of the highest order in which a break of smoothness is looked for.
ORDER = 8
# Values, and slopes, that differ by no more than this share of their size are one.
_SAME = 1e-12
# How far from a place derivatives are compared, as a share of the room there;
# by what share of their size they may differ; and by what factor those grow each
# time the distance is halved that have no limit.
_OFFSET, _DIFFER, _GROWS = 2e-4, 1e-4, 1.15
# Where a function that has no limit is looked at, and how far from there.
_FAR, _LENGTH = (1e2, 1e4, 1e6), 50.0


class Interval(NamedTuple):
    """Numbers from low to high, and whether these two belong to it."""

    low: float
    high: float
    from_low: bool
    to_high: bool


class Traits(NamedTuple):
    """smoothness: of the class C^k; -1 where the function jumps, None where no order breaks."""

    range: tuple[Interval, ...]
    direction: Direction
    symmetry: Symmetry
    smoothness: int | None


class _Segment(NamedTuple):
    """Points of the function between two places at which its form may change."""

    x: Floats
    y: Floats
    slopes: Floats

    @property
    def flat(self) -> bool:
        return bool((self.y == self.y[0]).all())


@np.errstate(all="ignore")
def traits(function: Function, low: float, high: float, far: tuple[End, End]) -> Traits:
    """What function is like, from its course between low and high and from how it ends.

    What matters of it must lie between low and high.
    """
    look = CurveSurvey(function, Axis(low, high))
    joints = _joints(function, low, high)
    segments = _segments(function, stretches(look.breaks), joints)
    special = look.features
    parts = [_image(segment, special, far, (low, high)) for segment in segments]
    parts += [_point(value) for value in probe(function, joints, 0)[0][0] if np.isfinite(value)]
    parts += _tails(function, far, (low, high))
    return Traits(
        range=_united(parts),
        direction=_direction(function, segments, special),
        symmetry=_symmetry(function, high),
        smoothness=_smoothness(function, joints, high - low),
    )


def _joints(function: Function, low: float, high: float) -> Floats:
    """Where the function may change its form, whether or not one can see it."""
    x = grid(low, high)
    return np.array([place.at for place in crossings(function, x, probe(function, x, 0)[1])])


def _segments(function: Function, samples: Samples, joints: Floats) -> list[_Segment]:
    """The smooth stretches, cut at the joints, which belong to both sides."""
    segments = []
    for number in np.unique(samples.stretch):
        own = samples.stretch == number
        x, y, slopes = samples.x[own], samples.rows[0][own], samples.rows[1][own]
        inner = joints[(joints > x[0]) & (joints < x[-1])]
        for start, end in pairwise([-math.inf, *inner, math.inf]):
            between = (x > start) & (x < end)
            ends = np.array([edge for edge in (start, end) if math.isfinite(edge)])
            rows = derivatives(function, ends, 1)
            order = np.argsort(np.concatenate([x[between], ends]))
            segments.append(
                _Segment(
                    np.concatenate([x[between], ends])[order],
                    np.concatenate([y[between], rows[0]])[order],
                    # At a joint the slope is that of one side.
                    slopes[between],
                )
            )
    return segments


def _image(
    segment: _Segment, special: Features, far: tuple[End, End], window: tuple[float, float]
) -> Interval:
    """The values on a segment; beyond the window it goes on to its limit."""
    x, y = segment.x, segment.y
    if segment.flat:
        return _point(float(y[0]))
    reached = [p.y for p in (*special.minima, *special.maxima) if x[0] < p.x < x[-1]]
    ends = [float(y[0]), float(y[-1])]
    for index, (outer, edge) in enumerate(zip(far, window, strict=True)):
        if x[-index] == edge and not math.isnan(outer.limit):
            ends[index] = outer.limit
    low, high = min(ends + reached), max(ends + reached)
    return Interval(low, high, low in reached, high in reached)


def _tails(
    function: Function, far: tuple[End, End], window: tuple[float, float]
) -> Iterator[Interval]:
    """The values beyond the window where there is no limit: they may grow as they swing."""
    for side, edge, end in zip((-1.0, 1.0), window, far, strict=True):
        start = float(evaluate(function, edge))
        if not math.isnan(end.limit) or math.isnan(start):
            continue
        steps = np.linspace(0.0, _LENGTH, 4001)
        values = np.array([evaluate(function, side * (first + steps)) for first in _FAR])
        lowest, highest = values.min(axis=1), values.max(axis=1)
        if highest[0] > 0.0 and (highest[1:] > 2.0 * highest[:-1]).all():
            yield Interval(start, math.inf, True, False)
        if lowest[0] < 0.0 and (lowest[1:] < 2.0 * lowest[:-1]).all():
            yield Interval(-math.inf, start, False, True)


def _united(parts: Iterable[Interval]) -> tuple[Interval, ...]:
    """The parts as few intervals, from the lowest up."""
    united: list[Interval] = []
    for part in sorted(parts):
        if united and _touch(united[-1], part):
            united[-1] = _joined(united[-1], part)
        else:
            united.append(part)
    return tuple(united)


def _touch(first: Interval, second: Interval) -> bool:
    if _equal(first.low, second.low):
        return True
    if _equal(first.high, second.low):
        return first.to_high or second.from_low
    return second.low < first.high


def _joined(first: Interval, second: Interval) -> Interval:
    low, from_low = first.low, first.from_low
    if _equal(first.low, second.low):
        from_low = from_low or second.from_low
    if _equal(first.high, second.high):
        return Interval(low, first.high, from_low, first.to_high or second.to_high)
    last = first if first.high > second.high else second
    return Interval(low, last.high, from_low, last.to_high)


def _equal(a: float, b: float) -> bool:
    return a == b or abs(a - b) <= _SAME * max(1.0, min(abs(a), abs(b)))


def _point(value: float) -> Interval:
    return Interval(value + 0.0, value + 0.0, True, True)


def _direction(function: Function, segments: Sequence[_Segment], special: Features) -> Direction:
    """Whether it rises or falls everywhere."""
    if special.minima or special.maxima:
        return "no"
    far = 1.7 ** np.arange(6.0, 31.0)
    slopes = [derivatives(function, np.append(-far, far), 1)[1]]
    slopes += [segment.slopes for segment in segments]
    every = np.concatenate(slopes)
    every = every[np.isfinite(every)]
    rounding = _SAME * float(np.max(np.abs(every), initial=0.0))
    steps = [float(after.y[0] - before.y[-1]) for before, after in pairwise(segments)]
    changes = np.append(every, steps)
    rises, falls = bool((changes > rounding).any()), bool((changes < -rounding).any())
    # What has underflowed is not flat: that begins where the function changes its form.
    flat = any(segment.flat for segment in segments)
    if rises and falls:
        return "no"
    if rises:
        return "nondecreasing" if flat else "increasing"
    if falls:
        return "nonincreasing" if flat else "decreasing"
    return "constant"


def _symmetry(function: Function, high: float) -> Symmetry:
    # Multiples of the golden ratio are spread evenly, and meet no break by chance.
    x = high * np.modf(np.arange(1.0, 65.0) * 0.5 * (1.0 + math.sqrt(5.0)))[0]
    right, left = evaluate(function, x), evaluate(function, -x)
    close = _SAME * (np.abs(right) + np.abs(left))
    if (np.abs(right - left) <= close).all():
        return "even"
    return "odd" if (np.abs(right + left) <= close).all() else "none"


def _smoothness(function: Function, joints: Floats, width: float) -> int | None:
    """The order of the last derivative that is continuous wherever the function is defined."""
    at = joints[:MOST]
    if not len(at):
        return None
    gaps, usual = np.diff(at), width / 256.0
    room = np.minimum(np.append(usual, gaps), np.append(gaps, usual)) * _OFFSET
    (left, left_limits), (right, right_limits) = (_side(function, at, s * room) for s in (-1, 1))
    size = np.maximum(np.abs(left), np.abs(right))
    # What a smooth function can change by over so short a way.
    allowed = _DIFFER * size[:-2] + 16.0 * room**2 * size[2:]
    same = np.abs(left_limits - right_limits)[:-2] <= allowed
    value = probe(function, at, 0)[0][0]
    same[0] &= np.abs(left_limits[0] - value) <= allowed[0]
    # Where the domain ends there is nothing to join.
    same |= np.isnan(left[0]) | np.isnan(right[0])
    broken = np.argmin(same, axis=0)[~same.all(axis=0)]
    return int(broken.min()) - 1 if len(broken) else None


def _side(function: Function, at: Floats, step: Floats) -> tuple[Floats, Floats]:
    """Derivatives a step from the places at, and extrapolated to them; infinite if they grow.

    Both have the shape (ORDER + 3, n).
    """
    far, middle, near = (derivatives(function, at + n * step, ORDER + 2) for n in (4.0, 2.0, 1.0))
    grows = (np.abs(near) > _GROWS * np.abs(middle)) & (np.abs(middle) > _GROWS * np.abs(far))
    return near, np.where(grows, np.copysign(np.inf, near), 2.0 * near - middle)
