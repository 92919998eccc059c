"""What can be computed of an activation: its limits and its special points."""

from __future__ import annotations

from typing import Any

import numpy as np

from actplot.activations import Match
from actplot.expression import Curve, curves
from actplot.jet import evaluate
from actplot.sampling import features

# Where zeros, extrema and corners are looked for.
SEARCHED = (-20.0, 20.0)


def curve_of(match: Match) -> Curve:
    """The curve that stands for an activation: with the defaults that its name brings.

    Where values or inputs must be given, as for maxout, it is that of its example.
    """
    entry = match.activation
    if entry.example != entry.name:
        return curves(entry.example)[0]
    given = ", ".join(f"{name}={value}" for name, value in match.defaults.items())
    return curves(f"{entry.name}({given})" if given else entry.name)[0]


def computed(curve: Curve) -> dict[str, Any]:
    """Limits (None: there is none) and special points, [x, y] each."""
    function = curve.function
    ends = evaluate(function, np.array([-np.inf, np.inf]))
    slopes = evaluate(function, np.array([-np.inf, np.inf]), 1)
    found = features(function, *SEARCHED)
    return {
        "expression": curve.text,
        "limits": [_limit(end) for end in ends],
        "slopes": [_limit(slope) for slope in slopes],
        "zeros": [point.x for point in found.roots],
        "minima": [list(point) for point in found.minima],
        "maxima": [list(point) for point in found.maxima],
        "inflections": [list(point) for point in found.inflections],
        "corners": [list(point) for point in found.corners],
        "jumps": [list(point) for point in found.jumps],
        "searched": list(SEARCHED),
    }


def _limit(value: float) -> float | str | None:
    """A number; infinity as a word, because JSON has none; None if there is no limit."""
    if value != value:
        return None
    return float(value) if abs(value) != float("inf") else ("inf" if value > 0 else "-inf")
