"""Rectangles on the page and the record of which parts of the page are taken.

All lengths are points, counted from the lower left corner of the page.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from actplot.records import Record

Floats = NDArray[np.float64]
# Side of a cell of the record, in pt: finer than anyone sees a gap.
CELL = 0.5
# More of them than the largest page of a journal has.
MOST_CELLS = 2_000_000
CLEARANCE = 1.0  # pt free around a text
# Of more points, those that cannot be the nearest are left out.
MANY = 4000
# So few rectangles are asked for one by one: to sum up the whole page takes longer.
FEW = 16
# Beyond every page.
FAR = 1e6
# Distances, or places along a line, that are computed together.
AT_ONCE = 500_000


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
        return np.array(
            [
                (self.left, self.bottom),
                (self.right, self.bottom),
                (self.right, self.top),
                (self.left, self.top),
            ]
        )


class Ground:
    """Which cells of the page are taken, to ask quickly whether rectangles are free.

    Whatever leaves the room, a part of the page, is not free.
    """

    def __init__(self, width: float, height: float, room: Rect | None = None) -> None:
        self.page = Rect(0, 0, width, height)
        self.room = room or self.page
        # Of a poster a coarser record does, and takes no more memory than that of a page.
        self.cell = max(CELL, float(np.sqrt(width * height / MOST_CELLS)))
        shape = int(np.ceil(height / self.cell)) + 1, int(np.ceil(width / self.cell)) + 1
        self._taken = np.zeros(shape, dtype=np.int32)
        self._sums: NDArray[np.int32] | None = None

    def copy(self) -> Ground:
        """The same ground, to try something on."""
        other = Ground(self.page.width, self.page.height, self.room)
        other._taken = self._taken.copy()
        return other

    def take(self, rect: Rect) -> None:
        """Mark a rectangle as taken."""
        rows, columns = self._taken.shape
        left, right = self._span(rect.left, rect.right, columns)
        bottom, top = self._span(rect.bottom, rect.top, rows)
        self._taken[bottom:top, left:right] = 1
        self._sums = None

    def take_path(self, points: Floats, width: float) -> None:
        """Mark a line through points of shape (n, 2), width pt wide, as taken."""
        if len(points) < 2:
            return
        # What lies far beyond the page has no cell, however far it lies.
        size = np.array([self.page.width, self.page.height])
        points = np.clip(points, -size - width, 2 * size + width)
        steps = np.hypot(*np.diff(points, axis=0).T)
        arc = np.concatenate([[0.0], np.cumsum(steps)])
        if not arc[-1] > 0:
            return
        count = int(arc[-1] / (self.cell / 2)) + 2
        for start in range(0, count, AT_ONCE):
            at = np.arange(start, min(start + AT_ONCE, count)) * (arc[-1] / (count - 1))
            self._take(np.interp(at, arc, points[:, 0]), np.interp(at, arc, points[:, 1]), width)
        self._sums = None

    def _take(self, x: Floats, y: Floats, width: float) -> None:
        """Mark dots width pt wide as taken."""
        rows, columns = self._taken.shape
        reach = round(width / 2 / self.cell)
        for dy in range(-reach, reach + 1):
            for dx in range(-reach, reach + 1):
                column = np.floor(x / self.cell).astype(int) + dx
                row = np.floor(y / self.cell).astype(int) + dy
                inside = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
                self._taken[row[inside], column[inside]] = 1

    def load(self, rects: ArrayLike) -> NDArray[np.int64]:
        """The number of taken cells in each of rects, shape (n, 4) as in Rect.

        Whatever leaves the room counts as taken throughout.
        """
        boxes = np.atleast_2d(np.asarray(rects, dtype=np.float64)).clip(-FAR, FAR)
        rows, columns = self._taken.shape
        low = np.floor(boxes[:, :2] / self.cell).astype(int)
        high = np.ceil(boxes[:, 2:] / self.cell).astype(int)
        left, right = np.clip(low[:, 0], 0, columns), np.clip(high[:, 0], 0, columns)
        bottom, top = np.clip(low[:, 1], 0, rows), np.clip(high[:, 1], 0, rows)
        if self._sums is None and len(boxes) <= FEW:
            edges = zip(bottom, top, left, right, strict=True)
            load = np.array([self._taken[low:up, west:east].sum() for low, up, west, east in edges])
        else:
            if self._sums is None:
                self._sums = np.pad(self._taken, ((1, 0), (1, 0))).cumsum(0).cumsum(1)
            sums = self._sums
            load = sums[top, right] - sums[bottom, right] - sums[top, left] + sums[bottom, left]
        outside = self.outside(boxes)
        area = (high - low).prod(axis=1)
        found: NDArray[np.int64] = np.where(outside, np.maximum(area, 1), load).astype(np.int64)
        return found

    def outside(self, rects: ArrayLike) -> NDArray[np.bool_]:
        """Which of rects, shape (n, 4), leave the room."""
        boxes, room = np.atleast_2d(np.asarray(rects, dtype=np.float64)), self.room
        beyond = np.hstack(
            [boxes[:, :2] < (room.left, room.bottom), boxes[:, 2:] > (room.right, room.top)]
        )
        found: NDArray[np.bool_] = np.any(beyond, axis=1)
        return found

    def free(self, rect: Rect) -> bool:
        """Whether nothing stands in rect and it lies in the room."""
        return bool(self.load([(rect.left, rect.bottom, rect.right, rect.top)])[0] == 0)

    def _span(self, low: float, high: float, count: int) -> tuple[int, int]:
        return (
            int(np.clip(np.floor(low / self.cell), 0, count)),
            int(np.clip(np.ceil(high / self.cell), 0, count)),
        )


def distances(rects: ArrayLike, points: Floats) -> Floats:
    """The distance from each of rects, shape (n, 4), to the nearest of points, shape (m, 2)."""
    boxes = np.atleast_2d(np.asarray(rects, dtype=np.float64))
    if not len(points):
        return np.full(len(boxes), np.inf)
    cell = CELL
    while len(points) > MANY:
        points = _rim(points, cell)
        cell *= 2  # a poster can hold a line so long that this has to be done again
    x, y = points[:, 0][None, :], points[:, 1][None, :]
    found = np.empty(len(boxes))
    # Not all at once: a long curve beside many boxes would fill the memory.
    some = max(1, AT_ONCE // len(points))
    for start in range(0, len(boxes), some):
        left, bottom, right, top = boxes[start : start + some].T[:, :, None]
        dx = np.maximum(np.maximum(left - x, x - right), 0)
        dy = np.maximum(np.maximum(bottom - y, y - top), 0)
        found[start : start + some] = (dx * dx + dy * dy).min(axis=1)
    return np.sqrt(found)


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
    found: Floats = points[first[~amid]]
    return found
