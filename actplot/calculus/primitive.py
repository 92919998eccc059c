"""How a function gets a derivative rule of its own.

`primitive` pairs a function of arrays with its derivative; `by_rule` takes a
recurrence for series; `smooth` lets a formula switch between numeric forms
without leaving events where nothing breaks.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from actplot.calculus import series
from actplot.calculus.jet import Function, Jet


def primitive(derivative: Function, breaks: bool = False) -> Callable[[Function], Function]:
    """Make a jet-capable function from one on arrays and its derivative.

    The decorated function gets float64 arrays only; derivative gets arrays and
    jets. Both get the same parameters. Neither leaves events; breaks says that
    a derivative is broken where the argument is 0, which leaves one.
    """

    def decorate(value: Function) -> Function:
        @functools.wraps(value)
        def function(u: Any, **parameters: Any) -> Any:
            if not isinstance(u, Jet):
                return value(np.asarray(u, dtype=np.float64), **parameters)
            if breaks and u.trace is not None:
                u.trace.report("switch", u.value)
            at_value = np.asarray(value(u.value, **parameters))
            if u.order == 0:
                return Jet(at_value[np.newaxis], u.trace)
            rate = derivative(u.truncated(u.order - 1), **parameters)
            return Jet(series.chained(at_value, rate.coefficients, u.coefficients), u.trace)

        return function

    return decorate


def by_rule(rule: series.Rule) -> Function:
    """A function of arrays and jets from a rule for series."""

    @functools.wraps(rule)
    def function(u: Any) -> Any:
        if isinstance(u, Jet):
            return Jet(rule(u.coefficients), u.trace)
        return rule(np.asarray(u, dtype=np.float64)[np.newaxis])[0]

    return function


def smooth(function: Function) -> Function:
    """The same function, leaving no events."""

    @functools.wraps(function)
    def hidden(u: Any, **parameters: Any) -> Any:
        if not isinstance(u, Jet):
            return function(u, **parameters)
        result = function(u.truncated(u.order), **parameters)
        return Jet(result.coefficients, u.trace)

    return hidden
