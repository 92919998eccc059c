"""A comparison of functions: a row each, every cell computed or taken from the catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from actplot.errors import ActplotError, did_you_mean
from actplot.facts import words
from actplot.facts.comparison import Column, ComparedFunctions, ComparisonCell
from actplot.facts.numerals import number
from actplot.facts.subjects import Subject
from actplot.facts.tables import FORMATS
from actplot.formula.equation import plain
from actplot.formula.escape import escape
from actplot.records import replace

DIGITS = 4
"""Of the numbers in a comparison."""
_UNKNOWN = ComparisonCell("unknown")
"""What nobody has said, or what a function has no values for."""


class ComparisonTable(ComparedFunctions):
    """A comparison that shows itself, in notebooks too."""

    def __str__(self) -> str:
        return FORMATS["markdown"](self)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        bundle = {"text/markdown": FORMATS["markdown"](self), "text/html": FORMATS["html"](self)}
        return bundle | {"text/latex": self._in_document(), "text/plain": str(self)}

    def _in_document(self) -> str:
        """As LaTeX for a notebook, which has no bibliography: the papers are listed below."""
        keys = [column.key for column in self.columns]
        kept = [number for number, key in enumerate(keys) if key != "reference"]
        tables = FORMATS["latex"](
            replace(
                self,
                columns=tuple(self.columns[index] for index in kept),
                rows=tuple(tuple(row[index] for index in kept) for row in self.rows),
            )
        )
        if len(kept) == len(keys):
            return tables
        name, papers = keys.index("function"), keys.index("reference")
        lines = (escape(f"{row[name].text}: {row[papers].text}.") for row in self.rows)
        return tables + "".join(f"\\par\\smallskip\\noindent {line}\n" for line in lines)


def compare(
    subjects: Sequence[Subject],
    columns: Sequence[str] = (),
    *,
    transpose: bool = False,
    lang: str = "en",
) -> ComparisonTable:
    """The comparison of some functions; columns: their keys, by default all of them.

    Raises ActplotError for an unknown column.
    """
    chosen = [_column(key) for key in columns] or list(COLUMNS.values())
    if all(column.key != "function" for column in chosen):
        chosen.insert(0, COLUMNS["function"])
    rows = tuple(tuple(column.cell(subject) for column in chosen) for subject in subjects)
    return ComparisonTable(tuple(chosen), rows, transpose, lang)


def _column(key: str) -> Column:
    word = key.strip().lower().replace("_", "-").replace("centered", "centred")
    if word not in COLUMNS:
        help = did_you_mean(word, COLUMNS, f"there are {', '.join(COLUMNS)}")
        raise ActplotError(f"no column is called '{key}'", help=help)
    return COLUMNS[word]


def _function(subject: Subject) -> ComparisonCell:
    if subject.entry is not None:
        return ComparisonCell(subject.title)
    return ComparisonCell(subject.title, subject.curve.math.strip("$"))


def _derivative(subject: Subject) -> ComparisonCell:
    tex = subject.derivative
    if tex is None:
        return ComparisonCell("no formula in x alone")
    return ComparisonCell(plain(tex), tex)


def _limits(subject: Subject) -> ComparisonCell:
    left, right = (words.limit(limit, DIGITS) for limit in subject.facts["limits"])
    return _mathematics(f"{left}, {right}")


def _mathematics(text: str) -> ComparisonCell:
    """Numbers and sets as they are written by hand and by LaTeX."""
    if "none" in text:
        return ComparisonCell(text)
    math = text
    for sign, command in (("∞", r"\infty"), ("∪", r"\cup"), ("−", "-"), ("{", r"\{"), ("}", r"\}")):
        math = math.replace(sign, command)
    return ComparisonCell(text, math)


def _range(subject: Subject) -> ComparisonCell:
    text = words.ranges(subject.facts["range"], DIGITS)
    return _mathematics(text) if text else _UNKNOWN


def _monotone(subject: Subject) -> ComparisonCell:
    direction = subject.facts["monotone"]
    return _UNKNOWN if direction is None else ComparisonCell(direction)


def _smoothness(subject: Subject) -> ComparisonCell:
    order = subject.facts["smoothness"]
    if order is None:
        return _UNKNOWN
    if order == -1:
        return ComparisonCell("discontinuous")
    return ComparisonCell(words.smooth_class(order), rf"C^{{{order}}}".replace("inf", r"\infty"))


def _continuous_derivative(subject: Subject) -> ComparisonCell:
    order = subject.facts["smoothness"]
    if order is None:
        return _UNKNOWN
    return _yes(order == "inf" or order >= 1)


def _zero_centred(subject: Subject) -> ComparisonCell:
    """yes: values of both signs alike; partly: of both signs; no: of one sign."""
    parts = subject.facts["range"]
    if not parts:
        return _UNKNOWN
    low, high = float(parts[0]["low"]), float(parts[-1]["high"])
    if low == -high or subject.facts["symmetry"] == "odd":
        return _yes(high > 0)
    return ComparisonCell("partly") if low < 0 < high else _yes(False)


def _saturation(subject: Subject) -> ComparisonCell:
    """On which sides the function tends to a number and its slope to 0."""
    limits, slopes = subject.facts["limits"], subject.facts["slopes"]
    left, right = (isinstance(limits[k], float) and slopes[k] == 0 for k in (0, 1))
    sides = "both sides" if left and right else "left" if left else "right" if right else "no"
    return ComparisonCell(sides)


def _parameters(subject: Subject) -> ComparisonCell:
    parameters = subject.parameters
    if not parameters:
        return ComparisonCell("none")
    text = ", ".join(f"{words.letter(name)} = {number(value)}" for name, value in parameters)
    math = r",\ ".join(f"{words.letter_tex(name)} = {number(value)}" for name, value in parameters)
    return ComparisonCell(text, math)


def _year(subject: Subject) -> ComparisonCell:
    years = [paper.fields["year"] for entry in subject.activations if (paper := entry.paper)]
    return ComparisonCell(", ".join(dict.fromkeys(years)) or _UNKNOWN.text)


def _reference(subject: Subject) -> ComparisonCell:
    entries = subject.activations
    texts = [entry.reference for entry in entries if entry.reference]
    keys = tuple(dict.fromkeys(entry.cites for entry in entries if entry.cites))
    return ComparisonCell("; ".join(dict.fromkeys(texts)) or _UNKNOWN.text, cites=keys)


def _yes(holds: bool) -> ComparisonCell:
    return ComparisonCell("yes" if holds else "no")


COLUMNS: Mapping[str, Column] = {
    column.key: column
    for column in (
        Column("function", "Function", _function),
        Column("formula", "Formula", lambda s: ComparisonCell(plain(s.formula), s.formula)),
        Column("derivative", "Derivative", _derivative),
        Column("range", "Range", _range),
        Column("limits", "Limits at −∞ and ∞", _limits),
        Column("monotone", "Monotone", _monotone),
        Column("smoothness", "Smoothness", _smoothness),
        Column("continuous-derivative", "Continuous derivative", _continuous_derivative),
        Column("zero-centred", "Zero-centred", _zero_centred),
        Column("saturation", "Saturates", _saturation),
        Column("parameters", "Parameters", _parameters),
        Column("year", "Year", _year),
        Column("reference", "Reference", _reference),
    )
}
