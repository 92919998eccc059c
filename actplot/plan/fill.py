"""Filled regions: between two curves where a condition holds, or a band."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import ArrayLike

from actplot.arrays import Floats
from actplot.calculus.derivatives import evaluate
from actplot.looks.colour.names import mixed, opacity, rgb
from actplot.looks.colour.vision import difference
from actplot.looks.styles import Style
from actplot.plan.context import PanelContext
from actplot.plan.plans import CurvePlan, FillPlan
from actplot.plan.strokes import own
from actplot.sampling.axis import Axis, Frame
from actplot.sampling.probe import distinct
from actplot.sampling.survey import Surveys
from actplot.spec.model import FillSpec, LabelSpec

ALPHA = 0.18
LEAST = 3.0  # the CIEDE2000 difference at which a region is seen on its ground
# Corners of a polygon for each pt of width: its edges hide under the curves.
DENSITY = 2.0
# Where the reach of a region with a condition is looked for.
_PLACES = 513


def fills(context: PanelContext, curves: Sequence[CurvePlan]) -> Iterator[FillPlan]:
    """The filled regions of a panel, with remarks on those that are not visible."""
    for spec in context.spec.fill:
        label = spec.label or LabelSpec()
        plan = FillPlan(
            polygons=tuple(_polygons(spec, context.frame, context.surveys)),
            color=_color(spec, curves, context.style),
            alpha=_opacity(spec, context.style),
            hatch=spec.hatch or "",
            label=label.text or "",
            label_at=label.at,
            label_sloped=bool(label.sloped),
            pages=context.timing.of(spec.step),
        )
        yield plan
        spans = [np.ptp(np.clip(polygon, 0.0, 1.0), axis=0) for polygon in plan.polygons]
        if not any((span > 0).all() for span in spans):
            what = "the region lies outside the ranges of x and y"
            if spec.where is not None and not plan.polygons:
                what = "the condition of the region is never true in the range of x"
            context.remark(what, spec.path, "widen `x:` or `y:`, or leave them out")


def filled(spec: FillSpec, x: Axis, surveys: Surveys) -> list[float]:
    """The lowest and the highest y of a region between two curves over an axis."""
    if spec.between is None:
        return []
    if spec.where is None:
        extents = [surveys.of(curve.function, x).extent for curve in spec.between]
        heights = [y for extent in extents for y in (extent.low, extent.high)]
    else:
        places = x.value(np.linspace(0.0, 1.0, _PLACES))
        inside = evaluate(spec.where.function, places) > 0.5
        heights = [y for curve in spec.between for y in evaluate(curve.function, places[inside])]
    known = [float(y) for y in heights if np.isfinite(y)]
    return [min(known), max(known)] if known else []


def _color(spec: FillSpec, curves: Sequence[CurvePlan], style: Style) -> str:
    """That of the first curve at its edge, or of the only one there is; grey for bands."""
    if spec.color:
        return own(spec.color, style)
    if spec.between is None:
        return style.muted
    edges = [edge.text for edge in spec.between]
    touched = [curve.stroke.color for curve in curves if curve.curve.text in edges]
    inside = [curve.stroke.color for curve in curves] if len(curves) == 1 else []
    return [*touched, *inside, style.muted][0]


def _opacity(spec: FillSpec, style: Style) -> float:
    """As the spec says; a colour that is seen through already is left as it is.

    Of a colour that is pale itself as much is drawn as it takes to be seen.
    """
    own = opacity(spec.color) if spec.color else 1.0
    if spec.opacity is not None:
        return spec.opacity * own
    if spec.hatch or own < 1:
        return 0.0 if spec.hatch else own
    if spec.color is None:
        return ALPHA
    color, ground = rgb(spec.color, style.colors), rgb(style.background)
    shares = (share / 50 for share in range(round(50 * ALPHA), 50))
    seen = (s for s in shares if difference(mixed(ground, color, s), ground) >= LEAST)
    return next(seen, 1.0)


def _polygons(spec: FillSpec, frame: Frame, surveys: Surveys) -> Iterator[Floats]:
    if spec.x is not None:
        left, right = _places(frame.x, spec.x)
        yield np.array([(left, 0), (right, 0), (right, 1), (left, 1)])
    elif spec.y is not None:
        bottom, top = _places(frame.y, spec.y)
        yield np.array([(0, bottom), (1, bottom), (1, top), (0, top)])
    elif spec.between is not None:
        yield from _between(spec, frame, surveys)


def _between(spec: FillSpec, frame: Frame, surveys: Surveys) -> Iterator[Floats]:
    assert spec.between is not None
    upper, lower = spec.between
    count = max(2, int(frame.x.length_pt * DENSITY))
    x = frame.x.value(np.linspace(0, 1, count))
    low, high = sorted((frame.x.low, frame.x.high))
    edges: list[float] = []
    for curve in (upper, lower, spec.where):
        if curve is not None:
            features = surveys.of(curve.function, frame.x).features
            edges += [point.x for point in (*features.corners, *features.jumps)]
    # Either side of a jump belongs to another polygon or to another height.
    neighbours = [float(np.nextafter(edge, side)) for edge in edges for side in (low, high)]
    x = distinct(np.concatenate([x, edges, neighbours]))
    top, bottom = evaluate(upper.function, x), evaluate(lower.function, x)
    shown = np.isfinite(top) & np.isfinite(bottom)
    if spec.where is not None:
        shown &= evaluate(spec.where.function, x) > 0.5
    ends = np.flatnonzero(np.diff(np.concatenate([[False], shown, [False]])))
    for start, stop in zip(ends[::2], ends[1::2], strict=True):
        if stop - start > 1:
            run = slice(start, stop)
            across = np.concatenate([frame.x.fraction(x[run]), frame.x.fraction(x[run])[::-1]])
            up = [_places(frame.y, top[run], 0.1), _places(frame.y, bottom[run], 0.1)[::-1]]
            yield np.column_stack([across, np.concatenate(up)])


def _places(axis: Axis, values: ArrayLike, over: float = 0.0) -> Floats:
    """Fractions along an axis, at most over beyond its ends; below a log axis is what is <= 0."""
    if axis.scale == "log":
        values = np.maximum(values, 0.0)
    return np.clip(axis.fraction(values), -over, 1.0 + over)
