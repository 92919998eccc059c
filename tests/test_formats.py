"""The formats beside PDF, SVG and PNG: their names, EPS and TIFF, and what checks say of them."""

from __future__ import annotations

import io
import re
import shutil
import struct
import subprocess
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from figure_files import drawn
from PIL import Image
from support import ROOT, Cli

import actplot
from actplot import metadata, preflight
from actplot.formats import FORMATS, USUAL, of_suffix
from actplot.looks import venues
from actplot.preflight.sheet import Unreadable

SONG = ROOT / "tests" / "fonts" / "song.ttf"
SPECS = {
    "plain": "{curves: [gelu, gelu', relu'], size: 252pt x 180pt}",
    "formulas": "{curves: [{expr: silu, label: '$\\frac{x}{1+e^{-x}}$'}], title: 'A − B',"
    " size: 288pt x 180pt}",
    "chinese": f"{{curves: [silu], title: 激活函数, xlabel: 输入 $x$, font: {{cjk: {SONG}}},"
    " size: 252pt x 180pt}",
    "filled": "{curves: [tanh], fill: [{between: [tanh, 0], alpha: 0.3}], size: 252pt x 180pt}",
    "hatched": "{curves: [tanh], fill: [{between: [tanh, 0], hatch: '//'}], size: 252pt x 180pt}",
    "panels": "{panels: [{curves: [relu]}, {curves: [elu], inset: {x: [-1, 0], y: [-1, 0]}}],"
    " size: 360pt x 180pt}",
}
needs = pytest.mark.skipif


def pixels(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).astype(np.int16)


def ghostscript(data: bytes, dpi: int) -> np.ndarray:
    done = subprocess.run(
        ["gs", "-q", "-dSAFER", "-dNOPAUSE", "-dBATCH", "-dEPSCrop", "-dTextAlphaBits=4",
         "-dGraphicsAlphaBits=4", "-sDEVICE=png16m", f"-r{dpi}", "-sOutputFile=-", "-"],
        input=data, capture_output=True, check=True,
    )  # fmt: skip
    assert b"Error" not in done.stdout[:200]
    return pixels(done.stdout)


def poppler(data: bytes, dpi: int) -> np.ndarray:
    done = subprocess.run(
        ["pdftoppm", "-r", str(dpi), "-png", "-"], input=data, capture_output=True, check=True
    )
    return pixels(done.stdout)


def test_no_two_formats_share_a_suffix() -> None:
    suffixes = [suffix for name, row in FORMATS.items() for suffix in (name, *row.others)]
    assert len(set(suffixes)) == len(suffixes)
    assert all(of_suffix(f".{suffix.upper()}") for suffix in suffixes)
    assert USUAL == ("pdf", "svg", "png")


@pytest.mark.parametrize("name", ["o.emf", "o.jpg", "o.txt", "o.tex", "o.docx", "a.b/o.wmf"])
def test_a_name_with_another_suffix_is_refused_and_never_a_folder(
    cli: Cli, tmp_path: Path, name: str
) -> None:
    ran = cli("plot", "relu", "-o", name)
    assert ran.status == 2
    assert all(each in ran.err for each in FORMATS)
    with pytest.raises(actplot.errors.ActplotError, match="is not a supported format"):
        actplot.render("curves: [relu]", name)
    assert list(tmp_path.iterdir()) == []


def test_for_word_the_message_names_what_it_takes(cli: Cli) -> None:
    assert "Word and PowerPoint take SVG" in cli("plot", "relu", "-o", "o.emf").err


def test_a_folder_is_named_by_its_slash_and_a_tif_is_a_tiff(cli: Cli, tmp_path: Path) -> None:
    assert cli("plot", "relu", "-o", "v1.2/", "-f", "svg", "-q").status == 0
    assert (tmp_path / "v1.2" / "figure.svg").exists()
    assert cli("plot", "relu", "-o", "fig.tif", "-q").status == 0
    assert (tmp_path / "fig.tif").read_bytes()[:2] in (b"II", b"MM")


