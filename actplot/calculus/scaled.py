"""Jets of numbers too large, or too small, for floats.

exp(1000) is a number, and log(1 + exp(1000)) a moderate one, but the way from one to the other
leads through an infinity. A scaled jet keeps a factor exp(scale) apart, for as long as it
meets sums, products, quotients, powers and logarithms; every other rule sees a plain jet, and
what it gives is scaled again.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from actplot.arrays import Floats, Series
from actplot.calculus import elementary, series
from actplot.calculus.jet import FAINT, Function, Jet


class ScaledJet(Jet):
    """The series exp(scale) * mantissa; scale has the shape of the points."""

    __slots__ = ("mantissa", "scale")

    def __init__(self, mantissa: Series, scale: Floats) -> None:
        self.mantissa = mantissa
        self.scale = scale
        self.trace = self.marks = self.fraction = self.root = None

    @property
    def coefficients(self) -> Series:  # type: ignore[override]
        factor = np.exp(self.scale)
        return np.where(self.mantissa == 0.0, 0.0, self.mantissa * factor)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        rule = _RULES.get(ufunc)
        if rule is not None and method == "__call__":
            return rule(*inputs)
        plain = super().__array_ufunc__(ufunc, method, *map(_plain, inputs), **options)
        return _followed(plain)

    def __array_function__(
        self, function: Function, types: object, inputs: tuple[Any, ...], options: dict[str, Any]
    ) -> Any:
        plain = super().__array_function__(function, types, tuple(map(_plain, inputs)), options)
        return _followed(plain)


def _followed(result: Any) -> Any:
    """What a rule for plain jets gave, so that what comes after it knows of scales again."""
    if not isinstance(result, Jet) or result.marks is not None:
        return result
    return _scaled(result, result.order)


def _plain(a: Any) -> Any:
    return Jet(a.coefficients) if isinstance(a, ScaledJet) else a


def _scaled(a: Any, order: int) -> ScaledJet:
    if isinstance(a, ScaledJet):
        return a
    if not isinstance(a, Jet):
        return ScaledJet(series.padded(series.constant(a, order), 1), np.zeros(1))
    rows = series.padded(a.coefficients, 1)
    if a.marks is not None:
        # What was lost below the smallest float may be what the large factor meets.
        rows = np.where(a.marks & FAINT != 0, np.nan, rows)
    return ScaledJet(rows, np.zeros(1))


def _both(a: Any, b: Any) -> tuple[ScaledJet, ScaledJet]:
    order = min(operand.order for operand in (a, b) if isinstance(operand, Jet))
    return _scaled(a, order), _scaled(b, order)


def _sum(a: Any, b: Any, sign: float) -> ScaledJet:
    a, b = _both(a, b)
    scale = np.maximum(a.scale, b.scale)
    first, second = a.mantissa * np.exp(a.scale - scale), b.mantissa * np.exp(b.scale - scale)
    return ScaledJet(first + sign * second, scale)


def _product(a: Any, b: Any) -> ScaledJet:
    a, b = _both(a, b)
    return ScaledJet(series.product(a.mantissa, b.mantissa), a.scale + b.scale)


def _quotient(a: Any, b: Any) -> ScaledJet:
    a, b = _both(a, b)
    bottom = np.where(b.mantissa[0] == 0.0, np.nan, b.mantissa)
    return ScaledJet(series.quotient(a.mantissa, bottom), a.scale - b.scale)


def _power(a: Any, b: Any) -> Any:
    if isinstance(b, Jet):
        return _exp(_product(b, _log(_scaled(a, b.order))))
    exponent = np.asarray(b, dtype=np.float64)
    return ScaledJet(elementary.power(a.mantissa, exponent), a.scale * exponent)


def _exp(a: ScaledJet) -> ScaledJet:
    rows = a.coefficients
    scale = np.where(np.isfinite(rows[0]), rows[0], 0.0)
    return ScaledJet(elementary.exp(rows, np.exp(rows[0] - scale)), scale)


def _log(a: ScaledJet) -> ScaledJet:
    rows = np.where(a.mantissa[0] > 0.0, a.mantissa, np.nan)
    rows = elementary.log(rows) if a.order else np.log(rows)
    rows[0] += a.scale
    return ScaledJet(rows, np.zeros(1))


def _root(rule: series.Rule, degree: float) -> Callable[[ScaledJet], ScaledJet]:
    return lambda a: ScaledJet(rule(a.mantissa), a.scale / degree)


def _hyperbolic(sign: float) -> Callable[[ScaledJet], ScaledJet]:
    return lambda a: _product(0.5, _sum(_exp(a), _exp(_product(-1.0, a)), sign))


_RULES: dict[np.ufunc, Callable[..., Any]] = {
    np.add: lambda a, b: _sum(a, b, 1.0),
    np.subtract: lambda a, b: _sum(a, b, -1.0),
    np.multiply: _product,
    np.divide: _quotient,
    np.negative: lambda a: _product(-1.0, a),
    np.square: lambda a: _product(a, a),
    np.reciprocal: lambda a: _quotient(1.0, a),
    np.power: _power,
    np.float_power: _power,
    np.exp: _exp,
    np.exp2: lambda a: _exp(_product(math.log(2.0), a)),
    np.expm1: lambda a: _sum(_exp(a), 1.0, -1.0),
    np.sinh: _hyperbolic(-1.0),
    np.cosh: _hyperbolic(1.0),
    np.log: _log,
    np.log1p: lambda a: _log(_sum(a, 1.0, 1.0)),
    np.log2: lambda a: _product(1.0 / math.log(2.0), _log(a)),
    np.log10: lambda a: _product(1.0 / math.log(10.0), _log(a)),
    np.sqrt: _root(elementary.sqrt, 2.0),
    np.cbrt: _root(elementary.cbrt, 3.0),
}
