"""What a figure may hold and measure, so that drawing it takes seconds and not the whole memory."""

from __future__ import annotations

from collections.abc import Collection

from actplot.errors import ActplotError, Problem
from actplot.formats import FORMATS
from actplot.plan.plans import FigurePlan
from actplot.plan.texts import texts
from actplot.spec.figure import MAX_SIDE

MAX_CHARACTERS = 20_000
"""Of all texts together."""
MAX_PIXELS = 80_000_000


def check(plan: FigurePlan, formats: Collection[str]) -> None:
    """Raises ActplotError where a figure is too large to be drawn in these formats."""
    characters = sum(map(len, texts(plan)))
    if characters > MAX_CHARACTERS:
        raise ActplotError(
            Problem(
                f"the texts of the figure have {characters:,} characters together; "
                f"at most {MAX_CHARACTERS:,} are drawn",
                help="shorten labels, or spread the curves over several figures",
            )
        )
    width, height = plan.width / 72 * plan.dpi, plan.height / 72 * plan.dpi
    for row in (FORMATS[format] for format in formats if format in FORMATS):
        frames = _frames(plan) if row.made_from == "frames" else 1
        fits = width * height * frames <= MAX_PIXELS and max(width, height) <= MAX_SIDE
        if fits or not row.pixels:
            continue
        in_frames = f" in each of {frames} frames" if frames > 1 else ""
        raise ActplotError(
            Problem(
                f"at {plan.dpi:g} dpi a {row.title} of this size has {width:,.0f} x {height:,.0f} "
                f"pixels{in_frames}; at most {MAX_PIXELS:,} are drawn, {MAX_SIDE:,} a side",
                plan.spec.place(("dpi",) if ("dpi",) in plan.spec.places else ("size",)),
                "give a lower dpi or a smaller size, or formats: [pdf, svg]",
            )
        )


def _frames(plan: FigurePlan) -> int:
    """How many pictures a figure that moves has at most."""
    families = (
        curve.curve.family.count
        for panel in plan.panels
        for curve in panel.curves
        if curve.curve.family
    )
    return max(plan.steps, *families, 1)
