"""What a function does far out and at poles: its limits and its asymptotes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import numpy as np

from actplot.arrays import Floats
from actplot.calculus.derivatives import evaluate
from actplot.sampling.pieces import Break
from actplot.sampling.probe import Function

Kind = Literal["vertical", "horizontal", "slant"]

# How far out the distance to a slanting asymptote is looked at: it still has
# digits there.
_LADDER = 2.0 ** np.arange(3.0, 27.0)
# Estimates of that distance that agree so well are one.
_AGREE = 1e-7
# What is smaller is rounding.
_ROUNDING = 1e-9


class End(NamedTuple):
    """What a function tends to on one side, and the line that it comes near to there.

    limit is infinite where it grows without end, NaN where there is no limit. The asymptote is
    y = slope x + offset; both are NaN where there is none.
    """

    limit: float
    slope: float
    offset: float


class Asymptote(NamedTuple):
    """A line: x = value if vertical, else y = slope x + value.

    sides: -1 where the function comes near to it on the left, 1 on the right; none if vertical.
    """

    kind: Kind
    value: float
    slope: float = 0.0
    sides: tuple[int, ...] = ()


@np.errstate(all="ignore")
def ends(function: Function) -> tuple[End, End]:
    """The behaviour of function for x to -infinity and to infinity."""
    return _end(function, -1.0), _end(function, 1.0)


def _end(function: Function, side: float) -> End:
    limit = float(evaluate(function, side * math.inf))
    if math.isfinite(limit):
        return End(limit, 0.0, limit)
    x = side * _LADDER
    slope, offset = float(evaluate(function, side * math.inf, 1)), math.nan
    if math.isnan(slope) or slope == 0.0:  # what overflows farther out may have one here
        slope = float(f"{_settled(evaluate(function, x, 1)):.12g}")
    if math.isfinite(slope) and slope != 0.0:
        offset = _settled(evaluate(function, x) - slope * x)
    return End(limit, slope if math.isfinite(offset) else math.nan, offset)


def _settled(distances: Floats) -> float:
    """What distances on the ladder tend to; NaN if they do not."""
    rounding = np.finfo(np.float64).eps * _LADDER
    best, error = math.nan, math.inf
    for _ in range(3):
        change = np.diff(distances)
        # Two that are equal by chance are no nearer to the limit than rounding allows.
        steps = np.fmax(np.abs(change), rounding[1:])
        steps[~np.isfinite(change)] = math.inf
        nearest = int(np.argmin(steps))
        if steps[nearest] < error:
            best, error = float(distances[nearest + 1]), float(steps[nearest])
        # A power of 1/x shrinks by one factor from rung to rung (Aitken), and
        # so does what is left.
        first, second = change[:-1], change[1:]
        gain = np.where(second == first, 0.0, second**2 / (second - first))
        # Steps that grow lead nowhere, whatever number the rule would give for them.
        gain[(np.abs(second) >= np.abs(first)) & (np.abs(second) > 8.0 * rounding[2:])] = math.nan
        distances, rounding = distances[2:] - gain, rounding[2:]
    if error > _AGREE * max(1.0, abs(best)):
        return math.nan
    return 0.0 if abs(best) < _ROUNDING else best


def vertical(breaks: Sequence[Break]) -> Iterator[Asymptote]:
    """Where a function is unbounded on one side at least, from left to right."""
    for b in breaks:
        if math.isinf(b.left[0]) or math.isinf(b.right[0]):
            yield Asymptote("vertical", b.x)


def far_out(function: Function) -> Iterator[Asymptote]:
    """The lines that a function comes near to for large x, one for both sides if it is the same."""
    left, right = ends(function)
    lines = {-1: (left.slope, left.offset), 1: (right.slope, right.offset)}
    known = {side: line for side, line in lines.items() if math.isfinite(line[0] + line[1])}
    for side, (slope, offset) in known.items():
        both = len(known) == 2 and np.allclose(known[-1], known[1], _ROUNDING, _ROUNDING)
        if both and side == 1:
            continue
        kind: Kind = "slant" if slope else "horizontal"
        yield Asymptote(kind, offset, slope, (-1, 1) if both else (side,))
