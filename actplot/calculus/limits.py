"""What a function tends to at an infinity."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from actplot.arrays import Floats

# Where the limits at infinity are looked for: far enough that only the leading term
# is left, and at so many places that no oscillation looks like growth.
_FAR = np.append(1.2345 * 10.0 ** np.arange(16.0, 300.0, 6.0), 1e300)
# Where exp has not overflowed yet, for what has no value farther out.
_NEAR = 1.2345 * 2.0 ** np.arange(5.0, 9.25, 0.25)
_PLATEAU = 4  # so many rungs of one value, 18 powers of ten, show a limit


@np.errstate(all="ignore")
def limit(values: Callable[[Floats], Floats], end: float) -> float:
    """What values(x) tends to for x to end, an infinity; NaN where no limit is found."""
    far = values(np.copysign(_FAR, end))
    if np.isnan(far[:_PLATEAU]).any():
        near = values(np.copysign(_NEAR, end))
        # Growth that fades, as that of x / (1 + x), is none yet.
        change = np.abs(np.diff(near))
        value = _limit(near)
        return math.nan if math.isinf(value) and change[-1] < change[0] else value
    if _agree(far[:_PLATEAU]):
        return float(far[0]) + 0.0  # what comes later and differs has overflowed; not -0.0
    return _limit(far)


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
