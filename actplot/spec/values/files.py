"""Checks of what a figure becomes: its files and their formats, its label and caption in LaTeX."""

from __future__ import annotations

import re

from actplot.errors import did_you_mean
from actplot.formats import FORMATS, of_suffix
from actplot.spec.values.checks import FALSE, FLAG, TRUE, Check, Context, Wrong, scalar
from actplot.spec.values.lists import several
from actplot.spec.values.terms import is_word
from actplot.spec.yaml.nodes import Node
from actplot.spec.yaml.source import SETTING


def _stem(node: Node, context: Context) -> str:
    text = scalar(node, "a file name").text.strip()
    tail = re.split(r"[/\\]", text)[-1]
    if tail in ("", ".", ".."):
        raise Wrong(f"'{text}' names a folder, not a figure", node, "add the name: figures/gelu")
    format = of_suffix(tail.rpartition(".")[2]) if "." in tail else None
    if format:
        name = text.rpartition(".")[0]
        name += "" if tail.rpartition(".")[0] else "figure"
        message = "an output must not have a suffix, as there may be several formats"
        raise Wrong(message, node, f"write {name}, and formats: [{format}]")
    if re.search(r"[\x00-\x1f\x7f-\x9f]", text):
        raise Wrong("a file name must not contain control characters", node)
    away = re.match(r"[/\\]|[A-Za-z]:[/\\]", text) or ".." in re.split(r"[/\\]", text)
    # Whoever runs the command line may choose any folder.
    if away and node.source.file != SETTING:
        message = f"'{text}' is outside the folder that the figure is drawn to"
        raise Wrong(message, node, "a spec writes only below it; give another folder with -o")
    return text


_SUFFIXES = "|".join(
    "".join(f"[{letter}{letter.upper()}]" for letter in suffix)
    for name, row in FORMATS.items()
    for suffix in (name, *row.others)
)
STEM = Check(
    _stem,
    {"type": ["string", "number"], "minLength": 1,
     "pattern": r"^(?![/\\]|[A-Za-z]:[/\\])(?!(.*[/\\])?\.{0,2}$)(?!(.*[/\\])?\.\.[/\\])"
                rf"(?!.*\.({_SUFFIXES})$)[^\x00-\x1f\x7f-\x9f]*$"},
)  # fmt: skip


def _reference(node: Node, context: Context) -> str:
    text = scalar(node, "a label").text.strip()
    if is_word(node, ("names", "symbols", "formulas", "none", "auto")):
        raise Wrong("`label` of a figure is its name for \\ref in LaTeX", node,
                    f"for the labels of curves, write labels: {text}")  # fmt: skip
    bad = re.search(r"[\s{}%#\\,~$^&\"]", text)
    if not text:
        raise Wrong("a LaTeX label must not be empty", node, "for example fig:gelu")
    if bad:
        raise Wrong(f"a LaTeX label cannot hold '{bad[0]}'", node, "for example fig:gelu")
    return text


REFERENCE = Check(
    _reference, {"type": ["string", "number"], "pattern": r"^\s*[^\s{}%#\\,~$^&\"]+\s*$"}
)


_KEYS = several(REFERENCE, many=100, once=True)


def _cite(node: Node, context: Context) -> bool | tuple[str, ...]:
    if is_word(node, (*TRUE, *FALSE, "none")):
        return is_word(node, TRUE)
    keys: tuple[str, ...] = _KEYS.convert(node, context)
    return keys


CITE = Check(_cite, {"anyOf": [*FLAG.schema["anyOf"], _KEYS.schema]}, FLAG.words)
"""Whether the papers behind the curves are cited, or the keys of those that are."""


def _placement(node: Node, context: Context) -> str:
    text = scalar(node, "a placement").text.strip().strip("[]")
    if not re.fullmatch(r"!?[htbpH]{1,4}!?", text) or ("H" in text and text != "H"):
        message = f"'{text}' is not a placement of figures in LaTeX"
        raise Wrong(message, node, "for example htbp, t! or H")
    return text


PLACEMENT = Check(_placement, {"type": "string", "pattern": r"^\[?!?[htbpH]{1,4}!?\]?$"})


def _format(node: Node, context: Context) -> str:
    text = scalar(node, "a format").text.strip().lower().removeprefix(".")
    if text not in FORMATS:
        help = did_you_mean(text, FORMATS, f"it must be one of {', '.join(FORMATS)}")
        raise Wrong(f"no format is called '{text}'", node, help)
    return text


FORMAT = Check(_format, {"enum": list(FORMATS)}, tuple(FORMATS))
