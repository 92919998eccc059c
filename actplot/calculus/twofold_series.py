"""Arithmetic of truncated Taylor series in twice the digits.

A series is a list of `Twofold` numbers, its rows; the rules are those of `series` and
`elementary`.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np

from actplot.calculus import twofold
from actplot.calculus.twofold import Twofold

Rows: TypeAlias = "list[Twofold]"


def constant(value: object, order: int) -> Rows:
    first = value if isinstance(value, Twofold) else Twofold(np.asarray(value, dtype=np.float64))
    return [first, *(Twofold(0.0) for _ in range(order))]


def variable(value: Twofold, order: int) -> Rows:
    return [value, *(Twofold(float(k == 1)) for k in range(1, order + 1))]


def composed(outer: Rows, inner: Rows) -> Rows:
    step = [Twofold(0.0), *inner[1:]]
    result = [outer[-1], *(Twofold(0.0) for _ in inner[1:])]
    for row in outer[-2::-1]:
        result = product(result, step)
        result[0] = result[0] + row
    return result


# From so many terms on they are put side by side in one array.
_MANY = 4


def _stacked(rows: Sequence[Twofold], others: Sequence[Twofold]) -> Twofold:
    """The rows as one number, along the first axis of its arrays, which are to meet others."""
    shape = np.broadcast_shapes(*(np.shape(row.high) for row in (*rows, *others)))
    high, low = np.empty((2, len(rows), *shape))
    for k, row in enumerate(rows):
        high[k], low[k] = row.high, row.low
    return Twofold(high, low)


def _part(number: Twofold, which: slice | int) -> Twofold:
    return Twofold(number.high[which], number.low[which])


def _dot(a: Sequence[Twofold], b: Sequence[Twofold]) -> Twofold:
    if len(a) < _MANY:
        return sum(map(operator.mul, a[1:], b[1:]), a[0] * b[0])
    terms = _stacked(a, b) * _stacked(b, a)
    while (count := len(terms.high)) > 1:
        half = (count + 1) // 2
        rest = _part(terms, slice(half, count))
        sums = _part(terms, slice(0, count - half)) + rest
        if count % 2:
            last = _part(terms, slice(half - 1, half))
            high, low = np.append(sums.high, last.high, 0), np.append(sums.low, last.low, 0)
            sums = Twofold(high, low)
        terms = sums
    return _part(terms, 0)


def product(a: Rows, b: Rows) -> Rows:
    count = len(a)
    if count < _MANY:
        return [_dot(a[: k + 1], b[k::-1]) for k in range(count)]
    whole = _stacked(b, a)
    total = a[0] * whole
    for k in range(1, count):
        part = _part(total, slice(k, count)) + a[k] * _part(whole, slice(0, count - k))
        total.high[k:], total.low[k:] = part.high, part.low
    return [_part(total, k) for k in range(count)]


def quotient(a: Rows, b: Rows) -> Rows:
    """NaN where b is 0."""
    if not np.all(b[0].high):
        b = [twofold.where(b[0].high == 0.0, np.nan, b[0]), *b[1:]]
    rows = [a[0] / b[0]]
    for k in range(1, len(a)):
        rows.append((a[k] - _dot(rows, b[k:0:-1])) / b[0])
    return rows


def scaled(a: Rows, factor: Any) -> Rows:
    return [row * factor for row in a]


def added(a: Rows, b: Rows) -> Rows:
    return [first + second for first, second in zip(a, b, strict=True)]


def subtracted(a: Rows, b: Rows) -> Rows:
    return [first - second for first, second in zip(a, b, strict=True)]


def _plus(a: Rows, number: float) -> Rows:
    return [a[0] + number, *a[1:]]


def slope(a: Rows) -> Rows:
    return [row * float(k) for k, row in enumerate(a[1:], 1)]


def chained(value: Twofold, rate: Callable[[Rows], Rows], u: Rows) -> Rows:
    """f(u), given its value and f' as a function of rows."""
    if len(u) == 1:
        return [value]
    rows = product(rate(u[:-1]), slope(u))
    return [value, *(row / float(k) for k, row in enumerate(rows, 1))]


def exp(u: Rows) -> Rows:
    rows, rate = [twofold.exp(u[0])], slope(u)
    for k in range(1, len(u)):
        rows.append(_dot(rate[:k], rows[k - 1 :: -1]) / float(k))
    return rows


def expm1(u: Rows) -> Rows:
    return [twofold.expm1(u[0]), *exp(u)[1:]]


def reciprocal(u: Rows) -> Rows:
    return quotient(constant(1.0, len(u) - 1), u)


def log(u: Rows) -> Rows:
    return chained(twofold.log(u[0]), reciprocal, u)


