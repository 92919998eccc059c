"""Which asymptotes are drawn: those that neither an axis nor a curve covers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from actplot.calculus.derivatives import evaluate
from actplot.plan.context import PanelContext
from actplot.plan.lines import DASH
from actplot.plan.plans import AsymptotePlan, AxisPlan, CurvePlan, LinePlan, Stroke
from actplot.plan.steps import either
from actplot.plan.window import shows
from actplot.records import replace
from actplot.sampling.axis import Frame
from actplot.sampling.ends import Asymptote, far_out, vertical
from actplot.sampling.survey import CurveSurvey
from actplot.spec.model import PanelSpec

# Two lines that differ by this share of an axis are one; a curve is on a line where they
# differ by this share of their values.
SAME, ON = 1e-9, 1e-12
# Places at which a line is compared with a curve.
PLACES = 513


def asymptotes(
    context: PanelContext,
    drawn: tuple[CurvePlan, ...],
    axes: tuple[AxisPlan, AxisPlan],
    frame_kind: str,
    lines: Sequence[LinePlan],
) -> tuple[AsymptotePlan, ...]:
    """The asymptotes of a panel, each once, with the numbers of their curves."""
    style, frame = context.style, context.frame
    unique: list[tuple[Asymptote, list[int]]] = []
    for curve, kinds in zip(drawn, _kinds(context.spec), strict=True):
        for line in of_curve(curve, kinds):
            same = [known for known in unique if _same(known[0], line, frame)]
            if same:
                same[0][1].append(curve.number)
            elif not _drawn(line, frame) or _covered(line, drawn, frame):
                continue
            elif not _on_an_axis(line, axes, frame_kind, lines):
                unique.append((line, [curve.number]))
    stroke = Stroke(style.muted, 0.7 * style.line_width, DASH)
    pages = {curve.number: curve.stroke.pages for curve in drawn}
    pens = [replace(stroke, pages=either(*map(pages.get, numbers))) for _, numbers in unique]
    return tuple(
        AsymptotePlan(line.kind, line.value, line.slope, pen, tuple(numbers))
        for (line, numbers), pen in zip(unique, pens, strict=True)
    )


def _kinds(spec: PanelSpec) -> list[Sequence[str]]:
    """The kinds of asymptotes that are wanted of each curve."""
    return [
        entry.asymptotes if entry.asymptotes is not None else spec.asymptotes or ()
        for entry in spec.curves
        for _ in entry.curves
    ]


def of_curve(curve: CurvePlan, kinds: Sequence[str]) -> Iterator[Asymptote]:
    """The asymptotes of these kinds: those in the range of x, and those far out."""
    if "vertical" in kinds:
        yield from vertical(curve.survey.breaks.breaks)
    if "horizontal" in kinds or "slant" in kinds:
        yield from (line for line in far_out(curve.curve.function) if line.kind in kinds)


def heights(spec: PanelSpec, surveys: Sequence[CurveSurvey]) -> list[float]:
    """The y of horizontal asymptotes, which the range of y shows."""
    return [
        line.value
        for survey, kinds in zip(surveys, _kinds(spec), strict=True)
        if "horizontal" in kinds
        for line in far_out(survey.function)
        if line.kind == "horizontal"
    ]


def _same(one: Asymptote, other: Asymptote, frame: Frame) -> bool:
    if one.kind != other.kind:
        return False
    if one.kind == "slant":
        apart = abs(one.value - other.value) / abs(frame.y.high - frame.y.low)
        return apart <= SAME and math.isclose(one.slope, other.slope, rel_tol=SAME)
    axis = frame.x if one.kind == "vertical" else frame.y
    return bool(abs(axis.fraction(one.value) - axis.fraction(other.value)) <= SAME)


def _drawn(line: Asymptote, frame: Frame) -> bool:
    """Whether it lies in the plot; of a slanting one, any part."""
    if line.kind == "slant":
        x = frame.x.value(np.linspace(0, 1, PLACES))
        shares = frame.y.fraction(line.slope * x + line.value)
        return bool(((shares >= 0) & (shares <= 1)).any())
    return shows(frame.x if line.kind == "vertical" else frame.y, line.value)


def _on_an_axis(
    line: Asymptote, axes: tuple[AxisPlan, AxisPlan], frame_kind: str, lines: Sequence[LinePlan]
) -> bool:
    """Whether an axis, a side of the frame or a line of the spec is there already."""
    if line.kind == "slant":
        return False
    plan, along = (axes[0], "x") if line.kind == "vertical" else (axes[1], "y")
    taken = {
        "centred": [plan.crossing],
        "boxed": [plan.axis.low, plan.axis.high],
        "open": [plan.axis.low],
    }[frame_kind]
    taken += [other.value for other in lines if other.along == along and other.points is None]
    apart = np.abs(plan.axis.fraction(taken) - plan.axis.fraction(line.value))
    return bool((apart <= SAME).any())


def _covered(line: Asymptote, drawn: Sequence[CurvePlan], frame: Frame) -> bool:
    """Whether on each of its sides a curve runs on the line itself, from a break of its own on.

    A curve that only comes so near that rounding hides the rest does not cover it.
    """
    return bool(line.sides) and all(
        any(_runs_on(line, side, curve, frame) for curve in drawn) for side in line.sides
    )


def _runs_on(line: Asymptote, side: int, curve: CurvePlan, frame: Frame) -> bool:
    low, high = sorted((frame.x.low, frame.x.high))
    x = np.sort(frame.x.value(np.linspace(0, 1, PLACES)))
    there = line.slope * x + line.value
    near = np.abs(evaluate(curve.curve.function, x) - there) <= ON * (1.0 + np.abs(there))
    if side > 0:
        near = near[::-1]
    if near.all():
        return True
    count = int(np.argmin(near))
    if count < 2:
        return False
    begins = x[count - 1] if side < 0 else x[PLACES - count]
    step = 2.0 * (high - low) / (PLACES - 1)
    return any(abs(b.x - begins) <= step for b in curve.survey.breaks.breaks)
