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
    return [{"t": "Space"} if part.isspace() else {"t": "Str", "c": part} for part in parts]


def marked_up(text: str) -> list[dict[str, Any]]:
    """A text with maths between dollar signs, and words marked as Markdown marks them."""
    inlines: list[dict[str, Any]] = []
    start = 0
    for mark in _MARKED.finditer(text):
        inlines += words(text[start : mark.start()])
        start, kind, inside = mark.end(), mark.lastgroup, mark[mark.lastgroup or 0]
        if kind == "Math":
            inlines.append({"t": kind, "c": [{"t": "InlineMath"}, inside]})
        elif kind == "Code":
            inlines.append({"t": kind, "c": [["", [], []], inside]})
        else:
            inlines.append({"t": kind, "c": marked_up(inside)})
    return [*inlines, *words(text[start:])]
