"""Tables of values: the functions of a figure at places that somebody chose."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actplot.arrays import Floats
from actplot.calculus.derivatives import evaluate
from actplot.errors import ActplotError
from actplot.facts.numerals import csv_text
from actplot.plan.plans import FigurePlan

POINTS = 11
"""How many values a table has by default."""
MOST = 100_000


class ValueColumn(NamedTuple):
    """One curve at the places x; NaN where it is undefined. x and y have the same shape (n,)."""

    panel: int
    curve: int
    label: str
    expression: str
    x: Floats
    y: Floats


class TablePlaces(NamedTuple):
    """Which places: one of a step, a number of points, or the places themselves."""

    step: float | None = None
    points: int | None = None
    at: tuple[float, ...] = ()

    def between(self, low: float, high: float) -> Floats:
        """The places from low to high. Raises ActplotError for more than can be listed."""
        if self.at:
            return np.array(self.at)
        if self.step is None:
            return _neat(np.linspace(low, high, self.points or POINTS, dtype=np.float64))
        # The ends belong to it in spite of rounding.
        count = math.floor((high - low) / self.step * (1 + 1e-12) + 1e-9) + 1
        if count > MOST:
            message = f"a step of {self.step:g} gives {count:,} values from {low:g} to {high:g}"
            raise ActplotError(message, help=f"at most {MOST:,} are listed")
        return _neat(low + self.step * np.arange(count))


def _neat(x: NDArray[np.floating]) -> Floats:
    """0.3 for 0.30000000000000004, and 0 for -0; what is no short number stays as it is."""
    short = np.array([float(f"{value:.12g}") for value in x])
    rounding = 4.0 * np.spacing(np.abs(x).max(initial=0.0))
    return np.where(np.abs(short - x) <= rounding, short, x) + 0.0


def value_columns(plan: FigurePlan, places: TablePlaces) -> list[ValueColumn]:
    """Every curve of a plan at the places within the range of its panel."""
    columns = []
    for number, panel in enumerate(plan.panels, 1):
        low, high = sorted((panel.x.axis.low, panel.x.axis.high))
        x = places.between(low, high)
        for curve in panel.curves:
            y = evaluate(curve.curve.function, x)
            y[np.isinf(y) & np.isfinite(x)] = np.nan  # a pole; at an infinity it is a limit
            expression = curve.curve.text
            columns.append(ValueColumn(number, curve.number, curve.label, expression, x, y))
    return columns


def as_csv(columns: Sequence[ValueColumn], wide: bool) -> str:
    """A line for each value, or wide: a column for each curve; an undefined value is empty."""
    if wide:
        heading = ["x", *_names(columns)]
        return csv_text(heading, ([repr(x), *map(_word, ys)] for x, ys in _rows(columns)))
    rows = (
        [column.panel, column.curve, column.label, column.expression, repr(x), _word(y)]
        for column in columns
        for x, y in zip(column.x.tolist(), column.y.tolist(), strict=True)
    )
    return csv_text(["panel", "curve", "label", "expression", "x", "y"], rows)


def as_json(columns: Sequence[ValueColumn], wide: bool) -> str:
    """`curves` with x and y each, or wide: x and a list for each; an undefined value is null."""
    if wide:
        rows = _rows(columns)
        values: dict[str, list[float | None]] = {"x": [x for x, _ in rows]}
        for number, name in enumerate(_names(columns)):
            values[name] = [_known(ys[number]) for _, ys in rows]
        return json.dumps(values, ensure_ascii=False, indent=1) + "\n"
    curves = [
        column._asdict() | {"x": column.x.tolist(), "y": [_known(y) for y in column.y.tolist()]}
        for column in columns
    ]
    return json.dumps({"curves": curves}, ensure_ascii=False, indent=1) + "\n"


def as_pgfplots(columns: Sequence[ValueColumn], wide: bool) -> str:
    r"""A table for `\addplot table`; an undefined value is nan, where pgfplots makes a gap."""
    if wide:
        names = " ".join(f"{{{name}}}" if " " in name else name for name in _names(columns))
        lines = [f"x {names}"]
        lines += [" ".join(map(repr, (x, *ys))) for x, ys in _rows(columns)]
        return "\n".join(lines) + "\n"
    lines = ["x y curve"]
    for number, column in enumerate(columns, 1):
        lines.append(f"% {number}: {column.expression}")
        pairs = zip(column.x.tolist(), column.y.tolist(), strict=True)
        lines += [*(f"{x!r} {y!r} {number}" for x, y in pairs), ""]
    return "\n".join(lines)


def _names(columns: Sequence[ValueColumn]) -> list[str]:
    """The heading of each column: its expression, with the panel where that is needed."""
    texts = [column.expression for column in columns]
    return [
        text if texts.count(text) == 1 else f"{text} ({column.panel}.{column.curve})"
        for text, column in zip(texts, columns, strict=True)
    ]


def _rows(columns: Sequence[ValueColumn]) -> list[tuple[float, list[float]]]:
    """Each place with the value of every curve there, NaN beyond the range of its panel."""
    known = [dict(zip(column.x.tolist(), column.y.tolist(), strict=True)) for column in columns]
    places = sorted({x for values in known for x in values}) if len(known) > 1 else list(known[0])
    return [(x, [values.get(x, math.nan) for values in known]) for x in places]


def _word(value: float) -> str:
    return "" if math.isnan(value) else repr(value)


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value


FORMATS: Mapping[str, Callable[[Sequence[ValueColumn], bool], str]] = {
    "csv": as_csv,
    "json": as_json,
    "pgfplots": as_pgfplots,
}
