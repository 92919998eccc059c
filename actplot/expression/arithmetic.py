"""The value of an expression without x: numbers, pi, e and + - * / ^."""

from __future__ import annotations

import math
import operator
import sys

from actplot.expression.error import THIS_VALUE, at
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
    """The value of a tree. Raises ExpressionError if it is no number, or not finite."""
    match node:
        case Number(number) | NamedNumber(value=number):
            return number
        case Constant(name) if name in CONSTANTS:
            return CONSTANTS[name]
        case Negative(operand):
            return -value(operand)
        case Binary(sign, left, right):
            return _result(node, sign, value(left), value(right))
    raise at(node, "this is not a number", "use numbers, pi, e, + - * / ^ and parentheses")


def exact(number: float) -> Node:
    """The shortest way to write a number: 0.2, but 1 / 6, 2 / 3 and pi."""
    size = abs(number)
    node: Node = Number(size)
    if size > _LARGEST:
        return Negative(node) if number < 0 else node
    for denominator in (1, 2, 3, 4, 6):
        multiple = size / math.pi * denominator
        if 0.5 < multiple <= _MULTIPLES and round(multiple) * math.pi / denominator == size:
            node = Constant("pi")
            if (count := round(multiple)) != 1:
                node = Binary("*", Number(float(count)), node)
            if denominator != 1:
                node = Binary("/", node, Number(float(denominator)))
            break
    else:
        for denominator in _DENOMINATORS:
            top = round(size * denominator)
            if top and math.gcd(top, denominator) == 1 and top / denominator == size:
                node = Binary("/", Number(float(top)), Number(float(denominator)))
                break
    return Negative(node) if number < 0 else node


_DENOMINATORS = (3, 6, 7, 9, 11, 12)  # of fractions that no short decimal equals
_MULTIPLES = 12
_LARGEST = 100.0  # of a number that is read more easily as a fraction


def _result(node: Node, sign: str, left: float, right: float) -> float:
    try:
        result = _OPERATIONS[sign](left, right)
    except ZeroDivisionError:
        raise at(node, f"{THIS_VALUE}is not finite", "it divides by 0") from None
    except OverflowError:
        result = math.inf
    if isinstance(result, complex):
        raise at(node, f"{THIS_VALUE}is not real", "it is a root of a negative number")
    if not math.isfinite(result):
        raise at(node, f"{THIS_VALUE}is not finite", f"the largest is {sys.float_info.max:.2g}")
    return float(result)
