"""A spec onto the plan of its figure."""

from __future__ import annotations

from actplot.errors import ActplotError, Problem
from actplot.looks.styles import Style, load
from actplot.plan.alike import alike
from actplot.plan.context import PanelContext, panel_frame
from actplot.plan.limits import limits
from actplot.plan.page import grid, page
from actplot.plan.panel import panel
from actplot.plan.plans import FigurePlan
from actplot.plan.steps import timings
from actplot.plan.strokes import Cycle, colours
from actplot.plan.style import lost_in_the_dark, met, night
from actplot.records import replace
from actplot.sampling.survey import Surveys
from actplot.spec.model import FigureSpec, LegendSpec


def plan(spec: FigureSpec) -> FigurePlan:
    """The plan of a figure. Raises ActplotError where the spec asks for what cannot be."""
    style = _style(spec)
    figure = styled(spec, style)
    if not style.dark:
        return figure
    return replace(figure, notes=(*figure.notes, *lost_in_the_dark(figure)))


def darkened(plan: FigurePlan) -> FigurePlan:
    """The same figure in the dark."""
    return styled(plan.spec, replace(night(plan.style), transparent=plan.style.transparent))


def styled(spec: FigureSpec, style: Style) -> FigurePlan:
    """The plan of a figure in a style."""
    cells = grid(spec, style)
    sheet = page(spec, style, cells)
    style = met(style, sheet.venue, sheet.font_size, named=bool(spec.style))
    surveys = Surveys()
    ranges = limits(spec.panels, spec.share, surveys)
    panels, problems = [], []
    timed, rooms = timings(spec), [sheet.room(cell) for cell in cells]
    common = _common(spec)
    style = style.cycle(colours(spec.panels, together=common is not None))
    cycle = Cycle(common=True) if common is not None else None
    parts = alike(spec.panels, ranges, rooms, sheet.font_size, style.tick_scale)
    for part, (x, y), room, timing in zip(parts, ranges, rooms, timed, strict=True):
        axes = panel_frame(part.axes, x, y, room)
        context = PanelContext(part, axes, style, sheet.font_size, surveys, timing, cycle)
        panels.append(panel(context))
        problems += [
            Problem(text, spec.place(path), help, severity="warning")
            for text, path, help in context.remarks
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
        common=common,
        steps=timed[0].steps,
        venue=sheet.venue,
        notes=tuple(problems),
    )


def _common(spec: FigureSpec) -> LegendSpec | None:
    """The legend of the whole figure, if it has one: for all panels, or outside of them."""
    legend = spec.panels[0].legend if len(spec.panels) == 1 else spec.legend
    return legend if legend.common or legend.place.startswith("outside ") else None


def _style(spec: FigureSpec) -> Style:
    try:
        return load(spec.style)
    except ActplotError as error:
        place = spec.place(("style",))
        raise ActplotError(
            *(Problem(p.message, p.place or place, p.help) for p in error.problems)
        ) from None
