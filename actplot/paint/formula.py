r"""A formula of the catalogue, laid out: mathtext, and the piecewise brace that mathtext lacks.

`\begin{cases}` may be anywhere at the top level of a formula. Each of its cells is set by
mathtext; the brace is drawn to the height of the rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.mathtext import VectorParse
from matplotlib.path import Path as MplPath
from matplotlib.textpath import TextToPath
from numpy.typing import NDArray

from actplot.arrays import Floats
from actplot.errors import ActplotError
from actplot.layout.formulas import AXIS
from actplot.layout.fractions import in_full
from actplot.paint.embedding.forking import forgotten_at_fork
from actplot.paint.text import LARGE, formula, line_box, prepared, signs
from actplot.records import Record, replace

# Lengths in text sizes.
SPINE = 0.085  # stroke of the brace where it is straight
TIP = 0.028  # and at its ends
REACH = 0.44  # width of the brace
HOOK = 0.52  # height of each of its four bends
ROW = 1.44  # least distance of baselines; amsmath's
LEADING = 0.3  # least space between tall rows
COLUMN = 1.1  # between a value and its condition
BESIDE = 0.17  # on both sides of the brace

_CASES = re.compile(r"\\begin\{cases\}(.*?)\\end\{cases\}", re.DOTALL)


class GlyphOutline(Record, eq=False):
    """A closed shape: vertices (n, 2) and the codes of a matplotlib path, upwards."""

    vertices: Floats
    codes: NDArray[np.uint8]


class PlacedGlyph(Record):
    """An outline with a name, of which there are many copies in a text, at a place and scale."""

    name: str
    outline: GlyphOutline
    x: float
    y: float
    scale: float


class Formula(Record):
    """What a formula is made of, in text sizes, from the left end of its baseline.

    The outlines of glyphs are `LARGE` times as large. bars: left, bottom, width, height.
    """

    width: float = 0.0
    ascent: float = 0.0
    descent: float = 0.0
    glyphs: tuple[PlacedGlyph, ...] = ()
    bars: tuple[tuple[float, float, float, float], ...] = ()
    braces: tuple[GlyphOutline, ...] = ()

    def moved(self, x: float, y: float) -> Formula:
        """The same at another place; the box keeps its left end and baseline."""
        return replace(
            self,
            width=self.width + x,
            ascent=self.ascent + y,
            descent=self.descent - y,
            glyphs=tuple(replace(glyph, x=glyph.x + x, y=glyph.y + y) for glyph in self.glyphs),
            bars=tuple((left + x, low + y, wide, high) for left, low, wide, high in self.bars),
            braces=tuple(
                GlyphOutline(np.add(outline.vertices, (x, y)), outline.codes)
                for outline in self.braces
            ),
        )


def lay_out(latex: str) -> Formula:
    """A formula without dollar signs, in the fonts that are in force.

    Raises ActplotError for what cannot be set.
    """
    parts, x = [], 0.0
    for piece in _pieces(latex):
        part = piece.moved(x, 0.0)
        parts.append(part)
        x = part.width
    return _joined(parts)


def _pieces(latex: str) -> Iterator[Formula]:
    for number, text in enumerate(_CASES.split(latex)):
        if number % 2:
            yield _cases(text)
        elif text.strip():
            yield _set(text.strip())


def _cases(body: str) -> Formula:
    """Rows of a value and its condition, behind a brace."""
    rows = [[cell.strip() for cell in row.split("&")] for row in re.split(r"\\\\", body)]
    rows = [row for row in rows if any(row)]
    if not rows or any(len(row) > 2 for row in rows):
        raise ActplotError(rf"the rows of \begin{{cases}}{body}\end{{cases}} are not pairs")
    cells = [[_set(cell) if cell else Formula() for cell in row] for row in rows]
    start = BESIDE + REACH + BESIDE
    second = start + max(row[0].width for row in cells) + COLUMN
    placed, y = [], 0.0
    for number, row in enumerate(cells):
        above = max(cell.ascent for cell in row)
        if number:
            below = max(cell.descent for cell in cells[number - 1])
            y -= max(ROW, below + above + LEADING)
        placed += [cell.moved(x, y) for cell, x in zip(row, (start, second), strict=False)]
    block = _joined(placed)
    height = max(block.ascent + block.descent + 2 * TIP, 4 * HOOK)
    middle = (block.ascent - block.descent) / 2
    edge = Formula(REACH, height / 2, height / 2, braces=(brace(height),)).moved(BESIDE, middle)
    whole = _joined([block, edge]).moved(0.0, AXIS - middle)
    return replace(whole, width=whole.width + BESIDE)


def brace(height: float) -> GlyphOutline:
    """A left brace around y = 0, its point at x = 0."""
    top, spine = height / 2, REACH / 2
    left, right = spine - SPINE / 2, spine + SPINE / 2
    outside = [
        (REACH, top),
        *((REACH - 0.62 * (REACH - left), top), (left, top - 0.35 * HOOK), (left, top - HOOK)),
        *((left, top - HOOK), (left, HOOK), (left, HOOK)),
        *((left, 0.42 * HOOK), (0.55 * left, 0.0), (0.0, 0.0)),
    ]
    edge = top - TIP
    inside = [
        (REACH, edge),
        *((REACH - 0.5 * (REACH - right), edge), (right, top - 0.45 * HOOK), (right, top - HOOK)),
        *((right, top - HOOK), (right, HOOK), (right, HOOK)),
        # The inner edges of both halves meet behind the point.
        *((right, 0.5 * HOOK), (0.8 * right, 0.16 * HOOK), (0.55 * left, 0.0)),
    ]
    end = [(REACH, -top), (REACH, -edge), (REACH, -edge)]
    down = outside + _mirrored(outside)[1:]
    up = inside + _mirrored(inside)[1:]
    vertices = [*down, *end, *up[-2::-1], outside[0]]
    codes = [MplPath.MOVETO, *[MplPath.CURVE4] * (len(vertices) - 2), MplPath.CLOSEPOLY]
    return GlyphOutline(np.array(vertices), np.array(codes, dtype=np.uint8))


def _mirrored(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    return [(x, -y) for x, y in reversed(points)]


def _joined(parts: Iterable[Formula]) -> Formula:
    formulas = list(parts)
    return Formula(
        max((part.width for part in formulas), default=0.0),
        max((part.ascent for part in formulas), default=0.0),
        max((part.descent for part in formulas), default=0.0),
        tuple(glyph for part in formulas for glyph in part.glyphs),
        tuple(bar for part in formulas for bar in part.bars),
        tuple(brace for part in formulas for brace in part.braces),
    )


def _set(text: str) -> Formula:
    """A formula that mathtext can set alone."""
    # What mathtext does not space and size as LaTeX's display style does is spelt out.
    spelt = in_full(signs(text))
    line = prepared(f"${spelt}$")
    box = line_box(line)
    places, outlines, bars = _glyphs().get_glyphs_mathtext(FontProperties(), line)
    return Formula(
        box.width,
        box.ascent,
        box.descent,
        tuple(
            PlacedGlyph(name, GlyphOutline(*outlines[name]), x / LARGE, y / LARGE, scale)
            for name, x, y, scale in places
        ),
        tuple(_bar(corners) for corners, _ in bars),
    )


def _bar(corners: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    (left, bottom), (right, top) = corners[0], corners[2]
    return left / LARGE, bottom / LARGE, (right - left) / LARGE, (top - bottom) / LARGE


@forgotten_at_fork
@cache
def _glyphs() -> TextToPath:
    return _Outlines()


class _Outlines(TextToPath):
    """Glyphs at the size at which formulas are measured, laid out once."""

    FONT_SCALE = LARGE

    def __init__(self) -> None:
        super().__init__()
        self.mathtext_parser: Any = self

    def parse(self, line: str, *_: object) -> VectorParse:
        return formula(line)
