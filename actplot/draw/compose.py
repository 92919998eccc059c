"""A panel onto the page: what is put down first, and what keeps clear of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from actplot.draw import axes, curves, labels
from actplot.draw.areas import Strips, areas, around, figure_title, hidden, look
from actplot.draw.axes import Look, Place
from actplot.draw.geometry import Ground, Rect
from actplot.draw.inset import inset
from actplot.draw.legend import PLACES, Entry, Legend, shapes_of, spot
from actplot.draw.scene import Ink, Scene, Shape, Words, rectangle
from actplot.plan.model import CurvePlan, FigurePlan, PanelPlan, Stroke

# Curves of a panel that `legend: auto` labels at the curve.
MOST_DIRECT = 4
# How far a tick label that a curve would cross may stand from its tick, in text sizes.
LABEL_SHIFTS = {"x": (0.5, -0.5), "y": (0.62, -0.62)}
LEGEND_SCALE = 1.0
LABEL_SCALE = 0.95


@dataclass(slots=True)
class Draft:
    """One panel on its way onto the page."""

    index: int
    place: Place
    ground: Ground
    legend: Legend | None = None


def compose(plan: FigurePlan) -> Scene:
    """Everything on the page at its place.

    A legend that finds no room in its panel gets a strip below every panel, for
    which the plots are laid out once more.
    """
    strips = Strips(common=_common_height(plan))
    scene, homeless = _attempt(plan, strips)
    if homeless:
        height = max(legend.size[1] for legend in homeless)
        scene, _ = _attempt(plan, replace(strips, below=height))
    return scene


def _attempt(plan: FigurePlan, strips: Strips) -> tuple[Scene, list[Legend]]:
    style = plan.style
    scene = Scene(plan.width, plan.height, style.background, style.foreground)
    scene.add(*figure_title(plan))
    homeless: list[Legend] = []
    for index, (panel, area) in enumerate(zip(plan.panels, areas(plan, strips), strict=True)):
        draft = Draft(index, Place(panel, area), Ground(plan.width, plan.height))
        _panel(plan, draft, scene, strips)
        if draft.legend is not None:
            homeless.append(draft.legend)
    if strips.common:
        _common(plan, scene)
    return scene, homeless


def _panel(plan: FigurePlan, draft: Draft, scene: Scene, strips: Strips) -> None:
    """Put down a panel, what is fixed first."""
    place, panel, ground = draft.place, draft.place.panel, draft.ground
    view = look(plan)
    for fill in panel.fills:
        scene.add(*curves.fill(place, fill))
    _lines(place, view, scene, ground)
    lines = _curves(plan, place, scene, ground)
    _words(plan, draft, scene)
    if panel.inset is not None:
        scene.add(*inset(place, panel.inset, view, ground))
    for note, leader in labels.notes(place, panel.notes, plan.font_size, view.style.foreground,
                                     ground):  # fmt: skip
        scene.add(note, *([leader] if leader else []))
    ink = Ink(LABEL_SCALE * plan.font_size, view.style.foreground)
    scene.add(*labels.on_lines(place, panel, ink, ground))
    _names(plan, draft, lines, scene, strips)


def _lines(place: Place, view: Look, scene: Scene, ground: Ground) -> None:
    for shape in axes.lines(place, view):
        scene.add(shape)
        if shape.layer == "axis":
            ground.take_path(shape.points, shape.width)
    for line in place.panel.lines:
        shape = curves.line(place, line)
        scene.add(shape)
        ground.take_path(shape.points, shape.width)


def _curves(
    plan: FigurePlan, place: Place, scene: Scene, ground: Ground
) -> list[tuple[CurvePlan, np.ndarray]]:
    found = []
    for curve in place.panel.curves:
        scene.add(*curves.curve(place, curve))
        parts = curves.visible(place, curve)
        for part in parts:
            ground.take_path(part, curve.stroke.width)
        for shape in (*curves.circles(place, curve, plan.style),
                      *curves.markers(place, curve, plan.style)):  # fmt: skip
            scene.add(shape)
            ground.take(_bounds(shape))
        found.append((curve, np.vstack(parts) if parts else np.empty((0, 2))))
    for shape in curves.dots(place, place.panel.dots, plan.style):
        scene.add(shape)
        ground.take(_bounds(shape))
    return found


def _words(plan: FigurePlan, draft: Draft, scene: Scene) -> None:
    """Tick labels, names, title and the common zero; labels that a curve would cross move."""
    place, ground, view = draft.place, draft.ground, look(plan)
    panel, area = place.panel, place.area
    found = around(plan, draft.index, panel, area)
    if panel.frame == "centred":
        found = [w for w in found if w.role not in ("x-tick-label", "y-tick-label")]
        hide = hidden(plan, draft.index)
        for axis, labelled in (("x", axes.x_labels), ("y", axes.y_labels)):
            if axis not in hide:
                found += _clear(_choices(axis, labelled, place, view), ground)
    for words in found:
        if words.role.endswith("tick-label") and not ground.free(words.box):
            scene.add(rectangle(words.box.grown(0.8), "halo", "halo", fill=plan.style.background))
        scene.add(words)
    for words in found:
        ground.take(words.box.grown(labels.CLEARANCE))
    zero = axes.zero(place, view, ground)
    if zero is not None:
        scene.add(zero)
        ground.take(zero.box.grown(labels.CLEARANCE))


def _choices(
    axis: str, labelled: Callable[..., Iterator[Words]], place: Place, view: Look
) -> list[list[Words]]:
    """The labels of an axis at their two homes, then at the places to which single ones move."""
    side = {"x": "above", "y": "right"}[axis]
    return [
        list(labelled(place, view, **{side: other}, shift=shift))
        for shift in (0.0, *LABEL_SHIFTS[axis])
        for other in (False, True)
    ]


def _clear(choices: list[list[Words]], ground: Ground) -> list[Words]:
    """The labels of an axis on the side where fewer are crossed; a crossed one moves."""
    if not choices[0]:
        return []
    loads = np.array([
        ground.load([(w.box.left, w.box.bottom, w.box.right, w.box.top) for w in words])
        for words in choices
    ])  # fmt: skip
    home = int((loads[1] > 0).sum() < (loads[0] > 0).sum())
    # By shift, at home before across; of equally crossed places argmin takes the first.
    order = sorted(range(len(choices)), key=lambda index: (index // 2, index % 2 != home))
    return [choices[order[int(np.argmin(loads[order, i]))]][i] for i in range(len(choices[0]))]


def _names(
    plan: FigurePlan, draft: Draft, lines: list[tuple[CurvePlan, np.ndarray]], scene: Scene,
    strips: Strips,
) -> None:  # fmt: skip
    """Say which curve is which: at the curves, or in a legend."""
    panel = draft.place.panel
    wanted = panel.legend.place if panel.legend else "auto"
    named = [(curve, points) for curve, points in lines if curve.label]
    if wanted == "none" or plan.common is not None:
        return
    if wanted == "direct" or (
        wanted == "auto" and len(named) <= MOST_DIRECT and not any(f.label for f in panel.fills)
    ):
        left = _direct(plan, draft, named, scene, all_or_none=wanted == "auto")
    else:
        left = named
    entries = [_entry(curve) for curve, _ in left]
    if wanted != "direct" or left:
        entries += [Entry(f.label, Stroke(f.color, 0), f.color, f.alpha, f.hatch)
                    for f in panel.fills if f.label]  # fmt: skip
    if entries:
        _legend(plan, draft, entries, wanted, scene, strips)


def _entry(curve: CurvePlan) -> Entry:
    return Entry(curve.label, curve.stroke)


def _direct(
    plan: FigurePlan, draft: Draft, named: list[tuple[CurvePlan, np.ndarray]], scene: Scene, *,
    all_or_none: bool,
) -> list[tuple[CurvePlan, np.ndarray]]:  # fmt: skip
    """Label the curves where they are; returns those for which there was no place."""
    style = plan.style
    lines = [
        labels.Line(
            curve, points,
            Ink(LABEL_SCALE * plan.font_size,
                curve.stroke.color if style.label_color == "curve" else style.foreground,
                tint=min(curve.stroke.tint, 0.15) if style.label_color == "curve" else 0.0),
        )
        for curve, points in named
    ]  # fmt: skip
    trial = draft.ground.copy()
    found = labels.direct(draft.place, lines, trial)
    if all_or_none and any(words is None for words in found):
        return named
    draft.ground = trial
    scene.add(*(words for words in found if words is not None))
    return [pair for pair, words in zip(named, found, strict=True) if words is None]


def _legend(
    plan: FigurePlan, draft: Draft, entries: list[Entry], wanted: str, scene: Scene,
    strips: Strips,
) -> None:  # fmt: skip
    area = draft.place.area
    ink = Ink(LEGEND_SCALE * plan.font_size, plan.style.foreground)
    columns = draft.place.panel.legend.columns if draft.place.panel.legend else None
    choices = shapes_of(entries, ink, columns, area.width)
    for legend in choices:
        at = spot(legend, area.grown(-0.2 * ink.size), draft.ground,
                  wanted if wanted in PLACES else "")  # fmt: skip
        if at is not None:
            _put(plan, legend, at, draft, scene)
            return
    # As wide as fits, hence as low as can be.
    room = Rect(0, 0, plan.width / plan.columns, plan.height)
    fitting = [c for c in shapes_of(entries, ink, columns, room.width)]
    legend = min(fitting, key=lambda one: one.size[1])
    if not strips.below:
        draft.legend = legend
        return
    width, height = legend.size
    left = min(max(area.center[0] - width / 2, 0), plan.width - width)
    under = min((w.box.bottom for w in around(plan, draft.index, draft.place.panel, area)),
                default=area.bottom)  # fmt: skip
    _put(plan, legend, (left, min(under, area.bottom) - height), draft, scene)
    if width > plan.width:
        scene.warnings.append("the legend is wider than the page")


def _put(
    plan: FigurePlan, legend: Legend, at: tuple[float, float], draft: Draft, scene: Scene
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
    entries: dict[tuple[str, Stroke], Entry] = {}
    for panel in plan.panels:
        for curve in panel.curves:
            if curve.label:
                entries.setdefault((curve.label, curve.stroke), _entry(curve))
    if not entries:
        return None
    ink = Ink(LEGEND_SCALE * plan.font_size, plan.style.foreground)
    found = shapes_of(list(entries.values()), ink, plan.common.columns, plan.width)
    return min(found, key=lambda one: one.size[1])


def _common_height(plan: FigurePlan) -> float:
    legend = _common_legend(plan)
    return legend.size[1] if legend else 0.0


def _common(plan: FigurePlan, scene: Scene) -> None:
    legend = _common_legend(plan)
    if legend is not None:
        scene.add(*legend.at((plan.width - legend.size[0]) / 2, 0.0))


def _bounds(shape: Shape) -> Rect:
    low, high = shape.points.min(axis=0), shape.points.max(axis=0)
    return Rect(*low, *high).grown(shape.width / 2 + 0.5)
