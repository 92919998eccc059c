"""A curve over a part of x: a function restricted to a domain."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from actplot.calculus.jet import Jet
from actplot.expression.curve import Curve
from actplot.records import replace


def restricted(curve: Curve, low: float, high: float) -> Curve:
    """The curve from low to high, either of which may be infinite; elsewhere it is undefined."""
    function = curve.function

    def inside(x: Any) -> Any:
        with np.errstate(all="ignore"):
            # Each end is a switch by itself, so that it is found to the last digit.
            values = function(x)
            if math.isfinite(low):
                values = np.where(x >= low, values, np.nan)
            if math.isfinite(high):
                values = np.where(x <= high, values, np.nan)
        return values if isinstance(values, Jet) else np.asarray(values, dtype=np.float64)

    return replace(curve, function=inside, domain=(low, high), window=_window(curve, low, high))


def _window(curve: Curve, low: float, high: float) -> tuple[float, float]:
    """All of a finite domain; of a half-line as much as suits the function."""
    left, right = curve.window
    if math.isfinite(low) and math.isfinite(high):
        return low, high
    if math.isfinite(low):
        return low, max(right, low + (right - left) / 2)
    if math.isfinite(high):
        return min(left, high - (right - left) / 2), high
    return curve.window
