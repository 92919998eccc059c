"""How far values may be from the true ones, and the largest errors of an activation."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from reference_data import points
from reference_settings import bound, settings

from actplot.activations import catalogue
from actplot.calculus.derivatives import evaluate

BOUNDS = ((4.0, 16.0), (8.0, 32.0), (1e-12,), (1e-12,), (1e-12,))
"""Of each order: of value and slope in units in the last place on [-10, 10] and beyond, of the
others as a share of the largest value on [-10, 10]."""

SMALLEST = float(np.finfo(float).tiny)


class Worst(NamedTuple):
    """The largest error of each kind, in the order of the bounds, and where it is."""

    errors: tuple[float, ...]
    places: tuple[float, ...]

    @property
    def passed(self) -> bool:
        """Whether a bound is passed."""
        bounds = [bound for order in BOUNDS for bound in order]
        return any(error > most for error, most in zip(self.errors, bounds, strict=True))


def worst(name: str, setting: int, true: np.ndarray) -> Worst:
    """true: derivatives 0 to 4 at the points of the setting."""
    entry = catalogue()[name]
    x = points(name, setting)
    function = bound(entry, settings(entry)[setting])
    far = np.abs(x) > 10.0
    errors, places = [], []
    for order, bounds in enumerate(BOUNDS):
        computed = evaluate(function, x, order)
        known = np.isfinite(true[order]) & np.isfinite(computed) & (np.abs(true[order]) >= SMALLEST)
        off = np.where(known, np.abs(computed - np.where(known, true[order], 0.0)), 0.0)
        if len(bounds) == 2:
            off /= np.spacing(np.abs(np.where(known, true[order], 1.0)))
            parts = [~far, far]
        else:
            off /= np.abs(true[order][known & ~far]).max(initial=SMALLEST)
            parts = [~far]
        for part in parts:
            at = int(np.argmax(np.where(part, off, -1.0)))
            errors.append(float(off[at]))
            places.append(float(x[at]))
    return Worst(tuple(errors), tuple(places))
