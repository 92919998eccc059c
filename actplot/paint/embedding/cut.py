"""A TrueType font cut down to some of its glyphs, for embedding in a PDF.

Only the tables that a PDF needs are copied, glyph by glyph; fontTools would parse the whole
font for every file. The format: https://learn.microsoft.com/typography/opentype/spec/glyf
"""

from __future__ import annotations

import struct
from functools import lru_cache

from actplot.paint.embedding import sfnt

_ARE_WORDS, _SCALE, _MORE, _XY_SCALE, _TWO_BY_TWO, _INSTRUCTIONS = 1, 8, 0x20, 0x40, 0x80, 0x100


class NotTrueTypeError(ValueError):
    """The font has no quadratic outlines, or it is damaged."""


@lru_cache(maxsize=128)
def cut(path: str, index: int, wanted: frozenset[int]) -> tuple[bytes, dict[int, int]]:
    """A font of the wanted glyphs and those they are composed of, and their new numbers."""
    try:
        return _cut(_Tables(path, index), wanted)
    except (struct.error, KeyError, IndexError) as error:
        raise NotTrueTypeError(path) from error


class _Tables:
    """The tables of a face, by name."""

    def __init__(self, path: str, index: int) -> None:
        with open(path, "rb") as file:
            data = file.read()
        start = 0
        if data[:4] == b"ttcf":
            (start,) = struct.unpack_from(">L", data, 12 + 4 * index)
        self._data, self._places = data, sfnt.directory(data, start)

    def __getitem__(self, tag: bytes) -> bytes:
        offset, length = self._places[tag]
        return self._data[offset : offset + length]


def _cut(tables: _Tables, wanted: frozenset[int]) -> tuple[bytes, dict[int, int]]:
    glyf, head = tables[b"glyf"], tables[b"head"]
    (long,) = struct.unpack_from(">h", head, 50)
    loca = tables[b"loca"]

    def raw(glyph: int) -> bytes:
        if long:
            start, end = struct.unpack_from(">LL", loca, 4 * glyph)
        else:
            start, end = (2 * value for value in struct.unpack_from(">HH", loca, 2 * glyph))
        return glyf[start:end]

    glyphs: dict[int, bytes] = {}
    waiting = sorted({0, *wanted}, reverse=True)
    while waiting:
        glyph = waiting.pop()
        if glyph not in glyphs:
            glyphs[glyph] = raw(glyph)
            waiting += [part for part, _ in _components(glyphs[glyph])]
    numbers = {glyph: number for number, glyph in enumerate(sorted(glyphs))}
    content, offsets = b"", [0]
    for glyph in numbers:
        data = _stripped(glyphs[glyph], numbers)
        content += data + bytes(-len(data) % 4)
        offsets.append(len(content))
    return sfnt.wrap(
        {
            b"glyf": content or b"\0",
            b"head": head[:50] + struct.pack(">h", 1) + head[52:],
            b"hhea": tables[b"hhea"][:34] + struct.pack(">H", len(numbers)),
            b"hmtx": _metrics(tables, numbers),
            b"loca": struct.pack(f">{len(offsets)}L", *offsets),
            # Without instructions, the limits for them are 0.
            b"maxp": tables[b"maxp"][:4] + struct.pack(">H", len(numbers))
            + tables[b"maxp"][6:14] + struct.pack(">HHHHHHH", 2, 0, 0, 0, 0, 0, 0)
            + tables[b"maxp"][28:32],
        }
    ), numbers  # fmt: skip


def _metrics(tables: _Tables, numbers: dict[int, int]) -> bytes:
    hmtx = tables[b"hmtx"]
    (full,) = struct.unpack_from(">H", tables[b"hhea"], 34)
    entries = b""
    for glyph in numbers:
        if glyph < full:
            entries += hmtx[4 * glyph : 4 * glyph + 4]
        else:  # the last width holds for all the others
            bearing = 4 * full + 2 * (glyph - full)
            entries += hmtx[4 * full - 4 : 4 * full - 2] + hmtx[bearing : bearing + 2]
    return entries


def _components(data: bytes) -> list[tuple[int, int]]:
    """The glyphs of which one is composed, each with the place of its number."""
    if not data or struct.unpack_from(">h", data)[0] >= 0:
        return []
    components, place = [], 10
    while True:
        flags, glyph = struct.unpack_from(">HH", data, place)
        components.append((glyph, place + 2))
        place = _after(flags, place)
        if not flags & _MORE:
            return components


def _after(flags: int, place: int) -> int:
    place += 8 if flags & _ARE_WORDS else 6
    if flags & _TWO_BY_TWO:
        return place + 8
    return place + (4 if flags & _XY_SCALE else 2 if flags & _SCALE else 0)


def _stripped(data: bytes, numbers: dict[int, int]) -> bytes:
    """A glyph without instructions, its components by their new numbers."""
    if not data:
        return b""
    (contours,) = struct.unpack_from(">h", data)
    if contours >= 0:
        place = 10 + 2 * contours
        (length,) = struct.unpack_from(">H", data, place)
        return data[:place] + b"\0\0" + data[place + 2 + length :]
    changed = bytearray(data)
    end = 10
    for glyph, place in _components(data):
        (flags,) = struct.unpack_from(">H", data, place - 2)
        struct.pack_into(">HH", changed, place - 2, flags & ~_INSTRUCTIONS, numbers[glyph])
        end = _after(flags, place - 2)
    return bytes(changed[:end])
