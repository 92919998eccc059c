"""A second look in twice the digits, at the places where the first lost some.

A careful jet is a truncated Taylor series of `Twofold` numbers. What a function makes of it
is found as for any jet, by NumPy's dispatch; a function without a rule for it raises
`Careless`, and the first look stands.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from actplot.calculus import twofold
from actplot.calculus import twofold_series as series
from actplot.calculus.jet import Function, Jet
from actplot.calculus.operands import COMPARISONS
from actplot.calculus.series import Array, Series
from actplot.calculus.trace import Bools
from actplot.calculus.twofold import Twofold
from actplot.calculus.twofold_series import Rows

_ASIDE = 1.0 + 2.0**-50
"""A neighbour of 1, of other rounding."""


class Careless(Exception):
    """A function that has no form in twice the digits."""


class CarefulJet(Jet):
    """rows: the Taylor coefficients, each of the points' shape or a number.

    ties: collects where a switch is undecided, so that the rows are those of one side.
    """

    __slots__ = ("rows", "ties")

    careful = True

    def __init__(self, rows: Rows, ties: list[Bools]) -> None:
        self.rows = rows
        self.ties = ties
        self.trace = None
        self.marks = None
        self.fraction = None
        self.root = None

    @property
    def coefficients(self) -> Series:  # type: ignore[override]
        raise Careless

    @property
    def value(self) -> Array:
        return np.asarray(self.rows[0].high)

    @property
    def order(self) -> int:
        return len(self.rows) - 1

    @property
    def shape(self) -> tuple[int, ...]:
        return self.value.shape

    @property
    def ndim(self) -> int:
        return self.value.ndim

    def truncated(self, order: int) -> CarefulJet:
        return CarefulJet(self.rows[: order + 1], self.ties)

    def followed(self, coefficients: Series) -> Jet:
        raise Careless

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        rule = _RULES.get(ufunc)
        if rule is None or method != "__call__":
            raise Careless
        return rule(*inputs)

    def __array_function__(
        self, function: Function, types: object, inputs: tuple[Any, ...], options: dict[str, Any]
    ) -> Any:
        if function in _FUNCTIONS:
            return _FUNCTIONS[function](*inputs)
        return super().__array_function__(function, types, inputs, options)


def looked_again(f: Function, x: Array, order: int, first: Array, lossy: Bools) -> Array:
    """first, or f^(order) at x in twice the digits where the points are lossy."""
    result = first.copy()
    lossy = lossy & ~np.isnan(first)
    if not lossy.any():
        return result
    at, before = x[lossy], first[lossy]
    found = second_look(f, Twofold(at), order)
    known = np.isfinite(found)
    zero = known & (found == 0.0) & (before != 0.0)
    if zero.any():
        # A 0 beside which all is 0 has swallowed what is small.
        known &= ~zero | (second_look(f, Twofold(at * _ASIDE), order) != 0.0)
    result[lossy] = np.where(known, found, before)
    return result


def second_look(f: Function, x: Twofold, order: int) -> Array:
    """f^(order) at x, NaN where it is not known."""
    return _numbers(_second(f, x, order), order, float(math.factorial(order)), np.shape(x.high))


def second_rows(f: Function, x: Array, order: int) -> Series:
    """The Taylor coefficients of f at x, NaN where they are not known."""
    found = _second(f, Twofold(x), order)
    return np.array([_numbers(found, k, 1.0, x.shape) for k in range(order + 1)])


def _second(f: Function, x: Twofold, order: int) -> CarefulJet | None:
    ties: list[Bools] = []
    try:
        found = f(CarefulJet(series.variable(x, order), ties))
    except Careless:
        return None
    if not isinstance(found, Jet):
        return CarefulJet(series.constant(found, order), ties)
    return found if isinstance(found, CarefulJet) else None


def _numbers(found: CarefulJet | None, k: int, factor: float, shape: tuple[int, ...]) -> Array:
    """A row times a factor, NaN where the function has no value or a switch is undecided."""
    if found is None:
        return np.full(shape, np.nan)
    row = found.rows[k] * factor
    for lost in (~np.isfinite(found.rows[0].high), *found.ties):
        row = twofold.where(lost, np.nan, row)
    return np.broadcast_to(row.high, shape)


def derived(f: Function, x: Any, order: int) -> CarefulJet:
    """The derivative of f of that order, after x."""
    outer = f(CarefulJet(series.variable(x.rows[0], x.order + order), x.ties))
    if not isinstance(outer, CarefulJet):
        raise Careless
    rows = [outer.rows[k] * float(math.perm(k, order)) for k in range(order, x.order + order + 1)]
    known = np.isfinite(outer.rows[0].high)
    rows = [twofold.where(known, row, np.nan) for row in rows]
    return CarefulJet(series.composed(rows, x.rows), x.ties)


def chained(value: Function, rate: Function, x: Any) -> Any:
    """The value of one function after x, its slope by another one."""
    if x.order == 0:
        return value(x)
    first, slope = value(x.truncated(0)), rate(x.truncated(x.order - 1))
    if not (isinstance(first, CarefulJet) and isinstance(slope, CarefulJet)):
        raise Careless
    return CarefulJet(series.chained(first.rows[0], lambda _: slope.rows, x.rows), x.ties)


def quiet(formula: Function, u: Any, *given: Any, **parameters: Any) -> Any:
    """A formula of which the switches only choose a form."""
    result = formula(CarefulJet(u.rows, []), *given, **parameters)
    for each in result if isinstance(result, tuple) else (result,):
        if isinstance(each, CarefulJet):
            each.ties = u.ties
    return result


def broken_at_zero(u: Any) -> None:
    """Note where a function of u has a break of its own, at 0."""
    _tied(u.rows[0], u)


def _rows(a: Any, order: int) -> Rows:
    if isinstance(a, CarefulJet):
        return a.rows[: order + 1]
    if isinstance(a, Jet):
        raise Careless
    return series.constant(a, order)


def _lifted(*inputs: Any) -> list[Rows]:
    order = min(each.order for each in inputs if isinstance(each, CarefulJet))
    return [_rows(each, order) for each in inputs]


def _by(rule: Callable[..., Rows]) -> Callable[..., CarefulJet]:
    return lambda *inputs: CarefulJet(rule(*_lifted(*inputs)), _ties(*inputs))


def _ties(*inputs: Any) -> list[Bools]:
    return next(each.ties for each in inputs if isinstance(each, CarefulJet))


def _tied(difference: Twofold, *inputs: Any) -> None:
    """Note where the quantity that decides is 0."""
    zero = np.asarray((difference.high == 0.0) & (difference.low == 0.0))
    if zero.any() and any(isinstance(each, CarefulJet) and each.order for each in inputs):
        _ties(*inputs).append(zero)


# Whole powers up to it are products.
_LARGEST = 64.0


def _power(a: Any, b: Any) -> CarefulJet:
    if isinstance(b, CarefulJet):
        first, second = _lifted(a, b)
        return CarefulJet(series.exp(series.product(second, series.log(first))), b.ties)
    exponent = np.asarray(b, dtype=np.float64)
    if exponent.ndim:
        raise Careless
    power = float(exponent)
    if power.is_integer() and abs(power) <= _LARGEST:
        return CarefulJet(series.whole_power(a.rows, int(power)), a.ties)
    value = twofold.exp(twofold.log(a.rows[0]) * power)
    return CarefulJet(series.raised(a.rows, value, Twofold(power)), a.ties)


erf = _by(lambda u: series.chained(twofold.erf(u[0]), series.bell_slope(1.0), u))
erfc = _by(lambda u: series.chained(twofold.erfc(u[0]), series.bell_slope(-1.0), u))


def _sign(u: Twofold) -> Any:
    return np.where(u.high == 0.0, np.sign(u.low), np.sign(u.high))


def _compared(ufunc: np.ufunc) -> Callable[..., Any]:
    def apply(a: Any, b: Any) -> Any:
        first, second = _lifted(a, b)
        difference = first[0] - second[0]
        _tied(difference, a, b)
        return ufunc(_sign(difference), 0.0)

    return apply


def _where(condition: Any, a: Any, b: Any) -> Any:
    if isinstance(condition, CarefulJet):
        condition = condition.value != 0.0
    if not isinstance(a, CarefulJet) and not isinstance(b, CarefulJet):
        return np.where(condition, a, b)
    first, second = _lifted(a, b)
    rows = [twofold.where(condition, p, q) for p, q in zip(first, second, strict=True)]
    return CarefulJet(rows, _ties(a, b))


def _extreme(sign: float) -> Callable[..., CarefulJet]:
    def apply(a: Any, b: Any) -> CarefulJet:
        first, second = _lifted(a, b)
        difference = first[0] - second[0]
        _tied(difference, a, b)
        wins = sign * _sign(difference) > 0.0
        rows = [twofold.where(wins, p, q) for p, q in zip(first, second, strict=True)]
        return CarefulJet(rows, _ties(a, b))

    return apply


def _absolute(a: CarefulJet) -> CarefulJet:
    _tied(a.rows[0], a)
    return CarefulJet(series.scaled(a.rows, np.where(_sign(a.rows[0]) < 0.0, -1.0, 1.0)), a.ties)


def _stepped(value: Callable[[Twofold], Any]) -> Callable[[CarefulJet], CarefulJet]:
    def apply(a: CarefulJet) -> CarefulJet:
        steps = value(a.rows[0])
        _tied(a.rows[0] - steps, a)
        return CarefulJet(_rows(steps, a.order), a.ties)

    return apply


def _with_sign(a: Any, b: Any) -> Any:
    return np.abs(a) * np.where(b < 0.0, -1.0, 1.0)


def _sinc(a: CarefulJet) -> Any:
    phase = a * twofold.PI
    return np.where(np.abs(phase) < 1e-4, np.nan, np.sin(phase) / phase)


def _floor(u: Twofold) -> Any:
    whole = np.floor(u.high)
    return np.where((whole == u.high) & (u.low < 0.0), whole - 1.0, whole)


def _rounded(u: Twofold) -> Any:
    """To the nearest whole number, and to the even one of two."""
    half = (u.high - np.floor(u.high) == 0.5) & (u.low != 0.0)
    return np.where(half, _floor(u + 0.5), np.rint(u.high))


_RULES: dict[np.ufunc, Callable[..., Any]] = {
    np.add: _by(series.added),
    np.subtract: _by(series.subtracted),
    np.multiply: _by(series.product),
    np.divide: _by(series.quotient),
    np.negative: _by(lambda u: series.scaled(u, -1.0)),
    np.positive: lambda a: a,
    np.square: _by(lambda u: series.product(u, u)),
    np.reciprocal: _by(series.reciprocal),
    np.power: _power,
    np.float_power: _power,
    np.hypot: _by(series.hypot),
    np.sqrt: _by(series.sqrt),
    np.cbrt: _by(lambda u: series.raised(u, twofold.cbrt(u[0]), Twofold(1.0) / 3.0)),
    np.exp: _by(series.exp),
    np.exp2: _by(lambda u: series.exp(series.scaled(u, twofold.LN2))),
    np.expm1: _by(series.expm1),
    np.log: _by(series.log),
    np.log1p: _by(series.log1p),
    np.log2: _by(lambda u: series.scaled(series.log(u), 1.0 / twofold.LN2)),
    np.log10: _by(lambda u: series.scaled(series.log(u), 1.0 / twofold.LN10)),
    np.logaddexp: _by(series.logaddexp),
    np.sin: _by(lambda u: series.sin_cos(u)[0]),
    np.cos: _by(lambda u: series.sin_cos(u)[1]),
    np.tan: _by(series.tan),
    np.sinh: _by(lambda u: series.sinh_cosh(u)[0]),
    np.cosh: _by(lambda u: series.sinh_cosh(u)[1]),
    np.tanh: _by(series.tanh),
    np.arctan: _by(series.arctan),
    np.arcsin: _by(lambda u: series.chained(series.arcsin_value(u[0]), series.arc_slope, u)),
    np.arccos: _by(
        lambda u: series.subtracted(
            _rows(twofold.PI * 0.5, len(u) - 1),
            series.chained(series.arcsin_value(u[0]), series.arc_slope, u),
        )
    ),
    np.arcsinh: _by(series.arcsinh),
    np.arctanh: _by(series.arctanh),
    np.absolute: _absolute,
    np.sign: _stepped(_sign),
    np.floor: _stepped(_floor),
    np.ceil: _stepped(lambda u: -_floor(-u)),
    np.trunc: _stepped(lambda u: np.where(u.high < 0.0, -_floor(-u), _floor(u))),
    np.rint: _stepped(_rounded),
    np.copysign: _with_sign,
    np.maximum: _extreme(1.0),
    np.minimum: _extreme(-1.0),
    **{ufunc: _compared(ufunc) for ufunc in COMPARISONS},
    np.isnan: lambda a: np.isnan(a.value),
    np.isinf: lambda a: np.isinf(a.value),
    np.isfinite: lambda a: np.isfinite(a.value),
}

_FUNCTIONS: dict[Function, Callable[..., Any]] = {np.where: _where, np.sinc: _sinc}
