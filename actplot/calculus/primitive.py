"""How a function gets a derivative rule of its own.

`primitive` pairs a function of arrays with its derivative; `by_rule` takes a
recurrence for series; `smooth` lets a formula switch between numeric forms
without leaving events where nothing breaks.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from actplot.calculus import arithmetic, jet, series, twofold_jets

if TYPE_CHECKING:
    from actplot.arrays import Series
    from actplot.calculus.jet import Function, Jet


def primitive(
    derivative: Function, breaks: bool = False, formula: Function | None = None
) -> Callable[[Function], Function]:
    """Make a jet-capable function from one on arrays and its derivative.

    The decorated function gets float64 arrays only; derivative gets arrays and
    jets. Both get the same parameters. Neither leaves events; breaks says that
    a derivative is broken where the argument is 0, which leaves one. A twofold jet goes
    through formula, where given, instead of both.
    """

    def decorate(value: Function) -> Function:
        def chained(u: Any, **parameters: Any) -> Any:
            rate = functools.partial(derivative, **parameters)
            return twofold_jets.chained(functools.partial(value, **parameters), rate, u)

        @functools.wraps(value)
        def function(u: Any, **parameters: Any) -> Any:
            if not isinstance(u, jet.Jet):
                return value(np.asarray(u, dtype=np.float64), **parameters)
            if u.is_twofold:
                if breaks:
                    twofold_jets.broken_at_zero(u)
                return twofold_jets.quiet(formula or chained, u, **parameters)
            if breaks and u.trace is not None:
                u.trace.report("switch", u.value)
            at_value = np.asarray(value(u.value, **parameters))
            rounded = bool(parameters)
            if u.order == 0:
                return _made(u, at_value[np.newaxis], rounded)
            rate = derivative(u.truncated(u.order - 1), **parameters)
            rows = series.chained(at_value, rate.coefficients, u.coefficients)
            return _made(u, rows, rounded)

        return function

    return decorate


def by_rule(
    formula: Function, watched: bool = False
) -> Callable[[Callable[..., Series]], Function]:
    """A function of arrays and jets from a rule for series, which may have parameters.

    formula: what a twofold jet goes through. watched: the rule takes the `Watch` of the
    evaluation, or None, to note where digits are lost.
    """

    def decorate(rule: Callable[..., Series]) -> Function:
        @functools.wraps(rule)
        def function(u: Any, **parameters: Any) -> Any:
            if not isinstance(u, jet.Jet):
                return rule(np.asarray(u, dtype=np.float64)[np.newaxis], **parameters)[0]
            if u.is_twofold:
                return twofold_jets.quiet(formula, u, **parameters)
            if watched and u.trace is not None:
                parameters["watch"] = u.trace.watch
            return _made(u, rule(u.coefficients, **parameters))

        return function

    return decorate


def smooth(function: Function) -> Function:
    """The same function, leaving no events."""

    @functools.wraps(function)
    def hidden(u: Any, **parameters: Any) -> Any:
        if not isinstance(u, jet.Jet):
            return function(u, **parameters)
        if u.is_twofold:
            return twofold_jets.quiet(function, u, **parameters)
        result = function(u.truncated(u.order), **parameters)
        return jet.Jet(result.coefficients, u.trace, result.marks)

    return hidden


def twofold_formula(formula: Function, breaks: bool = False) -> Callable[[Function], Function]:
    """A function that twofold jets go through by another formula, which may cancel.

    breaks: its switches do not only choose a form, they are those of the function.
    """

    def decorate(function: Function) -> Function:
        @functools.wraps(function)
        def either(u: Any, *given: Any, **parameters: Any) -> Any:
            if isinstance(u, jet.Jet) and u.is_twofold:
                hidden = formula if breaks else functools.partial(twofold_jets.quiet, formula)
                return hidden(u, *given, **parameters)
            return function(u, *given, **parameters)

        return either

    return decorate


def strict(function: Function) -> Function:
    """The same function, undefined where an argument is.

    A formula may come to a value without it: a comparison with NaN does not hold.
    """

    @functools.wraps(function)
    def defined(*inputs: Any, **parameters: Any) -> Any:
        result = function(*inputs, **parameters)
        if isinstance(result, jet.Jet) and result.is_twofold:
            return result  # which is asked of places alone that have a value
        for operand in inputs:
            lost = np.isnan(operand.value if isinstance(operand, jet.Jet) else operand)
            if isinstance(operand, jet.Jet) and operand.marks is not None:
                value = result.value if isinstance(result, jet.Jet) else result
                lost = lost | (operand.marks & jet.VOID != 0) & np.isfinite(value)
            if not lost.any():
                continue
            if isinstance(result, jet.Jet):
                rows = np.where(lost, np.nan, result.coefficients)
                result = jet.Jet(rows, result.trace, result.marks)
            else:
                result = np.where(lost, np.nan, result)
        return result

    return defined


def _made(u: Jet, coefficients: Series, rounded: bool = False) -> Jet:
    """A function of u that is 0 at most where u is: elsewhere a 0 has been too small a number."""
    result = u.followed(coefficients)
    if u.trace is not None and u.trace.watch is not None:
        u.trace.watch.applied(u.coefficients, coefficients, rounded)
    if not result.value.all():
        arithmetic.mark(result, arithmetic.faint(result.value, u.value != 0.0))
    return result
