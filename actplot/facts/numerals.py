"""Numbers, lists and tables of them, as text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from actplot.expression.arithmetic import exact
from actplot.expression.nodes import Number
from actplot.expression.text import text


def number(value: float | Sequence[float], digits: int = 6) -> str:
    """1 for 1.0, 0.333333 for a third, [1, 2] for a vector."""
    if isinstance(value, Sequence):
        return "[" + ", ".join(number(element, digits) for element in value) + "]"
    return f"{value:.{digits}g}".replace("e-0", "e-").replace("e+0", "e").replace("e+", "e")


def csv_text(heading: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A table as CSV, a line for each row."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows((heading, *rows))
    return text.getvalue()


def setting(value: float | Sequence[float]) -> str:
    """The value of a parameter: 0.2, but 1/6 and π, as one would write it."""
    if isinstance(value, Sequence) or isinstance(exact(abs(value)), Number):
        return number(value)
    return text(exact(value)).replace(" / ", "/").replace(" * ", " ").replace("pi", "π")
