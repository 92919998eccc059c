"""A spec: YAML text to a checked model in which every value knows its place."""

from __future__ import annotations

from actplot.spec.model import (
    AxesSpec,
    CurveSpec,
    FigureSpec,
    FillSpec,
    FontSpec,
    InsetSpec,
    LegendSpec,
    LineSpec,
    NoteSpec,
    PanelSpec,
    SizeSpec,
    Ticks,
)

__all__ = [
    "AxesSpec",
    "CurveSpec",
    "FigureSpec",
    "FillSpec",
    "FontSpec",
    "InsetSpec",
    "LegendSpec",
    "LineSpec",
    "NoteSpec",
    "PanelSpec",
    "SizeSpec",
    "Ticks",
]
