"""On which side of zero a series is beside a point where it is zero, or lost in rounding."""

from __future__ import annotations

import numpy as np

from actplot.calculus.series import Array, Series

ROUNDING = 4.0 * float(np.finfo(np.float64).eps)


def lean(u: Series, noise: Array | float = 0.0) -> tuple[Array, Array]:
    """The signs of u - u(0) left and right of each point, without regard to u[0] itself.

    0 where the rows do not tell. noise: how large rounding may be; a slope that leads
    from there to a mere touch of zero is that of the touch.
    """
    left, right = np.zeros(u.shape[1:]), np.zeros(u.shape[1:])
    unknown = np.ones(u.shape[1:], dtype=np.bool_)
    for k in range(1, len(u)):
        here = unknown & (u[k] != 0.0) & ~np.isnan(u[k])
        if k == 1 and len(u) > 2:
            here &= u[1] * u[1] > 4.0 * np.abs(u[2]) * noise
        sign = np.where(here, np.sign(u[k]), 0.0)
        right += sign
        left += sign if k % 2 == 0 else -sign
        unknown &= ~here
        if not unknown.any():
            break
    return left, right


def noise_of(u: Series) -> Array:
    """What rounding may make of a series that is zero at a point."""
    if len(u) == 1:
        return np.zeros(u.shape[1:])
    noise: Array = ROUNDING * np.abs(u[1:]).max(axis=0)
    return noise
