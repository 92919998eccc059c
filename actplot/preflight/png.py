"""A PNG as a sheet (W3C, Portable Network Graphics)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from actplot.preflight.sheet import SheetContents, Unreadable, of_pixels

SIGNATURE = b"\x89PNG\r\n\x1a\n"
SPACES = {0: "grey", 2: "RGB", 3: "RGB", 4: "grey", 6: "RGB"}
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
WITH_ALPHA = (4, 6)
MOST_CHUNKS = 50_000
BUFFER = 1 << 20
_TEXTS = (b"Description", b"Comment")
# What the alphas of an opaque row are after each filter, the first and all others: as they are,
# minus the left one, the one above, half the sum of both, the nearest of three (255 below).
_TOP_ROW = ((255, 255), (255, 0), (255, 255), (255, 128), (255, 0))
_OTHER_ROWS = ((255, 255), (255, 0), (0, 0), (128, 0), (0, 0))


def sheet(data: bytes) -> SheetContents:
    """What is known of a PNG. Raises Unreadable."""
    chunks: dict[bytes, list[bytes]] = {}
    for name, content in _chunks(data):
        chunks.setdefault(name, []).append(content)
    head = chunks.get(b"IHDR", [b""])[0]
    if len(head) != 13 or b"IEND" not in chunks:
        raise Unreadable("the PNG is damaged")
    width, height, depth, kind = struct.unpack(">IIBB", head[:10])
    if kind not in SPACES or not width or not height:
        raise Unreadable("the PNG is damaged")
    return of_pixels(
        "png",
        width,
        height,
        _dpi(chunks.get(b"pHYs", [b""])[0]),
        spaces=frozenset([SPACES[kind]]),
        transparent=b"tRNS" in chunks
        or (kind in WITH_ALPHA and not _opaque(chunks, width, height, depth, kind, head[12])),
        alt=_described(chunks),
        size=len(data),
    )


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, count = len(SIGNATURE), 0
    while at + 12 <= len(data):
        count += 1
        if count > MOST_CHUNKS:
            raise Unreadable(f"the PNG has more than {MOST_CHUNKS:,} chunks")
        length, name = struct.unpack(">I4s", data[at : at + 8])
        content = data[at + 8 : at + 8 + length]
        end = at + 12 + length
        if end > len(data) or struct.unpack(">I", data[end - 4 : end])[0] != zlib.crc32(
            name + content
        ):
            raise Unreadable("the PNG is damaged or truncated")
        yield name, content
        if name == b"IEND":
            return
        at = end


def _dpi(physical: bytes) -> float | None:
    """Pixels an inch, where the file gives them and the pixels are square."""
    if len(physical) != 9:
        return None
    across, up, unit = struct.unpack(">IIB", physical)
    return across * 0.0254 if unit == 1 and across == up and across else None


def _described(chunks: dict[bytes, list[bytes]]) -> bool:
    """Whether the file says what it shows."""
    texts = [text for kind in (b"iTXt", b"tEXt", b"zTXt") for text in chunks.get(kind, [])]
    entries = [text.partition(b"\0") for text in texts]
    return any(key in _TEXTS and rest.strip(b"\0\x01 ") for key, _, rest in entries)


def _opaque(
    chunks: dict[bytes, list[bytes]], width: int, height: int, depth: int, kind: int, lace: int
) -> bool:
    """Whether every pixel's alpha is full.

    As long as all pixels so far are opaque, the filter of a row leaves only one possible
    residue for the alphas of another opaque row: no pixel has to be computed.
    """
    if lace:
        return False
    size, channels = depth // 8, CHANNELS[kind]
    step = size * channels
    rows = _rows(b"".join(chunks.get(b"IDAT", [])), 1 + width * step)
    for row in range(height):
        line = next(rows, None)
        if line is None:
            raise Unreadable("the pixels of the PNG are truncated")
        first, others = (_OTHER_ROWS if row else _TOP_ROW)[min(line[0], 4)]
        for byte in range(size):
            alphas = line[1 + step - size + byte :: step]
            if alphas[0] != first or alphas[1:].count(others) != width - 1:
                return False
    return True


def _rows(data: bytes, stride: int) -> Iterator[bytes]:
    """The rows of filtered pixels, without holding them all at once."""
    inflate, left = zlib.decompressobj(), b""
    while data and not inflate.eof:
        try:
            left += inflate.decompress(data, max(stride, BUFFER))
        except zlib.error:
            raise Unreadable("the pixels of the PNG are damaged") from None
        data = inflate.unconsumed_tail
        whole = len(left) - len(left) % stride
        yield from (left[at : at + stride] for at in range(0, whole, stride))
        left = left[whole:]
