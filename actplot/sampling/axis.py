"""From data values to places on the drawn axes and back."""

from __future__ import annotations

import math
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike

from actplot.arrays import Floats
from actplot.errors import ActplotError
from actplot.records import Record

Scale = Literal["linear", "log", "symlog"]

SYMLOG_LINEAR = 1.0 / math.log(10.0)
"""Slope of a symlog scale inside its linear part: that of the logarithm where it begins, so that
no curve has a corner there."""


class Axis(Record):
    """One axis of a plot: its range, its scale and its drawn length.

    low and high are the data values at the two ends (low may be the larger:
    the axis then runs backwards), length_pt is the drawn length in points.
    linthresh is where a symlog scale turns from linear to logarithmic.
    """

    low: float
    high: float
    scale: Scale = "linear"
    length_pt: float = 200.0
    linthresh: float = 1.0

    def fraction(self, values: ArrayLike) -> Floats:
        """Place of each value along the axis: 0 at low, 1 at high.

        values has any shape, and so has the result. A value that a log scale
        cannot show gives -inf (zero) or NaN (negative).
        """
        start, end = self._ends
        with np.errstate(all="ignore"):
            return (self._scaled(np.asarray(values, dtype=np.float64)) - start) / (end - start)

    def value(self, fractions: ArrayLike) -> Floats:
        """The data value at each place along the axis: the inverse of `fraction`."""
        start, end = self._ends
        places = np.asarray(fractions, dtype=np.float64)
        with np.errstate(all="ignore"):
            values = self._unscaled(start + places * (end - start))
        # Rounding must not move the ends.
        values = np.where(places == 0.0, self.low, values)
        return np.where(places == 1.0, self.high, values)

    def slopes(self, values: ArrayLike) -> tuple[Floats, Floats]:
        """First and second derivative of `fraction` at each value."""
        start, end = self._ends
        v = np.asarray(values, dtype=np.float64)
        with np.errstate(all="ignore"):
            if self.scale == "linear":
                first, second = np.ones_like(v), np.zeros_like(v)
            elif self.scale == "log":
                first = 1.0 / (v * np.log(10.0))
                second = -first / v
            else:
                outer = np.abs(v) > self.linthresh
                first = np.where(outer, self.linthresh / (np.abs(v) * np.log(10.0)), SYMLOG_LINEAR)
                second = np.where(outer, -first / v, 0.0)
            return first / (end - start), second / (end - start)

    @cached_property
    def _ends(self) -> tuple[float, float]:
        ends = self._scaled(np.array([self.low, self.high], dtype=np.float64))
        return float(ends[0]), float(ends[1])

    def _scaled(self, v: Floats) -> Floats:
        if self.scale == "linear":
            return v
        if self.scale == "log":
            return np.log10(v)
        size = np.abs(v)
        # Of 0, at which a range may end, the logarithm is not asked.
        decades = np.log10(np.maximum(size, self.linthresh) / self.linthresh)
        outer = np.copysign(self.linthresh * (SYMLOG_LINEAR + decades), v)
        return np.where(size <= self.linthresh, v * SYMLOG_LINEAR, outer)

    def _unscaled(self, s: Floats) -> Floats:
        if self.scale == "linear":
            return s
        if self.scale == "log":
            return np.power(10.0, s)
        size = np.abs(s)
        outer = np.copysign(
            self.linthresh * np.power(10.0, size / self.linthresh - SYMLOG_LINEAR), s
        )
        return np.where(size <= self.linthresh * SYMLOG_LINEAR, s / SYMLOG_LINEAR, outer)


class Frame(Record):
    """The two axes of a plot."""

    x: Axis
    y: Axis


def limits(x: Any) -> tuple[float, float]:
    """The ends of a range of x that a program gives. Raises ActplotError."""
    try:
        low, high = (float(value) for value in x)
    except (TypeError, ValueError):
        raise ActplotError(f"x must be a pair of numbers, not {x!r}") from None
    if not low < high:
        raise ActplotError(
            f"x must go from a lower to a higher number, not from {low:g} to {high:g}"
        )
    if not -1e300 < low < high < 1e300:
        raise ActplotError(f"x must lie between -1e300 and 1e300, not go from {low:g} to {high:g}")
    return low, high
