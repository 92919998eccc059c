"""Curves as data: their exact pieces, their features, and tables of values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from actplot.errors import ActplotError
from actplot.records import Record

if TYPE_CHECKING:
    from actplot.api.given import CurveLike, SpecLike
    from actplot.arrays import Floats
    from actplot.facts.values import TablePlaces
    from actplot.paint.paths import MplPath

# The size in pt for which a curve is exact to 0.02 pt: a page and a half.
_LENGTH = 1000.0
_DENSE = 9


class CurvePlace(NamedTuple):
    """A place on a curve, in data coordinates."""

    x: float
    y: float


class CurveJump(NamedTuple):
    """A jump: the one-sided limits, and the value of the function, NaN if it has none."""

    x: float
    left: float
    right: float
    value: float


class CurvePiece(Record, eq=False):
    """One connected stretch of a curve, in data coordinates.

    control: the control points of a chain of cubic Bezier segments, shape (3n + 1, 2). x and y:
    points on it, shape (m,), so close that joining them by straight lines looks like the curve.
    """

    control: Floats
    x: Floats
    y: Floats

    @property
    def path(self) -> MplPath:
        """The same as a path of matplotlib's."""
        from actplot.paint.paths import path

        return path([self.control])


class ExactCurve(Record, eq=False):
    """A curve over a range of x: its pieces and features.

    range: the range of x. pieces: the connected pieces, from left to right. corners, minima,
    maxima, roots, inflections: points on the curve. jumps, poles (their x), holes: where it is
    interrupted. limits: the limits at -inf and inf, NaN where there is none. extent: the smallest
    and largest value, infinite at a pole.
    """

    expression: str
    label: str
    range: tuple[float, float]
    pieces: tuple[CurvePiece, ...]
    corners: tuple[CurvePlace, ...]
    jumps: tuple[CurveJump, ...]
    poles: tuple[float, ...]
    holes: tuple[CurvePlace, ...]
    minima: tuple[CurvePlace, ...]
    maxima: tuple[CurvePlace, ...]
    roots: tuple[CurvePlace, ...]
    inflections: tuple[CurvePlace, ...]
    limits: tuple[float, float]
    extent: tuple[float, float]

    @property
    def path(self) -> MplPath:
        """All pieces as one path of matplotlib's, in data coordinates."""
        from actplot.paint.paths import path

        return path(piece.control for piece in self.pieces)


class CurveNumbers(dict[str, tuple["Floats", "Floats"]]):
    """Curves as numbers, label -> (x, y); an expression is a key for its first curve, too."""

    def __init__(self) -> None:
        super().__init__()
        self._labels: dict[str, str] = {}

    def add(self, label: str, expression: str, x: Floats, y: Floats) -> None:
        """One more curve; labels that come again are counted."""
        name, number = label or expression, 2
        while name in self:
            name, number = f"{label or expression} ({number})", number + 1
        self[name] = x, y
        self._labels.setdefault(expression, name)

    def __missing__(self, expression: str) -> tuple[Floats, Floats]:
        if expression not in self._labels:
            raise KeyError(expression)
        return self[self._labels[expression]]


def curve(
    function: CurveLike, x: tuple[float, float] | None = None, **parameters: Any
) -> ExactCurve:
    """The curve of a function over a range of x: pieces, corners, jumps, limits, features.

    `function` and `parameters` are as in `evaluate`; by default, `x` is chosen automatically.
    Pieces are exact to a 50,000th of the range. Raises ActplotError.
    """
    import numpy as np

    from actplot.api.given import curve_of
    from actplot.calculus.derivatives import evaluate
    from actplot.plan.limits import with_margin
    from actplot.sampling.axis import Axis, Frame, limits
    from actplot.sampling.survey import CurveSurvey

    drawn = curve_of(function, parameters)
    low, high = drawn.window if x is None else limits(x)
    across = Axis(low, high, length_pt=_LENGTH)
    survey = CurveSurvey(drawn.function, across)
    extent, features = survey.extent, survey.features
    up = Axis(-1.0, 1.0, length_pt=_LENGTH)
    if np.isfinite([extent.low, extent.high]).all():
        up = Axis(*with_margin(extent.low, extent.high), length_pt=_LENGTH)
    outline = survey.outline(Frame(across, up))
    ends = evaluate(drawn.function, [-np.inf, np.inf])

    def places(points: Any) -> tuple[CurvePlace, ...]:
        return tuple(CurvePlace(float(point.x), float(point.y)) for point in points)

    return ExactCurve(
        expression=drawn.text,
        label=drawn.math,
        range=(low, high),
        pieces=tuple(_piece(piece.points, across, up) for piece in outline.pieces),
        corners=places(features.corners),
        jumps=tuple(
            CurveJump(jump.x, float(jump.left[0]), float(jump.right[0]), jump.value)
            for jump in outline.breaks
            if jump.kind == "jump"
        ),
        poles=tuple(map(float, features.poles)),
        holes=places(features.holes),
        minima=places(features.minima),
        maxima=places(features.maxima),
        roots=places(features.roots),
        inflections=places(features.inflections),
        limits=(float(ends[0]), float(ends[1])),
        extent=(extent.lowest, extent.highest),
    )


