"""Reference lines of a spec: across the whole plot, a part of it, or with a slope."""

from __future__ import annotations

from actplot.spec.model import LineSpec, Pair
from actplot.spec.values.checks import NUMBER, SPAN, Check, Context, Values, Wrong
from actplot.spec.yaml.nodes import Dictionary, Node, SequenceNode


def _where(node: Node, context: Context) -> float | Pair:
    check = NUMBER if not isinstance(node, (SequenceNode, Dictionary)) else SPAN
    value: float | Pair = check.convert(node, context)
    return value


def _place(node: Node, context: Context) -> Pair:
    """A point in data coordinates."""
    if not isinstance(node, SequenceNode) or len(node.items) != 2:
        raise Wrong("a place is a list of two numbers", node, "write [x, y]")
    x, y = context.attempt_each(NUMBER, node.items)
    if x is None or y is None:
        return 0.0, 0.0  # a value that raises no further problem; the spec is refused anyway
    return x, y


_PAIR = {"type": "array", "items": NUMBER.schema, "minItems": 2, "maxItems": 2}
WHERE = Check(_where, {"anyOf": [NUMBER.schema, _PAIR]})
"""A value of x or y, or a range of them."""
THROUGH = Check(_place, _PAIR)
_EXAMPLE = "write {y: 1} or {x: 0}; for a segment: {y: 1, x: [-2, 0]}"


def line(values: Values, node: Dictionary, context: Context) -> LineSpec | None:
    if ("slope" in node.entries) != ("through" in node.entries):
        has, lacks = ("slope", "through") if "slope" in node.entries else ("through", "slope")
        example = "write {slope: 1, through: [0, 0]}"
        raise Wrong(f"a line with '{has}' needs '{lacks}'", node, example)
    if not {"x", "y", "slope", "through"}.isdisjoint(node.entries.keys() - values.keys()):
        return None  # one of them is wrong, which has been reported
    x, y = values.get("x"), values.get("y")
    if "slope" in values:
        for key, value in (("x", x), ("y", y)):
            if value is not None and not isinstance(value, tuple):
                where = node.entries[key].value
                raise Wrong("a line with a slope takes a range of x or y, not one value", where,
                            f"write {key}: [low, high]")  # fmt: skip
        if x is not None and y is not None:
            raise Wrong("a line with a slope takes a range of x or of y, not both", node)
        if y is not None and values["slope"] == 0:
            raise Wrong("a horizontal line takes a range of x, not of y", node.entries["y"].value)
    elif (x is None and y is None) or (isinstance(x, float) and isinstance(y, float)):
        raise Wrong("a reference line needs either x or y", node, _EXAMPLE)
    elif isinstance(x, tuple) and isinstance(y, tuple):
        help = "write {slope: 1, through: [0, 0], x: [-1, 1]}"
        raise Wrong("a line takes a range of x or of y, not both", node, help)
    elif (x is None and isinstance(y, tuple)) or (y is None and isinstance(x, tuple)):
        key, other = ("y", "x") if x is None else ("x", "y")
        message = f"a line over a range of {key} is at {'an' if other == 'x' else 'a'} {other}"
        raise Wrong(message, node, _EXAMPLE)
    return LineSpec(path=context.path, **values)
