"""What is drawn where a curve is broken or ends: lines across jumps, circles."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from actplot.calculus.derivatives import evaluate
from actplot.expression import Curve
from actplot.plan.context import PanelContext
from actplot.plan.plans import CurvePlan, JumpPlan, Stroke
from actplot.plan.steps import both
from actplot.plan.strokes import LINES
from actplot.plan.window import shows
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
        Circle(b.x, float(b.left[0]), False)
        for b in outline.breaks
        if b.kind == "hole" and math.isnan(b.value) and shows(y, float(b.left[0]))
    )
    return replace(outline, circles=outline.circles + holes)


def jumps(
    outline: Outline, entry: CurveSpec, panel: PanelSpec, stroke: Stroke
) -> tuple[JumpPlan, ...]:
    """The lines across the jumps of a curve, if there are to be any."""
    kind = entry.jumps or panel.jumps or "gap"
    if kind == "gap":
        return ()
    pen = _pen(stroke, kind)
    return tuple(
        JumpPlan(b.x, float(b.left[0]), float(b.right[0]), pen)
        for b in outline.breaks
        if b.kind == "jump"
    )


def _pen(stroke: Stroke, kind: str) -> Stroke:
    width = stroke.width if kind == "solid" else THIN * stroke.width
    return replace(stroke, marker=None, dash=LINES[kind], width=width)


def between_pieces(context: PanelContext, drawn: tuple[CurvePlan, ...]) -> tuple[CurvePlan, ...]:
    """The curves; those that continue in another piece have a line to where that begins."""
    panel, frame = context.spec, context.frame
    at: dict[float, tuple[list[int], list[int]]] = {}
    for index, curve in enumerate(drawn):
        for x, side in zip(curve.curve.domain or (), (1, 0), strict=False):
            if math.isfinite(x) and shows(frame.x, x):
                at.setdefault(x, ([], []))[side].append(index)
    curves = list(drawn)
    for x, (before, after) in at.items():
        for one, other in _pairs(before, after, drawn):
            kind = drawn[one].entry.jumps or drawn[other].entry.jumps or panel.jumps or "gap"
            left, right = (
                next(_limits(drawn[index].outline, x, (0, -1), frame), None)
                for index in (one, other)
            )
            if kind == "gap" or left is None or right is None or _same(left, right):
                continue
            stroke, following = drawn[one].stroke, drawn[other].stroke
            pen = replace(_pen(stroke, kind), pages=both(stroke.pages, following.pages))
            if following.color != pen.color:
                pen = replace(pen, color=context.style.muted, width=THIN * stroke.width)
            jump = JumpPlan(x, left, right, pen)
            curves[one] = replace(curves[one], jumps=(*curves[one].jumps, jump))
    return tuple(curves)


def _pairs(
    before: list[int], after: list[int], drawn: tuple[CurvePlan, ...]
) -> Iterator[tuple[int, int]]:
    """Which of the curves that end at a place continues in which of those that begin there.

    Those of one expression belong together; of the others one and one, or two families.
    """
    left, rest = [], list(after)
    for one in before:
        same = [other for other in rest if drawn[other].curve.text == drawn[one].curve.text]
        if same:
            rest.remove(same[0])
            yield one, same[0]
        else:
            left.append(one)
    families = ({id(drawn[index].entry) for index in side} for side in (left, rest))
    if len(left) == len(rest) and all(len(family) == 1 for family in families):
        yield from zip(left, rest, strict=True)


def _limits(outline: Outline, x: float, ends: tuple[int, ...], frame: Frame) -> Iterator[float]:
    """What pieces with one of these ends (0 the left, -1 the right) at x approach there."""
    tolerance = 1e-9 * abs(frame.x.high - frame.x.low)
    for piece in outline.pieces:
        for end in ends:
            if abs(piece.knots[end] - x) <= tolerance:
                yield float(frame.y.value(piece.points[end, 1]))


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-9 * max(abs(one), abs(other), 1e-3)


def without_circles(outline: Outline, entry: CurveSpec, panel: PanelSpec) -> Outline:
    """The outline as it is, or without circles where a solid line joins both ends of a jump."""
    if (entry.jumps or panel.jumps) != "solid":
        return outline
    joined = {b.x for b in outline.breaks if b.kind == "jump"}
    kept = tuple(circle for circle in outline.circles if circle.x not in joined)
    return replace(outline, circles=kept)


def with_ends(drawn: Outline, curve: Curve, ends: tuple[End, End], frame: Frame) -> Outline:
    """The outline with the circles that the spec wants at the ends of the curve's domain."""
    circles = drawn.circles
    for x, end, at in zip(curve.domain or (), ends, (0, -1), strict=False):
        if end not in ("closed", "open"):
            continue
        for limit in _limits(drawn, x, (at,), frame):
            for circle in _at_end(curve, x, limit, closed=end == "closed"):
                if shows(frame.x, x) and shows(frame.y, circle.y):
                    circles = (*(other for other in circles if other[:2] != circle[:2]), circle)
    return replace(drawn, circles=circles)


def _at_end(curve: Curve, x: float, limit: float, *, closed: bool) -> list[Circle]:
    """The circles at an end that is reached at a limit: closed where the value is."""
    value = float(evaluate(curve.function, np.array([x]))[0])
    jumps = math.isfinite(value) and abs(value - limit) > 1e-9 * max(abs(value), abs(limit))
    if not closed or not jumps:
        return [Circle(x, limit, closed)]
    return [Circle(x, limit, False), Circle(x, value, True)]