def data(
    *what: SpecLike,
    x: tuple[float, float] | None = None,
    step: float | None = None,
    points: int | None = None,
    at: tuple[float, ...] | None = None,
    allow_python: bool = False,
    **keys: Any,
) -> CurveNumbers:
    """The drawn numbers of curves or of a spec, label -> (x, y), float64 of one shape (n,).

    `what`, `allow_python` and `keys` are as in `figure`; `x` is the range of x. By default, the
    points joined by straight lines look like the curve at the size of the figure, with NaN at
    gaps. One of `step` (a distance), `points` (a number of evenly spaced values) and `at` (a list
    of x) gives a table of values instead, NaN where a function is undefined. Values are exact to
    the last digits. Curves are found by label or by expression. Raises ActplotError.
    """
    from actplot.api.given import spec_of
    from actplot.plan.figure import plan

    asked = [choice for choice in (step, points, at) if choice is not None]
    if len(asked) > 1:
        raise ActplotError("use only one of step, points and at")
    given = spec_of(what, keys if x is None else {**keys, "x": x})
    planned = plan(given.read(allow_python=allow_python))
    table = CurveNumbers()
    if asked:
        from actplot.facts.values import value_columns

        places = _places(step, points, at)
        for column in value_columns(planned, places):
            table.add(column.label, column.expression, column.x, column.y)
        return table
    from actplot.facts.numbers import numbers

    for drawn in numbers(planned):
        table.add(drawn.label, drawn.expression, *_joined(drawn.pieces))
    return table


def _places(step: float | None, points: int | None, at: tuple[float, ...] | None) -> TablePlaces:
    import math

    from actplot.facts.values import MOST, TablePlaces

    if points is not None and (type(points) is bool or not 2 <= points <= MOST or points % 1):
        raise ActplotError(f"points must be a whole number from 2 to {MOST:,}, not {points}")
    if step is not None and not 0 < step < math.inf:
        raise ActplotError(f"step must be greater than 0, not {step}")
    try:
        places = () if at is None else tuple(float(place) for place in at)
    except (TypeError, ValueError):
        raise ActplotError(f"at must be a list of numbers, not {at!r}") from None
    if at is not None and not places:
        raise ActplotError("at must hold at least one number")
    return TablePlaces(step, None if points is None else int(points), places)


def _piece(points: Floats, across: Any, up: Any) -> CurvePiece:
    import numpy as np

    from actplot.sampling.fit import along

    def values(axis: Any, points: Floats) -> Floats:
        numbers: Floats = np.asarray(axis.value(points))
        # What is left of a zero after the way to the page and back.
        return np.where(np.abs(numbers) < 1e-14 * (axis.high - axis.low), 0.0, numbers)

    control, places = (
        np.column_stack([values(across, row[:, 0]), values(up, row[:, 1])])
        for row in (points, along(points, _DENSE))
    )
    return CurvePiece(control, places[:, 0], places[:, 1])


def _joined(pieces: tuple[tuple[Floats, Floats], ...]) -> tuple[Floats, Floats]:
    """Pieces with NaN between them."""
    import numpy as np

    if not pieces:
        return np.empty(0), np.empty(0)
    gap = np.array([np.nan])
    x, y = ([part for piece in pieces for part in (piece[k], gap)][:-1] for k in (0, 1))
    return np.concatenate(x), np.concatenate(y)
