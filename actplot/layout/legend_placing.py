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
from actplot.layout.scene import Ink, Scene, rectangle
from actplot.plan.plans import CurvePlan, FillPlan, PointsPlan, Stroke

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


def put_legend(page: Page, draft: PanelDraft, entries: list[LegendEntry], scene: Scene) -> None:
    """The legend where it is wanted, else in free room of the plot, else in a strip below.

    Where a neighbour's legend is below, those that the spec does not place are there, too.
    """
    area, ink = draft.place.area, page.ink(LEGEND_SCALE)
    wanted = draft.place.panel.legend.place if draft.place.panel.legend else "auto"
    columns = draft.place.panel.legend.columns if draft.place.panel.legend else None
    row_has_legend = page.plan.cells[draft.index].last_row in draft.strips.legends
    if draft.index in draft.strips.side_legends:
        legend = flattest(shapes_of(entries, ink, columns or 1, page.plan.width))
        (side, _), room = draft.strips.side_legends[draft.index], draft.plot.room
        left = room.left if side == "start" else room.right - legend.size[0]
        # Its text begins at the height of the plot.
        top = area.top + PADDING * ink.size
        _put(page, legend, (left, top - legend.size[1]), draft, scene)
        return
    below = wanted in OUTSIDE or (row_has_legend and wanted not in PLACES)
    shapes = [] if below else shapes_of(entries, ink, columns, area.width)
    choice = _in_plot(draft, shapes, wanted, scene, ink)
    if choice is None:
        _below(page, draft, entries, wanted, scene, ink)
        return
    legend, at = choice
    _put(page, legend, (at.left, at.bottom), draft, scene)
    if not at.obeys:
        scene.warnings.append(
            f"there is no room for the legend at {wanted}; it is placed elsewhere in the plot; "
            "make the figure larger"
        )


def strip(page: Page, draft: PanelDraft) -> Rect:
    """What is kept free for legends below a panel: of no height where there are none."""
    room, row = draft.plot.room, page.plan.cells[draft.index].last_row
    height = draft.strips.below.get(row, 0.0) - drop(page, draft)
    return Rect(room.left, room.bottom, room.right, room.bottom + max(height, 0.0))


def drop(page: Page, draft: PanelDraft) -> float:
    """How far below its home the row of tick labels of a panel may be, in pt."""
    return DROPS[-1] * page.look.label.size if draft.place.panel.frame == "centred" else 0.0


def _in_plot(
    draft: PanelDraft, shapes: Sequence[Legend], wanted: str, scene: Scene, ink: Ink
) -> tuple[Legend, LegendSpot] | None:
    """The first shape with a free place, or the one nearest to the place that is wanted."""
    inner, place = draft.place.area.grown(-0.2 * ink.size), wanted if wanted in PLACES else ""
    best: tuple[Legend, LegendSpot] | None = None
    for legend, ground in product(shapes, _grounds(draft, scene)):
        candidate = spot(legend, inner, ground, place)
        if candidate is None:
            continue
        if not place:
            return legend, candidate
        if best is None or candidate.cost < best[1].cost:
            best = legend, candidate
    return best


def _below(
    page: Page,
    draft: PanelDraft,
    entries: list[LegendEntry],
    wanted: str,
    scene: Scene,
    ink: Ink,
) -> None:
    """The legend in the strip below the panel's row, or what it needs of one."""
    room, area = draft.plot.room, draft.place.area
    columns = draft.place.panel.legend.columns if draft.place.panel.legend else None
    # Side by side, legends of neighbours must not read as one.
    several = page.plan.columns > 1
    broad = draft.index in draft.strips.broad
    most = page.plan.width
    if several:
        most = min(most, BROAD * room.width if broad else room.width - 0.5 * COLUMN_GAP * ink.size)
    draft.below = True
    legend = flattest(shapes_of(entries, ink, columns, most))
    width, height = legend.size
    needed = height + draft.sunk + drop(page, draft)
    if needed > draft.strips.below.get(page.plan.cells[draft.index].last_row, 0.0) + 1e-6:
        draft.need = needed
        return
    side = room if several and not broad and width <= room.width else scene.paper
    left = min(max(area.center[0] - width / 2, side.left), side.right - width)
    # Legends of a row begin on one line.
    _put(page, legend, (left, strip(page, draft).top - height), draft, scene)
    if width > page.plan.width:
        scene.warnings.append("the legend is wider than the page; shorten its labels")
    elif several and not broad and width > room.width:
        scene.warnings.append(
            "a legend is wider than its panel, which has neighbours; shorten its labels, "
            "or make the figure wider"
        )
    elif wanted == "outside upper":
        scene.warnings.append(
            f"the legend of one panel is placed below it; {wanted} is for one of all panels"
        )
    elif wanted in PLACES:
        scene.warnings.append(
            f"there is no room for the legend at {wanted}; it is below; make the figure larger"
        )


def _grounds(draft: PanelDraft, scene: Scene) -> list[Ground]:
    """The ground without filled regions, if there are any, then with them."""
    fills = [shape for shape in scene.shapes if shape.layer == "fill"]
    if not fills:
        return [draft.ground]
    bare = draft.ground.copy()
    for shape in fills:
        bare.take(shape.bounds)
    return [bare, draft.ground]


def _put(
    page: Page, legend: Legend, at: tuple[float, float], draft: PanelDraft, scene: Scene
) -> None:
    width, height = legend.size
    box = Rect(at[0], at[1], at[0] + width, at[1] + height)
    if draft.place.panel.grid:
        scene.add(rectangle(box, "legend-ground", "leader", fill=page.plan.style.background))
    scene.add(*legend.at(*at))
    draft.ground.take(box)
