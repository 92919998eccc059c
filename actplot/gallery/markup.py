"""HTML in which nothing is left unescaped by mistake."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from actplot.errors import MASK

VOID = ("img", "input", "link", "meta", "br")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Markup(str):
    """HTML; any other text is escaped where it becomes part of an element."""

    __slots__ = ()


Content = str | Iterable["Markup | str"]
Value = str | int | float | bool | None


def element(name: str, content: Content = "", /, **attributes: Value) -> Markup:
    """An element. An attribute that is None or False is left out, True has no value.

    Underscores in attributes stand for hyphens, and one at the end for none: `class_`.
    """
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}"
        + ("" if value is True else f'="{escape(str(value), quote=True)}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if name in VOID:
        return Markup(f"<{name}{written}>")
    return Markup(f"<{name}{written}>{inside(content)}</{name}>")


def escape(text: str, *, quote: bool) -> str:
    """A text as HTML, which has no control characters; those of names are masked."""
    return html.escape(_CONTROL.sub(MASK, text), quote=quote)


def inside(content: Content) -> Markup:
    """What stands in an element: markup as it is, text escaped."""
    if isinstance(content, Markup):
        return content
    if isinstance(content, str):
        return Markup(escape(content, quote=False))
    return Markup("".join(map(inside, content)))
