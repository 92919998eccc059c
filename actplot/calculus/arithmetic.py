"""Rules of sums, products, quotients, powers and roots of jets.

They also note where something is divided by zero, overflows, or loses its digits.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from actplot.arrays import Bools, Floats, Series
from actplot.calculus import elementary, removable, series
from actplot.calculus.jet import FAINT, VOID, Jet, Marks, Rule, lifted, report, trace_of, value_of
from actplot.calculus.switches import undecided
from actplot.calculus.trace import Trace

# Where numbers become so large, their derivatives may overflow before themselves.
_LARGE = 1e280
# A root loses digits in its rows so near to a zero, and so near twice the digits, too.
_ROUGH, _SINGULAR = 0.25, 2.0**-8
# What is so little below zero may be so by rounding.
_EDGE = 2.0**-44


def overflown(value: Floats, *inputs: Any) -> None:
    """Note where a number made of finite ones, or its derivatives, may be too large for a float."""
    if np.abs(value).max(initial=0.0) < _LARGE:
        return
    trace = trace_of(*inputs)
    if trace is not None and trace.plain:
        finite = [np.isfinite(value_of(operand)) for operand in inputs]
        large = np.abs(value) >= _LARGE
        trace.over.append(np.logical_and.reduce(np.broadcast_arrays(large, *finite)))


def faint(value: Floats, nonzero: Any) -> Marks | None:
    """What is known of a value that is 0 though it cannot be."""
    marks: Marks = np.where((value == 0.0) & nonzero, FAINT, 0).astype(np.int8)
    return marks if marks.any() else None


def void(zero: Any, b: Jet) -> Marks | None:
    """What is known of a quotient where its denominator b is zero."""
    if b.marks is not None:
        zero = zero & (b.marks & FAINT == 0)
    return np.where(zero, VOID, 0).astype(np.int8) if zero.any() else None


def total(a: Any, b: Any, ufunc: np.ufunc) -> Jet:
    """A sum or, by ufunc, a difference."""
    left, right = series.aligned(*lifted(a, b))
    trace = trace_of(a, b)
    result = Jet(ufunc(left, right), trace)
    if trace is not None and trace.watch is not None:
        trace.watch.summed(result.coefficients, np.abs(left) + np.abs(right))
    first, second = _fraction(a), _fraction(b)
    if first is not None or second is not None:
        result.fraction = ()
        if trace is not None and trace.places is not None:
            (p, q), (r, s) = first or (left, None), second or (right, None)
            bottom = _times(q, s)
            top = ufunc(_times(p, s), _times(r, q))
            if bottom is not None:
                _expanded(result, top, bottom, trace.places)
        elif first is not None and second is not None and len(left) > 1:
            lossy = removable.lossy(result.coefficients, np.abs(left) + np.abs(right))
            _note_removable(lossy, trace)
    return result


def _times(a: Series | None, b: Series | None) -> Any:
    """The product of two series, None for 1."""
    return a if b is None else b if a is None else series.product(a, b)


def _fraction(a: Any) -> Any:
    return a.fraction if isinstance(a, Jet) else None


def _expanded(result: Jet, top: Series, bottom: Series, places: Floats) -> None:
    """A fraction, its rows better near a common zero of both."""
    result.fraction = top, bottom
    if len(top) > 1:
        result.coefficients = removable.quotient(top, bottom, result.coefficients, places)
        if result.marks is not None:
            result.marks = np.where(np.isfinite(result.value), result.marks & FAINT, result.marks)


def _note_removable(mask: Bools | None, trace: Trace | None) -> None:
    if mask is not None and mask.any() and trace is not None and trace.side is None:
        trace.removable.append(mask)


def multiply(a: Any, b: Any) -> Jet:
    if not isinstance(b, Jet):
        return _scaled(a, b)
    if not isinstance(a, Jet):
        return _scaled(b, a)
    trace = trace_of(a, b)
    result = Jet(series.product(a.coefficients, b.coefficients), trace)
    value = result.value
    overflown(value, a, b)
    if trace is not None and trace.watch is not None:
        sizes = series.product(np.abs(a.coefficients), np.abs(b.coefficients))
        trace.watch.summed(result.coefficients, sizes)
    if not value.all():
        result.marks = faint(value, (a.value != 0.0) & (b.value != 0.0))
    if a.fraction is not None or b.fraction is not None:
        result.fraction = ()
        if trace is not None and trace.places is not None:
            top, bottom = _multiplied(_parts(a), _parts(b))
            _expanded(result, top, bottom, trace.places)
        elif trace is not None and trace.plain:
            u, v = series.aligned(a.coefficients, b.coefficients)
            _note_removable(removable.lossy_product(u, v, result.coefficients), trace)
    return result


def _parts(a: Any) -> tuple[Series, Series | None]:
    """Numerator and denominator, the latter None for 1."""
    return a.fraction or (a.coefficients, None)


def _multiplied(
    a: tuple[Series, Series | None], b: tuple[Series, Series | None]
) -> tuple[Series, Series]:
    top, bottom = series.product(a[0], b[0]), _times(a[1], b[1])
    return top, series.constant(1.0, len(top) - 1) if bottom is None else bottom


def _scaled(a: Jet, factor: Any) -> Jet:
    result = Jet(series.scaled(a.coefficients, factor), a.trace)
    result.fraction = a.fraction and (series.scaled(a.fraction[0], factor), a.fraction[1])
    return result


def divide(a: Any, b: Any) -> Jet:
    if not isinstance(b, Jet):
        divisor = np.asarray(b, dtype=np.float64)
        result = Jet(series.padded(a.coefficients, max(a.ndim, divisor.ndim)) / divisor, a.trace)
        result.fraction = a.fraction and (a.fraction[0], series.scaled(a.fraction[1], divisor))
        if not divisor.all():
            result.marks = np.where(divisor == 0.0, VOID, np.zeros(result.shape, np.int8))
        return result
    report("pole", b.value, b)
    top, bottom = series.aligned(*lifted(a, b))
    trace = trace_of(a, b)
    result = Jet(series.quotient(top, bottom), trace)
    if trace is not None and trace.watch is not None and len(top) > 1:
        trace.watch.divided(top, bottom, result.coefficients)
    result.fraction = ()
    if trace is not None and trace.places is not None:
        if _fraction(a) or b.fraction:
            under, over = _parts(b)
            first = _parts(a) if isinstance(a, Jet) else (top, None)
            one = series.constant(1.0, len(top) - 1)
            top, bottom = _multiplied(first, (one if over is None else over, under))
        _expanded(result, top, bottom, trace.places)
    elif trace is not None and trace.side is None:
        poles = _fraction(a) is not None or b.fraction is not None
        _note_removable(removable.near_shared_zero(top, bottom, result.coefficients, poles), trace)
    if not b.value.all():
        _mark_zeros(result, a, b, trace)
    if b.marks is None and not result.value.all():
        mark(result, faint(result.value, value_of(a) != 0.0))
    return result


def mark(result: Jet, marks: Marks | None) -> None:
    """Note what is known of a result, besides what is already."""
    if marks is not None:
        result.marks = marks if result.marks is None else result.marks | marks


def _mark_zeros(result: Jet, a: Any, b: Jet, trace: Trace | None) -> None:
    """What is known of a quotient where its denominator is 0."""
    zero = (b.value == 0.0) & ~np.isfinite(result.value)
    mark(result, void(zero, b))
    if b.marks is not None and trace is not None and trace.plain:
        trace.over.append(zero & (b.marks & FAINT != 0))


def power(a: Any, b: Any) -> Jet:
    if isinstance(b, Jet):
        return _general_power(a, b)
    exponent = np.asarray(b, dtype=np.float64)
    result = Jet(elementary.power(a.coefficients, exponent), a.trace)
    if np.any(exponent == 0.0) and np.isnan(a.value).any():
        result.coefficients = np.where(np.isnan(a.value), np.nan, result.coefficients)
    value = result.value
    if a.trace is not None and a.trace.watch is not None and np.any(np.abs(exponent) > 3.0):
        a.trace.watch.applied(a.coefficients, result.coefficients)
    overflown(np.where(a.value == 0.0, 0.0, value), a)
    if np.any(exponent != np.floor(exponent)):
        report("edge", a.value, a)
        _note_rough(a)
        if exponent.ndim == 0 and exponent > 0.0 and a.order:
            result.coefficients = _rooted(result.coefficients, a, float(exponent), False)
            result.root = a.coefficients, float(exponent)
    elif np.any(exponent < 0.0):
        report("pole", a.value, a)
        if exponent.ndim == 0:
            one = series.constant(np.ones(a.shape), a.order)
            result.fraction = one, elementary.power(a.coefficients, -exponent)
    if a.root is not None and a.order and a.trace is not None and a.trace.plain:
        _note_singular(_small(a.root[0]), a.trace)
    if a.root is not None and exponent.ndim == 0 and not a.value.all():
        result.coefficients = _unrooted(result.coefficients, a.root, float(exponent))
    if np.any(exponent < 0.0) and not a.value.all():
        result.marks = void((a.value == 0.0) & (exponent < 0.0), a)
    elif not value.all():
        result.marks = faint(value, a.value != 0.0)
    return result


def root(ufunc: np.ufunc, rule: series.Rule, exponent: float) -> Rule:
    """A root of which the edge is at 0."""

    def apply(a: Jet) -> Jet:
        report("edge", a.value, a)
        u = a.coefficients
        _note_rough(a, ufunc is np.cbrt)
        if a.order == 0:
            return Jet(np.asarray(ufunc(u)), a.trace)
        result = Jet(_rooted(rule(u), a, exponent, ufunc is np.cbrt), a.trace)
        result.root = u, exponent
        return result

    return apply


def _note_rough(a: Jet, odd: bool = False) -> None:
    """Note where the rows of a root, divided by what is small, have lost digits."""
    trace, u = a.trace, a.coefficients
    if trace is None or not trace.plain:
        return
    size = np.abs(u[0])
    noise = _EDGE * (1.0 + np.abs(u[1:]).max(axis=0, initial=0.0))
    edge = (u[0] < 0.0) & (size < noise)
    if a.order == 0:
        if trace.watch is not None and not odd and edge.any():
            trace.watch.edges.append(edge)
        return
    singular = _small(u) & _multiple(u)
    if not odd:
        singular = np.where(u[0] < 0.0, edge & _multiple(u), singular)
    _note_singular(singular, trace)
    if a.order > 1:
        rough = size < _ROUGH * np.abs(u[1])
        if rough.any():
            trace.rough.append(rough)


def _note_singular(singular: Bools, trace: Trace) -> None:
    if singular.any():
        trace.singular.append(singular)
        trace.rough.append(singular)


def _small(u: Series) -> Bools:
    """Where u may be near to a zero, or is one but for rounding."""
    share = _SINGULAR if len(u) > 2 else 16.0 * _SINGULAR
    size = np.abs(u[0])
    small = (size <= share * np.abs(u[1])) | (size < _EDGE * np.abs(u[1:]).max(axis=0))
    return np.asarray(small)


def _multiple(u: Series) -> Bools:
    """Where a zero nearby may be one of higher order: at a simple one the rows of a root grow."""
    if len(u) == 2:
        return np.asarray(np.abs(u[1]) < 16.0 * _SINGULAR)
    size = np.abs(u[0]) + _EDGE * np.abs(u[1:]).max(axis=0)
    return np.asarray(u[1] * u[1] <= 10.0 * np.abs(u[2]) * size)


def _unrooted(rows: Series, root: tuple[Series, float], exponent: float) -> Series:
    """The rows of a power of a root, mended where that is 0 and the power undoes the root."""
    base, whole = root[0], root[1] * exponent
    if whole < 0.5 or abs(whole - round(whole)) > 1e-9:
        return rows
    return np.where(base[0] == 0.0, elementary.power(base, round(whole)), rows)


def _rooted(rows: Series, a: Jet, exponent: float, odd: bool) -> Series:
    """The rows of a root, mended where its argument is 0."""
    zero = a.value == 0.0
    if not zero.any():
        return rows
    trace = a.trace
    side = 0.0 if trace is None or trace.side is None else trace.side
    at_zero = elementary.root_at_zero(a.coefficients, exponent, odd, side)
    if trace is not None and trace.plain:
        # What is 0 to all known orders is 0 altogether, or not: only further orders show that.
        flat = zero & ~np.isinf(at_zero).any(axis=0)
        if flat.any():
            trace.flat.append(flat)
        undecided(zero, a)
    return np.where(zero, at_zero, rows)


def _general_power(a: Any, b: Jet) -> Jet:
    base = a if isinstance(a, Jet) else np.float64(a) if np.ndim(a) == 0 else np.asarray(a)
    result: Jet = np.exp(b * np.log(base))
    value = np.power(value_of(a), b.value)
    if np.shape(value) == result.shape:
        # Also where the logarithm is infinite, or of a negative number.
        lost = np.isnan(value_of(a)) | np.isnan(b.value)
        result.coefficients[0] = np.where(lost, np.nan, value)
    return result
