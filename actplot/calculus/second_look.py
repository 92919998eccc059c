"""A second look in twice the digits, at the places where the first lost some.

A function without a rule for careful jets has none: what the first look found is kept.
"""

from __future__ import annotations

import math

import numpy as np

from actplot.arrays import Bools
from actplot.calculus import careful_rules, twofold
from actplot.calculus import twofold_series as series
from actplot.calculus.careful import FUNCTIONS, UFUNCS, CarefulJet, Careless, Look
from actplot.calculus.jet import Function, Jet
from actplot.calculus.series import Array, Series
from actplot.calculus.twofold import Twofold
from actplot.calculus.twofold_zeros import FARTHER

# A careful jet goes by the rules, which are made of careful jets.
UFUNCS.update(careful_rules.UFUNCS)
FUNCTIONS.update(careful_rules.FUNCTIONS)

_ASIDE = 1.0 + 2.0**-50
"""A neighbour of 1, of other rounding."""


def looked_again(f: Function, x: Array, order: int, first: Array, lossy: Bools) -> Array:
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
        known &= ~zero | (second_look(f, Twofold(at * _ASIDE), order) != 0.0)
    result[lossy] = np.where(known, second, before)
    return result


def second_look(f: Function, x: Twofold, order: int) -> Array:
    """f^(order) at x, NaN where it is not known."""
    return _numbers(_second(f, x, order), order, float(math.factorial(order)), np.shape(x.high))


def second_rows(f: Function, x: Array, order: int, deep: bool = False) -> Series:
    """The Taylor coefficients of f at x, NaN where they are not known.

    deep: more rows are looked at, where a zero that is no float may be nearby.
    """
    jet = _second(f, Twofold(x), order, deep)
    return np.array([_numbers(jet, k, 1.0, x.shape) for k in range(order + 1)])


def _second(f: Function, x: Twofold, order: int, deep: bool = False) -> CarefulJet | None:
    look = Look(order) if deep else Look()
    rows = order + FARTHER if deep else order
    try:
        value = f(CarefulJet(series.variable(x, rows), look))
    except Careless:
        return None
    if not isinstance(value, Jet):
        return CarefulJet(series.constant(value, rows), look)
    return value if isinstance(value, CarefulJet) else None


def _numbers(jet: CarefulJet | None, k: int, factor: float, shape: tuple[int, ...]) -> Array:
    """A row times a factor, NaN where the function has no value or a switch is undecided."""
    if jet is None:
        return np.full(shape, np.nan)
    row = jet.rows[k] * factor
    for lost in (~np.isfinite(jet.rows[0].high), *jet.look.ties):
        row = twofold.where(lost, np.nan, row)
    return np.broadcast_to(row.high, shape)
