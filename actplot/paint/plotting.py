"""Exact curves on any Axes of matplotlib's, for what these show when they are drawn."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes as Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.lines import Line2D
from matplotlib.path import Path as MplPath
from matplotlib.transforms import IdentityTransform, Transform

from actplot.arrays import Floats
from actplot.errors import ActplotError
from actplot.expression import Curve
from actplot.paint.paths import path
from actplot.plan.limits import with_margin, x_limits
from actplot.sampling.axis import Axis, Frame, limits
from actplot.sampling.fit import along
from actplot.sampling.outline import outline
from actplot.sampling.pieces import Circle
from actplot.sampling.survey import CurveSurvey
from actplot.units import PT_PER_INCH

Range = tuple[float, float]

# The look of circles at jumps, in multiples of the width of the line, as in figures.
_RADIUS, _EDGE = 1.7, 0.75
# A survey of data for the limits of axes; its length in pt matters little.
_LENGTH = 300.0
_REFUSED = ("marker", "drawstyle", "ds", "markevery", "transform", "xdata", "ydata", "fmt")


class ExactLine(Line2D):
    """A line that is a curve: sampled for the limits, the scale and the size of its axes.

    As a Line2D it has data, NaN at gaps: those of the range over which it was plotted. What is
    drawn is exact to 0.02 pt whatever the axes show: Bezier pieces, a gap at each jump with
    an open and a closed circle. domain: where it is drawn; None: over all that the axes show.
    A copy has no curve, since functions stay in their process: it shows what this one shows now,
    and its data for other limits.
    """

    curve: Curve | None

    def __init__(self, curve: Curve, x: Floats, y: Floats, domain: Range | None) -> None:
        super().__init__(x, y)
        self.curve = curve
        self.domain = domain
        self._shown: tuple[object, ...] = ()
        self._path_now = MplPath(np.empty((0, 2)))
        self._circles: tuple[Circle, ...] = ()

    def __getstate__(self) -> dict[str, Any]:
        axes: Any = self.axes
        if axes is not None and self.curve is not None:
            self._sample(axes)
        inherited: Any = super().__getstate__()
        return {**inherited, "curve": None}

    def draw(self, renderer: RendererBase) -> None:
        """Draw it as it is for what the axes show now. Raises ActplotError for other scales."""
        axes: Any = self.axes
        if axes is None or not self.get_visible():
            return
        if not self._sample(axes):
            super().draw(renderer)
            return
        on_page: Transform = axes.transAxes
        super().draw(_Instead(renderer, on_page.transform_path(self._path_now)))  # type: ignore[arg-type]
        for circle in self._circles:
            self._dot(axes, circle).draw(renderer)

    def _sample(self, axes: Axes) -> bool:
        """Bring the path and the circles up to date with the axes; False where that cannot be."""
        size = axes.bbox.width, axes.bbox.height
        figure = axes.get_figure(root=True)
        dpi = figure.dpi if figure is not None else PT_PER_INCH
        width, height = (round(float(length) * PT_PER_INCH / dpi, 6) for length in size)
        shown = (
            axes.get_xscale(), axes.get_xlim(), axes.get_yscale(), axes.get_ylim(), width, height,
        )  # fmt: skip
        if shown != self._shown:
            if self.curve is None:
                return False
            check_scales(axes)
            frame = Frame(_axis(axes, "x", width), _axis(axes, "y", height))
            self._path_now, self._circles = _drawn(self.curve, frame, self.domain)
            self._shown = shown
        return True

    def _dot(self, axes: Axes, circle: Circle) -> Line2D:
        """A circle at a jump, whole also at the edge of the axes."""
        width, color = self.get_linewidth(), self.get_color()
        edge = 0.0 if circle.closed and (self.get_alpha() or 1.0) < 1 else _EDGE * width
        dot = Line2D(
            [circle.x], [circle.y],
            linestyle="none", marker="o", markersize=2 * _RADIUS * width + edge,
            markeredgewidth=edge, markeredgecolor=color,
            markerfacecolor=color if circle.closed else axes.get_facecolor(),
            alpha=self.get_alpha(),
        )  # fmt: skip
        dot.set_figure(axes.get_figure())  # type: ignore[arg-type]  # it has one, it is drawn
        dot.axes = axes
        dot.set_transform(axes.transData)
        dot.set_gid(self.get_gid() or "")
        return dot


class _Instead:
    """A renderer that draws a path of its own in the place of any other."""

    def __init__(self, renderer: RendererBase, path: MplPath) -> None:
        vars(self).update(_renderer=renderer, _exact=path)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(self._renderer, name, value)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._renderer, name)

    def draw_path(self, gc: Any, path: MplPath, transform: Transform, rgbFace: Any = None) -> None:
        if self._exact.codes is not None:
            self._renderer.draw_path(gc, self._exact, IdentityTransform(), rgbFace)


def plot(
    curves: Sequence[Curve], axes: Axes | None, x: Range | None, look: Mapping[str, Any]
) -> list[ExactLine]:
    """Draw curves on axes, the current ones if None; look is for Line2D. Raises ActplotError."""
    if axes is None:
        axes = _current()
    check_scales(axes)
    domain = None if x is None else _range(x, axes)
    refused = [name for name in _REFUSED if name in look]
    if refused:
        help = "points of a curve: ax.plot(x, actplot.evaluate(...), 'o')"
        raise ActplotError(f"a curve has no '{refused[0]}'", help=help)
    labels = _labels(curves, look)
    over = domain or _over(curves, axes)
    lines = []
    for curve, label in zip(curves, labels, strict=True):
        line = ExactLine(curve, *_data(curve, axes, over), domain)
        look_now = {key: value for key, value in look.items() if key != "label"}
        # Its colour and its dashes are the next ones of the axes' cycle.
        (template,) = axes.plot([], [], **look_now)
        line.update_from(template)
        line.set_marker("none")
        template.remove()
        line.set(transform=axes.transData, label=label, zorder=template.get_zorder())
        axes.add_line(line)
        lines.append(line)
    axes.autoscale_view()
    return lines


def check_scales(axes: Axes) -> None:
    """Raises ActplotError for axes on which no curve can be drawn exactly."""
    if not isinstance(axes, Axes) or axes.name != "rectilinear":
        kind = axes.name if isinstance(axes, Axes) else repr(axes)
        raise ActplotError(f"curves are drawn on plain axes of matplotlib's, not on {kind}")
    for name, scale in (("x", axes.get_xscale()), ("y", axes.get_yscale())):
        if scale not in ("linear", "log"):
            message = f"curves are drawn on linear and log axes; the {name} axis is {scale}"
            help = "sample it: ax.plot(x, actplot.evaluate(...)); figures have symlog axes"
            raise ActplotError(message, help=help)


def _current() -> Axes:
    """The current axes of pyplot, which is not imported for that."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        help = "name axes with ax=, or import matplotlib.pyplot before"
        raise ActplotError("there are no current axes", help=help)
    axes: Axes = pyplot.gca()
    return axes


