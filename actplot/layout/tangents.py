"""Tangents and asymptotes as shapes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from actplot.arrays import Floats
from actplot.layout.axes import PlacedPanel
from actplot.layout.curves import stroked
from actplot.layout.markers import circle
from actplot.layout.scene import Shape
from actplot.layout.segments import on_page
from actplot.looks.styles import Style
from actplot.plan.lines import BENT
from actplot.plan.plans import AsymptotePlan, TangentPlan
from actplot.records import replace

DOT = 0.9  # the radius of the point of touch, in radii of the style's circles


def ends(place: PlacedPanel, plan: TangentPlan) -> Floats:
    """The two ends of a tangent on the page; on axes that are not linear it is straight there."""
    area, panel = place.area, place.panel
    across = float(panel.x.axis.slopes(plan.x)[0]) * area.width
    up = float(panel.y.axis.slopes(plan.y)[0]) * area.height * plan.slope
    way = np.array([across, up])
    at = np.array([place.x(plan.x), place.y(plan.y)])
    unit, length = plan.length
    if unit == "pt":
        half = way / np.hypot(*way) * length / 2
        return np.array([at - half, at + half])
    if unit == "x":
        shares = [place.x(plan.x + side * length / 2) for side in (-1, 1)]
    else:
        shares = [area.left, area.right]
    # Beyond an end of a log axis there is no place.
    shares = [share if np.isfinite(share) else area.left for share in shares]
    return np.array([at + way * (x - at[0]) / across for x in shares])


def tangent(place: PlacedPanel, plan: TangentPlan, style: Style) -> Iterator[Shape]:
    """The line, and a dot where it touches."""
    clip = place.area.grown(plan.stroke.width / 2)
    line = stroked(plan.stroke, ends(place, plan), "tangent", "curve", clip=clip)
    yield replace(line, owner=plan.curve)
    radius = DOT * style.circle_radius * style.line_width
    yield Shape(
        "tangent-point",
        "dot",
        circle(place.x(plan.x), place.y(plan.y), radius),
        cubic=True,
        closed=True,
        fill=plan.stroke.color,
        alpha=plan.stroke.opacity,
        owner=plan.curve,
    )


def asymptote(place: PlacedPanel, plan: AsymptotePlan) -> Shape:
    """A dashed line across the whole plot."""
    if plan.kind != "slant":
        points = place.through("x" if plan.kind == "vertical" else "y", plan.value)
    else:
        axes = place.panel.axes
        linear = axes.x.scale == axes.y.scale == "linear"
        x_values = axes.x.value(np.linspace(0, 1, 2 if linear else BENT))
        y_values = plan.slope * x_values + plan.value
        shown = np.isfinite(axes.y.fraction(y_values))
        points = on_page(place, np.column_stack([x_values, y_values])[shown])
    return stroked(plan.stroke, points, "asymptote", "line", clip=place.area.grown(1))
