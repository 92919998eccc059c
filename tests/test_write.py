"""The files: page, pixels, fonts, what they carry, and the same bytes every time."""

from __future__ import annotations

import io
import re
import shutil
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import matplotlib as mpl
import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path as Curve
from PIL import Image
from planned import planned
from pypdf import PdfReader
from support import FIGURE_FORMATS

from actplot import metadata
from actplot.errors import ActplotError
from actplot.fonts.characters import language
from actplot.metadata import Metadata
from actplot.paint import artists, render, write
from actplot.paint.embedding import setting as fonts
from actplot.paint.figure import setting as fonts_in_force
from actplot.paint.formats import png, relative
from actplot.paint.label import Label
from actplot.paint.live import FigurePainting
from actplot.paint.settings import settings
from actplot.spec.model import FontSpec

SONG = str(Path(__file__).parent / "fonts" / "song.ttf")
DATA = Metadata("Sigmoid & co", "σ rises from 0 to 1 <slowly>", "curves: [sigmoid]\n", '{"a":"b"}')
SVG = "{http://www.w3.org/2000/svg}"
BLUE = "#0b4a9b"


def figure(width: float = 84, height: float = 60, *, alpha: float | None = None) -> Figure:
    """A page in mm with a curve, a dash, a circle, a hatch and texts."""
    page = Figure(figsize=(width / 25.4, height / 25.4), dpi=100, facecolor="white")
    points = mpl.transforms.Affine2D().scale(1 / 72) + page.dpi_scale_trans
    curve = Curve([(20.1234567, 30), (40, 30), (60, 90), (120, 90)], [1, 4, 4, 4])
    look = {"fill": False, "edgecolor": BLUE, "transform": points}
    page.add_artist(PathPatch(curve, linewidth=1.25, gid="curve", **look))
    page.add_artist(PathPatch(curve, linestyle=(0, (3, 2)), gid="curve", **look))
    page.add_artist(Rectangle((130, 40), 20, 20, hatch="//", alpha=alpha, **look))
    texts = ["Sigmoid", r"$\sigma'(x)=\frac{1}{2}$", "−1.5"]
    for number, content in enumerate(texts):
        page.add_artist(Label(20 + 60 * number, 15, content, fontsize=9, transform=points))
    return page


@pytest.fixture(scope="module", params=["bundled", "named"])
def setting(request: pytest.FixtureRequest) -> Iterator[fonts.Fonts]:
    spec = FontSpec(latin=("STIXGeneral",), cjk=(SONG,)) if request.param == "named" else None
    font_set = fonts.resolve(spec, serif=True, texts=["Sigmoid", r"$\sigma'(x)=\frac{1}{2}$"])
    with fonts_in_force(font_set):
        yield font_set


def written(name: str, page: Figure | None = None, **how: object) -> bytes:
    """Seen through where the format can show it."""
    page = page or figure(alpha=None if name == "eps" else 0.5)
    return write.to_bytes(FigurePainting(page), name, **{"dpi": 300, "metadata": DATA, **how})


@pytest.fixture(scope="module")
def files(setting: fonts.Fonts) -> dict[str, bytes]:
    return {name: written(name) for name in FIGURE_FORMATS}


def test_formats_are_named_by_their_suffix() -> None:
    assert {name: form.mime for name, form in FIGURE_FORMATS.items()} == {
        "png": "image/png",
        "pdf": "application/pdf",
        "svg": "image/svg+xml",
        "eps": "application/postscript",
        "tiff": "image/tiff",
    }
    assert all(name == form.name for name, form in FIGURE_FORMATS.items())


@pytest.mark.parametrize("name", FIGURE_FORMATS)
def test_the_same_bytes_every_time(files: dict[str, bytes], name: str) -> None:
    page = figure(alpha=None if name == "eps" else 0.5)
    for other in FIGURE_FORMATS:
        if other != "eps":
            written(other, page)
    assert written(name, page) == files[name]


