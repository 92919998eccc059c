"""What stands beside the curves of a panel, in words for those who cannot see it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from actplot.plan.plans import AsymptotePlan, PanelPlan, PointsPlan

# More single points than these are counted, not read out.
MOST_POINTS = 6


def beside(panel: PanelPlan) -> Iterator[str]:
    """Sentences without their full stops on what a panel has beside its curves."""
    single = [points for points in panel.points if not points.number]
    if 0 < len(single) <= MOST_POINTS:
        yield f"A point at {joined(_place(points) for points in single)}"
    elif single:
        yield f"{len(single)} points are marked"
    for points in panel.points:
        if points.number:
            name = f", {points.label}" if points.label else ""
            bars = " with error bars" if points.errors else ""
            yield f"{len(points.x)} points{name}{bars}"
    for tangent in panel.tangents:
        slope = number(tangent.slope)
        yield f"The tangent at x = {number(tangent.x)} has the slope {slope}"
    if panel.asymptotes:
        several = "s" if len(panel.asymptotes) > 1 else ""
        listed = [equation(line) for line in panel.asymptotes[:MOST_POINTS]]
        more = ["more"] if len(panel.asymptotes) > MOST_POINTS else []
        yield f"Dashed asymptote{several} {joined([*listed, *more])}"


def equation(line: AsymptotePlan) -> str:
    """An asymptote as `x = 2`, `y = 1`, `y = 2 x + 1`."""
    if line.kind == "vertical":
        return f"x = {number(line.value)}"
    if line.kind == "horizontal":
        return f"y = {number(line.value)}"
    rise = {1.0: "x", -1.0: "\N{MINUS SIGN}x"}.get(line.slope, f"{number(line.slope)} x")
    sign = "\N{MINUS SIGN}" if line.value < 0 else "+"
    return f"y = {rise}" + (f" {sign} {number(abs(line.value))}" if line.value else "")


def _place(points: PointsPlan) -> str:
    return f"({number(points.x[0])}, {number(points.y[0])})"


def number(value: float) -> str:
    """A number of three digits."""
    if math.isclose(value, 0, abs_tol=5e-13):
        return "0"
    return f"{value:.3g}".replace("-", "\N{MINUS SIGN}")


def joined(parts: Iterable[str]) -> str:
    """`a, b and c`."""
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last
