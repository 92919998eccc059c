"""From text to curves: parse, look up, spread families, make functions and labels."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from actplot.activations import Activation
from actplot.expression import arithmetic, names
from actplot.expression.curve import Curve, CurveFamily
from actplot.expression.error import ExpressionError
from actplot.expression.evaluate import function_of
from actplot.expression.nodes import (
    Apply,
    Derivative,
    Function,
    Given,
    ListNode,
    Node,
    Number,
    Variable,
    children,
    walk,
)
from actplot.expression.parser import parse
from actplot.expression.resolve import Resolver, depends, members
from actplot.expression.spoken import spoken
from actplot.expression.text import text as written
from actplot.expression.typeset import formula, values

Functions = Mapping[str, Activation]
MOST_NESTED = 6
"""The highest order of derivatives within each other, counted together."""
MOST_WORK = 20_000
"""Parts of a formula times the square of the order of its derivative, at most."""


def curves(text: str, functions: Functions) -> tuple[Curve, ...]:
    """See `actplot.expression.curves`."""
    return _explained(text, functions, lambda: _curves(Resolver(functions).number(parse(text))))


def condition(text: str, functions: Functions) -> Curve:
    """See `actplot.expression.condition`."""

    def read() -> tuple[Curve, ...]:
        holds = Resolver(functions).condition(parse(text))
        chosen = Function("where", known=names.ELEMENTARY["where"])
        return _curves(Apply(chosen, (holds, Number(1.0), Number(0.0))))

    found = _explained(text, functions, read)
    if len(found) > 1:
        raise ExpressionError("a condition cannot be a family", 0, len(text), text=text)
    return found[0]


def _explained(
    text: str, functions: Functions, read: Callable[[], tuple[Curve, ...]]
) -> tuple[Curve, ...]:
    """The result of read, its errors knowing the text."""
    try:
        return read()
    except ExpressionError as error:
        # `Leaky ReLU` and `hard-swish` fail as formulas, but are names nearly right.
        name = text.strip()
        joined = re.sub(r"[\s-]+", "_", name)
        known = names.find(joined, functions) if joined != name else None
        if known is None:
            raise error.within(text) from None
        message, help = f"no activation is called '{name}'", f"did you mean '{known.name}'?"
        raise ExpressionError(message, text.index(name), len(name), help, text=text) from None


def _curves(tree: Node) -> tuple[Curve, ...]:
    _check_order(tree)
    found = members(tree)
    return tuple(
        _curve(member, _family(tree, member, given, index, len(found)))
        for index, (member, given) in enumerate(found)
    )


def _check_order(tree: Node) -> None:
    """Refuse derivatives within derivatives that are together of a high order.

    The inner one is needed as often as both say, and the work grows with the square of that.
    """
    pending: list[tuple[Node, int, bool]] = [(tree, 0, False)]
    while pending:
        node, above, nested = pending.pop()
        own = node.order if isinstance(node, (Derivative, Function)) else 0
        together, nested = above + own, nested or bool(above and own)
        if nested and together > MOST_NESTED:
            raise ExpressionError(
                f"derivatives within derivatives are of order {together} together; "
                f"{MOST_NESTED} is the highest",
                node.start,
                max(1, node.end - node.start),
            )
        if isinstance(node, Derivative):
            parts = sum(1 for _ in walk(node.operand))
            if parts * together**2 > MOST_WORK:
                highest = int((MOST_WORK / parts) ** 0.5)
                raise ExpressionError(
                    f"a derivative of order {together} of a formula of {parts} parts; "
                    f"{highest} is the highest for one so long",
                    node.start,
                    max(1, node.end - node.start),
                )
        pending += [(child, together, nested) for child in children(node)]


def _curve(tree: Node, family: CurveFamily | None) -> Curve:
    return Curve(
        text=written(tree),
        function=function_of(tree),
        math=formula(tree),
        spoken=spoken(tree),
        family=family,
        activations=_activations(tree),
        window=_window(tree),
        constant=not depends(tree),
    )


def _family(
    tree: Node, member: Node, given: tuple[Given, ...], index: int, count: int
) -> CurveFamily | None:
    if not given:
        return None
    first = given[0].value
    value = (
        tuple(map(arithmetic.value, first.items))
        if isinstance(first, ListNode)
        else arithmetic.value(first)
    )
    title = formula(member, without=given)
    return CurveFamily(index, count, given[0].name, value, values(given), title)


def _activations(tree: Node) -> tuple[Activation, ...]:
    functions = (each for each in walk(tree) if isinstance(each, Function))
    entries = [each.known.entry for each in functions if each.known is not None]
    return tuple(dict.fromkeys(entry for entry in entries if entry is not None))


def _window(tree: Node) -> names.Window:
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
