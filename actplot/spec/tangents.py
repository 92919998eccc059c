"""Tangents of a spec, and the words for asymptotes and jumps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from actplot.spec.values.checks import (
    FALSE,
    FLAG,
    NUMBER,
    TRUE,
    Check,
    Context,
    Wrong,
    number,
    scalar,
    word,
)
from actplot.spec.values.lengths import UNITS, span_length
from actplot.spec.values.lists import several
from actplot.spec.yaml.nodes import Dictionary, Node, Scalar

if TYPE_CHECKING:
    from actplot.spec.model import TangentSpec

Values = dict[str, Any]
Length = tuple[Literal["mm", "x", "full"], float]
ASYMPTOTES = ("vertical", "horizontal", "slant")
JUMPS = ("gap", "dotted", "dashed", "solid")
_EXAMPLE = "write 20 mm on paper, 4 in units of x, or full"


def _length(node: Node, context: Context) -> Length:
    text = scalar(node, "a length").text.strip()
    if text.lower() == "full":
        return "full", 0.0
    if text.lower().endswith(tuple(UNITS)):
        return "mm", span_length(node, context)
    try:
        value: float = NUMBER.convert(node, context)
    except Wrong:
        raise Wrong(f"'{text}' is not the length of a tangent", node, _EXAMPLE) from None
    if not value > 0:
        raise Wrong(f"a length greater than 0 is expected, not {value:g}", node, _EXAMPLE)
    return "x", value


LENGTH = Check(
    _length,
    {"anyOf": [{"enum": ["full"]}, {"type": "string", "minLength": 1}, number(above=0).schema]},
    ("full",),
)
_kinds = several(word("kind of asymptote", *ASYMPTOTES))


def _asymptotes(node: Node, context: Context) -> tuple[str, ...]:
    if isinstance(node, Scalar) and node.text.strip().lower() in TRUE:
        return ASYMPTOTES
    if isinstance(node, Scalar) and node.text.strip().lower() in (*FALSE, "none"):
        return ()
    return tuple(dict.fromkeys(_kinds.convert(node, context)))


ASYMPTOTE = Check(_asymptotes, {"anyOf": [*FLAG.schema["anyOf"], _kinds.schema]},
                  ("on", "off", *ASYMPTOTES))  # fmt: skip
JUMP = word("kind of line at a jump", *JUMPS)


def tangent(values: Values, node: Dictionary, context: Context) -> TangentSpec:
    from actplot.spec.model import TangentSpec

    return TangentSpec(path=context.path, **values)
