"""Products and sums with what their rounding lost.

A function that falls steeply magnifies the rounding of its argument: at x = -10
the tanh form of GELU loses two digits to it. Here the argument is kept as the
sum of two floats (T. J. Dekker, A floating-point technique for extending the
available precision, Numerische Mathematik 18, 1971).
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from actplot.arrays import Floats

Pair: TypeAlias = "tuple[Floats, Floats]"
"""A number as the sum of a float and a much smaller one."""


def product(a: Floats | float, b: Floats | float) -> Pair:
    """a * b exactly; the small part is 0 where a * b overflows."""
    result = np.multiply(a, b)
    a_high, a_low = _split(a)
    b_high, b_low = _split(b)
    error = ((a_high * b_high - result) + a_high * b_low + a_low * b_high) + a_low * b_low
    return result, np.where(np.isfinite(error), error, 0.0)


def quotient(a: Floats | float, b: float) -> Pair:
    """a / b, and what its rounding lost."""
    result = np.divide(a, b)
    back, error = product(result, b)
    rest = ((a - back) - error) / b
    return result, np.where(np.isfinite(rest), rest, 0.0)


def total(a: Floats | float, b: Floats | float) -> Pair:
    """a + b exactly (Knuth)."""
    result = np.add(a, b)
    part = result - a
    error = (a - (result - part)) + (b - part)
    return result, np.where(np.isfinite(error), error, 0.0)


def times(pair: Pair, high: Floats | float, low: Floats | float = 0.0) -> Pair:
    """A pair times a number, itself the sum of two floats."""
    result, error = product(pair[0], high)
    rest = error + pair[0] * low + pair[1] * high
    return result, np.where(np.isfinite(rest), rest, 0.0)


def plus(pair: Pair, number: Floats | float) -> Pair:
    """A pair plus a number."""
    result, error = total(pair[0], number)
    return result, error + pair[1]


def sin_cos(terms: tuple[Floats | float, ...]) -> Pair:
    """Sine and cosine of a sum, without rounding the sum."""
    sine, cosine = np.sin(terms[0]), np.cos(terms[0])
    for term in terms[1:]:
        s, c = np.sin(term), np.cos(term)
        sine, cosine = sine * c + cosine * s, cosine * c - sine * s
    return np.asarray(sine), np.asarray(cosine)


def _split(a: Floats | float) -> Pair:
    """A number as the sum of two of at most 26 bits, also where a product would overflow."""
    whole = np.asarray(a, dtype=np.float64)
    high = ((whole.view(np.int64) + 2**26) & -(2**27)).view(np.float64)
    return high, whole - high
