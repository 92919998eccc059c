"""The range of values of a function, for automatic limits."""

from __future__ import annotations

import numpy as np

from actplot.arrays import Bools, Floats
from actplot.sampling.breaks import Look, survey
from actplot.sampling.pieces import Break, Extent
from actplot.sampling.probe import Function, probe
from actplot.sampling.stretches import stretches, turns

# How near to a pole values still count, as a share of the range, and of the
# distance to the next pole: tan on [-10, 10] and 1/x on [-5, 5] reach about 5.
_NEAR, _BETWEEN = 0.02, 1.0 / 16.0
# So small values may be nothing but rounding of 0. This is so where, at so many places, they differ
# from those of the next floats but a few by more than such a share of all that they span.
_TINY, _NEIGHBOUR, _ALIKE, _MANY = 1e-9, 1.0 + 2.0**-50, 0.25, 8


@np.errstate(all="ignore")
def extent(function: Function, low: float, high: float, look: Look = survey) -> Extent:
    """The range of values of function from low to high.

    lowest and highest are exact: extrema within, limits at jumps and values at
    them are seen, an unbounded function gives an infinity. low and high leave
    out what lies close to a pole. NaN where the function is nowhere defined.
    """
    surveyed = look(function, low, high)
    samples = stretches(surveyed)
    turning = turns(function, samples, 1)
    x = np.concatenate([samples.x, turning, [b.x for b in surveyed.breaks]])
    y = np.concatenate(
        [
            samples.rows[0],
            probe(function, turning, 0)[0][0],
            [b.value if _bounded(b) else np.nan for b in surveyed.breaks],
        ]
    )
    x, y = x[~np.isnan(y)], y[~np.isnan(y)]
    if not len(y):
        return Extent(np.nan, np.nan, np.nan, np.nan)
    lowest, highest = float(y.min()), float(y.max())
    if highest - lowest > 0.0 and max(-lowest, highest) < _TINY:
        calm = ~np.isin(samples.x, [b.x for b in surveyed.breaks])
        if _rounding(function, samples.x[calm], highest - lowest):
            return Extent(0.0, 0.0, 0.0, 0.0)
    poles = np.array([b.x for b in surveyed.breaks if not _bounded(b)])
    if not len(poles):
        return Extent(lowest, highest, lowest, highest)
    margin = np.full(len(poles), _NEAR * (high - low))
    gaps = np.diff(poles) * _BETWEEN
    margin = np.minimum(margin, np.minimum(np.append(gaps, np.inf), np.append(np.inf, gaps)))
    flanks = np.concatenate([poles - margin, poles + margin])
    flanks = flanks[(flanks >= low) & (flanks <= high)]
    kept = np.concatenate([y[_away(x, poles, margin)], probe(function, flanks, 0)[0][0]])
    kept = kept[np.isfinite(kept)]
    if not len(kept):
        return Extent(lowest, highest, lowest, highest)
    return Extent(float(kept.min()), float(kept.max()), lowest, highest)


def _rounding(function: Function, x: Floats, span: float) -> bool:
    """Whether values that span so little are rounding: then those of neighbours differ as much."""
    here, beside = (probe(function, places, 0)[0][0] for places in (x, x * _NEIGHBOUR))
    return int((np.abs(beside - here) > _ALIKE * span).sum()) >= _MANY


def _bounded(b: Break) -> bool:
    return not (np.isinf(b.left[0]) or np.isinf(b.right[0]))


def _away(x: Floats, poles: Floats, margin: Floats) -> Bools:
    """Whether each x is at least the margin away from the poles on both sides of it."""
    after = np.searchsorted(poles, x)
    left, right = np.maximum(after - 1, 0), np.minimum(after, len(poles) - 1)
    return (np.abs(x - poles[left]) >= margin[left]) & (np.abs(x - poles[right]) >= margin[right])
