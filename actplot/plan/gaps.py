"""What is drawn where a curve is broken or ends: lines across jumps, circles."""

from __future__ import annotations

import math

import numpy as np

from actplot.calculus.jet import evaluate
from actplot.expression import Curve
from actplot.plan.plans import JumpPlan, Stroke
from actplot.plan.strokes import LINES
from actplot.records import replace
from actplot.sampling.axis import Axis, Frame
from actplot.sampling.pieces import Circle, Outline
from actplot.spec.model import CurveSpec, End, PanelSpec

# Lines across jumps, in widths of the curve; solid ones belong to it.
THIN = 0.75


def with_holes(outline: Outline, entry: CurveSpec, panel: PanelSpec, y: Axis) -> Outline:
    """The outline with an open circle where the function is undefined at a single point."""
    wanted = panel.holes if entry.holes is None else entry.holes
    if not wanted:
        return outline
    holes = tuple(
        Circle(each.x, float(each.left[0]), False)
        for each in outline.breaks
        if each.kind == "hole" and math.isnan(each.value) and _shown(float(each.left[0]), y)
    )
    return replace(outline, circles=outline.circles + holes)


def jumps(
    outline: Outline, entry: CurveSpec, panel: PanelSpec, stroke: Stroke
) -> tuple[JumpPlan, ...]:
    """The lines across the jumps of a curve, if there are to be any."""
    kind = entry.jumps or panel.jumps or "gap"
    if kind == "gap":
        return ()
    pen = replace(stroke, marker=None, dash=LINES[kind])
    if kind != "solid":
        pen = replace(pen, width=THIN * stroke.width)
    return tuple(
        JumpPlan(each.x, float(each.left[0]), float(each.right[0]), pen)
        for each in outline.breaks
        if each.kind == "jump"
    )


def without_circles(outline: Outline, entry: CurveSpec, panel: PanelSpec) -> Outline:
    """The outline as it is, or without circles where a solid line joins both ends of a jump."""
    if (entry.jumps or panel.jumps) != "solid":
        return outline
    joined = {each.x for each in outline.breaks if each.kind == "jump"}
    kept = tuple(each for each in outline.circles if each.x not in joined)
    return replace(outline, circles=kept)


def with_ends(drawn: Outline, curve: Curve, ends: tuple[End, End], frame: Frame) -> Outline:
    """The outline with the circles that the spec wants at the ends of the curve's domain."""
    circles = drawn.circles
    for x, end, at in zip(curve.domain or (), ends, (0, -1), strict=False):
        if end not in ("closed", "open"):
            continue
        near = 1e-9 * abs(frame.x.high - frame.x.low)
        for piece in drawn.pieces:
            if abs(piece.knots[at] - x) <= near:
                limit = float(frame.y.value(piece.points[at, 1]))
                for circle in _at_end(curve, x, limit, closed=end == "closed"):
                    if _shown(x, frame.x) and _shown(circle.y, frame.y):
                        circles = (*(each for each in circles if each[:2] != circle[:2]), circle)
    return replace(drawn, circles=circles)


def _at_end(curve: Curve, x: float, limit: float, *, closed: bool) -> list[Circle]:
    """The circles at an end that is reached at a limit: closed where the value is."""
    value = float(evaluate(curve.function, np.array([x]))[0])
    jumps = math.isfinite(value) and abs(value - limit) > 1e-9 * max(abs(value), abs(limit))
    if not closed or not jumps:
        return [Circle(x, limit, closed)]
    return [Circle(x, limit, False), Circle(x, value, True)]


def _shown(y: float, axis: Axis) -> bool:
    return -1e-9 <= float(axis.fraction(y)) <= 1.0 + 1e-9
