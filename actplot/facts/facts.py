"""What can be computed of an activation: where it tends, what it is like, its special points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from actplot.activations import Match
from actplot.activations.parameter import Value
from actplot.calculus.derivatives import evaluate
from actplot.expression import Curve, curves
from actplot.sampling.ends import ends
from actplot.sampling.features import features
from actplot.sampling.traits import Interval, traits

# Where zeros, extrema and corners are looked for, unless the curve is of interest farther out.
SEARCHED = 20.0


def curve_of(match: Match) -> Curve:
    """The curve of an activation, with the defaults that its name brings.

    Where values or inputs must be given, as for maxout, it is that of its example.
    """
    entry = match.activation
    # One that a spec defines is in no catalogue.
    own = {} if entry.tree is None else {entry.name: entry}
    if entry.example != entry.name and not match.defaults:
        return curves(entry.example, own)[0]
    given = ", ".join(f"{name}={_written(value)}" for name, value in match.defaults.items())
    return curves(f"{entry.name}({given})" if given else entry.name, own)[0]


def _written(value: Value) -> str:
    return f"[{', '.join(map(repr, value))}]" if isinstance(value, Sequence) else repr(value)


def computed(curve: Curve) -> dict[str, Any]:
    """Plain values, the same for the same function.

    limits, slopes: of the function and its derivative on the left and the right; None: there is
    none. asymptotes: y = slope x + offset, likewise. range: its intervals from the lowest up, and
    whether their ends belong to it. monotone: constant, increasing, nondecreasing, decreasing,
    nonincreasing, no. smoothness: k of the class C^k, -1 where it jumps, inf. Of a function
    that is defined nowhere in searched the range is empty, and monotone, symmetry and smoothness
    are None. Special points are [x, y] each; saddles are flat, but no extrema.
    """
    function = curve.function
    reach = SEARCHED * np.ceil(max(map(abs, (SEARCHED, *curve.window))) / SEARCHED)
    searched = -float(reach), float(reach)
    far = ends(function)
    special = features(function, *searched)
    properties = traits(function, -1.25 * reach, 1.25 * reach, far)
    defined = len(properties.range) > 0
    slopes = evaluate(function, np.array([-np.inf, np.inf]), 1)
    saddles = [p for p in special.inflections if _is_flat(curve, p.x)]
    return {
        "expression": curve.text,
        "range": [_interval(part) for part in properties.range],
        "limits": [_number(end.limit) for end in far],
        "slopes": [_number(slope) for slope in slopes],
        "asymptotes": [
            None if np.isnan(end.slope) else {"slope": end.slope, "offset": end.offset}
            for end in far
        ],
        "monotone": properties.direction if defined else None,
        "symmetry": properties.symmetry if defined else None,
        "smoothness": _order(properties.smoothness) if defined else None,
        "zeros": [point.x for point in special.roots],
        "minima": [list(point) for point in special.minima],
        "maxima": [list(point) for point in special.maxima],
        "saddles": [list(point) for point in saddles],
        "inflections": [list(point) for point in special.inflections],
        "corners": [list(point) for point in special.corners],
        "jumps": [list(point) for point in special.jumps],
        "searched": list(searched),
    }


def _is_flat(curve: Curve, x: float) -> bool:
    """Whether the slope at a place is nothing but rounding."""
    slopes = evaluate(curve.function, x + np.array([-1e-3, 0.0, 1e-3]), 1)
    return bool(abs(slopes[1]) <= 1e-9 * max(1e-3, abs(slopes[0]), abs(slopes[2])))


def _interval(part: Interval) -> dict[str, Any]:
    return {
        "low": _number(part.low),
        "high": _number(part.high),
        "low_included": part.from_low,
        "high_included": part.to_high,
    }


def _order(smoothness: int | None) -> int | str:
    return "inf" if smoothness is None else smoothness


def _number(value: float) -> float | str | None:
    """A number; infinity as a word, because JSON has none; None if there is no limit."""
    if value != value:
        return None
    return float(value) if abs(value) != float("inf") else ("inf" if value > 0 else "-inf")
