"""A comparison as Markdown, LaTeX, CSV, HTML and JSON; one row of FORMATS each."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from html import escape as html_escape

from actplot.facts.comparison import ComparedFunctions, ComparisonCell
from actplot.facts.numerals import csv_text
from actplot.formula.escape import escape

LONGEST = 30
"""Rows of a table that LaTeX can still set on one page."""
WIDEST = 62
"""Letters on a line of a document's text, by which wide tables are divided."""
_WIDE = re.compile(r"\\frac|\\sum|\\begin|\\sqrt")


def as_markdown(table: ComparedFunctions) -> str:
    """A table with formulas between dollars, as GitHub, MkDocs and notebooks read it."""
    head, *rows = table.table
    lines = [_line(head), "|" + " --- |" * len(head), *map(_line, rows)]
    return "\n".join(lines) + "\n"


def _line(cells: list[ComparisonCell]) -> str:
    return "| " + " | ".join(map(_markdown, cells)) + " |"


def _markdown(cell: ComparisonCell) -> str:
    if cell.math:
        # A bar would end the cell.
        return f"${' '.join(cell.math.split())}$".replace(r"\|", r"\Vert ").replace("|", r"\vert ")
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", cell.text)


def as_latex(table: ComparedFunctions) -> str:
    r"""A tabular for booktabs, long ones a longtable; papers as `\cite`.

    A table that is wider than a page of text becomes several, each with the first column.
    """
    long = len(table.table) - 1 > LONGEST
    lines = [r"% \usepackage{booktabs}" + r" \usepackage{longtable}" * long]
    for number, columns in enumerate(_blocks(table.table)):
        lines += [r"\par\medskip"] * (number > 0)
        lines += _tabular([[row[column] for column in columns] for row in table.table], long)
    return "\n".join(lines) + "\n"


def _blocks(rows: list[list[ComparisonCell]]) -> list[list[int]]:
    """The columns of each of the tables into which a wide one is divided."""
    widths = [2 + max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    blocks: list[list[int]] = []
    room = 0
    for column, width in enumerate(widths[1:], 1):
        if not blocks or width > room:
            blocks.append([0])
            room = WIDEST - widths[0]
        blocks[-1].append(column)
        room -= width
    return blocks or [[0]]


def _width(cell: ComparisonCell) -> int:
    """About how many letters wide a cell is set."""
    if cell.cites:
        return 4 * len(cell.cites)
    # Of cases the longest row counts, of a fraction both parts share one place.
    rows = cell.text.strip("{} ").split("; ") if cell.text.startswith("{ ") else [cell.text]
    return max(map(len, rows))


def _tabular(table: list[list[ComparisonCell]], long: bool) -> list[str]:
    head, *rows = table
    environment = "longtable" if long else "tabular"
    rule = "\\midrule\n\\endhead" if long else "\\midrule"
    return [
        rf"\begin{{{environment}}}{{{'l' * len(head)}}}",
        r"\toprule",
        _row(head),
        rule,
        *map(_row, rows),
        r"\bottomrule",
        rf"\end{{{environment}}}",
    ]


def _row(cells: list[ComparisonCell]) -> str:
    # Fractions and cases of neighbouring rows must not touch.
    tall = any(_WIDE.search(cell.math) for cell in cells)
    return "  " + " & ".join(map(_latex, cells)) + (r" \\[4pt]" if tall else r" \\")


def _latex(cell: ComparisonCell) -> str:
    if cell.cites:
        return rf"\cite{{{','.join(cell.cites)}}}"
    if not cell.math:
        return escape(cell.text)
    tall = r"\displaystyle " if _WIDE.search(cell.math) else ""
    return f"${tall}{_without_amsmath(cell.math)}$"


def _without_amsmath(tex: str) -> str:
    """cases as an array, which needs no package."""
    tex = tex.replace(r"\begin{cases}", r"\left\{\begin{array}{@{}ll@{}}")
    return tex.replace(r"\end{cases}", r"\end{array}\right.")


def as_csv(table: ComparedFunctions) -> str:
    """Plain text, for spreadsheets."""
    heading, *rows = ([cell.text for cell in row] for row in table.table)
    return csv_text(heading, rows)


def as_html(table: ComparedFunctions) -> str:
    """A table without style or script, to be put into a page."""
    head, *rows = table.table
    lines = ["<table>", "<thead>", _html(head, "th", "col"), "</thead>", "<tbody>"]
    lines += [_html(row, "td") for row in rows]
    return "\n".join([*lines, "</tbody>", "</table>"]) + "\n"


def _html(cells: list[ComparisonCell], tag: str, scope: str = "row") -> str:
    first, *others = (html_escape(cell.text) for cell in cells)
    row = "".join(
        f'<th scope="col">{text}</th>' if tag == "th" else f"<td>{text}</td>" for text in others
    )
    return f'<tr><th scope="{scope}">{first}</th>{row}</tr>'


def as_json(table: ComparedFunctions) -> str:
    """A list with an object for each function, by the keys of the columns."""
    keys = [column.key for column in table.columns]
    values = [
        {
            key: {"text": cell.text} | ({"latex": cell.math} if cell.math else {})
            | ({"cites": list(cell.cites)} if cell.cites else {})
            for key, cell in zip(keys, row, strict=True)
        }
        for row in table.rows
    ]  # fmt: skip
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[ComparedFunctions], str]] = {
    "markdown": as_markdown,
    "latex": as_latex,
    "csv": as_csv,
    "html": as_html,
    "json": as_json,
}
SUFFIXES = {".md": "markdown", ".tex": "latex", ".csv": "csv", ".html": "html", ".json": "json"}
