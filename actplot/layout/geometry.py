"""Rectangles on the page and the record of which parts of the page are taken.

All lengths are points, counted from the lower left corner of the page.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from actplot.records import Record

Floats = NDArray[np.float64]
# Side of a cell of the record, in pt: finer than anyone sees a gap.
CELL = 1.0
CLEARANCE = 1.0  # pt free around a text


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
        self._taken = np.zeros(
            (int(np.ceil(height / CELL)) + 1, int(np.ceil(width / CELL)) + 1), dtype=np.int32
        )
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
        steps = np.hypot(*np.diff(points, axis=0).T)
        arc = np.concatenate([[0.0], np.cumsum(steps)])
        if not arc[-1] > 0:
            return
        at = np.linspace(0, arc[-1], int(arc[-1] / (CELL / 2)) + 2)
        x, y = np.interp(at, arc, points[:, 0]), np.interp(at, arc, points[:, 1])
        rows, columns = self._taken.shape
        reach = round(width / 2 / CELL)
        for dy in range(-reach, reach + 1):
            for dx in range(-reach, reach + 1):
                column = np.floor(x / CELL).astype(int) + dx
                row = np.floor(y / CELL).astype(int) + dy
                inside = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
                self._taken[row[inside], column[inside]] = 1
        self._sums = None

    def load(self, rects: ArrayLike) -> NDArray[np.int64]:
        """The number of taken cells in each of rects, shape (n, 4) as in Rect.

        Whatever leaves the room counts as taken throughout.
        """
        boxes = np.atleast_2d(np.asarray(rects, dtype=np.float64))
        if self._sums is None:
            self._sums = np.pad(self._taken, ((1, 0), (1, 0))).cumsum(0).cumsum(1)
        rows, columns = self._taken.shape
        low = np.floor(boxes[:, :2] / CELL).astype(int)
        high = np.ceil(boxes[:, 2:] / CELL).astype(int)
        left, right = np.clip(low[:, 0], 0, columns), np.clip(high[:, 0], 0, columns)
        bottom, top = np.clip(low[:, 1], 0, rows), np.clip(high[:, 1], 0, rows)
        sums = self._sums
        load = sums[top, right] - sums[bottom, right] - sums[top, left] + sums[bottom, left]
        outside = (
            (boxes[:, 0] < self.room.left)
            | (boxes[:, 1] < self.room.bottom)
            | (boxes[:, 2] > self.room.right)
            | (boxes[:, 3] > self.room.top)
        )
        area = (high - low).prod(axis=1)
        found: NDArray[np.int64] = np.where(outside, np.maximum(area, 1), load).astype(np.int64)
        return found

    def free(self, rect: Rect) -> bool:
        """Whether nothing stands in rect and it lies in the room."""
        return bool(self.load([(rect.left, rect.bottom, rect.right, rect.top)])[0] == 0)

    @staticmethod
    def _span(low: float, high: float, count: int) -> tuple[int, int]:
        return (
            int(np.clip(np.floor(low / CELL), 0, count)),
            int(np.clip(np.ceil(high / CELL), 0, count)),
        )


def distances(rects: ArrayLike, points: Floats) -> Floats:
    """The distance from each of rects, shape (n, 4), to the nearest of points, shape (m, 2)."""
    boxes = np.atleast_2d(np.asarray(rects, dtype=np.float64))
    if not len(points):
        return np.full(len(boxes), np.inf)
    x, y = points[:, 0][None, :], points[:, 1][None, :]
    dx = np.maximum(np.maximum(boxes[:, 0:1] - x, x - boxes[:, 2:3]), 0)
    dy = np.maximum(np.maximum(boxes[:, 1:2] - y, y - boxes[:, 3:4]), 0)
    nearest: Floats = np.sqrt((dx * dx + dy * dy).min(axis=1))
    return nearest
