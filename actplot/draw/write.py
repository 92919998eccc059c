"""A figure to the bytes of a file, the same bytes every time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

from actplot.metadata import Metadata


@dataclass(frozen=True, slots=True)
class Format:
    """One output format: its name (also the suffix), media type and writer."""

    name: str
    mime: str
    write: Callable[[Figure, int, Metadata, str], bytes]


def to_bytes(
    figure: Figure, format: str, *, dpi: int, metadata: Metadata, svg: str = "path"
) -> bytes:
    """The whole file; call inside the rc context in which figure was built."""
    return FORMATS[format].write(figure, dpi, metadata, svg)


def _png(figure: Figure, dpi: int, metadata: Metadata, svg: str) -> bytes:
    return _save(
        figure,
        "png",
        dpi,
        {"Title": metadata.title, "Description": metadata.alt, "actplot:spec": metadata.spec},
    )


def _pdf(figure: Figure, dpi: int, metadata: Metadata, svg: str) -> bytes:
    info = {"Title": metadata.title, "Subject": metadata.alt, "CreationDate": None}
    with mpl.rc_context({"pdf.fonttype": 42}):
        return _save(figure, "pdf", dpi, info)


def _svg(figure: Figure, dpi: int, metadata: Metadata, svg: str) -> bytes:
    info = {"Title": metadata.title, "Description": metadata.alt, "Date": None}
    kind = "none" if svg == "text" else "path"
    with mpl.rc_context({"svg.hashsalt": "actplot", "svg.fonttype": kind}):
        return _save(figure, "svg", dpi, info)


def _save(figure: Figure, format: str, dpi: int, info: dict[str, Any]) -> bytes:
    with BytesIO() as file:
        # Inches exactly as asked: a tight box would change the page.
        figure.savefig(file, format=format, dpi=dpi, metadata=info, bbox_inches=None)
        return file.getvalue()


FORMATS = {
    format.name: format
    for format in (
        Format("png", "image/png", _png),
        Format("pdf", "application/pdf", _pdf),
        Format("svg", "image/svg+xml", _svg),
    )
}
