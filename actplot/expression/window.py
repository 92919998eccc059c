"""A range of x that suits a function."""

from __future__ import annotations

from actplot.expression import names
from actplot.expression.nodes import Apply, Function, Node, Variable, walk


def window(tree: Node) -> names.Window:
    """The ranges of x that suit the functions in a tree, united.

    What is elementary and takes something else than x alone, exp(-x^2), says nothing.
    """
    found: list[names.Window] = []
    inputs: dict[int, tuple[Node, ...]] = {}
    for each in walk(tree):
        if isinstance(each, Apply):
            inputs[id(each.function)] = each.arguments
        if isinstance(each, Function) and each.known is not None:
            alone = inputs.get(id(each), (Variable(),)) == (Variable(),)
            if alone or each.known.repeats or each.known.entry is not None:
                found.append(each.known.window)
    if not found:
        return names.WINDOW
    return min(low for low, _ in found), max(high for _, high in found)
