"""A resolved tree in words, for screen readers."""

from __future__ import annotations

from collections.abc import Callable

from actplot.expression.nodes import Apply, Derivative, Function, Node, Variable
from actplot.expression.text import text

Say = Callable[[str], str]
"""Translates a text into the language of the listener; names in braces are placeholders."""


_DERIVATIVES = {
    1: "derivative of {curve}",
    2: "second derivative of {curve}",
    3: "third derivative of {curve}",
}


def english(words: str) -> str:
    return words


def spoken(node: Node, say: Say = english) -> str:
    """`derivative of ELU, alpha = 0.5`; the formula where there are no words for it."""
    match node:
        case Derivative(operand, order):
            return _derivative(spoken(operand, say), order, say)
        case Function(parameters=parameters, order=order, known=known) if known is not None:
            name = known.spoken
            for parameter in parameters:
                setting = f"{parameter.name} = {text(parameter.value)}"
                name = say("{curve}, {setting}").format(curve=name, setting=setting)
            return _derivative(name, order, say)
        case Apply(function, (Variable(),)):
            return spoken(function, say)
        case Apply(Function(parameters=(), order=0) as outer, ((Function() | Apply()) as inner,)):
            if outer.known is not None and outer.known.entry is not None:
                names = {"outer": spoken(outer, say), "inner": spoken(inner, say)}
                return say("{outer} of {inner}").format_map(names)
    return text(node)


def _derivative(curve: str, order: int, say: Say) -> str:
    if order == 0:
        return curve
    words = _DERIVATIVES.get(order, "{order}th derivative of {curve}")
    return say(words).format(order=order, curve=curve)
