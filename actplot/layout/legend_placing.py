"""Legends of a panel onto the page: in the plot, or in a strip below it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from actplot.layout.draft import PanelDraft
from actplot.layout.fractions import displayed
from actplot.layout.geometry import Ground, Rect
from actplot.layout.legend import (
    COLUMN_GAP,
    PADDING,
    PLACES,
    Legend,
    LegendEntry,
    LegendSpot,
    flattest,
    shapes_of,
    spot,
)
from actplot.layout.page import Page
from actplot.layout.rows import DROPS
from actplot.layout.scene import Ink, rectangle
from actplot.plan.plans import CurvePlan, FillPlan, PanelPlan, PointsPlan, Stroke

LEGEND_SCALE = 1.0
# How much broader than its panel a legend may be if those of its neighbours leave room.
BROAD = 1.4
OUTSIDE = ("outside lower", "outside upper", "outside left", "outside right")


def entry(page: Page, curve: CurvePlan | PointsPlan) -> LegendEntry:
    """The entry of a curve or of a series of points."""
    label, background = displayed(curve.label), page.plan.style.background
    if isinstance(curve, PointsPlan):
        return LegendEntry(label, curve.stroke, background=background, points=curve)
    return LegendEntry(label, curve.stroke, background=background, owner=curve.number)


def entry_of_fill(fill: FillPlan) -> LegendEntry:
    """The entry of a filled region."""
    stroke = Stroke(fill.color, 0, pages=fill.pages)
    return LegendEntry(displayed(fill.label), stroke, (), fill.color, fill.alpha, fill.hatch)


def wish(panel: PanelPlan) -> tuple[str, int | None]:
    """The place and the number of columns that the spec gives for the legend of a panel."""
    return (panel.legend.place, panel.legend.columns) if panel.legend else ("auto", None)


def is_common(page: Page, panel: PanelPlan) -> bool:
    """Whether the legend of a panel is that of the whole figure."""
    common = page.plan.common
    return common is not None and (common.common or panel.legend == common)


def put_legend(draft: PanelDraft, entries: list[LegendEntry]) -> None:
    """The legend where it is wanted, else in free room of the plot, else in a strip below.

    Where a neighbour's legend is below, those that the spec does not place are there, too.
    """
    area, ink = draft.place.area, draft.page.ink(LEGEND_SCALE)
    wanted, columns = wish(draft.panel)
    if draft.index in draft.strips.side_legends:
        legend = flattest(shapes_of(entries, ink, columns or 1, draft.page.plan.width))
        (side, _), room = draft.strips.side_legends[draft.index], draft.plot.room
        left = room.left if side == "start" else room.right - legend.size[0]
        # Its text begins at the height of the plot.
        top = area.top + PADDING * ink.size
        _put(draft, legend, left, top - legend.size[1])
        return
    row_has_legend = draft.row in draft.strips.legends
    below = wanted in OUTSIDE or (row_has_legend and wanted not in PLACES)
    shapes = [] if below else shapes_of(entries, ink, columns, area.width)
    choice = _in_plot(draft, shapes, wanted, ink)
    if choice is None:
        _below(draft, entries, ink)
        return
    legend, at = choice
    _put(draft, legend, at.left, at.bottom)
    if not at.obeys:
        draft.warn(
            f"there is no room for the legend at {wanted}; it is placed elsewhere in the plot; "
            "make the figure larger"
        )


def strip(draft: PanelDraft) -> Rect:
    """What is kept free for legends below a panel: of no height where there are none."""
    room, height = draft.plot.room, draft.strips.below.get(draft.row, 0.0) - drop(draft)
    return Rect(room.left, room.bottom, room.right, room.bottom + max(height, 0.0))


def drop(draft: PanelDraft) -> float:
    """How far below its home the row of tick labels of a panel may be, in pt."""
    return DROPS[-1] * draft.page.look.label.size if draft.panel.frame == "centred" else 0.0


def _in_plot(
    draft: PanelDraft, shapes: Sequence[Legend], wanted: str, ink: Ink
) -> tuple[Legend, LegendSpot] | None:
    """The first shape with a free place, or the one nearest to the place that is wanted."""
    inner, place = draft.place.area.grown(-0.2 * ink.size), wanted if wanted in PLACES else ""
    best: tuple[Legend, LegendSpot] | None = None
    for legend, ground in product(shapes, _grounds(draft)):
        candidate = spot(legend, inner, ground, place)
        if candidate is None:
            continue
        if not place:
            return legend, candidate
        if best is None or candidate.cost < best[1].cost:
            best = legend, candidate
    return best


def _below(draft: PanelDraft, entries: list[LegendEntry], ink: Ink) -> None:
    """The legend in the strip below the panel's row, or what it needs of one."""
    room, paper = draft.plot.room, draft.scene.paper
    wanted, columns = wish(draft.panel)
    # Side by side, legends of neighbours must not read as one.
    several = draft.page.plan.columns > 1
    broad = draft.index in draft.strips.broad
    most = paper.width
    if several:
        most = min(most, BROAD * room.width if broad else room.width - 0.5 * COLUMN_GAP * ink.size)
    draft.below = True
    legend = flattest(shapes_of(entries, ink, columns, most))
    width, height = legend.size
    needed = height + draft.sunk + drop(draft)
    if needed > draft.strips.below.get(draft.row, 0.0) + 1e-6:
        draft.need = needed
        return
    side = room if several and not broad and width <= room.width else paper
    left = min(max(draft.place.area.center[0] - width / 2, side.left), side.right - width)
    # Legends of a row begin on one line.
    _put(draft, legend, left, strip(draft).top - height)
    if width > paper.width:
        draft.warn("the legend is wider than the page; shorten its labels")
    elif several and not broad and width > room.width:
        draft.warn(
            "a legend is wider than its panel, which has neighbours; shorten its labels, "
            "or make the figure wider"
        )
    elif wanted == "outside upper":
        draft.warn(f"the legend of one panel is placed below it; {wanted} is for one of all panels")
    elif wanted in PLACES:
        draft.warn(
            f"there is no room for the legend at {wanted}; it is below; make the figure larger"
        )


def _grounds(draft: PanelDraft) -> list[Ground]:
    """The ground without filled regions, if there are any, then with them."""
    fills = [shape.bounds for shape in draft.scene.shapes if shape.layer == "fill"]
    if not fills:
        return [draft.ground]
    bare = draft.ground.copy()
    for box in fills:
        bare.take(box)
    return [bare, draft.ground]


def _put(draft: PanelDraft, legend: Legend, left: float, bottom: float) -> None:
    width, height = legend.size
    box, scene = Rect(left, bottom, left + width, bottom + height), draft.scene
    if draft.panel.grid:
        scene.add(rectangle(box, "legend-ground", "leader", fill=scene.background))
    scene.add(*legend.at(left, bottom))
    draft.ground.take(box)
