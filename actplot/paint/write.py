"""What is drawn to the bytes of a file, the same bytes every time."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from matplotlib.text import Text

from actplot.metadata import Metadata
from actplot.paint.formats import Drawable, Options, Writer
from actplot.paint.missing import every_glyph


def to_bytes(
    drawable: Drawable,
    format: str,
    *,
    dpi: float,
    metadata: Metadata,
    svg: str = "path",
    dark: Drawable | None = None,
    more: tuple[Drawable, ...] = (),
) -> bytes:
    """The whole file; call inside the rc context for which the texts were measured.

    The page has exactly the drawable's size; more are its further pages. Raises ActplotError
    for a character that no font has.
    """
    artists = (artist for page in (drawable, *more) for artist in page.artists())
    texts = (artist.get_text() for artist in artists if isinstance(artist, Text))
    with every_glyph(texts):
        writer = cast(Writer, import_module(f"actplot.paint.formats.{format}"))
        return writer.write(drawable, metadata, Options(dpi, svg, dark, more))
