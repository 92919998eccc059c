"""Jets of twice the digits.

A twofold jet is a truncated Taylor series of `Twofold` numbers. What a function makes of it
is found as for any jet, by NumPy's dispatch; a function without a rule for it raises
`NoTwofoldRule`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from actplot.arrays import Bools, Floats, Series
from actplot.calculus import twofold
from actplot.calculus import twofold_series as series
from actplot.calculus.jet import Function, Jet, Rule
from actplot.calculus.twofold import ExactFloat, Twofold
from actplot.calculus.twofold_series import Rows

# How twofold jets go through NumPy's functions; `actplot.calculus.closer` enters the rules.
UFUNCS: dict[np.ufunc, Rule] = {}
FUNCTIONS: dict[Function, Rule] = {}


class NoTwofoldRule(Exception):
    """A function that has no form in twice the digits."""


class Look:
    """One evaluation in twice the digits.

    ties: collects where a switch is undecided, so that the rows are those of one side.
    wanted: how many rows are asked for besides the first, where there are more of them, which
    show zeros nearby.
    exact: numbers of a formula count with the digits that were rounded.
    lost: collects where poles cancel, so that only further rows show what is left.
    """

    __slots__ = ("exact", "lost", "ties", "wanted")

    def __init__(
        self, wanted: int | None = None, ties: list[Bools] | None = None, exact: bool = False
    ) -> None:
        self.ties: list[Bools] = [] if ties is None else ties
        self.lost: list[Bools] = []
        self.wanted = wanted
        self.exact = exact


class TwofoldJet(Jet):
    """rows: the Taylor coefficients, each of the points' shape or a number.

    parts: the numerator and denominator of which this is the quotient, None where not needed.
    origin: what this is a root of, and the exponent.
    """

    __slots__ = ("look", "origin", "parts", "rows")

    is_twofold = True

    def __init__(self, rows: Rows, look: Look) -> None:
        self.rows = rows
        self.look = look
        self.parts: tuple[Rows, Rows] | None = None
        self.origin: tuple[Rows, Twofold] | None = None
        self.trace = self.marks = self.fraction = self.root = None

    @property
    def coefficients(self) -> Series:  # type: ignore[override]
        raise NoTwofoldRule

    @property
    def value(self) -> Floats:
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

    def truncated(self, order: int) -> TwofoldJet:
        return TwofoldJet(self.rows[: order + 1], self.look)

    def followed(self, coefficients: Series) -> Jet:
        raise NoTwofoldRule

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        rule = UFUNCS.get(ufunc)
        if rule is None or method != "__call__":
            raise NoTwofoldRule
        return rule(*inputs)

    def __array_function__(
        self, function: Function, types: object, inputs: tuple[Any, ...], options: dict[str, Any]
    ) -> Any:
        if function in FUNCTIONS:
            return FUNCTIONS[function](*inputs)
        return super().__array_function__(function, types, inputs, options)


def derived(f: Function, x: Any, order: int) -> TwofoldJet:
    """The derivative of f of that order, after x."""
    wanted = None if x.look.wanted is None else x.look.wanted + order
    inside = Look(wanted, x.look.ties, x.look.exact)
    inside.lost = x.look.lost
    outer = f(TwofoldJet(series.variable(x.rows[0], x.order + order), inside))
    if not isinstance(outer, TwofoldJet):
        raise NoTwofoldRule
    rows = [outer.rows[k] * float(math.perm(k, order)) for k in range(order, x.order + order + 1)]
    known = np.isfinite(outer.rows[0].high)
    rows = [twofold.where(known, row, np.nan) for row in rows]
    return TwofoldJet(series.composed(rows, x.rows), x.look)


def chained(value: Function, rate: Function, x: Any) -> Any:
    """The value of one function after x, its slope by another one."""
    if x.order == 0:
        return value(x)
    first, slope = value(x.truncated(0)), rate(x.truncated(x.order - 1))
    if not (isinstance(first, TwofoldJet) and isinstance(slope, TwofoldJet)):
        raise NoTwofoldRule
    return TwofoldJet(series.chained(first.rows[0], lambda _: slope.rows, x.rows), x.look)


def quiet(formula: Function, u: Any, *given: Any, **parameters: Any) -> Any:
    """A formula of which the switches only choose a form."""
    result = formula(
        TwofoldJet(u.rows, Look(u.look.wanted, exact=u.look.exact)), *given, **parameters
    )
    for part in result if isinstance(result, tuple) else (result,):
        if isinstance(part, TwofoldJet):
            part.look = u.look
    return result


def broken_at_zero(u: Any) -> None:
    """Note where a function of u has a break of its own, at 0."""
    tied(u.rows[0], u)


def rows_of(a: Any, order: int) -> Rows:
    if isinstance(a, TwofoldJet):
        return a.rows[: order + 1]
    if isinstance(a, Jet):
        raise NoTwofoldRule
    return series.constant(a, order)


def lifted(*inputs: Any) -> list[Rows]:
    order = min(operand.order for operand in inputs if isinstance(operand, TwofoldJet))
    if look_of(*inputs).exact:
        inputs = tuple(twofold.written(a) if isinstance(a, ExactFloat) else a for a in inputs)
    return [rows_of(operand, order) for operand in inputs]


def by(rule: Callable[..., Rows]) -> Callable[..., TwofoldJet]:
    return lambda *inputs: TwofoldJet(rule(*lifted(*inputs)), look_of(*inputs))


def look_of(*inputs: Any) -> Look:
    return next(operand.look for operand in inputs if isinstance(operand, TwofoldJet))


def tied(difference: Twofold, *inputs: Any) -> None:
    """Note where the quantity that decides is 0."""
    zero = np.asarray((difference.high == 0.0) & (difference.low == 0.0))
    if zero.any() and any(isinstance(operand, TwofoldJet) and operand.order for operand in inputs):
        look_of(*inputs).ties.append(zero)


erf = by(lambda u: series.chained(twofold.erf(u[0]), series.bell_slope(1.0), u))
erfc = by(lambda u: series.chained(twofold.erfc(u[0]), series.bell_slope(-1.0), u))
