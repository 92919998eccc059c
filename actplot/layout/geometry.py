"""Rectangles on the page and the record of which parts of the page are taken.

All lengths are points, counted from the lower left corner of the page.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from actplot.arrays import Floats
from actplot.records import Record

# Side of a cell of the record, in pt: finer than anyone sees a gap.
CELL = 0.5
# More of them than the largest page of a journal has.
MOST_CELLS = 2_000_000
CLEARANCE = 1.0  # pt free around a text
# Of more points, those that cannot be the nearest are left out.
MANY = 4000
# Up to so many points, one stands for a cell of at most 2 pt, whatever that costs.
MOST = 5 * MANY
# So few rectangles are asked for one by one: to sum up the whole page takes longer.
FEW = 16
# Beyond every page.
FAR = 1e6
# Distances, or places along a line, that are computed together.
AT_ONCE = 500_000
# From a box to one that is larger by a length on every side.
OUTWARDS = np.array([-1, -1, 1, 1])


class Rect(Record):
    """A rectangle; left <= right and bottom <= top."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def center(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    @property
    def edges(self) -> tuple[float, float, float, float]:
        return self.left, self.bottom, self.right, self.top

    @classmethod
    def around(cls, points: Floats) -> Rect:
        """The smallest rectangle around points, shape (n, 2)."""
        return cls(*map(float, (*points.min(axis=0), *points.max(axis=0))))

    def moved(self, across: float, up: float) -> Rect:
        return Rect(self.left + across, self.bottom + up, self.right + across, self.top + up)

    def grown(self, by: float, vertically: float | None = None) -> Rect:
        up = by if vertically is None else vertically
        return Rect(self.left - by, self.bottom - up, self.right + by, self.top + up)

    def overlaps(self, other: Rect) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def within(self, other: Rect) -> bool:
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.bottom >= other.bottom
            and self.top <= other.top
        )

    def corners(self) -> Floats:
        left, bottom, right, top = self.edges
        return np.array([(left, bottom), (right, bottom), (right, top), (left, top)])


def arc_lengths(points: Floats) -> Floats:
    """The length of a line up to each of its points, shape (n, 2)."""
    return np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])


def points_at(points: Floats, arc: Floats | float) -> Floats:
    """The points of a line at so much of its length, shape (2,), or (m, 2) for m lengths."""
    lengths = arc_lengths(points)
    return np.stack([np.interp(arc, lengths, column) for column in points.T], axis=-1)


def boxes_at(x: Floats, y: Floats, width: float, height: float) -> Floats:
    """Boxes of one size, shape (n, 4), whose lower left corners are at all pairs of x and y."""
    left, bottom = (grid.ravel() for grid in np.meshgrid(x, y))
    return np.column_stack([left, bottom, left + width, bottom + height])


def free_shares(boxes: Floats, area: Rect, width: float, height: float) -> tuple[Floats, Floats]:
    """How far across and up an area boxes of one size are, in shares of the free way there."""
    across = (boxes[..., 0] - area.left) / max(area.width - width, 1e-9)
    return across, (boxes[..., 1] - area.bottom) / max(area.height - height, 1e-9)


