"""Texts: measured as they are drawn, on their baseline in every format, checked beforehand."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image
from support import FIGURE_FORMATS, RECENT, ROOT, written

from actplot.errors import ActplotError
from actplot.fonts import characters
from actplot.metadata import Metadata
from actplot.paint import text, write
from actplot.paint.embedding import setting as fonts
from actplot.paint.figure import setting as fonts_in_force
from actplot.paint.label import Label
from actplot.paint.live import FigurePainting
from actplot.paint.missing import every_glyph

SAMPLES = [
    "Sigmoid",
    "gypq −1.5",
    "$x$",
    r"$\mathrm{GELU}'(x)$",
    r"$\sigma''(x)=\frac{e^{-x}}{(1+e^{-x})^2}$",
    "two lines\nof $x_1^2$",
    r"$\int_0^1 f\,\mathrm{d}x$ and text",
    r"it costs 5\$",
    "a lone $ sign",
]
DPI = 600
PIXEL = 72 / DPI


def ink(draw: list[Label], *, below: float = 999.0, dpi: int = DPI) -> np.ndarray:
    """Left, bottom, right, top in points of what labels leave on the page below a height."""
    pixel = 72 / dpi
    figure = Figure(figsize=(2.4, 1.2), dpi=100)
    for each in draw:
        figure.add_artist(each)
    data = write.to_bytes(FigurePainting(figure), "png", dpi=dpi, metadata=Metadata())
    dark = np.asarray(Image.open(io.BytesIO(data)).convert("L"))[::-1] < 128
    dark = dark[: round(min(below / pixel, dark.shape[0]))]
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    return pixel * np.array([columns[0], rows[0], columns[-1] + 1, rows[-1] + 1])


def label(x: float, y: float, content: str, size: float = 10, **look: object) -> Label:
    """A label at a place in points, for a figure that it is added to later."""
    return _Placed(x, y, content, fontsize=size, **look)


class _Placed(Label):
    """A label whose coordinates are points of the page."""

    def get_transform(self):
        scale = mpl.transforms.Affine2D().scale(1 / 72)
        return scale + self.get_figure(root=True).dpi_scale_trans


@pytest.fixture(params=[True, False], ids=["serif", "sans"])
def setting(request: pytest.FixtureRequest):
    font_set = fonts.resolve(None, serif=request.param, texts=SAMPLES)
    with fonts_in_force(font_set):
        yield font_set


@RECENT
@pytest.mark.parametrize("content", SAMPLES)
@pytest.mark.parametrize("size", [10.5])
def test_ink_fills_the_measured_box(setting: fonts.Fonts, content: str, size: float) -> None:
    box = text.measure(content, size)
    left, bottom, right, top = ink([label(20, 50, content, size)])
    # Letters keep a little away from the ends of their widths, and italics lean out.
    assert left == pytest.approx(20, abs=0.15 * size)
    assert right == pytest.approx(20 + box.width, abs=0.2 * size)
    assert bottom == pytest.approx(50 - box.descent, abs=1.5 * PIXEL)
    assert top == pytest.approx(50 + box.ascent, abs=1.5 * PIXEL)


@RECENT
def test_letters_keep_their_distances_at_a_low_resolution(setting: fonts.Fonts) -> None:
    """Hinting would move each to a whole pixel."""
    content = "ilf" * 8
    width = text.measure(content, 10).width
    left, _, right, _ = ink([label(20, 50, content)], dpi=72)
    assert right - left == pytest.approx(width, abs=2)


@pytest.mark.parametrize("content", SAMPLES)
def test_sizes_grow_in_proportion(setting: fonts.Fonts, content: str) -> None:
    one, seven = text.measure(content, 1), text.measure(content, 7)
    assert (seven.width, seven.ascent, seven.descent) == pytest.approx(
        (7 * one.width, 7 * one.ascent, 7 * one.descent)
    )
    assert seven.height == seven.ascent + seven.descent


def test_lines_are_measured_and_drawn_at_one_distance(setting: fonts.Fonts) -> None:
    one, two = text.measure("H", 10), text.measure("H\nH", 10)
    assert two.ascent - one.ascent == pytest.approx(10 * text.LINE_SPACING)
    assert two.descent == one.descent
    assert ink([label(20, 50, "H\nH")])[1:4:2] == pytest.approx(
        [50, 50 + two.ascent], abs=1.5 * PIXEL
    )


@pytest.mark.parametrize(("align", "place"), [("left", 0.0), ("center", 0.5), ("right", 1.0)])
def test_lines_are_aligned(setting: fonts.Fonts, align: str, place: float) -> None:
    wide, narrow = text.measure("HHHHHH", 10).width, text.measure("H", 10).width
    first = ink([label(20, 30, "H")])[0]
    second = ink([label(20, 30, "HHHHHH\nH", align=align)], below=40)[0]
    assert second - first == pytest.approx(place * (wide - narrow), abs=PIXEL)


@RECENT
def test_an_upright_text_turns_about_its_left_end(setting: fonts.Fonts) -> None:
    box = text.measure("Hp", 10)
    left, bottom, right, top = ink([label(60, 20, "Hp", rotation=90)])
    assert left == pytest.approx(60 - box.ascent, abs=1.5 * PIXEL)
    assert right == pytest.approx(60 + box.descent, abs=1.5 * PIXEL)
    assert bottom == pytest.approx(20, abs=1)
    assert top == pytest.approx(20 + box.width, abs=1)


def words(pdf: bytes, folder: Path) -> dict[str, tuple[float, float]]:
    """The words of a PDF with left end and baseline, in points from the page's lower left."""
    if shutil.which("mutool") is None:
        pytest.skip("mutool is not installed")
    path = folder / "words.pdf"
    path.write_bytes(pdf)
    trace = subprocess.run(
        ["mutool", "trace", str(path)], capture_output=True, text=True, check=True
    ).stdout
    places = {}
    for transform, run in re.findall(
        r'<fill_text[^>]* transform="([^"]*)">(.*?)</fill_text>', trace, re.DOTALL
    ):
        a, b, c, d, e, f = map(float, transform.split())
        for character, x, y in re.findall(r'<g unicode="(.)"[^>]* x="(\S+)" y="(\S+)"', run):
            x, y = float(x), float(y)
            places[character] = (a * x + c * y + e, b * x + d * y + f)
    return places


