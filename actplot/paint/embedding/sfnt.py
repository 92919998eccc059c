"""A small TrueType font from outlines, the same bytes for the same outlines.

Only what drawing needs is written: no hinting, no bitmaps, no layout tables but `kern`.
The format: https://learn.microsoft.com/typography/opentype/spec/otff
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence

from actplot.records import Record

UNITS = 2048
"""Units per em of every font that is written."""

Contour = Sequence[tuple[int, int, bool]]
"""A closed curve: x, y in units, and whether the point lies on the curve."""

# Bits of a point's flags in `glyf`.
_ON, _X_SHORT, _Y_SHORT, _REPEAT, _X_SAME, _Y_SAME = 1, 2, 4, 8, 16, 32
# 1904 to 2001 in seconds: a date that never changes.
_DATE = 3061065600


class Glyph(Record):
    """A glyph in the form of the `glyf` table. box is xMin, yMin, xMax, yMax."""

    data: bytes
    advance: int
    box: tuple[int, int, int, int]
    points: int
    contours: int


class FaceStyle(Record):
    """Names and metrics of a font, in units."""

    family: str
    name: str
    postscript: str
    bold: bool
    italic: bool
    ascender: int
    descender: int
    line_gap: int
    permissions: int = 0


def glyph(contours: Iterable[Contour], advance: int) -> Glyph:
    """Encode outlines. Points midway between two off the curve are left out: they are implied."""
    drawn = [points for contour in contours if len(points := _reduced(contour)) > 1]
    if not drawn:
        return Glyph(b"", advance, (0, 0, 0, 0), 0, 0)
    points = [point for contour in drawn for point in contour]
    xs, ys = [x for x, _, _ in points], [y for _, y, _ in points]
    box = min(xs), min(ys), max(xs), max(ys)
    ends, end = [], -1
    for contour in drawn:
        end += len(contour)
        ends.append(end)
    head = struct.pack(f">h4h{len(ends)}HH", len(ends), *box, *ends, 0)
    data = _padded(head + _points(points))
    return Glyph(data, advance, box, len(points), len(drawn))


def font(
    style: FaceStyle, glyphs: Mapping[int, Glyph], kerning: Mapping[tuple[int, int], int]
) -> bytes:
    """A font file. glyphs by code point, kerning by pairs of code points, in units."""
    codes = sorted(glyphs)
    everything = [_notdef(), *(glyphs[code] for code in codes)]
    order = {code: index for index, code in enumerate(codes, 1)}
    pairs = sorted((order[a], order[b], value) for (a, b), value in kerning.items() if value)
    glyf, offsets = b"", [0]
    for entry in everything:
        glyf += entry.data
        offsets.append(len(glyf))
    box = _union(everything)
    tables = {
        b"OS/2": _os2(style, codes, everything),
        b"cmap": _cmap(order),
        b"glyf": glyf or b"\0",
        b"head": _head(style, box),
        b"hhea": _hhea(style, everything, box),
        b"hmtx": b"".join(struct.pack(">Hh", g.advance, g.box[0]) for g in everything),
        b"loca": struct.pack(f">{len(offsets)}L", *offsets),
        b"maxp": _maxp(everything),
        b"name": _name(style),
        b"post": _post(style, codes),
    }
    if pairs:
        tables[b"kern"] = _kern(pairs)
    return wrap(tables)


def wrap(tables: Mapping[bytes, bytes]) -> bytes:
    """Tables, `head` among them, as a TrueType file with its checksums."""
    search = 1 << (len(tables).bit_length() - 1)
    directory = struct.pack(
        ">LHHHH", 0x00010000, len(tables), 16 * search, search.bit_length() - 1,
        16 * (len(tables) - search),
    )  # fmt: skip
    # The adjustment in `head` is 0 while it is computed.
    first = tables[b"head"]
    tables = {**tables, b"head": first[:8] + bytes(4) + first[12:]}
    body, start = b"", 12 + 16 * len(tables)
    head = 0
    for tag in sorted(tables):
        if tag == b"head":
            head = start + len(body)
        data = tables[tag]
        directory += struct.pack(">4sLLL", tag, _checksum(data), start + len(body), len(data))
        body += _padded(data)
    whole = directory + body
    adjustment = (0xB1B0AFBA - _checksum(whole)) & 0xFFFFFFFF
    return whole[: head + 8] + struct.pack(">L", adjustment) + whole[head + 12 :]


def directory(data: bytes, start: int = 0) -> dict[bytes, tuple[int, int]]:
    """Where the tables of a font are that begins at start, and how long they are, by their tags."""
    (count,) = struct.unpack_from(">H", data, start + 4)
    rows = struct.iter_unpack(">4sLLL", data[start + 12 : start + 12 + 16 * count])
    return {tag: (offset, length) for tag, _, offset, length in rows}


def _reduced(contour: Contour) -> list[tuple[int, int, bool]]:
    """Without repeated points, and without those that their neighbours imply."""
    points = [
        point
        for before, point in zip(_turned(contour, -1), contour, strict=True)
        if point != before
    ]
    return [
        (x, y, on)
        for (x, y, on), before, after in zip(
            points, _turned(points, -1), _turned(points, 1), strict=True
        )
        # A point midway was rounded where it was not whole.
        if not on or before[2] or after[2]
        or abs(before[0] + after[0] - 2 * x) > 1 or abs(before[1] + after[1] - 2 * y) > 1
    ]  # fmt: skip


def _turned(points: Contour, by: int) -> Contour:
    """Each point's neighbour, the contour being closed."""
    return [*points[by:], *points[:by]]


