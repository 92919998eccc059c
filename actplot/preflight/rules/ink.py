"""Ink: the widths of lines, grids, colour spaces and transparency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from actplot.looks.venues import Venue
from actplot.preflight.finding import Demand, Finding, at_least, demand, first_of
from actplot.preflight.sheet import InkStroke, SheetContents

SLACK = 0.005  # pt
THINNEST = 0.2
_THIN = Demand(f"lines below {THINNEST:g} pt may vanish in print", "actplot's own rule", "warned")


def widths(sheet: SheetContents, venue: Venue | None) -> Iterator[Finding]:
    """Lines thinner or thicker than the venue accepts."""
    least, asked = at_least(venue, "min_line", "asks for at least {} pt", THINNEST, _THIN)
    advice = sheet.advise(
        f"give a `width:` of at least {least:g}, or a style with wider lines",
        f"redraw it with lines of {least:g} pt or more",
    )
    yield from _unmet(sheet, "line-thin", asked, advice, lambda width: width < least - SLACK)
    if venue is not None and (most := venue.max_line) is not None:
        asked = demand(venue, "max_line", f"asks for at most {most:g} pt")
        advice = sheet.advise(
            f"give a `width:` of at most {most:g}, or a style with thinner lines",
            f"redraw it with lines of {most:g} pt or less",
        )
        yield from _unmet(sheet, "line-thick", asked, advice, lambda width: width > most + SLACK)


def _unmet(
    sheet: SheetContents, code: str, asked: Demand, advice: str, bad: Callable[[float], bool]
) -> Iterator[Finding]:
    """A finding for each width that is bad, the thinnest first."""
    groups: dict[float, list[InkStroke]] = defaultdict(list)
    for stroke in sheet.strokes:
        if bad(stroke.width):
            groups[round(stroke.width, 3)].append(stroke)
    for width, group in sorted(groups.items()):
        names = list(dict.fromkeys(stroke.name for stroke in group))
        verb = "are" if len(names) > 1 or names[0].endswith("s") else "is"
        place = group[0].place or sheet.place("style")
        yield asked.unmet(code, f"{first_of(names)} {verb} {width:.2f} pt wide", advice, place)


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
