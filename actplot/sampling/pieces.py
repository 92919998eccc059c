"""What sampling finds out about a function: plain data, without behaviour."""

from __future__ import annotations

from typing import Literal, NamedTuple

from actplot.arrays import Floats
from actplot.records import Record

BreakKind = Literal["corner", "jump", "pole", "edge", "hole", "join"]


class Break(Record, eq=False):
    """A place where the function stops being smooth.

    kind    "corner"  continuous, the slope differs
            "jump"    the one-sided values differ
            "pole"    the value is unbounded on at least one side
            "edge"    the function is undefined (NaN) on one side
            "hole"    the sides agree, the value at the place differs or is undefined
            "join"    value and slope agree, a higher derivative differs
    left    value and derivatives on the left, shape (order + 1,); NaN where undefined
    right   the same on the right
    value   the function's own value at x, by its convention; NaN where undefined
    """

    x: float
    kind: BreakKind
    left: Floats
    right: Floats
    value: float


class Piece(Record, eq=False):
    """One connected stretch of a curve: a chain of cubic Bezier segments.

    points  shape (3n + 1, 2), control points in axes fractions
    knots   shape (n + 1,), the x in data coordinates of each segment end
    """

    points: Floats
    knots: Floats


class Circle(NamedTuple):
    """A mark at a jump, in data coordinates: closed where the function's value is."""

    x: float
    y: float
    closed: bool


class Point(NamedTuple):
    """A place on the curve, in data coordinates."""

    x: float
    y: float


class Outline(Record, eq=False):
    """Everything that is drawn of one curve.

    notes says, in words for the user, what could not be drawn faithfully.
    """

    pieces: tuple[Piece, ...]
    circles: tuple[Circle, ...] = ()
    breaks: tuple[Break, ...] = ()
    notes: tuple[str, ...] = ()


class Extent(NamedTuple):
    """The range of values of a function over an interval.

    low and high suit automatic limits; the function really reaches from
    lowest to highest (infinite at a pole). trimmed says that the two differ.
    """

    low: float
    high: float
    lowest: float
    highest: float

    @property
    def trimmed(self) -> bool:
        return (self.low, self.high) != (self.lowest, self.highest)


class Features(Record):
    """The remarkable points of a function on an interval, each tuple from left to right.

    A flat stretch is neither a minimum nor a maximum, nor are its points roots.
    jumps has one point for each jump, with the function's value there.
    """

    roots: tuple[Point, ...] = ()
    minima: tuple[Point, ...] = ()
    maxima: tuple[Point, ...] = ()
    inflections: tuple[Point, ...] = ()
    corners: tuple[Point, ...] = ()
    jumps: tuple[Point, ...] = ()
    poles: tuple[float, ...] = ()
    holes: tuple[Point, ...] = ()
