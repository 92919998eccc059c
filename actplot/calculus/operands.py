"""What the rules of jets have in common: their inputs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from actplot.calculus import series
from actplot.calculus.jet import Jet, Kind, Trace
from actplot.calculus.series import Series

Rule = Callable[..., Any]

COMPARISONS = (
    np.less, np.less_equal, np.greater, np.greater_equal, np.equal, np.not_equal,
)  # fmt: skip


def value_of(a: Any) -> Any:
    return a.coefficients[0] if isinstance(a, Jet) else a


def trace_of(*inputs: Any) -> Trace | None:
    return next((a.trace for a in inputs if isinstance(a, Jet) and a.trace is not None), None)


def report(kind: Kind, value: Any, *inputs: Any) -> None:
    trace = trace_of(*inputs)
    if trace is not None:
        trace.report(kind, value)


def lifted(*inputs: Any) -> tuple[Series, ...]:
    """Every input as a series, of the lowest order among the jets."""
    order = min(a.order for a in inputs if isinstance(a, Jet))
    return tuple(
        a.coefficients[: order + 1] if isinstance(a, Jet) else series.constant(a, order)
        for a in inputs
    )
