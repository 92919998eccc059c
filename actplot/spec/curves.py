"""Entries of `curves`: the domain of a curve, its ends, the colours of a family."""

from __future__ import annotations

import math

from actplot.errors import did_you_mean
from actplot.looks.colour.maps import MAPS
from actplot.spec.model import CurveSpec
from actplot.spec.sections import given
from actplot.spec.values.checks import (
    NUMBER,
    Check,
    Context,
    Values,
    Wrong,
    number_of,
    scalar,
    word,
)
from actplot.spec.values.colors import COLOR
from actplot.spec.values.terms import one_of
from actplot.spec.yaml.nodes import Dictionary, Node, Scalar, SequenceNode

ENDS = ("none", "closed", "open", "arrow")
_INFINITE = {"inf": math.inf, "+inf": math.inf, ".inf": math.inf, "-inf": -math.inf,
             "-.inf": -math.inf, "∞": math.inf, "-∞": -math.inf}  # fmt: skip


def _bound(node: Node, context: Context) -> float:
    value = scalar(node, "a number").text.strip().lower().replace("−", "-")
    return _INFINITE[value] if value in _INFINITE else number_of(node)


def _domain(node: Node, context: Context) -> tuple[float, float] | None:
    example = "write [0, 2], or [0, inf] to extend to the edge of the axes"
    if not isinstance(node, SequenceNode):
        raise Wrong("the domain of a curve is a list of two numbers", node, example)
    if len(node.items) != 2:
        raise Wrong(f"a domain has two ends, not {len(node.items)}", node, example)
    low, high = context.attempt_each(Check(_bound, {}), node.items)
    if low is None or high is None:
        return None
    if low == high:
        raise Wrong(f"the domain is empty: both ends are {low:g}", node)
    if low > high:
        first, second = (item.written() for item in node.items)
        raise Wrong("the domain is reversed", node, f"write [{second}, {first}]")
    return low, high


_BOUND = {"anyOf": [NUMBER.schema, {"enum": ["inf", "-inf"]}]}
DOMAIN = Check(_domain, {"type": "array", "items": _BOUND, "minItems": 2, "maxItems": 2})
_END = word("end of a curve", *ENDS, also={"off": "none", "no": "none", "false": "none"})


def _ends(node: Node, context: Context) -> tuple[str, str] | None:
    if not isinstance(node, SequenceNode):
        both = _END.convert(node, context)
        return both, both
    if len(node.items) != 2:
        raise Wrong(f"a curve has two ends, not {len(node.items)}", node, "write [closed, open]")
    left, right = context.attempt_each(_END, node.items)
    return None if left is None or right is None else (left, right)


ENDS_OF_CURVE = Check(
    _ends,
    {"anyOf": [_END.schema, {"type": "array", "items": _END.schema, "minItems": 2, "maxItems": 2}]},
    ENDS,
)


def _colors(node: Node, context: Context) -> str | tuple[str, ...]:
    if name := one_of(node, tuple(MAPS)):
        return name
    if isinstance(node, Scalar):
        known = f"it must be one of {', '.join(MAPS)}, or a list of colours"
        help = did_you_mean(node.text.strip().lower(), MAPS, known)
        raise Wrong(f"no colour map is called '{node.text}'", node, help)
    if not isinstance(node, SequenceNode):
        raise Wrong("colours are a list, or the name of a map", node, "for example viridis")
    if not node.items:
        raise Wrong("the list is empty", node, "write one colour for each member, or viridis")
    colors = context.attempt_each(COLOR, node.items)
    return tuple(color for color in colors if color is not None)


COLORS = Check(
    _colors,
    {"anyOf": [{"enum": list(MAPS)}, {"type": "array", "items": COLOR.schema, "minItems": 1}]},
    tuple(MAPS),
)


def curve(values: Values, node: Dictionary, context: Context) -> CurveSpec:
    from actplot.expression.domain import restricted

    text, curves = values.pop("expr")
    if (domain := values.get("x")) is not None:
        curves = tuple(restricted(member, *domain) for member in curves)
    _check_ends(values, node, context)
    _check_colors(values, node, context, len(curves), family=curves[0].family is not None)
    return CurveSpec(text, curves, path=context.path, **values)


def _check_ends(values: Values, node: Dictionary, context: Context) -> None:
    """Refuse a circle at an end that the curve does not have."""
    domain = values.get("x", (-math.inf, math.inf))
    for index, end in enumerate(values.get("ends", ())):
        if end in ("closed", "open") and not math.isfinite(domain[index]):
            side = ("left", "right")[index]
            written = node.entries["ends"].value
            at = written.items[index] if isinstance(written, SequenceNode) else written
            help = "give it x: [0, 2]" if "x" not in node.entries else "write none or arrow there"
            message = f"the curve has no end on the {side} that could be {end}"
            context.refuse(message, at, help)
            if not isinstance(written, SequenceNode):
                return


def _check_colors(
    values: Values, node: Dictionary, context: Context, count: int, *, family: bool
) -> None:
    entry = given(node, "colors")
    if entry is None:
        return
    colors = values.get("colors")
    if not family:
        message = "`colors` is for the members of a family"
        context.refuse(message, entry.key, "for a single curve, use `color`")
    elif given(node, "color") is not None:
        message = "a family takes either `color`, whose shades are used, or `colors`"
        context.refuse(message, entry.key, "delete one of them")
    elif isinstance(colors, tuple) and len(colors) != count:
        wanted = len(entry.value.items) if isinstance(entry.value, SequenceNode) else len(colors)
        if wanted != count:
            help = "give one for each member, or a colour map"
            context.refuse(f"{wanted} colours, but {count} curves", entry.value, help)
