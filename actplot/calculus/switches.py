"""Rules by which a jet goes through what decides between branches.

Comparisons are decided on the value. At a tie the rows are those on which both sides agree.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from actplot.arrays import Floats, Series
from actplot.calculus import series
from actplot.calculus.jet import Jet, Rule, lifted, report, trace_of, value_of
from actplot.calculus.trace import Trace

# Nearer to a tie, which no grid is by chance, rounding is looked at.
_NEAR = 1e-6
_ROUNDING = 4.0 * float(np.finfo(np.float64).eps)


def lean(
    u: Series, noise: Floats | float = 0.0, sizes: Series | None = None
) -> tuple[Floats, Floats]:
    """The signs of u - u(0) left and right of each point, without regard to u[0] itself.

    0 where the rows are too few. noise: how large rounding may be; an odd row gives way to one
    that exceeds it nearer to the point, so that near a mere touch of zero the signs are those
    of the touch. sizes: of the terms of which the rows are the differences; what is left of them by
    rounding is 0.
    """
    left, right = np.zeros(u.shape[1:]), np.zeros(u.shape[1:])
    nearest = np.full(u.shape[1:], np.inf)
    for k in range(1, len(u)):
        size = np.abs(u[k])
        known = size > (0.0 if sizes is None else _ROUNDING * sizes[k])
        # How far away the row exceeds rounding.
        reach = np.where(known, (noise / np.where(known, size, 1.0)) ** (1.0 / k), np.inf)
        # Of an even row both sides are those of the place, whatever touches zero nearby.
        here = (reach < nearest) & (left * right <= 0.0)
        nearest = np.where(here, reach, nearest)
        right = np.where(here, np.sign(u[k]), right)
        left = np.where(here, np.sign(u[k]) * (-1.0) ** k, left)
    return left, right


def _noise_of(u: Series) -> Floats:
    """What rounding may make of a series that is zero at a point."""
    noise: Floats = _ROUNDING * np.abs(u[1:]).max(axis=0, initial=0.0)
    return noise


def _tied(left: Any, right: Any, *inputs: Any) -> Any:
    """Report what decides between left and right; right, equal to left where that is zero."""
    trace = trace_of(*inputs)
    if trace is None:
        return right
    difference = np.subtract(left, right)
    trace.report("switch", difference)
    if trace.zero is None:
        return right
    return np.where(np.abs(difference) <= trace.zero, left, right)


def undecided(zero: Any, *inputs: Any) -> bool:
    """Whether a switch is undecided somewhere, so that its two sides are to be compared."""
    if not zero.any() or all(not isinstance(a, Jet) or a.order == 0 for a in inputs):
        return False
    trace = trace_of(*inputs)
    if trace is not None and trace.side is None:
        trace.tied.append(zero)
    return True


def _sign_nearby(
    u: Series, trace: Trace | None, noise: Floats | float, sizes: Series | None = None
) -> Floats:
    """The sign of u next to points where it is zero: on the trace's side, else on both, or 0."""
    left, right = lean(u, noise, sizes)
    if trace is not None and trace.side is not None:
        return np.where(trace.side < 0.0, left, right)
    return np.where(left == right, left, 0.0)


def _difference(a: Any, b: Any) -> tuple[Series, Series, Series]:
    """Two inputs as series, and their difference."""
    first, second = np.broadcast_arrays(*series.aligned(*lifted(a, b)))
    return first, second, first - second


def steps(ufunc: np.ufunc, decider: Rule) -> Rule:
    """A piecewise constant function, whose steps are where decider changes sign."""

    def apply(a: Jet) -> Jet:
        zero = decider(a.value)
        report("switch", zero, a)
        value = a.value
        if undecided(zero == 0.0, a) and a.trace is not None and a.trace.side is not None:
            neighbour = np.nextafter(value, _sign_nearby(a.coefficients, a.trace, 0.0) * np.inf)
            value = np.where((zero == 0.0) & ~np.isnan(neighbour), neighbour, value)
        rows = series.constant(ufunc(value), a.order)
        rows[1:] = np.where(np.isinf(rows[0]), np.nan, 0.0)  # steps without end have no slope
        return Jet(rows, a.trace)

    return apply


def at_integers(u: Floats) -> Floats:
    """A quantity that changes sign at the integers alone, and at the very floats."""
    whole = np.floor(u)
    return (u - whole) * np.where(whole % 2.0 == 0.0, 1.0, -1.0)


def between_integers(u: Floats) -> Floats:
    return at_integers(u + 0.5)


