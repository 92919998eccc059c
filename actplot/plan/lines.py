"""Reference lines: across the plot, a part of such a line, or with a slope."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from actplot.arrays import Floats
from actplot.looks.colour.names import opacity
from actplot.looks.styles import Style
from actplot.plan.context import PanelContext
from actplot.plan.plans import LinePlan, Stroke
from actplot.plan.steps import Timing
from actplot.plan.strokes import dash, own
from actplot.plan.window import EDGE, cut, shows
from actplot.sampling.axis import Frame
from actplot.spec.model import LabelSpec, LineSpec

DASH = (4.5, 2.5)
# A line with a slope is bent where an axis is not linear.
BENT = 257
# In heights of the plot: where a steep line ends beyond it.
BEYOND = 100.0


def lines(context: PanelContext) -> Iterator[LinePlan]:
    """The reference lines of a panel, with remarks on those outside the ranges."""
    for spec in context.spec.lines:
        line = _line(spec, context.frame, context.style, context.timing)
        if not _seen(line, context.frame):
            what = "the line lies outside the ranges of x and y"
            context.remark(what, spec.path, "widen `x:` or `y:`, or leave them out")
        yield line


def _line(spec: LineSpec, frame: Frame, style: Style, timing: Timing) -> LinePlan:
    points: Floats | None = None
    along, value = "y", 0.0
    x, y = spec.x, spec.y
    if spec.slope is not None and spec.through is not None:
        along, points = "slope", _sloped(spec, frame)
    elif isinstance(x, float):
        along, value = "x", x
        points = np.array([(x, end) for end in y]) if isinstance(y, tuple) else None
    elif isinstance(y, float):
        value = y
        points = np.array([(end, y) for end in x]) if isinstance(x, tuple) else None
    label = spec.label or LabelSpec()
    return LinePlan(
        along=along,
        value=value,
        stroke=Stroke(
            color=own(spec.color or style.muted, style),
            width=spec.width or 0.7 * style.line_width,
            dash=dash(spec.line, DASH),
            pages=timing.of(spec.step),
            opacity=opacity(spec.color or ""),
        ),
        label=label.text or "",
        points=points,
        label_at=label.at,
        label_sloped=bool(label.sloped),
    )


def _sloped(spec: LineSpec, frame: Frame) -> Floats:
    """Points on a line with a slope, in data coordinates: its ends, where the axes are linear."""
    assert spec.slope is not None
    assert spec.through is not None
    x0, y0 = spec.through
    if isinstance(spec.y, tuple):
        ends = [x0 + (y - y0) / spec.slope for y in spec.y]
    elif isinstance(spec.x, tuple):
        ends = list(spec.x)
    else:
        ends = [frame.x.low, frame.x.high]
    x = np.array(ends)
    if (frame.x.scale, frame.y.scale) != ("linear", "linear"):
        first, last = (float(frame.x.fraction(end)) for end in ends)
        x = frame.x.value(np.linspace(first, last, BENT))
    with np.errstate(all="ignore"):  # as large as it may be, it is cut below
        y = y0 + spec.slope * (x - x0)
        if frame.x.scale == frame.y.scale == "linear":
            height = frame.y.high - frame.y.low
            clipped = np.clip(y, frame.y.low - BEYOND * height, frame.y.high + BEYOND * height)
            x, y = np.where(y == clipped, x, x0 + (clipped - y0) / spec.slope), clipped
        shown = np.isfinite(frame.x.fraction(x)) & np.isfinite(frame.y.fraction(y))
    return np.column_stack([x, y])[shown]


def _seen(line: LinePlan, frame: Frame) -> bool:
    """Whether anything of a line lies inside the plot."""
    if line.points is None:
        return shows(frame.x if line.along == "x" else frame.y, line.value)
    ends = [frame.x.fraction(line.points[:, 0]), frame.y.fraction(line.points[:, 1])]
    return len(cut(np.column_stack(ends), -EDGE, -EDGE, 1 + EDGE, 1 + EDGE)) > 0


def reach(specs: Sequence[LineSpec]) -> tuple[list[float], list[float]]:
    """The x and the y that lines need in the ranges."""
    across: list[float] = []
    up: list[float] = []
    for spec in specs:
        x, y = spec.x, spec.y
        across += [x] if isinstance(x, float) else x or ()
        up += [y] if isinstance(y, float) else y or ()
        if spec.through is not None and spec.slope is not None:
            x0, y0 = spec.through
            if isinstance(x, tuple):
                up += [y0 + spec.slope * (end - x0) for end in x]
            elif isinstance(y, tuple):
                across += [x0 + (end - y0) / spec.slope for end in y]
    return across, up
