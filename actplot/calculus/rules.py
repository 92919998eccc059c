"""The rule by which a jet goes through each NumPy function.

A rule gets the arguments of the NumPy function as they were given, at least
one of them a jet. The tables at the end say which rule serves which function.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from actplot.calculus import elementary, series
from actplot.calculus.jet import Jet, Kind, Trace
from actplot.calculus.series import Array, Series

Rule = Callable[..., Any]


def _value(a: Any) -> Any:
    return a.coefficients[0] if isinstance(a, Jet) else a


def _trace(*inputs: Any) -> Trace | None:
    return next((a.trace for a in inputs if isinstance(a, Jet) and a.trace is not None), None)


def _report(kind: Kind, value: Any, *inputs: Any) -> None:
    trace = _trace(*inputs)
    if trace is not None:
        trace.report(kind, value)


def _tied(left: Any, right: Any, *inputs: Any) -> Any:
    """Report what decides between left and right; right, equal to left where that is zero."""
    trace = _trace(*inputs)
    if trace is None:
        return right
    difference = np.subtract(left, right)
    trace.report("switch", difference)
    if trace.zero is None:
        return right
    return np.where(np.abs(difference) <= trace.zero, left, right)


def _lifted(*inputs: Any) -> tuple[Series, ...]:
    """Every input as a series, of the lowest order among the jets."""
    order = min(a.order for a in inputs if isinstance(a, Jet))
    return tuple(
        a.coefficients[: order + 1] if isinstance(a, Jet) else series.constant(a, order)
        for a in inputs
    )


def _smooth(ufunc: np.ufunc, rule: series.Rule, edge: Rule | None = None) -> Rule:
    """A unary function by its rule; edge maps the argument to where the domain ends."""

    def apply(a: Jet) -> Jet:
        if edge is not None:
            _report("edge", edge(a.value), a)
        u = a.coefficients
        return Jet(rule(u) if len(u) > 1 else np.asarray(ufunc(u)), a.trace)

    return apply


def _linear(ufunc: np.ufunc) -> Rule:
    return lambda a: Jet(ufunc(a.coefficients), a.trace)


def _steps(ufunc: np.ufunc, decider: Rule) -> Rule:
    """A piecewise constant function, whose steps are where decider changes sign."""

    def apply(a: Jet) -> Jet:
        _report("switch", decider(a.value), a)
        return Jet(series.constant(ufunc(a.value), a.order), a.trace)

    return apply


def _at_integers(u: Array) -> Array:
    """A quantity that changes sign at the integers alone, and at the very floats."""
    whole = np.floor(u)
    return (u - whole) * np.where(whole % 2.0 == 0.0, 1.0, -1.0)


def _between_integers(u: Array) -> Array:
    return _at_integers(u + 0.5)


def _compared(ufunc: np.ufunc) -> Rule:
    def apply(a: Any, b: Any) -> Any:
        left, right = _value(a), _value(b)
        return ufunc(left, _tied(left, right, a, b))

    return apply


def _tested(ufunc: np.ufunc) -> Rule:
    return lambda a: ufunc(a.value)


def _add(a: Any, b: Any) -> Jet:
    return _sum(a, b, 1.0)


def _subtract(a: Any, b: Any) -> Jet:
    return _sum(a, b, -1.0)


def _sum(a: Any, b: Any, sign: float) -> Jet:
    left, right = series.aligned(*_lifted(a, b))
    return Jet(left + right if sign > 0.0 else left - right, _trace(a, b))


def _multiply(a: Any, b: Any) -> Jet:
    if not isinstance(b, Jet):
        return Jet(series.scaled(a.coefficients, b), a.trace)
    if not isinstance(a, Jet):
        return Jet(series.scaled(b.coefficients, a), b.trace)
    return Jet(series.product(a.coefficients, b.coefficients), _trace(a, b))


def _divide(a: Any, b: Any) -> Jet:
    if not isinstance(b, Jet):
        divisor = np.asarray(b, dtype=np.float64)
        return Jet(series.padded(a.coefficients, max(a.ndim, divisor.ndim)) / divisor, a.trace)
    _report("pole", b.value, b)
    return Jet(series.quotient(*_lifted(a, b)), _trace(a, b))


def _reciprocal(a: Jet) -> Jet:
    return _divide(1.0, a)


def _power(a: Any, b: Any) -> Jet:
    if isinstance(b, Jet):
        general: Jet = np.exp(b * np.log(a))
        return general
    exponent = np.asarray(b, dtype=np.float64)
    if np.any(exponent != np.floor(exponent)):
        _report("edge", a.value, a)
    elif np.any(exponent < 0.0):
        _report("pole", a.value, a)
    return Jet(elementary.power(a.coefficients, exponent), a.trace)


def _tan(a: Jet) -> Jet:
    _report("pole", np.cos(a.value), a)
    return Jet(elementary.tan(a.coefficients), a.trace)


def _hypot(a: Any, b: Any) -> Jet:
    return Jet(elementary.hypot(*_lifted(a, b)), _trace(a, b))


def _logaddexp(a: Any, b: Any) -> Jet:
    first, second = np.broadcast_arrays(*series.aligned(*_lifted(a, b)))
    value = np.logaddexp(first[0], second[0])
    if len(first) == 1:
        return Jet(np.asarray(value)[np.newaxis], _trace(a, b))
    weight = elementary.sigmoid(first - second)[:-1]
    rate = series.slope(second) + series.damped(weight, series.slope(first - second))
    return Jet(series.integrated(value, rate), _trace(a, b))


def _absolute(a: Jet) -> Jet:
    result = a.coefficients * np.sign(_tied(0.0, a.value, a))
    result[0] = np.abs(a.value)  # abs of an infinity, and of -0.0
    return Jet(result, a.trace)


def _extreme(ufunc: np.ufunc) -> Rule:
    """maximum and minimum; at a tie the second argument's derivatives are taken."""

    def apply(a: Any, b: Any) -> Jet:
        first, second = series.aligned(*_lifted(a, b))
        rival = _tied(first[0], second[0], a, b)
        value = ufunc(first[0], second[0])
        wins = ((value == first[0]) & (first[0] != rival)) | np.isnan(first[0])
        result = np.where(wins, first, second)
        result[0] = value
        return Jet(result, _trace(a, b))

    return apply


