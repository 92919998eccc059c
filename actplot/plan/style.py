"""The style of a figure: with the demands of its venue met, and for a dark page.

What the spec says of a single thing (a curve's width, a panel's grid) is left as it is; there
preflight reports what the venue would refuse.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice

from actplot.errors import Problem
from actplot.looks.colour.names import rgb
from actplot.looks.colour.vision import contrast
from actplot.looks.styles import Style, load
from actplot.looks.venues import CAPITAL, Venue
from actplot.plan.plans import FigurePlan
from actplot.plan.strokes import own
from actplot.records import replace
from actplot.spec.model import KeyPath
from actplot.units import PT_PER_MM

# The thinnest line that is drawn, as a share of an axis: the frame of an inset.
THINNEST = 0.7
# The least contrast between two colours that anybody is sure to see.
SEEN = 1.5
_SANS = ("Arial", "Helvetica", "Sans", "DejaVu Sans")


def met(style: Style, venue: Venue | None, size: float, *, named: bool) -> Style:
    """The style with the demands of the venue met; size is that of the figure's text in pt.

    named: the spec has chosen the style itself, and so the kind of font where the venue leaves it.
    """
    if venue is None:
        return style
    low, high = venue.min_line or 0.0, venue.max_line or float("inf")
    capital = (venue.min_capital or 0.0) * PT_PER_MM
    share = max(venue.min_size or 0.0, capital / CAPITAL) / size
    return replace(
        style,
        serif=_serif(style, venue, named=named),
        label_color=style.label_color if venue.coloured_text else "foreground",
        grid=style.grid and venue.grid,
        line_width=min(max(style.line_width, low), high),
        axis_width=min(max(style.axis_width, low / THINNEST), high),
        grid_width=min(max(style.grid_width, low), high),
        tick_scale=_scaled(style.tick_scale, share),
        label_scale=_scaled(style.label_scale, share),
        inset_scale=_scaled(style.inset_scale, share / _scaled(style.tick_scale, share)),
        title_scale=_scaled(style.title_scale, share, (venue.max_size or float("inf")) / size),
    )


def _scaled(scale: float, least: float, most: float = float("inf")) -> float:
    """A scale of text within bounds; text is never made larger than that of the figure for them."""
    return max(min(scale, max(most, 1.0)), min(least, 1.0))


def _serif(style: Style, venue: Venue, *, named: bool) -> bool:
    """Whether the font is one with serifs: as the venue wants it in figures, or on its pages."""
    wanted = venue.figure_fonts or (() if named else venue.fonts)
    kinds = {not any(family.startswith(sans) or family.endswith("Sans") for sans in _SANS)
             for family in wanted if family != "Symbol"}  # fmt: skip
    return style.serif if not wanted or style.serif in kinds else not style.serif


def night(style: Style) -> Style:
    """The style with the colours of its dark one; all else stays, and so does the layout."""
    other = load([style.dark])
    return replace(
        style,
        background=other.background,
        foreground=other.foreground,
        muted=other.muted,
        colors=tuple(islice(cycle(other.colors), len(style.colors))),
        dark="",
    )


def lost_in_the_dark(plan: FigurePlan) -> Iterator[Problem]:
    """Warnings of colours that the spec gives, which stay, and are lost on a dark page."""
    style = night(plan.style)
    for panel in plan.spec.panels:
        for key in ("curves", "lines", "points", "tangents", "notes"):
            for number, entry in enumerate(getattr(panel, key)):
                colors: dict[KeyPath, str | None] = {("color",): entry.color}
                members = getattr(entry, "colors", None)
                if isinstance(members, tuple):  # and not the name of a map
                    colors |= {("colors", index): color for index, color in enumerate(members)}
                for path, color in colors.items():
                    if color and contrast(rgb(own(color, style)), rgb(style.background)) < SEEN:
                        yield Problem(
                            f"the colour {color} is barely visible on a dark page",
                            plan.spec.place((*panel.path, key, number, *path)),
                            "choose another, or one of the style's: C0, C1, ...",
                            severity="warning",
                        )