def test_the_same_bytes_in_every_process() -> None:
    code = (
        "import hashlib, sys; sys.path[:0] = ['tests', '.'];"
        "import matplotlib as mpl; from actplot.paint import write;"
        "from actplot.paint.embedding import setting as fonts;"
        "import test_write as t;"
        "from actplot.spec.model import FontSpec;"
        "font_set = fonts.resolve(FontSpec(cjk=(t.SONG,)), serif=True, texts=['Sigmoid']);"
        "c = t.fonts_in_force(font_set); c.__enter__();"
        "print([hashlib.sha256(t.written(n)).hexdigest() for n in t.FIGURE_FORMATS])"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True,
            env={"PYTHONHASHSEED": seed, "TZ": zone, "TMPDIR": str(Path(SONG).parent / folder)},
            cwd=Path(__file__).parent.parent,
        ).stdout
        for seed, zone, folder in (("1", "UTC", "."), ("7", "Asia/Tokyo", ".."))
    ]  # fmt: skip
    assert outputs[0] == outputs[1]


@pytest.mark.parametrize(
    ("text", "formats", "pages"),
    [
        ("curves: [gelu]", ("pdf", "svg", "png", "tiff"), 1),
        ("curves: [gelu]", ("svg", "eps"), 2),  # nothing is seen through in an EPS
        ("curves: [gelu]\ntext: latex", ("pdf", "svg"), 2),  # the PDF leaves texts to LaTeX
        ("curves: [gelu]\nstyle: {dark: on}", ("pdf", "svg"), 2),  # a dark page for the SVG alone
        ("curves: [gelu, relu]\nsteps: curves", ("pdf", "svg", "png", "svg:1"), 2),
    ],
)
def test_a_page_is_made_once_for_all_formats(
    monkeypatch: pytest.MonkeyPatch, text: str, formats: tuple[str, ...], pages: int
) -> None:
    made = []

    class Counted(artists.ScenePainting):
        def __init__(self, *arguments: object, **options: object) -> None:
            made.append(arguments)
            super().__init__(*arguments, **options)

    monkeypatch.setattr(artists, "ScenePainting", Counted)
    together = render(planned(text), formats).files
    assert len(made) == pages
    assert together == {name: render(planned(text), [name]).files[name] for name in formats}


def test_settings_hold_for_a_while() -> None:
    before = dict(mpl.rcParams)
    asked = {"font.size": 3.0, "font.family": ["STIXGeneral"], "svg.hashsalt": "actplot"}
    with settings(asked), settings({"font.size": "4"}):
        assert mpl.rcParams["font.size"] == 4
        assert dict(mpl.rcParams) == {**before, **asked, "font.size": 4.0}
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize(
    "wrong", [{"font.sise": 3}, {"font.size": 3, "mathtext.fontset": "fraktur"}]
)
def test_settings_that_do_not_exist_change_nothing(wrong: dict[str, object]) -> None:
    before = dict(mpl.rcParams)
    with pytest.raises((KeyError, ValueError)), settings(wrong):
        pass
    assert dict(mpl.rcParams) == before


def test_a_matplotlibrc_changes_nothing() -> None:
    other = {
        "savefig.bbox": "tight", "savefig.transparent": True, "text.usetex": True,
        "text.hinting": "force_autohint", "pdf.fonttype": 3, "svg.fonttype": "none",
        "pdf.compression": 0, "hatch.linewidth": 5, "figure.dpi": 60, "font.family": "monospace",
        "mathtext.fontset": "cm", "path.sketch": (1, 100, 2), "text.color": "red",
        "patch.antialiased": False, "lines.dashed_pattern": [9, 9], "font.weight": "bold",
    }  # fmt: skip
    results = []
    for rc in ({}, other):
        with mpl.rc_context(rc):
            font_set = fonts.resolve(None, serif=True, texts=["Sigmoid"])
            with fonts_in_force(font_set):
                results.append([written(name) for name in FIGURE_FORMATS])
    assert results[0] == results[1]


