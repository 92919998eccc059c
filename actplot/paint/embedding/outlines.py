"""The outlines of installed fonts, as quadratic curves at one scale.

matplotlib's own font engine opens every format (TrueType, CFF, collections) and reads
a glyph at a time, so a font of 65,000 glyphs costs no more than one of 200. Bitmaps
in a font are never looked at.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import matplotlib
from matplotlib.ft2font import FT2Font, LoadFlags

from actplot.fonts.faces import Face
from actplot.paint.embedding import sfnt
from actplot.paint.embedding.forking import forgotten_at_fork

# Half a unit of 2048 to the em: 0.0025 pt at 10 pt.
_TOLERANCE = 0.5
# The slant of an italic that is made from an upright face.
_SHEAR = 0.2126

_UNSCALED = LoadFlags.NO_SCALE | LoadFlags.NO_BITMAP

# matplotlib 3.11 opens every face of a collection, and sets ligatures, which would be narrower
# without their letters being closer. Older ones squeeze outlines by a factor for hinting.
_SHAPES = matplotlib.__version_info__ >= (3, 11)
_NO_LIGATURES: Any = {"features": ("-liga", "-clig", "-dlig")} if _SHAPES else {}

_MOVE, _LINE, _QUADRATIC, _CUBIC, _CLOSE = 1, 2, 3, 4, 79


def outlines(face: Face) -> Outlines:
    """The open font of a face, opened once a process until the file changes."""
    return _open(face, os.stat(face.path).st_mtime_ns)


@forgotten_at_fork
@lru_cache(maxsize=32)
def _open(face: Face, changed: int) -> Outlines:
    return Outlines(face)


class Outlines:
    """One face; remembers the glyphs it has converted."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self._font = _font(face)
        self.scale = sfnt.UNITS / self._font.units_per_EM
        self._glyphs: dict[tuple[int, bool], sfnt.Glyph] = {}
        self._kerning: dict[tuple[int, int], int] = {}

    def __contains__(self, code: int) -> bool:
        return bool(self._font.get_char_index(code))

    def glyph(self, code: int, *, slanted: bool = False) -> sfnt.Glyph:
        """The glyph of a code point that the face contains."""
        key = code, slanted
        if key not in self._glyphs:
            glyph = self._font.load_glyph(self._font.get_char_index(code), flags=_UNSCALED)
            points, kinds = self._font.get_path()
            # The engine counts in 64ths of whatever unit.
            points = points * (64 * self.scale)
            if slanted:
                points[:, 0] += _SHEAR * points[:, 1]
            contours = [*_contours(points.tolist(), kinds.tolist())]
            self._glyphs[key] = sfnt.glyph(contours, round(glyph.horiAdvance * self.scale))
        return self._glyphs[key]

    def kerning(self, first: int, second: int) -> int:
        """How much closer or further apart two code points are than their widths say."""
        key = first, second
        if key not in self._kerning:
            self._font.set_size(self._font.units_per_EM, 72)
            apart = sum(self._width(chr(code)) for code in key)
            together = self._width(chr(first) + chr(second))
            self._kerning[key] = round((together - apart) * self.scale)
        return self._kerning[key]

    def vertical(self) -> tuple[int, int, int]:
        """Ascender, descender (negative) and line gap, in units."""
        table: Any = self._font.get_sfnt_table("hhea")
        ascent, descent, gap = (
            round(table[key] * self.scale) for key in ("ascent", "descent", "lineGap")
        )
        return ascent, descent, gap

    def _width(self, text: str) -> float:
        self._font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING, **_NO_LIGATURES)
        return float(self._font.get_width_height()[0]) / 64


def _font(face: Face) -> FT2Font:
    if _SHAPES:
        return FT2Font(face.path, face_index=face.index)
    unhinted: Any = {"hinting_factor": 1}
    return FT2Font(_alone(face) if face.index else face.path, **unhinted)


def _alone(face: Face) -> io.BytesIO:
    """A face of a collection as a file of its own, for a matplotlib that opens only the first."""
    from fontTools.ttLib import TTFont

    file = io.BytesIO()
    with TTFont(face.path, fontNumber=face.index, lazy=True) as font:
        font.save(file, reorderTables=None)
    file.seek(0)
    return file


def _contours(points: list[list[float]], kinds: list[int]) -> Iterator[sfnt.Contour]:
    contour: list[tuple[int, int, bool]] = []
    cubic = _CUBIC in kinds
    index = 0
    while index < len(kinds):
        kind, point = kinds[index], points[index]
        if kind in (_MOVE, _LINE):
            contour.append((round(point[0]), round(point[1]), True))
            index += 1
        elif kind == _QUADRATIC:
            contour.append((round(point[0]), round(point[1]), False))
            end = points[index + 1]
            contour.append((round(end[0]), round(end[1]), True))
            index += 2
        elif kind == _CUBIC:
            contour += _quadratic([points[index - 1], *points[index : index + 3]])
            index += 3
        else:
            # CFF runs the other way round than TrueType.
            yield contour[::-1] if cubic else contour
            contour = []
            index += 1


def _quadratic(cubic: list[list[float]]) -> list[tuple[int, int, bool]]:
    """The points after the first of quadratic curves near a cubic one."""
    # Imported here: only CFF fonts need it.
    from fontTools.cu2qu import curve_to_quadratic

    spline = curve_to_quadratic([tuple(point) for point in cubic], _TOLERANCE)
    last = len(spline) - 1
    return [(round(x), round(y), index == last) for index, (x, y) in enumerate(spline) if index]
