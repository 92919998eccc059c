"""A figure to the bytes of a file, the same bytes every time."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.figure import Figure
from matplotlib.text import Text

from actplot.metadata import Metadata
from actplot.paint.formats import pdf, png, svg
from actplot.paint.missing import every_glyph
from actplot.records import Record


class Options(Record):
    """dpi is for pixels; text, path or text, is how an SVG holds its texts."""

    dpi: float = 300
    text: str = "path"


class Format(Record):
    """One output format: its name (also the suffix), media type and writer."""

    name: str
    mime: str
    write: Callable[[Figure, Metadata, Options], bytes]


def to_bytes(
    figure: Figure, format: str, *, dpi: float, metadata: Metadata, svg: str = "path"
) -> bytes:
    """The whole file; call inside the rc context in which figure was built.

    The page has exactly the figure's size. Raises ActplotError for a character that no
    font has.
    """
    with every_glyph(text.get_text() for text in figure.findobj(Text)):
        return FORMATS[format].write(figure, metadata, Options(dpi, svg))


FORMATS = {
    format.name: format
    for format in (
        Format("png", "image/png", lambda figure, data, how: png.write(figure, how.dpi, data)),
        Format("pdf", "application/pdf", lambda figure, data, how: pdf.write(figure, data)),
        Format("svg", "image/svg+xml", lambda figure, data, how: svg.write(figure, data, how.text)),
    )
}
