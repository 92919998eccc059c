"""Colours: by name, by hexadecimal code, or one of the style's."""

from __future__ import annotations

import re

from actplot.errors import did_you_mean
from actplot.looks.colour import names as colors
from actplot.spec.values.checks import Check, Context, Wrong, scalar
from actplot.spec.yaml.nodes import Node, SequenceNode


def _color(node: Node, context: Context) -> str:
    if isinstance(node, SequenceNode) and (meant := colors.converted(node.written())) is not None:
        raise Wrong("a colour is a text, not a list", node, f'write "{meant}"')
    text = scalar(node, "a colour").text.strip()
    color = colors.known(text)
    if color is None:
        if (meant := colors.converted(text)) is not None:
            raise Wrong(f"no colour is called '{text}'", node, f'write "{meant}"')
        if text.lower() in ("none", "transparent"):
            help = "write opacity: 0, or leave it out; a curve that keeps its room is hidden: on"
            raise Wrong(f"'{text}' is not a colour", node, help)
        names = sorted(colors.CSS | colors.TABLEAU)
        otherwise = "use a CSS name, #rrggbb, tab:blue, C0, or a grey from 0 to 1"
        if re.fullmatch(r"[0-9a-fA-F]{6}", text):
            otherwise = f'write "#{text}" in quotes'
        raise Wrong(f"no colour is called '{text}'", node, did_you_mean(text, names, otherwise))
    return color


COLOR = Check(
    _color,
    {"anyOf": [{"type": "string", "pattern": colors.PATTERN},
               {"type": "number", "minimum": 0, "maximum": 1}]},
    tuple(sorted(colors.CSS)),
)  # fmt: skip
