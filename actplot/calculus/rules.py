"""The rule by which a jet goes through each NumPy function.

A rule gets the arguments of the NumPy function as they were given, at least
one of them a jet. The tables at the end say which rule serves which function.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from actplot.arrays import Floats
from actplot.calculus import elementary, series
from actplot.calculus.arithmetic import (
    divide,
    faint,
    multiply,
    overflown,
    power,
    root,
    total,
    void,
)
from actplot.calculus.jet import COMPARISONS, Jet, Rule, lifted, report, trace_of, value_of
from actplot.calculus.switches import (
    absolute,
    at_integers,
    between_integers,
    chosen,
    clip,
    compared,
    copysign,
    extreme,
    heaviside,
    logical,
    piecewise,
    select,
    signed,
    steps,
)
from actplot.calculus.trace import Kind

# Below it neither exp nor its inverse leaves the floats.
_EXPONENT = 700.0


def _smooth(
    ufunc: np.ufunc, rule: series.Rule, edge: Rule | None = None, kind: Kind = "edge"
) -> Rule:
    """A unary function by its rule; edge maps the argument to what is 0 where the domain ends."""

    def apply(a: Jet) -> Jet:
        if edge is not None:
            report(kind, edge(a.value), a)
        u = a.coefficients
        rows = rule(u) if len(u) > 1 else np.asarray(ufunc(u))
        if a.trace is not None and a.trace.watch is not None:
            a.trace.watch.applied(u, rows)
        return Jet(rows, a.trace)

    return apply


def _growing(rule: Rule, positive: bool = False) -> Rule:
    """A function that grows like exp, beyond any float; a 0 of a positive one is none."""

    def apply(a: Jet) -> Jet:
        result: Jet = rule(a)
        if not np.abs(a.value).max(initial=0.0) < _EXPONENT:
            overflown(result.value, a)
            if positive:
                result.marks = faint(result.value, True)
        return result

    return apply


def _unbounded(rule: Rule) -> Rule:
    """A function with a pole where the domain ends: a value there is none."""

    def apply(a: Jet) -> Jet:
        result: Jet = rule(a)
        if np.isinf(result.value).any():
            result.marks = void(np.isinf(result.value) & np.isfinite(a.value), a)
        return result

    return apply


def _linear(ufunc: np.ufunc) -> Rule:
    def apply(a: Jet) -> Jet:
        result = Jet(ufunc(a.coefficients), a.trace)
        result.fraction = a.fraction and (ufunc(a.fraction[0]), a.fraction[1])
        return result

    return apply


def _tested(ufunc: np.ufunc) -> Rule:
    return lambda a: ufunc(a.value)


def _logaddexp(a: Any, b: Any) -> Jet:
    first, second = np.broadcast_arrays(*series.aligned(*lifted(a, b)))
    value = np.logaddexp(first[0], second[0])
    weight = elementary.sigmoid(first - second)[:-1]
    rate = series.slope(second) + series.damped(weight, series.slope(first - second))
    return Jet(series.integrated(value, rate), trace_of(a, b))


def _constant(values: Rule) -> Rule:
    """np.zeros_like and similar functions: an array without derivatives."""

    def apply(a: Any, *args: Any, **options: Any) -> Floats:
        return np.asarray(values(value_of(a), *args, **options), dtype=np.float64)

    return apply


UFUNCS: dict[np.ufunc, Rule] = {
    np.add: lambda a, b: total(a, b, np.add),
    np.subtract: lambda a, b: total(a, b, np.subtract),
    np.multiply: multiply,
    np.divide: divide,
    np.power: power,
    np.float_power: power,
    np.remainder: lambda a, b: a - b * np.floor(a / b),
    np.floor_divide: lambda a, b: np.floor(a / b),
    np.square: lambda a: a * a,
    np.reciprocal: lambda a: divide(1.0, a),
    np.hypot: lambda a, b: Jet(elementary.hypot(*lifted(a, b)), trace_of(a, b)),
    np.logaddexp: _logaddexp,
    np.absolute: absolute,
    np.fabs: absolute,
    np.copysign: copysign,
    np.heaviside: heaviside,
    np.tan: _smooth(np.tan, elementary.tan, np.cos, "pole"),
    np.cbrt: root(np.cbrt, elementary.cbrt, 1.0 / 3.0),
    np.exp: _growing(_smooth(np.exp, elementary.exp), positive=True),
    np.exp2: _growing(_smooth(np.exp2, elementary.exp2), positive=True),
    np.expm1: _growing(_smooth(np.expm1, elementary.expm1)),
    np.sin: _smooth(np.sin, lambda u: elementary.sin_cos(u)[0]),
    np.cos: _smooth(np.cos, lambda u: elementary.sin_cos(u)[1]),
    np.sinh: _growing(_smooth(np.sinh, lambda u: elementary.sinh_cosh(u)[0])),
    np.cosh: _growing(_smooth(np.cosh, lambda u: elementary.sinh_cosh(u)[1])),
    np.tanh: _smooth(np.tanh, elementary.tanh),
    np.arctan: _smooth(np.arctan, elementary.arctan),
    np.arcsinh: _smooth(np.arcsinh, elementary.arcsinh),
    np.sqrt: root(np.sqrt, elementary.sqrt, 0.5),
    np.log: _unbounded(_smooth(np.log, elementary.log, lambda u: u)),
    np.log2: _unbounded(_smooth(np.log2, elementary.log2, lambda u: u)),
    np.log10: _unbounded(_smooth(np.log10, elementary.log10, lambda u: u)),
    np.log1p: _unbounded(_smooth(np.log1p, elementary.log1p, lambda u: 1.0 + u)),
    np.arcsin: _smooth(np.arcsin, elementary.arcsin, lambda u: 1.0 - np.abs(u)),
    np.arccos: _smooth(np.arccos, elementary.arccos, lambda u: 1.0 - np.abs(u)),
    np.arctanh: _unbounded(_smooth(np.arctanh, elementary.arctanh, lambda u: 1.0 - np.abs(u))),
    np.arccosh: _smooth(np.arccosh, elementary.arccosh, lambda u: u - 1.0),
    **{ufunc: extreme(ufunc, 1.0) for ufunc in (np.maximum, np.fmax)},
    **{ufunc: extreme(ufunc, -1.0) for ufunc in (np.minimum, np.fmin)},
    **{ufunc: _linear(ufunc) for ufunc in (np.positive, np.negative)},
    **{ufunc: _linear(ufunc) for ufunc in (np.deg2rad, np.rad2deg, np.radians, np.degrees)},
    np.sign: signed,
    np.floor: steps(np.floor, at_integers),
    np.ceil: steps(np.ceil, at_integers),
    np.trunc: steps(np.trunc, at_integers),
    np.rint: steps(np.rint, between_integers),
    **{ufunc: compared(ufunc) for ufunc in COMPARISONS},
    **{ufunc: _tested(ufunc) for ufunc in (np.isnan, np.isinf, np.isfinite, np.signbit)},
    **{
        ufunc: logical(ufunc)
        for ufunc in (np.logical_and, np.logical_or, np.logical_not, np.logical_xor)
    },
}

FUNCTIONS: dict[Rule, Rule] = {
    np.where: chosen,
    np.select: select,
    np.piecewise: piecewise,
    np.clip: clip,
    np.sinc: lambda a: a.followed(elementary.sinc(np.pi * a.coefficients)),
    np.round: lambda a, decimals=0: np.rint(a * 10.0**decimals) / 10.0**decimals,
    np.zeros_like: _constant(np.zeros_like),
    np.ones_like: _constant(np.ones_like),
    np.full_like: _constant(np.full_like),
    np.shape: lambda a: a.shape,
    np.ndim: lambda a: a.ndim,
    np.size: lambda a: a.size,
}
