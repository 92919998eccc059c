"""Finding the exact floats at which a quantity changes sign or touches zero.

Intervals are narrowed in the order of the floats, not by their distance, so
that the search ends at two adjacent floats everywhere, also next to 0. All
intervals are narrowed at once, each by many points, since a call of the
function costs far more than a point.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actplot.arrays import Bools, Floats, Ints

Keys = NDArray[np.uint64]
Quantities = Callable[[Floats], Floats]

# Points tried in an interval in one round: spread evenly, and in steps that
# double away from where the quantity would be zero if it were a straight line.
# Many intervals get fewer, so that a round stays one of some thousand points.
_DOUBLING = np.uint64(1) << np.arange(63, dtype=np.uint64)
_SPREAD, _STEP, _MANY = 64, 1, 64
_SPREAD_MANY, _STEP_MANY = 8, 4
# A quantity touches 0 where it falls below this share of its values nearby.
TOUCHES = 1e-12
_TOP = np.uint64(1 << 63)
_AT_ZERO = _TOP + np.arange(3, dtype=np.uint64) - np.uint64(1)


class Change(NamedTuple):
    """Where one quantity changes sign: the adjacent floats on both sides.

    at is the one of the two at which it is nearest to zero, size how near, row
    the number of the quantity, and span that of the interval in which it was
    looked for.
    """

    at: float
    size: float
    row: int
    span: int


class Crossing(NamedTuple):
    """One place at which something changes, known to lie from first to last.

    size is how near to zero the quantities come that change there, rows are
    their numbers.
    """

    first: float
    at: float
    last: float
    size: float
    rows: frozenset[int]


def keys(x: Floats) -> Keys:
    """The place of each float in the order of all floats; -0.0 and 0.0 share one."""
    bits = (x + 0.0).view(np.uint64)
    return np.where(bits >= _TOP, ~bits + np.uint64(1), bits | _TOP)


def floats(places: Keys) -> Floats:
    """The inverse of `keys`."""
    bits = np.where(places >= _TOP, places & ~_TOP, ~places + np.uint64(1))
    return np.where(places == _TOP, np.uint64(0), bits).view(np.float64)


def signs(quantities: Floats) -> NDArray[np.int8]:
    """-1, 0 or 1; 2 for NaN."""
    return np.where(np.isnan(quantities), 2.0, np.sign(quantities)).astype(np.int8)


def changes(quantities: Quantities, x: Floats, values: Floats, limit: int) -> list[Change]:
    """Every place between the points x where a quantity changes sign or touches 0.

    quantities maps points (n,) to values (m, n); values are those at x. At
    most limit places are looked for, from left to right.
    """
    classes = signs(values)
    row, cell = np.nonzero(classes[:, 1:] != classes[:, :-1])
    touching, spans = _touching(quantities, x, values)
    spans = [(row, keys(x[cell]), keys(x[cell + 1])), *spans]
    row, low, high = (np.concatenate(parts) for parts in zip(*spans, strict=True))
    first = np.argsort(low, kind="stable")[:limit]
    return narrowed(quantities, row[first], low[first], high[first], limit) + touching


def narrowed(
    quantities: Quantities,
    row: Ints,
    low: Keys,
    high: Keys,
    limit: int | None = None,
    close: float = 0.0,
) -> list[Change]:
    """The adjacent floats between which quantity row[k] changes from low[k] to high[k].

    With a limit every change that shows in the first round is followed, up to
    so many; without it one in each interval. Both ends of a run of zeros count.
    Floats that are close, in distance, need not be adjacent.
    """
    if not len(row):
        return []
    origin = np.arange(len(row))
    values = _of(quantities, row, np.stack([low, high], axis=1))
    wide = limit is not None
    follow = np.zeros(len(row), dtype=np.int8)  # 0 both ends, 1 the first alone, -1 the last alone
    while wide or ((high - low > 1) & (floats(high) - floats(low) > close)).any():
        places = _tries(low, high, values)
        tried = _of(quantities, row, places)
        classes = signs(tried)
        differ = classes[:, 1:] != classes[:, :-1]
        if wide:
            span, step = (indices[:limit] for indices in np.nonzero(differ))
            wide, follow = False, np.zeros(len(span), dtype=np.int8)
        else:
            span, step, follow = _followed(differ, follow)
        row, origin = row[span], origin[span]
        low, high = places[span, step], places[span, step + 1]
        values = np.stack([tried[span, step], tried[span, step + 1]], axis=1)
    size = np.abs(values)
    size[np.isnan(size)] = np.inf
    at = floats(np.where(size[:, 0] <= size[:, 1], low, high))
    least = size.min(axis=1)
    return list(map(Change, at.tolist(), least.tolist(), row.tolist(), origin.tolist()))


def _followed(differ: Bools, follow: NDArray[np.int8]) -> tuple[Ints, Ints, NDArray[np.int8]]:
    """The intervals and the steps in them to be followed, as follow says, and what it says next.

    differ, shape (n, steps), is where the sign changes.
    """
    first = np.argmax(differ, axis=1)
    last = differ.shape[1] - 1 - np.argmax(differ[:, ::-1], axis=1)
    last = np.where(differ[np.arange(len(differ)), last], last, first)
    (twice,) = np.nonzero((follow == 0) & (first != last))
    span = np.concatenate([np.arange(len(differ)), twice])
    step = np.concatenate([np.where(follow < 0, last, first), last[twice]])
    follow[twice] = 1
    return span, step, np.concatenate([follow, np.full(len(twice), -1, dtype=np.int8)])


def places(crossed: list[Change], same: float) -> list[Crossing]:
    """The changes merged where they are one place."""
    groups: list[list[Change]] = []
    for change in sorted(crossed):
        if groups and change.at - groups[-1][-1].at <= max(same, 4.0 * np.spacing(abs(change.at))):
            groups[-1].append(change)
        else:
            groups.append([change])
    return [_merged(group) for group in groups]


def _merged(group: list[Change]) -> Crossing:
    first, last = group[0].at, group[-1].at
    size = max(change.size for change in group)
    at = first
    if first < last:
        if first <= 0.0 <= last:
            at = 0.0
        elif last - first > 16.0 * np.spacing(abs(last)):
            at = (first + last) / 2.0
        else:
            # Rounding spread one place over a few floats: (x + 3) / 6 is 1 not
            # only at 3. The number that is shortest to write is the one meant.
            rounded = (float(f"{first:.{digits}g}") for digits in range(1, 18))
            at = next((x for x in rounded if first <= x <= last), first)
    rows = frozenset(change.row for change in group)
    return Crossing(first, at, last, size if np.isfinite(size) else 0.0, rows)


def _touching(
    quantities: Quantities, x: Floats, values: Floats
) -> tuple[list[Change], list[tuple[Ints, Keys, Keys]]]:
    """Zeros that the points x step over without a change of sign.

    Where a quantity touches zero, and intervals (row, low, high) in which it crosses it.
    """
    row, cell = _dips(x, values)
    low, high = keys(x[cell]), keys(x[cell + 2])
    edge = np.abs(values[row, cell])
    start = np.abs(values[row, cell + 1])
    sign = np.sign(values[row, cell])
    places: list[Change] = []
    crossed: list[tuple[Ints, Keys, Keys]] = []
    rounds = 0
    while len(row):
        tried = _spread(low, high, 63)
        heights = _of(quantities, row, tried) * sign[:, np.newaxis]
        heights[np.isnan(heights)] = np.inf
        least = heights.min(axis=1)
        # In the middle of several equal ones: rounding makes a bottom flat.
        bottom = heights == least[:, np.newaxis]
        best = (np.argmax(bottom, axis=1) + 64 - np.argmax(bottom[:, ::-1], axis=1)) // 2
        index = np.arange(len(row))
        under = least < 0.0
        at = tried[index, best]
        crossed += [(row[under], low[under], at[under]), (row[under], at[under], high[under])]
        low, high = tried[index, np.maximum(best - 1, 0)], tried[index, np.minimum(best + 1, 64)]
        ends = ~under & ((high - low <= 2) | (least == 0.0))
        met = ends & (least <= TOUCHES * edge)
        met_at = zip(floats(at[met]).tolist(), row[met].tolist(), strict=True)
        places += [Change(x, 0.0, k, -1) for x, k in met_at]
        rounds += 1
        goes_on = ~under & ~ends & ((rounds < 2) | (least < 0.1 * start))
        row, low, high = row[goes_on], low[goes_on], high[goes_on]
        edge, start, sign = edge[goes_on], start[goes_on], sign[goes_on]
    return places, crossed


def _dips(x: Floats, values: Floats) -> tuple[Ints, Ints]:
    """Where the size of a quantity has a minimum that may reach zero: rows, and points before."""
    classes = signs(values)
    size = np.abs(values)
    here = size[:, 1:-1]
    # A parabola through three points: its slope at the middle one, its bend, its bottom.
    rates = np.diff(size) / np.diff(x)
    bend = np.diff(rates) / (x[2:] - x[:-2])
    slope = rates[:, :-1] + bend * np.diff(x)[:-1]
    dips = (rates[:, :-1] <= 0.0) & (rates[:, 1:] >= 0.0) & (bend > 0.0)
    dips &= here - slope**2 / (4.0 * bend) <= 0.8 * here
    same = (classes[:, :-2] == classes[:, 1:-1]) & (classes[:, 1:-1] == classes[:, 2:])
    row, cell = np.nonzero(dips & same & (classes[:, 1:-1] % 2 != 0))
    return row, cell


def _spread(low: Keys, high: Keys, count: int) -> Keys:
    """low, count places evenly between, and high, for each interval: shape (n, count + 2)."""
    step = np.maximum((high - low) // np.uint64(count + 1), np.uint64(1))
    inner = low[:, np.newaxis] + step[:, np.newaxis] * np.arange(count + 1, dtype=np.uint64)
    inner = np.minimum(inner, high[:, np.newaxis])
    return np.concatenate([inner, high[:, np.newaxis]], axis=1)


def _tries(low: Keys, high: Keys, values: Floats) -> Keys:
    """Where to look in each interval for a change; values are those at its ends."""
    first, last = floats(low), floats(high)
    guess = first + (last - first) * (values[:, 0] / (values[:, 0] - values[:, 1]))
    guess = np.where((guess >= first) & (guess <= last), guess, last)
    centre = np.clip(keys(guess), low, high)[:, np.newaxis]
    count, step = (_SPREAD, _STEP) if len(low) <= _MANY else (_SPREAD_MANY, _STEP_MANY)
    below = centre - np.minimum(_DOUBLING[::step], centre - low[:, np.newaxis])
    above = centre + np.minimum(_DOUBLING[::step], high[:, np.newaxis] - centre)
    even = _spread(low, high, count)
    # Functions often change at 0, towards which there are very many floats.
    zero = np.clip(_AT_ZERO, low[:, np.newaxis], high[:, np.newaxis])
    return np.sort(np.concatenate([even, below, centre, above, zero], axis=1), axis=1)


def _of(quantities: Quantities, row: Ints, places: Keys) -> Floats:
    """Quantity row[k] at the places of interval k; shape of places."""
    values = quantities(floats(places.ravel())).reshape(-1, *places.shape)
    return values[row, np.arange(len(row))]
