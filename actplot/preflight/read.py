"""A figure's file as a sheet, by the reader for its kind."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from actplot.errors import ActplotError, Problem
from actplot.inputs import FIGURE, read_file
from actplot.preflight.sheet import SheetContents, Unreadable


def sheet(path: str | os.PathLike[str]) -> SheetContents:
    """What is known of a file. Raises ActplotError."""
    file = Path(path)
    try:
        data = read_file(file, FIGURE)
    except OSError as error:
        raise ActplotError(f"{file}: {(error.strerror or str(error)).lower()}") from None
    reader = _reader(data)
    if reader is None:
        raise ActplotError(
            Problem(
                f"{file}: not a PDF, SVG, PNG, EPS, TIFF or JPEG",
                help="convert it to one of these, or check the spec that it was drawn from",
            )
        )
    try:
        return reader(data)
    except Unreadable as error:
        raise ActplotError(f"{file}: {error}") from None


def _reader(data: bytes) -> Callable[[bytes], SheetContents] | None:
    """The reader for a file, by what it begins with."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        from actplot.preflight.png import sheet as png

        return png
    if data.startswith((b"II*\0", b"MM\0*")):
        from actplot.preflight.tiff import sheet as tiff

        return tiff
    if data.startswith(b"\xff\xd8\xff"):
        from actplot.preflight.jpeg import sheet as jpeg

        return jpeg
    if data.startswith((b"%!PS", b"\xc5\xd0\xd3\xc6")):
        from actplot.preflight.eps import sheet as eps

        return eps
    # The header may stand some way into the file (ISO 32000, annex H).
    if b"%PDF-" in data[:1024]:
        from actplot.preflight.pdf import sheet as pdf

        return pdf
    if b"<svg" in data[:65536] or b":svg" in data[:65536]:
        from actplot.preflight.svg import sheet as svg

        return svg
    return None
