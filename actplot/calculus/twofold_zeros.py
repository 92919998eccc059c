"""Roots and quotients in twice the digits near a zero of what they are made of.

Their recurrences divide by what is small once more for every order, and near a zero that is
no float even twice the digits are soon spent. But where u(t) = (t - z)^m U(t), a root of
it is (t - z)^(m p) times one of U, and a quotient of two that share the zero is that of what
is left of them; no digits are lost there.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from actplot.arrays import Bools, Floats, Series
from actplot.calculus import twofold
from actplot.calculus import twofold_series as series
from actplot.calculus.removable import simple_zero
from actplot.calculus.series import column
from actplot.calculus.twofold import Twofold
from actplot.calculus.twofold_series import Rows

FARTHER = 14
"""How many rows beyond those asked for show a zero nearby: enough that one of the highest order
is divided out as far as _NEAR, beyond which twice the digits do without.
"""

# A zero of at most this order is looked for, so near as a share of the natural length, over
# which a function changes by its own size.
_MULTIPLE = 6
_NEAR = 2.0**-6
# What is cut off for want of higher rows, and what rounding may leave of a zero.
_TRUNCATED, _NOISE = 2.0**-50, 2.0**-92
_LONGEST = 2.0


def root(u: Rows, exponent: Twofold, rule: Callable[[Rows], Rows], wanted: int) -> Rows:
    """u to a broken exponent by rule, or better near a zero; wanted rows besides the first."""
    rows = rule(u)
    for m, which in _candidates(high := floats(u), wanted):
        at = _picked(u, which)
        zero = _zero(at, m)
        rest, known = _divided(at, zero, m, _length(floats(at)[m:]))
        side = np.where(zero.high > 0.0, -1.0, 1.0)
        distance = [-zero, Twofold(1.0), *(Twofold(0.0) for _ in high)]
        power = _raised(series.scaled(distance, side)[: len(rest)], exponent * float(m))
        better = series.product(power, rule(series.scaled(rest, side**m)))
        rows = _replaced(rows, better, which, known)
    return rows


def quotient(a: Rows, b: Rows, wanted: int) -> Rows:
    """a / b, or better near a zero that both have."""
    rows = series.quotient(a, b)
    shape = np.broadcast_shapes(*(np.shape(row.high) for row in (*a, *b)))
    for m, which in _candidates(floats(b, shape), wanted):
        at = _picked(b, which)
        zero, length = _zero(at, m), _length(floats(at)[m:])
        over, left = _picked(a, which), np.ones(zero.high.shape, dtype=np.bool_)
        for shared in range(m, 0, -1):  # a may have one of a lower order there
            bottom, known = _divided(at, zero, shared, length)
            top, too = _divided(over, zero, shared, length)
            rows = _replaced(rows, series.quotient(top, bottom), which, known & too & left)
            left &= ~(known & too)
            if not left.any():
                break
    return rows


def floats(u: Rows, shape: tuple[int, ...] = ()) -> Series:
    """The floats of the rows, as one array."""
    shape = np.broadcast_shapes(shape, *(np.shape(row.high) for row in u))
    return np.array([np.broadcast_to(row.high, shape) for row in u])


def _candidates(high: Series, wanted: int) -> Iterator[tuple[int, Bools]]:
    """Orders of zeros, and the series that may have such a one nearby."""
    count = len(high) - 1
    for m in range(1, min(_MULTIPLE, count - 1) + 1):
        spare = count + 1 - m - wanted
        if spare < 1:
            break
        reach = np.minimum(min(_NEAR, _TRUNCATED ** (1.0 / spare)) * _length(high[m:]), 1.0)
        small = [
            np.abs(high[j]) <= math.comb(m, j) * np.abs(high[m]) * reach ** (m - j)
            for j in range(m)
        ]
        which = np.logical_and.reduce(small) & (high[m] != 0.0)
        if which.any():
            yield m, np.asarray(which)


def _length(high: Series) -> Floats:
    """Over what a function changes by its own size, infinite for a constant."""
    ratios = np.abs(high[1:] / high[0]) ** column(-1.0 / np.arange(1, len(high)), high.ndim)
    lengths: Floats = np.where(np.isnan(ratios), np.inf, ratios).min(axis=0)
    return lengths


def _picked(u: Rows, which: Bools) -> Rows:
    def part(number: Any) -> Any:
        return np.broadcast_to(number, which.shape)[which]

    return [Twofold(part(row.high), part(row.low)) for row in u]


def _replaced(rows: Rows, better_rows: Rows, which: Bools, known: Bools) -> Rows:
    """rows, with the better ones where these are known, and 0 for those that they lack."""
    better_rows = better_rows + [Twofold(0.0)] * (len(rows) - len(better_rows))
    result = []
    for row, better in zip(rows, better_rows, strict=True):
        high, low = (np.array(np.broadcast_to(part, which.shape)) for part in (row.high, row.low))
        high[which] = np.where(known, better.high, high[which])
        low[which] = np.where(known, better.low, low[which])
        result.append(Twofold(high, low))
    return result


def _divided(u: Rows, zero: Twofold, m: int, length: Floats) -> tuple[Rows, Bools]:
    """u / (t - zero)^m, and where the zero is one of u, but no place itself."""
    rests = []
    for _ in range(m):
        carry, rows = u[-1], []
        for row in u[-2::-1]:
            rows.append(carry)
            carry = row + zero * carry
        u = rows[::-1]
        rests.append(carry)
    length = np.minimum(length, _LONGEST)
    reaches = length ** np.arange(len(u)).reshape(-1, 1)
    size = np.abs(floats(u) * reaches).max(axis=0)
    known = (zero.high != 0.0) & np.isfinite(size)
    for j, rest in enumerate(rests):
        known &= np.abs(rest.high) <= _NOISE * size * length ** (m - j)
    return u, np.asarray(known)


def _zero(u: Rows, m: int) -> Twofold:
    """The zero near 0 of the derivative of u of one order less than m, where it is simple."""
    rows = [
        coefficient * float(math.comb(k + m - 1, m - 1)) for k, coefficient in enumerate(u[m - 1 :])
    ]
    t, rate = simple_zero(floats(rows))
    exact = Twofold(np.zeros_like(t))
    for coefficient in rows[::-1]:
        exact = coefficient + exact * t
    zero: Twofold = Twofold(t) - exact / rate
    return zero


def _raised(distance: Rows, exponent: Twofold) -> Rows:
    """A positive distance to an exponent."""
    power = float(exponent.high)
    if power > 0.0 and abs(power - round(power)) < 1e-9:
        return series.whole_power(distance, round(power))
    value = twofold.exp(twofold.log(distance[0]) * exponent)
    return series.raised(distance, value, exponent)
