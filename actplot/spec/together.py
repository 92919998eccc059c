"""Which keys of a section go together, as JSON Schema.

The functions that build the models check the same, and say in words what is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Rule = Mapping[str, Any]


def has(*keys: str, **kinds: Any) -> dict[str, Any]:
    """All of keys are given; kinds: what some of them are."""
    rule: dict[str, Any] = {"required": [*keys, *kinds]}
    return rule | ({"properties": kinds} if kinds else {})


def lacks(*keys: str) -> dict[str, Any]:
    """None of keys is given."""
    return {"not": {"anyOf": [{"required": [key]} for key in keys]}}


def both(*rules: Rule) -> dict[str, Any]:
    return {"allOf": list(rules)}


def either(*rules: Rule) -> dict[str, Any]:
    return {"anyOf": list(rules)}


_ONE: Rule = {"type": ["number", "string"]}
_RANGE: Rule = {"type": "array"}
# For keys that may be missing: a range if they are given.
_RANGED: Rule = {"properties": {"x": _RANGE, "y": _RANGE}}

LINE = either(
    both(has(x=_ONE), lacks("y", "slope", "through")),
    both(has(y=_ONE), lacks("x", "slope", "through")),
    both(has(x=_ONE, y=_RANGE), lacks("slope", "through")),
    both(has(x=_RANGE, y=_ONE), lacks("slope", "through")),
    both(has("slope", "through"), either(lacks("x"), lacks("y")), _RANGED),
)
_TARGET = (both(has("x", "curve"), lacks("y")), both(has("x", "y"), lacks("curve")))
_ON: Rule = {"enum": [True, "on", "yes", "true"]}
NOTE = either(
    both(
        has("text"),
        {"not": has(formula=_ON)},
        either(both(has("at"), lacks("x", "y")), *_TARGET),
    ),
    both(has(formula=_ON), lacks("text"), either(lacks("x", "y"), *_TARGET)),
)
FILL = both(
    either(
        both(has("between"), lacks("x", "y")),
        both(has("x"), lacks("between", "y", "where")),
        both(has("y"), lacks("between", "x", "where")),
    ),
    either(lacks("opacity"), lacks("alpha")),
)
POINT = either(
    both(has("curve", "x"), lacks("y", "file", "error")),
    both(has("file"), lacks("curve")),
    both(has("x", "y"), lacks("curve", "file")),
)
SIZE = both(either(lacks("height"), lacks("aspect")), either(lacks("columns"), has("venue")))
AXES = either(
    {"properties": {"equal": {"enum": [False, "off"]}}},
    {"properties": {"xscale": {"enum": ["linear"]}, "yscale": {"enum": ["linear"]}}},
)
FIGURE = both(
    either(lacks("curves"), lacks("panels")),
    either(lacks("columns"), lacks("mosaic")),
    # Axes without a curve need something else to show, or a range of both.
    either(
        {"not": has(curves={"type": "array", "maxItems": 0})},
        *(has(key) for key in ("points", "lines", "fill", "extends")),
        has("x", "y"),
    ),
)
