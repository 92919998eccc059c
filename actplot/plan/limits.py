"""The ranges that are shown when the spec leaves them open."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from actplot.expression import Curve
from actplot.plan import lines, points
from actplot.plan.asymptotes import heights
from actplot.plan.fill import filled
from actplot.plan.plans import Pair
from actplot.sampling.axis import Axis
from actplot.sampling.pieces import Extent
from actplot.sampling.survey import Surveys
from actplot.spec.model import NoteSpec, PanelSpec

# What is left free beyond the curves, as a share of their range (of their decades on a log
# axis), and how much of the plot may be empty for the sake of showing 0.
MARGIN = 0.08
LOG_MARGIN = 0.04
EMPTY = 0.45
# Decades of a log axis that are shown of a curve that reaches 0, below its own top.
SINKING = 5
# A range of such numbers still has a length.
LARGEST = 1e300


def limits(
    panels: Sequence[PanelSpec], share: Iterable[str], surveys: Surveys
) -> list[tuple[Pair, Pair]]:
    """The ranges of x and y of every panel; shared ones are the union of all."""
    share = set(share)
    xs = [
        panel.x
        or x_limits(curves(panel), panel.axes.xscale, _needed(panel)[0], panel.axes.linthresh)
        for panel in panels
    ]
    if "x" in share:
        xs = [_union(xs)] * len(xs)
    ys = [panel.y or _y_of(panel, x, surveys) for panel, x in zip(panels, xs, strict=True)]
    if "y" in share:
        ys = [_union(ys)] * len(ys)
    return list(zip(xs, ys, strict=True))


def _y_of(panel: PanelSpec, x: Pair, surveys: Surveys) -> Pair:
    """A range of y that shows the curves of a panel and everything drawn with them."""
    axis = Axis(*x, scale=panel.axes.xscale, linthresh=panel.axes.linthresh)
    drawn = curves(panel)
    also = [
        *_needed(panel)[1],
        *(y for fill in panel.fill for y in filled(fill, axis, surveys)),
        *heights(panel, [surveys.of(curve.function, axis) for curve in drawn]),
    ]
    return y_limits(drawn, axis, panel.axes.yscale, surveys, also, panel.axes.linthresh)


def _needed(panel: PanelSpec) -> tuple[list[float], list[float]]:
    """The x and the y that everything but the curves needs in the ranges."""
    needs = [points.reach(panel.points), lines.reach(panel.lines), _of_notes(panel.notes)]
    needs += [(list(fill.x or ()), list(fill.y or ())) for fill in panel.fill]
    across, up = zip(*needs, strict=True)
    return [x for values in across for x in values], [y for values in up for y in values]


def _of_notes(specs: Sequence[NoteSpec]) -> tuple[list[float], list[float]]:
    """Where notes are, and what they point to, as far as the spec gives numbers."""
    places = [spec.at for spec in specs if isinstance(spec.at, tuple)]
    across = [x for x, _ in places] + [spec.x for spec in specs if isinstance(spec.x, float)]
    return across, [y for _, y in places] + [spec.y for spec in specs if spec.y is not None]


def curves(panel: PanelSpec) -> list[Curve]:
    """The curves of a panel in the order in which they are drawn and counted."""
    return [curve for spec in panel.curves for curve in spec.curves]


def x_limits(
    curves: Sequence[Curve], scale: str, also: Sequence[float] = (), linthresh: float = 1.0
) -> Pair:
    """A range of x that suits all the curves and shows the values in also."""
    low = min((curve.window[0] for curve in curves), default=-5.0)
    high = max((curve.window[1] for curve in curves), default=5.0)
    if scale == "log":
        return _log_x_limits(low, high, curves, [value for value in also if value > 0])
    if also and scale == "symlog":
        least, most = _symlog_around(min(also), max(also), linthresh)
        return (min(low, least), max(high, most)) if curves else (least, most)
    if also and not curves:
        low, high = with_margin(min(also), max(also))
    elif also:
        least, most = min(also), max(also)
        margin = MARGIN * (max(high, most) - min(low, least))
        low = least - margin if least < low else low
        high = most + margin if most > high else high
    return low, high


def _log_x_limits(low: float, high: float, curves: Sequence[Curve], also: Sequence[float]) -> Pair:
    """What of a range can be shown on a log axis; where it says nothing, the values in also do."""
    if not also:
        high = high if high > 0 else 10.0
        return low if low > 0 else high / 1e3, high
    least, most = _log_around(math.log10(min(also)), math.log10(max(also)))
    if not curves:
        return least, most
    return low if 0 < low <= min(also) else least, high if high >= max(also) else most


def y_limits(
    curves: Sequence[Curve],
    x: Axis,
    scale: str,
    surveys: Surveys,
    also: Iterable[float] = (),
    linthresh: float = 1.0,
) -> Pair:
    """A range of y that shows all the curves over x, and the values in also."""
    extents = [surveys.of(curve.function, x).extent for curve in curves]
    values = [value for value in also if abs(value) <= LARGEST]
    if scale == "log":
        return _log_limits(extents, values)
    lows = [e.low for e in extents if abs(e.low) <= LARGEST] + values
    highs = [e.high for e in extents if abs(e.high) <= LARGEST] + values
    if not lows or not highs:
        return -1.0, 1.0
    if scale == "symlog":
        return _symlog_around(min(lows), max(highs), linthresh)
    return with_margin(min(lows), max(highs), free=any(e.trimmed for e in extents))


def with_margin(low: float, high: float, *, free: bool = False) -> Pair:
    """The range widened so that nothing touches the edge; free limits need no more room."""
    span = high - low
    if span <= 1e-12 * max(abs(low), abs(high), 1e-300):
        span = abs(high) or 1.0
        low, high = low - span / 2, high + span / 2
        span = high - low
    if low > 0 and low <= EMPTY * high:
        low, span = 0.0, high
    elif high < 0 and high >= EMPTY * low:
        high, span = 0.0, -low
    return low - MARGIN * span, high + MARGIN * span


def _log_limits(extents: Sequence[Extent], values: Sequence[float]) -> Pair:
    positive = [value for value in values if value > 0]
    highs = [e.high for e in extents if e.high > 0] + positive
    if not highs:
        return 1e-3, 1.0
    top = math.log10(max(highs))
    # The decade above the top, even if that is at one.
    decades = [math.ceil(math.log10(e.high) + 1e-9) for e in extents if e.low <= 0 < e.high]
    sinking = [decade - SINKING for decade in decades]
    lowest = [math.log10(low) for low in (*(e.low for e in extents if e.low > 0), *positive)]
    bottom = min([*sinking, *lowest])
    low, high = _log_around(bottom, top)
    return low if bottom in lowest else 10.0**bottom, high


def _log_around(bottom: float, top: float) -> Pair:
    """A range of a log axis, given by exponents, widened so that nothing touches the edge."""
    margin = LOG_MARGIN * max(top - bottom, 1.0)
    return 10.0 ** -_beyond(-bottom, margin), 10.0 ** _beyond(top, margin)


def _symlog_around(low: float, high: float, linthresh: float) -> Pair:
    """A range of a symlog axis, widened as it is drawn; what has one sign shows little of both."""
    if not high > low:
        return with_margin(low, high)
    ends = Axis(low, high, scale="symlog", linthresh=linthresh).value([-MARGIN, 1.0 + MARGIN])
    least, most = float(ends[0]), float(ends[1])
    little = linthresh / 2
    return max(least, -little) if low >= 0 else least, min(most, little) if high <= 0 else most


def _beyond(exponent: float, margin: float) -> float:
    """The next whole decade; a margin where a curve ends at one, or hardly above or below it."""
    whole = math.ceil(exponent)
    if exponent - math.floor(exponent) <= margin or whole - exponent < margin / 2:
        return exponent + margin
    return whole


def _union(ranges: Sequence[Pair]) -> Pair:
    return min(low for low, _ in ranges), max(high for _, high in ranges)
