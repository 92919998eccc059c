r"""Environments of formulas, for texts that LaTeX sets: `\begin{cases} ... \end{cases}` and others.

All of them become an `array`, which needs no package. A figure that sets its texts itself knows
none of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from unicodedata import category, east_asian_width

from actplot.later import pattern
from actplot.records import Record

# The columns of each as those of an array, and the brackets around it.
_KINDS = {
    "cases": (r"@{}l@{\quad}l@{}", r"\left\{", r"\right."),
    "aligned": ("@{}r@{}l@{}", "", ""),
    "array": ("", "", ""),
    "matrix": ("", "", ""),
    "pmatrix": ("", r"\left(", r"\right)"),
    "bmatrix": ("", r"\left[", r"\right]"),
    "vmatrix": ("", r"\left|", r"\right|"),
}
NAMES = tuple(_KINDS)
_ENVIRONMENT = pattern(
    rf"\\begin\{{({'|'.join(NAMES)})\}}(?:\{{([lcr| ]*)\}})?(.*?)\\end\{{\1\}}", re.DOTALL
)
_CELL = pattern(r"(?<!\\)&")
DOLLAR = pattern(r"(?<!\\)\$")
# As wide as a Chinese character.
_EM = "\N{EM DASH}"


class Environment(Record):
    """A formula with one environment, its cells row by row."""

    before: str
    name: str
    columns: str
    rows: tuple[tuple[str, ...], ...]
    after: str


def first(formula: str) -> Environment | None:
    """The first environment of a formula, without its dollar signs."""
    match = _ENVIRONMENT.search(formula)
    if match is None:
        return None
    rows = [tuple(map(str.strip, _CELL.split(row))) for row in match[3].split(r"\\")]
    kept = tuple(row for row in rows if any(row))
    columns = match[2] or ""
    return Environment(formula[: match.start()], match[1], columns, kept, formula[match.end() :])


def as_array(one: Environment, set_: Callable[[str], str]) -> str:
    """The formula with an array; set_ makes each part of it LaTeX."""
    columns, left, right = _KINDS[one.name]
    if not columns:
        columns = one.columns or "c" * max(map(len, one.rows), default=1)
    body = r" \\ ".join(" & ".join(map(set_, row)) for row in one.rows)
    array = rf"{left}\begin{{array}}{{{columns}}}{body}\end{{array}}{right}"
    return f"{set_(one.before)}{array}{set_(one.after)}"


def stand_in(text: str) -> str:
    """A text of about the size of one that LaTeX will set, in what the figure itself can set."""
    parts = DOLLAR.split(text)
    if len(parts) % 2:
        for index in range(1, len(parts), 2):
            one = first(parts[index])
            if one is not None:
                rows = [r"\quad ".join(row) for row in one.rows] or [""]
                rows[0] = f"{one.before} {rows[0]}"
                rows[-1] = f"{rows[-1]} {one.after}"
                parts[index] = "$\n$".join(rows)
    made = "".join(map(_like, "$".join(parts)))
    return text if made == text else made  # which knows its place in the spec


def _like(character: str) -> str:
    """A character about as wide as another, of a writing that the fonts of figures have."""
    if east_asian_width(character) in "WF":
        return _EM
    # Hebrew, Arabic, the writings of India and others, the marks on their letters without width.
    if "\u0590" <= character < "\u1e00":
        return {"L": "n", "M": ""}.get(category(character)[0], character)
    return character
