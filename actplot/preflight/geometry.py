"""Matrices of the form (a, b, c, d, e, f), as PDF and SVG write them, and rectangles."""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot, sqrt

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Bounds = tuple[float, float, float, float]
"""Left, bottom, right and top."""
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def bounds(points: Iterable[Point]) -> Bounds:
    """The smallest rectangle around points, of which there is at least one."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def corners(x: float, y: float, width: float, height: float) -> list[Point]:
    """The corners of a rectangle one after another."""
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does one thing and then the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def moved(point: Point, by: Matrix) -> Point:
    """Where a matrix takes a point."""
    x, y = point
    a, b, c, d, e, f = by
    return a * x + c * y + e, b * x + d * y + f


def scale(by: Matrix) -> float:
    """How much larger lengths become, on the average of all directions."""
    a, b, c, d, _, _ = by
    return sqrt(abs(a * d - b * c))


def height(by: Matrix) -> float:
    """How much larger heights become."""
    return hypot(by[2], by[3])


def width(by: Matrix) -> float:
    """How much larger widths become."""
    return hypot(by[0], by[1])
