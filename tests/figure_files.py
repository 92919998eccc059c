"""PDF, SVG and PNG files made by hand for tests: small, and of known content."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

from actplot.paint import render
from actplot.plan.figure import plan
from actplot.spec import read

HELVETICA = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
TYPE3 = (
    "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0]"
    " /CharProcs << /a 5 0 R >> /Encoding << /Differences [97 /a] >> /FirstChar 97 /LastChar 97"
    " /Widths [600] >>"
)


def drawn(text: str, *formats: str) -> dict[str, bytes]:
    """A figure of ours in formats."""
    return render(plan(read(text, name="figure")), formats).files


def pdf(
    content: str,
    *,
    box: Sequence[float] = (0, 0, 252, 180),
    page: str = "",
    resources: str = f"/Font << /F {HELVETICA} >>",
    objects: Sequence[str] = (),
) -> bytes:
    """A PDF of one page with a content and resources; objects are numbered from 5."""
    size = " ".join(map(str, box))
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{size}] /Contents 4 0 R {page}"
        f" /Resources << {resources} >> >>",
        stream("", content),
        *objects,
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(bodies) + 1
    return (
        data
        + (
            f"xref\n0 {count}\n0000000000 65535 f \n{table}"
            f"trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
        ).encode()
    )


def stream(keys: str, content: str) -> str:
    """A stream as the body of an object."""
    return f"<< {keys} /Length {len(content)} >>\nstream\n{content}\nendstream"


def svg(body: str, head: str = 'width="100mm" height="50mm" viewBox="0 0 200 100"') -> bytes:
    """An SVG with a title, so that nothing is missing in it."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f" {head}><title>a figure</title>{body}</svg>"
    ).encode()


def png(
    pixels: Sequence[Sequence[Sequence[int]]],
    *,
    kind: int = 6,
    depth: int = 8,
    filters: Sequence[int] = (),
    dpi: float | None = 300,
    texts: Sequence[tuple[bytes, bytes]] = ((b"Description", b"a figure"),),
) -> bytes:
    """A PNG of rows of pixels (each a sequence of samples), each row with a filter of its own."""
    size = depth // 8
    step = size * len(pixels[0][0])
    above, rows = bytes(step * len(pixels[0])), b""
    for number, row in enumerate(pixels):
        line = b"".join(sample.to_bytes(size, "big") for pixel in row for sample in pixel)
        kind_of_filter = filters[number % len(filters)] if filters else 0
        rows += bytes([kind_of_filter]) + _filtered(line, above, step, kind_of_filter)
        above = line
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", len(pixels[0]), len(pixels), depth, kind, 0, 0, 0))]
    if dpi is not None:
        chunks.append((b"pHYs", struct.pack(">IIB", *[round(dpi / 0.0254)] * 2, 1)))
    chunks += [(b"tEXt", name + b"\0" + text) for name, text in texts]
    chunks += [(b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
        for name, content in chunks
    )


def _filtered(line: bytes, above: bytes, step: int, kind: int) -> bytes:
    left = bytes(step) + line[:-step]
    corner = bytes(step) + above[:-step]
    predicted = [
        bytes(len(line)),
        left,
        above,
        bytes((a + b) // 2 for a, b in zip(left, above, strict=True)),
        bytes(_paeth(a, b, c) for a, b, c in zip(left, above, corner, strict=True)),
    ][kind]
    return bytes((value - guess) % 256 for value, guess in zip(line, predicted, strict=True))


def _paeth(left: int, above: int, corner: int) -> int:
    guess = left + above - corner
    return min((left, above, corner), key=lambda value: abs(guess - value))
