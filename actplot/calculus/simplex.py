"""Points of the probability simplex that solve an equation for their threshold."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Any

import numpy as np

from actplot.calculus.jet import Jet

HALVINGS = 60  # of an interval of length 1, down to the spacing of floats
STEPS = 7  # each doubles the number of right Taylor coefficients


def share(value: Any, threshold: Any, power: float) -> Any:
    """max(value - threshold, 0)^power; power at least 1."""
    above = value - threshold
    return np.where(above > 0.0, np.where(above > 0.0, above, 1.0) ** power, 0.0)


def threshold(inputs: Sequence[Any], power: float) -> Any:
    """The tau with sum_j max(x_j - tau, 0)^power = 1, on arrays and jets.

    inputs: of which the largest is 0 everywhere, so that tau lies in [-1, 0].
    """
    values = [np.asarray(x.value if isinstance(x, Jet) else x) for x in inputs]
    low = np.full(np.broadcast_shapes(*(value.shape for value in values)), -1.0)
    width = 1.0
    for _ in range(HALVINGS):
        width *= 0.5
        total = sum(np.maximum(value - (low + width), 0.0) ** power for value in values)
        low = np.where(total >= 1.0, low + width, low)
    tau: Any = low
    # Where the inputs enter and leave the support is reported once, in the last step.
    quiet = [x.truncated(x.order) if isinstance(x, Jet) else x for x in inputs]
    for _ in range(STEPS - 1):
        tau = tau - _excess(quiet, tau, power)
    return tau - _excess(inputs, tau, power)


def _excess(inputs: Sequence[Any], tau: Any, power: float) -> Any:
    """How far tau lies above the root, by Newton's rule."""
    shares = [share(x, tau, power) for x in inputs]
    slopes = [power * share(x, tau, power - 1.0) for x in inputs]
    return (1.0 - reduce(np.add, shares)) / reduce(np.add, slopes)
