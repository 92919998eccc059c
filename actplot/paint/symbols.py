"""Formulas as SVG: each a symbol, the glyphs that they share written once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from actplot.layout.scene import Box
from actplot.paint.embedding.setting import resolve
from actplot.paint.figure import setting
from actplot.paint.formats import relative
from actplot.paint.formula import Formula, GlyphOutline, PlacedGlyph, lay_out
from actplot.paint.text import LARGE

# Of the coordinates, to the text size: a hundredth of a pixel where a text is 10 pixels high.
UNITS = 1000

# By the codes of matplotlib's paths, with how many points follow.
_COMMANDS = {1: ("M", 1), 2: ("L", 1), 3: ("Q", 2), 4: ("C", 3), 79: ("z", 1)}


class MathSymbol(Box):
    """The size of a formula in text sizes, and the id under which it is drawn."""

    id: str

    @property
    def view_box(self) -> str:
        """The part of the symbol's plane that the formula takes."""
        return f"0 {_whole(-self.ascent)} {_whole(self.width)} {_whole(self.height)}"


class Symbols(Mapping[str, MathSymbol]):
    """The symbols of formulas by their LaTeX. Raises ActplotError for one that cannot be set.

    prefix begins every id.
    """

    def __init__(self, formulas: Iterable[str], prefix: str = "formula-") -> None:
        self._prefix = prefix
        self._glyphs: dict[tuple[str, float], tuple[str, str]] = {}
        self._symbols: dict[str, MathSymbol] = {}
        self._bodies: list[str] = []
        with setting(resolve(None, serif=True)):
            for number, latex in enumerate(dict.fromkeys(formulas)):
                formula = lay_out(latex)
                name = f"{prefix}{number}"
                self._symbols[latex] = MathSymbol(
                    formula.width, formula.ascent, formula.descent, name
                )
                self._bodies.append(f'<g id="{name}">{"".join(self._body(formula))}</g>')

    def __getitem__(self, latex: str) -> MathSymbol:
        return self._symbols[latex]

    def __iter__(self) -> Iterator[str]:
        return iter(self._symbols)

    def __len__(self) -> int:
        return len(self._symbols)

    def definitions(self) -> str:
        """The element `defs` that `<use href="#ID"/>` refers to."""
        glyphs = [f'<path id="{name}" d="{path}"/>' for name, path in self._glyphs.values()]
        return f"<defs>{''.join(glyphs + self._bodies)}</defs>"

    def _body(self, formula: Formula) -> Iterator[str]:
        for glyph in formula.glyphs:
            name = self._glyph(glyph)
            yield f'<use href="#{name}" x="{_whole(glyph.x)}" y="{_whole(-glyph.y)}"/>'
        for left, bottom, width, height in formula.bars:
            yield (
                f'<path d="M{_whole(left)} {_whole(-bottom)}h{_whole(width)}'
                f'v{-_whole(height)}h{-_whole(width)}z"/>'
            )
        for brace in formula.braces:
            yield f'<path d="{path(brace, UNITS)}"/>'

    def _glyph(self, glyph: PlacedGlyph) -> str:
        key = glyph.name, glyph.scale
        if key not in self._glyphs:
            name = f"{self._prefix}g{len(self._glyphs)}"
            self._glyphs[key] = name, path(glyph.outline, glyph.scale * UNITS / LARGE)
        return self._glyphs[key][0]


def svg(latex: str, size: float = 10.0) -> str:
    """A formula as an SVG of its own, its text size in pt. Raises ActplotError."""
    symbols = Symbols([latex])
    symbol = symbols[latex]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{symbol.width * size:.3f}pt"'
        f' height="{symbol.height * size:.3f}pt" viewBox="{symbol.view_box}">'
        f'{symbols.definitions()}<use href="#{symbol.id}"/></svg>'
    )


def path(outline: GlyphOutline, scale: float) -> str:
    """An outline as the data of a path, in whole numbers, each point relative to the one before."""
    points = np.rint(outline.vertices * (scale, -scale)).astype(int)
    written, place = [], 0
    while place < len(outline.codes):
        command, count = _COMMANDS[int(outline.codes[place])]
        numbers = " ".join(map(str, points[place : place + count].ravel()))
        written.append(f"{command}{numbers if command != 'z' else ''}")
        place += count
    return relative("".join(written))


def _whole(length: float) -> int:
    return round(length * UNITS)