class Ground:
    """Which cells of the page are taken, to ask quickly whether rectangles are free.

    Whatever leaves the room, a part of the page, is not free; only its cells are kept.
    """

    def __init__(self, width: float, height: float, room: Rect | None = None) -> None:
        self.page = Rect(0, 0, width, height)
        self.room = room or self.page
        # Of a poster a coarser record does, and takes no more memory than that of a page.
        self.cell = max(CELL, float(np.sqrt(width * height / MOST_CELLS)))
        self._rows = self._cells(self.room.bottom, self.room.top, height)
        self._columns = self._cells(self.room.left, self.room.right, width)
        self._taken = np.zeros((len(self._rows), len(self._columns)), dtype=np.uint8)
        self._known: tuple[int, int, NDArray[np.int32]] | None = None

    def _cells(self, low: float, high: float, length: float) -> range:
        """The numbers of the cells from low to high on a page of this length."""
        last = math.ceil(length / self.cell)
        first = min(max(math.floor(low / self.cell), 0), last)
        return range(first, max(min(math.ceil(high / self.cell), last), first) + 1)

    def copy(self) -> Ground:
        """The same ground, to try something on."""
        other = Ground(self.page.width, self.page.height, self.room)
        other._taken = self._taken.copy()
        return other

    def take(self, rect: Rect) -> None:
        """Mark a rectangle as taken."""
        self._taken[self._touched(rect)] = 1
        self._known = None

    def take_path(self, points: Floats, width: float) -> None:
        """Mark a line through points of shape (n, 2), width pt wide, as taken."""
        if len(points) < 2:
            return
        # What lies far beyond the page has no cell, however far it lies.
        size = np.array([self.page.width, self.page.height])
        points = np.clip(points, -size - width, 2 * size + width)
        arc = arc_lengths(points)
        if not arc[-1] > 0:
            return
        # Broad lines cover what lies between their dots.
        step = self.cell if round(width / 2 / self.cell) else self.cell / 2
        count = int(arc[-1] / step) + 2
        for start in range(0, count, AT_ONCE):
            at = np.arange(start, min(start + AT_ONCE, count)) * (arc[-1] / (count - 1))
            self._take(np.interp(at, arc, points[:, 0]), np.interp(at, arc, points[:, 1]), width)

    def take_polygon(self, corners: Floats) -> None:
        """Mark what is inside of a polygon with corners of shape (n, 2) as taken."""
        self._taken[self._inside(corners)] = 1
        self._known = None

    def within(self, corners: Floats) -> Ground:
        """The same ground, with all that is outside of a polygon taken as well."""
        other = self.copy()
        other._taken[~self._inside(corners)] = 1
        return other

    def _inside(self, corners: Floats) -> NDArray[np.bool_]:
        """The cells whose middles have an odd number of edges of a polygon to their left."""
        middles = (np.array(self._rows) + 0.5) * self.cell
        left, columns = self._columns.start, len(self._columns)
        edges = np.zeros((len(middles), columns + 1), dtype=np.int32)
        x, y = corners.T
        for x0, y0, x1, y1 in zip(x, y, np.roll(x, -1), np.roll(y, -1), strict=True):
            low, high = np.searchsorted(middles, sorted((y0, y1)))
            if low < high:
                at = x0 + (middles[low:high] - y0) / (y1 - y0) * (x1 - x0)
                column = np.clip(np.ceil(at / self.cell - 0.5) - left, 0, columns).astype(int)
                np.add.at(edges, (np.arange(low, high), column), 1)
        inside: NDArray[np.bool_] = edges.cumsum(axis=1)[:, :-1] % 2 == 1
        return inside

    def _take(self, x: Floats, y: Floats, width: float) -> None:
        """Mark dots width pt wide as taken."""
        reach = round(width / 2 / self.cell)
        rows, columns = len(self._rows), len(self._columns)
        column = np.floor(x / self.cell).astype(np.int64) - self._columns.start
        row = np.floor(y / self.cell).astype(np.int64) - self._rows.start
        seen = (column >= -reach) & (column < columns + reach)
        seen &= (row >= -reach) & (row < rows + reach)
        column, row = column[seen], row[seen]
        around = range(-reach, reach + 1)
        across = [np.minimum(np.maximum(column + step, 0), columns - 1) for step in around]
        for step in around:
            start = np.minimum(np.maximum(row + step, 0), rows - 1) * columns
            for offset in across:
                self._taken.flat[start + offset] = 1
        self._known = None

    def load(self, rects: ArrayLike) -> NDArray[np.int64]:
        """The number of taken cells in each of rects, shape (n, 4) as in Rect.

        Whatever leaves the room counts as taken throughout.
        """
        boxes = np.atleast_2d(np.asarray(rects, dtype=np.float64)).clip(-FAR, FAR)
        if not len(boxes):
            return np.zeros(0, dtype=np.int64)
        first = np.array([self._columns.start, self._rows.start])
        count = np.array([len(self._columns), len(self._rows)])
        low = np.floor(boxes[:, :2] / self.cell).astype(np.int64)
        high = np.ceil(boxes[:, 2:] / self.cell).astype(np.int64)
        left, bottom = np.minimum(np.maximum(low - first, 0), count).T
        right, top = np.minimum(np.maximum(high - first, 0), count).T
        if len(boxes) <= FEW:
            edges = zip(bottom, top, left, right, strict=True)
            load = np.array([self._taken[low:up, west:east].sum() for low, up, west, east in edges])
        else:
            lowest, sums = self._summed(int(bottom.min()), int(top.max()))
            bottom, top = bottom - lowest, top - lowest
            load = sums[top, right] - sums[bottom, right] - sums[top, left] + sums[bottom, left]
        outside = self.outside(boxes)
        area = (high - low).prod(axis=1)
        counts: NDArray[np.int64] = np.where(outside, np.maximum(area, 1), load).astype(np.int64)
        return counts

    def _summed(self, first: int, last: int) -> tuple[int, NDArray[np.int32]]:
        """How many cells are taken below and left of each corner, from row `first` to `last`.

        More rows are counted than asked for where they are known: returns the first of them.
        """
        if self._known is None or self._known[0] > first or self._known[1] < last:
            self._known = first, last, _sums(self._taken[first:last])
        return self._known[0], self._known[2]

    def outside(self, rects: ArrayLike) -> NDArray[np.bool_]:
        """Which of rects, shape (n, 4), leave the room."""
        boxes, room = np.atleast_2d(np.asarray(rects, dtype=np.float64)), self.room
        beyond = np.hstack(
            [boxes[:, :2] < (room.left, room.bottom), boxes[:, 2:] > (room.right, room.top)]
        )
        leaving: NDArray[np.bool_] = np.any(beyond, axis=1)
        return leaving

    def free(self, rect: Rect) -> bool:
        """Whether rect lies in the room and nothing of it is taken."""
        return rect.within(self.room) and not self._taken[self._touched(rect)].any()

    def _touched(self, rect: Rect) -> tuple[slice, slice]:
        """The cells that a rectangle touches."""
        across = self._span(rect.left, rect.right, self._columns)
        return self._span(rect.bottom, rect.top, self._rows), across

    def _span(self, low: float, high: float, cells: range) -> slice:
        first = math.floor(min(max(low, -FAR), FAR) / self.cell) - cells.start
        last = math.ceil(min(max(high, -FAR), FAR) / self.cell) - cells.start
        return slice(max(first, 0), max(last, 0))