@RECENT
@pytest.mark.parametrize("shared", [True, False], ids=["shared", "by matplotlib"])
def test_plain_words_and_formulas_share_a_baseline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shared: bool
) -> None:
    """matplotlib alone would set them up to a point apart."""
    if not shared:
        monkeypatch.setattr("actplot.paint.startup.known", lambda: False)
    font_set = fonts.resolve(None, serif=True, texts=["aq"])
    with fonts_in_force(font_set):
        figure = Figure(figsize=(3, 1), dpi=100)
        samples = {
            "a": "a",
            "b": "$b$",
            "c": r"$\mathrm{c}$",
            "d": "$d^2$",
            "g": r"$g_1\frac{1}{2}$",
        }
        for place, content in enumerate(samples.values()):
            figure.add_artist(label(10 + 30 * place, 30, content, 9.3))
        data = write.to_bytes(FigurePainting(figure), "pdf", dpi=72, metadata=Metadata())
    height = 72
    places = words(data, tmp_path)
    for place, character in enumerate(samples):
        x, y = places[character]
        # mutool counts from the top.
        assert min(abs(y - 30), abs(height - y - 30)) < 0.02, character
        assert x == pytest.approx(10 + 30 * place, abs=0.35), character


def test_a_figure_is_drawn_in_its_fonts_later_too() -> None:
    song = Path(__file__).parent / "fonts" / "song.ttf"
    from actplot.spec.model import FontSpec

    content = r"图 $x_{\mathrm{激活}}$"
    font_set = fonts.resolve(FontSpec(cjk=(str(song),)), serif=True, texts=[content])
    with fonts_in_force(font_set):
        figure = Figure(figsize=(1, 1))
        drawn = figure.add_artist(label(10, 30, content))
        inside = write.to_bytes(FigurePainting(figure), "png", dpi=100, metadata=Metadata())
        extent = drawn.get_window_extent().bounds
    assert write.to_bytes(FigurePainting(figure), "png", dpi=100, metadata=Metadata()) == inside
    assert drawn.get_window_extent().bounds == pytest.approx(extent)


