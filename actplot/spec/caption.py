"""The caption of a figure in a LaTeX document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from actplot.spec.values.checks import FALSE, FLAG, TRUE, Check, Context, Wrong, scalar
from actplot.spec.values.files import REFERENCE
from actplot.spec.values.lists import several
from actplot.spec.yaml.nodes import Dictionary, Node, Scalar

if TYPE_CHECKING:
    from actplot.spec.model import CaptionSpec

Values = dict[str, Any]
_KEYS = several(REFERENCE, many=100)


def _cite(node: Node, context: Context) -> bool | tuple[str, ...]:
    if isinstance(node, Scalar) and node.style in ("", "="):
        word = node.text.strip().lower()
        if word in (*TRUE, *FALSE, "none"):
            return word in TRUE
    return tuple(dict.fromkeys(_KEYS.convert(node, context)))


CITE = Check(_cite, {"anyOf": [*FLAG.schema["anyOf"], _KEYS.schema]}, ("on", "off"))
"""Whether the papers behind the curves are cited, or the keys of those that are."""


def _placement(node: Node, context: Context) -> str:
    text = scalar(node, "a placement").text.strip().strip("[]")
    if not re.fullmatch(r"!?[htbpH]{1,4}!?", text) or ("H" in text and text != "H"):
        raise Wrong(
            f"'{text}' is not a placement of figures in LaTeX", node, "for example htbp, t! or H"
        )
    return text


PLACEMENT = Check(_placement, {"type": "string", "pattern": r"^\[?!?[htbpH]{1,4}!?\]?$"})


def caption(values: Values, node: Dictionary, context: Context) -> CaptionSpec:
    from actplot.spec.model import CaptionSpec

    return CaptionSpec(**values)