@pytest.mark.parametrize("format", [name for name in FORMATS if name not in USUAL])
def test_every_format_is_current_recovered_and_the_same_again(
    cli: Cli, tmp_path: Path, format: str
) -> None:
    spec = "x: [-3, 3]\ncurves: ['swish(beta=[0.5, 1])']\ntitle: α < β\n"
    (tmp_path / "a.yaml").write_text(spec)
    assert cli("render", "a.yaml", "-f", format, "-q").status == 0
    path = tmp_path / f"a.{format}"
    first = path.read_bytes()
    assert cli("render", "a.yaml", "-f", format).err.startswith(f"a.yaml: up to date: a.{format}")
    assert cli("render", "a.yaml", "-f", format, "--force", "-q").status == 0
    assert path.read_bytes() == first
    assert cli("recover", path).out == spec
    path.write_bytes(first[:-20])
    assert "drawn" in cli("render", "a.yaml", "-f", format, "-v").err
    assert path.read_bytes() == first


@needs(not shutil.which("gs") or not shutil.which("pdftoppm"), reason="needs gs and poppler")
@pytest.mark.parametrize("name", SPECS)
def test_ghostscript_draws_the_eps_as_poppler_draws_the_pdf(name: str) -> None:
    files = drawn(SPECS[name], "eps", "pdf")
    eps, pdf = ghostscript(files["eps"], 432), poppler(files["pdf"], 432)
    assert eps.shape == pdf.shape
    # Edges are smoothed otherwise by the two, and thin lines are heavier in one; over 3.5 pt a
    # letter that is gone differs by 60 and more.
    blurred = [_blurred(each.mean(axis=2)) for each in (eps, pdf)]
    assert np.abs(blurred[0] - blurred[1]).max() < 32
    assert np.abs(eps - pdf).mean() < 2.5


def _blurred(grey: np.ndarray, size: int = 21) -> np.ndarray:
    sums = np.pad(grey, ((1, 0), (1, 0))).cumsum(axis=0).cumsum(axis=1)
    return (
        sums[size:, size:] - sums[:-size, size:] - sums[size:, :-size] + sums[:-size, :-size]
    ) / size**2


@pytest.mark.parametrize("name", SPECS)
def test_an_eps_has_exact_boxes_type_42_fonts_and_no_date(name: str) -> None:
    files = drawn(SPECS[name], "eps", "svg")
    eps = files["eps"].decode("ascii")
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', files["svg"].decode())
    width, height = map(float, box.groups())
    exact = [*map(float, re.search(r"%%HiResBoundingBox: (.*)", eps)[1].split())]
    assert exact == pytest.approx([0, 0, width, height], abs=0.01)
    whole = [*map(int, re.search(r"%%BoundingBox: (.*)", eps)[1].split())]
    assert whole == [0, 0, int(np.ceil(width - 1e-4)), int(np.ceil(height - 1e-4))]
    assert set(re.findall(r"/FontType (\d+)", eps)) <= {"42"}
    assert "CreationDate" not in eps
    assert max(map(len, eps.split("\n"))) < 256
    assert eps.endswith("%%EOF\n")


@needs(not shutil.which("gs"), reason="needs Ghostscript")
def test_every_letter_of_a_merged_font_is_there() -> None:
    eps = drawn(SPECS["chinese"], "eps")["eps"]
    names = set(re.findall(rb"/(uni[0-9A-F]{4}) glyphshow", eps))
    assert {f"uni{ord(letter):04X}".encode() for letter in "激活函数输入"} <= names
    defined = set(re.findall(rb"^/(\S+) \d+ def$", eps, re.MULTILINE))
    assert names <= defined


def test_what_eps_cannot_show_through_is_named() -> None:
    spec = "{curves: [tanh], fill: [{between: [tanh, 0], alpha: 0.3}, {x: [0, 2], alpha: 0.3}]}"
    with pytest.raises(actplot.errors.ActplotError, match="which fills that overlap would need"):
        drawn(spec, "eps")
    apart = "{curves: [tanh], fill: [{x: [-2, 0], alpha: 0.3}, {x: [0, 2], alpha: 0.3}]}"
    assert drawn(apart, "eps")["eps"].startswith(b"%!PS")


