"""What a function tends to at an infinity."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from actplot.arrays import Bools, Floats

# Where the limits at infinity are looked for: far enough that only the leading term
# is left, and at so many places that no oscillation looks like growth.
_FAR = np.append(1.2345 * 10.0 ** np.arange(16.0, 300.0, 6.0), 1e300)
# Where exp has not overflowed yet, for what has no value farther out.
_NEAR = 1.2345 * 2.0 ** np.arange(5.0, 9.25, 0.25)
_PLATEAU = 4  # so many rungs of one value, 18 powers of ten, show a limit
_LATER = 4  # rungs of _FAR at one of which it begins
# Where what cancels farther out still has digits.
_MIDDLE = 1.2345 * 2.0 ** np.arange(1.5, 40.0, 0.5)
# Whole numbers, and numbers between them, of which there are none among the floats farther out.
_WHOLE_AND_BROKEN = 2.0**45 + np.array([[1.0, 2.0, 3.0], [1.3, 2.3, 3.3]])
_SETTLED, _ROUNDED = 1e-9, 1e-6


@np.errstate(all="ignore")
def limit(look: Callable[[Floats], tuple[Floats, Bools]], end: float) -> float:
    """What values tend to for x to end, an infinity; NaN where no limit is found.

    look: gives the values at x, and where they have lost digits.
    """
    far, lost = look(np.copysign(_FAR, end))
    value = _far_out(far, lambda: look(np.copysign(_NEAR, end))[0])
    if not math.isnan(value) and _at_whole_numbers_only(look, end):
        return math.nan
    if not lost.any() or math.isinf(value):
        return value
    # Terms that cancel leave nothing but rounding so far out: sqrt(x^2 + x) - x leaves 0.
    middle = look(np.copysign(_MIDDLE, end))[0]
    nearer = _settled(middle)
    if math.isnan(nearer):
        # Floats so far out are whole numbers: there x - floor(x) is 0.
        last = middle[-_PLATEAU:]
        return math.nan if np.abs(last - value).max() > 1e-2 * max(1.0, abs(value)) else value
    return value if abs(nearer - value) <= _ROUNDED * max(1.0, abs(nearer)) else nearer


def _at_whole_numbers_only(look: Callable[[Floats], tuple[Floats, Bools]], end: float) -> bool:
    """Whether there are values at whole numbers alone, as those of x^x for x < 0."""
    whole, broken = np.isnan(look(np.copysign(_WHOLE_AND_BROKEN, end))[0])
    return bool(broken.all() and not whole.any())


def _far_out(far: Floats, nearer: Callable[[], Floats]) -> float:
    """What is seen from values far out, or where there are none, from nearer ones."""
    if np.isnan(far[:_PLATEAU]).any():
        near = nearer()
        # Growth that fades, as that of x / (1 + x), is none yet.
        change = np.abs(np.diff(near))
        value = _limit(near)
        return math.nan if math.isinf(value) and change[-1] < change[0] else value
    if _agree(far[:_PLATEAU]):
        return float(far[0]) + 0.0  # what comes later and differs has overflowed; not -0.0
    for start in range(1, _LATER):
        if _agree(plateau := far[start : start + _PLATEAU]):
            return float(plateau[-1]) + 0.0
    return _limit(far)


def _settled(values: Floats) -> float:
    """What values on a ladder tend to, from where they first settle; NaN if they do not."""
    estimates = values
    for _ in range(3):
        change = np.diff(estimates)
        steps = np.maximum(np.abs(change[1:]), np.abs(change[:-1]))
        size = np.abs(estimates[2:])
        settled = steps <= _SETTLED * np.maximum(
            size, np.fmax.reduce(np.abs(values[:3])) * _SETTLED
        )
        if settled.any():
            first = int(np.argmax(settled))
            run = steps[first:][np.logical_and.accumulate(settled[first:])]
            best = float(estimates[2 + first + int(np.argmin(run))])
            return best + 0.0
        # What shrinks by one factor from rung to rung, as a power of 1/x does (Aitken).
        gain = change[1:] ** 2 / (change[1:] - change[:-1])
        gain[np.abs(change[1:]) >= np.abs(change[:-1])] = math.nan
        estimates = estimates[2:] - np.where(change[1:] == 0.0, 0.0, gain)
    return math.nan


def _limit(values: Floats) -> float:
    """What a function tends to, from its values on a ladder."""
    # A difference of two infinities says nothing; the values before it may.
    steps = values[: np.argmax(np.isnan(values))] if np.isnan(values).any() else values
    if len(steps) < 3:
        return math.nan
    last = float(steps[-1])
    sizes = np.abs(steps)
    if _agree(steps):
        return last + 0.0
    if sizes[-1] <= 1e-9 and (np.diff(sizes) <= 0.0).all():
        return 0.0
    grows = (np.diff(sizes) > 0.0) | np.isinf(steps[1:])
    if grows.all() and (np.sign(steps) == np.sign(last)).all():
        return math.copysign(math.inf, last)
    return math.nan


def _agree(values: Floats) -> bool:
    """Whether they are one value, but for rounding."""
    return bool((np.abs(values - values[-1]) <= 1e-9 * abs(values[-1])).all())
