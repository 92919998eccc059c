"""The value of an expression without x: numbers, pi, e and + - * / ^."""

from __future__ import annotations

import math
import operator

from actplot.expression.error import ExpressionError
from actplot.expression.nodes import Binary, Constant, NamedNumber, Negative, Node, Number

CONSTANTS = {"pi": math.pi, "e": math.e}
_OPERATIONS = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "^": operator.pow,
}


def value(node: Node) -> float:
    """The number that a tree stands for. Raises ExpressionError if it is none, or not finite."""
    match node:
        case Number(number):
            return number
        case NamedNumber(value=number):
            return number
        case Constant(name) if name in CONSTANTS:
            return CONSTANTS[name]
        case Negative(operand):
            return -value(operand)
        case Binary(sign, left, right):
            return _result(node, sign, value(left), value(right))
    raise ExpressionError(
        "this is not a number",
        node.start,
        node.end - node.start,
        "numbers, pi, e, + - * / ^ and parentheses can stand here",
    )


def _result(node: Node, sign: str, left: float, right: float) -> float:
    try:
        result = _OPERATIONS[sign](left, right)
    except (ZeroDivisionError, OverflowError):
        result = math.inf
    if isinstance(result, complex):
        raise ExpressionError("this is no real number", node.start, node.end - node.start)
    if not math.isfinite(result):
        raise ExpressionError("this has no finite value", node.start, node.end - node.start)
    return float(result)
