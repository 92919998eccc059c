"""A resolved tree in words, for those who hear a figure instead of seeing it."""

from __future__ import annotations

from actplot.expression.nodes import Apply, Derivative, Function, Node, Variable
from actplot.expression.text import text


def spoken(node: Node) -> str:
    """`derivative of ELU, alpha = 0.5`; the formula where there are no words for it."""
    match node:
        case Derivative(operand, order):
            return _derivative(order) + spoken(operand)
        case Function(parameters=parameters, order=order, known=known) if known is not None:
            settings = [f", {each.name} = {text(each.value)}" for each in parameters]
            return _derivative(order) + known.spoken + "".join(settings)
        case Apply(function, (Variable(),)):
            return spoken(function)
        case Apply(Function(parameters=(), order=0) as outer, ((Function() | Apply()) as inner,)):
            if outer.known is not None and outer.known.entry is not None:
                return f"{spoken(outer)} of {spoken(inner)}"
    return text(node)


def _derivative(order: int) -> str:
    if order == 0:
        return ""
    which = {1: "", 2: "second ", 3: "third "}.get(order, f"{order}th ")
    return f"{which}derivative of "
