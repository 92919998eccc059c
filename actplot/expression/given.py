"""Parameters that a program gives in addition to an expression."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import TYPE_CHECKING, Any

from actplot.errors import ActplotError
from actplot.expression import names
from actplot.expression.error import explaining
from actplot.expression.nodes import (
    Apply,
    Function,
    Given,
    ListNode,
    Negative,
    Node,
    Number,
    Variable,
)
from actplot.expression.parser import parse
from actplot.expression.text import text as written
from actplot.records import replace

if TYPE_CHECKING:
    from actplot.activations import Activation


def with_parameters(
    text: str, parameters: Mapping[str, Any], functions: Mapping[str, Activation]
) -> str | None:
    """The expression with these parameters of the activation that it names.

    None where it is more than one activation of x and its primes. Raises ExpressionError.
    """
    with explaining(text):
        tree = parse(text)
    function = tree.function if isinstance(tree, Apply) else tree
    if not isinstance(function, Function):
        return None
    if isinstance(tree, Apply) and tree.arguments != (Variable(),):
        return None
    known = names.find(function.name, functions)
    if known is None or known.entry is None:
        return None
    added = tuple(Given(name, _node(name, value)) for name, value in parameters.items())
    function = replace(function, parameters=(*function.parameters, *added))
    return written(replace(tree, function=function) if isinstance(tree, Apply) else function)


def _node(name: str, value: Any) -> Node:
    """A number or a list of numbers as a part of a tree."""
    values = value.tolist() if hasattr(value, "tolist") else value
    if isinstance(values, (list, tuple)):
        return ListNode(tuple(_node(name, element) for element in values))
    try:
        number = float(values)
    except (TypeError, ValueError):
        raise ActplotError(f"'{name}' must be a number, not {value!r}") from None
    if not isfinite(number):
        raise ActplotError(f"'{name}' must be a finite number, not {value!r}")
    return Negative(Number(-number)) if number < 0 else Number(number)
