"""A tree as the text of a spec: one way to write each expression.

Parsing the text gives the same tree again.
"""

from __future__ import annotations

from actplot.expression.nodes import (
    ATOM,
    COMPARE,
    FACTOR,
    LEVELS,
    NEGATIVE,
    NOT,
    POWER,
    PRODUCT,
    SUM,
    Apply,
    Binary,
    Comparison,
    Constant,
    Derivative,
    Function,
    Given,
    ListNode,
    Logic,
    NamedNumber,
    Negative,
    Node,
    Not,
    Number,
    Quoted,
    Sweep,
    Variable,
)


def level(node: Node) -> int:
    """How tightly the outermost operator of an expression binds."""
    match node:
        case Binary() | Logic():
            return LEVELS[node.operator]
        case Negative():
            return NEGATIVE
        case Comparison():
            return COMPARE
        case Not():
            return NOT
        case Derivative(Variable()):
            # e^x' is refused, since (e^x)' may have been meant.
            return FACTOR
    return ATOM


def number(value: float) -> str:
    """The shortest text that gives this number again; `2` rather than `2.0`."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    mantissa, _, exponent = repr(value).partition("e")
    return f"{mantissa}e{int(exponent)}" if exponent else mantissa


def text(node: Node, minimum: int = 0) -> str:
    """The text, in parentheses if it binds more loosely than minimum."""
    written = _text(node)
    return written if level(node) >= minimum else f"({written})"


def _text(node: Node) -> str:
    match node:
        case Number(value):
            return number(value)
        case Constant(name) | NamedNumber(name):
            return name
        case Variable():
            return "x"
        case Negative(operand):
            return f"-{text(operand, PRODUCT)}"
        case Binary("^", left, right):
            return f"{text(left, ATOM)}^{text(right, POWER)}"
        case Binary(operator, left, right) | Logic(operator, left, right):
            own = LEVELS[operator]
            after = {SUM: PRODUCT, PRODUCT: FACTOR}.get(own, own + 1)
            return f"{text(left, own)} {operator} {text(right, after)}"
        case Comparison(operators, operands):
            first, *others = (text(operand, SUM) for operand in operands)
            return first + "".join(f" {op} {o}" for op, o in zip(operators, others, strict=True))
        case Not(operand):
            return f"not {text(operand, COMPARE)}"
        case Function(name, parameters, order):
            listed = f"({', '.join(map(_text, parameters))})" if parameters else ""
            return f"{name}{listed}{order * _PRIME}"
        case Apply(Function(name, parameters, order), arguments):
            listed = ", ".join([*map(text, arguments), *map(_text, parameters)])
            return f"{name}{order * _PRIME}({listed})"
        case Derivative(operand, order):
            inside = text(operand)
            bare = isinstance(operand, (Apply, Variable))
            return (inside if bare else f"({inside})") + order * _PRIME
        case Given(name, value):
            return f"{name}={text(value)}" if name else text(value)
        case Quoted(value):
            return f"'{value}'"
        case ListNode(items):
            return f"[{', '.join(map(text, items))}]"
        case Sweep(first, last, count, logarithmic):
            values = ":".join(map(text, (first, last, count)))
            return f"[{values}{' log' if logarithmic else ''}]"
    raise TypeError(f"no text for {type(node).__name__}")


_PRIME = "'"
