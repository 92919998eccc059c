"""From a function to what is drawn of it: Bezier pieces, corners, jumps, gaps."""

from __future__ import annotations

from actplot.sampling.axis import Axis, Frame
from actplot.sampling.breaks import breaks
from actplot.sampling.model import Break, Circle, Extent, Features, Outline, Piece, Point
from actplot.sampling.outline import outline

__all__ = [
    "Axis",
    "Break",
    "Circle",
    "Extent",
    "Features",
    "Frame",
    "Outline",
    "Piece",
    "Point",
    "breaks",
    "outline",
]
