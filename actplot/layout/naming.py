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
from actplot.layout.scene import Ink, Scene, rectangle
from actplot.plan.plans import CurvePlan, FigurePlan, Stroke
from actplot.plan.strokes import label_color
from actplot.records import Record

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
    plan: FigurePlan,
    draft: PanelDraft,
    lines: list[tuple[CurvePlan, Floats]],
    scene: Scene,
    strips: Strips,
) -> None:
    """Say which curve is which: at the curves, or in a legend."""
    panel = draft.place.panel
    wanted = panel.legend.place if panel.legend else "auto"
    named = [(curve, points) for curve, points in lines if curve.label]
    if wanted == "none" or plan.common is not None:
        return
    if wanted == "direct" or (
        wanted == "auto"
        and len(named) <= MOST_DIRECT
        and not panel.sweeps
        and not any(f.label for f in panel.fills)
    ):
        left = _direct(plan, draft, named, scene, all_or_none=wanted == "auto")
    else:
        left = named
    entries = [_entry(plan, curve) for curve, _ in left]
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
        _legend(plan, draft, entries, wanted, scene, strips)


def _entry(plan: FigurePlan, curve: CurvePlan) -> LegendEntry:
    return LegendEntry(displayed(curve.label), curve.stroke, background=plan.style.background)


def _direct(
    plan: FigurePlan,
    draft: PanelDraft,
    named: list[tuple[CurvePlan, Floats]],
    scene: Scene,
    *,
    all_or_none: bool,
) -> list[tuple[CurvePlan, Floats]]:
    """Label the curves where they are; returns those for which there was no place."""
    style = plan.style
    lines = [
        labels.Line(
            curve,
            points,
            Ink(style.label_scale * plan.font_size, label_color(curve.stroke, style)),
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
    plan: FigurePlan,
    draft: PanelDraft,
    entries: list[LegendEntry],
    wanted: str,
    scene: Scene,
    strips: Strips,
) -> None:
    area = draft.place.area
    ink = Ink(LEGEND_SCALE * plan.font_size, plan.style.foreground)
    columns = draft.place.panel.legend.columns if draft.place.panel.legend else None
    choices = shapes_of(entries, ink, columns, area.width)
    for legend, ground in product(choices, _grounds(draft, scene)):
        at = spot(legend, area.grown(-0.2 * ink.size), ground, wanted if wanted in PLACES else "")
        if at is not None:
            _put(plan, legend, at, draft, scene)
            return
    fitting = shapes_of(entries, ink, columns, plan.width / plan.columns)
    legend = min(fitting, key=lambda one: one.size[1])
    width, height = legend.size
    if height > strips.below.get(plan.cells[draft.index].last_row, 0.0):
        draft.legend = legend
        return
    left = min(max(area.center[0] - width / 2, 0), plan.width - width)
    under = min(
        (w.box.bottom for w in around(plan, draft.index, draft.plot)),
        default=area.bottom,
    )
    _put(plan, legend, (left, min(under, area.bottom) - height), draft, scene)
    if width > plan.width:
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
    plan: FigurePlan, legend: Legend, at: tuple[float, float], draft: PanelDraft, scene: Scene
) -> None:
    width, height = legend.size
    box = Rect(at[0], at[1], at[0] + width, at[1] + height)
    if draft.place.panel.grid:
        scene.add(rectangle(box, "legend-ground", "leader", fill=plan.style.background))
    scene.add(*legend.at(*at))
    draft.ground.take(box)


def _common_legend(plan: FigurePlan) -> Legend | None:
    if plan.common is None:
        return None
    entries: dict[tuple[str, Stroke], LegendEntry] = {}
    for panel in plan.panels:
        for curve in panel.curves:
            if curve.label:
                entries.setdefault((curve.label, curve.stroke), _entry(plan, curve))
    if not entries:
        return None
    ink = Ink(LEGEND_SCALE * plan.font_size, plan.style.foreground)
    found = shapes_of(list(entries.values()), ink, plan.common.columns, plan.width)
    return min(found, key=lambda one: one.size[1])


def common_height(plan: FigurePlan) -> float:
    legend = _common_legend(plan)
    return legend.size[1] if legend else 0.0


def common(plan: FigurePlan, scene: Scene) -> None:
    legend = _common_legend(plan)
    if legend is not None:
        scene.add(*legend.at((plan.width - legend.size[0]) / 2, 0.0))
