"""Glyphs to words: which belong together, and which are scripts of which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import hypot

from actplot.looks.colour.names import RGB
from actplot.preflight.geometry import Point
from actplot.preflight.sheet import Text
from actplot.records import Record, replace

# Fonts with symbols where others have letters.
SYMBOLS = re.compile(r"CMSY|CMEX|LMMathSymbols|LMMathExtension|MSAM|MSBM|Dingbats", re.IGNORECASE)
# In text sizes: how far a glyph may be from the one before it in the same word and in the same
# text, how far off the baseline, and what makes a script.
NEAR = 0.18
APART = 0.7
OVERLAP = 0.3
OFF = 0.04
SCRIPT = 0.87
REACH = 0.5


class Run(Record):
    """Glyphs shown at once: from where to where on the page, and their size in pt."""

    text: str
    size: float
    start: Point
    end: Point
    color: RGB | None
    font: str
    capital: float
    upwards: Point  # the direction of its ascenders, of length 1

    def place(self, point: Point) -> Point:
        """How far a point lies along this run from its start, and above its baseline."""
        dx, dy = point[0] - self.start[0], point[1] - self.start[1]
        ux, uy = self.upwards
        return dx * uy - dy * ux, dx * ux + dy * uy


class Rule(Record):
    """A thin bar, such as that of a fraction: its ends."""

    start: Point
    end: Point


def texts(runs: Sequence[Run], rules: Sequence[Rule]) -> Iterator[Text]:
    """The texts of a page; what consists of marks only has no size to be judged."""
    words = joined(runs)
    for run in words:
        if any(c.isalnum() or c == "\N{REPLACEMENT CHARACTER}" for c in run.text):
            script = _scripted(run, words) or any(_stacked(run, rule) for rule in rules)
            yield Text(run.text, run.size, run.color, run.font, script)


def joined(runs: Sequence[Run]) -> list[Run]:
    """Runs that continue one another on the same baseline, in one."""
    words: list[Run] = []
    for run in runs:
        gap = _gap(words[-1], run) if words else None
        if gap is None:
            words.append(run)
        else:
            text = words[-1].text
            space = " " if gap > NEAR and not text.endswith(" ") else ""
            words[-1] = replace(words[-1], text=f"{text}{space}{run.text}", end=run.end)
    return [replace(run, text=run.text.strip()) for run in words]


def _gap(one: Run, other: Run) -> float | None:
    """The space between two runs in text sizes, if the second continues the first."""
    alike = one.upwards == other.upwards and one.color == other.color
    if not alike or abs(one.size - other.size) > 0.01 * one.size:
        return None
    along, above = one.place(other.start)
    length, _ = one.place(one.end)
    gap = (along - length) / one.size
    return gap if abs(above) < OFF * one.size and -OVERLAP < gap < APART else None


def _scripted(run: Run, others: Sequence[Run]) -> bool:
    """Whether a run is small, and next to a larger one, above or below its baseline."""
    for other in others:
        if run.size < SCRIPT * other.size and run.upwards == other.upwards:
            along, above = other.place(run.start)
            length, _ = other.place(other.end)
            adjoining = length - REACH * other.size <= along <= length + REACH * other.size
            raised = 0.05 * other.size < above < 0.8 * other.size
            lowered = -0.4 * other.size < above < -0.05 * other.size
            if adjoining and (raised or lowered):
                return True
    return False


def _stacked(run: Run, rule: Rule) -> bool:
    """Whether a run is right above or below the bar of a fraction."""
    first, above = run.place(rule.start)
    last, other = run.place(rule.end)
    length, _ = run.place(run.end)
    if abs(above - other) > 0.1 * run.size:
        return False
    middle, low, high = length / 2, min(first, last), max(first, last)
    long = hypot(first - last, above - other)
    return (
        low - 0.2 * run.size <= middle <= high + 0.2 * run.size
        and long < 12 * run.size
        and long < 3 * max(length, run.size)
        and -0.6 * run.size < above < 1.5 * run.size
    )
