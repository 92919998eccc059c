"""A figure's file as a sheet, by the reader for its kind."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

from actplot.errors import ActplotError, reason
from actplot.inputs import FIGURE, read_file
from actplot.preflight.sheet import SheetContents, Unreadable

# What files begin with, by the module that reads them.
_SIGNATURES = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "tiff": (b"II*\0", b"MM\0*"),
    "jpeg": (b"\xff\xd8\xff",),
    "eps": (b"%!PS", b"\xc5\xd0\xd3\xc6"),
}


def sheet(path: str | os.PathLike[str]) -> SheetContents:
    """What is known of a file. Raises ActplotError."""
    file = Path(path)
    try:
        data = read_file(file, FIGURE)
    except OSError as error:
        raise ActplotError(f"{file}: {reason(error)}") from None
    kind = _kind(data)
    if kind is None:
        raise ActplotError(
            f"{file}: not a PDF, SVG, PNG, EPS, TIFF or JPEG",
            help="convert it to one of these, or check the spec that it was drawn from",
        )
    try:
        contents: SheetContents = import_module(f"actplot.preflight.{kind}").sheet(data)
    except Unreadable as error:
        raise ActplotError(f"{file}: {error}") from None
    return contents


def _kind(data: bytes) -> str | None:
    """What kind of file this is, by what it begins with."""
    for kind, signatures in _SIGNATURES.items():
        if data.startswith(signatures):
            return kind
    # The header may come some way into the file (ISO 32000, annex H).
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return "svg" if b"<svg" in data[:65536] or b":svg" in data[:65536] else None
