"""The size of a text, measured by whatever will paint it."""

from __future__ import annotations

from typing import Protocol

from actplot.records import Record


class Box(Record):
    """Extent of a text in points; ascent and descent count from the last baseline."""

    width: float
    ascent: float
    descent: float

    @property
    def height(self) -> float:
        return self.ascent + self.descent


class Measure(Protocol):
    """The box of a text (several lines, mathematics) set at size points, unrotated."""

    def __call__(self, text: str, size: float, *, weight: str = "normal") -> Box: ...
