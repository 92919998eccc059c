"""Ink: the widths of lines, grids, colour spaces and transparency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from actplot.looks.venues import Venue
from actplot.preflight.finding import Demand, Finding, demand
from actplot.preflight.sheet import InkStroke, SheetContents

SLACK = 0.005  # pt
THINNEST = 0.2
_THIN = Demand(
    f"lines below {THINNEST:g} pt may vanish in print", "actplot's own rule", "warned"
)  # fmt: skip


def widths(sheet: SheetContents, venue: Venue | None) -> Iterator[Finding]:
    """Lines thinner or thicker than the venue accepts."""
    least, asked = THINNEST, _THIN
    if venue is not None and venue.min_line is not None:
        least = venue.min_line
        asked = demand(venue, "min_line", f"asks for at least {least:g} pt")
    for width, group in _grouped(sheet, lambda width: width < least - SLACK):
        yield asked.unmet(
            "line-thin",
            f"{_called(group)} {width:.2f} pt wide",
            sheet.advise(
                f"give a `width:` of at least {least:g}, or a style with wider lines",
                f"redraw it with lines of {least:g} pt or more",
            ),
            group[0].place or sheet.place("style"),
        )
    if venue is None or venue.max_line is None:
        return
    most = venue.max_line
    for width, group in _grouped(sheet, lambda width: width > most + SLACK):
        yield demand(venue, "max_line", f"asks for at most {most:g} pt").unmet(
            "line-thick",
            f"{_called(group)} {width:.2f} pt wide",
            sheet.advise(
                f"give a `width:` of at most {most:g}, or a style with thinner lines",
                f"redraw it with lines of {most:g} pt or less",
            ),
            group[0].place or sheet.place("style"),
        )


def grid(sheet: SheetContents, venue: Venue | None) -> Iterator[Finding]:
    """Grid lines where the venue asks for none."""
    if venue is not None and not venue.grid and sheet.grid:
        yield demand(venue, "grid", "asks for figures without grid lines").unmet(
            "grid",
            "there is a grid behind the curves",
            "write `axes: {grid: off}`",
            sheet.place("axes"),
        )


def spaces(sheet: SheetContents, venue: Venue | None) -> Iterator[Finding]:
    """Colours of several kinds in one file, which print unlike each other."""
    if "RGB" in sheet.spaces and "CMYK" in sheet.spaces:
        yield Finding(
            "colour-space",
            "warned",
            "the file has colours in RGB and in CMYK",
            "printers convert one into the other, and equal colours may then differ",
            "ISO 15930 (PDF/X)",
            "export it again with one colour space",
        )


def transparency(sheet: SheetContents, venue: Venue | None) -> Iterator[Finding]:
    """See-through parts."""
    if sheet.transparent:
        yield Finding(
            "transparency",
            "noted",
            "parts of the figure are transparent",
            "EPS has no transparency, and printers flatten it",
            "ISO 15930-1 (PDF/X-1a)",
            sheet.advise("regions filled with a `hatch:` need none", "mix the colours beforehand"),
        )


def _grouped(sheet: SheetContents, bad: object) -> Iterator[tuple[float, list[InkStroke]]]:
    assert callable(bad)
    groups: dict[float, list[InkStroke]] = defaultdict(list)
    for stroke in sheet.strokes:
        if bad(stroke.width):
            groups[round(stroke.width, 3)].append(stroke)
    yield from sorted(groups.items())


def _called(group: list[InkStroke]) -> str:
    names = list(dict.fromkeys(stroke.name for stroke in group))
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    return f"{shown} {'are' if len(names) > 1 or names[0].endswith('s') else 'is'}"
