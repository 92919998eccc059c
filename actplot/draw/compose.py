"""A panel onto the page: what is put down first, and what keeps clear of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from actplot.draw import axes, axiswords, curves, labels, rows
from actplot.draw.areas import Strips, areas, around, figure_title, hidden, look
from actplot.draw.axes import Look, Place
from actplot.draw.geometry import Ground, Rect
from actplot.draw.inset import complaint, inset
from actplot.draw.legend import Legend
from actplot.draw.naming import Draft, common, common_height, names
from actplot.draw.scene import Ink, Scene, Shape, rectangle
from actplot.plan.model import CurvePlan, FigurePlan


def compose(plan: FigurePlan) -> Scene:
    """Everything on the page at its place.

    A legend that finds no room in its panel gets a strip below every panel, for
    which the plots are laid out once more.
    """
    strips = Strips(common=common_height(plan))
    if plan.grows:
        plan = replace(plan, height=plan.height + strips.common)
    scene, homeless = _attempt(plan, strips)
    if homeless:
        height = max(legend.size[1] for legend in homeless)
        if plan.grows:
            plan = replace(plan, height=plan.height + plan.rows * height)
        scene, _ = _attempt(plan, replace(strips, below=height))
    return scene


def _attempt(plan: FigurePlan, strips: Strips) -> tuple[Scene, list[Legend]]:
    style = plan.style
    scene = Scene(plan.width, plan.height, style.background, style.foreground)
    scene.add(*figure_title(plan))
    homeless: list[Legend] = []
    scene.areas = areas(plan, strips)
    for index, (panel, area) in enumerate(zip(plan.panels, scene.areas, strict=True)):
        draft = Draft(index, Place(panel, area), Ground(plan.width, plan.height))
        _panel(plan, draft, scene, strips)
        if draft.legend is not None:
            homeless.append(draft.legend)
    if strips.common:
        common(plan, scene)
    for words in scene.words:
        if words.role in ("title", "figure-title") and words.box.width > plan.width:
            scene.warnings.append(f"the title is wider than the page: '{words.text}'")
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
        if told := complaint(place, panel.inset, ground):
            scene.warnings.append(told)
        scene.add(*inset(place, panel.inset, view, ground))
    for note, leader in labels.notes(
        place,
        panel.notes,
        plan.style.label_scale * plan.font_size,
        view.style.foreground,
        ground,
    ):
        scene.add(note, *leader)
    ink = Ink(plan.style.label_scale * plan.font_size, view.style.foreground)
    scene.add(*labels.on_lines(place, panel, ink, ground))
    names(plan, draft, lines, scene, strips)


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
        for shape in (
            *curves.circles(place, curve, plan.style),
            *curves.markers(place, curve, plan.style),
        ):
            scene.add(shape)
            ground.take(_bounds(shape))
        found.append((curve, curves.thinned(parts)))
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
        for axis, labelled in (("x", axiswords.x_labels), ("y", axiswords.y_labels)):
            if axis not in hide:
                found += rows.clear(axis, labelled, place, view, ground)
    for words in found:
        if words.role.endswith("tick-label") and not ground.free(words.box):
            scene.add(rectangle(words.box.grown(0.8), "halo", "halo", fill=plan.style.background))
        scene.add(words)
    for words in found:
        ground.take(words.box.grown(labels.CLEARANCE))
    zero = axiswords.zero(place, view, ground)
    if zero is not None:
        scene.add(zero)
        ground.take(zero.box.grown(labels.CLEARANCE))


def _bounds(shape: Shape) -> Rect:
    low, high = shape.points.min(axis=0), shape.points.max(axis=0)
    return Rect(*low, *high).grown(shape.width / 2 + 0.5)
