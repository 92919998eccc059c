"""Figures in real kernels: they show themselves, sharp, whole and described."""

from __future__ import annotations

import base64
import io
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from support import ROOT, printed

import actplot
from actplot.api.notebook import draw

nbformat = pytest.importorskip("nbformat", reason="notebooks need nbclient and ipykernel")
nbclient = pytest.importorskip("nbclient", reason="notebooks need nbclient and ipykernel")
pytest.importorskip("ipykernel", reason="notebooks need nbclient and ipykernel")

pytestmark = pytest.mark.filterwarnings("ignore")  # of the kernel's own libraries
MIMES = ("application/pdf", "image/png", "image/svg+xml", "text/plain")


def run(*cells: str, folder: Path) -> Any:
    """A notebook of these cells, run in a kernel of its own."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    notebook.cells.insert(
        0, nbformat.v4.new_code_cell(f"import sys; sys.path.insert(0, {str(ROOT)!r})")
    )
    kernel = {"kernelspec": {"name": "python3", "display_name": "", "language": "python"}}
    notebook.metadata.update(kernel)
    nbclient.NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(folder)}}
    ).execute()
    return notebook


def shown(cell: Any) -> list[Any]:
    """The outputs of a cell that are a result or something displayed."""
    kinds = ("execute_result", "display_data")
    return [output for output in cell.outputs if output.output_type in kinds]


def text_of(cell: Any) -> str:
    return "".join(each.text for each in cell.outputs if each.output_type == "stream")


@pytest.fixture(scope="module")
def notebook(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return run(
        "import actplot",
        "actplot.figure('gelu', \"gelu'\", title='Twice')",
        "f = actplot.figure('relu'); f.axes[0].axvline(1, color='red'); f",
        "f.axes[0].set_xlim(-2, 2); f",
        "import sys; print('matplotlib.pyplot' in sys.modules)",
        "%load_ext actplot",
        "%%actplot size=ieee x=[-2, 2]\ncurves: [gelu, gelu']\ntitle: Cell",
        "%%actplot\ngelu\nrelu'",
        "%%actplot\ncurves:\n  - gelo\nsise: 3",
        "import numpy as np\ndef bump(x, width=1.0):\n    return np.exp(-(x / width) ** 2)",
        "%%actplot\ncurves: ['bump(width=[1, 2])']",
        "%matplotlib inline\nactplot.figure('silu')",
        folder=tmp_path_factory.mktemp("notebook"),
    )


@pytest.mark.parametrize("number", [2, 3, 4, 7, 8, 11, 12])
def test_a_cell_that_ends_in_a_figure_shows_it_once(notebook: Any, number: int) -> None:
    (output,) = shown(notebook.cells[number])
    assert set(output.data) == set(MIMES)
    assert output.data["text/plain"].endswith(".")
    described = output.metadata["image/png"]
    assert described["alt"] == output.data["text/plain"]
    image = Image.open(io.BytesIO(base64.b64decode(output.data["image/png"])))
    assert image.size == pytest.approx((2 * described["width"], 2 * described["height"]), abs=1)
    assert f"<desc>{described['alt'][:10]}" in output.data["image/svg+xml"]


def test_pyplot_is_not_imported_for_that(notebook: Any) -> None:
    assert text_of(notebook.cells[5]).strip() == "False"


def test_what_is_drawn_on_a_figure_is_shown(notebook: Any) -> None:
    for number in (3, 4):
        (output,) = shown(notebook.cells[number])
        data = base64.b64decode(output.data["image/png"])
        pixels = np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).astype(int)
        assert (pixels[:, :, 0] > pixels[:, :, 1:].max(axis=2) + 150).sum() > 50


def test_errors_of_a_cell_are_shown_as_the_command_shows_them(notebook: Any) -> None:
    cell = notebook.cells[9]
    assert not shown(cell)
    text = text_of(cell)
    assert "<cell>:3:5: error: no activation is called 'gelo'" in text
    assert "<cell>:4:1: error: no key is called 'sise'" in text
    assert "Traceback" not in text


@pytest.mark.parametrize(
    ("line", "cell", "places"),
    [
        ("", "gelu, relu\n# and: one more\nelu(alpha=[1, 2])", []),
        ("", "gelo, relu", ["<cell>:2:1"]),
        ("", "gelu\nelu(alpha=[1, 2]), gelo", ["<cell>:3:20"]),
        ("", "# My own: two\ncurves:\n- gelo", ["<cell>:4:3"]),
        ("", "\n", ["<cell>:2:1"]),
        ("size=nowhere", "gelu", ["--set:1:6"]),
    ],
)
def test_a_cell_is_read_as_a_fence_of_a_page_is(
    line: str, cell: str, places: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert (draw(line, cell, {}) is None) is bool(places)
    assert re.findall(r"^(\S+): error", capsys.readouterr().err, re.MULTILINE) == places


def test_a_notebook_converts_with_its_figures(notebook: Any, tmp_path: Path) -> None:
    nbconvert = pytest.importorskip("nbconvert", reason="converting needs nbconvert")
    body, _ = nbconvert.HTMLExporter().from_notebook_node(notebook)
    assert body.count("<img") == 7


def installed(*packages: str) -> bool:
    """Whether LaTeX, pandoc and these packages are there."""
    if not all(map(shutil.which, ("xelatex", "pandoc", "kpsewhich"))):
        return False
    return all(
        subprocess.run(["kpsewhich", f"{each}.sty"], capture_output=True).returncode == 0
        for each in packages
    )


@pytest.mark.skipif(
    not installed("tcolorbox", "adjustbox", "ulem", "soul"), reason="needs LaTeX and pandoc"
)
def test_a_notebook_converts_to_a_pdf_with_its_figures(notebook: Any, tmp_path: Path) -> None:
    """As drawings, with their texts; nothing else (Inkscape) is asked to convert them."""
    nbconvert = pytest.importorskip("nbconvert", reason="converting needs nbconvert")
    pypdf = pytest.importorskip("pypdf", reason="PDFs are read by pypdf")
    data, _ = nbconvert.PDFExporter().from_notebook_node(notebook)
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    drawings = {
        each.idnum
        for page in pages
        for each in page["/Resources"].get("/XObject", {}).values()
        if each.get_object()["/Subtype"] == "/Form"
    }
    assert len(drawings) == 7
    text = " ".join(page.extract_text() for page in pages)
    assert "Twice" in text
    assert "GELU′(x)" in text.replace(" ", "")


def test_a_widget_follows_the_figure(tmp_path: Path) -> None:
    pytest.importorskip("ipympl", reason="widgets need ipympl")
    executed = run(
        "%matplotlib widget",
        "import matplotlib.pyplot as plt, actplot",
        "fig, ax = plt.subplots(); actplot.plot('gelu', ax=ax); fig.canvas.draw()",
        "actplot.figure('gelu')",
        folder=tmp_path,
    )
    assert set(shown(executed.cells[4])[0].data) == set(MIMES)


def test_with_agg_everything_is_as_without() -> None:
    code = (
        "import matplotlib; matplotlib.use('Agg')\n"
        "import matplotlib.pyplot as plt, actplot\n"
        "actplot.plot('gelu'); plt.savefig(__import__('io').BytesIO())\n"
        "data, described = actplot.figure('gelu')._repr_mimebundle_()\n"
        "print(len(plt.get_fignums()), *sorted(data))"
    )
    assert printed(code).split() == ["1", *sorted(MIMES)]


def test_an_interactive_figure_is_a_page_in_a_frame() -> None:
    figure = actplot.figure("elu(alpha=[0.5, 1, 2])", interactive=True)
    figure.axes[0].set_xlim(-2, 2)
    data, _ = figure._repr_mimebundle_()
    assert set(data) == {*MIMES, "text/html"}
    frame = re.fullmatch(
        r'<iframe srcdoc="([^"]*)" title="([^"]*)"[^>]*></iframe>', data["text/html"]
    )
    assert frame is not None
    assert unescape(frame[2]) == data["text/plain"]
    page = unescape(frame[1])
    assert page.lower().startswith("<!doctype html>")
    assert "<script>" in page
    plain = actplot.figure("gelu")
    assert "text/html" not in plain._repr_mimebundle_()[0]


def test_only_what_is_asked_for_is_drawn() -> None:
    figure = actplot.figure("gelu")
    assert set(figure._repr_mimebundle_(include={"image/png"})[0]) == {"image/png", "text/plain"}
    assert set(figure._repr_mimebundle_(exclude={"image/png"})[0]) == set(MIMES) - {"image/png"}
