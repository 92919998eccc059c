"""The rules by which jets of twice the digits go through NumPy's functions.

A rule gets the arguments of the NumPy function as they were given, at least one of them a
twofold jet. The tables at the end say which rule serves which function.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from actplot.arrays import Bools, Series
from actplot.calculus import twofold, twofold_zeros
from actplot.calculus import twofold_series as series
from actplot.calculus.jet import COMPARISONS, Function, Jet
from actplot.calculus.series import aligned, padded, product
from actplot.calculus.switches import copysign
from actplot.calculus.twofold import ExactFloat, Twofold
from actplot.calculus.twofold_jets import (
    NoTwofoldRule,
    TwofoldJet,
    by,
    lifted,
    look_of,
    rows_of,
    tied,
)
from actplot.calculus.twofold_series import Rows

# Whole powers up to it are products.
_LARGEST = 64.0


def _power(a: Any, b: Any) -> TwofoldJet:
    if isinstance(b, TwofoldJet):
        first, second = lifted(a, b)
        return TwofoldJet(series.exp(series.product(second, series.log(first))), b.look)
    exponent = np.asarray(b, dtype=np.float64)
    if exponent.ndim:
        raise NoTwofoldRule
    power = float(exponent)
    if a.origin is not None:
        base, degree = a.origin[0], a.origin[1] * power
        whole = round(float(degree.high))
        if abs(float(degree.high) - whole) < 1e-9 and 0 < whole <= _LARGEST:
            return TwofoldJet(series.whole_power(base, whole), a.look)
    if power.is_integer() and abs(power) <= _LARGEST:
        result = TwofoldJet(series.whole_power(a.rows, abs(int(power))), a.look)
        return result if power >= 0.0 else _divide(1.0, result)

    def raised(u: Rows) -> Rows:
        value = twofold.exp(twofold.log(u[0]) * power)
        if power > 0.0:
            value = twofold.where(u[0].high == 0.0, 0.0, value)
        return series.raised(u, value, Twofold(power))

    return _rooted(a, Twofold(power), raised)


def _rooted(a: TwofoldJet, exponent: Twofold, rule: Callable[[Rows], Rows]) -> TwofoldJet:
    if a.look.wanted is None:
        return TwofoldJet(rule(a.rows), a.look)
    result = TwofoldJet(twofold_zeros.root(a.rows, exponent, rule, a.look.wanted), a.look)
    if exponent.high > 0.0:
        known = np.isfinite(result.value)
        result.origin = [twofold.where(known, row, np.nan) for row in a.rows], exponent
    return result


def _parts(a: Any, rows: Rows) -> tuple[Rows, Rows | None]:
    """Numerator and denominator, the latter None for 1."""
    return (a.parts if isinstance(a, TwofoldJet) else None) or (rows, None)


def _times(a: Rows | None, b: Rows | None) -> Any:
    return a if b is None else b if a is None else series.product(a, b)


def _sizes(rows: Rows) -> Series:
    return np.abs(twofold_zeros.floats(rows))


# So little is left of the terms of a row before it is computed from a fraction instead.
_LEFT = 2.0**-20
# So large a term may be that of a pole nearby.
_POLE = 2.0**10


def _fraction(
    direct: Rows, sizes: Callable[[], Series], parts: tuple[Rows, Rows | None], a: Any, b: Any
) -> TwofoldJet:
    """A function of a and b with the rows direct, or from its parts where large terms cancel.

    sizes: of the terms of each row. parts: its numerator and denominator. It has no value where
    a or b has none.
    """
    look, (top, bottom) = look_of(a, b), parts
    if bottom is None or look.wanted is None:
        return TwofoldJet(direct, look)
    lossy = ~(_sizes(direct) >= _LEFT * sizes())
    lossy = np.logical_or.accumulate(lossy)  # a row is made of those before it
    rows = direct
    if lossy.any():
        values = (operand.value if isinstance(operand, Jet) else operand for operand in (a, b))
        known = np.logical_and(*(np.isfinite(value) for value in values))
        rows = twofold_zeros.quotient(top, bottom, look.wanted)
        rows = [twofold.where(known, row, np.nan) for row in rows]
        rows = [twofold.where(at, *both) for at, *both in zip(lossy, rows, direct, strict=True)]
    result = TwofoldJet(rows, look)
    result.parts = top, bottom
    return result


def _divide(a: Any, b: Any) -> TwofoldJet:
    first, second = lifted(a, b)
    look = look_of(a, b)
    if look.wanted is None or not isinstance(b, TwofoldJet):
        return TwofoldJet(series.quotient(first, second), look)
    direct = twofold_zeros.quotient(first, second, look.wanted)
    (top, over), (bottom, under) = _parts(a, first), _parts(b, second)
    if over is under is None:
        result = TwofoldJet(direct, look)
        result.parts = top, bottom
        return result

    def sizes() -> Series:
        p, q, r = map(_sizes, (first, second, direct))
        p, q, r = np.broadcast_arrays(*(padded(size, r.ndim - 1) for size in (p, q, r)))
        terms = [p[k] + (r[:k] * q[k:0:-1]).sum(axis=0) for k in range(len(r))]
        totals: Series = np.array(terms) / q[0]
        return totals

    return _fraction(direct, sizes, (_times(top, under), _times(bottom, over)), a, b)


def _multiply(a: Any, b: Any) -> TwofoldJet:
    first, second = lifted(a, b)
    (top, over), (other, under) = _parts(a, first), _parts(b, second)
    return _fraction(
        series.product(first, second),
        lambda: product(_sizes(first), _sizes(second)),
        (_times(top, other), _times(over, under)),
        a,
        b,
    )


def _note_lost(a: Rows, b: Rows, rows: Rows, lost: list[Bools]) -> None:
    """Note where a sum has lost digits that count, as that of two poles has."""
    sizes = np.add(*aligned(_sizes(a), _sizes(b)))
    if sizes[0].max(initial=0.0) > _POLE:
        cancelled = (_sizes(rows) < _LEFT * sizes).any(axis=0) & (sizes[0] > _POLE)
        if cancelled.any():
            lost.append(np.asarray(cancelled))


def _sum(rule: Callable[[Rows, Rows], Rows]) -> Callable[..., TwofoldJet]:
    def apply(a: Any, b: Any) -> TwofoldJet:
        first, second = lifted(a, b)
        (top, over), (other, under) = _parts(a, first), _parts(b, second)
        direct = rule(first, second)
        if look_of(a, b).wanted is None:
            _note_lost(first, second, direct, look_of(a, b).lost)
            return TwofoldJet(direct, look_of(a, b))
        top = direct if over is under is None else rule(_times(top, under), _times(other, over))
        return _fraction(
            direct,
            lambda: np.add(*aligned(_sizes(first), _sizes(second))),
            (top, _times(over, under)),
            a,
            b,
        )

    return apply


def _hypot(a: Any, b: Any) -> TwofoldJet:
    first, second = lifted(a, b)
    squares = series.added(series.product(first, first), series.product(second, second))
    return _rooted(TwofoldJet(squares, look_of(a, b)), Twofold(0.5), series.sqrt)


_THIRD = Twofold(1.0) / 3.0


def _cbrt(a: TwofoldJet) -> TwofoldJet:
    return _rooted(a, _THIRD, lambda u: series.raised(u, twofold.cbrt(u[0]), _THIRD))


def _sign(u: Twofold) -> Any:
    return np.where(u.high == 0.0, np.sign(u.low), np.sign(u.high))


def _order(a: Any, b: Any) -> Any:
    """The sign of a - b; where it is 0 is noted. x = 0.1 is where x meets 0.1."""
    first, second = lifted(*(float(u) if isinstance(u, ExactFloat) else u for u in (a, b)))
    difference = first[0] - second[0]
    tied(difference, a, b)
    return _sign(difference)


def _compared(ufunc: np.ufunc) -> Callable[..., Any]:
    return lambda a, b: ufunc(_order(a, b), 0.0)


def _where(condition: Any, a: Any, b: Any) -> Any:
    if isinstance(condition, TwofoldJet):
        condition = condition.value != 0.0
    if not isinstance(a, TwofoldJet) and not isinstance(b, TwofoldJet):
        return np.where(condition, a, b)
    first, second = lifted(a, b)
    rows = [twofold.where(condition, p, q) for p, q in zip(first, second, strict=True)]
    return TwofoldJet(rows, look_of(a, b))


def _extreme(sign: float) -> Callable[..., Any]:
    return lambda a, b: _where(sign * _order(a, b) > 0.0, a, b)


def _absolute(a: TwofoldJet) -> TwofoldJet:
    tied(a.rows[0], a)
    return TwofoldJet(series.scaled(a.rows, np.where(_sign(a.rows[0]) < 0.0, -1.0, 1.0)), a.look)


def _stepped(value: Callable[[Twofold], Any]) -> Callable[[TwofoldJet], TwofoldJet]:
    def apply(a: TwofoldJet) -> TwofoldJet:
        steps = value(a.rows[0])
        tied(a.rows[0] - steps, a)
        return TwofoldJet(rows_of(steps, a.order), a.look)

    return apply


def _sinc(a: TwofoldJet) -> Any:
    phase = a * twofold.PI
    return np.where(np.abs(phase) < 1e-4, np.nan, np.sin(phase) / phase)


def _floor(u: Twofold) -> Any:
    whole = np.floor(u.high)
    return np.where((whole == u.high) & (u.low < 0.0), whole - 1.0, whole)


def _rounded(u: Twofold) -> Any:
    """To the nearest whole number, and to the even one of two."""
    half = (u.high - np.floor(u.high) == 0.5) & (u.low != 0.0)
    return np.where(half, _floor(u + 0.5), np.rint(u.high))


UFUNCS: dict[np.ufunc, Callable[..., Any]] = {
    np.add: _sum(series.added),
    np.subtract: _sum(series.subtracted),
    np.multiply: _multiply,
    np.divide: _divide,
    np.negative: lambda a: _multiply(a, -1.0),
    np.positive: lambda a: a,
    np.square: lambda a: _multiply(a, a),
    np.reciprocal: lambda a: _divide(1.0, a),
    np.power: _power,
    np.float_power: _power,
    np.hypot: _hypot,
    np.sqrt: lambda a: _rooted(a, Twofold(0.5), series.sqrt),
    np.cbrt: _cbrt,
    np.exp: by(series.exp),
    np.exp2: by(lambda u: series.exp(series.scaled(u, twofold.LN2))),
    np.expm1: by(series.expm1),
    np.log: by(series.log),
    np.log1p: by(series.log1p),
    np.log2: by(lambda u: series.scaled(series.log(u), 1.0 / twofold.LN2)),
    np.log10: by(lambda u: series.scaled(series.log(u), 1.0 / twofold.LN10)),
    np.logaddexp: by(series.logaddexp),
    np.sin: by(lambda u: series.sin_cos(u)[0]),
    np.cos: by(lambda u: series.sin_cos(u)[1]),
    np.tan: by(series.tan),
    np.sinh: by(lambda u: series.sinh_cosh(u)[0]),
    np.cosh: by(lambda u: series.sinh_cosh(u)[1]),
    np.tanh: by(series.tanh),
    np.arctan: by(series.arctan),
    np.arcsin: by(series.arcsin),
    np.arccos: by(
        lambda u: series.subtracted(rows_of(twofold.PI * 0.5, len(u) - 1), series.arcsin(u))
    ),
    np.arcsinh: by(series.arcsinh),
    np.arctanh: by(series.arctanh),
    np.absolute: _absolute,
    np.sign: _stepped(_sign),
    np.floor: _stepped(_floor),
    np.ceil: _stepped(lambda u: -_floor(-u)),
    np.trunc: _stepped(lambda u: np.where(u.high < 0.0, -_floor(-u), _floor(u))),
    np.rint: _stepped(_rounded),
    np.copysign: copysign,
    np.maximum: _extreme(1.0),
    np.minimum: _extreme(-1.0),
    **{ufunc: _compared(ufunc) for ufunc in COMPARISONS},
    np.isnan: lambda a: np.isnan(a.value),
    np.isinf: lambda a: np.isinf(a.value),
    np.isfinite: lambda a: np.isfinite(a.value),
}

FUNCTIONS: dict[Function, Callable[..., Any]] = {np.where: _where, np.sinc: _sinc}
