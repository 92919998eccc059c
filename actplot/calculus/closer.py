"""Closer looks at a function where one look at its jets is undecided, or loses digits.

A second look is one in twice the digits. A function without a rule for twofold jets has none: what
the first look found is kept.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from actplot.arrays import Bools, Floats, Series
from actplot.calculus import twofold, twofold_rules
from actplot.calculus import twofold_series as series
from actplot.calculus.jet import Function, Jet
from actplot.calculus.scaled import ScaledJet
from actplot.calculus.taylor import coefficients, marked, taylor_once, variable
from actplot.calculus.trace import Trace
from actplot.calculus.twofold import Twofold
from actplot.calculus.twofold_jets import FUNCTIONS, UFUNCS, Look, NoTwofoldRule, TwofoldJet
from actplot.calculus.twofold_zeros import FARTHER

# A twofold jet goes by the rules, which are made of twofold jets.
UFUNCS.update(twofold_rules.UFUNCS)
FUNCTIONS.update(twofold_rules.FUNCTIONS)

# Rows by which a function is expanded farther where it has 0/0 nearby, and where two
# sides are compared.
_SPARE_AT_ZERO, _SPARE_AT_TIE = 16, 2
# Derivatives of two sides that differ by no more than this share are one.
_SAME = 1e-13
_BESIDE = 2.0**-32
"""How far beside a zero of a denominator the sides are compared, as a share of x."""
_NEIGHBOUR = 1.0 + 2.0**-50
"""A neighbour of 1, of other rounding."""


def look_closer(f: Function, x: Floats, rows: Series, trace: Trace, shape: tuple[int, ...]) -> None:
    """Better rows of f at the points x, where the trace of a look at points of a shape asks for."""
    known = np.zeros(x.shape, dtype=np.bool_)
    if trace.removable or trace.flat or trace.rough:
        known = _look_at_zeros(f, x, rows, trace, shape)
    if trace.tied:
        deep = bool(trace.removable or trace.flat)
        _compare_sides(f, x, rows, marked(trace.tied, shape) & ~known, deep)
    if trace.over:
        over = marked(trace.over, shape) & ~np.isfinite(rows).all(axis=0)
        _rescale(f, x, rows, over & np.isfinite(x))


def _look_at_zeros(
    f: Function, x: Floats, rows: Series, trace: Trace, shape: tuple[int, ...]
) -> Bools:
    """Better rows near a zero of a root, or one that numerator and denominator have.

    Returns where these are known from twice the digits.
    """
    finite = np.isfinite(x)
    removable = marked(trace.removable, shape) & finite
    # Beside a zero that is a float itself, rounding may divide by 0.
    beside = _forget_poles(f, x, rows, removable & np.isinf(rows[0]))
    removable &= np.isfinite(rows[0])
    singular = (marked(trace.singular, shape) & finite & ~removable) | beside
    rough = marked(trace.rough, shape) & np.isfinite(rows[0]) & finite & ~singular & ~removable
    known = _refine(f, x, rows, rough, singular, removable)
    _expand(f, x, rows, (marked(trace.removable + trace.flat, shape) & finite) & ~known)
    return known


def _expand(f: Function, x: Floats, rows: Series, which: Bools) -> None:
    """Better rows where f divides near a common zero of numerator and denominator."""
    at = x[which]
    order = len(rows) - 1
    if not len(at):
        return
    expanded = taylor_once(f, at, order + _SPARE_AT_ZERO, Trace(places=at))[: order + 1]
    rows[:, which] = np.where(np.isfinite(expanded), expanded, rows[:, which])


def _refine(
    f: Function, x: Floats, rows: Series, rough: Bools, singular: Bools, removable: Bools
) -> Bools:
    """Rows in twice the digits near the zero of a root or quotient, or next to it.

    Returns where these are known.
    """
    known = np.zeros(x.shape, dtype=np.bool_)
    order = len(rows) - 1
    for which, look in (
        (rough, Look()),
        (singular, Look(order)),
        (removable, Look(order, exact=True)),
    ):
        if which.any():
            refined = _second_rows(f, x[which], order, look)
            known[which] = np.isfinite(refined).all(axis=0)
            rows[:, which] = np.where(np.isfinite(refined), refined, rows[:, which])
    return known


def _forget_poles(f: Function, x: Floats, rows: Series, poles: Bools) -> Bools:
    """NaN for what the first look divides by zero, if it is bounded nearby: that is no pole.

    Returns where this is so.
    """
    if not poles.any():
        return poles
    step = _BESIDE * np.maximum(np.abs(x[poles]), _BESIDE)
    right, left = (_second_rows(f, x[poles] + k * step, 0, Look(0, exact=True))[0] for k in (1, -2))
    bounded = np.abs(right - left) <= 0.1 * (np.abs(right) + np.abs(left)) + _BESIDE
    rows[:, poles] = np.where(bounded, np.nan, rows[:, poles])
    forgotten = poles.copy()
    forgotten[poles] = bounded
    return forgotten


def _compare_sides(f: Function, x: Floats, rows: Series, tied: Bools, deep: bool) -> None:
    """The rows on which both sides of an undecided switch agree."""
    at, order = x[tied], len(rows) - 1
    count = len(at)
    if not (order and count):
        return
    both, side = np.append(at, at), np.repeat([-1.0, 1.0], count)
    trace = Trace(side=side, places=both if deep else None)
    sides = taylor_once(f, both, order + (_SPARE_AT_ZERO if deep else _SPARE_AT_TIE), trace)[
        : order + 1
    ]
    left, right = sides[:, :count], sides[:, count:]
    size = np.abs(left) + np.abs(right)
    largest = np.where(np.isfinite(size), size, 0.0).max(axis=0)
    same = np.abs(left - right) <= _SAME * size + 1e-2 * _SAME * largest
    same = (same & np.isfinite(size)) | (left == right)
    # The two sides count only if the function is continuous there.
    through = same[0] & (
        np.abs(left[0] - rows[0, tied]) <= _SAME * (size[0] + np.finfo(float).tiny)
    )
    same[0] = False
    rows[:, tied] = np.where(same & through, 0.5 * left + 0.5 * right, rows[:, tied])


def _rescale(f: Function, x: Floats, rows: Series, over: Bools) -> None:
    """Finite rows where only something between the argument and the value overflowed."""
    if not over.any():
        return
    order = len(rows) - 1
    at = ScaledJet(variable(x[over], order, Trace()).coefficients, np.zeros(1))
    rescaled = coefficients(f(at), order, at.shape)
    known = np.isfinite(rescaled) & np.isfinite(rescaled[0])
    rows[:, over] = np.where(known, rescaled, rows[:, over])


def looked_again(f: Function, x: Floats, order: int, first: Floats, lossy: Bools) -> Floats:
    """first, or f^(order) at x in twice the digits where the points are lossy."""
    result = first.copy()
    if not lossy.any():
        return result
    at, before = x[lossy], first[lossy]
    second = second_look(f, Twofold(at), order)
    known = np.isfinite(second)
    zero = known & (second == 0.0) & (before != 0.0)
    if zero.any():
        # Where the neighbours are 0, too, what is small has been lost.
        known &= ~zero | (second_look(f, Twofold(at * _NEIGHBOUR), order) != 0.0)
    result[lossy] = np.where(known, second, before)
    return result


def second_look(f: Function, x: Twofold, order: int) -> Floats:
    """f^(order) at x, NaN where it is not known."""
    factor, shape = float(math.factorial(order)), np.shape(x.high)
    result = _numbers(_second(f, x, order, look := Look()), order, factor, shape)
    if look.lost:
        lost = marked(look.lost, shape).reshape(shape)
        at = Twofold(x.high[lost], np.broadcast_to(x.low, shape)[lost])
        deep = _numbers(_second(f, at, order, Look(order)), order, factor, at.high.shape)
        result = result.copy()
        result[lost] = np.where(np.isfinite(deep), deep, result[lost])
    return result


def second_rows(f: Function, x: Floats, order: int, deep: bool = False) -> Series:
    """The Taylor coefficients of f at x, NaN where they are not known.

    deep: more rows are looked at, where a zero that is no float may be nearby.
    """
    return _second_rows(f, x, order, Look(order) if deep else Look())


def _second_rows(f: Function, x: Floats, order: int, look: Look) -> Series:
    jet = _second(f, Twofold(x), order, look)
    return np.array([_numbers(jet, k, 1.0, x.shape) for k in range(order + 1)])


def exact_value(f: Function, value: float, inputs: Sequence[Any]) -> Twofold:
    """What f makes of the numbers of a formula; value, which floats give, if it has no rule."""
    look = Look(exact=True)
    try:
        result = f(*(TwofoldJet([twofold.written(number)], look) for number in inputs))
    except NoTwofoldRule:
        return Twofold(value)
    known = isinstance(result, TwofoldJet) and abs(float(result.value) - value) <= _SAME * abs(
        value
    )
    return result.rows[0] if known else Twofold(value)


def _second(f: Function, x: Twofold, order: int, look: Look) -> TwofoldJet | None:
    rows = order if look.wanted is None else order + FARTHER
    try:
        value = f(TwofoldJet(series.variable(x, rows), look))
    except NoTwofoldRule:
        return None
    if not isinstance(value, Jet):
        return TwofoldJet(series.constant(value, rows), look)
    return value if isinstance(value, TwofoldJet) else None


def _numbers(jet: TwofoldJet | None, k: int, factor: float, shape: tuple[int, ...]) -> Floats:
    """A row times a factor, NaN where the function has no value or a switch is undecided."""
    if jet is None:
        return np.full(shape, np.nan)
    row = jet.rows[k] * factor
    for lost in (~np.isfinite(jet.rows[0].high), *jet.look.ties):
        row = twofold.where(lost, np.nan, row)
    return np.broadcast_to(row.high, shape)
