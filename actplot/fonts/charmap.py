"""Which characters a font has, read from its own table, without opening it for drawing."""

from __future__ import annotations

import os
import struct
import sys
from array import array
from bisect import bisect_left, bisect_right
from functools import lru_cache

from actplot.fonts import faces
from actplot.fonts.faces import Face

# Platform and encoding of tables of Unicode, the best first.
_UNICODE = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))


def charmap(face: Face) -> _Segments | _Groups | None:
    """The characters of a face; None if they are listed in a way that is not read here."""
    try:
        return _charmap(face, os.stat(face.path).st_mtime_ns)
    except (OSError, struct.error, IndexError, ValueError):
        return None


@lru_cache(maxsize=64)
def _charmap(face: Face, changed: int) -> _Segments | _Groups | None:
    table = faces.table(face, "cmap")
    (count,) = struct.unpack_from(">2xH", table)
    offsets = {
        (platform, encoding): offset
        for platform, encoding, offset in struct.iter_unpack(">HHL", table[4 : 4 + 8 * count])
    }
    for key in _UNICODE:
        if key in offsets:
            data = table[offsets[key] :]
            (form,) = struct.unpack_from(">H", data)
            if form in (4, 12):
                return _Segments(data) if form == 4 else _Groups(data)
    return None


class _Segments:
    """Format 4: segments of the first 65536 code points."""

    def __init__(self, data: bytes) -> None:
        (double,) = struct.unpack_from(">6xH", data)
        self._ends, self._starts, self._deltas = (
            _numbers("H", data[14 + extra + part * double :][:double])
            for part, extra in ((0, 0), (1, 2), (2, 2))
        )
        # Offsets are counted from their own place, into what follows them.
        self._tail = _numbers("H", data[16 + 3 * double :])

    def __contains__(self, code: int) -> bool:
        segment = bisect_left(self._ends, code)
        if segment == len(self._ends) or self._starts[segment] > code:
            return False
        offset = self._tail[segment]
        if not offset:
            return bool((code + self._deltas[segment]) & 0xFFFF)
        place = segment + offset // 2 + code - self._starts[segment]
        return place < len(self._tail) and bool(self._tail[place])


class _Groups:
    """Format 12: groups of any code points."""

    def __init__(self, data: bytes) -> None:
        (count,) = struct.unpack_from(">12xL", data)
        numbers = _numbers("I", data[16 : 16 + 12 * count])
        self._starts, self._ends, self._glyphs = numbers[::3], numbers[1::3], numbers[2::3]

    def __contains__(self, code: int) -> bool:
        group = bisect_right(self._starts, code) - 1
        if group < 0 or code > self._ends[group]:
            return False
        return bool(self._glyphs[group] + code - self._starts[group])


def _numbers(kind: str, data: bytes) -> array[int]:
    """Big-endian numbers of 2 bytes (H) or 4 (I)."""
    values = array(kind)
    values.frombytes(data[: len(data) - len(data) % values.itemsize])
    if sys.byteorder == "little":
        values.byteswap()
    return values
