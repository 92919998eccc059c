"""Tangents: where they touch, and how steep they are."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from actplot.calculus.derivatives import evaluate
from actplot.looks.colour.names import opacity
from actplot.plan.context import PanelContext
from actplot.plan.numerals import numerals
from actplot.plan.plans import CurvePlan, Stroke, TangentPlan
from actplot.plan.points import figure
from actplot.plan.strokes import dash, own
from actplot.plan.window import shown_in
from actplot.sampling.axis import Frame
from actplot.spec.model import LabelSpec, TangentSpec
from actplot.units import PT_PER_MM

LENGTH = ("mm", 20.0)
WIDTH = 0.8  # in widths of the style's curves
NEAR = 1e-12  # of the range of x: the same place
# Breaks at which a curve has no one slope.
ROUGH = ("corner", "jump", "pole", "edge", "hole")


def tangents(context: PanelContext, drawn: tuple[CurvePlan, ...]) -> Iterator[TangentPlan]:
    """The tangents of a panel, with remarks on those that do not exist."""
    spec, style = context.spec, context.style
    for entry in spec.tangents:
        curve = drawn[entry.curve - 1]
        y, slope = (
            float(evaluate(curve.curve.function, np.array([entry.x]), n)[0]) for n in (0, 1)
        )
        wrong = _wrong(entry, curve, y, slope, context.frame)
        if wrong is not None:
            context.remark(wrong[0], entry.path, wrong[1])
            continue
        unit, length = entry.length or LENGTH
        if unit == "mm":
            unit, length = "pt", length * PT_PER_MM
        pages = context.timing.of(entry.step, curve.stroke.pages)
        width = entry.width or WIDTH * style.line_width
        color = own(entry.color, style) if entry.color else style.foreground
        label = entry.label or LabelSpec("")
        measured = f"$m = {figure(slope, numerals(spec))}$"
        yield TangentPlan(
            curve=entry.curve,
            x=entry.x,
            y=y,
            slope=slope,
            length=(unit, length),
            stroke=Stroke(color, width, dash(entry.line, ()), opacity=opacity(color), pages=pages),
            path=entry.path,
            label=measured if label.text is None else label.text,
            label_at=label.at,
            label_sloped=bool(label.sloped),
        )


def _wrong(
    spec: TangentSpec, curve: CurvePlan, y: float, slope: float, frame: Frame
) -> tuple[str, str] | None:
    """Why there is no tangent, if there is none, and what would help."""
    name, x = curve.curve.text, f"x = {spec.x:g}"
    tolerance = NEAR * abs(frame.x.high - frame.x.low)
    breaks = [b for b in curve.survey.breaks.breaks if b.kind in ROUGH]
    rough = [b.kind for b in breaks if abs(b.x - spec.x) <= tolerance]
    if rough or not math.isfinite(y) or not math.isfinite(slope):
        kind = rough[0] if rough else "no slope"
        has = {"no slope": "has no slope", "edge": "ends", "jump": "jumps"}
        message = f"{name} has no tangent at {x}: it {has.get(kind, f'has a {kind}')} there"
        return message, "choose another x for it"
    if not shown_in((spec.x, y), frame):
        message = f"the tangent of {name} at {x} touches it outside the plot"
        return message, "widen the ranges of x and y, or leave them out"
    return None
