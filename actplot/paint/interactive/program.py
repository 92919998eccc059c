"""The script and the styles of a page: what a figure needs of them, without what only people need.

They are written to be read, and a page is to be small.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
_SECTION = re.compile(r"^ *// --- only with (\w+)\n(.*?)^ *// --- end\n", re.MULTILINE | re.DOTALL)
_QUOTED = re.compile(r'("[^"\n]*"|`[^`]*`)')


@cache
def script(*needed: str) -> str:
    """The script with the sections that are needed."""
    text = (_FOLDER / "page.js").read_text(encoding="utf-8")
    text = _SECTION.sub(lambda found: found[2] if found[1] in needed else "", text)
    lines = (line.strip() for line in text.split("\n"))
    text = "\n".join(line for line in lines if line and not line.startswith("//"))
    pieces = _QUOTED.split(text)
    pieces[::2] = [_tight(piece) for piece in pieces[::2]]
    return "".join(pieces)


def _tight(code: str) -> str:
    """Code without spaces and ends of lines that separate nothing."""
    code = re.sub(r" ?([-=+*/<>?:|&,;{}()!%]) ?", r"\1", code)
    return re.sub(r"\n(?=[}\])?:.&|])|(?<=[{},;(\[])\n", "", code)


@cache
def styles() -> str:
    """The styles that do not depend on the figure."""
    text = (_FOLDER / "page.css").read_text(encoding="utf-8")
    text = re.sub(r"\s*([{};:,])\s+", r"\1", text.replace("\n", " "))
    return text.replace(" {", "{").replace(";}", "}").strip()
