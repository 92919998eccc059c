"""Formulas laid out and as SVG: every one of the catalogue, and the brace of piecewise ones."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator

import numpy as np
import pytest
from matplotlib.path import Path
from support import RECENT

from actplot.activations import catalogue
from actplot.errors import ActplotError
from actplot.formula.derivative.derive import derivative
from actplot.paint.embedding.setting import resolve
from actplot.paint.figure import setting
from actplot.paint.formula import LARGE, Formula, brace, lay_out
from actplot.paint.symbols import UNITS, Symbols, path, svg

FORMULAS = {entry.name: entry.formula for entry in catalogue().values()}
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def fonts() -> Iterator[None]:
    with setting(resolve(None, serif=True)):
        yield


@pytest.fixture(scope="module")
def symbols() -> Symbols:
    return Symbols(FORMULAS.values())


def ink(formula: Formula) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of all that is drawn."""
    points = [
        glyph.outline.vertices[glyph.outline.codes != Path.CLOSEPOLY] * (glyph.scale / LARGE)
        + (glyph.x, glyph.y)
        for glyph in formula.glyphs
        if len(glyph.outline.vertices)
    ]
    points += [np.array([(x, y), (x + w, y + h)]) for x, y, w, h in formula.bars]
    points += [each.vertices for each in formula.braces]
    every = np.vstack(points)
    return (*every.min(axis=0), *every.max(axis=0))


@pytest.mark.parametrize("name", FORMULAS)
def test_every_formula_is_set_within_its_box(name: str) -> None:
    formula = lay_out(FORMULAS[name])
    assert formula.glyphs
    left, bottom, right, top = ink(formula)
    # Italic letters lean out of their width a little.
    assert -0.15 < left <= right < formula.width + 0.15
    assert -formula.descent - 0.02 < bottom <= top < formula.ascent + 0.02


def test_every_derivative_is_set() -> None:
    formulas = [slope for latex in FORMULAS.values() if (slope := derivative(latex)) is not None]
    assert len(formulas) > 150
    assert len(Symbols(formulas)) == len(set(formulas))


@pytest.mark.parametrize("name", [name for name in FORMULAS if "cases" in FORMULAS[name]])
def test_a_brace_embraces_its_rows(name: str) -> None:
    """Its rows follow one another downwards, each to the right of it and of the one height."""
    formula = lay_out(FORMULAS[name])
    (shape,) = formula.braces
    low, high = shape.vertices[:, 1].min(), shape.vertices[:, 1].max()
    inside = [g for g in formula.glyphs if g.x > shape.vertices[:, 0].max()]
    assert all(low < glyph.y < high for glyph in inside)
    rows = FORMULAS[name].count(r"\\") + 1
    assert high - low > 1.4 * (rows - 1)
    assert high + low == pytest.approx(0.5, abs=1e-9)  # about the height of a minus sign


def test_values_and_conditions_stand_in_columns() -> None:
    formula = lay_out(r"\begin{cases} a & b \\ a + a & b \end{cases}")
    first, second = sorted({round(glyph.y, 6) for glyph in formula.glyphs}, reverse=True)
    at = {
        level: [glyph.x for glyph in formula.glyphs if round(glyph.y, 6) == level]
        for level in (first, second)
    }
    assert min(at[first]) == pytest.approx(min(at[second]))
    assert max(at[first]) == pytest.approx(max(at[second]))


@pytest.mark.parametrize("height", [2.0, 3.5, 8.0])
def test_a_brace_is_as_high_as_asked_and_symmetrical(height: float) -> None:
    outline = brace(height)
    assert np.ptp(outline.vertices[:, 1]) == pytest.approx(height)
    above = {(round(x, 9), round(y, 9)) for x, y in outline.vertices}
    assert above == {(x, -y) for x, y in above}
    assert len(outline.codes) == len(outline.vertices)
    shape = Path(outline.vertices, outline.codes)
    assert len(shape.to_polygons(closed_only=True)) == 1
    assert shape.contains_point((0.22, height / 4))
    assert not shape.contains_point((0.4, height / 4))


@RECENT
def test_a_name_of_a_function_stands_off_from_a_factor() -> None:
    close, apart = (lay_out(text) for text in (r"x\mathrm{tanh}(x)", r"x\tanh(x)"))
    assert apart.width - close.width == pytest.approx(1 / 6, abs=0.02)
    close, apart = (lay_out(text) for text in (r"y \leq \mathrm{max}(x)", r"y \leq \max(x)"))
    assert apart.width == pytest.approx(close.width, abs=0.02)


def test_a_sign_is_no_difference() -> None:
    assert lay_out(r"x \leq -1").width < lay_out(r"x - 1").width + lay_out(r"\leq").width


def test_fractions_have_full_size_where_they_stand_alone() -> None:
    alone, within = lay_out(r"\frac{1}{2}"), lay_out(r"\sqrt{\frac{1}{2}}")
    assert alone.glyphs[0].scale == 1
    assert within.glyphs[-1].scale < 1


@pytest.mark.parametrize(
    "latex", [r"\nosuch{x}", r"\frac{1}", r"\begin{cases} a & b & c \end{cases}"]
)
def test_what_cannot_be_set_is_said(latex: str) -> None:
    with pytest.raises(ActplotError):
        lay_out(latex)


def test_symbols_refer_to_what_is_defined(symbols: Symbols) -> None:
    root = ElementTree.fromstring(
        f'<svg xmlns="http://www.w3.org/2000/svg">{symbols.definitions()}</svg>'
    )
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    used = [element.get("href", "").removeprefix("#") for element in root.iter(f"{SVG}use")]
    assert set(used) <= set(ids)
    assert {symbols[latex].id for latex in FORMULAS.values()} <= set(ids)
    assert len(symbols) == len(set(FORMULAS.values()))
    assert list(symbols) == list(dict.fromkeys(FORMULAS.values()))


def test_symbols_are_the_same_every_time(symbols: Symbols) -> None:
    some = list(FORMULAS.values())[:30]
    assert Symbols(some).definitions() == Symbols(some).definitions()


def test_a_path_of_whole_numbers_keeps_the_outline() -> None:
    """Read back, every point is where it was, to half a unit."""
    outline = lay_out("x").glyphs[0].outline
    data = path(outline, UNITS / LARGE)
    assert re.fullmatch(r"[mlqcz0-9 -]+", data)
    here, start, vertices = np.zeros(2), np.zeros(2), []
    for command, numbers in re.findall(r"([mlqcz])([^mlqcz]*)", data):
        if command == "z":
            here = start
            continue
        steps = np.array(re.findall(r"-?\d+", numbers), dtype=float).reshape(-1, 2)
        points = here + steps
        vertices += list(points)
        here = points[-1]
        if command == "m":
            start = here
    drawn = outline.vertices[outline.codes != Path.CLOSEPOLY] * (UNITS / LARGE) * (1, -1)
    np.testing.assert_allclose(vertices, drawn, atol=0.51)


def test_a_formula_as_a_file_of_its_own() -> None:
    root = ElementTree.fromstring(svg(FORMULAS["elu"], 12))
    left, top, width, height = map(float, root.get("viewBox", "").split())
    assert left == 0
    assert top < 0 < top + height
    for side, length in (("width", width), ("height", height)):
        assert float(root.get(side, "").removesuffix("pt")) == pytest.approx(
            length / UNITS * 12, abs=0.01
        )
