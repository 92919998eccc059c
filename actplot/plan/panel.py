"""One panel: ranges, curves, ticks and texts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

import numpy as np

from actplot.looks.styles import Style
from actplot.plan.alike import inner
from actplot.plan.asymptotes import asymptotes
from actplot.plan.context import PanelContext, panel_frame
from actplot.plan.factors import factored
from actplot.plan.fill import fills
from actplot.plan.gaps import between_pieces, jumps, with_ends, with_holes, without_circles
from actplot.plan.limits import curves, y_limits
from actplot.plan.lines import lines
from actplot.plan.naming import label, place, sweeps, y_name
from actplot.plan.notes import notes
from actplot.plan.numerals import numerals
from actplot.plan.plans import AxisPlan, CurvePlan, DotPlan, InsetPlan, PanelPlan, Remark
from actplot.plan.points import at_feature, points
from actplot.plan.strokes import strokes
from actplot.plan.tangents import tangents
from actplot.plan.ticks import common_step, ticks
from actplot.plan.twins import twins
from actplot.plan.window import shown_in
from actplot.records import replace
from actplot.sampling.axis import Axis, Frame
from actplot.sampling.pieces import Outline
from actplot.spec.model import AxesSpec, InsetSpec, PanelSpec, Ticks

INSET_SIZE = 0.38
# How far outside of its panel, in widths of it, the region of an inset may reach.
FARTHEST = 10.0


def panel(context: PanelContext, *, inset: bool = False) -> PanelPlan:
    """The plan of a panel.

    inset: it is one, which repeats no remark on its curves, and has no place beside its axes
    for a power of ten common to their labels.
    """
    spec, style, frame = context.spec, context.style, context.frame
    axes = spec.axes
    drawn = between_pieces(context, tuple(_curves(context)))
    if not inset:
        context.remarks.extend(_twins(context, drawn))
    others = replace(context, remarks=[]) if inset else context
    dots = tuple(points(others, drawn))
    straight = tuple(lines(others))
    touching = tuple(tangents(others, drawn))
    regions = tuple(fills(others, drawn))
    kind = axes.frame or style.frame
    planned = _axes(context, y_name(spec, drawn), whole=inset)
    arrows = kind == "centred" and style.arrow_length > 0 and not axes.reverse
    return PanelPlan(
        x=planned[0],
        y=planned[1],
        frame=kind,
        arrows=arrows if axes.arrows is None else axes.arrows,
        grid=_grid(axes, style),
        equal=axes.equal,
        ticks=axes.ticks or ("across" if kind == "centred" else style.ticks),
        curves=drawn,
        sweeps=tuple(sweeps(spec, drawn)),
        families=tuple(
            tuple(curve.number for curve in drawn if curve.entry is entry)
            for entry in spec.curves
            if len(entry.curves) > 1
        ),
        lines=straight,
        notes=tuple(notes(context, drawn)),
        dots=tuple(_dots(spec, drawn, frame)),
        points=dots,
        tangents=touching,
        asymptotes=asymptotes(context, drawn, planned, kind, straight),
        fills=regions,
        inset=_inset(context, spec.inset) if spec.inset else None,
        title=spec.title or "",
        pages=context.timing.pages,
        legend=spec.legend,
    )


def _grid(axes: AxesSpec, style: Style) -> str:
    wanted = style.grid if axes.grid is None else axes.grid
    if isinstance(wanted, str):
        return wanted
    return "on" if wanted else ""


def _axes(context: PanelContext, y_label: str, *, whole: bool) -> tuple[AxisPlan, AxisPlan]:
    """The axes with their ticks. whole: every tick label keeps its power of ten."""
    spec, frame, size = context.spec, context.frame, context.size * context.style.tick_scale
    axes, printed = spec.axes, numerals(spec)
    wanted = axes.xticks, axes.yticks
    if axes.equal and wanted == (Ticks(), Ticks()):
        step = common_step((frame.x, frame.y), size)
        wanted = (Ticks("step", step=step),) * 2 if step is not None else wanted
    minor = True if axes.grid == "minor" and axes.minor is None else axes.minor

    def planned(axis: Axis, own: Ticks, name: str, *, upright: bool) -> AxisPlan:
        free = inner(axis, context.size)
        placed = ticks(free, own, size=size, upright=upright, numerals=printed, minor=minor)
        if whole:
            return AxisPlan(axis, placed, name)
        placed, factor = factored(placed, own, printed)
        return AxisPlan(axis, placed, name, factor)

    x = planned(frame.x, wanted[0], "$x$" if spec.xlabel is None else spec.xlabel, upright=False)
    y = planned(frame.y, wanted[1], y_label, upright=True)
    return x, replace(y, sloped=spec.sloped)


def _curves(context: PanelContext) -> Iterator[CurvePlan]:
    spec, frame, timing = context.spec, context.frame, context.timing
    number = 0
    pens = strokes(spec.curves, context.style, context.cycle)
    for entry, members in zip(spec.curves, pens, strict=True):
        label_at, label_sloped = place(spec, entry)
        for curve, stroke in zip(entry.curves, members, strict=True):
            number += 1
            stroke = replace(stroke, pages=timing.of_curve(number, entry.step))
            survey = context.surveys.of(curve.function, frame.x)
            drawn = with_ends(survey.outline(frame), curve, entry.ends, frame)
            for note in drawn.notes:
                context.remark(f"{curve.text}: {note}", entry.path)
            if curve.activations and curve.constant and curve.activations[0].parameters:
                first = curve.activations[0]
                call = f"`{first.name}({first.parameters[0].name}=...)`"
                help = f"give parameters by name: {call}"
                context.remark(f"{curve.text} does not change with x", entry.path, help)
            if not _seen(drawn):
                what = f"{curve.text} lies outside the ranges of x and y"
                help = "widen `x:` or `y:`, or leave them out"
                if math.isnan(survey.extent.low):
                    what = f"{curve.text} is defined nowhere in the range of x"
                    help = "give another `x:`, or correct the expression"
                context.remark(what, entry.path, help)
            yield CurvePlan(
                number=number,
                outline=without_circles(with_holes(drawn, entry, spec, frame.y), entry, spec),
                stroke=stroke,
                label=label(spec, entry, curve),
                entry=entry,
                curve=curve,
                survey=survey,
                jumps=jumps(drawn, entry, spec, stroke),
                label_at=label_at,
                label_sloped=label_sloped,
                arrows=(entry.ends[0] == "arrow", entry.ends[1] == "arrow"),
            )


def _twins(context: PanelContext, drawn: tuple[CurvePlan, ...]) -> Iterator[Remark]:
    """What to say of curves that hide one another."""
    for first, second in twins(curves(context.spec), context.frame.x):
        one, other = drawn[first].curve.text, drawn[second].curve.text
        if one != other and one.rstrip("'") == other.rstrip("'"):
            continue  # that exp is its own derivative is worth a figure
        if one == other:
            what, help = f"{one} is drawn twice", "delete one of them"
        else:
            what = f"{other} is the same curve as {one}, and hides it"
            help = "delete one of them, or compare them over another range of x"
        yield what, drawn[second].entry.path, help


def _seen(drawn: Outline) -> bool:
    """Whether anything of an outline may lie inside its frame; its pieces may run beyond."""
    # A piece stays in the hull of its control points.
    return bool(drawn.circles) or any(
        (piece.points.max(axis=0) >= 0).all() and (piece.points.min(axis=0) <= 1).all()
        for piece in drawn.pieces
    )


def _dots(spec: PanelSpec, drawn: tuple[CurvePlan, ...], frame: Frame) -> Iterable[DotPlan]:
    for curve in drawn:
        kinds = {
            point: kind
            for kind in curve.entry.mark or spec.mark or ()
            for point in at_feature(curve, kind)
        }
        for (x, y), kind in sorted(kinds.items()):
            if shown_in((x, y), frame):
                yield DotPlan(x, y, kind, curve.stroke, curve.number)


def _inset(context: PanelContext, spec: InsetSpec) -> InsetPlan | None:
    parent, x, style = context.spec, context.frame.x, context.style
    width, height = spec.width or INSET_SIZE, spec.height or INSET_SIZE
    shown = replace(x, low=spec.x[0], high=spec.x[1])
    y = spec.y or y_limits(
        curves(parent),
        shown,
        parent.axes.yscale,
        context.surveys,
        linthresh=parent.axes.linthresh,
    )
    reach = np.abs([x.fraction(spec.x), context.frame.y.fraction(y)])
    if not (reach <= FARTHEST).all():
        what = "the inset is left out: it shows far more than the panel"
        context.remark(what, spec.path, "an inset magnifies part of its panel: narrow its ranges")
        return None
    room = x.length_pt * width, context.frame.y.length_pt * height
    axes = replace(parent.axes, frame="boxed", arrows=False, equal=False, minor=False, ticks="in")
    inner = replace(
        context,
        spec=replace(
            parent,
            x=spec.x,
            y=y,
            title=None,
            xlabel="",
            ylabel="",
            lines=(),
            notes=(),
            tangents=(),
            inset=None,
            axes=axes,
        ),
        frame=panel_frame(axes, spec.x, y, room),
        size=style.inset_scale * context.size,
        remarks=[],
    )
    magnified = panel(inner, inset=True)
    known = {text for text, _, _ in context.remarks}
    for text, _, help in inner.remarks:
        if text not in known:
            context.remark(text, spec.path, help)
    return InsetPlan(magnified, spec.at or "auto", width, height)
