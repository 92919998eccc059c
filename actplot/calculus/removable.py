"""Quotients near a common zero of numerator and denominator.

There the recurrence for a / b divides the rounding of each row by a small b once more for
every order. But where a(t) = (t - z)^m A(t) and b(t) = (t - z)^m B(t), the quotient is that
of A and B, whose rows follow from the higher rows of a and b without a subtraction of
nearly equal numbers: A_k = a_(k+1) + z a_(k+2) + z^2 a_(k+3) + ... (Horner's division).
"""

from __future__ import annotations

import numpy as np

from actplot.arrays import Bools, Floats, Series
from actplot.calculus import series

EPS = float(np.finfo(np.float64).eps)

# A zero of at most this order is looked for.
_MULTIPLE = 4
_NEWTON = 6
# Rounding grows with every order: so little of the terms of the first row must be left,
# by the order to which there are rows, before digits that matter are lost.
_LEFT = (0.0, 2e-3, 0.05, 0.15, 0.5, 0.5)
# At order 0 no rows show a zero nearby: it is suspected below this size.
SMALL = 2.0**-10
# A pole so near takes digits from what is divided by it.
_POLE = 2.0**-6
# What rounding may be, as a share of the size of a function, before two zeros are two.
_NOISE = 32.0 * EPS
# The errors by rounding are bounds, rarely reached by far; those for want of rows are met.
_RARELY = 1.0 / 128.0


def near_shared_zero(a: Series, b: Series, ratio: Series, poles: bool) -> Bools | None:
    """Where the rows of ratio = a / b lose digits to a zero that a and b may share, if anywhere.

    poles: a or b is a quotient itself, so that it may be a pole that they share.
    """
    if len(a) == 1:
        if poles:
            return np.asarray(np.minimum(np.abs(a[0]), np.abs(b[0])) > 1.0 / SMALL)
        small = np.abs(b[0])
        if not small.min(initial=1.0) < SMALL:
            return None
        return np.asarray((small < SMALL) & (np.abs(a[0]) < SMALL))
    if len(a) == 2:
        suspect = np.abs(ratio[1] * b[0]) < _left(2) * np.abs(a[1])
        return np.asarray(suspect | _rounded(a, b) | vanishing(a, b))
    # What bends away from zero, as 1 + exp(x) does, by more than rounding has none nearby.
    away = np.maximum(np.abs(b[0]) - _NOISE, 0.0)
    suspect = (away * np.abs(b[2]) <= 0.45 * (b[1] * b[1])) & b[1:3].any(axis=0) | poles
    if not suspect.any():
        return None
    shared = (np.abs(ratio[1] * b[0]) < _left(len(a)) * np.abs(a[1])) | vanishing(a, b)
    shared |= _rounded(a, b)
    if poles:
        # What a pole of b leaves of the rows has lost digits to it.
        shared |= np.abs(b[0]) < _POLE * np.abs(b[1])
    suspect &= shared
    # Rounding may have left nothing of a denominator that touches zero nearby, or something of
    # a numerator whose zero is no float.
    left = (np.abs(b[1]) < SMALL * np.abs(b[2])) | (a[0] != 0.0)
    return np.asarray(suspect & ((b[0] != 0.0) | left))


def vanishing(a: Series, b: Series) -> Bools:
    """Where a is so small that rounding counts, and may have a zero where b has one or 1/b has.

    This is seen from their logarithmic derivatives, the inverse of the distance to that zero.
    """
    small: Bools = np.abs(a[0]) <= SMALL * np.abs(a[1:]).max(axis=0)
    near = (np.abs(a[0] * b[1]) <= 4.0 * np.abs(a[1] * b[0])) | (b[0] == 0.0)
    return np.asarray(small & near)


def _rounded(a: Series, b: Series) -> Bools:
    """Where b has a zero nearby, and a may be nothing but rounding: only its size shows that."""
    return np.asarray((np.abs(b[0]) < SMALL * np.abs(b[1])) & (np.abs(a[0]) < SMALL))


def lossy(rows: Series, terms: Series) -> Bools:
    """Where sums of so large terms leave so little, as two poles do that cancel."""
    cancelled: Bools = np.abs(rows[1]) < 2.0 * _left(len(rows)) * terms[1]
    return np.asarray(cancelled & np.isfinite(terms[1]))


def lossy_product(a: Series, b: Series, rows: Series) -> Bools:
    """Where the rows of a product, one factor a quotient, lose digits to a zero at a pole."""
    if len(a) == 1:
        sizes = np.abs(a[0]), np.abs(b[0])
        return np.asarray((np.minimum(*sizes) < SMALL) & (np.maximum(*sizes) > 1.0 / SMALL))
    terms = series.product(np.abs(a), np.abs(b))
    return np.asarray(lossy(rows, terms) | vanishing(a, b) | vanishing(b, a))


def _left(rows: int) -> float:
    return _LEFT[min(rows, len(_LEFT)) - 1]


