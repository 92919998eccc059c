"""A TIFF as a sheet (TIFF 6.0)."""

from __future__ import annotations

import struct

from actplot import metadata
from actplot.preflight.sheet import SheetContents, Unreadable, of_pixels

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1}
_CODES = {1: "B", 2: "B", 3: "H", 4: "L", 7: "B"}
_WIDTH, _HEIGHT, _KIND, _DESCRIPTION, _ACROSS, _UP, _UNIT, _EXTRA = (
    256, 257, 262, 270, 282, 283, 296, 338,
)  # fmt: skip
_SPACES = {0: "grey", 1: "grey", 2: "RGB", 3: "RGB", 5: "CMYK", 6: "YCbCr", 8: "Lab"}
_INCHES = {2: 1.0, 3: 2.54}
_CUT = "the TIFF is damaged or truncated"

Values = tuple[float, ...]


def sheet(data: bytes) -> SheetContents:
    """What is known of a TIFF, of its first page. Raises Unreadable."""
    try:
        order = "<" if data[:2] == b"II" else ">"
        (start,) = struct.unpack_from(f"{order}L", data, 4)
        tags, following = _directory(data, order, start)
        pages = 1
        while following and pages < 1000:
            _, following = _directory(data, order, following)
            pages += 1
        width, height = tags[_WIDTH][0], tags[_HEIGHT][0]
    except (struct.error, KeyError, IndexError, ZeroDivisionError):
        raise Unreadable(_CUT) from None
    kind = int(tags.get(_KIND, (2,))[0])
    return of_pixels(
        "tiff",
        width,
        height,
        _dpi(tags),
        spaces=frozenset([_SPACES.get(kind, f"colours of kind {kind}")]),
        transparent=any(extra in (1, 2) for extra in tags.get(_EXTRA, ())),
        alt=_described(data, tags),
        size=len(data),
        pages=pages,
    )


def _directory(data: bytes, order: str, start: int) -> tuple[dict[int, Values], int]:
    """The tags of a page with their numbers, and where the next page begins, 0 for nowhere."""
    (count,) = struct.unpack_from(f"{order}H", data, start)
    tags = {}
    for at in range(start + 2, start + 2 + 12 * count, 12):
        tag, kind, many = struct.unpack_from(f"{order}HHL", data, at)
        if kind not in _SIZES:
            continue
        size = _SIZES[kind] * many
        place = at + 8
        if size > 4:
            (place,) = struct.unpack_from(f"{order}L", data, place)
        if kind == 5:
            parts = struct.unpack_from(f"{order}{2 * many}L", data, place)
            tags[tag] = tuple(a / b for a, b in zip(parts[::2], parts[1::2], strict=True))
        else:
            tags[tag] = struct.unpack_from(f"{order}{many}{_CODES[kind]}", data, place)
    (following,) = struct.unpack_from(f"{order}L", data, start + 2 + 12 * count)
    return tags, following


def _dpi(tags: dict[int, Values]) -> float | None:
    """Pixels an inch, where the file gives them and the pixels are square."""
    unit = _INCHES.get(int(tags.get(_UNIT, (2,))[0]))
    across, up = tags.get(_ACROSS, (0,))[0], tags.get(_UP, (0,))[0]
    return across * unit if unit and across == up and across else None


def _described(data: bytes, tags: dict[int, Values]) -> bool:
    """Whether the file says what it shows: in its own words, or as actplot writes it."""
    carried = metadata.read(data)
    return bool(
        carried.alt if carried else bytes(map(int, tags.get(_DESCRIPTION, ()))).strip(b"\0 ")
    )