@pytest.mark.parametrize("name", FIGURE_FORMATS)
def test_a_figure_is_left_as_it_was(setting: fonts.Fonts, name: str) -> None:
    page = figure()
    before = page.dpi, tuple(page.get_size_inches()), page.canvas
    written(name, page)
    assert (page.dpi, tuple(page.get_size_inches()), page.canvas) == before


@pytest.mark.parametrize("name", FIGURE_FORMATS)
def test_every_file_carries_its_description(files: dict[str, bytes], name: str) -> None:
    assert metadata.read(files[name]) == DATA


# Page sizes


@pytest.mark.parametrize(("width", "height"), [(84, 60), (150, 90), (88.57, 54.74), (33.3, 20)])
def test_pages_are_exactly_as_large_as_asked(width: float, height: float) -> None:
    page = figure(width, height)
    (sheet,) = PdfReader(io.BytesIO(written("pdf", page))).pages
    box = [float(value) * 25.4 / 72 for value in sheet.mediabox]
    assert box == pytest.approx([0, 0, width, height], abs=1e-4)
    root = ElementTree.fromstring(written("svg", page))
    assert (root.get("width"), root.get("height")) == (f"{width:g}mm", f"{height:g}mm")
    view = [float(value) * 25.4 / 72 for value in root.get("viewBox", "").split()]
    assert view == pytest.approx([0, 0, width, height], abs=1e-4)
    for dpi in (72, 100, 299, 300, 600):
        with Image.open(io.BytesIO(written("png", page, dpi=dpi))) as image:
            assert image.size == (round(width / 25.4 * dpi), round(height / 25.4 * dpi))
            assert image.info["dpi"] == pytest.approx((dpi, dpi), abs=0.02)


# PNG


def chunks(data: bytes) -> Iterator[tuple[str, bytes]]:
    place = 8
    while place < len(data):
        length, kind = struct.unpack(">L4s", data[place : place + 8])
        content = data[place + 8 : place + 8 + length]
        (check,) = struct.unpack(">L", data[place + 8 + length : place + 12 + length])
        assert check == zlib.crc32(kind + content)
        yield kind.decode(), content
        place += 12 + length


def test_a_png_is_well_formed(files: dict[str, bytes]) -> None:
    kinds = [kind for kind, _ in chunks(files["png"])]
    assert kinds[0] == "IHDR"
    assert kinds[-1] == "IEND"
    assert kinds.index("PLTE") < kinds.index("IDAT")
    with Image.open(io.BytesIO(files["png"])) as image:
        image.load()
        assert image.text["Title"] == DATA.title
        assert image.text["Description"] == DATA.alt
        assert "transparency" not in image.info


def agg(page: Figure, dpi: int) -> np.ndarray:
    data = io.BytesIO()
    page.savefig(data, format="png", dpi=dpi)
    return np.asarray(Image.open(data).convert("RGB")).astype(int)


def test_pixels_are_those_of_matplotlib(setting: fonts.Fonts) -> None:
    """Shades along edges may be off by 8 of 255, the colours of the figure by nothing."""
    page = figure(76.2, 50.8)
    ours = np.asarray(Image.open(io.BytesIO(written("png", page))).convert("RGB")).astype(int)
    theirs = agg(page, 300)
    assert np.abs(ours - theirs).max() <= 8
    for colour in ((255, 255, 255), (0, 0, 0), (11, 74, 155)):
        assert ((ours == colour).all(axis=2) | ~(theirs == colour).all(axis=2)).all()
    assert len(written("png", page)) < 0.7 * len(png_of(page))


def png_of(page: Figure) -> bytes:
    data = io.BytesIO()
    page.savefig(data, format="png", dpi=300)
    return data.getvalue()


def test_many_colours_stay_as_they_are() -> None:
    page = Figure(figsize=(2, 1), dpi=100)
    noise = np.random.default_rng(1).integers(0, 256, (100, 200, 3), dtype=np.uint8)
    page.figimage(noise)
    data = written("png", page, dpi=100)
    assert "PLTE" not in [kind for kind, _ in chunks(data)]
    image = np.asarray(Image.open(io.BytesIO(data)))
    assert image.shape == (100, 200, 3)
    assert (image == agg(page, 100)).all()