def _points(points: Sequence[tuple[int, int, bool]]) -> bytes:
    """Flags, x and y of an outline, each point relative to the one before."""
    flags, xs, ys = bytearray(), bytearray(), bytearray()
    last_x = last_y = 0
    previous, repeats = -1, 0
    for x, y, on in points:
        flag = _ON if on else 0
        flag |= _delta(xs, x - last_x, _X_SHORT, _X_SAME)
        flag |= _delta(ys, y - last_y, _Y_SHORT, _Y_SAME)
        last_x, last_y = x, y
        if flag != previous or repeats == 255:
            flags.append(flag)
            previous, repeats = flag, 0
        elif repeats:
            repeats += 1
            flags[-1] = repeats
        else:
            repeats = 1
            flags[-1] |= _REPEAT
            flags.append(repeats)
    return bytes(flags + xs + ys)


def _delta(data: bytearray, value: int, short: int, same: int) -> int:
    """Append a difference in its shortest form; returns the flags of the form."""
    if value == 0:
        return same
    if -256 < value < 256:
        data.append(abs(value))
        return short | same if value > 0 else short
    data += struct.pack(">h", value)
    return 0


def _notdef() -> Glyph:
    return glyph(
        [
            [(100, 0, True), (100, 1400, True), (900, 1400, True), (900, 0, True)],
            [(200, 100, True), (800, 100, True), (800, 1300, True), (200, 1300, True)],
        ],
        1000,
    )


def _union(glyphs: Iterable[Glyph]) -> tuple[int, int, int, int]:
    boxes = [g.box for g in glyphs if g.data]
    return (
        min(b[0] for b in boxes), min(b[1] for b in boxes),
        max(b[2] for b in boxes), max(b[3] for b in boxes),
    )  # fmt: skip


def _head(style: FaceStyle, box: tuple[int, int, int, int]) -> bytes:
    mac = style.bold | style.italic << 1
    return struct.pack(
        ">LLLLHHQQ4hHHhhh", 0x00010000, 0x00010000, 0, 0x5F0F3CF5, 0x000B, UNITS, _DATE, _DATE,
        *box, mac, 6, 2, 1, 0,
    )  # fmt: skip


