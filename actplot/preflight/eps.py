"""An EPS as a sheet (Adobe Technical Note 5002): what its comments and its fonts say.

PostScript is a language, and only running it would tell all that it draws.
"""

from __future__ import annotations

import re
import struct

from actplot import metadata
from actplot.preflight.sheet import Font, InkStroke, SheetContents, Text, Unreadable
from actplot.units import MM_PER_PT

_PREVIEWED = b"\xc5\xd0\xd3\xc6"  # with a preview for Windows, before or behind
_NUMBER = rb"(-?[\d.]+)"
_BOX = rb"%%%%%b:\s*" + rb"\s+".join([_NUMBER] * 4)
_NAME = re.compile(rb"/FontName\s*/([^\s/]+)")
_NEEDED = re.compile(rb"%%DocumentNeeded(?:Resources: font|Fonts:)\s+(\S+)")
_TYPES = {b"1": "Type 1", b"2": "CFF", b"3": "Type 3", b"42": "TrueType"}
_SHOWN = re.compile(rb"(?:^|\s)(?:glyphshow|[xya]?show|widthshow|ashow)\s", re.MULTILINE)
_WIDTH = re.compile(rb"^([\d.]+) setlinewidth$", re.MULTILINE)
_COLOUR = {"RGB": rb"\bsetrgbcolor\b", "grey": rb"\bsetgray\b", "CMYK": rb"\bsetcmykcolor\b"}


def sheet(data: bytes) -> SheetContents:
    """What is known of an EPS. Raises Unreadable."""
    size = len(data)
    if data.startswith(_PREVIEWED):
        start, length = struct.unpack_from("<LL", data, 4)
        data = data[start : start + length]
    box = re.search(_BOX % b"HiResBoundingBox", data) or re.search(_BOX % b"BoundingBox", data)
    if box is None:
        raise Unreadable("the PostScript has no bounding box; only EPS is for one figure")
    left, bottom, right, top = map(float, box.groups())
    carried = metadata.read(data)
    fonts = tuple(_fonts(data))
    drawn = data.rpartition(b"%%EndProlog")[2]
    return SheetContents(
        origin="eps",
        width=(right - left) * MM_PER_PT,
        height=(top - bottom) * MM_PER_PT,
        formats=("eps",),
        # Only an interpreter knows what the texts say and how large they are.
        texts=(Text("text", _UNKNOWN),) if fonts and _SHOWN.search(drawn) else (),
        strokes=_strokes(data, drawn),
        fonts=fonts,
        spaces=frozenset(name for name, word in _COLOUR.items() if re.search(word, drawn)),
        alt=bool(carried and carried.alt),
        size=size,
    )


# A size to which no venue objects.
_UNKNOWN = 8.0


def _fonts(data: bytes) -> list[Font]:
    """The fonts that are defined in the file, and those that it only asks for."""
    fonts = []
    for match in re.finditer(rb"/FontType\s+(\d+)\s+def", data):
        around = data[max(0, match.start() - 2000) : match.end() + 2000]
        named = _NAME.search(data, match.end(), match.end() + 2000) or _NAME.search(around)
        name = named[1].decode("latin-1") if named else "a font"
        fonts.append(Font(name, _TYPES.get(match[1], f"Type {match[1].decode()}"), True))
    inside = {font.name for font in fonts}
    needed = (match[1].decode("latin-1") for match in _NEEDED.finditer(data))
    return fonts + [Font(name, "Type 1", False) for name in needed if name not in inside]


def _strokes(data: bytes, drawn: bytes) -> tuple[InkStroke, ...]:
    """The widths of lines, where nothing scales them."""
    if b"%%Creator: actplot" not in data[:2000]:
        return ()
    widths = sorted({float(width) for width in _WIDTH.findall(drawn)} - {0.0})
    return tuple(InkStroke("a line", width) for width in widths)
