"""A JPEG as a sheet (ITU T.81, and JFIF for its resolution)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from actplot.preflight.sheet import SheetContents, Unreadable, of_pixels

_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
MOST_SEGMENTS = 10_000
_COMMENT, _APP0, _SCAN = 0xFE, 0xE0, 0xDA
_SPACES = {1: "grey", 3: "RGB", 4: "CMYK"}
_INCHES = {1: 1.0, 2: 2.54}


def sheet(data: bytes) -> SheetContents:
    """What is known of a JPEG. Raises Unreadable."""
    dpi, size, channels, alt = None, None, 3, False
    try:
        for marker, content in _segments(data):
            if marker in _FRAMES:
                height, width, channels = struct.unpack_from(">HHB", content, 1)
                size = width, height
            elif marker == _APP0 and content.startswith(b"JFIF\0"):
                unit, across, up = struct.unpack_from(">BHH", content, 7)
                if unit in _INCHES and across == up and across:
                    dpi = across * _INCHES[unit]
            elif marker == _COMMENT:
                alt = bool(content.strip(b"\0 "))
    except struct.error:
        raise Unreadable("the JPEG is damaged or truncated") from None
    if size is None:
        raise Unreadable("the JPEG is damaged or truncated")
    spaces = frozenset([_SPACES.get(channels, f"{channels} channels")])
    return of_pixels("jpg", *size, dpi, spaces=spaces, alt=alt, size=len(data))


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The segments before the pixels, each with its marker."""
    at = 2
    for _ in range(MOST_SEGMENTS):
        if at + 4 > len(data):
            return
        start, marker, length = struct.unpack_from(">BBH", data, at)
        if start != 0xFF or marker == _SCAN:
            return
        yield marker, data[at + 4 : at + 2 + length]
        at += 2 + length