def _range(x: Any, axes: Axes) -> Range:
    low, high = limits(x)
    if axes.get_xscale() == "log" and low <= 0:
        raise ActplotError(f"x begins at {low:g}, which a log axis does not show")
    return low, high


def _labels(curves: Sequence[Curve], look: Mapping[str, Any]) -> list[str]:
    given = look.get("label")
    if given is None:
        return [curve.math for curve in curves]
    if isinstance(given, str):
        return [given] * len(curves)
    labels = [str(label) for label in given]
    if len(labels) != len(curves):
        raise ActplotError(f"{len(labels)} labels are given for {len(curves)} curves")
    return labels


def _over(curves: Sequence[Curve], axes: Axes) -> Range:
    """The range over which curves count for the limits of axes."""
    low, high = sorted(map(float, axes.get_xlim()))
    if not axes.get_autoscalex_on():
        return low, high
    low, high = sorted(map(float, axes.dataLim.intervalx))
    if np.isfinite([low, high]).all() and low < high and axes.has_data():
        return low, high
    return x_limits(curves, axes.get_xscale())


def _data(curve: Curve, axes: Axes, over: Range) -> tuple[Floats, Floats]:
    """Points of a curve over a range, NaN at gaps and where it leaves the limits that suit it."""
    x = Axis(*over, scale=axes.get_xscale(), length_pt=_LENGTH)  # type: ignore[arg-type]
    survey = CurveSurvey(curve.function, x)
    extent = survey.extent
    if not np.isfinite([extent.low, extent.high]).all():
        return np.array([np.nan]), np.array([np.nan])
    y = Axis(*with_margin(extent.low, extent.high), length_pt=_LENGTH)
    pieces = survey.outline(Frame(x, y)).pieces
    parts = [along(piece.points, 8) for piece in pieces]
    broken = [row for part in parts for row in (part, np.full((1, 2), np.nan))]
    places = np.concatenate(broken[:-1]) if broken else np.full((1, 2), np.nan)
    values = y.value(places[:, 1])
    outside = (values < extent.low) | (values > extent.high)
    return x.value(places[:, 0]), np.where(
        outside, np.clip(values, extent.low, extent.high), values
    )


def _axis(axes: Axes, name: str, length: float) -> Axis:
    """What axes show along x or y."""
    low, high = (float(value) for value in getattr(axes, f"get_{name}lim")())
    return Axis(low, high, getattr(axes, f"get_{name}scale")(), max(length, 1e-3))


def _drawn(curve: Curve, frame: Frame, domain: Range | None) -> tuple[MplPath, tuple[Circle, ...]]:
    """The path of a curve in fractions of the axes, and the circles at its jumps."""
    low, high = sorted((frame.x.low, frame.x.high))
    if domain is not None:
        low, high = max(low, domain[0]), min(high, domain[1])
    if low >= high:
        return MplPath(np.empty((0, 2))), ()
    start, end = (float(value) for value in frame.x.fraction([low, high]))
    part = Axis(low, high, frame.x.scale, abs(end - start) * frame.x.length_pt)
    # The pieces run from left to right on this part of the axis, wherever that leads.
    traced = outline(curve.function, Frame(part, frame.y))
    pieces = (piece.points * (end - start, 1.0) + (start, 0.0) for piece in traced.pieces)
    return path(pieces), traced.circles
