"""One legend for the whole figure, in a strip at a side of the page."""

from __future__ import annotations

from collections.abc import Iterator

from actplot.layout.areas import EDGE, Strips, figure_title
from actplot.layout.fractions import displayed
from actplot.layout.legend import COLUMN_GAP, PADDING, Legend, LegendEntry, flattest, shapes_of
from actplot.layout.legend_placing import (
    LEGEND_SCALE,
    OUTSIDE,
    entry,
    entry_of_fill,
    is_common,
    wish,
)
from actplot.layout.page import Page
from actplot.layout.scene import Scene
from actplot.layout.spec_labels import is_placed
from actplot.plan.plans import CurvePlan, PanelPlan, PointsPlan
from actplot.plan.steps import either
from actplot.records import replace

# Between the plots and a legend beside them, in text sizes.
BESIDE = 0.6


def strips(page: Page) -> Strips:
    """The room that the common legend takes, if there is one, and those beside panels."""
    legend, side_legends = _legend(page), dict(_side_legends(page))
    if legend is None:
        return Strips(side_legends=side_legends)
    side = _side(page)
    if side in ("lower", "upper"):
        return Strips(common=legend.size[1], side=side, side_legends=side_legends)
    return Strips(
        common=legend.size[0] + BESIDE * legend.ink.size, side=side, side_legends=side_legends
    )


def _side_legends(page: Page) -> Iterator[tuple[int, tuple[str, float]]]:
    """The panels with legends of their own beside them: their sides, and how broad they are."""
    for index, panel in enumerate(page.plan.panels):
        wanted, columns = wish(panel)
        if wanted in ("outside left", "outside right") and not is_common(page, panel):
            entries = dict(_entries(page, panel))
            if entries:
                ink = page.ink(LEGEND_SCALE)
                made = shapes_of(list(entries.values()), ink, columns or 1, page.plan.width)
                broad = flattest(made).size[0]
                side = "end" if wanted == "outside right" else "start"
                yield index, (side, broad + BESIDE * ink.size)


def put_common(page: Page, scene: Scene) -> None:
    """The common legend in its strip."""
    legend = _legend(page)
    if legend is None:
        return
    width, height = legend.size
    edge, pad = EDGE * page.plan.font_size, PADDING * legend.ink.size
    side = _side(page)
    left, bottom = (page.plan.width - width) / 2, 0.0
    if side == "upper":
        tops = [words.box.bottom - edge for words in figure_title(page)]
        bottom = min([page.plan.height, *tops]) - height
    elif side != "lower":
        # Its text begins at the height of the plots.
        bottom = max(area.top for area in scene.areas) - height + pad
        left = page.plan.width - width if side == "right" else 0.0
    scene.add(*legend.at(left, bottom))
    if width > page.plan.width or height > page.plan.height:
        scene.warnings.append("the legend is larger than the page; shorten its labels")


def _side(page: Page) -> str:
    place = page.plan.common.place if page.plan.common else ""
    return place.removeprefix("outside ") if place in OUTSIDE else "lower"


def _legend(page: Page) -> Legend | None:
    common = page.plan.common
    if common is None:
        return None
    entries: dict[tuple[object, ...], LegendEntry] = {}
    counts = []  # of the entries that each panel adds
    for panel in page.plan.panels:
        if is_common(page, panel):
            start = len(entries)
            for key, new in _entries(page, panel):
                # What is seen in one panel has its entry even if another hides it.
                before = entries.get(key)
                if before is None or before.stroke.hidden:
                    entries[key] = new
                elif not new.stroke.hidden:
                    pages = either(before.stroke.pages, new.stroke.pages)
                    entries[key] = replace(before, stroke=replace(before.stroke, pages=pages))
            counts.append(len(entries) - start)
    if not entries:
        return None
    ink, side = page.ink(LEGEND_SCALE), _side(page)
    columns = common.columns
    if columns is None and side in ("left", "right"):
        columns = 1
    most = page.plan.width - COLUMN_GAP * ink.size * (common.place in OUTSIDE)
    legend = flattest(shapes_of(list(entries.values()), ink, columns, most))
    rows = [count for count in counts if count]
    if legend.rows == len(rows) and {*rows} == {legend.columns}:
        # As many rows as panels: each panel has a row of its own.
        by_panel = [item for n in range(rows[0]) for item in legend.entries[n :: rows[0]]]
        legend = replace(legend, entries=tuple(by_panel))
    return legend


def _entries(page: Page, panel: PanelPlan) -> Iterator[tuple[tuple[object, ...], LegendEntry]]:
    """What the legend names, and by what it is known as the same in another panel."""
    named: list[CurvePlan | PointsPlan] = [*panel.curves]
    for curve in (*named, *(series for series in panel.points if series.number)):
        if curve.label and not is_placed(curve):
            yield (curve.label, replace(curve.stroke, hidden=False, pages=None)), entry(page, curve)
    if page.plan.common and page.plan.common.place not in OUTSIDE:
        return
    for sweep in panel.sweeps:
        label = displayed(sweep.label)
        yield (label, sweep.strokes), LegendEntry(label, sweep.strokes[-1], sweep.strokes)
    for fill in panel.fills:
        if fill.label:
            yield (fill.label, fill.color, fill.hatch), entry_of_fill(fill)
