"""Colours and dash patterns: how curves are told apart."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from actplot.looks.colour import hex_text, legible, mixed, opacity, palest, rgb
from actplot.looks.colour.maps import spread
from actplot.looks.styles import Style
from actplot.plan.plans import Stroke
from actplot.spec.model import CurveSpec, Line

# In multiples of the line width.
LINES: dict[str, tuple[float, ...]] = {
    "solid": (),
    "-": (),
    "dashed": (4.5, 1.8),
    "--": (4.5, 1.8),
    "dotted": (1.1, 1.5),
    ":": (1.1, 1.5),
    "dashdot": (5.5, 1.5, 1.1, 1.5),
    "-.": (5.5, 1.5, 1.1, 1.5),
}
# The lightest and the darkest shade of a family.
TINTS = (0.45, -0.25)
# A family of more members is a sweep: solid lines in even shades, named by one entry.
LONGEST_FAMILY = 6
# One of so many members may still have them named at their curves.
LONGEST_NAMED = 9
SWEEP_TINTS = (0.6, -0.45)
LABEL_TINT = 0.15


def strokes(specs: tuple[CurveSpec, ...], style: Style) -> Iterator[list[Stroke]]:
    """For each entry of `curves` the strokes of its members.

    An entry takes one colour of the cycle, its members shades of it; every
    curve takes the next dash pattern.
    """
    colors = pattern = 0
    for spec in specs:
        count = len(spec.curves)
        if spec.color is None and spec.colors is None:
            color = style.colors[colors % len(style.colors)]
            colors += 1
        else:
            color = own(spec.color or style.foreground, style)
        sweep = count > LONGEST_FAMILY
        shades = _members(spec, color, style)
        yield [
            Stroke(
                color=shades[index][0],
                width=style.line_width if spec.width is None else spec.width,
                dash=dash(spec.line, () if sweep else _pattern(style, pattern + index)),
                marker=spec.marker or (None if sweep else _marker(style, pattern + index)),
                tint=shades[index][1],
                opacity=(1.0 if spec.opacity is None else spec.opacity) * opacity(shades[index][0]),
                hidden=spec.hidden,
            )
            for index in range(count)
        ]
        pattern += 1 if sweep else count


def _members(spec: CurveSpec, color: str, style: Style) -> list[tuple[str, float]]:
    """The colour and the tint of each member of an entry."""
    count = len(spec.curves)
    if isinstance(spec.colors, str):
        found = spread(spec.colors, count, rgb(style.background))
        return [(hex_text(each), 0.0) for each in found]
    if spec.colors is not None:
        return [(own(each, style), 0.0) for each in spec.colors]
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
