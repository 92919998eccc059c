"""Curves on axes that a program has already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from actplot.api.given import CurveLike
    from actplot.paint.plotting import Axes, ExactLine


def plot(
    *curves: CurveLike,
    ax: Axes | None = None,
    x: tuple[float, float] | None = None,
    **line: Any,
) -> list[ExactLine]:
    """Draw exact curves on axes of matplotlib's, linear or log, and return them, one a curve.

    `curves` are expressions (a family gives several), functions written with NumPy, entries of
    the catalogue. `ax` are by default the current axes of pyplot. `x` is the range over which
    they are drawn, in data coordinates; by default all that the axes show, at first a range
    that suits the curves. `line` has the words of matplotlib's Line2D: color, lw, ls, label,
    alpha, zorder. Labels are by default the functions in formulas.

    A curve is drawn as Bezier pieces nowhere farther than 0.02 pt from the true one, sampled
    anew whenever the limits, the scale or the size of the axes change; a jump is a gap with an
    open and a closed circle, a pole a gap. Raises ActplotError for mistakes in the curves and
    for other axes.
    """
    from actplot.api.given import curves_of
    from actplot.errors import ActplotError
    from actplot.paint import startup

    if not curves:
        raise ActplotError("curves are missing: plot('gelu', \"gelu'\")")
    found = [curve for each in curves for curve in curves_of(each)]
    startup.require()
    from actplot.paint import plotting

    return plotting.plot(found, ax, x, line)