def compared(ufunc: np.ufunc) -> Rule:
    def apply(a: Any, b: Any) -> Any:
        left, right = value_of(a), value_of(b)
        holds = ufunc(left, _tied(left, right, a, b))
        zero = np.equal(left, right)
        trace = trace_of(a, b)
        if undecided(zero, a, b) and trace is not None and trace.side is not None:
            first, second, difference = _difference(a, b)
            sizes = np.abs(first) + np.abs(second)
            lead = _sign_nearby(difference, trace, _ROUNDING * sizes[0], sizes)
            holds = np.where(zero, ufunc(lead, 0.0), holds)
        return holds

    return apply


def absolute(a: Jet) -> Jet:
    u, zero = a.coefficients, a.value == 0.0
    sign = np.sign(_tied(0.0, a.value, a))
    if undecided(zero, a):
        sign = np.where(zero, _sign_nearby(u, a.trace, _noise_of(u)), sign)
    result = u * sign
    result[0] = np.abs(a.value)  # abs of an infinity, and of -0.0
    return Jet(result, a.trace)


def extreme(ufunc: np.ufunc, sign: float) -> Rule:
    """maximum (sign 1) and minimum; at a tie the second argument's derivatives are taken."""

    def apply(a: Any, b: Any) -> Jet:
        first, second = series.aligned(*lifted(a, b))
        rival = _tied(first[0], second[0], a, b)
        value = ufunc(first[0], second[0])
        wins = ((value == first[0]) & (first[0] != rival)) | np.isnan(first[0])
        if len(first) > 1:
            gap = np.abs(first[0] - second[0])
            if not gap.min(initial=np.inf) > _NEAR:
                noise = _ROUNDING * np.abs(first[0])
                undecided(gap == 0.0, a, b)
                sizes = np.abs(first) + np.abs(second)
                lead = sign * _sign_nearby(first - second, trace_of(a, b), noise, sizes)
                wins = np.where((gap <= noise) & (lead != 0.0), lead > 0.0, wins)
        result = np.where(wins, first, second)
        result[0] = value
        return Jet(result, trace_of(a, b))

    return apply


def signed(a: Jet) -> Jet:
    value = np.sign(_tied(0.0, a.value, a))
    zero = a.value == 0.0
    if undecided(zero, a) and a.trace is not None and a.trace.side is not None:
        value = np.where(
            zero, _sign_nearby(a.coefficients, a.trace, _noise_of(a.coefficients)), value
        )
    return Jet(series.constant(value, a.order), a.trace)


def heaviside(a: Any, at_zero: Any) -> Jet:
    value = _tied(0.0, value_of(a), a)
    order = min(b.order for b in (a, at_zero) if isinstance(b, Jet))
    return Jet(series.constant(np.heaviside(value, value_of(at_zero)), order), trace_of(a))


def copysign(a: Any, b: Any) -> Any:
    return np.abs(a) * np.where(b < 0.0, -1.0, 1.0)


def logical(ufunc: np.ufunc) -> Rule:
    def apply(*inputs: Any) -> Any:
        return ufunc(*(a != 0.0 if isinstance(a, Jet) else a for a in inputs))

    return apply


def chosen(condition: Any, a: Any, b: Any) -> Any:
    if isinstance(condition, Jet):
        condition = condition != 0.0
    if not isinstance(a, Jet) and not isinstance(b, Jet):
        return np.where(condition, a, b)
    condition = np.asarray(condition)
    first, second = lifted(a, b)
    ndim = max(condition.ndim, first.ndim - 1, second.ndim - 1)
    rows = np.where(condition, series.padded(first, ndim), series.padded(second, ndim))
    marks = [operand.marks if isinstance(operand, Jet) else None for operand in (a, b)]
    known = None
    if any(mark is not None for mark in marks):
        known = np.where(condition, *(np.int8(0) if mark is None else mark for mark in marks))
    return Jet(rows, trace_of(a, b), known)


def select(conditions: Any, choices: Any, default: Any = 0.0) -> Any:
    result = default
    for condition, choice in reversed(list(zip(conditions, choices, strict=True))):
        result = np.where(condition, choice, result)
    return result


def piecewise(x: Any, conditions: Any, functions: Any, *args: Any, **options: Any) -> Any:
    parts = [f(x, *args, **options) if callable(f) else f for f in functions]
    result = parts.pop() if len(parts) > len(conditions) else 0.0
    for condition, part in zip(conditions, parts, strict=True):  # the last that holds wins
        result = np.where(condition, part, result)
    return result


def clip(a: Any, a_min: Any = None, a_max: Any = None, **limits: Any) -> Any:
    low, high = limits.get("min", a_min), limits.get("max", a_max)
    if low is not None:
        a = np.maximum(a, low)
    return a if high is None else np.minimum(a, high)
