"""A figure to the bytes of a file, the same bytes every time."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from matplotlib.figure import Figure
from matplotlib.text import Text

from actplot import formats
from actplot.metadata import Metadata
from actplot.paint.formats import Options
from actplot.paint.missing import every_glyph


def to_bytes(
    figure: Figure, format: str, *, dpi: float, metadata: Metadata, svg: str = "path"
) -> bytes:
    """The whole file; call inside the rc context in which figure was built.

    The page has exactly the figure's size. Raises ActplotError for a character that no
    font has.
    """
    with every_glyph(text.get_text() for text in figure.findobj(Text)):
        data: bytes = _module(format).write(figure, metadata, Options(dpi, svg))
        return data


def _module(format: str) -> ModuleType:
    """The module of a format; it bears its name."""
    return import_module(f"actplot.paint.formats.{format}")


FORMATS = {name: row for name, row in formats.FORMATS.items() if row.made_from == "figure"}
"""The formats that are written from a figure."""