def log1p(u: Rows) -> Rows:
    return chained(twofold.log1p(u[0]), lambda v: reciprocal(_plus(v, 1.0)), u)


def sin_cos(u: Rows) -> tuple[Rows, Rows]:
    return _coupled(twofold.sin_cos(u[0]), u, -1.0)


def sinh_cosh(u: Rows) -> tuple[Rows, Rows]:
    """Half of w + w / (1 + w), and of the other sum, with w = exp(u) - 1."""
    rise = twofold.expm1(u[0])
    fall = rise / (rise + 1.0)
    return _coupled(((rise + fall) * 0.5, (rise - fall) * 0.5 + 1.0), u, 1.0)


def _coupled(values: tuple[Twofold, Twofold], u: Rows, sign: float) -> tuple[Rows, Rows]:
    """The two functions of which each is the other's slope, but for a sign."""
    sine, cosine, rate = [values[0]], [values[1]], slope(u)
    for k in range(1, len(u)):
        rise, fall = _dot(rate[:k], cosine[k - 1 :: -1]), _dot(rate[:k], sine[k - 1 :: -1])
        sine.append(rise / float(k))
        cosine.append(fall * sign / float(k))
    return sine, cosine


def tan(u: Rows) -> Rows:
    return quotient(*sin_cos(u))


def tanh(u: Rows) -> Rows:
    """w / (w + 2) with w = exp(2 |u|) - 1."""
    sign = np.where(u[0].high < 0.0, -1.0, 1.0)
    fall = expm1(scaled(u, -2.0 * sign))
    return scaled(quotient(fall, _plus(fall, 2.0)), -sign)


def sqrt(u: Rows) -> Rows:
    rows = [twofold.sqrt(u[0])]
    for k in range(1, len(u)):
        mixed = _dot(rows[1:k], rows[k - 1 : 0 : -1]) if k > 1 else Twofold(0.0)
        rows.append((u[k] - mixed) / (rows[0] * 2.0))
    return rows


def raised(u: Rows, value: Twofold, exponent: Twofold) -> Rows:
    """u to an exponent, given the value, by u v' = p u' v."""
    rows = [value]
    for k in range(1, len(u)):
        terms = [u[j] * rows[k - j] * ((exponent + 1.0) * j - float(k)) for j in range(1, k + 1)]
        rows.append(sum(terms[1:], terms[0]) / (u[0] * float(k)))
    return rows


def whole_power(u: Rows, exponent: int) -> Rows:
    """u to a whole number that is not negative, at 0, too."""
    result, square, left = constant(1.0, len(u) - 1), u, exponent
    while left:
        if left % 2:
            result = product(result, square)
        left //= 2
        if left:
            square = product(square, square)
    return result


def arcsin(u: Rows) -> Rows:
    value = twofold.arctan(u[0] / twofold.sqrt((1.0 - u[0]) * (u[0] + 1.0)))
    return chained(value, lambda v: reciprocal(sqrt(_one_minus_square(v))), u)


def _one_minus_square(u: Rows) -> Rows:
    return product(_plus(scaled(u, -1.0), 1.0), _plus(u, 1.0))


def arctan(u: Rows) -> Rows:
    return chained(twofold.arctan(u[0]), lambda v: reciprocal(_plus(product(v, v), 1.0)), u)


def arcsinh(u: Rows) -> Rows:
    """log(1 + |u| + u^2 / (1 + sqrt(1 + u^2))), with the sign of u."""
    size = u[0] * np.where(u[0].high < 0.0, -1.0, 1.0)
    square = size * size
    value = twofold.log1p(size + square / (twofold.sqrt(square + 1.0) + 1.0))
    value = value * np.where(u[0].high < 0.0, -1.0, 1.0)
    return chained(value, lambda v: reciprocal(sqrt(_plus(product(v, v), 1.0))), u)


def arctanh(u: Rows) -> Rows:
    value = twofold.log1p(u[0] * 2.0 / (1.0 - u[0])) * 0.5
    return chained(value, lambda v: reciprocal(_one_minus_square(v)), u)


def logaddexp(a: Rows, b: Rows) -> Rows:
    swap = a[0].high < b[0].high
    high = [twofold.where(swap, q, p) for p, q in zip(a, b, strict=True)]
    low = [twofold.where(swap, p, q) for p, q in zip(a, b, strict=True)]
    return added(high, log1p(exp(subtracted(low, high))))


def bell_slope(sign: float) -> Callable[[Rows], Rows]:
    """The slope of erf, or of erfc."""
    return lambda u: scaled(
        scaled(exp(scaled(product(u, u), -1.0)), twofold.TWO_OVER_ROOT_PI), sign
    )
