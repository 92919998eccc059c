"""A resolved tree to a function of x, on arrays and on jets."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from actplot.calculus import series, twofold
from actplot.calculus.derivatives import prime
from actplot.calculus.jet import Jet
from actplot.calculus.twofold import ExactFloat, Twofold
from actplot.expression import arithmetic
from actplot.expression.error import at
from actplot.expression.nodes import (
    Apply,
    Binary,
    Comparison,
    Constant,
    Derivative,
    Function,
    Logic,
    NamedNumber,
    Negative,
    Node,
    Not,
    Number,
    Variable,
)
from actplot.expression.resolve import settings

Part = Callable[[Any], Any] | float
"""A function of x, or the value of what does not depend on x."""


def function_of(node: Node) -> Callable[[Any], Any]:
    """The function of x that a tree describes.

    It takes an array or a Jet and gives the same of the same shape, without NumPy's
    warnings. Raises ExpressionError if a parameter is out of its domain.
    """
    part = _part(node)

    def function(x: Any) -> Any:
        if not isinstance(x, Jet):
            x = np.asarray(x, dtype=np.float64)
        with np.errstate(all="ignore"):
            result = part(x) if callable(part) else part
        if isinstance(x, Jet):
            if isinstance(result, Jet):
                return result
            return Jet(series.constant(np.broadcast_to(result, x.shape), x.order), x.trace)
        values = np.asarray(result, dtype=np.float64)
        return values if values.shape == x.shape else np.broadcast_to(values, x.shape).copy()

    return function


def value_of(node: Node) -> float:
    """The value of a tree that does not depend on x. Raises ExpressionError if it has none."""
    part = _part(node)
    value = float(part(np.asarray(0.0))) if callable(part) else part
    if not math.isfinite(value):
        raise at(node, "this value is not finite")
    return value


def _part(node: Node) -> Part:
    match node:
        case Variable():
            return lambda x: x
        case Constant("nan"):
            return math.nan
        case Constant(name):
            return ExactFloat(arithmetic.value(node), lambda: _CONSTANTS[name])
        case Number(value) | NamedNumber(value=value):
            return (
                value if value.is_integer() else ExactFloat(value, lambda: twofold.decimal(value))
            )
        case Negative(operand):
            return _joined(np.negative, _part(operand))
        case Binary("^", left, right):
            return _power(left, right)
        case Binary(operator, left, right) | Logic(operator, left, right):
            return _joined(_OPERATIONS[operator], _part(left), _part(right))
        case Comparison(operators, operands):
            return _compared(operators, [_part(operand) for operand in operands])
        case Not(operand):
            return _joined(np.logical_not, _part(operand))
        case Function():
            return _called(node, 1)
        case Apply(function, arguments):
            return _joined(_called(function, len(arguments)), *map(_part, arguments))
        case Derivative(operand, order):
            part = _part(operand)
            return prime(part, order) if callable(part) else 0.0
    raise TypeError(f"{type(node).__name__} has no value")


_CONSTANTS = {"pi": twofold.PI, "e": twofold.E}


def _exactly(function: Callable[..., Any], value: float, parts: Sequence[Any]) -> Twofold:
    from actplot.calculus.closer import exact_value  # on use: it is seldom needed

    return exact_value(function, value, parts)


def _called(function: Function, inputs: int) -> Callable[..., Any]:
    """A function with its parameters filled in and its primes applied."""
    assert function.known is not None
    call = function.known.function
    given = settings(function, inputs)
    if given:
        call = partial(call, **given)
    return prime(call, function.order) if function.order else call


def _power(left: Node, right: Node) -> Part:
    base, exponent = _part(left), _part(right)
    if callable(exponent):
        # exp and exp2 keep the digits that a power taken by way of logarithms loses.
        if left == Constant("e"):
            return _joined(np.exp, exponent)
        if base == 2.0:
            return _joined(np.exp2, exponent)
    return _joined(np.power, base, exponent)


def _compared(operators: tuple[str, ...], parts: list[Part]) -> Part:
    def holds(*values: Any) -> Any:
        result = _OPERATIONS[operators[0]](values[0], values[1])
        for operator, left, right in zip(operators[1:], values[1:], values[2:], strict=False):
            result = np.logical_and(result, _OPERATIONS[operator](left, right))
        return result

    return _joined(holds, *parts)


def _joined(function: Callable[..., Any], *parts: Part) -> Part:
    """The function of what the parts give; worked out at once if none depends on x."""
    calls = [part for part in parts if callable(part)]
    if not calls:
        with np.errstate(all="ignore"):
            value = float(function(*(np.float64(part) for part in parts if not callable(part))))
        return ExactFloat(value, partial(_exactly, function, value, parts))
    if len(parts) == 1:
        inner = calls[0]
        return lambda x: function(inner(x))
    return lambda x: function(*[part(x) if callable(part) else part for part in parts])


_OPERATIONS: dict[str, Callable[..., Any]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "==": np.equal,
    "!=": np.not_equal,
    "and": np.logical_and,
    "or": np.logical_or,
}
