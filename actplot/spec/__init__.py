"""A spec: YAML text to a checked model in which every value knows its place.

`read` does it all. `load` stops before the values are checked, which is enough to know
which files a spec becomes, and needs neither NumPy nor the catalogue.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from actplot.spec.describe import key_docs, schema
    from actplot.spec.draft import Draft, load
    from actplot.spec.figure import checked, read
    from actplot.spec.model import FigureSpec, LabelSpec, LegendSpec, PanelSpec, Ticks

__all__ = [
    "Draft",
    "FigureSpec",
    "LabelSpec",
    "LegendSpec",
    "PanelSpec",
    "Ticks",
    "checked",
    "key_docs",
    "load",
    "read",
    "schema",
]

_HOMES = {
    "Draft": "draft",
    "load": "draft",
    "checked": "figure",
    "read": "figure",
    "key_docs": "describe",
    "schema": "describe",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES.get(name, 'model')}"), name)
    globals()[name] = value
    return value
