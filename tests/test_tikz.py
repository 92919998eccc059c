"""TikZ: every engine compiles it with tikz alone, and it is the figure of the PDF."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from support import ROOT, typeset

from actplot.paint import render
from actplot.paint.figure import draw
from actplot.plan.figure import plan
from actplot.spec import read

pypdf = pytest.importorskip("pypdf")
SPECS = {
    path.relative_to(ROOT / "configs").with_suffix("").as_posix(): path
    for path in sorted((ROOT / "configs").rglob("*.yaml"))
}
ENGINES = {
    "pdflatex": r"\usepackage[T1]{fontenc}",
    "xelatex": r"\usepackage{fontspec}",
    "lualatex": r"\usepackage{fontspec}",
}
RICH = (
    "{curves: [relu', {expr: tanh, label: 'A_b & C, 10 %'}], x: [-3, 3], title: 'Two\\nlines',"
    " fill: [{between: [tanh, 0]}, {x: [1, 2], hatch: '//'}, {x: [-2, -1], hatch: ..}],"
    " lines: [{y: 1, label: one}], notes: [{curve: 2, x: 1, text: here}], ylabel: upright,"
    " inset: {x: [-1, 0], y: [-1, 0]}, axes: {grid: on}, size: {width: 100mm, height: 80mm}}"
)


@cache
def planned(name: str):
    if name == "rich":
        return plan(read(RICH, name="rich"))
    return plan(read(SPECS[name], allow_python=True))


@cache
def written(name: str) -> dict[str, bytes]:
    return render(planned(name), ["tikz", "pdf"]).files


@cache
def ascii_only(name: str) -> bool:
    """Whether a document without fonts for Chinese can set it."""
    code = written(name)["tikz"].decode()
    return not re.search(r"[\u2e80-\uffff]", code)


def points(page) -> np.ndarray:
    """Every point of the paths of a page, controls among them, in pt; shape (n, 2)."""
    vertices, matrices = [], [np.eye(3)]
    content = pypdf.generic.ContentStream(page["/Contents"].get_object(), page.pdf)
    for operands, operator in content.operations:
        if operator == b"q":
            matrices.append(matrices[-1])
        elif operator == b"Q":
            matrices.pop()
        elif operator == b"cm":
            a, b, c, d, e, f = map(float, operands)
            matrices[-1] = np.array([[a, b, 0], [c, d, 0], [e, f, 1]]) @ matrices[-1]
        elif operator in (b"m", b"l", b"c"):
            places = np.array([*map(float, operands)]).reshape(-1, 2)
            vertices += [*(np.column_stack([places, np.ones(len(places))]) @ matrices[-1])[:, :2]]
    return np.array(vertices)


@pytest.fixture(scope="module", params=list(ENGINES))
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    """The page of each figure, by its name, of one document without a package but tikz."""
    engine = request.param
    folder: Path = tmp_path_factory.mktemp(engine)
    names = [name for name in (*SPECS, "rich") if ascii_only(name)]
    for number, name in enumerate(names):
        (folder / f"{number}.tikz").write_bytes(written(name)["tikz"])
    inputs = "\n".join(rf"\input{{{number}.tikz}}" for number in range(len(names)))
    (folder / "all.tex").write_text(
        rf"\documentclass[multi=tikzpicture,border=0pt]{{standalone}}{ENGINES[engine]}"
        rf"\usepackage{{lmodern,tikz}}\begin{{document}}{inputs}\end{{document}}"
    )
    ran = typeset(engine, folder / "all.tex")
    if "' not found" in ran.stdout:
        pytest.skip(f"{engine} lacks a package")
    assert ran.returncode == 0, ran.stdout[-2000:]
    assert "Undefined" not in ran.stdout
    return dict(zip(names, pypdf.PdfReader(folder / "all.pdf").pages, strict=True))


def test_every_figure_has_its_size_and_curves_lie_where_the_pdf_has_them(pages) -> None:
    assert len(pages) > 50
    for name, page in pages.items():
        own = pypdf.PdfReader(io.BytesIO(written(name)["pdf"])).pages[0]
        for side in ("width", "height"):
            # TeX rounds the box of a page to what its paper is.
            assert float(getattr(page.mediabox, side)) == pytest.approx(
                float(getattr(own.mediabox, side)), abs=0.1
            ), name
        shapes = draw(planned(name)).scene.shapes
        curves = [shape.points for shape in shapes if shape.layer == "curve"]
        if not curves:
            continue
        wanted = np.vstack(curves)
        drawn = points(page) - [float(page.mediabox.left), float(page.mediabox.bottom)]
        ends = wanted[~_inner(wanted)]
        nearest = np.hypot(*(ends[:, None] - drawn[None]).transpose(2, 0, 1)).min(axis=1)
        assert nearest.max() < 0.02, name


def _inner(wanted: np.ndarray) -> np.ndarray:
    """What may be left out: the handles of straight segments."""
    before, after = np.roll(wanted, 1, axis=0), np.roll(wanted, -1, axis=0)
    one, other = wanted - before, after - wanted
    turn = np.abs(one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0])
    inner = turn < 1e-2
    inner[[0, -1]] = False
    return inner


def test_the_code_is_one_that_a_person_would_write() -> None:
    code = written("rich")["tikz"].decode()
    body = code[: code.index("\\end{tikzpicture}")]
    styles = re.findall(r"^  ([\w ]+)/\.style=", body, re.MULTILINE)
    assert len(set(styles)) == len(styles)
    used = set(re.findall(r"\\(?:draw|fill|filldraw|node)\[([\w ]+)\]", body))
    assert used == set(styles) - {"every node"}
    colors = set(re.findall(r"\\definecolor\{(\w+)\}", body))
    named = set(re.findall(r"(?:color|draw|fill|text)=(\w+)", body))
    assert named - {"black", "white"} == colors
    assert max(map(len, body.split("\n"))) < 160
    assert "circle[radius=" in body
    assert ".. controls " in body


def test_words_stand_where_the_scene_has_them() -> None:
    scene = draw(planned("rich")).scene
    code = written("rich")["tikz"].decode()
    nodes = re.findall(r"\\node\[[^\]]*\] at \((-?[\d.]+),(-?[\d.]+)\)", code)
    assert len(nodes) == len([words for words in scene.words if words.text.strip()])
    for words in scene.words:
        along = words.anchor * (words.box.height if words.upright else words.box.width)
        x, y = (words.x, words.y + along) if words.upright else (words.x + along, words.y)
        assert min(abs(float(a) - x) + abs(float(b) - y) for a, b in nodes) < 0.01