def quotient(a: Series, b: Series, direct: Series, x: Floats) -> Series:
    """a / b at the places x: the rows of direct, or better ones."""
    a, b = np.broadcast_arrays(*series.aligned(a, b))
    noise_a, noise_b = _noise(a, x), _noise(b, x)
    start = np.where(b[0] == 0.0, np.inf, (noise_a[0] + np.abs(a[0] / b[0]) * noise_b[0]))
    best, error = direct, _errors(a, b, direct, EPS * np.abs(a), start)
    for order in range(1, min(_MULTIPLE, len(a) - 2) + 1):
        zero = _zero(b, order)
        top, rest_a, size = _divided(a, zero, order)
        bottom, rest_b, _ = _divided(b, zero, order)
        shared = (np.abs(rest_a) <= noise_a[:order]).all(axis=0)
        shared &= (np.abs(rest_b) <= noise_b[:order]).all(axis=0)
        if not shared.any():
            continue
        candidate = series.quotient(top, bottom)
        unknown = _truncation(a, zero, order) + np.abs(candidate[0]) * _truncation(b, zero, order)
        wrong = _errors(top, bottom, candidate, unknown + 4.0 * EPS * size, 0.0)
        rows = len(candidate)
        # At the zero itself there is no quotient.
        better = shared & (np.abs(zero) > np.spacing(np.abs(x))) & (wrong < _RARELY * error[:rows])
        best, error = best.copy(), error.copy()
        best[:rows] = np.where(better, candidate, best[:rows])
        error[:rows] = np.where(better, wrong, error[:rows])
    return best


def _noise(u: Series, x: Floats) -> Series:
    """What rounding may have made of u and its first rows where they vanish.

    The size of what has cancelled there is guessed from the higher rows: it is that of u
    a natural length away, over which a row changes by its own size.
    """
    count = len(u) - 1
    high = np.arange(max(count // 2, 1), count + 1)
    with np.errstate(all="ignore"):
        roots = np.abs(u[high]) ** series.column(-1.0 / high, u.ndim)
    length = np.minimum(np.where(np.isfinite(roots), roots, np.inf).min(axis=0), 1e3)
    length = np.where((u[high] == 0.0).all(axis=0), np.maximum(np.abs(x), 1.0), length)
    low = series.column(np.arange(1, min(_MULTIPLE, count) + 1), u.ndim)
    size = np.max(np.abs(u[1 : len(low) + 1]) * length**low, axis=0)
    size = size + np.abs(x * u[1])
    noise: Series = _NOISE * size / length ** series.column(np.arange(_MULTIPLE), u.ndim)
    return noise


def _zero(b: Series, order: int) -> Floats:
    """The zero near 0 of the derivative of b of one order less, which is simple if b's is not."""
    rows = b[order - 1 :]
    weights = np.ones(len(rows))
    for k in range(order - 1):
        weights = weights * (np.arange(len(rows)) + k + 1.0)
    return simple_zero(rows * series.column(weights, b.ndim))[0]


def simple_zero(rows: Series) -> tuple[Floats, Floats]:
    """A simple zero near 0, by Newton's rule, and the slope at the last place before it."""
    t = -rows[0] / rows[1]
    for _ in range(_NEWTON):
        value, rate = np.zeros_like(t), np.zeros_like(t)
        for row in rows[::-1]:
            rate, value = value + t * rate, row + t * value
        step = value / rate
        t = t - np.where(np.isfinite(step), step, 0.0)
    return t, rate


def _divided(u: Series, zero: Floats, order: int) -> tuple[Series, Series, Series]:
    """u / (t - zero)^order, the remainders, which vanish at a true zero, and the sizes summed."""
    rests, distance, sizes = [], np.abs(zero), np.abs(u)
    for _ in range(order):
        rows, terms = np.empty((2, len(u) - 1, *u.shape[1:]))
        carry, size = np.zeros((2, *u.shape[1:]))
        for k in range(len(u) - 1, 0, -1):
            rows[k - 1] = carry = u[k] + zero * carry
            terms[k - 1] = size = sizes[k] + distance * size
        rests.append(u[0] + zero * carry)
        u, sizes = rows, terms
    return u, np.stack(rests), sizes


def _truncation(u: Series, zero: Floats, order: int) -> Series:
    """How far the rows of u / (t - zero)^order may be off, for want of higher rows of u."""
    count = len(u) - 1
    rows = series.column(np.arange(count + 1 - order), u.ndim)
    size, distance = np.maximum(np.abs(u[count]), 1e-300), np.abs(zero)
    steps = count + 1.0 - order - rows
    return np.asarray(size * distance**steps * (steps + order) ** (order - 1))


def _errors(a: Series, b: Series, ratio: Series, wrong: Series, start: Floats | float) -> Series:
    """How far the rows of ratio = a / b may be off, where those of a are by wrong."""
    errors = np.empty_like(ratio)
    sizes, divisors = np.abs(ratio), np.abs(b)
    errors[0] = (wrong[0] + start) / divisors[0] + EPS * sizes[0]
    for k in range(1, len(ratio)):
        terms = wrong[k] + ((errors[:k] + EPS * sizes[:k]) * divisors[k:0:-1]).sum(axis=0)
        errors[k] = terms / divisors[0]
    return np.where(np.isnan(errors), np.inf, errors)
