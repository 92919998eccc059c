"""What a font file says about itself: names, style, licence, permission to embed.

Read from the tables themselves, a few hundred bytes a face, so that a folder of
hundreds of fonts is gone through in some milliseconds and without other libraries.
The format: https://learn.microsoft.com/typography/opentype/spec/otff
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from functools import lru_cache
from typing import BinaryIO

from actplot.records import Record

_FAMILY, _STYLE, _FULL, _POSTSCRIPT, _LICENCE, _LICENCE_URL, _TYPOGRAPHIC = 1, 2, 4, 6, 13, 14, 16
_WANTED = (_FAMILY, _STYLE, _FULL, _POSTSCRIPT, _LICENCE, _LICENCE_URL, _TYPOGRAPHIC)
_ENGLISH = 0x409


class NotAFontError(ValueError):
    """The file is no TrueType or OpenType font, or it is damaged."""


class Face(Record):
    """One face of a font file.

    families holds its names in all languages, the English one first. weight is 100 to
    900 (400 regular, 700 bold), width 1 to 9 (5 normal), permissions the bits of fsType.
    """

    path: str
    index: int
    families: tuple[str, ...]
    full: tuple[str, ...]
    postscript: str
    weight: int
    width: int
    italic: bool
    permissions: int
    licence: str
    variable: bool

    @property
    def family(self) -> str:
        return self.families[0]

    @property
    def embedding(self) -> str:
        """What fsType allows a document to do with the font; "" is no limit."""
        if self.permissions & 0x000E == 0x0002:
            return "must not be embedded without the permission of its maker"
        if self.permissions & 0x0200:
            return "only bitmaps may be embedded"
        if self.permissions & 0x0100:
            return "may only be embedded in full"
        if self.permissions & 0x000E == 0x0004:
            return "may be embedded for viewing and printing"
        return ""

    @property
    def forbidden(self) -> bool:
        """Whether an embedded subset needs a licence that the file itself does not give."""
        return self.permissions & 0x000E == 0x0002 or bool(self.permissions & 0x0300)


def read(path: str) -> tuple[Face, ...]:
    """The faces of a font file; none of bitmaps only. Raises NotAFontError, OSError."""
    status = os.stat(path)
    return _read(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=8192)
def _read(path: str, changed: int, size: int) -> tuple[Face, ...]:
    try:
        with open(path, "rb") as file:
            return tuple(
                face
                for index, offset in enumerate(_offsets(file))
                if (face := _face(file, path, index, offset)) is not None
            )
    except (struct.error, UnicodeDecodeError) as error:
        raise NotAFontError(path) from error


def _offsets(file: BinaryIO) -> tuple[int, ...]:
    tag = file.read(4)
    if tag == b"ttcf":
        _, count = struct.unpack(">LL", file.read(8))
        if count > 1024:
            raise NotAFontError
        return struct.unpack(f">{count}L", file.read(4 * count))
    if tag not in (b"\0\1\0\0", b"OTTO", b"true"):
        raise NotAFontError
    return (0,)


def _face(file: BinaryIO, path: str, index: int, offset: int) -> Face | None:
    tables = dict(_directory(file, offset))
    if "name" not in tables or not tables.keys() & {"glyf", "CFF ", "CFF2"}:
        return None
    names = _names(_table(file, tables["name"]))
    families = _in_order(names, _FAMILY, _TYPOGRAPHIC)
    if not families:
        return None
    style = " ".join(_in_order(names, _STYLE, _FULL)[:2]).casefold()
    weight, width, permissions, selection = 400, 5, 0, 0
    if "OS/2" in tables:
        weight, width, permissions = struct.unpack(">HHH", _table(file, tables["OS/2"])[4:10])
        (selection,) = struct.unpack(">H", _table(file, tables["OS/2"])[62:64])
    elif "bold" in style:
        weight = 700
    licence = _in_order(names, _LICENCE) or _in_order(names, _LICENCE_URL) or [""]
    return Face(
        path=path,
        index=index,
        families=tuple(families),
        full=tuple(_in_order(names, _FULL, _POSTSCRIPT)),
        postscript=(_in_order(names, _POSTSCRIPT) or families)[0],
        # Some old fonts count weights from 1 to 9.
        weight=weight * 100 if weight < 10 else weight,
        width=width or 5,
        italic=bool(selection & 0x0201) or "italic" in style or "oblique" in style,
        permissions=permissions,
        licence=" ".join(licence[0].split()),
        variable="fvar" in tables,
    )


def _directory(file: BinaryIO, offset: int) -> Iterator[tuple[str, tuple[int, int]]]:
    file.seek(offset + 4)
    (count,) = struct.unpack(">H6x", file.read(8))
    for tag, _, start, length in struct.iter_unpack(">4sLLL", file.read(16 * count)):
        yield tag.decode("latin-1"), (start, length)


def table(face: Face, tag: str) -> bytes:
    """A table of a face; empty if it has none. Raises OSError."""
    with open(face.path, "rb") as file:
        directory = dict(_directory(file, _offsets(file)[face.index]))
        return _table(file, directory[tag]) if tag in directory else b""


def _table(file: BinaryIO, where: tuple[int, int]) -> bytes:
    file.seek(where[0])
    return file.read(min(where[1], 1 << 22))


def _names(table: bytes) -> dict[int, list[tuple[int, str]]]:
    """The wanted names by their number, each with its language."""
    count, texts = struct.unpack(">2xHH", table[:6])
    names: dict[int, list[tuple[int, str]]] = {}
    for platform, encoding, language, number, length, start in struct.iter_unpack(
        ">6H", table[6 : 6 + 12 * count]
    ):
        if number not in _WANTED:
            continue
        raw = table[texts + start : texts + start + length]
        if platform in (0, 3):
            text, tongue = raw.decode("utf-16-be", "replace"), language
        elif (platform, encoding) == (1, 0):
            text, tongue = raw.decode("mac-roman", "replace"), _ENGLISH
        else:
            continue
        if text := text.strip("\0 "):
            names.setdefault(number, []).append((tongue, text))
    return names


def _in_order(names: dict[int, list[tuple[int, str]]], *numbers: int) -> list[str]:
    """The names of these numbers, English ones first, each once."""
    entries = [entry for number in numbers for entry in names.get(number, [])]
    entries.sort(key=lambda entry: entry[0] != _ENGLISH)
    return list(dict.fromkeys(text for _, text in entries))
