"""A Chinese figure with fonts of every make, as each reader shows it.

The two small fonts of this folder are always tried; fonts of the system and readers are
skipped with a word where they are not installed.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from support import FIGURE_FORMATS

from actplot.fonts import characters, finding
from actplot.metadata import Metadata
from actplot.paint import text, write
from actplot.paint.artists import ScenePainting
from actplot.paint.embedding.merge import merge
from actplot.paint.figure import Drawing, draw, setting
from actplot.plan.figure import plan
from actplot.plan.plans import FigurePlan
from actplot.spec import read

HERE = Path(__file__).parent / "fonts"
SPEC = r"""
x: [-5, 5]
curves:
  - {{expr: sigmoid, label: "函数 $\\sigma(x)$"}}
  - {{expr: sigmoid', label: "导数 $\\sigma'(x)$"}}
title: 图 2-1 激活函数 $\sigma(x)=\frac{{1}}{{1+e^{{-x}}}}$ 及其导数
xlabel: 输入 $x$
ylabel: 输出 $y_{{\mathrm{{激活}}}}$
lines: [{{y: 1, label: 纵轴单位}}]
size: {{width: 150 mm, height: 90 mm}}
font: {{latin: {latin}, cjk: {cjk}, size: 10.5}}
"""
SMALL = ("song.ttf", "song-cff.otf")
# A TrueType Song face, a CFF collection, a face with embedded bitmaps, and one more region.
SYSTEM = ("AR PL SungtiL GB", "Noto Serif CJK SC", "AR PL UMing CN", "Noto Sans CJK JP")


def painting(drawing: Drawing) -> ScenePainting:
    """What is drawn, as it is written; call inside the setting of its fonts."""
    return ScenePainting(drawing.scene, drawing.fonts.faces)


@dataclass(frozen=True)
class Case:
    """A drawn figure and where each Chinese character stands on it, in pt from below."""

    plan: FigurePlan
    drawing: Drawing
    places: tuple[tuple[str, tuple[float, float, float]], ...]

    def file(self, name: str, dpi: int = 300) -> bytes:
        with setting(self.drawing.fonts):
            return write.to_bytes(
                painting(self.drawing), name, dpi=dpi, metadata=Metadata("图", "", "x", "y")
            )


@pytest.fixture(scope="module", params=[*SMALL, *SYSTEM])
def case(request: pytest.FixtureRequest) -> Case:
    name = request.param
    if name in SMALL:
        latin, cjk = "STIXGeneral", str(HERE / name)
    elif finding.find(name) is None:
        pytest.skip(f"{name} is not installed")
    else:
        latin, cjk = "Times New Roman", name
    what = plan(read(SPEC.format(latin=latin, cjk=cjk), name="thesis"))
    drawing = draw(what)
    with setting(drawing.fonts):
        return Case(what, drawing, tuple(_places(drawing)))


def _places(drawing: Drawing) -> Iterator[tuple[str, tuple[float, float, float]]]:
    """Each Chinese character with the left and lower end and the side of its square."""
    for words in drawing.scene.words:
        assert not words.upright
        if characters.is_math(words.text):
            layout = text.formula(text.prepared(words.text))
            scale = words.size / text.LARGE
            for _, size, code, *_, x, y in layout.glyphs:
                left, bottom = words.x + x * scale, words.y + (y - layout.depth) * scale
                yield chr(code), (left, bottom, size * scale)
        else:
            for number, character in enumerate(words.text):
                before = text.measure(words.text[:number], words.size).width if number else 0.0
                yield character, (words.x + before, words.y, words.size)


def show_all(case: Case, page: Image.Image) -> None:
    """Assert that there is ink, but no black square, where a Chinese character stands."""
    dark = 1 - np.asarray(page.convert("L"))[::-1] / 255
    scale = dark.shape[1] / (150 / 25.4 * 72)
    seen = ""
    for character, (left, bottom, side) in case.places:
        if not characters.is_wide(character):
            continue
        rows = [round((bottom + share * side) * scale) for share in (-0.12, 0.88)]
        columns = [round((left + share * side) * scale) for share in (0, 1)]
        share = dark[slice(*rows), slice(*columns)].mean()
        assert 0.06 < share < 0.6, (character, left, bottom, share)
        seen += character
    assert len(seen) == len("函数导数图激活函数及其导数输入输出激活纵轴单位")


@pytest.mark.parametrize("dpi", [72, 100, 300])
def test_every_character_is_in_the_png(case: Case, dpi: int) -> None:
    data = case.file("png", dpi)
    assert len(data) < 60_000
    show_all(case, Image.open(io.BytesIO(data)))


def poppler(pdf: Path, out: Path) -> list[str]:
    return ["pdftoppm", "-r", "150", "-png", "-singlefile", str(pdf), str(out.with_suffix(""))]


def ghostscript(pdf: Path, out: Path) -> list[str]:
    return [
        "gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=png16m", "-r150",
        "-dTextAlphaBits=4", f"-sOutputFile={out}", str(pdf),
    ]  # fmt: skip


def mupdf(pdf: Path, out: Path) -> list[str]:
    return ["mutool", "draw", "-q", "-r", "150", "-o", str(out), str(pdf)]


def chromium(svg: Path, out: Path) -> list[str]:
    return [
        "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
        "--force-device-scale-factor=2", "--window-size=567,341",
        f"--user-data-dir={out.parent / 'profile'}", f"--screenshot={out}", svg.as_uri(),
    ]  # fmt: skip


def shown(
    case: Case, name: str, reader: Callable[[Path, Path], list[str]], folder: Path
) -> Image.Image:
    """The page as a reader shows it."""
    source, out = folder / f"figure.{name}", folder / "page.png"
    command = reader(source, out)
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    data = case.file(name)
    assert len(data) < 60_000
    source.write_bytes(data)
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert out.exists(), done.stderr
    return Image.open(out)


@pytest.mark.parametrize("reader", [poppler, ghostscript, mupdf], ids=lambda it: it.__name__)
def test_every_reader_shows_every_character_of_the_pdf(
    case: Case, reader: Callable[[Path, Path], list[str]], tmp_path: Path
) -> None:
    show_all(case, shown(case, "pdf", reader, tmp_path))


def test_a_browser_shows_every_character_of_the_svg(case: Case, tmp_path: Path) -> None:
    page = shown(case, "svg", chromium, tmp_path)
    # 150 mm are 566.93 pixels of 1/96 inch; the window is a whole number of them.
    scale = page.width / 567
    show_all(case, page.crop((0, 0, round(566.93 * scale), round(340.16 * scale))))


def test_the_text_of_the_pdf_reads_as_written(case: Case, tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    (tmp_path / "a.pdf").write_bytes(case.file("pdf"))
    extracted = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "a.pdf"), "-"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    for part in (
        "图 2-1 激活函数 σ(x)",
        "及其导数",
        "输入 x",
        "输出 y",
        "激活",
        "导数 σ′(x)",
        "−5",
    ):
        assert part in extracted, extracted
    fonts = subprocess.run(
        ["pdffonts", str(tmp_path / "a.pdf")], capture_output=True, text=True, check=True
    ).stdout
    assert all("CID TrueType" in line for line in fonts.splitlines()[2:])


def test_the_second_figure_with_the_same_characters_makes_no_fonts(case: Case) -> None:
    before = merge.cache_info()
    again = draw(case.plan)
    after = merge.cache_info()
    assert (after.misses, after.hits > before.hits) == (before.misses, True)
    assert again.fonts == case.drawing.fonts


@pytest.mark.parametrize("cjk", [str(HERE / "song.ttf"), "Noto Serif CJK SC"])
def test_chinese_takes_little_longer_than_latin_once_it_is_known(cjk: str) -> None:
    if not finding.is_path(cjk) and finding.find(cjk) is None:
        pytest.skip(f"{cjk} is not installed")
    source = SPEC.format(latin="STIXGeneral", cjk=cjk)
    latin = re.sub("[\u4e00-\u9fff]", "w", re.sub("font: .*", "font: {size: 10.5}", source))
    plans = [plan(read(each, name="a")) for each in (source, latin)]
    chinese = plain = float("inf")
    for each in plans:
        _seconds(each)
    # The least of many is the work itself; as many as it takes on a busy machine.
    for _ in range(30):
        chinese, plain = (
            min(least, _seconds(each)) for least, each in zip((chinese, plain), plans, strict=True)
        )
        if chinese < 1.2 * plain:
            break
    assert chinese < 1.2 * plain


def _seconds(what: FigurePlan) -> float:
    """Of the processor, which other programs do not disturb."""
    start = time.process_time()
    drawing = draw(what)
    with setting(drawing.fonts):
        for name in FIGURE_FORMATS:
            write.to_bytes(painting(drawing), name, dpi=150, metadata=Metadata())
    return time.process_time() - start
