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
from actplot.spec.read import Draft, checked, load, read
from actplot.spec.schema import documentation, keys, schema

__all__ = [
    "AxesSpec",
    "CurveSpec",
    "Draft",
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
    "checked",
    "documentation",
    "keys",
    "load",
    "read",
    "schema",
]
