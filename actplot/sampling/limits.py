"""What a function and its derivatives tend to on the two sides of a place."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from actplot.arrays import Bools, Floats
from actplot.sampling.probe import Function, probe

# Distances from the place, as shares of the room next to it: a geometric ladder
# whose last rung is near the spacing of the floats.
LADDER = 2.0 ** -(3.0 * np.arange(17))
# Derivatives that are given, and those that are evaluated to extrapolate them.
ORDER = 2
_EVALUATED = 4
# Estimates of value, slope and curvature that agree to this share are one.
AGREE = (1e-9, 1e-8, 1e-5)
# What rounding of the values can do to them and their derivatives, as a share.
_ROUNDING = 1e-15
# Noisy estimates of them need agree to these shares only.
_NOISY = (1e-5, 1e-3, 1e-2)
# Values whose steps shrink by less than this from rung to rung grow without end.
_GROWS = 0.97


class Side(NamedTuple):
    """A function next to n places, on one side of them; arrays of shape (ORDER + 1, n).

    limits   of derivatives 0 to ORDER; infinite where unbounded, NaN where
             undefined or without a limit
    sizes    how large the derivatives are near the places
    errors   how far the limits may be off
    defined  whether there is a function on that side at all, shape (n,)
    """

    limits: Floats
    sizes: Floats
    errors: Floats
    defined: Bools


def one_sided(
    function: Function, start: Floats, side: float, room: Floats, at: Floats, noisy: Bools
) -> Side:
    """What function tends to next to the places at.

    start, shape (n,), is where the search begins, side -1.0 looks left of it and
    1.0 right, room is how far the function is smooth there, noisy whether its
    values lose digits towards the place.
    """
    x = _ladder(start, side, room)
    rows, _ = probe(function, x.ravel(), _EVALUATED)
    rows = rows.reshape(-1, *x.shape)
    usable = np.vstack([np.ones((1, len(start)), dtype=np.bool_), x[1:] != x[:-1]])
    shift = at - x
    limits, errors = np.empty((2, ORDER + 1, len(start)))
    sizes = np.abs(rows[: ORDER + 1, :2])
    sizes = np.where(np.isfinite(sizes), sizes, 0.0).max(axis=1)
    for order in range(ORDER + 1):
        terms = [
            rows[order + k] * shift**k / math.factorial(k) for k in range(_EVALUATED - order + 1)
        ]
        # What the derivative can vary by, as far as the others let one see.
        variation = np.abs(rows[: order + 2, 0]) * room ** (np.arange(order + 2.0)[:, None] - order)
        scale = np.where(np.isfinite(variation), variation, 0.0).max(axis=0)
        raw = rows[order]
        # A value may be known where its derivatives are not.
        estimates = np.where(np.isnan(sum(terms)), raw, sum(terms))
        limits[order], errors[order] = _limit(raw, estimates, scale, order, usable, noisy)
        errors[order] += _ROUNDING * scale
    limits[1] = _steepness(limits, rows[0], shift)
    defined = np.asarray(~np.isnan(rows[0, -2:]).all(axis=0))
    return Side(limits, sizes, errors, defined)


def _steepness(limits: Floats, values: Floats, shift: Floats) -> Floats:
    """The slopes among limits, where rounding made one infinite that of a chord instead.

    The chords to a place with an infinite slope grow steeper towards it.
    """
    chords = ((limits[0] - values) / shift)[:4]
    growing = np.abs(chords[1:]) > 1.05 * np.abs(chords[:-1])
    mistaken = ~np.isfinite(limits[1]) & np.isfinite(chords).all(axis=0) & ~growing.all(axis=0)
    flattest = chords[np.argmin(np.abs(chords), axis=0), np.arange(chords.shape[1])]
    slopes: Floats = np.where(mistaken, flattest, limits[1])
    return slopes


def _ladder(start: Floats, side: float, room: Floats) -> Floats:
    """Points that approach start from one side, shape (rungs, n)."""
    x = start + side * room * LADDER[:, np.newaxis]
    nearest = np.nextafter(start, side * np.inf)
    # Beside 0 the nearest floats are subnormal, and upset divisions.
    nearest = np.where(start == 0.0, x[-1], nearest)
    return np.asarray(side * np.maximum(side * x, side * nearest))


def _limit(
    raw: Floats, estimates: Floats, scale: Floats, order: int, usable: Bools, noisy: Bools
) -> tuple[Floats, Floats]:
    """The limit of each column of raw, shape (rungs, n), nearest rung last, and its error.

    scale, (n,), is how large the values are at all, usable marks the rungs
    that are places of their own, noisy, (n,), where values lose digits on the way.
    """
    columns = np.arange(raw.shape[1])
    steps = np.abs(np.diff(estimates, axis=0))
    steps[np.isnan(steps) | ~usable[1:]] = np.inf
    sizes = np.fmax(scale, np.abs(estimates[1:]))
    # The nearest rung is the most exact one, but not where something is divided
    # by next to nothing: there rounding takes over after the estimates have come
    # nearest to each other, and may freeze in the end.
    turns = np.isfinite(steps[:-1]) & (steps[:-1] <= np.fmin(steps[1:], _NOISY[order] * sizes[:-1]))
    early = noisy & turns.any(axis=0)
    calm = (steps[1:] <= 2.0 * steps[:-1]).all(axis=0)
    agree = (steps <= AGREE[order] * sizes) & (calm | ~noisy)
    first = np.argmax(turns, axis=0)
    start, error = estimates[1:][first, columns], steps[first, columns]
    close = np.abs(estimates[1:] - start) <= 2.0 * error + 4e-16 * np.abs(start)
    good = np.where(early, close, agree)
    rung = len(steps) - 1 - np.argmax(good[::-1], axis=0)
    limits, errors = estimates[1:][rung, columns], np.where(early, error, steps[rung, columns])
    for column in np.nonzero(~early & ~agree.any(axis=0))[0]:
        values = raw[usable[:, column], column]
        limits[column] = _unsettled(values)
        errors[column] = abs(limits[column] - values[-1])
    return limits, np.where(np.isfinite(limits), errors, 0.0)


def _unsettled(values: Floats) -> float:
    """The limit of values that have not come to rest: infinite, or slowly reached."""
    if np.isinf(values[-1]):
        return float(values[-1])
    if len(values) < 5 or np.isnan(values[-5:]).any():
        return math.nan
    steps = np.diff(values[-5:])
    ratios = steps[1:] / steps[:-1]
    if not (ratios > 0.0).all():
        return math.nan
    if ratios.min() >= 2.0 and abs(values[-1]) >= 1e3 * abs(values[0]):
        return math.copysign(math.inf, steps[-1])
    if np.ptp(ratios) > 0.1:
        return math.nan
    if ratios[-1] >= _GROWS:  # as a logarithm does
        return math.copysign(math.inf, steps[-1])
    # A power of the distance shrinks by one factor from rung to rung (Aitken).
    return float(values[-1] + steps[-1] * ratios[-1] / (1.0 - ratios[-1]))
