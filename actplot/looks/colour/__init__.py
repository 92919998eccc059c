"""Colours: their names, and how far apart they look."""

from __future__ import annotations

from actplot.looks.colour.names import NAMES, RGB, hex_text, mixed, on_ground, opacity, rgb
from actplot.looks.colour.vision import (
    DEFICIENCIES,
    LEAST_CONTRAST,
    LEAST_TEXT_CONTRAST,
    chroma,
    contrast,
    difference,
    hue,
    legible,
    lightness,
    palest,
    simulated,
)

__all__ = [
    "DEFICIENCIES",
    "LEAST_CONTRAST",
    "LEAST_TEXT_CONTRAST",
    "NAMES",
    "RGB",
    "chroma",
    "contrast",
    "difference",
    "hex_text",
    "hue",
    "legible",
    "lightness",
    "mixed",
    "on_ground",
    "opacity",
    "palest",
    "rgb",
    "simulated",
]
