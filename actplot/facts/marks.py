"""The points, tangents and asymptotes of a panel as numbers."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from actplot.plan.plans import AsymptotePlan, PanelPlan, TangentPlan
from actplot.plan.spoken import equation

Pair = tuple[float, float]
Row = tuple[int, str, str, str, tuple[np.ndarray, np.ndarray]]
"""The curve that it belongs to (0: none), label, expression, kind, x and y."""


def rows(panel: PanelPlan) -> Iterator[Row]:
    """What a panel has besides its curves."""
    names = {curve.number: curve.curve.text for curve in panel.curves}
    for points in panel.points:
        on = f"point of {names[points.curve]}" if points.curve else "points"
        xy = np.array(points.x), np.array(points.y)
        yield points.curve or 0, points.label, on, "point", xy
    for tangent in panel.tangents:
        name = f"tangent of {names[tangent.curve]} at x = {tangent.x!r}"
        yield tangent.curve, tangent.label, name, "tangent", _tangent(panel, tangent)
    for line in panel.asymptotes:
        text = f"asymptote {equation(line)}"
        yield line.curves[0], "", text, "asymptote", _asymptote(panel, line)


def _tangent(panel: PanelPlan, plan: TangentPlan) -> tuple[np.ndarray, np.ndarray]:
    """The point of touch and, where its length is known in units of x, its ends."""
    unit, length = plan.length
    across: Pair = (panel.x.axis.low, panel.x.axis.high)
    ends = [plan.x]
    if unit == "x":
        ends = [plan.x - length / 2, plan.x, plan.x + length / 2]
    elif unit == "full":
        ends = [across[0], plan.x, across[1]]
    x = np.array(ends)
    return x, plan.y + plan.slope * (x - plan.x)


def _asymptote(panel: PanelPlan, line: AsymptotePlan) -> tuple[np.ndarray, np.ndarray]:
    """Its ends at the edges of the plot."""
    x, y = panel.x.axis, panel.y.axis
    if line.kind == "vertical":
        return np.array([line.value] * 2), np.array([y.low, y.high])
    across = np.array([x.low, x.high])
    return across, line.slope * across + line.value
