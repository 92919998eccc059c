"""The outlines of SVG shapes, as far as rules ask: how many segments, bent or not, how large."""

from __future__ import annotations

import re
from collections.abc import Iterable

from actplot.preflight.geometry import Bounds, Matrix, Point, bounds, corners, moved
from actplot.preflight.svg.style import length, numbers
from actplot.preflight.svg.tree import Element
from actplot.records import Record, field

_COMMAND = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])([^MmLlHhVvCcSsQqTtAaZz]*)")
# How many numbers a segment takes, and which of them are its end.
_TAKES = {"M": 2, "L": 2, "T": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "A": 7}


class FlatPath(Record, frozen=False):
    """Corners and ends of segments, how many segments there are, and whether one is bent."""

    points: list[Point] = field(default_factory=list)
    segments: int = 0
    bent: bool = False
    closed: bool = False

    def size(self, by: Matrix) -> float:
        """The larger of width and height after a matrix has been at work."""
        left, bottom, right, top = self.bounds(by)
        return max(right - left, top - bottom)

    def bounds(self, by: Matrix) -> Bounds:
        return bounds(moved(point, by) for point in self.points)


def outline(element: Element) -> FlatPath | None:
    """The outline of a shape; None for other elements and empty shapes."""
    name = element.name
    if name == "path":
        path = _path(element.get("d"))
    elif name in ("polyline", "polygon"):
        flat = numbers(element.get("points"))
        path = _corners(zip(flat[::2], flat[1::2], strict=False))
    elif name == "line":
        x1, y1, x2, y2 = (pixels(element, key) for key in ("x1", "y1", "x2", "y2"))
        path = _corners([(x1, y1), (x2, y2)])
    elif name == "rect":
        x, y, width, height = (pixels(element, key) for key in ("x", "y", "width", "height"))
        path = _corners(corners(x, y, width, height))
    elif name in ("circle", "ellipse"):
        x, y, radius = (pixels(element, key) for key in ("cx", "cy", "r"))
        across, up = radius or pixels(element, "rx"), radius or pixels(element, "ry")
        path = FlatPath([(x - across, y - up), (x + across, y + up)], 4, True)
    else:
        return None
    return path if len(path.points) > 1 else None


def pixels(element: Element, key: str) -> float:
    """The length that an attribute gives; 0 where it gives none."""
    return length(element.get(key)) or 0.0


def _corners(points: Iterable[Point]) -> FlatPath:
    path = FlatPath(list(points))
    path.segments = len(path.points) - 1
    return path


def _path(data: str) -> FlatPath:
    path = FlatPath()
    x = y = 0.0
    first = (0.0, 0.0)
    for letter, body in _COMMAND.findall(data):
        kind, relative = letter.upper(), letter.islower()
        if kind == "Z":
            x, y = first
            path.closed = True
            continue
        takes, given = _TAKES[kind], numbers(body)
        for at in range(0, len(given) - takes + 1, takes):
            end = given[at : at + takes][-2:] if kind not in "HV" else [given[at]]
            if kind == "H":
                x = x + end[0] if relative else end[0]
            elif kind == "V":
                y = y + end[0] if relative else end[0]
            else:
                x, y = (x + end[0], y + end[1]) if relative else (end[0], end[1])
            path.points.append((x, y))
            if kind == "M" and at == 0:
                first = (x, y)
            else:
                path.segments += 1
            path.bent |= kind in "CSQTA"
    return path
