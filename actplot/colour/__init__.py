"""Colours: their names, and how far apart they look."""

from __future__ import annotations

from actplot.colour.names import NAMES, RGB, hex_text, mixed, rgb
from actplot.colour.vision import (
    DEFICIENCIES,
    chroma,
    contrast,
    difference,
    lightness,
    simulated,
)

__all__ = [
    "DEFICIENCIES",
    "NAMES",
    "RGB",
    "chroma",
    "contrast",
    "difference",
    "hex_text",
    "lightness",
    "mixed",
    "rgb",
    "simulated",
]
