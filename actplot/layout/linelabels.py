"""Labels of reference lines and tangents, next to their lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np

from actplot.arrays import Floats
from actplot.layout import curves, tangents
from actplot.layout.axes import PlacedPanel
from actplot.layout.fractions import displayed
from actplot.layout.geometry import Ground
from actplot.layout.scene import Ink, Words
from actplot.layout.segments import inside, label_beside, on_page, taken
from actplot.layout.spec_labels import is_placed, on_axis, on_line, unseen
from actplot.layout.spots import LabelText
from actplot.plan.plans import LinePlan, PanelPlan, TangentPlan
from actplot.records import replace

# Where along a reference line its label is tried: the ends, then from them inwards.
ENDS_FIRST = tuple(end for step in range(11) for end in (1 - step / 20, step / 20))


def on_tangents(
    place: PlacedPanel, panel: PanelPlan, ink: Ink, ground: Ground, warnings: list[str]
) -> Iterator[Words]:
    """The labels of tangents, next to their lines."""
    for tangent in panel.tangents:
        points = tangents.ends(place, tangent)
        words = _where_placed(place, tangent, points, "tangent", ink, ground, warnings)
        if words is None:
            words = label_beside(tangent.label, points, ink, "tangent-label", ground, place)
        if words is not None:
            yield replace(words, pages=tangent.stroke.pages)


def on_lines(
    place: PlacedPanel, panel: PanelPlan, ink: Ink, ground: Ground, warnings: list[str]
) -> Iterator[Words]:
    """The labels of reference lines, next to their lines near an end."""
    for line in panel.lines:
        points, axis = curves.line(place, line).points, "y" if line.along == "x" else "x"
        words = _where_placed(place, line, points, "line", ink, ground, warnings, axis)
        if words is None and line.points is not None:
            part = on_page(place, line.points)
            words = label_beside(line.label, part, ink, "line-label", ground, place)
        elif words is None and line.label and len(inside(points, place)):
            choices = list(_at_ends(place, line, ink))
            loads = ground.load([words.box.edges for words in choices])
            words = taken(choices[int(np.argmin(loads))], ground)
        if words is not None:
            yield replace(words, pages=line.stroke.pages)


def _where_placed(
    place: PlacedPanel,
    plan: LinePlan | TangentPlan,
    points: Floats,
    kind: str,
    ink: Ink,
    ground: Ground,
    warnings: list[str],
    axis: str = "x",
) -> Words | None:
    """The label where the spec places it, if it does; a warning where no line is visible there."""
    if not plan.label or not is_placed(plan):
        return None
    name = LabelText(displayed(plan.label), ink, f"{kind}-label", plan.stroke.width)
    at = on_axis(getattr(place, axis), plan.label_at)
    seen, across = inside(points, place), "xy".index(axis)
    words = on_line(place, name, seen, at, ground, sloped=plan.label_sloped, across=across)
    if words is None:
        warnings.append(unseen(kind, plan.label, plan.label_at, axis))
    return words


def _at_ends(place: PlacedPanel, line: LinePlan, ink: Ink) -> Iterator[Words]:
    """Places on both sides of a line across the whole plot, from its ends inwards."""
    label = displayed(line.label)
    box, gap = ink.box(label), 0.2 * ink.size + line.stroke.width / 2
    # Ticks may point into the plot along its frame.
    inner = place.area
    if place.panel.frame != "centred":
        inner = inner.grown(-0.6 * ink.size)
    for share, side in product(ENDS_FIRST, (1, -1)):
        if line.along == "y":
            left, y = inner.left + share * (inner.width - box.width), place.y(line.value)
            va = "bottom" if side > 0 else "top"
            words = ink.at(label, left, y + side * gap, "line-label", "label", ha="left", va=va)
            yield replace(words, anchor=round(2 * share) / 2)
        else:
            x, low = place.x(line.value), inner.bottom + share * (inner.height - box.height)
            ha = "left" if side > 0 else "right"
            yield ink.at(label, x + side * gap, low, "line-label", "label", ha=ha, va="bottom")
