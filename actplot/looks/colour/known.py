"""Colours by the names that matplotlib knows, without matplotlib."""

from __future__ import annotations

from actplot.later import pattern
from actplot.looks.colour.names import NAMES

TABLEAU = frozenset(name for name in NAMES if name.startswith("tab:"))
LETTERS = frozenset(name for name in NAMES if len(name) == 1)
CSS = frozenset(NAMES) - TABLEAU - LETTERS
_HEX = pattern(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
_CYCLE = pattern(r"C[0-9]+")
_GREY = pattern(r"0?\.[0-9]+|[01](?:\.0*)?")
PATTERN = (
    r"^(#([0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})|C[0-9]+|tab:[a-z]+|[a-z]+"
    r"|0?\.[0-9]+|[01](\.0*)?)$"
)


def known(text: str) -> str | None:
    """The colour in matplotlib's spelling, or None if it is no colour.

    A name, #rgb, #rgba, #rrggbb, #rrggbbaa, tab:name, C0 .. for the style's own
    colours, or a grey from 0 (black) to 1 (white).
    """
    if text in LETTERS or any(form.fullmatch(text) for form in (_HEX, _CYCLE, _GREY)):
        return text
    folded = text.lower()
    return folded if folded in CSS or folded in TABLEAU else None