@pytest.mark.parametrize("dpi", [72, 300, 600])
def test_a_tiff_has_its_dpi_lzw_and_no_alpha(dpi: int, tmp_path: Path) -> None:
    files = drawn(f"{{curves: [gelu], size: 84x60, dpi: {dpi}}}", "tiff", "png")
    image = Image.open(io.BytesIO(files["tiff"]))
    assert image.mode == "RGB"
    assert image.info["compression"] == "tiff_lzw"
    assert image.info["dpi"] == pytest.approx((dpi, dpi))
    png = pixels(files["png"])
    assert np.abs(pixels(files["tiff"]) - png).max() <= 8  # to which a PNG may be rounded
    if identify := shutil.which("identify"):
        path = tmp_path / "figure.tiff"
        path.write_bytes(files["tiff"])
        fields = subprocess.run(
            [identify, "-units", "PixelsPerInch", "-format", "%x %C %[channels] %w", path],
            capture_output=True, text=True, check=True,
        ).stdout.split()  # fmt: skip
        assert float(fields[0]) == pytest.approx(dpi, abs=0.01)
        assert fields[1:3] == ["LZW", "srgb"]
        assert int(fields[-1]) == png.shape[1]


def test_what_a_venue_demands_is_drawn_by_default(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("{curves: [gelu], size: plos}")
    assert cli("render", "a.yaml", "-q").status == 0
    assert {path.name for path in tmp_path.iterdir()} == {"a.yaml", "a.tiff", "a.eps"}
    for name in ("a.tiff", "a.eps", "a.yaml"):
        ran = cli("check", name, "--venue", "plos")
        assert (ran.status, ran.err) == (0, "")
    assert b"/FontType" not in (tmp_path / "a.eps").read_bytes()
    assert {venue.usual for venue in venues.catalogue().values()} == {USUAL, ("tiff", "eps")}


def test_files_of_these_formats_are_checked(tmp_path: Path) -> None:
    files = drawn("{curves: [gelu], size: 84x60, dpi: 200}", "eps", "tiff")
    for name, wanted in (("eps", {"text-outlined"}), ("tiff", {"resolution"})):
        path = tmp_path / f"figure.{name}"
        path.write_bytes(files[name])
        findings = preflight.check_file(path, venues.find("plos"))
        assert {each.code for each in findings} == wanted
    jpeg = tmp_path / "figure.jpg"
    Image.new("RGB", (300, 200)).save(jpeg, dpi=(150, 150))
    findings = {each.code: each for each in preflight.check_file(jpeg, venues.find("ieee"))}
    assert {"jpeg", "format", "resolution"} <= findings.keys()
    assert findings["jpeg"].found == "the figure is a JPEG"


def test_the_sheets_of_foreign_files() -> None:
    from actplot.preflight.eps import sheet as eps
    from actplot.preflight.tiff import sheet as tiff

    with io.BytesIO() as file:
        Image.new("RGBA", (300, 200)).save(file, "TIFF", dpi=(300, 300))
        sheet = tiff(file.getvalue())
    assert sheet.transparent
    assert sheet.width == pytest.approx(25.4)
    assert not sheet.alt
    written = (
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 72 144\n%%DocumentNeededResources: font"
        b" Helvetica\n%%EndProlog\n/FontName /Old def /FontType 3 def\n(x) show\n"
    )
    sheet = eps(written)
    assert (sheet.width, sheet.height) == pytest.approx((25.4, 50.8))
    assert [(font.name, font.kind, font.embedded) for font in sheet.fonts] == [
        ("Old", "Type 3", True), ("Helvetica", "Type 1", False)
    ]  # fmt: skip
    preview = struct.pack("<4s6LH", b"\xc5\xd0\xd3\xc6", 30, len(written), 0, 0, 0, 0, 0xFFFF)
    assert eps(preview + written).fonts == sheet.fonts


@pytest.mark.parametrize("kind", ["eps", "tiff", "jpeg"])
def test_damaged_files_are_refused_in_words(kind: str) -> None:
    from importlib import import_module

    read = import_module(f"actplot.preflight.{kind}").sheet
    with io.BytesIO() as file:
        Image.new("RGB", (30, 20)).save(file, "JPEG" if kind == "jpeg" else "TIFF")
        whole = file.getvalue()
    if kind == "eps":
        whole = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 72 144\n"
    for end in range(4, len(whole) if kind != "jpeg" else 160):
        with suppress(Unreadable):
            read(whole[:end])


def test_the_description_survives_in_every_format() -> None:
    files = drawn("{curves: ['elu(alpha=[1, 2])'], title: 'A & α', size: 84x60}", *FORMATS)
    for data in files.values():
        record = metadata.read(data)
        assert record is not None
        assert record.intact
        assert record.title == "A & α"
