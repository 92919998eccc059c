"""How much work a function is, and what is too much."""

from __future__ import annotations

from itertools import chain

from actplot.activations import Activation
from actplot.expression.error import at
from actplot.expression.nodes import Derivative, Function, Node, children, walk

MOST_NESTED = 6
"""The highest order of derivatives within each other, counted together."""
MOST_WORK = 20_000
"""Parts of a formula times the square of the order of its derivative, at most."""
MOST_PARTS = 20_000
"""Parts of a formula, those of the spec's own functions in it included."""


def check(tree: Node) -> int:
    """How many parts a resolved tree has. Raises ExpressionError for what is too much work."""
    parts = _parts(tree)
    if parts > MOST_PARTS:
        raise at(tree, f"with its functions expanded, this has more than {MOST_PARTS:,} parts")
    _check_order(tree)
    return parts


def defined(node: Node) -> Activation | None:
    """The function of a node if the spec defines it."""
    entry = node.known.entry if isinstance(node, Function) and node.known is not None else None
    return entry if entry is not None and entry.tree is not None else None


def entries(tree: Node) -> tuple[Activation, ...]:
    """The activations that occur in a resolved tree, and in the spec's own functions in it."""
    functions = (part for part in walk(tree) if isinstance(part, Function))
    known = (function.known.entry for function in functions if function.known is not None)
    inside = ((entry, *entry.inside) for entry in known if entry is not None)
    return tuple(dict.fromkeys(chain.from_iterable(inside)))


def _parts(tree: Node) -> int:
    own = (defined(node) for node in walk(tree))
    return sum(1 if entry is None else entry.parts for entry in own)


def _check_order(tree: Node) -> None:
    """Refuse derivatives within derivatives that are together of a high order.

    The inner one is needed as often as both say, and the work grows with the square of that.
    """
    # A function of the spec's own is replaced by its formula: node, and the place to blame for it.
    pending: list[tuple[Node, Node | None, int, bool]] = [(tree, None, 0, False)]
    while pending:
        node, blamed, above, nested = pending.pop()
        own = node.order if isinstance(node, (Derivative, Function)) else 0
        together, nested = above + own, nested or bool(above and own)
        place = blamed or node
        if nested and together > MOST_NESTED:
            message = f"nested derivatives of order {together} together exceed the maximum of "
            raise at(place, f"{message}{MOST_NESTED}")
        function = defined(node)
        whole = node.operand if isinstance(node, Derivative) else node
        parts = _parts(whole) if isinstance(node, Derivative) or function is not None else 0
        if parts * together**2 > MOST_WORK:
            highest = int((MOST_WORK / parts) ** 0.5)
            message = f"a derivative of order {together} exceeds the maximum of {highest} "
            raise at(place, f"{message}for a formula of {parts} parts")
        pending += [(child, blamed, together, nested) for child in children(node)]
        # Without a derivative around it there is nothing to count together with.
        if function is not None and (together or function.orders):
            pending.append((function.tree, place, together, nested))


def has_derivative(tree: Node) -> bool:
    """Whether there is a prime anywhere in a formula, or in a function of the spec's own in it."""
    return any(
        (isinstance(node, (Derivative, Function)) and node.order > 0)
        or ((own := defined(node)) is not None and own.orders)
        for node in walk(tree)
    )
