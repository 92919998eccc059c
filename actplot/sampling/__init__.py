"""From a function to what is drawn of it: Bezier pieces, corners, jumps, gaps."""

from __future__ import annotations

from .axis import Axis, Frame
from .model import Break, Circle, Extent, Features, Outline, Piece, Point

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
]
