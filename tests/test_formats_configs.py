"""Laws of EPS, TIFF and animations over every spec in configs/."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageSequence
from support import RECENT, ROOT
from test_formats import _blurred as blurred
from test_formats import ghostscript, poppler

from actplot.errors import ActplotError
from actplot.formats import FORMATS
from actplot.layout.geometry import Rect
from actplot.paint import render
from actplot.paint.figure import draw
from actplot.plan.figure import plan
from actplot.plan.plans import FigurePlan
from actplot.plan.sliders import sliders
from actplot.spec import read

pypdf = pytest.importorskip("pypdf")
CONFIGS = sorted((ROOT / "configs").rglob("*.yaml"))
DPI = 288


def planned(path: Path, *overrides: str) -> FigurePlan:
    return plan(read(path, allow_python=True, overrides=overrides))


@pytest.mark.skipif(
    not shutil.which("gs") or not shutil.which("pdftoppm"), reason="needs gs and poppler"
)
@pytest.mark.parametrize(
    "path",
    # On whole pixels the letters of a poster, which are large, lie apart by as much.
    [pytest.param(path, marks=RECENT if path.stem == "poster" else ()) for path in CONFIGS],
    ids=lambda path: path.stem,
)
def test_the_eps_is_the_figure_of_the_pdf(path: Path) -> None:
    """Or what is transparent is named. Its box is that of the figure, its fonts are Type 42."""
    made = planned(path)
    seen_through = [
        each.stroke.opacity for panel in made.panels for each in (*panel.shown, *panel.lines)
    ]
    if any(0 < opacity < 1 for opacity in seen_through):
        with pytest.raises(ActplotError, match="EPS does not support transparency"):
            render(made, ["eps"])
        return
    step = f":{made.steps}" if made.steps > 1 else ""
    drawn = render(made, [f"eps{step}", f"pdf{step}"]).files
    files = {name.partition(":")[0]: data for name, data in drawn.items()}
    head = files["eps"].decode("ascii")
    box = [*map(float, re.search(r"%%HiResBoundingBox: (.*)", head)[1].split())]
    page = pypdf.PdfReader(io.BytesIO(files["pdf"])).pages[0].mediabox
    assert box == pytest.approx([0, 0, float(page.width), float(page.height)], abs=0.01)
    assert set(re.findall(r"/FontType (\d+)", head)) <= {"42"}
    if made.spec.text == "latex":
        return  # LaTeX sets the texts of the PDF
    eps, pdf = ghostscript(files["eps"], DPI), poppler(files["pdf"], DPI)
    # A page ends in a part of a pixel, which one of them draws.
    assert np.abs(np.subtract(eps.shape, pdf.shape)).max() <= 1
    height, width = np.minimum(eps.shape, pdf.shape)[:2]
    grey = [each.mean(axis=2)[:, :width] for each in (eps, pdf)]
    apart = []
    for rows in (slice(0, height), slice(-height, None)):
        one, other = (blurred(each[rows], 15) for each in grey)
        apart.append(np.abs(one - other).max())
    assert min(apart) < 40


@pytest.mark.parametrize("path", CONFIGS[::3], ids=lambda path: path.stem)
def test_a_tiff_has_the_pixels_of_the_png(path: Path, tmp_path: Path) -> None:
    made = planned(path)
    files = render(made, ["tiff", "png"]).files
    tiff, png = (Image.open(io.BytesIO(files[name])) for name in ("tiff", "png"))
    assert (tiff.mode, tiff.info["compression"], tiff.size) == ("RGB", "tiff_lzw", png.size)
    assert tiff.info["dpi"] == pytest.approx((made.dpi, made.dpi))
    if identify := shutil.which("identify"):
        (tmp_path / "a.tiff").write_bytes(files["tiff"])
        asked = "%x %y %C %[channels] %w %h"
        fields = subprocess.run(
            [identify, "-units", "PixelsPerInch", "-format", asked, tmp_path / "a.tiff"],
            capture_output=True, text=True, check=True,
        ).stdout.split()  # fmt: skip
        assert [*map(float, fields[:2])] == pytest.approx([made.dpi, made.dpi], abs=0.01)
        assert fields[2] == "LZW"
        assert "srgba" not in fields
        assert tuple(map(int, fields[-2:])) == png.size


MOVING = [path for path in CONFIGS if sliders(planned(path))]


@pytest.mark.parametrize("path", MOVING, ids=lambda path: path.stem)
@pytest.mark.parametrize("format", [name for name, row in FORMATS.items() if row.moves])
def test_in_an_animation_only_what_depends_on_the_parameter_changes(
    path: Path, format: str
) -> None:
    made = planned(path, "dpi=72")
    image = Image.open(io.BytesIO(render(made, [format]).files[format]))
    pages = [np.asarray(each.convert("RGBA")).astype(int) for each in ImageSequence.Iterator(image)]
    changed = np.any([(page != pages[0]).any(axis=2) for page in pages], axis=0)
    assert changed.any()
    scene = draw(made).scene
    owners = {owner for one in sliders(made) for family in one.families for owner in family}
    boxes = [
        words.box.grown(3)
        for words in scene.words
        if (words.panel, words.owner) in owners or words.owner < 0
    ]
    for shape in scene.shapes:
        if (shape.panel, shape.owner) in owners or shape.owner < 0:
            (left, bottom), (right, top) = shape.points.min(axis=0), shape.points.max(axis=0)
            boxes.append(Rect(left, bottom, right, top).grown(3))
    # What a legend says of a long family is as wide as the value of the moment.
    wide = [words.box for words in scene.words if words.owner < 0]
    boxes += [type(box)(box.left, box.bottom - 3, scene.width, box.top + 3) for box in wide]
    for box in boxes:
        rows = slice(max(int(scene.height - box.top), 0), int(scene.height - box.bottom) + 2)
        changed[rows, max(int(box.left), 0) : int(box.right) + 2] = False
    assert changed.sum() == 0
