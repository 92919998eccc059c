"""The curves of a figure as numbers from which a page draws them and reads their values.

The paths are whole numbers, each point relative to the one before. They are fitted more closely
than those that are only looked at, so that f is read to 1e-4 of the range of its axis. f' is a
curve of its own, since the direction of a path gives it to a hundredth only.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from actplot.arrays import Floats
from actplot.calculus.derivatives import evaluate, prime
from actplot.layout.geometry import Rect
from actplot.plan.plans import CurvePlan, FigurePlan, PanelPlan
from actplot.records import Record, replace
from actplot.sampling.axis import Axis, Frame
from actplot.sampling.pieces import Outline
from actplot.sampling.probe import Function
from actplot.sampling.survey import Surveys

# Shares of the height of a plot: what a path may be off, and the unit in which it is written;
# the second for the panel of a long family, whose paths are most of the page.
_CLOSE = (2e-5, 4e-5)
_UNIT = (4e-5, 1.1e-4)
# The curve of f' is read and not drawn: what it may be off, and how many units its window is
# wide and high; the first for a curve of its own, the second for the many of a long family.
_SLOPES = ((1e-4, 5000), (1e-3, 2000))
_STRAIGHT = 0.3
# Half a unit to the side is more upwards where a curve is steeper than this on the page; so many
# times as fine are the units then.
_STEEP, _FINER = 3.0, 3.0


class TracedCurve(Record):
    """One curve: its path in units of a plot, and that of its derivative.

    slope: a path, how many units its window is wide and high, and the values at its lower and
    upper edge; or the number of the curve of the same panel that it is; None where there is none.
    """

    path: str
    slope: tuple[str, int, float, float] | int | None

    @property
    def paths(self) -> tuple[str, ...]:
        return (self.path, self.slope[0]) if isinstance(self.slope, tuple) else (self.path,)


class TracedPanel(Record):
    """One plot with its curves by number.

    unit: how many make a pt; origin: from where they count, as shares of the plot. Zero and one
    are whole numbers, so that they are read as such.
    """

    area: Rect
    unit: float
    origin: tuple[float, float]
    curves: Mapping[int, TracedCurve]


def traced(plan: FigurePlan, areas: list[Rect]) -> list[TracedPanel]:
    """The panels of a figure, whose plots are at areas."""
    surveys = Surveys()
    return [_panel(panel, area, surveys) for panel, area in zip(plan.panels, areas, strict=True)]


def _panel(panel: PanelPlan, area: Rect, surveys: Surveys) -> TracedPanel:
    long = bool(panel.sweeps)
    finer = _FINER if not long and _is_steep(panel, area) else 1.0
    close = _CLOSE[long] * area.height / finer
    unit = _unit(panel.y.axis, area.height, _UNIT[long] / finer)
    origin = _zero(panel.x.axis), _zero(panel.y.axis)
    frame = Frame(
        replace(panel.x.axis, length_pt=area.width), replace(panel.y.axis, length_pt=area.height)
    )
    size = np.array([area.width, area.height]) * unit
    same = {
        shown.number: _same(prime(shown.curve.function), panel, frame.x) for shown in panel.shown
    }
    curves = {}
    for shown in panel.shown:
        path = _path(shown.survey.outline(frame, close), size, origin)
        # Of a long family of derivatives, theirs would be half of the page.
        left_out = shown.number in same.values() and _swept(shown, panel)
        slope = None if left_out else same[shown.number] or _slope(shown, panel, frame, surveys)
        curves[shown.number] = TracedCurve(path, slope)
    return TracedPanel(area, unit, origin, curves)


def _is_steep(panel: PanelPlan, area: Rect) -> bool:
    """Whether a curve is steep somewhere inside the plot."""
    for curve in panel.shown:
        for piece in curve.outline.pieces:
            inside = np.all((piece.points >= 0) & (piece.points <= 1), axis=1)
            both = np.logical_and(inside[1:], inside[:-1])
            across, up = abs(np.diff(piece.points * (area.width, area.height), axis=0)).T
            if np.any(up[both] > _STEEP * across[both]):
                return True
    return False


def _zero(axis: Axis) -> float:
    """Where 0 is on an axis, if it is near enough to count from."""
    place = float(axis.fraction(0.0)) if axis.scale == "linear" else 0.0
    return place if -1 <= place <= 2 else 0.0


def _unit(axis: Axis, height: float, share: float) -> float:
    """How many units make a pt: fine enough, and a round number of them makes 1."""
    need = 1 / (share * height)
    if axis.scale != "linear":
        return need
    one = height / abs(axis.high - axis.low)
    count = need * one
    step = 10.0 ** math.floor(math.log10(count) - 1)
    return math.ceil(count / step) * step / one


def _slope(
    curve: CurvePlan, panel: PanelPlan, frame: Frame, surveys: Surveys
) -> tuple[str, int, float, float] | None:
    derivative = prime(curve.curve.function)
    survey = surveys.of(derivative, frame.x)
    low, high = survey.extent.low, survey.extent.high
    if not (math.isfinite(low) and math.isfinite(high) and low <= high):
        return None
    if high - low < 1e-9 * max(abs(low), abs(high), 1e-300):
        low, high = low - max(abs(low), 1.0) / 2, high + max(abs(high), 1.0) / 2
    height = frame.y.length_pt
    close, units = _SLOPES[_swept(curve, panel)]
    own = replace(frame, y=Axis(low, high, length_pt=height))
    outline = survey.outline(own, close * height)
    return _path(outline, np.array([units, units]), (0.0, 0.0)), units, low, high


def _swept(curve: CurvePlan, panel: PanelPlan) -> bool:
    """Whether a curve is of a long family."""
    return any(curve.number in sweep.numbers for sweep in panel.sweeps)


def _same(derivative: Function, panel: PanelPlan, across: Axis) -> int | None:
    """The number of the drawn curve that a derivative is."""

    x = across.value(np.linspace(0.013, 0.987, 9))
    values = evaluate(derivative, x)
    for other in panel.shown:
        if np.allclose(
            evaluate(other.curve.function, x), values, rtol=1e-12, atol=0, equal_nan=True
        ):
            return other.number
    return None


def _path(outline: Outline, size: Floats, origin: tuple[float, float]) -> str:
    """The pieces of an outline as the data of a path, in whole numbers."""
    written: list[str] = []
    here = np.zeros(2, dtype=np.int64)
    for piece in outline.pieces:
        points = _whole((piece.points - origin) * size)
        written.append(_step("m", points[:1] - here))
        last = ""
        for at in range(0, len(points) - 3, 3):
            part = points[at : at + 4] - points[at]
            command = "l" if _is_straight(part) else "c"
            step = _step(
                "" if command == last else command, part[3:] if command == "l" else part[1:]
            )
            written.append(step if step[0] in "mlc-" else f" {step}")
            last = command
        here = points[-1]
    return "".join(written)


def _whole(points: Floats) -> NDArray[np.int64]:
    """The points of segments in whole numbers, each moved along the curve and hardly off it.

    What rounding does across is made up for upwards, in the direction that the curve has there.
    """
    across = np.rint(points[:, 0])
    handles = np.diff(points, axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        rises = handles[:, 1] / handles[:, 0]
    # Of three steps between points, the first goes along the start, the third along the end.
    leaving, coming = rises[::3], rises[2::3]
    rise = np.zeros(len(points))
    rise[1::3], rise[2::3] = leaving, coming
    rise[0], rise[-1] = leaving[0], coming[-1]
    smooth = np.isclose(leaving[1:], coming[:-1], rtol=1e-3, atol=1e-6)
    rise[3:-1:3] = np.where(smooth, leaving[1:], 0.0)
    rise[~(np.abs(rise) < _STEEP)] = 0.0
    up = np.rint(points[:, 1] + rise * (across - points[:, 0]))
    return np.stack([across, up], axis=1).astype(np.int64)


def _step(command: str, points: NDArray[np.int64]) -> str:
    return (command + " ".join(map(str, points.ravel().tolist()))).replace(" -", "-")


def _is_straight(part: NDArray[np.int64]) -> bool:
    """Whether a segment from 0 is a line along which x is even, to a part of the unit."""
    thirds = part[3] * np.array([[1.0], [2.0]]) / 3
    return bool((np.abs(part[1:3] - thirds) <= _STRAIGHT + 0.5).all())