def _sign(a: Jet) -> Jet:
    return Jet(series.constant(np.sign(_tied(0.0, a.value, a)), a.order), a.trace)


def _heaviside(a: Any, at_zero: Any) -> Jet:
    value = _tied(0.0, _value(a), a)
    order = min(b.order for b in (a, at_zero) if isinstance(b, Jet))
    return Jet(series.constant(np.heaviside(value, _value(at_zero)), order), _trace(a))


def _copysign(a: Any, b: Any) -> Any:
    return np.abs(a) * np.where(b < 0.0, -1.0, 1.0)


def _remainder(a: Any, b: Any) -> Any:
    return a - b * np.floor(a / b)


def _logical(ufunc: np.ufunc) -> Rule:
    def apply(*inputs: Any) -> Any:
        return ufunc(*(a != 0.0 if isinstance(a, Jet) else a for a in inputs))

    return apply


def _where(condition: Any, a: Any, b: Any) -> Any:
    if isinstance(condition, Jet):
        condition = condition != 0.0
    if not isinstance(a, Jet) and not isinstance(b, Jet):
        return np.where(condition, a, b)
    condition = np.asarray(condition)
    first, second = _lifted(a, b)
    ndim = max(condition.ndim, first.ndim - 1, second.ndim - 1)
    chosen = np.where(condition, series.padded(first, ndim), series.padded(second, ndim))
    return Jet(chosen, _trace(a, b))


def _select(conditions: Any, choices: Any, default: Any = 0.0) -> Any:
    result = default
    for condition, choice in reversed(list(zip(conditions, choices, strict=True))):
        result = np.where(condition, choice, result)
    return result


def _piecewise(x: Any, conditions: Any, functions: Any, *args: Any, **options: Any) -> Any:
    parts = [f(x, *args, **options) if callable(f) else f for f in functions]
    result = parts.pop() if len(parts) > len(conditions) else 0.0
    for condition, part in zip(conditions, parts, strict=True):  # the last that holds wins
        result = np.where(condition, part, result)
    return result


def _clip(a: Any, a_min: Any = None, a_max: Any = None, **limits: Any) -> Any:
    low, high = limits.get("min", a_min), limits.get("max", a_max)
    if low is not None:
        a = np.maximum(a, low)
    return a if high is None else np.minimum(a, high)


def _constant(values: Rule) -> Rule:
    """np.zeros_like and its kin: an array without derivatives."""

    def apply(a: Any, *args: Any, **options: Any) -> Array:
        return np.asarray(values(_value(a), *args, **options), dtype=np.float64)

    return apply


