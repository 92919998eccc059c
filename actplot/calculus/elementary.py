"""Elementary functions of truncated Taylor series, each by its own recurrence."""

from __future__ import annotations

import math

import numpy as np

from actplot.arrays import Floats, Series
from actplot.calculus.series import (
    aligned,
    chained,
    composed,
    constant,
    dot,
    padded,
    product,
    quotient,
    slope,
)


def reciprocal(u: Series) -> Series:
    return quotient(constant(1.0, len(u) - 1), u)


def sqrt(u: Series) -> Series:
    result = np.empty_like(u)
    result[0] = np.sqrt(u[0])
    for k in range(1, len(u)):
        mixed = dot(result[1:k], result[k - 1 : 0 : -1]) if k > 1 else 0.0
        result[k] = (u[k] - mixed) / (2.0 * result[0])
    return result


def power(u: Series, exponent: Floats | float) -> Series:
    """u to a constant exponent."""
    exponent = np.asarray(exponent, dtype=np.float64)
    u = padded(u, max(u.ndim - 1, exponent.ndim))
    outer = np.empty((len(u), *np.broadcast_shapes(u.shape[1:], exponent.shape)))
    outer[0] = np.power(u[0], exponent)
    falling = np.ones(exponent.shape)
    for j in range(1, len(u)):
        falling = falling * (exponent - (j - 1)) / j
        # A vanished binomial coefficient ends the series, also where u is 0.
        outer[j] = np.where(falling == 0.0, 0.0, falling * np.power(u[0], exponent - j))
    rows = composed(outer, u)
    if (exponent == np.floor(exponent)).all():
        return rows
    return np.where(u[0] > 0.0, _broken_power(u, outer[0], exponent), rows)


def _broken_power(u: Series, value: Floats, exponent: Floats | float) -> Series:
    """u to an exponent, given the value, by u v' = p u' v: what is huge, or tiny, stays so."""
    result = np.empty((len(u), *value.shape))
    result[0] = value
    for k in range(1, len(u)):
        terms = [
            ((exponent + 1.0) * j / k - 1.0) * (u[j] / u[0]) * result[k - j]
            for j in range(1, k + 1)
        ]
        result[k] = sum(terms)
    return result


def cbrt(u: Series) -> Series:
    """The cube root; where u is 0 only its value is known."""
    return _broken_power(u, np.cbrt(u[0]), 1.0 / 3.0)


def root_at_zero(u: Series, exponent: float, odd: bool, side: Floats | float) -> Series:
    """u to a broken exponent where u[0] is 0: t^m (c + ...) becomes |t|^(m p) (c^p + ...).

    odd: it is the root of an odd number, which negative numbers have, too. side: left (-1)
    or right (1) of the place; on both (0) a |t| has no slope. NaN where the rows of u
    are too few, inf where a derivative is infinite.
    """
    order = len(u) - 1
    result = np.zeros_like(u)
    unknown = u[0] == 0.0
    for m in range(1, order + 1):
        here = unknown & (u[m] != 0.0)
        unknown &= ~here
        if not here.any():
            continue
        degree, rows = m * exponent, np.zeros_like(u)
        whole = round(degree)
        if abs(degree - whole) < 1e-9 and (odd or m % 2 == 0):
            rest = u[m:]
            rest = cbrt(rest) if odd else power(rest, exponent)
            if m % 2 == 0 and whole % 2:
                rest = rest * side
            known = rest[: max(order + 1 - whole, 0)]
            rows[whole : whole + len(known)] = known
            rows[whole + len(known) :] = np.nan
        else:
            sign = np.sign(u[m]) if odd else np.ones_like(u[m])
            for k in range(1, order + 1):
                sign = sign * np.sign(degree - (k - 1))
                if k > degree:
                    rows[k] = sign * np.inf
        result = np.where(here, rows, result)
    return result


