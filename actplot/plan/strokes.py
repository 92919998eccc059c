"""Colours and dash patterns, by which curves are distinguished."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from actplot.looks.colour.maps import spread
from actplot.looks.colour.names import hex_text, mixed, opacity, rgb
from actplot.looks.colour.vision import legible, palest
from actplot.looks.styles import Style
from actplot.plan.plans import Stroke
from actplot.spec.model import CurveSpec, Line, PanelSpec
from actplot.spec.steps import LONGEST_FAMILY

# In multiples of the line width.
LINES: dict[str, tuple[float, ...]] = {
    "solid": (),
    "dashed": (4.5, 1.8),
    "dotted": (1.1, 1.5),
    "dashdot": (5.5, 1.5, 1.1, 1.5),
}
# The lightest and the darkest shade of a family.
TINTS = (0.45, -0.25)
# The most members that may still be named at their curves.
LONGEST_NAMED = 9
SWEEP_TINTS = (0.6, -0.45)
LABEL_TINT = 0.15


class Cycle:
    """Which colour and which dash pattern comes next.

    Where all panels have one legend, they have one cycle: what is the same in two panels looks
    the same there, and other curves differ.
    """

    def __init__(self, *, common: bool = False) -> None:
        self._common = common
        self._taken: dict[tuple[object, ...], tuple[int, int]] = {}
        self._next = (0, 0)

    def take(self, spec: CurveSpec) -> tuple[int, int]:
        """The number of the colour of an entry, and that of the pattern of its first member."""
        key = (spec.expr, spec.label, spec.color, spec.colors, spec.line, spec.marker)
        if self._common and key in self._taken:
            return self._taken[key]
        color, pattern = self._next
        count, plain = len(spec.curves), spec.color is None and spec.colors is None
        self._next = (color + plain, pattern + (1 if count > LONGEST_FAMILY else count))
        return self._taken.setdefault(key, (color, pattern)) if self._common else (color, pattern)


def strokes(
    specs: tuple[CurveSpec, ...], style: Style, cycle: Cycle | None
) -> Iterator[list[Stroke]]:
    """For each entry of `curves` the strokes of its members.

    An entry takes one colour of the cycle, its members shades of it; every
    curve takes the next dash pattern.
    """
    cycle = cycle or Cycle()
    for spec in specs:
        number, pattern = cycle.take(spec)
        if spec.color is None and spec.colors is None:
            color = style.colors[number % len(style.colors)]
        else:
            color = own(spec.color or style.foreground, style)
        sweep = len(spec.curves) > LONGEST_FAMILY
        yield [
            Stroke(
                color=shade,
                width=style.line_width if spec.width is None else spec.width,
                dash=dash(spec.line, () if sweep else _pattern(style, index)),
                marker=spec.marker or (None if sweep else _marker(style, index)),
                tint=tint,
                opacity=(1.0 if spec.opacity is None else spec.opacity) * opacity(shade),
                hidden=spec.hidden,
            )
            for index, (shade, tint) in enumerate(_members(spec, color, style), pattern)
        ]


def colours(panels: Sequence[PanelSpec], *, together: bool) -> int:
    """How many colours of a cycle are needed: by the panel with most, or by all together."""
    taken: list[set[object]] = []
    for panel in panels:
        entries = enumerate(panel.curves)
        free = [(k, entry) for k, entry in entries if entry.color is None and entry.colors is None]
        alike = {(entry.expr, entry.label) if together else (k,) for k, entry in free}
        series = {
            ("points", k)
            for k, points in enumerate(panel.points)
            if points.color is None and points.curve is None and len(points.x) > 1
        }
        taken.append(alike | series)
    return max(1, len(set().union(*taken)) if together else max(map(len, taken)))


def _members(spec: CurveSpec, color: str, style: Style) -> list[tuple[str, float]]:
    """The colour and the tint of each member of an entry."""
    count = len(spec.curves)
    if isinstance(spec.colors, str):
        shades = spread(spec.colors, count, rgb(style.background))
        return [(hex_text(shade), 0.0) for shade in shades]
    if spec.colors is not None:
        return [(own(name, style), 0.0) for name in spec.colors]
    return [(color, _tint(index, count, color, style)) for index in range(count)]


def own(color: str, style: Style) -> str:
    """A colour that the spec names; C0, C1, ... are those of the style."""
    numbered = re.fullmatch(r"C(\d+)", color)
    return style.colors[int(numbered[1]) % len(style.colors)] if numbered else color


def dash(line: Line | None, default: tuple[float, ...]) -> tuple[float, ...]:
    """The lengths of strokes and gaps of a line that the spec names, in line widths."""
    if line is None:
        return default
    return LINES[line] if isinstance(line, str) else line


def label_color(stroke: Stroke, style: Style) -> str:
    """The colour of a label at its curve: the curve's, stronger where it would be hard to read."""
    if style.label_color != "curve":
        return style.foreground
    share = min(stroke.tint, LABEL_TINT)
    other = style.background if share > 0 else style.foreground
    shade = mixed(rgb(stroke.color), rgb(other), abs(share))
    return hex_text(legible(shade, rgb(style.background), rgb(style.foreground)))


def _pattern(style: Style, index: int) -> tuple[float, ...]:
    # One further on when the pairs would come again, so that none does while there are others.
    lap = index // math.lcm(len(style.colors), len(style.dashes))
    return style.dashes[(index + lap) % len(style.dashes)]


def _marker(style: Style, index: int) -> str | None:
    return style.markers[index % len(style.markers)] if style.markers else None


def _tint(index: int, count: int, color: str, style: Style) -> float:
    """The shade of a member, never so pale that it would be lost on the page."""
    if count == 1:
        return 0.0
    first, last = SWEEP_TINTS if count > LONGEST_FAMILY else TINTS
    first = min(first, palest(rgb(color), rgb(style.background)))
    return first + (last - first) * index / (count - 1)
