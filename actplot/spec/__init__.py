"""A spec: YAML text to a checked model in which every value knows its place.

`read` does it all. `load` stops before the values are checked, which is enough to know
which files a spec becomes, and needs neither NumPy nor the catalogue.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from actplot.spec.describe import key_docs as key_docs
    from actplot.spec.describe import schema as schema
    from actplot.spec.draft import Draft as Draft
    from actplot.spec.draft import load as load
    from actplot.spec.figure import activations as activations
    from actplot.spec.figure import checked as checked
    from actplot.spec.figure import read as read
    from actplot.spec.model import FigureSpec as FigureSpec

# The module that each name comes from.
_HOMES = {
    "Draft": "draft",
    "FigureSpec": "model",
    "activations": "figure",
    "checked": "figure",
    "key_docs": "describe",
    "load": "draft",
    "read": "figure",
    "schema": "describe",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