def exp(u: Series, value: Floats | None = None) -> Series:
    """exp(u). value: that of u[0], where better known than by u[0] itself."""
    result = np.empty_like(u)
    result[0] = np.exp(u[0]) if value is None else value
    rate = slope(u)
    for k in range(1, len(u)):
        result[k] = dot(rate[:k], result[k - 1 :: -1]) / k
    return result


def expm1(u: Series) -> Series:
    result = exp(u)
    result[0] = np.expm1(u[0])
    return result


def exp2(u: Series) -> Series:
    return exp(u * math.log(2.0), np.exp2(u[0]))


def log(u: Series) -> Series:
    return chained(np.log(u[0]), reciprocal(u[:-1]), u)


def log2(u: Series) -> Series:
    return chained(np.log2(u[0]), reciprocal(u[:-1]) / np.log(2.0), u)


def log10(u: Series) -> Series:
    return chained(np.log10(u[0]), reciprocal(u[:-1]) / np.log(10.0), u)


def log1p(u: Series) -> Series:
    return chained(np.log1p(u[0]), reciprocal(_plus(u[:-1], 1.0)), u)


def sin_cos(u: Series, values: tuple[Series, Series] | None = None) -> tuple[Series, Series]:
    """Sine and cosine. values: those of u[0], where better known than by u[0] itself."""
    return _coupled(values or (np.sin(u[0]), np.cos(u[0])), u, -1.0)


def sinh_cosh(u: Series) -> tuple[Series, Series]:
    return _coupled((np.sinh(u[0]), np.cosh(u[0])), u, 1.0)


def _coupled(values: tuple[Floats, Floats], u: Series, sign: float) -> tuple[Series, Series]:
    """Two functions of which each is the other's slope, but for a sign, from their values."""
    sine, cosine, rate = np.empty_like(u), np.empty_like(u), slope(u)
    sine[0], cosine[0] = values
    for k in range(1, len(u)):
        sine[k] = dot(rate[:k], cosine[k - 1 :: -1]) / k
        cosine[k] = sign * dot(rate[:k], sine[k - 1 :: -1]) / k
    return sine, cosine


def tan(u: Series) -> Series:
    result = np.empty_like(u)
    result[0] = np.tan(u[0])
    rate, secant2 = slope(u), np.empty_like(u)
    secant2[0] = 1.0 + result[0] ** 2
    for k in range(1, len(u)):
        result[k] = dot(rate[:k], secant2[k - 1 :: -1]) / k
        secant2[k] = dot(result[: k + 1], result[k::-1])
    return result


def sigmoid(u: Series, lost: Floats | float = 0.0) -> Series:
    """1 / (1 + exp(-u)); s' = s (1 - s) and (s (1 - s))' = s' (1 - 2 s), factors of their own.

    Taken from s, 1 - s would lose all digits where s rounds to 1, and 1 - 2 s, which is
    -tanh(u / 2), where it vanishes. lost: what rounding took from u[0].
    """
    result, bell, fall = np.empty_like(u), np.empty_like(u), np.empty_like(u)
    tail = np.exp(-np.abs(u[0]))
    value = np.where(u[0] >= 0.0, 1.0, tail) / (1.0 + tail)
    rest = np.where(u[0] >= 0.0, tail, 1.0) / (1.0 + tail)
    result[0] = value * (1.0 + lost * rest)
    if len(u) == 1:
        return result
    fall[0] = -np.tanh(0.5 * u[0]) - 2.0 * lost * value * rest
    bell[0] = value * rest * (1.0 + lost * fall[0])
    rate = slope(u)
    for k in range(1, len(u)):
        if k > 1:
            bell[k - 1] = dot(slope(result[:k]), fall[k - 2 :: -1]) / (k - 1)
        result[k] = dot(rate[:k], bell[k - 1 :: -1]) / k
        fall[k] = -2.0 * result[k]
    return result


