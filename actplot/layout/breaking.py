"""Lines of text that are too long for their room, broken into lines of about equal length.

Between words, and between Chinese characters where no punctuation forbids it; a formula
stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from actplot.fonts.characters import is_wide
from actplot.layout.scene import Ink

_PART = re.compile(r"(?<!\\)\$(?:\\.|[^$\\])*\$|[ \t]+|\\.|.", re.DOTALL)
_NO_START = "、。，．：；！？）》」』】〕〉”’…—·,.:;!?)]}%"
_NO_END = "（《「『【〔〈“‘([{"


def wrapped(text: str, ink: Ink, width: float) -> str:
    """The text in as few lines as fit in width (pt), which are as even as they can be.

    What has no place to break stays longer than that.
    """
    if ink.box(text).width <= width:
        return text
    return "\n".join(line for long in text.split("\n") for line in _broken(long, ink, width))


def _broken(line: str, ink: Ink, width: float) -> list[str]:
    pieces = list(_pieces(line))
    widths = [ink.box(piece.rstrip()).width for piece in pieces]
    gaps = [ink.box(piece).width - own for piece, own in zip(pieces, widths, strict=True)]
    # For the first pieces of each number: the fewest lines they need, the least sum of the
    # squares of their lengths, which is least for even lines, and where the last line starts.
    best = [(0, 0.0, 0)]
    for end in range(1, len(pieces) + 1):
        choices, length = [], widths[end - 1]
        for start in range(end - 1, -1, -1):
            if start < end - 1:
                length += widths[start] + gaps[start]
                if length > width:
                    break
            choices.append((best[start][0] + 1, best[start][1] + length**2, start))
        best.append(min(choices))
    starts = [len(pieces)]
    while starts[-1]:
        starts.append(best[starts[-1]][2])
    starts.reverse()
    return ["".join(pieces[a:b]).rstrip() for a, b in pairwise(starts)]


def _pieces(line: str) -> Iterator[str]:
    """What must stay together, each piece with the space behind it."""
    piece = ""
    for part in _PART.findall(line):
        if piece and not part.isspace() and _may_break(piece, part):
            yield piece
            piece = ""
        piece += part
    if piece:
        yield piece


def _may_break(before: str, after: str) -> bool:
    last, first = before[-1], after[0]
    if last in " \t":
        return bool(before.strip())
    return (is_wide(last) or is_wide(first)) and last not in _NO_END and first not in _NO_START
