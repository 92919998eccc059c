"""Styles, each with its figure, and venues, each value with its source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from actplot.looks import styles, venues
from actplot.looks.venues.venue import Venue
from docs.generate.page import Page, code, fenced, table

CURVES = ["relu", "gelu", "elu", "gelu'"]
STYLES = """# Styles

`style:` is one of these names, a list of which later ones win, the path of an `.mplstyle` or
`.toml` file, or a mapping of single values, laid over a name: `style: [slide, {background: none}]`.
`style: {dark: on}` lets an SVG follow the reader's dark mode. `actplot list --styles` lists them.

Each figure is the same spec:
"""
VENUES = """# Venues

`size: NAME` gives a figure the width of a column, the size of text and the fonts of a venue;
`size: {venue: NAME, columns: 2}` the width of the page. `actplot check FILE --venue NAME` tells
what the venue would refuse, in a spec or in a finished figure, whoever made it. Widths and heights
are in mm, text and lines in pt. What is *advice* gives a warning, all else an error.

Rules of publishers change: each value has its source below.
"""
# What a table of all venues shows, and what each is called.
FACTS = {
    "max_height": "greatest height", "font_size": "text", "min_size": "smallest text",
    "max_size": "largest text", "min_line": "thinnest line", "max_line": "thickest line",
    "fonts": "fonts", "figure_fonts": "fonts in figures", "cjk": "Chinese", "formats": "formats",
    "dpi_line": "dpi of drawings", "dpi_combination": "dpi of drawings with photographs",
    "dpi_photo": "dpi of photographs", "max_dpi": "greatest dpi",
    "max_bytes": "largest file, bytes",
    "min_subscript": "smallest subscript", "min_capital": "lowest capital, mm",
    "min_width": "smallest width",
}  # fmt: skip


def pages() -> Iterator[Page]:
    lines = [STYLES, fenced(f"curves: [{', '.join(CURVES)}]\nstyle: NAME", "yml")]
    figures = {}
    for name in styles.names():
        about = styles.load([name]).about
        lines += [
            f"## `{name}`\n",
            f"{about[0].upper()}{about[1:]}.\n",
            f"![{name}](figures/{name}.svg)\n",
        ]
        figures[f"looks/figures/{name}.svg"] = {"curves": CURVES, "style": name}
    yield Page("looks/styles.md", "\n".join(lines), figures)
    yield Page("looks/venues.md", "\n".join(_venues()))


def _venues() -> Iterator[str]:
    yield VENUES
    rows = (
        (
            f"[`{name}`](#{name})",
            venue.title,
            ", ".join(f"{each:g}" for each in venue.widths.values()),
        )
        for name, venue in venues.catalogue().items()
    )
    yield from table(("name", "what it is", "widths in mm"), rows)
    for name, venue in venues.catalogue().items():
        yield f"## {name}\n"
        aliases = f" Also: {', '.join(map(code, venue.aliases))}." if venue.aliases else ""
        yield f"{venue.title}.{aliases}\n"
        yield from table(("rule", "value", "source"), _facts(venue))


def _facts(venue: Venue) -> Iterator[tuple[str, str, str]]:
    source = venue.sources.get
    for columns, width in venue.widths.items():
        field = "column" if columns == 1 else "full"
        yield f"width, {columns:g} column{'s' * (columns != 1)}", f"{width:g} mm", source(field, "")
    for field, name in FACTS.items():
        value = getattr(venue, field)
        if value not in (None, ()):
            advice = " (advice)" if field in venue.advice else ""
            yield name + advice, _value(value), source(field, "")
    if not venue.type3:
        yield "Type 3 fonts", "refused", source("type3", "")


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return f"{value:.4g}" if isinstance(value, float) else str(value)