def test_a_gradient_is_not_put_into_steps() -> None:
    page = Figure(figsize=(2.56, 2.56), dpi=100)
    across, up = np.meshgrid(np.arange(256), np.arange(256))
    page.figimage(np.stack([across, up, across], axis=2).astype(np.uint8))
    image = np.asarray(Image.open(io.BytesIO(written("png", page, dpi=100))).convert("RGB"))
    assert (image == agg(page, 100)).all()


@pytest.mark.parametrize("shade", [254, 252, 250, 248])
def test_a_pale_region_stays_apart_from_the_page(shade: int) -> None:
    page = np.full((200, 200, 4), 255, dtype=np.uint8)
    page[50:150, 50:150, :3] = shade
    # More shades than a palette has, of a few pixels each, as along edges.
    page[:20, :20, 0] = np.arange(400).reshape(20, 20) % 240
    page[:20, :20, 1] = np.arange(400).reshape(20, 20) % 7
    palette, index = png._indexed(page) or (np.empty(0), np.empty(0))
    assert (palette[index][50:150, 50:150] == shade).all()
    assert (palette[index][150:, :] == 255).all()


def test_a_page_without_background_stays_transparent() -> None:
    page = figure()
    page.set_facecolor("none")
    image = np.asarray(Image.open(io.BytesIO(written("png", page, dpi=72))))
    assert image.shape[2] == 4
    assert image[0, 0, 3] == 0


def test_few_colours_are_exact() -> None:
    shades = np.arange(256, dtype=np.uint8).reshape(16, 16, 1)
    pixels = np.concatenate([shades, shades, shades, np.full_like(shades, 255)], axis=2)
    palette, index = png._indexed(pixels) or (np.empty(0), np.empty(0))
    assert (palette[index] == pixels[:, :, :3]).all()


def in_turn(shades: np.ndarray, frequency: np.ndarray, tolerance: int) -> tuple[list, list]:
    """Palette and numbers as the rule says it: the commonest first, each takes those near it."""
    order = sorted(range(len(shades)), key=lambda number: -frequency[number])
    flat = frequency >= png.FLAT * frequency.sum()
    near = np.abs(shades[:, None] - shades[None]).max(axis=2) <= tolerance
    palette, numbers = [], [-1] * len(shades)
    for first in order:
        if numbers[first] >= 0:
            continue
        for other in order:
            taken = near[first, other] and not flat[other]
            if numbers[other] < 0 and (taken or other == first):
                numbers[other] = len(palette)
        palette.append(shades[first].tolist())
    return palette, numbers


