"""Which curve is which: labels at the curves, or a legend."""

from __future__ import annotations

from itertools import product

from actplot.layout import labels
from actplot.layout.areas import Plot, Strips, around
from actplot.layout.axes import PlacedPanel
from actplot.layout.curves import Floats
from actplot.layout.fractions import displayed
from actplot.layout.geometry import Ground, Rect
from actplot.layout.legend import PLACES, Legend, LegendEntry, shapes_of, spot
from actplot.layout.page import Page
from actplot.layout.points import positions
from actplot.layout.scene import Scene, rectangle
from actplot.plan.plans import CurvePlan, PointsPlan, Stroke
from actplot.plan.strokes import label_color
from actplot.records import Record, replace

# Curves of a panel that `legend: auto` labels at the curve.
MOST_DIRECT = 4
LEGEND_SCALE = 1.0


class PanelDraft(Record, frozen=False):
    """One panel on its way onto the page."""

    index: int
    plot: Plot
    place: PlacedPanel
    ground: Ground
    legend: Legend | None = None


def names(
    page: Page,
    draft: PanelDraft,
    lines: list[tuple[CurvePlan, Floats]],
    scene: Scene,
    strips: Strips,
) -> None:
    """Say which curve is which: at the curves, or in a legend."""
    panel = draft.place.panel
    wanted = panel.legend.place if panel.legend else "auto"
    named: list[tuple[CurvePlan | PointsPlan, Floats]] = [
        (curve, points) for curve, points in lines if curve.label
    ]
    named += [
        (series, positions(draft.place, series))
        for series in panel.points
        if series.number and series.label
    ]
    if wanted == "none" or page.plan.common is not None:
        return
    if wanted == "direct" or (
        wanted == "auto"
        and len(named) <= MOST_DIRECT
        and not panel.sweeps
        and not any(f.label for f in panel.fills)
    ):
        left = _direct(page, draft, named, scene, all_or_none=wanted == "auto")
    else:
        left = named
    entries = [_entry(page, curve) for curve, _ in left]
    entries += [
        LegendEntry(displayed(sweep.label), sweep.strokes[-1], sweep.strokes)
        for sweep in panel.sweeps
    ]
    if wanted != "direct" or left:
        entries += [
            LegendEntry(displayed(f.label), Stroke(f.color, 0), (), f.color, f.alpha, f.hatch)
            for f in panel.fills
            if f.label
        ]
    if entries:
        _legend(page, draft, entries, wanted, scene, strips)


def _entry(page: Page, curve: CurvePlan | PointsPlan) -> LegendEntry:
    if isinstance(curve, PointsPlan):
        background = page.plan.style.background
        return LegendEntry(displayed(curve.label), curve.stroke, (), "", 1.0, "", background, curve)
    return LegendEntry(displayed(curve.label), curve.stroke, background=page.plan.style.background)


def _direct(
    page: Page,
    draft: PanelDraft,
    named: list[tuple[CurvePlan | PointsPlan, Floats]],
    scene: Scene,
    *,
    all_or_none: bool,
) -> list[tuple[CurvePlan | PointsPlan, Floats]]:
    """Label the curves where they are; returns those for which there was no place."""
    style = page.plan.style
    lines = [
        labels.Line(
            curve,
            points,
            page.ink(style.label_scale, color=label_color(curve.stroke, style)),
        )
        for curve, points in named
    ]
    trial = draft.ground.copy()
    crowd = [words.box for words in scene.words]
    found = labels.direct(draft.place, lines, trial, crowd, strict=all_or_none)
    if all_or_none and any(words is None for words in found):
        return named
    draft.ground = trial
    scene.add(*(words for words in found if words is not None))
    return [pair for pair, words in zip(named, found, strict=True) if words is None]


def _legend(
    page: Page,
    draft: PanelDraft,
    entries: list[LegendEntry],
    wanted: str,
    scene: Scene,
    strips: Strips,
) -> None:
    area = draft.place.area
    ink = page.ink(LEGEND_SCALE)
    columns = draft.place.panel.legend.columns if draft.place.panel.legend else None
    choices = shapes_of(entries, ink, columns, area.width)
    for legend, ground in product(choices, _grounds(draft, scene)):
        at = spot(legend, area.grown(-0.2 * ink.size), ground, wanted if wanted in PLACES else "")
        if at is not None:
            _put(page, legend, at, draft, scene)
            return
    fitting = shapes_of(entries, ink, columns, page.plan.width / page.plan.columns)
    legend = min(fitting, key=lambda one: one.size[1])
    width, height = legend.size
    if height > strips.below.get(page.plan.cells[draft.index].last_row, 0.0):
        draft.legend = legend
        return
    left = min(max(area.center[0] - width / 2, 0), page.plan.width - width)
    under = min(
        (w.box.bottom for w in around(page, draft.index, draft.plot)),
        default=area.bottom,
    )
    _put(page, legend, (left, min(under, area.bottom) - height), draft, scene)
    if width > page.plan.width:
        scene.warnings.append("the legend is wider than the page; shorten its labels")
    elif wanted in PLACES:
        scene.warnings.append(
            f"the legend finds no room at {wanted}, and stands below; make the figure larger"
        )


def _grounds(draft: PanelDraft, scene: Scene) -> list[Ground]:
    """The ground without filled regions, if there are any, then with them."""
    fills = [shape for shape in scene.shapes if shape.layer == "fill"]
    if not fills:
        return [draft.ground]
    bare = draft.ground.copy()
    for shape in fills:
        bare.take(Rect(*shape.points.min(axis=0), *shape.points.max(axis=0)))
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


def _common_legend(page: Page) -> Legend | None:
    if page.plan.common is None:
        return None
    entries: dict[tuple[str, Stroke], LegendEntry] = {}
    for panel in page.plan.panels:
        named: list[CurvePlan | PointsPlan] = [*panel.curves]
        for curve in (*named, *(each for each in panel.points if each.number)):
            key = (curve.label, replace(curve.stroke, hidden=False))
            # What is seen in one panel has its entry even if another hides it.
            if curve.label and (key not in entries or entries[key].stroke.hidden):
                entries[key] = _entry(page, curve)
    if not entries:
        return None
    ink = page.ink(LEGEND_SCALE)
    found = shapes_of(list(entries.values()), ink, page.plan.common.columns, page.plan.width)
    return min(found, key=lambda one: one.size[1])


def common_height(page: Page) -> float:
    legend = _common_legend(page)
    return legend.size[1] if legend else 0.0


def common(page: Page, scene: Scene) -> None:
    legend = _common_legend(page)
    if legend is not None:
        scene.add(*legend.at((page.plan.width - legend.size[0]) / 2, 0.0))