def tanh(u: Series) -> Series:
    """t' = w and w' = -2 t t', where w = 1 - t^2 has digits of its own."""
    result, bell = np.empty_like(u), np.empty_like(u)
    tail = np.exp(-2.0 * np.abs(u[0]))
    result[0], bell[0] = np.tanh(u[0]), 4.0 * tail / (1.0 + tail) ** 2
    rate = slope(u)
    for k in range(1, len(u)):
        if k > 1:
            bell[k - 1] = -dot(result[:k], result[k - 1 :: -1])
        result[k] = dot(rate[:k], bell[k - 1 :: -1]) / k
    return result


def hyperbola(u: Series) -> tuple[Series, Series]:
    """u / sqrt(1 + u^2) and 1 / sqrt(1 + u^2), exact to the last digits in the tails.

    With r the second, they obey y' = r^3 u' and r' = -y r^2 u', which never
    takes the difference of two nearly equal numbers in a tail.
    """
    ratio, inverse = np.empty_like(u), np.empty_like(u)
    inverse[0] = 1.0 / np.hypot(1.0, u[0])
    ratio[0] = np.where(np.isinf(u[0]), np.sign(u[0]), u[0] * inverse[0])
    rate = slope(u)
    for k in range(1, len(u)):
        square = product(inverse[:k], inverse[:k])
        ratio[k] = dot(rate[:k], product(square, inverse[:k])[::-1]) / k
        inverse[k] = -dot(rate[:k], product(square, ratio[:k])[::-1]) / k
    return ratio, inverse


def hypot(a: Series, b: Series) -> Series:
    """sqrt(a^2 + b^2) without overflow."""
    a, b = aligned(a, b)
    value = np.hypot(a[0], b[0])
    scale = np.where(value > 0.0, value, 1.0)
    result = sqrt(product(a / scale, a / scale) + product(b / scale, b / scale)) * scale
    result[0] = value
    return result


def arcsinh(u: Series) -> Series:
    return chained(np.arcsinh(u[0]), hyperbola(u[:-1])[1], u)


def arctan(u: Series) -> Series:
    return chained(np.arctan(u[0]), reciprocal(_plus(product(u[:-1], u[:-1]), 1.0)), u)


def arcsin(u: Series) -> Series:
    return chained(np.arcsin(u[0]), _arc_slope(u[:-1]), u)


def arccos(u: Series) -> Series:
    return chained(np.arccos(u[0]), -_arc_slope(u[:-1]), u)


def arccosh(u: Series) -> Series:
    inside = product(_plus(u[:-1], -1.0), _plus(u[:-1], 1.0))
    return chained(np.arccosh(u[0]), power(inside, -0.5), u)


def arctanh(u: Series) -> Series:
    return chained(np.arctanh(u[0]), reciprocal(_one_minus_square(u[:-1])), u)


def sinc(u: Series, values: tuple[Series, Series] | None = None) -> Series:
    """sin(u) / u, and 1 at 0. values: sine and cosine of u[0], where better known."""
    order = len(u) - 1
    far = np.abs(u[0]) > 1.0
    at = constant(u[0], order)
    at[1:2] = 1.0
    outer = quotient(sin_cos(at, values)[0], at)
    # Near 0, the power series: (-1)^m u^(2m) / (2m+1)!, expanded at u.
    taylor = np.zeros_like(outer)
    small = np.where(far, 0.0, u[0])
    for k in range(order + 1):
        for m in range((k + 1) // 2, (k + 1) // 2 + 14):
            weight = (-1.0) ** m * math.comb(2 * m, k) / math.factorial(2 * m + 1)
            taylor[k] += weight * small ** (2 * m - k)
    return composed(np.where(far, outer, taylor), u)


def _arc_slope(u: Series) -> Series:
    """1 / sqrt(1 - u^2)."""
    return power(_one_minus_square(u), -0.5)


def _one_minus_square(u: Series) -> Series:
    return product(_plus(-u, 1.0), _plus(u, 1.0))


def _plus(a: Series, number: float) -> Series:
    result = a.copy()
    result[:1] += number
    return result
