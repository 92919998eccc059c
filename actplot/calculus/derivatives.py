"""The values and derivatives of a function, from as many looks at it as they need."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from actplot.arrays import Bools, Floats, Series
from actplot.calculus import series, twofold_jets
from actplot.calculus.jet import Function, Jet
from actplot.calculus.switches import lean
from actplot.calculus.taylor import marked, taylor_once
from actplot.calculus.trace import Trace, Watch

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


def derivatives(f: Function, x: ArrayLike, order: int, trace: Trace | None = None) -> Floats:
    """Derivatives 0 to order of f, shape (order+1, *x.shape). Never warns.

    Where f joins two functions, a derivative is that of both sides if these agree,
    else the one that f itself selects there.
    """
    places = np.asarray(x, dtype=np.float64)
    with np.errstate(all="ignore"):
        rows = _taylor(f, places, order, trace or Trace())
        return rows * series.column(_factorials(order), rows.ndim)


def evaluate(f: Function, x: ArrayLike, derivative: int = 0) -> Floats:
    """f or a derivative of it at x, float64 of x's shape. Never warns.

    NaN gives NaN; an infinity gives the limit there, or NaN where none exists.
    """
    x = np.asarray(x, dtype=np.float64)
    finite = np.isfinite(x)
    result = np.array(_looked(f, np.where(finite, x, 0.0), derivative)[0])
    result[~finite] = np.nan
    for end in (np.inf, -np.inf):
        if (x == end).any():
            from actplot.calculus.limits import limit  # on use: few ask for infinities

            result[x == end] = limit(lambda at: _looked(f, at, derivative), end)
    return result


def _looked(f: Function, x: Floats, order: int) -> tuple[Floats, Bools]:
    """f^(order) at x, and where digits were lost on the way; there from a second look in more."""
    trace = Trace(watch=(watch := Watch(x)))
    rows = derivatives(f, x, order, trace)
    result: Floats = rows[order]
    if not watch.lossy and not watch.edges:
        return result, np.zeros(x.shape, dtype=np.bool_)
    from actplot.calculus.closer import looked_again  # on use: it is seldom needed

    lossy = marked(watch.lossy, x.shape)
    # What rounding divides by 0 is infinite, and may have no derivative for it.
    known = ~np.isnan(rows[order]) | np.isinf(rows[0])
    unclear = lossy & known.ravel() | marked(watch.edges, x.shape)
    unclear &= ~marked(watch.expanded, x.shape)
    with np.errstate(all="ignore"):
        again = looked_again(f, x.ravel(), order, result.ravel(), unclear)
    return again.reshape(x.shape), lossy.reshape(x.shape)


def prime(f: Function, order: int = 1) -> Function:
    """The derivative of f of the given order, again a function of arrays and jets."""

    def derivative(x: Any) -> Any:
        if not isinstance(x, Jet):
            return derivatives(f, x, order)[order]
        if x.is_twofold:
            return twofold_jets.derived(f, x, order)
        inner = x.coefficients
        trace = _inside(x)
        outer = _taylor(f, inner[0], x.order + order, trace)
        if x.trace is not None and x.trace.plain:
            x.trace.over += trace.over
            if x.order:
                x.trace.tied += trace.tied
        weights = _factorials(x.order + order)
        weights = weights[order:] / weights[: x.order + 1]
        outer = outer[order:] * series.column(weights, outer.ndim)
        return x.followed(series.composed(outer, inner))

    return derivative


def _inside(x: Jet) -> Trace:
    """The trace of a function of x whose derivative is taken."""
    if x.trace is None:
        return Trace()
    side = x.trace.side
    if side is not None:
        left, right = lean(x.coefficients)
        side = np.where(side < 0.0, left, right)
    return x.trace.within(side, x.value)


def _taylor(f: Function, x: Floats, order: int, trace: Trace) -> Series:
    """The coefficients of f at x, where need be from several looks at it."""
    rows = taylor_once(f, x, order, trace)
    if not trace.plain:
        return rows
    if trace.watch is not None:
        trace.watch.expanded += trace.removable + trace.flat + (trace.singular if order else [])
    if trace.removable or trace.flat or trace.tied or trace.over or trace.rough:
        from actplot.calculus.closer import look_closer  # on use: it is seldom needed

        rows = rows.copy()
        look_closer(f, x.ravel(), rows.reshape(order + 1, -1), trace, x.shape)
    return rows


@lru_cache
def _factorials(order: int) -> Floats:
    return np.array([float(math.factorial(k)) for k in range(order + 1)])