@given(
    count=st.integers(1, 300),
    reach=st.integers(1, 256),
    tolerance=st.sampled_from([0, 6, 8]),
    seed=st.integers(0, 2**32 - 1),
)
@trials(max_examples=60)
def test_shades_are_grouped_by_the_commonest(
    count: int, reach: int, tolerance: int, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    drawn = rng.integers(256 - reach, 256, (count, 3)).astype(np.int16)
    shades = np.unique(drawn, axis=0)
    frequency = rng.geometric(0.01, len(shades)).astype(float)
    palette, numbers = in_turn(shades, frequency, tolerance)
    grouped = png._grouped(shades, frequency, tolerance)
    if len(palette) > 256:
        assert grouped is None
    else:
        assert grouped is not None
        assert grouped[0].tolist() == palette
        assert grouped[1].tolist() == numbers


# PDF


def test_a_pdf_embeds_truetype_and_nothing_else(files: dict[str, bytes]) -> None:
    (page,) = PdfReader(io.BytesIO(files["pdf"])).pages
    embedded = page["/Resources"]["/Font"].values()
    assert len(embedded) >= 2
    for font in embedded:
        font = font.get_object()
        assert font["/Subtype"] == "/Type0"
        (below,) = font["/DescendantFonts"]
        below = below.get_object()
        assert below["/Subtype"] == "/CIDFontType2"
        program = below["/FontDescriptor"]["/FontFile2"].get_data()
        assert program[:4] == b"\0\1\0\0"
        assert len(program) < 12000


def test_the_text_of_a_pdf_can_be_copied(files: dict[str, bytes]) -> None:
    (page,) = PdfReader(io.BytesIO(files["pdf"])).pages
    content = page.extract_text()
    for part in ("Sigmoid", "σ′", "−1.5"):
        assert part in content


def test_a_pdf_describes_itself(files: dict[str, bytes]) -> None:
    reader = PdfReader(io.BytesIO(files["pdf"]))
    assert reader.metadata is not None
    assert reader.metadata.title == DATA.title
    assert reader.metadata.subject == DATA.alt
    assert "/CreationDate" not in reader.metadata
    assert reader.root_object["/Lang"] == "en"
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"]
    packet = reader.root_object["/Metadata"].get_object().get_data()
    root = ElementTree.fromstring(packet)
    dublin = "{http://purl.org/dc/elements/1.1/}"
    assert "".join(root.find(f".//{dublin}title").itertext()) == DATA.title
    assert "".join(root.find(f".//{dublin}description").itertext()) == DATA.alt


def test_a_date_is_given_only_by_source_date_epoch(
    setting: fonts.Fonts, monkeypatch: pytest.MonkeyPatch, files: dict[str, bytes]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    reader = PdfReader(io.BytesIO(written("pdf")))
    assert reader.metadata["/CreationDate"] == "D:19700102000000Z"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert written("pdf") == files["pdf"]


@pytest.mark.parametrize("epoch", ["yesterday", "1e9", "9" * 30])
def test_a_date_that_is_none_is_an_error(
    setting: fonts.Fonts, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(ActplotError, match=f"SOURCE_DATE_EPOCH is '{epoch}'"):
        written("pdf")


def test_a_pdf_of_nothing_but_a_page() -> None:
    reader = PdfReader(io.BytesIO(written("pdf", Figure(figsize=(1, 1)))))
    assert len(reader.pages) == 1


@pytest.mark.parametrize("tool", [["qpdf", "--check"], ["mutool", "info"], ["pdffonts"]])
def test_readers_have_no_complaint(
    files: dict[str, bytes], tmp_path: Path, tool: list[str]
) -> None:
    if shutil.which(tool[0]) is None:
        pytest.skip(f"{tool[0]} is not installed")
    path = tmp_path / "a.pdf"
    path.write_bytes(files["pdf"])
    done = subprocess.run([*tool, str(path)], capture_output=True, text=True, check=True)
    complaints = [line for line in done.stderr.splitlines() if "ICC" not in line]
    assert not complaints
    if tool[0] == "pdffonts":
        kinds = done.stdout.splitlines()[2:]
        assert kinds
        assert all("CID TrueType" in line and " yes yes yes " in line for line in kinds)


# SVG


def test_an_svg_is_described_for_those_who_cannot_see_it(files: dict[str, bytes]) -> None:
    root = ElementTree.fromstring(files["svg"])
    assert root.get("role") == "img"
    assert root[0].tag == SVG + "title"
    assert root[0].text == DATA.title
    assert root[1].tag == SVG + "desc"
    assert root[1].text == DATA.alt
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


def test_an_svg_can_stand_in_a_page(files: dict[str, bytes]) -> None:
    """It styles nothing around it and names nothing twice."""
    content = files["svg"].decode()
    assert "<style" not in content
    assert "<!DOCTYPE" not in content
    names = re.findall(r'\bid="([^"]*)"', content)
    assert len(names) == len(set(names))
    assert all(f"#{name}" in content for name in names)
    classes = re.findall(r'<g class="([^"]*)"', content)
    assert classes.count("curve") == 2


def test_numbers_of_an_svg_are_as_long_as_the_eye_needs(files: dict[str, bytes]) -> None:
    content = files["svg"].decode()
    paths = re.findall(r'<path d="([^"]*)"', content)
    assert paths
    for number in re.findall(r"\d+\.(\d+)", " ".join(paths)):
        assert len(number) <= 3
    # 60 mm are 170.079 pt: y counts from the top.
    assert any("M 20.123 140.079 C 40 140.079 60 80.079 120 80.079" in path for path in paths)


POINT = st.tuples(st.integers(-9999, 9999), st.integers(-9999, 9999))
SEGMENT = st.one_of(
    st.tuples(st.just("L"), POINT), st.tuples(st.just("Q"), POINT, POINT),
    st.tuples(st.just("C"), POINT, POINT, POINT),
)  # fmt: skip


@given(st.lists(st.tuples(POINT, st.lists(SEGMENT, max_size=5)), min_size=1, max_size=4))
def test_glyphs_of_an_svg_keep_their_shape(contours: list) -> None:
    """The short form of a path has the same points, and starts anew where it was closed."""
    path, points = [], []
    for start, segments in contours:
        path.append(f"M {start[0]} {start[1]} ")
        points.append(start)
        for command, *through in segments:
            path.append(command + " " + " ".join(f"{x} {y}" for x, y in through) + " ")
            points += through
        path.append("z")
    short = relative("\n".join(path))
    assert absolute(short) == points


def test_glyphs_are_written_in_their_short_form(files: dict[str, bytes]) -> None:
    root = ElementTree.fromstring(files["svg"])
    glyphs = [path.get("d", "") for path in root.iter(SVG + "path") if path.get("id")]
    assert len(glyphs) > 10
    assert all(re.fullmatch(r"[-mlqcz\d ]*", glyph) for glyph in glyphs)


def absolute(path: str) -> list[tuple[int, int]]:
    """The points of a relative path."""
    x = y = 0
    start, points = (0, 0), []
    for command, numbers in re.findall(r"([mlqcz])([^mlqcz]*)", path):
        values = [int(value) for value in re.findall(r"-?\d+", numbers)]
        points += [(x + dx, y + dy) for dx, dy in zip(values[::2], values[1::2], strict=True)]
        x, y = start if command == "z" else points[-1]
        start = points[-1] if command == "m" else start
    return points


@pytest.mark.parametrize("text", ["path", "text"])
def test_an_svg_is_valid_xml_and_small(setting: fonts.Fonts, tmp_path: Path, text: str) -> None:
    data = written("svg", svg=text)
    assert len(data) < (16000 if text == "path" else 9000)
    if shutil.which("xmllint") is None:
        pytest.skip("xmllint is not installed")
    (tmp_path / "a.svg").write_bytes(data)
    subprocess.run(["xmllint", "--noout", "--nonet", str(tmp_path / "a.svg")], check=True)


def test_text_as_text_names_fonts_that_a_reader_may_have(setting: fonts.Fonts) -> None:
    """Once, for the whole page, and not the family that was made for this figure."""
    data = written("svg", svg="text")
    assert "Sigmoid</text>" in data.decode()
    root = ElementTree.fromstring(data)
    styles = [element.get("style", "") for element in root.iter()]
    (named,) = [style for style in styles if "font-family" in style]
    families = named.partition("font-family:")[2].split(", ")
    assert families[0] == "'STIXGeneral'"
    assert families[-1] == "serif"
    assert not any("actplot" in family for family in families)
    # A formula in another font says so.
    with mpl.rc_context({"mathtext.fontset": "cm"}):
        assert b"font-family: 'cmmi10'" in written("svg", svg="text")


@pytest.mark.parametrize(
    ("text", "tag"), [("激活", "zh"), ("かな", "ja"), ("한글", "ko"), ("σ", "en"), ("", "en")]
)
def test_the_language_is_that_of_the_writing(text: str, tag: str) -> None:
    assert language(text) == tag
