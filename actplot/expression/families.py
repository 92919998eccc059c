"""Families: the trees that one tree with lists of values means."""

from __future__ import annotations

from collections.abc import Iterator

from actplot.expression.error import at
from actplot.expression.nodes import Apply, Function, Given, ListNode, Node, rebuilt, span_of, walk
from actplot.records import replace


def members(node: Node) -> list[tuple[Node, tuple[Given, ...]]]:
    """The trees that a resolved tree means, each with the values that set it apart.

    One for each value of its lists; one alone, with (), if it has no lists. Raises
    ExpressionError if lists differ in length.
    """
    lists = [pair for part in walk(node) for pair in _lists(part)]
    if not lists:
        return [(node, ())]
    first, values = lists[0]
    for given, others in lists:
        if len(others) != len(values):
            message = f"{len(others)} values of {given.name}, but {len(values)} of {first.name}"
            help = "lists in one curve are used in parallel, so they must have the same length"
            raise at(given.value, message, help)
    return [
        (_member(node, index), tuple(replace(given, value=items[index]) for given, items in lists))
        for index in range(len(values))
    ]


def _lists(part: Node) -> Iterator[tuple[Given, tuple[Node, ...]]]:
    """The parameters and inputs of a part that have a list of values, with these."""
    match part:
        case Function(parameters=parameters):
            for given in parameters:
                if isinstance(given.value, ListNode) and _is_family(part, given.name, given.value):
                    yield given, given.value.items
        case Apply(function, arguments):
            for place, argument in enumerate(arguments):
                if isinstance(argument, ListNode):
                    name = _input_name(function, place)
                    yield Given(name, argument, **span_of(argument)), argument.items


def _input_name(function: Function, place: int) -> str:
    """What formulas call an input: a the first one, which x follows; y or x2, x3, ... others."""
    assert function.known is not None
    entry = function.known.entry
    fixed = entry is not None and entry.inputs[1] == 2
    return "a" if place == 0 else "y" if fixed else f"x{place + 1}"


def _is_family(function: Function, name: str, value: ListNode) -> bool:
    """Whether a list means a curve each, and is not one value of a vector parameter."""
    assert function.known is not None
    assert function.known.entry is not None
    if not function.known.entry.parameter(name).vector:
        return True
    return isinstance(value.items[0], ListNode)


def _member(node: Node, index: int) -> Node:
    """The tree with every list replaced by its value at index."""
    match node:
        case Function():
            return _chosen(node, index)
        case Apply(function, arguments):
            inputs = tuple(
                # At the place of the list, so that it can be left out of a label.
                replace(argument.items[index], **span_of(argument))
                if isinstance(argument, ListNode)
                else _member(argument, index)
                for argument in arguments
            )
            return replace(node, function=_chosen(function, index), arguments=inputs)
    return rebuilt(node, lambda child: _member(child, index))


def _chosen(node: Function, index: int) -> Function:
    chosen = tuple(
        replace(given, value=given.value.items[index])
        if isinstance(given.value, ListNode) and _is_family(node, given.name, given.value)
        else given
        for given in node.parameters
    )
    return replace(node, parameters=chosen)
