"""Annotations, once they are read: reference lines, notes, points, tangents, a caption.

The words that several parts of the model share are here, too.
"""

from __future__ import annotations

from typing import Literal

from actplot.records import Record, field

KeyPath = tuple[str | int, ...]
Pair = tuple[float, float]
Line = str | tuple[float, ...]
"""solid, dashed, dotted, dashdot, or lengths of strokes and gaps in line widths."""
Step = int | tuple[int, ...]
"""From this step on, or in these steps."""
Jumps = Literal["gap", "dotted", "dashed", "solid"]
Grid = bool | Literal["x", "y", "minor"]
"""Lines at the ticks: of both axes, of one, or at the small ticks of both, too."""
Scale = Literal["linear", "log", "symlog"]
End = Literal["none", "closed", "open", "arrow"]


class LabelSpec(Record):
    """What names a thing. text None: made from the thing itself; "": nothing.

    at: the x beside which it stands, or the start or the end of the curve; None: where it
    fits. sloped: it follows the curve.
    """

    text: str | None = None
    at: float | Literal["start", "end"] | None = None
    sloped: bool | None = None


class AxisNameSpec(Record):
    """The name of an axis (None: made from the curves), and whether it runs along the axis."""

    text: str | None = None
    sloped: bool | None = None


class LineSpec(Record):
    """A reference line at x or at y, the other of which may be the range of a part of it.

    Or one with a slope through a point, for a range of x or y or across the plot.
    """

    x: float | Pair | None = None
    y: float | Pair | None = None
    slope: float | None = None
    through: Pair | None = None
    label: LabelSpec | None = None
    color: str | None = None
    line: Line | None = None
    width: float | None = None
    step: Step | None = None
    path: KeyPath = field(default=(), compare=False)


class NoteSpec(Record):
    """Text with an arrow to (x, y), or to curve number `curve` (from 1) at x; without x, none.

    Curves are counted as drawn: each member of a family is one. at: where it stands, in data
    coordinates or by the name of a place. x may be a feature of the curve, such as minimum.
    """

    text: str | None = None
    formula: bool = False
    at: str | Pair | None = None
    x: float | str | None = None
    y: float | None = None
    curve: int | None = None
    color: str | None = None
    step: Step | None = None
    path: KeyPath = field(default=(), compare=False)


class PointSpec(Record):
    """Dots: at places x, y; on curve number `curve` at x, or at each of its features of a kind.

    x and y are of one length; y is empty on a curve, and so is x at a feature. errors: how far
    the bars of each dot reach down and up. line: through the dots, None for none. marker
    None: that of the style. label auto: the coordinates.
    """

    x: tuple[float, ...] = ()
    y: tuple[float, ...] = ()
    curve: int | None = None
    feature: str | None = None
    errors: tuple[Pair, ...] = ()
    marker: str | None = None
    filled: bool = True
    color: str | None = None
    line: Line | None = None
    size: float | None = None
    label: LabelSpec | None = None
    drop: tuple[Literal["x", "y"], ...] = ()
    step: Step | None = None
    path: KeyPath = field(default=(), compare=False)


class TangentSpec(Record):
    """The tangent of curve number `curve` at x.

    length: of paper in mm, in units of x, or the whole width of the plot.
    """

    x: float
    curve: int = 1
    length: tuple[Literal["mm", "x", "full"], float] | None = None
    label: LabelSpec | None = None
    color: str | None = None
    line: Line | None = None
    width: float | None = None
    step: Step | None = None
    path: KeyPath = field(default=(), compare=False)


class CaptionSpec(Record):
    """What LaTeX sets below the figure, and in the list of figures if `short` is given.

    cite: whether the papers behind the curves are cited, or the keys of those that are.
    """

    text: str | None = None
    short: str | None = None
    cite: bool | tuple[str, ...] = True
    label: str | None = None
    placement: str | None = None
