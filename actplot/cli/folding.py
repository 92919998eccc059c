"""Lines of a terminal, on which a Chinese character is as wide as two letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actplot.errors import columns

LEAST = 20
# No line begins with these.
_CLOSING = "，。；：、）》”！？"


def padded(text: str, width: int) -> str:
    """A text with blanks up to a width."""
    return text + " " * (width - columns(text))


def folded(text: str, width: int) -> list[str]:
    """Lines that fit; what cannot be broken stands out.

    They are broken at blanks and between Chinese characters.
    """
    width = max(width, LEAST)
    lines, line, blanks = [], "", ""
    for part in _parts(text):
        if part.isspace():
            blanks = part
        elif line and columns(line + blanks + part) > width:
            lines.append(line)
            line, blanks = part, ""
        else:
            line, blanks = line + blanks + part, ""
    return [*lines, line] if line or not lines else lines


def _parts(text: str) -> Iterator[str]:
    """Blanks, and what is not broken: a word, or a Chinese character and what closes behind it."""
    part = ""
    for token in re.findall(r"\s+|[^\s\u2e80-\uffef]+|.", text, re.DOTALL):
        if part and (token in _CLOSING or part == "（"):
            part += token
            continue
        if part:
            yield part
        part = token
    if part:
        yield part