def _sinc(a: Jet) -> Jet:
    return Jet(elementary.sinc(np.pi * a.coefficients), a.trace)


UFUNCS: dict[np.ufunc, Rule] = {
    np.add: _add,
    np.subtract: _subtract,
    np.multiply: _multiply,
    np.divide: _divide,
    np.power: _power,
    np.float_power: _power,
    np.remainder: _remainder,
    np.floor_divide: lambda a, b: np.floor(a / b),
    np.square: lambda a: a * a,
    np.reciprocal: _reciprocal,
    np.hypot: _hypot,
    np.logaddexp: _logaddexp,
    np.absolute: _absolute,
    np.fabs: _absolute,
    np.copysign: _copysign,
    np.heaviside: _heaviside,
    np.tan: _tan,
    np.cbrt: _smooth(np.cbrt, elementary.cbrt, lambda u: u),  # its slope is infinite at 0
    np.exp: _smooth(np.exp, elementary.exp),
    np.exp2: _smooth(np.exp2, elementary.exp2),
    np.expm1: _smooth(np.expm1, elementary.expm1),
    np.sin: _smooth(np.sin, lambda u: elementary.sin_cos(u)[0]),
    np.cos: _smooth(np.cos, lambda u: elementary.sin_cos(u)[1]),
    np.sinh: _smooth(np.sinh, lambda u: elementary.sinh_cosh(u)[0]),
    np.cosh: _smooth(np.cosh, lambda u: elementary.sinh_cosh(u)[1]),
    np.tanh: _smooth(np.tanh, elementary.tanh),
    np.arctan: _smooth(np.arctan, elementary.arctan),
    np.arcsinh: _smooth(np.arcsinh, elementary.arcsinh),
    np.sqrt: _smooth(np.sqrt, elementary.sqrt, lambda u: u),
    np.log: _smooth(np.log, elementary.log, lambda u: u),
    np.log2: _smooth(np.log2, elementary.log2, lambda u: u),
    np.log10: _smooth(np.log10, elementary.log10, lambda u: u),
    np.log1p: _smooth(np.log1p, elementary.log1p, lambda u: 1.0 + u),
    np.arcsin: _smooth(np.arcsin, elementary.arcsin, lambda u: 1.0 - np.abs(u)),
    np.arccos: _smooth(np.arccos, elementary.arccos, lambda u: 1.0 - np.abs(u)),
    np.arctanh: _smooth(np.arctanh, elementary.arctanh, lambda u: 1.0 - np.abs(u)),
    np.arccosh: _smooth(np.arccosh, elementary.arccosh, lambda u: u - 1.0),
    **{ufunc: _extreme(ufunc) for ufunc in (np.maximum, np.minimum, np.fmax, np.fmin)},
    **{ufunc: _linear(ufunc) for ufunc in (np.positive, np.negative, np.deg2rad, np.rad2deg)},
    np.radians: _linear(np.radians),
    np.degrees: _linear(np.degrees),
    np.sign: _sign,
    np.floor: _steps(np.floor, _at_integers),
    np.ceil: _steps(np.ceil, _at_integers),
    np.trunc: _steps(np.trunc, _at_integers),
    np.rint: _steps(np.rint, _between_integers),
    **{
        ufunc: _compared(ufunc)
        for ufunc in (
            np.less,
            np.less_equal,
            np.greater,
            np.greater_equal,
            np.equal,
            np.not_equal,
        )
    },
    **{ufunc: _tested(ufunc) for ufunc in (np.isnan, np.isinf, np.isfinite, np.signbit)},
    **{
        ufunc: _logical(ufunc)
        for ufunc in (np.logical_and, np.logical_or, np.logical_not, np.logical_xor)
    },
}

FUNCTIONS: dict[Rule, Rule] = {
    np.where: _where,
    np.select: _select,
    np.piecewise: _piecewise,
    np.clip: _clip,
    np.sinc: _sinc,
    np.round: lambda a, decimals=0: np.rint(a * 10.0**decimals) / 10.0**decimals,
    np.zeros_like: _constant(np.zeros_like),
    np.ones_like: _constant(np.ones_like),
    np.full_like: _constant(np.full_like),
    np.shape: lambda a: a.shape,
    np.ndim: lambda a: a.ndim,
    np.size: lambda a: a.size,
}
