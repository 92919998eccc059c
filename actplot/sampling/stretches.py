"""A function between its breaks: smooth stretches, each with the limits at its ends."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from actplot.arrays import Bools, Floats, Ints
from actplot.sampling.breaks import MOST, SAME, Survey
from actplot.sampling.locate import keys, narrowed, places
from actplot.sampling.probe import Function, probe, spacing

# What is smaller than this share of the size of a function is rounding.
_ROUNDING = 1e-12
# The size of a function is one that this share of its values does not exceed.
_MOST_OF = 0.9
# Near 0 floats are arbitrarily dense; places are known to this share of the range.
_CLOSE = 1e-17
# At a break itself a function has its own value, not its limit: what changes is
# looked for from this share of the room next to it.
_OFFSET = 1e-9


class Samples(NamedTuple):
    """Points from left to right; each break gives two, one for each side.

    x        shape (n,)
    rows     derivatives 0 to 2, (3, n); at a break their limits
    stretch  which smooth stretch a point belongs to, (n,)
    limit    whether a point is a limit at a break, (n,)
    """

    x: Floats
    rows: Floats
    stretch: Ints
    limit: Bools

    def together(self) -> Bools:
        """For each point but the last, whether the next one is on the same stretch."""
        return np.equal(self.stretch[1:], self.stretch[:-1])


def stretches(survey: Survey) -> Samples:
    """The points of the first look and the limits at the breaks; undefined points left out."""
    count = len(survey.breaks)
    at = np.array([b.x for b in survey.breaks])
    own = ~np.isin(survey.x, at)
    x, rows = survey.x[own], survey.rows[:, own]
    stretch = np.searchsorted(at, x)
    if count:
        limits = [b.left for b in survey.breaks] + [b.right for b in survey.breaks]
        x = np.concatenate([x, at, at])
        rows = np.concatenate([rows, np.stack(limits, axis=1)], axis=1)
        stretch = np.concatenate([stretch, np.arange(count), np.arange(1, count + 1)])
    order = np.lexsort((x, stretch))
    x, rows, stretch = x[order], rows[:, order], stretch[order]
    void = np.isnan(rows[0])
    stretch = (stretch + np.cumsum(void))[~void]
    # The outer side of a break at an end of the range is a single point.
    paired = np.zeros(len(stretch) + 1, dtype=np.bool_)
    paired[1:-1] = stretch[1:] == stretch[:-1]
    kept = np.nonzero(~void)[0][paired[1:] | paired[:-1]]
    stretch = stretch[paired[1:] | paired[:-1]]
    return Samples(x[kept], rows[:, kept], stretch, np.isin(x[kept], at))


def size(values: Floats) -> float:
    """A size that most values do not exceed, so that a pole does not count."""
    sizes = np.sort(np.abs(values[np.isfinite(values)]))
    # np.quantile would import numpy.ma first.
    return float(sizes[int(_MOST_OF * (len(sizes) - 1))]) if len(sizes) else 0.0


def rounding(samples: Samples, order: int) -> float:
    """Up to which size a derivative of the given order may be nothing but rounding."""
    width = samples.x[-1] - samples.x[0] if len(samples.x) else 1.0
    sizes = [size(row) / width ** (order - k) for k, row in enumerate(samples.rows[: order + 1])]
    return _ROUNDING * max(sizes)


def turns(function: Function, samples: Samples, order: int) -> Floats:
    """Where the derivative of the given order changes sign within a stretch, exact to the float.

    What is no more than rounding counts as zero, and a stretch of zeros is no change.
    """
    values = samples.rows[order]
    sign = np.where(np.abs(values) > rounding(samples, order), np.sign(values), 0.0)
    (firm,) = np.nonzero(sign)
    a, b = firm[:-1], firm[1:]
    change = (samples.stretch[a] == samples.stretch[b]) & (sign[a] != sign[b]) & (b - a <= 2)
    a, b = a[change][:MOST], b[change][:MOST]
    room = (samples.x[b] - samples.x[a]) * _OFFSET
    low = samples.x[a] + np.where(samples.limit[a], room, 0.0)
    high = samples.x[b] - np.where(samples.limit[b], room, 0.0)
    crossed = narrowed(
        lambda x: probe(function, x, order)[0][order:],
        np.zeros(len(a), dtype=np.intp),
        keys(low),
        keys(high),
        close=_CLOSE * (samples.x[-1] - samples.x[0]) if len(a) else 0.0,
    )
    same = spacing(samples.x) * SAME if len(a) else 0.0
    return np.array([place.at for place in places(crossed, same)])
