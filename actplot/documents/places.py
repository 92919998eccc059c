"""Where a fence is in the file of a page, which programs that read Markdown do not say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from actplot.errors import Place

_FENCES = ("```", "~~~")
# What a fence may be indented with: blanks, and the signs of quotations.
_INDENT = " \t>"


def places(page: Path, source: str, file: str = "") -> Iterator[Place]:
    """Each line of a page in which the text of a fence begins.

    Of a fence without a text it is the line of the fence. file: the spec that it names.
    """
    try:
        lines = page.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return
    wanted = [line.strip() for line in source.splitlines()]
    for number, line in enumerate(lines):
        if "actplot" not in line or not line.lstrip(_INDENT).startswith(_FENCES):
            continue
        below = lines[number + 1 : number + 1 + len(wanted)]
        if [row.lstrip(_INDENT).strip() for row in below] == wanted and file in line:
            first_line = lines[number + bool(wanted)]
            column = len(first_line) - len(first_line.lstrip(_INDENT)) + 1
            text = source.partition("\n")[0] if wanted else line.strip()
            yield Place(str(page), number + 1 + bool(wanted), column, max(len(text), 1), text)


def next_place(candidates: Iterator[Place], seen: set[Place], unknown: Place) -> Place:
    """The first place that no fence before this one has; the fences of a page come in order."""
    first = None
    for place in candidates:
        if place not in seen:
            seen.add(place)
            return place
        first = first or place
    return first or unknown
