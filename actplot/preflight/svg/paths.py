"""The outlines of SVG shapes, as far as rules ask: how many segments, bent or not, how large."""

from __future__ import annotations

import re
from collections.abc import Iterable

from actplot.preflight.geometry import Matrix, Point, moved
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

    def bounds(self, by: Matrix) -> tuple[float, float, float, float]:
        xs, ys = zip(*(moved(point, by) for point in self.points), strict=True)
        return min(xs), min(ys), max(xs), max(ys)


def outline(element: Element) -> FlatPath | None:
    """The outline of a shape; None for other elements and empty shapes."""
    name = element.name
    if name == "path":
        path = _path(element.get("d"))
    elif name in ("polyline", "polygon"):
        flat = numbers(element.get("points"))
        path = _corners(zip(flat[::2], flat[1::2], strict=False))
    elif name == "line":
        path = _corners([(_at(element, "x1"), _at(element, "y1")),
                          (_at(element, "x2"), _at(element, "y2"))])  # fmt: skip
    elif name == "rect":
        x, y, width, height = (_at(element, key) for key in ("x", "y", "width", "height"))
        path = _corners([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])
    elif name in ("circle", "ellipse"):
        x, y = _at(element, "cx"), _at(element, "cy")
        across = _at(element, "r") or _at(element, "rx")
        up = _at(element, "r") or _at(element, "ry")
        path = FlatPath([(x - across, y - up), (x + across, y + up)], 4, True)
    else:
        return None
    return path if len(path.points) > 1 else None


def _at(element: Element, key: str) -> float:
    return length(element.get(key)) or 0.0


def _corners(points: Iterable[Point]) -> FlatPath:
    corners = list(points)
    return FlatPath(corners, len(corners) - 1)


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
