"""What every generated page is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

# Drawn for a light and a dark page alike.
GROUND: Mapping[str, Any] = {"style": {"background": "none", "dark": True}}


class Page(NamedTuple):
    """A page by its path in the site, and what its figures are: path to spec.

    A spec is a mapping, its text, or its file; a figure with steps has the path without them.
    """

    path: str
    text: str
    figures: Mapping[str, Any] = {}


def paged(stem: str, pages: int) -> str:
    """The picture of a figure's last page, on which everything is there."""
    return f"{stem}-{pages}.svg" if pages > 1 else f"{stem}.svg"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield ""
    yield f"| {' | '.join(head)} |"
    yield "|---" * len(head) + "|"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |"
    yield ""


def fenced(text: str, language: str = "text") -> str:
    return f"```{language}\n{text.rstrip()}\n```\n"


def code(text: object) -> str:
    return f"`{text}`"


def words(text: str) -> str:
    """A text of the keys as Markdown, to which braces mean something else."""
    return re.sub(r"\{[^{}]*\}", r"`\g<0>`", text)
