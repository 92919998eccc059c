"""Files that call themselves figures, and would take for ever or fill the memory."""

from __future__ import annotations

import struct
import sys
import zlib
from pathlib import Path

import pytest
from support import used

from actplot import metadata
from actplot.inputs import FIGURE

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">%s</svg>'
CHUNK = struct.pack(">L4s", 0, b"tEXt") + struct.pack(">L", zlib.crc32(b"tEXt"))
HEAD = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
PNG = (
    metadata.PNG
    + struct.pack(">L4s", len(HEAD), b"IHDR")
    + HEAD
    + struct.pack(">L", zlib.crc32(b"IHDR" + HEAD))
)
FULL = zlib.compress(bytes(1 << 22))
MOST = FIGURE - 1000
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"


def filled(head: bytes, part: bytes, tail: bytes = b"") -> bytes:
    """A file of nearly the most bytes that are read."""
    return head + part * ((MOST - len(head) - len(tail)) // len(part)) + tail


HOSTILE = {
    "zeros.svg": lambda: bytes(MOST), "tags.svg": lambda: SVG % (b"<g/>" * (MOST // 5)),
    "path.svg": lambda: SVG % (b'<path d="' + b"M0 0L1 1" * (MOST // 9) + b'"/>'),
    "texts.svg": lambda: SVG % (b"<text>a</text>" * (MOST // 15)),
    "metadata.svg": lambda: filled(b"<svg>", b"<actplot:x>"),
    "chunks.png": lambda: filled(PNG, CHUNK), "zeros.png": lambda: filled(PNG, b"\0"),
    "streams.pdf": lambda: filled(b"%PDF-1.7\n", b"stream\n"),
    "bomb.pdf": lambda: filled(b"%PDF-1.7\n", b"stream\n" + FULL + b"\nendstream\n"),
    "objects.pdf": lambda: filled(b"%PDF-1.7\n", b"1 0 obj\n<<>>\nendobj\n", b"%%EOF"),
    "tail.pdf": lambda: filled(b"%PDF-1.7\n%%EOF", b"\0"),
    "segments.jpg": lambda: filled(b"\xff\xd8", b"\xff\xe0\0\x02"),
    "tags.tiff": lambda: struct.pack("<4sLH", b"II*\0", 8, 65535) + bytes(MOST - 10),
}  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured otherwise there")
@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_at_once_and_in_little_memory(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(HOSTILE[name]())
    for command in ("check", "recover"):
        status, seconds, megabytes, output = used(tmp_path, command, str(path))
        assert status == 1, output
        assert "internal error" not in output
        assert seconds < 1.0, (command, seconds)
        assert megabytes < 300, (command, megabytes)


def test_images_in_an_svg_do_not_count() -> None:
    from actplot.preflight.svg import sheet

    image = b'<image href="data:image/png;base64,' + b"A" * 9_000_000 + b'"/>'
    assert sheet(SVG % image).size > 9_000_000
