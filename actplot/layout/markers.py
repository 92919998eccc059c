"""The outlines of circles and markers."""

from __future__ import annotations

import numpy as np

from actplot.arrays import Floats

KAPPA = 4 / 3 * (np.sqrt(2) - 1)


def circle(x: float, y: float, radius: float) -> Floats:
    """A circle as four cubic segments."""
    return np.array([*_turned([(1, 0), (1, KAPPA), (KAPPA, 1)]), (1, 0)]) * radius + (x, y)


def marker(kind: str, x: float, y: float, size: float) -> tuple[Floats, bool]:
    """The outline of a marker, and whether it is closed."""
    if kind in _CORNERS:
        count, turn, scale = _CORNERS[kind]
        angle = np.pi * (2 * np.arange(count) / count + turn)
        return np.column_stack([np.cos(angle), np.sin(angle)]) * size * scale + (x, y), True
    if kind in _SHAPES:
        return np.array(_SHAPES[kind]) * size + (x, y), True
    return np.array(_STROKES[kind]) * size + (x, y), False


def _turned(quarter: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """A figure from the quarter of it on the right, turned three times."""
    turns = ((1, 0), (0, 1), (-1, 0), (0, -1))
    return [(x * c - y * s, x * s + y * c) for c, s in turns for x, y in quarter]


# Regular polygons: corners, direction of the first in half turns, size.
_CORNERS = {
    "o": (24, 0.0, 0.85),
    ".": (24, 0.0, 0.5),
    "s": (4, 0.25, 1.1),
    "D": (4, 0.0, 1.1),
    "d": (4, 0.0, 0.9),
    "^": (3, 0.5, 1.1),
    "v": (3, -0.5, 1.1),
    "<": (3, 1.0, 1.1),
    ">": (3, 0.0, 1.1),
    "p": (5, 0.5, 1.0),
    "h": (6, 0.5, 1.0),
    "H": (6, 0.0, 1.0),
    "8": (8, 0.125, 1.0),
}
_PLUS = _turned([(0.9, -0.3), (0.9, 0.3), (0.3, 0.3)])
_SHAPES = {
    "*": [
        (r * float(np.cos(a)), r * float(np.sin(a)))
        for r, a in zip((1.2, 0.5) * 5, np.pi * (np.arange(10) / 5 + 0.5), strict=True)
    ],
    "P": _PLUS,
    "X": [((x - y) * 0.71, (x + y) * 0.71) for x, y in _PLUS],
    ",": [(-0.25, -0.25), (0.25, -0.25), (0.25, 0.25), (-0.25, 0.25)],
}
# Lines that are drawn without lifting the pen.
_STROKES = {
    "+": [(-1, 0), (1, 0), (0, 0), (0, 1), (0, -1)],
    "x": [(-0.7, -0.7), (0.7, 0.7), (0, 0), (-0.7, 0.7), (0.7, -0.7)],
    "|": [(0, -1), (0, 1)],
    "_": [(-1, 0), (1, 0)],
    "1": [(0, -1), (0, 0), (0.8, 0.5), (0, 0), (-0.8, 0.5)],
    "2": [(0, 1), (0, 0), (0.8, -0.5), (0, 0), (-0.8, -0.5)],
    "3": [(-1, 0), (0, 0), (0.5, 0.8), (0, 0), (0.5, -0.8)],
    "4": [(1, 0), (0, 0), (-0.5, 0.8), (0, 0), (-0.5, -0.8)],
}
