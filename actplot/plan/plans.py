"""What is drawn, decided down to every number and text, as plain data.

Places on an axis are data values, lengths of the page are points. Where on the
page each text goes is left to the layout, which alone knows their sizes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from actplot.arrays import Floats
from actplot.formats import USUAL
from actplot.records import Record, field

if TYPE_CHECKING:
    from actplot.errors import Problem
    from actplot.expression import Curve
    from actplot.looks.styles import Style
    from actplot.looks.venues import Venue
    from actplot.sampling.axis import Axis, Frame
    from actplot.sampling.pieces import Outline
    from actplot.sampling.survey import CurveSurvey
    from actplot.spec.model import CurveSpec, FigureSpec, FontSpec, KeyPath, LegendSpec


Pair = tuple[float, float]
Remark = tuple[str, "KeyPath", str | None]
"""What to tell the user, the place in the spec, and what would help."""
Pages = frozenset[int] | None
"""The steps in which something is there, counted from 1; None: all."""


class Stroke(Record):
    """How a line is drawn: width in pt, dash lengths in multiples of the width.

    tint from -1 to 1 mixes the colour with the background (above 0) or with
    the foreground (below 0): the shades of a family. hidden: what has it takes its room on
    the page, but is not drawn. pages: the steps in which it is drawn.
    """

    color: str
    width: float
    dash: tuple[float, ...] = ()
    marker: str | None = None
    tint: float = 0.0
    opacity: float = 1.0
    hidden: bool = False
    pages: Pages = None


class Tick(Record):
    """One tick; a minor one has no text."""

    value: float
    text: str = ""
    minor: bool = False


class AxisPlan(Record):
    """One axis: its range and scale, its ticks and its name, and the power of ten of its labels.

    sloped: the name runs along the axis, or lies level; None: as it fits.
    """

    axis: Axis
    ticks: tuple[Tick, ...]
    name: str
    factor: str = ""
    sloped: bool | None = None

    @property
    def crossing(self) -> float:
        """Where the other axis crosses this one: at 0, or where the axis begins."""
        low, high = sorted((self.axis.low, self.axis.high))
        within = low <= 0 <= high and self.axis.scale != "log"
        return 0.0 if within else self.axis.low


class JumpPlan(Record):
    """A line across a jump, from its left limit to its right one, in data coordinates."""

    x: float
    left: float
    right: float
    stroke: Stroke


class LabelledPlan(Record):
    """What may have a label; an empty one names nothing.

    label_at: the x at which it is placed, or start or end; None: where it fits. label_sloped: it
    follows the slope.
    """

    label: str = field(default="", kw_only=True)
    label_at: float | str | None = field(default=None, kw_only=True)
    label_sloped: bool = field(default=False, kw_only=True)


class CurvePlan(LabelledPlan):
    """One curve of an entry; number counts from 1 in its panel.

    survey is of the range of x that its panel shows. jumps: the lines across its jumps.
    arrows: whether its two ends have heads.
    """

    number: int
    outline: Outline
    stroke: Stroke
    entry: CurveSpec
    curve: Curve
    survey: CurveSurvey
    jumps: tuple[JumpPlan, ...] = ()
    arrows: tuple[bool, bool] = (False, False)


class SweepPlan(Record):
    """A long family that one entry names: the shades of its members in order, and their numbers."""

    label: str
    strokes: tuple[Stroke, ...]
    numbers: tuple[int, ...] = ()


class LinePlan(LabelledPlan, eq=False):
    """A reference line at a value of one axis; that of "x" is upright.

    points, shape (n, 2) in data coordinates: those of a line that does not run across the whole
    plot, or has a slope ("slope").
    """

    along: str
    value: float
    stroke: Stroke
    points: Floats | None = None


class EquationPlan(Record):
    """A formula, in LaTeX: its left side, each case as (value, condition), the values given.

    Of one without cases there is one, without a condition.
    """

    left: str
    cases: tuple[tuple[str, str], ...]
    given: str = ""


class NotePlan(Record):
    """Text, or equations one below the other, with a leader to (x, y) in data coordinates or none.

    at: its place, a point in data coordinates or the name of a place; None: where there
    is room near its point.
    """

    x: float | None
    y: float | None
    text: str
    color: str
    at: str | tuple[float, float] | None = None
    pages: Pages = None
    equations: tuple[EquationPlan, ...] = ()


class DotPlan(Record):
    """A marked point of a curve in data coordinates and what it is."""

    x: float
    y: float
    kind: str
    stroke: Stroke
    curve: int = 0


class PointsPlan(LabelledPlan):
    """Dots of one look: a single one, or a series with a number and a name like a curve's.

    x, y and errors (how far the bars reach down and up, or none) are in data coordinates.
    marker and size (pt) are those of the symbol; joined: a line runs from dot to dot. drop: the
    axes to which a dashed line falls. curve: the number of the curve that they belong to.
    label_at: start and end are the left and the right side of a single dot; label_sloped: the
    label follows the curve, or the line from dot to dot.
    """

    x: tuple[float, ...]
    y: tuple[float, ...]
    errors: tuple[tuple[float, float], ...]
    marker: str
    filled: bool
    size: float
    stroke: Stroke
    joined: bool
    number: int = 0
    drop: tuple[str, ...] = ()
    curve: int | None = None
    path: KeyPath = ()


class TangentPlan(LabelledPlan):
    """The tangent of a curve at (x, y), in data coordinates.

    length: (unit, how much) with the unit pt, x (units of x) or full.
    """

    curve: int
    x: float
    y: float
    slope: float
    length: tuple[str, float]
    stroke: Stroke
    path: KeyPath


class AsymptotePlan(Record):
    """A line that curves come near to, with their numbers.

    kind vertical: at x = value; horizontal: at y = value; slant: y = slope x + value.
    """

    kind: str
    value: float
    slope: float
    stroke: Stroke
    curves: tuple[int, ...]


class FillPlan(LabelledPlan):
    """A filled region: closed polygons in axes fractions, each of shape (n, 2)."""

    polygons: tuple[Floats, ...]
    color: str
    alpha: float
    hatch: str
    pages: Pages = None


class InsetPlan(Record):
    """A magnified region; width and height are fractions of the plot area."""

    panel: PanelPlan
    at: str
    width: float
    height: float


class PanelPlan(Record):
    """One pair of axes with all that they carry; grid: "" for none, on, x, y or minor.

    families: the numbers of curves that differ in one parameter alone, in order.
    """

    x: AxisPlan
    y: AxisPlan
    frame: str
    arrows: bool
    grid: str
    equal: bool
    ticks: str
    curves: tuple[CurvePlan, ...]
    sweeps: tuple[SweepPlan, ...] = ()
    families: tuple[tuple[int, ...], ...] = ()
    lines: tuple[LinePlan, ...] = ()
    notes: tuple[NotePlan, ...] = ()
    dots: tuple[DotPlan, ...] = ()
    points: tuple[PointsPlan, ...] = ()
    tangents: tuple[TangentPlan, ...] = ()
    asymptotes: tuple[AsymptotePlan, ...] = ()
    fills: tuple[FillPlan, ...] = ()
    inset: InsetPlan | None = None
    title: str = ""
    legend: LegendSpec | None = None
    pages: Pages = None

    @property
    def shown(self) -> tuple[CurvePlan, ...]:
        """The curves that are drawn."""
        return tuple(curve for curve in self.curves if not curve.stroke.hidden)

    @property
    def axes(self) -> Frame:
        from actplot.sampling.axis import Frame

        return Frame(self.x.axis, self.y.axis)


class Cell(Record):
    """The part of the grid that a panel takes: first row and column, and how many."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1

    @property
    def last_row(self) -> int:
        return self.row + self.rows - 1

    @property
    def last_column(self) -> int:
        return self.column + self.columns - 1


class FigurePlan(Record):
    """A whole figure: the page in pt and the panels with their cells in a grid.

    grows: the spec leaves the height open, so that a legend below may add to it.
    """

    width: float
    height: float
    grows: bool
    panels: tuple[PanelPlan, ...]
    cells: tuple[Cell, ...]
    style: Style
    font_size: float
    dpi: float
    spec: FigureSpec
    title: str = ""
    common: LegendSpec | None = None
    steps: int = 1
    venue: Venue | None = None
    notes: tuple[Problem, ...] = ()

    @property
    def formats(self) -> tuple[str, ...]:
        """What it is drawn to by default: the formats of the spec or of its venue."""
        return self.spec.formats or (self.venue.usual if self.venue else USUAL)

    @property
    def font(self) -> FontSpec:
        return self.spec.font

    @property
    def rows(self) -> int:
        return max(cell.row + cell.rows for cell in self.cells)

    @property
    def columns(self) -> int:
        return max(cell.column + cell.columns for cell in self.cells)
