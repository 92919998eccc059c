"""What an expression consists of, after parsing.

Two trees are equal if they mean the same: positions in the text, and what a name was found to
mean, do not count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from actplot.records import Record, field, replace

if TYPE_CHECKING:
    from actplot.expression.names import Known

OR, AND, NOT, COMPARE, SUM, NEGATIVE, PRODUCT, FACTOR, POWER, ATOM = range(1, 11)
"""How tightly an expression holds together, from loose to tight. A leading minus takes a
whole product, but no sum; a factor is what may follow * or /."""
LEVELS = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "^": POWER, "or": OR, "and": AND}


class Node(Record):
    """start and end: the stretch of the text, end excluded."""

    start: int = field(default=0, compare=False, kw_only=True)
    end: int = field(default=0, compare=False, kw_only=True)


class Number(Node):
    """A number as it was written: never negative."""

    value: float


class Constant(Node):
    """pi, e or nan."""

    name: str


class Variable(Node):
    """x."""


class NamedNumber(Node):
    """A number under a name of the spec's own, or of a parameter in a formula."""

    name: str
    value: float = field(kw_only=True)


class Quoted(Node):
    """A text in quotes, as programs pass it: the 'tanh' of `F.gelu(x, approximate='tanh')`."""

    value: str


class Negative(Node):
    operand: Node


class Binary(Node):
    """operator: one of + - * / ^."""

    operator: str
    left: Node
    right: Node


class Comparison(Node):
    """operands[0] operators[0] operands[1] ...: all hold, as in -1 < x < 1."""

    operators: tuple[str, ...]
    operands: tuple[Node, ...]


class Logic(Node):
    """operator: and, or."""

    operator: str
    left: Node
    right: Node


class Not(Node):
    operand: Node


class ListNode(Node):
    """[a, b, ...]."""

    items: tuple[Node, ...]


class Sweep(Node):
    """[first:last:count], in equal steps or, if logarithmic, in equal ratios."""

    first: Node
    last: Node
    count: Node
    logarithmic: bool = False


class Given(Node):
    """A parameter with its value; name_end: where the name ends in the text.

    The name is empty where a program says by its place which parameter is meant.
    """

    name: str
    value: Node
    name_end: int = field(default=0, compare=False, kw_only=True)


class Function(Node):
    """A function with its parameters, differentiated `order` times.

    Where a number is expected it stands for its value at x. known: what the name means,
    None until the names have been looked up.
    """

    name: str
    parameters: tuple[Given, ...] = ()
    order: int = 0
    known: Known | None = field(default=None, compare=False, kw_only=True)
    name_end: int = field(default=0, compare=False, kw_only=True)


class Apply(Node):
    """A function of some arguments."""

    function: Function
    arguments: tuple[Node, ...]


class Derivative(Node):
    """The derivative of an expression with respect to x."""

    operand: Node
    order: int


def span_of(node: Node) -> dict[str, int]:
    """The stretch of the text of a node, for another one in its place."""
    return {"start": node.start, "end": node.end}


def unnamed(value: Node) -> Given:
    """A parameter of which the place says the name."""
    return Given("", value, **span_of(value))


def children(node: Node) -> tuple[Node, ...]:
    """The nodes right below, in the order of the text; a function's parameters included."""
    match node:
        case Binary() | Logic():
            return (node.left, node.right)
        case Negative() | Not() | Derivative():
            return (node.operand,)
        case Comparison():
            return node.operands
        case Apply():
            return (*node.arguments, node.function)
        case Function():
            return node.parameters
        case Given():
            return (node.value,)
        case ListNode():
            return node.items
        case Sweep():
            return (node.first, node.last, node.count)
    return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it."""
    pending = [node]
    while pending:
        node = pending.pop()
        yield node
        pending.extend(reversed(children(node)))


def height(node: Node) -> int:
    """The number of levels of a tree."""
    highest = 0
    pending = [(node, 1)]
    while pending:
        node, above = pending.pop()
        highest = max(highest, above)
        pending.extend((child, above + 1) for child in children(node))
    return highest


def rebuilt(node: Node, change: Callable[[Node], Node]) -> Node:
    """A copy of an operation or a list whose children are what change makes of them."""
    match node:
        case Binary() | Logic():
            return replace(node, left=change(node.left), right=change(node.right))
        case Negative() | Not() | Derivative():
            return replace(node, operand=change(node.operand))
        case Comparison():
            return replace(node, operands=tuple(map(change, node.operands)))
        case ListNode():
            return replace(node, items=tuple(map(change, node.items)))
    return node
