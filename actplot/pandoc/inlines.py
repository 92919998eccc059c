"""Texts as pandoc has them, word by word."""

from __future__ import annotations

import re
from typing import Any

# What a caption may hold of Markdown: maths, code, strong and emphasized words.
_MARKED = re.compile(
    r"\$(?P<Math>\S|\S[^$]*?\S)\$(?!\d)|`(?P<Code>[^`]+)`"
    r"|\*\*(?P<Strong>\S|\S.*?\S)\*\*|\*(?P<Emph>\S|\S[^*]*?\S)\*"
)


def words(text: str) -> list[dict[str, Any]]:
    """A text as it is."""
    parts = filter(None, re.split(r"(\s+)", text))
    return [{"t": "Space"} if each.isspace() else {"t": "Str", "c": each} for each in parts]


def marked_up(text: str) -> list[dict[str, Any]]:
    """A text with maths between dollar signs, and words marked as Markdown marks them."""
    found: list[dict[str, Any]] = []
    start = 0
    for mark in _MARKED.finditer(text):
        found += words(text[start : mark.start()])
        start, kind, inside = mark.end(), mark.lastgroup, mark[mark.lastgroup or 0]
        if kind == "Math":
            found.append({"t": kind, "c": [{"t": "InlineMath"}, inside]})
        elif kind == "Code":
            found.append({"t": kind, "c": [["", [], []], inside]})
        else:
            found.append({"t": kind, "c": marked_up(inside)})
    return [*found, *words(text[start:])]
