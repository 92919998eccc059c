"""A range of x that suits a function."""

from __future__ import annotations

from actplot.activations.entry import WINDOW
from actplot.expression import names
from actplot.expression.nodes import Apply, Function, Node, Variable, walk


def window(tree: Node) -> names.Window:
    """The ranges of x that suit the functions in a tree, united.

    What is elementary and takes something else than x alone, exp(-x^2), says nothing.
    """
    windows: list[names.Window] = []
    inputs: dict[int, tuple[Node, ...]] = {}
    for part in walk(tree):
        if isinstance(part, Apply):
            inputs[id(part.function)] = part.arguments
        if isinstance(part, Function) and part.known is not None:
            alone = inputs.get(id(part), (Variable(),)) == (Variable(),)
            if alone or part.known.repeats or part.known.entry is not None:
                windows.append(part.known.window)
    if not windows:
        return WINDOW
    return min(low for low, _ in windows), max(high for _, high in windows)
