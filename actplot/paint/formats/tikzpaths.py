"""Shapes as the paths of TikZ: lines, curves, circles, rectangles and the lines of hatches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib.path import Path as MplPath

from actplot.arrays import Floats
from actplot.layout.geometry import Rect
from actplot.layout.markers import circle
from actplot.layout.scene import HATCH_WIDTH, Shape
from actplot.paint.formats import number

_TILE = 72.0  # pt, as in matplotlib's PDF
# What a polygon may lose, in pt.
_CLOSE = 0.01


def path(shape: Shape) -> tuple[str, ...]:
    """The path in words: lines, curves, a circle or a rectangle; in pieces that break lines."""
    points = shape.points
    if (as_circle := _circle(shape)) is not None:
        x, y, radius = as_circle
        return (f"({number(x)},{number(y)}) circle[radius={number(radius)}]",)
    if _is_rectangle(shape):
        return (f"{at(points[0])} rectangle {at(points[2])}",)
    if shape.closed and not shape.cubic:
        points = _thinned(points)
    pieces = [at(points[0])]
    if shape.cubic:
        for start, first, second, end in zip(
            points[:-1:3], points[1::3], points[2::3], points[3::3], strict=True
        ):
            if _is_straight(start, first, second, end):
                pieces.append(f"-- {at(end)}")
            else:
                pieces.append(f".. controls {at(first)} and {at(second)} .. {at(end)}")
    else:
        pieces += [f"-- {at(point)}" for point in points[1:]]
    return (*pieces, *(["-- cycle"] if shape.closed else []))


def _is_straight(start: Floats, first: Floats, second: Floats, end: Floats) -> bool:
    """Whether a segment is the line between its ends."""
    way = end - start
    length = np.hypot(*way)
    if not length:
        return False
    offs = np.array([first - start, second - start])
    across = np.abs(way[0] * offs[:, 1] - way[1] * offs[:, 0]) / length
    along = offs @ way / length
    return bool((across < 1e-4).all() and 0 <= along[0] <= along[1] <= length)


def _thinned(points: Floats) -> Floats:
    """A polygon without the corners that lie on a line between others (Douglas and Peucker)."""
    kept = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        way, off = points[last] - points[first], points[first + 1 : last] - points[first]
        length = np.hypot(*way)
        across = np.abs(way[0] * off[:, 1] - way[1] * off[:, 0]) / length if length else np.inf
        # Also what lies beyond the ends of the line is off it.
        along = off @ way / length if length else np.hypot(*off.T)
        distance = np.where((along < 0) | (along > length), np.hypot(*off.T), across)
        farthest = int(distance.argmax())
        if distance[farthest] > _CLOSE:
            middle = first + 1 + farthest
            kept.add(middle)
            waiting += [(first, middle), (middle, last)]
    return points[sorted(kept)]


def _circle(shape: Shape) -> tuple[float, float, float] | None:
    """Centre and radius of what `layout.markers.circle` made."""
    if not (shape.cubic and shape.closed and len(shape.points) == 13):
        return None
    x, y = (shape.points[0] + shape.points[6]) / 2
    radius = shape.points[0, 0] - x
    same = np.allclose(circle(x, y, radius), shape.points, rtol=0, atol=1e-6)
    return (float(x), float(y), float(radius)) if same else None


def _is_rectangle(shape: Shape) -> bool:
    if shape.cubic or not shape.closed or len(shape.points) != 4:
        return False
    a, b, c, d = shape.points
    return bool(
        (a[0] == b[0] and b[1] == c[1] and c[0] == d[0] and d[1] == a[1])
        or (a[1] == b[1] and b[0] == c[0] and c[1] == d[1] and d[0] == a[0])
    )


def _pieces(tile: Any, corner: tuple[float, float], seen: Rect) -> Iterator[str]:
    """The parts of a hatch's tile that may be seen."""
    points = np.asarray(tile.vertices) * _TILE + corner
    starts = np.flatnonzero(tile.codes == MplPath.MOVETO)
    for start, end in zip(starts, [*starts[1:], len(points)], strict=True):
        part, codes = points[start:end], tile.codes[start:end]
        box = Rect.around(part)
        if not box.grown(HATCH_WIDTH).overlaps(seen):
            continue
        if (codes == MplPath.CURVE4).any():  # a dot
            (x, y), radius = box.center, box.width / 2
            yield f"({number(x)},{number(y)}) circle[radius={number(radius)}]"
        else:
            yield " ".join([at(part[0]), *(f"-- {at(point)}" for point in part[1:])])


def at(point: Floats) -> str:
    return f"({number(point[0])},{number(point[1])})"


def hatching(shape: Shape, height: float) -> tuple[list[str], bool]:
    """The marks of a hatch where matplotlib has them on a page of a height, and if they are dots.

    They reach beyond the shape.
    """
    tile: Any = MplPath.hatch(shape.hatch)
    box = shape.bounds
    pieces: list[str] = []
    for row in range(int((height - box.top) // _TILE), 1 + int((height - box.bottom) // _TILE)):
        for column in range(int(box.left // _TILE), 1 + int(box.right // _TILE)):
            corner = (column * _TILE, height - (row + 1) * _TILE)
            pieces += _pieces(tile, corner, box)
    return pieces, bool((tile.codes == MplPath.CURVE4).any())
