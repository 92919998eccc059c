"""A comparison of functions: columns with a cell for each of them."""

from __future__ import annotations

from collections.abc import Callable

from actplot.facts import words
from actplot.facts.chinese import say
from actplot.facts.subjects import Subject
from actplot.records import Record, replace


class ComparisonCell(Record):
    """The content of a cell: plain text, and the same as LaTeX where that is mathematics.

    math: without dollar signs; "" where the text is set as it is. cites: keys of BibTeX.
    """

    text: str = ""
    math: str = ""
    cites: tuple[str, ...] = ()


class Column(Record):
    """A property of functions: its key, its heading, and how the cell of a function is made."""

    key: str
    heading: str
    cell: Callable[[Subject], ComparisonCell]


class ComparedFunctions(Record):
    """Columns with one cell for each function.

    lang: the language of headings and words, "en" or "zh".
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[ComparisonCell, ...], ...]
    transposed: bool = False
    lang: str = "en"

    @property
    def table(self) -> list[list[ComparisonCell]]:
        """All cells with the headings, turned round if that is asked for."""
        heads = [ComparisonCell(say(column.heading, self.lang)) for column in self.columns]
        rows = [heads, *(list(map(self._translated, self.columns, row)) for row in self.rows)]
        return [list(column) for column in zip(*rows, strict=True)] if self.transposed else rows

    def _translated(self, column: Column, cell: ComparisonCell) -> ComparisonCell:
        if cell.math and column.key in ("formula", "derivative"):
            return replace(cell, text=words.formula(cell.math, self.lang))
        if cell.math or cell.cites:
            return cell
        parts = [say(part, self.lang, column.key) for part in cell.text.split(", ")]
        return ComparisonCell(", ".join(parts))