def _sums(taken: NDArray[np.uint8]) -> NDArray[np.int32]:
    """How many cells are taken below and left of each corner of cells."""
    rows, columns = taken.shape
    sums = np.zeros((rows + 1, columns + 1), dtype=np.int32)
    inner = sums[1:, 1:]
    np.cumsum(taken, axis=0, dtype=np.int32, out=inner)
    np.cumsum(inner, axis=1, out=inner)
    return sums


def distances(rects: ArrayLike, points: Floats) -> Floats:
    """The distance from each of rects, shape (n, 4), to the nearest of points, shape (m, 2)."""
    boxes = np.atleast_2d(np.asarray(rects, dtype=np.float64))
    if not len(points):
        return np.full(len(boxes), np.inf)
    cell = CELL
    # A poster can hold a line so long that this has to be done again and again.
    while len(points) > (MANY if cell <= 2 else MOST):
        points = _rim(points, cell)
        cell *= 2
    x, y = points[:, 0][None, :], points[:, 1][None, :]
    squares = np.empty(len(boxes))
    # Not all at once: a long curve beside many boxes would fill the memory.
    some = max(1, AT_ONCE // len(points))
    for start in range(0, len(boxes), some):
        left, bottom, right, top = boxes[start : start + some].T[:, :, None]
        dx = np.maximum(np.maximum(left - x, x - right), 0)
        dy = np.maximum(np.maximum(bottom - y, y - top), 0)
        squares[start : start + some] = (dx * dx + dy * dy).min(axis=1)
    return np.sqrt(squares)


def _rim(points: Floats, cell: float) -> Floats:
    """One point for each cell in which there are some, but for cells amid others of them.

    From outside, no point amid others is the nearest.
    """
    cells = np.floor(points / cell).astype(np.int64)
    cells -= cells.min(axis=0) - 1
    rows = int(cells[:, 1].max()) + 2
    keys, first = np.unique(cells[:, 0] * rows + cells[:, 1], return_index=True)
    amid = np.ones(len(keys), dtype=bool)
    for step in (1, -1, rows, -rows):
        amid &= np.isin(keys + step, keys, assume_unique=True)
    rim: Floats = points[first[~amid]]
    return rim