def test_the_extent_of_a_label_is_its_ink(setting: fonts.Fonts) -> None:
    figure = Figure(figsize=(2, 1), dpi=72)
    drawn = figure.add_artist(label(20, 30, "Hp", rotation=90))
    box = text.measure("Hp", 10)
    assert drawn.get_window_extent().extents == pytest.approx(
        [20 - box.ascent, 30, 20 + box.descent, 30 + box.width]
    )


# What is wrong with a text


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (r"$\frac{1$", r"the formula $\frac{1$ cannot be set: expected \frac{num}{den}"),
        ("$x^$", "the formula $x^$ cannot be set: something is missing at its end"),
        (r"a $\foo$", r"the formula $\foo$ cannot be set: unknown symbol: \foo"),
        ("$x^2^3$", "the formula $x^2^3$ cannot be set: double superscript"),
        (r"$\mathrm{x$", r"the formula $\mathrm{x$ cannot be set: expected '}'"),
    ],
)
def test_a_formula_that_cannot_be_set(setting: fonts.Fonts, content: str, says: str) -> None:
    (problem,) = text.problems([written(content, line=3)])
    assert problem.message == f"{says}, in the text '{content}'"
    assert problem.place is not None
    assert (problem.place.file, problem.place.line) == ("a.yaml", 3)
    assert r"\$" in (problem.help or "")
    with pytest.raises(ActplotError, match="cannot be set"):
        text.measure(content, 10)


def test_all_problems_come_at_once(setting: fonts.Fonts) -> None:
    with pytest.raises(ActplotError) as caught:
        fonts.resolve(None, serif=True, texts=["$x^$", "fine", "$y_$"])
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize("content", ["中", "$中$", r"$\mathrm{中}$"])
def test_a_missing_glyph_is_an_error_when_measured_and_when_drawn(
    setting: fonts.Fonts, content: str
) -> None:
    says = re.escape(characters.spelt("中"))
    with pytest.raises(ActplotError, match=says):
        text.measure(content, 10)
    figure = Figure(figsize=(1, 1))
    figure.text(0.1, 0.5, content)
    for name in FIGURE_FORMATS:
        with pytest.raises(ActplotError, match=says):
            write.to_bytes(FigurePainting(figure), name, dpi=50, metadata=Metadata())


def test_other_warnings_go_through_the_net() -> None:
    with pytest.warns(UserWarning, match="something else"), every_glyph([]):
        warnings.warn("something else", stacklevel=1)


# How a text is understood


@pytest.mark.parametrize(
    ("line", "math"),
    [
        ("x", False),
        ("$x$", True),
        ("5$", False),
        (r"5\$ $x$", True),
        (r"\$x\$", False),
        ("", False),
    ],
)
def test_mathematics_is_what_stands_between_two_dollars(line: str, math: bool) -> None:
    assert characters.is_math(line) is math


@pytest.mark.parametrize("fontset", ["stix", "stixsans", "custom"])
def test_primes_are_drawn_as_primes(fontset: str) -> None:
    with mpl.rc_context({"mathtext.fontset": fontset}):
        assert text.prepared("$h'(x)$ and h' and $g''$") == "$h′(x)$ and h' and $g″$"
        assert text.prepared(r"$\text{don't}'$") == r"$\text{don't}′$"
        assert text.prepared("$h''''$") == "$h′′′′$"


@pytest.mark.parametrize("fontset", ["stix", "custom"])
@pytest.mark.parametrize(
    "called", [r"\log_{2}", r"\log_2", r"\sin^{2}", r"\tanh^{-1}", r"\log_a^{2}"]
)
@pytest.mark.parametrize("inside", ["(1 - p)", "[x]", r"\left(\frac{x}{2}\right)"])
def test_a_function_stands_close_to_its_parenthesis(fontset: str, called: str, inside: str) -> None:
    """As \\sin(x) does, whatever is between them; before a bare letter there is a space."""
    with mpl.rc_context({"mathtext.fontset": fontset}):
        width = {t: text.line_box(f"${t}$").width for t in (called, inside, called + inside)}
        assert width[called + inside] <= width[called] + width[inside] + 0.02
        bare = text.line_box(f"${called} x$").width - text.line_box("$x$").width
        assert bare >= text.line_box(f"${called}(x)$").width - text.line_box("$(x)$").width + 0.1


