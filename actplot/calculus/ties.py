"""On which side of zero a series is beside a point where it is zero, or lost in rounding."""

from __future__ import annotations

import numpy as np

from actplot.calculus.series import Array, Series

ROUNDING = 4.0 * float(np.finfo(np.float64).eps)


def lean(u: Series, noise: Array | float = 0.0, sizes: Series | None = None) -> tuple[Array, Array]:
    """The signs of u - u(0) left and right of each point, without regard to u[0] itself.

    0 where the rows do not tell. noise: how large rounding may be; an odd row gives way to one
    that exceeds it nearer to the point, so that beside a mere touch of zero the signs are those
    of the touch. sizes: of the terms of which the rows are the differences; what is left of them by
    rounding is 0.
    """
    left, right = np.zeros(u.shape[1:]), np.zeros(u.shape[1:])
    nearest = np.full(u.shape[1:], np.inf)
    for k in range(1, len(u)):
        size = np.abs(u[k])
        known = size > (0.0 if sizes is None else ROUNDING * sizes[k])
        # How far away the row exceeds rounding.
        reach = np.where(known, (noise / np.where(known, size, 1.0)) ** (1.0 / k), np.inf)
        # Of an even row both sides are those of the place, whatever touches zero nearby.
        here = (reach < nearest) & (left * right <= 0.0)
        nearest = np.where(here, reach, nearest)
        right = np.where(here, np.sign(u[k]), right)
        left = np.where(here, np.sign(u[k]) * (-1.0) ** k, left)
    return left, right


def noise_of(u: Series) -> Array:
    """What rounding may make of a series that is zero at a point."""
    if len(u) == 1:
        return np.zeros(u.shape[1:])
    noise: Array = ROUNDING * np.abs(u[1:]).max(axis=0)
    return noise
