"""Fractions in full size, as in a displayed formula."""

from __future__ import annotations

import re

from actplot.fonts.characters import FORMULA

_FRACTION = re.compile(r"(\\frac(?![a-z])|\\.|[{}])")


def displayed(text: str) -> str:
    """A text whose fractions are as high as in a displayed formula, unless in braces."""
    return FORMULA.sub(lambda part: f"${in_full(part[1])}$", text)


def in_full(latex: str) -> str:
    """A formula without dollar signs, the fractions of its own level in full size."""
    depth, parts = 0, _FRACTION.split(latex)
    for number, part in enumerate(parts):
        depth += {"{": 1, "}": -1}.get(part, 0)
        if part == r"\frac" and not depth and not parts[number - 1].rstrip().endswith(("^", "_")):
            parts[number] = r"\dfrac"
    return "".join(parts)
