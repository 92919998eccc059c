"""Letters of panels in the format of the first one: (a), B), iii."""

from __future__ import annotations

import re

from actplot.records import replace
from actplot.spec.model import PanelSpec

_ROMAN = (
    ("c", 100), ("xc", 90), ("l", 50), ("xl", 40),
    ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1),
)  # fmt: skip


def letters(panels: tuple[PanelSpec, ...], format: str) -> tuple[PanelSpec, ...]:
    """The panels with their letters, if the spec gives a format for them."""
    if format in ("auto", "on", "off"):
        return panels
    return tuple(
        replace(panel, letter=lettered(format, index)) for index, panel in enumerate(panels)
    )


def lettered(format: str, index: int) -> str:
    """The letter of panel number index (from 0); format: that of the first panel."""
    return re.sub("[aA1iI]", lambda first: _nth(first[0], index), format, count=1)


def _nth(first: str, index: int) -> str:
    if first == "1":
        return str(index + 1)
    if first in "iI":
        text = _roman(index + 1)
    else:
        text = chr(97 + index % 26)
        if index >= 26:
            text = chr(97 + index // 26 - 1) + text
    return text.upper() if first.isupper() else text


def _roman(number: int) -> str:
    text = ""
    for letters, value in _ROMAN:
        while number >= value:
            text += letters
            number -= value
    return text
