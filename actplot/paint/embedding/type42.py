"""A TrueType font cut down to some of its glyphs, as PostScript takes it.

The format: Adobe Technical Note 5012, The Type 42 Font Format Specification.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from matplotlib.ft2font import FT2Font

from actplot.paint.embedding import sfnt
from actplot.paint.embedding.cut import cut

if TYPE_CHECKING:
    from matplotlib.ft2font import GlyphIndexType  # which matplotlib has from 3.11 on

# A string of PostScript holds so many bytes, and ends with a zero of its own.
_MOST = 65534
_LINE = 100


def type42(path: str, index: int, wanted: frozenset[int], subset: int) -> str:
    """The definition of a font by the name NAME-SUBSET, with the wanted glyphs by their names.

    Raises NotTrueTypeError for a font with other outlines.
    """
    data, numbers = cut(path, index, wanted)
    font = FT2Font(path, face_index=index)
    names = {0: ".notdef"} | {
        number: font.get_glyph_name(cast("GlyphIndexType", glyph))
        for glyph, number in numbers.items()
        if number
    }
    box = " ".join(f"{edge / font.units_per_EM:.4f}" for edge in font.bbox)
    glyphs = "\n".join(f"/{name} {number} def" for number, name in names.items())
    return f"""%!PS-TrueTypeFont-1.0-1.0
10 dict begin
/FontType 42 def
/FontMatrix [1 0 0 1 0 0] def
/FontName /{font.postscript_name}-{subset} def
/Encoding StandardEncoding def
/FontBBox [{box}] def
/PaintType 0 def
/CharStrings {len(names)} dict dup begin
{glyphs}
end readonly def
/sfnts [
{chr(10).join(_strings(data))}
] def
FontName currentdict end definefont pop
"""


def _strings(data: bytes) -> Iterator[str]:
    """The font in hexadecimal; strings end where a table or a glyph ends."""
    places = _places(data)
    start = 0
    while start < len(data):
        end = max(place for place in places if place <= start + _MOST)
        if end <= start:  # a single glyph that is larger
            end = min(place for place in places if place > start)
        digits = f"<{data[start:end].hex()}00>"
        yield "\n".join(digits[at : at + _LINE] for at in range(0, len(digits), _LINE))
        start = end


def _places(data: bytes) -> list[int]:
    """Where tables begin, and glyphs within theirs, and where the file ends."""
    tables = sfnt.directory(data)
    offset, length = tables[b"loca"]
    glyphs = struct.unpack_from(f">{length // 4}L", data, offset)
    glyf = tables[b"glyf"][0]
    return sorted({*(start for start, _ in tables.values()), *(glyf + at for at in glyphs[:-1]),
                   len(data)})  # fmt: skip
