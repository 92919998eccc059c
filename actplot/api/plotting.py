"""Curves on existing axes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from actplot.api.given import CurveLike
    from actplot.paint.plotting import Axes, ExactLine


def plot(
    *curves: CurveLike | Sequence[CurveLike],
    ax: Axes | None = None,
    x: tuple[float, float] | None = None,
    **line: Any,
) -> list[ExactLine]:
    """Draw exact curves on linear or log matplotlib axes; returns one artist per curve.

    `curves` are expressions (a family gives several), functions written with NumPy, or entries of
    the catalogue; or one list of them. `ax` is by default the current axes of pyplot. `x` is the
    range over which the curves are drawn, in data coordinates; by default, everything that the
    axes show, which is at first a range chosen for the curves. `line` takes properties of
    matplotlib's Line2D: color, lw, ls, label, alpha, zorder. By default, labels are the functions
    as formulas.

    A curve is drawn as Bezier segments at most 0.02 pt from the true curve, and sampled again
    whenever the limits, the scale or the size of the axes change. A jump is a gap with an open
    and a closed circle, a pole is a gap. Raises ActplotError for errors in the curves and for
    other kinds of axes.
    """
    from actplot.api.given import curves_of, unpacked
    from actplot.errors import ActplotError
    from actplot.paint import startup

    drawn = [curve for given in unpacked(curves) for curve in curves_of(given)]
    if not drawn:
        raise ActplotError("curves are missing: plot('gelu', \"gelu'\")")
    startup.require()
    from actplot.paint import plotting

    return plotting.plot(drawn, ax, x, line)