def _hhea(style: FaceStyle, glyphs: Sequence[Glyph], box: tuple[int, int, int, int]) -> bytes:
    return struct.pack(
        ">LhhhHhhhhhhhhhhhH", 0x00010000, style.ascender, style.descender, style.line_gap,
        max(g.advance for g in glyphs), box[0],
        min(g.advance - g.box[2] for g in glyphs if g.data), box[2],
        1, 0, 0, 0, 0, 0, 0, 0, len(glyphs),
    )  # fmt: skip


def _maxp(glyphs: Sequence[Glyph]) -> bytes:
    return struct.pack(
        ">LHHHHHHHHHHHHHH", 0x00010000, len(glyphs), max(g.points for g in glyphs),
        max(g.contours for g in glyphs), 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0,
    )  # fmt: skip


def _os2(style: FaceStyle, codes: Sequence[int], glyphs: Sequence[Glyph]) -> bytes:
    selection = 0x80 | (style.italic | style.bold << 5 or 0x40)
    small = sum(g.advance for g in glyphs) // len(glyphs)
    return struct.pack(
        ">HhHHH10hh10s4L4sHHHhhhHH2LhhHHH", 4, small, 700 if style.bold else 400, 5,
        style.permissions, 1331, 1433, 0, 287, 1331, 1433, 0, 983, 102, 530, 0, bytes(10),
        1, 0, 0, 0, b"none",
        selection, min(0xFFFF, codes[0]), min(0xFFFF, codes[-1]),
        style.ascender, style.descender, style.line_gap, style.ascender, -style.descender,
        1, 0, 940, 1341, 0, 32, 1,
    )  # fmt: skip


def _cmap(order: Mapping[int, int]) -> bytes:
    """Format 12, which holds every code point; one group for each run."""
    groups: list[list[int]] = []
    for code, index in sorted(order.items()):
        if groups and code == groups[-1][1] + 1:
            groups[-1][1] = code
        else:
            groups.append([code, code, index])
    table = b"".join(struct.pack(">LLL", *group) for group in groups)
    return struct.pack(
        ">HHHHLHHLLL", 0, 1, 3, 10, 12, 12, 0, 16 + len(table), 0, len(groups)
    ) + table  # fmt: skip


def _kern(pairs: Sequence[tuple[int, int, int]]) -> bytes:
    search = 1 << (len(pairs).bit_length() - 1)
    table = b"".join(struct.pack(">HHh", *pair) for pair in pairs)
    return struct.pack(
        ">HHHHHHHHH", 0, 1, 0, 14 + len(table), 1, len(pairs), 6 * search,
        search.bit_length() - 1, 6 * (len(pairs) - search),
    ) + table  # fmt: skip


def _name(style: FaceStyle) -> bytes:
    texts = {
        1: style.family, 2: style.name, 4: f"{style.family} {style.name}",
        6: style.postscript,
    }  # fmt: skip
    records, storage = b"", b""
    for number, text in sorted(texts.items()):
        data = text.encode("utf-16-be")
        records += struct.pack(">6H", 3, 1, 0x409, number, len(data), len(storage))
        storage += data
    return struct.pack(">HHH", 0, len(texts), 6 + len(records)) + records + storage


def _post(style: FaceStyle, codes: Sequence[int]) -> bytes:
    """With a name for each glyph, by which PostScript draws it."""
    names = [f"uni{code:04X}" if code < 0x10000 else f"u{code:X}" for code in codes]
    # The number 0 is .notdef; from 258 on, names are those that follow.
    numbers = struct.pack(f">H{len(names) + 1}H", len(names) + 1, 0, *range(258, 258 + len(names)))
    strings = b"".join(bytes((len(name),)) + name.encode() for name in names)
    slant = -12 << 16 if style.italic else 0
    head = struct.pack(">LlhhLLLLL", 0x00020000, slant, -200, 100, 0, 0, 0, 0, 0)
    return head + numbers + strings


def _checksum(data: bytes) -> int:
    data = _padded(data)
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}L", data)
    return sum(words) & 0xFFFFFFFF


def _padded(data: bytes) -> bytes:
    """Data with zeros up to a multiple of four bytes."""
    return data + bytes(-len(data) % 4)
