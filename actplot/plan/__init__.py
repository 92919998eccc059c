"""Specs onto plans: everything that is drawn, decided as plain data."""

from __future__ import annotations

from actplot.errors import ActplotError, Problem
from actplot.looks.styles import Style, load
from actplot.plan import alt
from actplot.plan.demands import met
from actplot.plan.limits import limits
from actplot.plan.page import PagePlan, grid, page
from actplot.plan.panel import panel
from actplot.plan.plans import (
    AxisPlan,
    Cell,
    CurvePlan,
    DotPlan,
    FigurePlan,
    FillPlan,
    InsetPlan,
    LinePlan,
    NotePlan,
    PanelPlan,
    Stroke,
    SweepPlan,
    Tick,
)
from actplot.spec.model import FigureSpec

__all__ = [
    "AxisPlan",
    "Cell",
    "CurvePlan",
    "DotPlan",
    "FigurePlan",
    "FillPlan",
    "InsetPlan",
    "LinePlan",
    "NotePlan",
    "PagePlan",
    "PanelPlan",
    "Stroke",
    "SweepPlan",
    "Tick",
    "plan",
]


def plan(spec: FigureSpec) -> FigurePlan:
    """The plan of a figure. Raises ActplotError where the spec asks for what cannot be."""
    style = _style(spec)
    cells = grid(spec, style)
    sheet = page(spec, style, cells)
    style = met(style, sheet.venue, sheet.font_size, named=bool(spec.style))
    ranges = limits(spec.panels, share=spec.share)
    panels, problems = [], []
    for index, (part, (x, y)) in enumerate(zip(spec.panels, ranges, strict=True)):
        drawn, found = panel(part, x, y, style, sheet.room(cells[index]), sheet.font_size)
        panels.append(drawn)
        problems += [
            Problem(text, spec.place(path), help, severity="warning") for text, path, help in found
        ]
    return FigurePlan(
        width=sheet.width,
        height=sheet.height,
        grows=spec.size.height is None and spec.size.aspect is None,
        panels=tuple(panels),
        cells=cells,
        style=style,
        font_size=sheet.font_size,
        dpi=sheet.dpi,
        spec=spec,
        title=(spec.title or "") if len(panels) > 1 else "",
        heading=alt.plain(spec.title) if spec.title else spec.name,
        alt=spec.alt or alt.text(spec, panels),
        common=spec.legend if spec.legend.common else None,
        venue=sheet.venue,
        notes=tuple(problems),
    )


def _style(spec: FigureSpec) -> Style:
    try:
        return load(spec.style)
    except ActplotError as error:
        place = spec.place(("style",))
        raise ActplotError(
            *(Problem(p.message, p.place or place, p.help) for p in error.problems)
        ) from None
