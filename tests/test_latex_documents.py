"""Figures in real documents: each engine compiles them, and sizes and places are as asked for.

Skipped, engine by engine, where TeX is not installed.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from support import typeset

from actplot.layout.scene import Scene, Words
from actplot.paint import render
from actplot.paint.figure import draw
from actplot.plan.figure import plan
from actplot.plan.plans import FigurePlan
from actplot.preflight.painting import Painting
from actplot.preflight.pdf.content import paint
from actplot.preflight.pdf.fonts import kinds
from actplot.preflight.runs import Run, joined
from actplot.spec import read

pypdf = pytest.importorskip("pypdf")

SPECS = {
    "plain": "{curves: [gelu, gelu'], size: ieee, caption: 'GELU & its derivative, 50 %.'}",
    "words": "{curves: [tanh, {expr: relu, label: 'A_b & C, 10 %'}], size: {width: 100 mm,"
    " height: 70 mm}, text: latex, xlabel: input, font: {size: 9.5}}",
    "upright": "{curves: [sin(x)], x: [-2pi, 2pi], axes: {frame: boxed, xticks: pi}, text: latex,"
    " ylabel: a name that stands upright, size: {width: 90 mm, height: 60 mm}, title: Sine}",
}
# lmodern has every size; without it LaTeX takes the nearest of a few.
HEAD = {
    "pdflatex": r"\usepackage{lmodern}\usepackage[T1]{fontenc}",
    "xelatex": r"\usepackage{lmodern}\usepackage{fontspec}",
    "lualatex": r"\usepackage{lmodern}\usepackage{fontspec}",
}
CLOSE = 0.1  # pt


@cache
def planned(name: str) -> FigurePlan:
    return plan(read(SPECS[name], name=name))


@cache
def scene(name: str) -> Scene:
    return draw(planned(name)).scene


@pytest.fixture(scope="module", params=list(HEAD))
def document(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Painting]:
    """The pages of a document with the three figures, which lie in a folder of their own."""
    engine = request.param
    folder: Path = tmp_path_factory.mktemp(engine)
    (folder / "figures").mkdir()
    for name in SPECS:
        for suffix, content in render(planned(name), ["pdf", "tex"]).files.items():
            (folder / f"figures/{name}.{suffix}").write_bytes(content)
    inputs = "\\clearpage\n".join(rf"\input{{figures/{name}}}" for name in SPECS)
    (folder / "paper.tex").write_text(
        rf"\documentclass{{article}}{HEAD[engine]}\usepackage{{graphicx,xcolor}}"
        "\n\\begin{document}\n" + inputs + "\\end{document}\n"
    )
    ran = typeset(engine, folder / "paper.tex")
    if ".sty' not found" in ran.stdout:
        pytest.skip(f"{engine} lacks a package")
    assert ran.returncode == 0, ran.stdout[-2000:]
    assert "Overfull" not in ran.stdout
    reader = pypdf.PdfReader(folder / "paper.pdf")
    return {name: paint(page, reader) for name, page in zip(SPECS, list(reader.pages), strict=True)}


def letters(text: str) -> str:
    """What remains of a text in every font and encoding."""
    return "".join(character for character in text if character.isalnum() and character.isascii())


def simple(name: str) -> list[Words]:
    """The texts of a figure that are no formulas."""
    return [words for words in scene(name).words if "$" not in words.text]


def placed(page: Painting, name: str) -> tuple[float, float, float, float]:
    """Where the figure stands on the page."""
    made = planned(name)
    return min(
        page.forms,
        key=lambda box: abs(box[2] - box[0] - made.width) + abs(box[3] - box[1] - made.height),
    )


def runs(page: Painting, words: Words) -> list[Run]:
    """The texts of a page with the letters of words, in its direction."""
    upwards = (-1.0, 0.0) if words.upright else (0.0, 1.0)
    return [
        run
        for run in joined(page.runs)
        if letters(run.text) == letters(words.text) and run.upwards == upwards
    ]


def off(run: Run, words: Words, corner: tuple[float, float]) -> float:
    """How far a text stands from where it was put: its left end, its middle or its right end."""
    along = words.anchor * (words.box.height if words.upright else words.box.width)
    x, y = words.x + corner[0], words.y + corner[1]
    if words.upright:
        y += along
    else:
        x += along
    ends = zip(run.start, run.end, strict=True)
    own = [(1 - words.anchor) * start + words.anchor * end for start, end in ends]
    return max(abs(own[0] - x), abs(own[1] - y))


def test_no_font_is_type_3_and_all_are_embedded(document):
    fonts = [font for page in document.values() for font in kinds(page.fonts)]
    assert fonts
    assert all(font.embedded and font.kind != "Type 3" for font in fonts)


@pytest.mark.parametrize("name", SPECS)
def test_the_figure_has_its_width_and_height(document, name):
    left, bottom, right, top = placed(document[name], name)
    assert right - left == pytest.approx(planned(name).width, abs=CLOSE)
    assert top - bottom == pytest.approx(planned(name).height, abs=CLOSE)


@pytest.mark.parametrize("name", SPECS)
def test_texts_have_their_size_and_stand_where_they_were_put(document, name):
    page = document[name]
    corner = placed(page, name)[:2]
    assert simple(name)
    for words in simple(name):
        fitting = [run for run in runs(page, words) if off(run, words, corner) < CLOSE]
        assert fitting, words.text
        assert fitting[0].size == pytest.approx(words.size, abs=CLOSE), words.text


def test_formulas_have_their_size(document):
    sizes = [run.size for run in joined(document["words"].runs) if "tanh" in run.text]
    assert any(size == pytest.approx(0.95 * 9.5, abs=CLOSE) for size in sizes)
