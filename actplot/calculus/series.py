"""Arithmetic of truncated Taylor series.

A series is a float64 array of shape (n+1, *shape): row k holds the coefficient
f^(k)/k! at every point. The rules are the classic recurrences of automatic
differentiation (A. Griewank and A. Walther, Evaluating Derivatives, SIAM 2008,
chapter 13): each solves a small differential equation row by row.

Where a function saturates, its zero coefficients meet infinite ones of an inner
function that has overflowed; their product is 0 here, since every saturating
tail decays faster than what overflows grows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from actplot.arrays import Floats, Series

Rule = Callable[[Series], Series]
_Number = TypeVar("_Number", bound=np.generic)


def constant(value: object, order: int) -> Series:
    """The series of a constant."""
    values = np.asarray(value, dtype=np.float64)
    series = np.zeros((order + 1, *values.shape))
    series[0] = values
    return series


def padded(series: Series, ndim: int) -> Series:
    """The series with axes of length 1 inserted, so that its points have ndim axes."""
    missing = ndim - (series.ndim - 1)
    return series.reshape(len(series), *(1,) * missing, *series.shape[1:]) if missing else series


def aligned(a: Series, b: Series) -> tuple[Series, Series]:
    """Both series cut to the lower order, their points made to broadcast."""
    rows = min(len(a), len(b))
    ndim = max(a.ndim, b.ndim) - 1
    return padded(a[:rows], ndim), padded(b[:rows], ndim)


def column(values: NDArray[_Number], ndim: int) -> NDArray[_Number]:
    """The values along the first of ndim axes."""
    return values.reshape(-1, *(1,) * (ndim - 1))


def dot(a: Series, b: Series) -> Series:
    """Sum of a[i] * b[i] over the rows, where zero times infinity is zero."""
    terms = a * b
    total: Series = terms.sum(axis=0)
    if np.isnan(total).any():
        void = np.isnan(terms) & ~np.isnan(a) & ~np.isnan(b)
        total = np.where(void, 0.0, terms).sum(axis=0)
    return total


def scaled(a: Series, factor: Floats | float) -> Series:
    """A series times a constant."""
    values = np.asarray(factor, dtype=np.float64)
    a = padded(a, max(a.ndim - 1, values.ndim))
    result: Series = a * values
    if len(a) > 1 and np.isnan(result[1:]).any():
        void = np.isnan(result) & ~np.isnan(a) & ~np.isnan(values)
        void[0] = False
        result = np.where(void, 0.0, result)
    return result


def slope(u: Series) -> Series:
    """The series of u', one order lower."""
    return u[1:] * _counts(len(u) - 1, u.ndim)


def integrated(value: Floats, rate: Series) -> Series:
    """The series with the given value whose derivative is rate."""
    result = np.empty((len(rate) + 1, *np.shape(value)))
    result[0] = value
    result[1:] = rate / _counts(len(rate), rate.ndim)
    return result


def product(a: Series, b: Series) -> Series:
    """The product, with zero times infinity undefined in the value, zero beyond it."""
    a, b = aligned(a, b)
    result = damped(a, b)
    result[0] = a[0] * b[0]
    return result


def damped(a: Series, b: Series) -> Series:
    """The product where the zero is that of a saturated function: it wins over infinity."""
    a, b = aligned(a, b)
    result = np.empty((len(a), *np.broadcast_shapes(a.shape[1:], b.shape[1:])))
    for k in range(len(a)):
        result[k] = dot(a[: k + 1], b[k::-1])
    return result


def quotient(a: Series, b: Series) -> Series:
    a, b = aligned(a, b)
    result = np.empty((len(a), *np.broadcast_shapes(a.shape[1:], b.shape[1:])))
    result[0] = a[0] / b[0]
    for k in range(1, len(a)):
        result[k] = (a[k] - dot(result[:k], b[k:0:-1])) / b[0]
    return result


def chained(value: Floats, outer_slope: Series, u: Series) -> Series:
    """f(u), given f(u[0]) and the series of f'(u) to one order less than u."""
    if len(u) == 1:
        return np.asarray(value)[np.newaxis]
    result = integrated(value, damped(outer_slope, slope(u)))
    # Beyond the edge of f's domain there is no derivative, whatever f' may say; and where f
    # follows an inner function that has overflowed, instead of saturating, its slope is lost.
    lost = np.isnan(value) | (np.isinf(value) & np.isinf(u[0]))
    result[1:] = np.where(lost, np.nan, result[1:])
    return result


def composed(outer: Series, inner: Series) -> Series:
    """Outer, expanded at inner[0], after inner: truncated Taylor substitution."""
    outer, inner = aligned(outer, inner)
    result = np.zeros((len(inner), *np.broadcast_shapes(outer.shape[1:], inner.shape[1:])))
    result[0] = outer[0]
    step = inner.copy()
    step[0] = 0.0
    powers = [step]
    for _ in range(2, len(inner)):
        powers.append(product(powers[-1], step))
    for k in range(1, len(inner)):
        result[k] = dot(outer[1 : k + 1], np.stack([power[k] for power in powers[:k]]))
    return result


def _counts(rows: int, ndim: int) -> Series:
    """1, 2, ..., rows along the first of ndim axes."""
    return column(np.arange(1.0, rows + 1.0), ndim)
