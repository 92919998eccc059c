"""Closer looks at a function where one look at its jets is undecided, or loses digits.

A second look is one in twice the digits. A function without a rule for twofold jets has none: what
the first look found is kept.
"""

from __future__ import annotations

import math

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
    # What the first look divides by zero is undefined.
    singular = marked(trace.singular, shape) & finite | removable & np.isfinite(rows[0])
    rough = marked(trace.rough, shape) & np.isfinite(rows[0]) & finite & ~singular
    known = _refine(f, x, rows, rough, singular)
    _expand(f, x, rows, (removable | marked(trace.flat, shape)) & ~known)
    return known


def _expand(f: Function, x: Floats, rows: Series, which: Bools) -> None:
    """Better rows where f divides near a common zero of numerator and denominator."""
    at = x[which]
    order = len(rows) - 1
    if not len(at):
        return
    expanded = taylor_once(f, at, order + _SPARE_AT_ZERO, Trace(places=at))[: order + 1]
    rows[:, which] = np.where(np.isfinite(expanded), expanded, rows[:, which])


def _refine(f: Function, x: Floats, rows: Series, rough: Bools, singular: Bools) -> Bools:
    """Rows in twice the digits near the zero of a root or quotient, or next to it.

    Returns where these are known.
    """
    known = np.zeros(x.shape, dtype=np.bool_)
    for which, deep in ((rough, False), (singular, True)):
        if which.any():
            refined = second_rows(f, x[which], len(rows) - 1, deep)
            known[which] = np.isfinite(refined).all(axis=0)
            rows[:, which] = np.where(np.isfinite(refined), refined, rows[:, which])
    return known


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
    return _numbers(_second(f, x, order), order, float(math.factorial(order)), np.shape(x.high))


def second_rows(f: Function, x: Floats, order: int, deep: bool = False) -> Series:
    """The Taylor coefficients of f at x, NaN where they are not known.

    deep: more rows are looked at, where a zero that is no float may be nearby.
    """
    jet = _second(f, Twofold(x), order, deep)
    return np.array([_numbers(jet, k, 1.0, x.shape) for k in range(order + 1)])


def _second(f: Function, x: Twofold, order: int, deep: bool = False) -> TwofoldJet | None:
    look = Look(order) if deep else Look()
    rows = order + FARTHER if deep else order
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
