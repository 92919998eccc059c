"""PDF: matplotlib's, put in order and given a description.

matplotlib numbers its objects by the paths of font files and knows neither XMP nor a
language. So its objects are taken apart and written anew in the order in which the page
refers to them. The format: ISO 32000-1 (PDF 1.4 is what is written).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_pdf import PdfFile, RendererPdf

from actplot.fonts.characters import language
from actplot.metadata import Metadata, seal
from actplot.paint.formats import Drawable, Options
from actplot.paint.formats.packet import CREATOR, date, xmp
from actplot.paint.settings import settings
from actplot.paint.startup import fast_subsets
from actplot.units import PT_PER_INCH

_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
# What matplotlib would say of the file; it is said here.
_PLAIN: Any = {"CreationDate": None, "Creator": None, "Producer": None}
_STREAM = re.compile(rb"\s*stream\r?\n")


def write(drawable: Drawable, metadata: Metadata, options: Options) -> bytes:
    """The drawing with its fonts embedded as TrueType, each cut down to what is used."""
    date("")  # matplotlib would stumble over a wrong one
    with (
        BytesIO() as file,
        fast_subsets(),
        settings({"pdf.fonttype": 42, "ps.fonttype": 42, "pdf.compression": 9}),
    ):
        document = PdfFile(file, metadata=_PLAIN)
        for page in (drawable, *options.more):
            document.newPage(page.width, page.height)
            renderer = RendererPdf(document, options.dpi, page.height, page.width)
            page.draw(renderer, PT_PER_INCH)
            renderer.finalize()
        document.finalize()
        drawn = file.getvalue()
        document.close()
    return seal(_assemble(_objects(drawn), metadata))


def _objects(data: bytes) -> dict[int, bytes]:
    """The objects of matplotlib's file by number, from its cross-reference table."""
    start = int(data[data.rindex(b"startxref") :].split()[1])
    lines = data[start:].split(b"\n")
    first, count = map(int, lines[1].split())
    objects = {}
    for number, line in enumerate(lines[2 : 2 + count], first):
        offset, _, kind = line.split()
        if kind == b"n":
            place = data.index(b"obj", int(offset)) + len(b"obj")
            objects[number] = _object(data, place)
    return objects


def _object(data: bytes, place: int) -> bytes:
    """One object from after `obj`; endobj may occur in a stream's bytes, so lengths count."""
    end = data.index(b"endobj", place)
    stream = _STREAM.search(data, place, end)
    if stream is not None:
        length = re.search(rb"/Length (\d+)( 0 R)?", data[place : stream.start()])
        assert length is not None
        size = _indirect(data, int(length[1])) if length[2] else int(length[1])
        end = data.index(b"endobj", stream.end() + size)
    return data[place:end].strip()


def _indirect(data: bytes, number: int) -> int:
    match = re.search(rb"\n%d 0 obj\s+(\d+)\s+endobj" % number, data)
    assert match is not None
    return int(match[1])


def _assemble(objects: dict[int, bytes], metadata: Metadata) -> bytes:
    """A file of the page and what it refers to, numbered in the order of reference."""
    pages = next(n for n, body in objects.items() if b"/Type /Pages" in body[:200])
    bodies = {number: _tidied(body, objects) for number, body in objects.items()}
    order = [*_reached(pages, bodies)]
    # Before these are the catalogue, the description and the metadata.
    numbers = {old: new for new, old in enumerate(order, 4)}
    catalogue = (
        f"<< /Type /Catalog /Pages {numbers[pages]} 0 R /Metadata 3 0 R"
        f" /Lang {_string(language(metadata.title + metadata.alt))}"
        " /ViewerPreferences << /DisplayDocTitle true >> >>"
    )
    packet = xmp(metadata, "application/pdf")
    written = [
        catalogue.encode(),
        _info(metadata),
        b"<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%b\nendstream"
        % (len(packet), packet),
        *(_renumbered(bodies[number], numbers) for number in order),
    ]
    body, offsets = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, content in enumerate(written, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(written) + 1
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n" % count
        + table
        + b"trailer\n<< /Size %d /Root 1 0 R /Info 2 0 R >>\n" % count
        + b"startxref\n%d\n%%%%EOF\n" % len(body)
    )


def _split(body: bytes) -> tuple[bytes, bytes]:
    """The dictionary of an object, and its stream from the word on."""
    stream = _STREAM.search(body)
    if stream is None or not body.startswith(b"<<"):
        return body, b""
    return body[: stream.start()], body[stream.start() :]


def _tidied(body: bytes, objects: dict[int, bytes]) -> bytes:
    """Without references to empty objects, to lengths and to what readers ignore."""
    head, stream = _split(body)
    head = re.sub(rb"\s*/ProcSet \[[^]]*\]", b"", head)

    def shortened(match: re.Match[bytes]) -> bytes:
        content = objects[int(match[2])]
        if re.fullmatch(rb"<<\s*>>|\[\s*\]", content):
            return b""
        return b"/Length " + content if match[1] == b"/Length" else match[0]

    head = re.sub(rb"(/\w+) (\d+) 0 R\s?", shortened, head)
    if re.match(rb"<<\s*/F\d+ ", head):
        fonts = sorted(re.findall(rb"/F(\d+) (\d+ 0 R)", head), key=lambda font: int(font[0]))
        head = b"<< " + b" ".join(b"/F%b %b" % font for font in fonts) + b" >>"
    return head + stream


def _reached(start: int, bodies: dict[int, bytes]) -> Iterator[int]:
    """The objects that are referred to from one of them, that one first, each once."""
    seen = {start}
    waiting = [start]
    while waiting:
        number = waiting.pop(0)
        yield number
        for reference in _REFERENCE.findall(_split(bodies[number])[0]):
            if (target := int(reference)) not in seen:
                seen.add(target)
                waiting.append(target)


def _renumbered(body: bytes, numbers: dict[int, int]) -> bytes:
    head, stream = _split(body)
    return _REFERENCE.sub(lambda match: b"%d 0 R" % numbers[int(match[1])], head) + stream


def _info(metadata: Metadata) -> bytes:
    entries = {
        "Title": metadata.title,
        "Subject": metadata.alt,
        "Creator": CREATOR,
        "Producer": f"matplotlib {mpl.__version__}",
    }
    if stamp := date("D:%Y%m%d%H%M%SZ"):
        entries |= {"CreationDate": stamp, "ModDate": stamp}
    pairs = " ".join(f"/{key} {_string(text)}" for key, text in entries.items() if text)
    return f"<< {pairs} >>".encode()


def _string(text: str) -> str:
    if text.isascii() and text.isprintable():
        return "(" + re.sub(r"([\\()])", r"\\\1", text) + ")"
    marked = ("\ufeff" + text).encode("utf-16-be", "replace")
    return f"<{marked.hex().upper()}>"
