"""The Taylor coefficients of a function, from one evaluation on jets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from actplot.arrays import Bools, Floats, Series
from actplot.calculus import rules, series
from actplot.calculus.jet import FUNCTIONS, UFUNCS, Function, Jet
from actplot.calculus.trace import Trace

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

# A jet goes by the rules, which are made of jets.
UFUNCS.update(rules.UFUNCS)
FUNCTIONS.update(rules.FUNCTIONS)


def variable(x: ArrayLike, order: int, trace: Trace | None = None) -> Jet:
    """The jet of the identity at each point of x."""
    coefficients = series.constant(x, order)
    coefficients[1:2] = 1.0
    return Jet(coefficients, trace)


def taylor_once(f: Function, x: Floats, order: int, trace: Trace) -> Series:
    """The coefficients of f at x from one look."""
    rows = coefficients(f(variable(x, order, trace)), order, x.shape)
    if order and np.isnan(rows[0]).any():
        # What has no value has no derivative.
        rows = np.where(np.isnan(rows[0]), np.nan, rows)
    return rows


def coefficients(result: Any, order: int, shape: tuple[int, ...]) -> Series:
    """What a function of a jet returned, as a series over all its points."""
    rows = result.coefficients if isinstance(result, Jet) else series.constant(result, order)
    if rows.shape == (order + 1, *shape):
        return rows
    return np.broadcast_to(series.padded(rows, len(shape)), (order + 1, *shape))


def marked(masks: list[Bools], shape: tuple[int, ...]) -> Bools:
    """The points that any mask marks, flat; a mask may have more axes, or fewer."""
    union = np.zeros(shape, dtype=np.bool_)
    for mask in masks:
        extra = tuple(range(max(mask.ndim - len(shape), 0)))
        union |= mask.any(axis=extra) if extra else mask
    return union.ravel()