def test_no_space_behind_an_opening_bar() -> None:
    with mpl.rc_context({"mathtext.fontset": "stix"}):
        width = {t: text.line_box(f"${t}$").width for t in (r"|\cos x|", r"|x|", "x", r"\cos x")}
        bars = width["|x|"] - width["x"]
        assert width[r"|\cos x|"] - width[r"\cos x"] == pytest.approx(bars, abs=0.02)


@pytest.mark.parametrize("tex", [r"x_\min", r"y_\max^2", r"e^\sin", r"L_\log + 1"])
def test_a_function_may_be_an_index(tex: str) -> None:
    with mpl.rc_context({"mathtext.fontset": "stix"}):
        assert text.line_box(f"${tex}$").width > 0


def ink_gap(formula: str, place: int) -> float:
    """The gap between the ink of a character and that of the next, in text sizes."""
    edges = []
    for font, size, _code, index, x, _y in text.formula(text.prepared(formula)).glyphs:
        font.set_size(size, 72)
        glyph = font.load_glyph(index)
        left = x + glyph.horiBearingX / 64
        edges.append((left, left + glyph.width / 64))
    return float(edges[place + 1][0] - edges[place][1]) / text.LARGE


@RECENT
@pytest.mark.parametrize(
    ("formula", "place", "least"),
    [
        ("$f(x)$", 0, 0.0),
        ("$f'(x)$", 0, 0.0),
        ("$|x|$", 0, 0.08),
        ("$|x|$", 1, 0.12),
        ("$1+|x|+|y|$", 7, 0.12),
    ],
)
def test_what_leans_or_stands_close_is_set_apart(formula: str, place: int, least: float) -> None:
    with mpl.rc_context({"mathtext.fontset": "stix"}):
        assert least < ink_gap(formula, place) < 0.2


@pytest.mark.parametrize(
    ("formula", "set_as"),
    [
        (r"$x\tanh(x)$", r"$x\,\tanh(x)$"),
        (r"$\frac{1}{5}\ln(1+e^{5x})$", r"$\frac{1}{5}\,\ln(1+e^{5x})$"),
        (r"$\alpha \exp(x)$", r"$\alpha\,\exp(x)$"),
        (r"$(1-x)\ln(1-x)$", r"$(1-x)\,\ln(1-x)$"),
        # Nothing before it, a space already, a relation, an operation, a longer name.
        (r"$\ln x$", r"$\ln x$"),
        (r"$x\,\ln x$", r"$x\,\ln x$"),
        (r"$y \leq \max(x)$", r"$y \leq \max(x)$"),
        (r"$2\cdot\sin x$", r"$2\cdot\sin x$"),
        (r"$-\ln x$", r"$-\ln x$"),
        (r"$x\lnsim y$", r"$x\lnsim y$"),
    ],
)
def test_a_factor_stands_apart_from_the_name_of_a_function(formula: str, set_as: str) -> None:
    with mpl.rc_context({"mathtext.fontset": "stix"}):
        assert text.prepared(formula) == set_as


def test_bars_that_are_no_pair_and_letters_of_a_word_stay_as_they_are() -> None:
    with mpl.rc_context({"mathtext.fontset": "stix"}):
        for formula in ("$P(a|b)$", r"$\mathrm{f(x)}$", r"$\left|x\right|$", r"$\|x\|$", "a|b|c"):
            assert text.prepared(formula) == formula


def test_fonts_with_a_prime_for_superscripts_keep_it() -> None:
    with mpl.rc_context({"mathtext.fontset": "cm"}):
        assert text.prepared("$f'(x)$") == "$f'(x)$"


def test_an_escaped_dollar_loses_its_backslash() -> None:
    assert text.prepared(r"5\$") == "5$"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_forked_process_opens_its_fonts_anew():
    """It would share the place at which they are read with its parent and siblings."""
    script = (
        "import os\n"
        "from actplot.paint import formula, text\n"
        "from actplot.paint.embedding import outlines\n"
        "caches = text._formula, formula._glyphs, outlines._open\n"
        "text.measure('$x^2$', 10.0)\n"
        "formula._glyphs()\n"
        "assert caches[0].cache_info().currsize and caches[1].cache_info().currsize\n"
        "child = os.fork()\n"
        "if not child:\n"
        "    os._exit(sum(each.cache_info().currsize for each in caches))\n"
        "raise SystemExit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    assert subprocess.run([sys.executable, "-c", script], env=environment).returncode == 0
