"""A PDF from any program as a sheet: its first page, read operator by operator (ISO 32000)."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from actplot.errors import ActplotError, install
from actplot.looks.venues.venue import CAPITAL
from actplot.preflight.painting import Painting
from actplot.preflight.pdf.content import paint
from actplot.preflight.pdf.fonts import kinds
from actplot.preflight.pdf.objects import plain
from actplot.preflight.runs import texts
from actplot.preflight.sheet import SheetContents, Unreadable
from actplot.units import MM_PER_PT

ENDING = 4096  # bytes in which a PDF says that it ends here
MOST_OBJECTS = 100_000
MOST_ELEMENTS = 500  # of the structure tree that are searched for an alternative text


def sheet(data: bytes) -> SheetContents:
    """What the first page of a PDF shows. Raises Unreadable, or ActplotError without pypdf."""
    reader_of = _pypdf()
    if b"%%EOF" not in data[-ENDING:]:
        raise Unreadable("the PDF is damaged: its end is missing, or something follows it")
    if data.count(b" obj") > MOST_OBJECTS:
        raise Unreadable(f"the PDF has more than {MOST_OBJECTS:,} objects")
    with _quiet():
        try:
            reader = reader_of(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise Unreadable("the PDF is encrypted, and asks for a password")
            return _sheet(reader, len(data))
        except (Unreadable, MemoryError):
            raise
        except Exception as error:  # a broken file breaks pypdf at any place and in any way
            if "cryptography" in str(error):
                raise Unreadable("the PDF is encrypted; decrypt it first, with `qpdf --decrypt`")\
                    from None  # fmt: skip
            reason = str(error).strip().split("\n")[0] or type(error).__name__
            raise Unreadable(f"the PDF is damaged: {reason}") from None


def _pypdf() -> Any:
    try:
        from pypdf import PdfReader
    except ImportError:
        message = "reading PDF files needs pypdf, which is not installed"
        raise ActplotError(message, help=install("pdf", "pypdf")) from None
    return PdfReader


@contextmanager
def _quiet() -> Iterator[None]:
    """Without what pypdf logs about a file, whose user gets the findings instead."""
    logger, handler = logging.getLogger("pypdf"), logging.NullHandler()
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


def _sheet(reader: Any, size: int) -> SheetContents:
    if not reader.pages:
        raise Unreadable("the PDF has no page")
    page = reader.pages[0]
    width, height = _size(page)
    painting = paint(page, reader)
    return SheetContents(
        origin="pdf",
        width=width * MM_PER_PT,
        height=height * MM_PER_PT,
        formats=("pdf",),
        texts=tuple(texts(painting.runs, painting.rules)),
        strokes=painting.lines(),
        fonts=tuple(kinds(painting.fonts)),
        images=tuple(painting.images),
        background=painting.background(width * height),
        spaces=frozenset(painting.spaces),
        transparent=painting.transparent,
        alt=_described(reader),
        size=size,
        pages=len(reader.pages),
        capital=_capital(painting),
    )


def _size(page: Any) -> tuple[float, float]:
    """The page in pt as it is shown."""
    unit = float(page.get("/UserUnit", 1) or 1)
    width, height = float(page.cropbox.width) * unit, float(page.cropbox.height) * unit
    return (height, width) if int(page.get("/Rotate", 0) or 0) % 180 else (width, height)


def _capital(painting: Painting) -> float:
    """The height of capitals in the font of most of the text; the usual one if none is given."""
    counts = {CAPITAL: 0}
    for run in painting.runs:
        if 0.5 < run.capital < 0.9:
            counts[run.capital] = counts.get(run.capital, 0) + len(run.text)
    return max(counts, key=lambda height: counts[height])


def _described(reader: Any) -> bool:
    """Whether the file says what it shows: in its information, or in the tags of its figures."""
    info = plain(reader.trailer.get("/Info")) or {}
    if str(plain(info.get("/Subject")) or "").strip():
        return True
    root = plain(reader.trailer["/Root"])
    queue, seen = [plain(root.get("/StructTreeRoot"))], 0
    while queue and seen < MOST_ELEMENTS:
        element, seen = queue.pop(), seen + 1
        if isinstance(element, list):
            queue += [plain(child) for child in element]
        elif isinstance(element, dict):
            if str(plain(element.get("/Alt")) or "").strip():
                return True
            queue.append(plain(element.get("/K")))
    return False
