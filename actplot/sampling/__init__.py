"""From a function to what is drawn of it: Bezier pieces, corners, jumps, gaps."""

from __future__ import annotations

from actplot.sampling.axis import Axis, Frame
from actplot.sampling.breaks import breaks
from actplot.sampling.extent import extent
from actplot.sampling.features import features
from actplot.sampling.outline import outline
from actplot.sampling.pieces import Break, Circle, Extent, Features, Outline, Piece, Point
from actplot.sampling.polyline import polyline, table

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
    "extent",
    "features",
    "outline",
    "polyline",
    "table",
]
