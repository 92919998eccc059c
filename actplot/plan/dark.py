"""A figure in the colours of a dark page, and which of its own colours would be lost there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice

from actplot.errors import Problem
from actplot.looks.colour import contrast, rgb
from actplot.looks.styles import Style, load
from actplot.plan.plans import FigurePlan
from actplot.plan.strokes import own
from actplot.records import replace

# The least contrast between two colours that anybody is sure to see.
SEEN = 1.5


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
                if entry.color is None:
                    continue
                color = own(entry.color, style)
                if contrast(rgb(color), rgb(style.background)) < SEEN:
                    yield Problem(
                        f"the colour {entry.color} is barely visible on a dark page",
                        plan.spec.place((*panel.path, key, number, "color")),
                        "choose another, or one of the style's: C0, C1, ...",
                        severity="warning",
                    )
