"""Preflight of PDF files, ours and those of other programs."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import suppress
from functools import cache
from io import BytesIO

import matplotlib as mpl
import numpy as np
import pytest
from figure_files import HELVETICA, TYPE3, drawn, pdf, stream
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from support import ROOT

from actplot import preflight
from actplot.errors import ActplotError
from actplot.looks import venues
from actplot.preflight.pdf import sheet

pytest.importorskip("pypdf")

RGB = "/Font << /F {} >> /ExtGState << /Half << /ca 0.5 /CA 0.5 >> /Thin << /LW 0.1 >> >>"


@cache
def plain_matplotlib(fonttype: int = 3) -> bytes:
    with mpl.rc_context({"pdf.fonttype": fonttype}), BytesIO() as file:
        figure = Figure(figsize=(3.5, 2.5))
        axes = figure.subplots()
        x = np.linspace(-4, 4, 100)
        axes.plot(x, np.tanh(x), label="$x_1$")
        axes.plot(x, np.maximum(x, 0))
        axes.set_title("title")
        axes.set_ylabel("upright", fontsize=4)
        axes.legend()
        figure.savefig(file, format="pdf")
        return file.getvalue()


def checked(data: bytes, tmp_path, venue: str | None = None) -> dict[str, preflight.Finding]:
    path = tmp_path / "figure.pdf"
    path.write_bytes(data)
    findings = preflight.check_file(path, venues.find(venue) if venue else None)
    return {finding.code: finding for finding in findings}


@pytest.mark.parametrize("venue", ["ieee", "acm", "aaai", "neurips", "nature", "elsevier"])
def test_type_3_fonts_of_plain_matplotlib_are_found(venue, tmp_path):
    findings = checked(plain_matplotlib(), tmp_path, venue)
    assert findings["font-type3"].severity == "refused"
    assert "DejaVuSans" in findings["font-type3"].found
    assert "pdf.fonttype: 42" in (findings["font-type3"].help or "")
    assert "font-type3" not in checked(plain_matplotlib(42), tmp_path, venue)


@pytest.mark.parametrize("venue", ["ieee", "acm", "nature", "elsevier", "aaai", "neurips"])
def test_nothing_is_found_in_a_figure_of_ours(venue, tmp_path):
    spec = f"{{curves: [gelu, gelu', 'elu(alpha=[0.5, 1, 2])'], size: {venue}}}"
    findings = checked(drawn(spec, "pdf")["pdf"], tmp_path, venue)
    # Without a named font there is no Arial to be had for Nature.
    assert set(findings) <= ({"font-family"} if venue == "nature" else set())
    assert all(finding.severity == "noted" for finding in findings.values())


def test_the_texts_of_matplotlib_are_read_with_their_sizes():
    texts = {text.text: text for text in sheet(plain_matplotlib()).texts}
    assert texts["title"].size == pytest.approx(12)
    assert texts["upright"].size == pytest.approx(4)
    assert texts["x"].size == pytest.approx(10)
    assert texts["1"].script
    assert texts["1"].size == pytest.approx(7)
    assert not texts["upright"].script


def test_ours_are_read_as_they_were_asked_for():
    spec = "{curves: [relu], size: {width: 80 mm, height: 55 mm}, font: {size: 9}, xlabel: input}"
    page = sheet(drawn(spec, "pdf")["pdf"])
    assert page.width == pytest.approx(80, abs=0.01)
    assert page.height == pytest.approx(55, abs=0.01)
    sizes = {text.text: text.size for text in page.texts if not text.script}
    assert sizes["input"] == pytest.approx(9, abs=0.005)
    assert sizes["2"] == pytest.approx(8.1, abs=0.005)
    assert page.alt
    assert {font.kind for font in page.fonts} == {"CID TrueType"}
    assert [look.width for look in page.strokes if look.curve] == [pytest.approx(1.2)]


@pytest.mark.parametrize(
    ("content", "size"),
    [
        ("BT /F 10 Tf (word) Tj ET", 10),
        ("0.5 0 0 0.5 0 0 cm BT /F 10 Tf (word) Tj ET", 5),
        ("q 2 0 0 2 0 0 cm Q BT /F 10 Tf (word) Tj ET", 10),
        ("BT /F 1 Tf 8 0 0 8 20 20 Tm (word) Tj ET", 8),
        ("BT /F 1 Tf 0 8 -8 0 20 20 Tm [(wo) -20 (rd)] TJ ET", 8),
        ("2 0 0 2 0 0 cm BT /F 1 Tf 0 -3 3 0 20 20 Tm (word) Tj ET", 6),
        ("BT /F 10 Tf 50 Tz (word) Tj ET", 10),
        ("BT /F 10 Tf 3 Ts (word) Tj ET", 10),
        ("BT /F -10 Tf 1 0 0 -1 20 20 Tm (word) Tj ET", 10),
        ("BT /F 10 Tf 12 TL (word) ' ET", 10),
    ],
)
def test_sizes_are_those_on_the_page(content, size):
    (text,) = sheet(pdf(content)).texts
    assert text.text == "word"
    assert text.size == pytest.approx(size)


def test_a_form_is_read_where_it_is_put():
    form = stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Matrix [0.5 0 0 0.5 0 0]"
                  f" /Resources << /Font << /F {HELVETICA} >> >>",
                  "BT /F 10 Tf (word) Tj ET 4 w 0 0 m 9 0 l S")  # fmt: skip
    page = sheet(pdf("3 0 0 3 0 0 cm /X Do", resources="/XObject << /X 5 0 R >>", objects=[form]))
    assert [text.size for text in page.texts] == [pytest.approx(15)]
    assert [line.width for line in page.strokes] == [pytest.approx(6)]


def test_a_form_within_itself_ends():
    form = stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]"
                  " /Resources << /XObject << /X 5 0 R >> >>", "/X Do")  # fmt: skip
    assert sheet(pdf("/X Do", resources="/XObject << /X 5 0 R >>", objects=[form])).texts == ()


@pytest.mark.parametrize(
    ("content", "color"),
    [
        ("0.5 G 1 w 0 0 m 90 0 l S", (0.5, 0.5, 0.5)),
        ("1 0 0 RG 0 0 m 90 0 l S", (1, 0, 0)),
        ("0 1 1 0 K 0 0 m 90 0 l S", (1, 0, 0)),
        ("/DeviceRGB CS 0 1 0 SC 0 0 m 90 0 l S", (0, 1, 0)),
        ("q 1 0 0 RG Q 0 0 m 90 0 l S", (0, 0, 0)),
        ("/Other CS 0.3 SCN 0 0 m 90 0 l S", None),
    ],
)
def test_the_colours_of_strokes(content, color):
    (line,) = sheet(pdf(content)).strokes
    assert line.color == (None if color is None else pytest.approx(color))


def test_the_widths_and_dashes_of_lines_are_those_on_the_page():
    content = "2 0 0 2 0 0 cm 0.4 w [3 1] 0 d 0 0 m 9 0 l S /Thin gs 0 9 m 9 9 l S"
    first, second = sheet(pdf(content, resources=RGB.format(HELVETICA))).strokes
    assert (first.width, first.dash) == (pytest.approx(0.8), (6, 2))
    assert second.width == pytest.approx(0.2)


def test_what_is_a_curve_and_what_is_not():
    curve = "0 0 m 10 10 20 20 30 0 c S"
    polygon = "0 0 m 10 10 l 20 0 l 30 10 l 40 0 l S"
    frame, tick, marker = "0 0 100 50 re S", "0 0 m 0 3 l S", "0 0 m 1 1 2 2 3 0 c S"
    closed = "0 0 m 10 10 20 20 30 0 c h S"
    for content, curved in ((curve, True), (polygon, True), (frame, False), (tick, False),
                            (marker, False), (closed, False)):  # fmt: skip
        assert [line.curve for line in sheet(pdf(content)).strokes] == [curved], content


def test_transparency_and_colour_spaces():
    clear = pdf("1 0 0 rg 0 0 9 9 re f")
    assert not sheet(clear).transparent
    assert sheet(clear).spaces == {"RGB"}
    half = pdf("/Half gs 0 0 1 0 k 0 0 9 9 re f 1 0 0 RG 0 0 m 9 9 l S",
               resources=RGB.format(HELVETICA))  # fmt: skip
    assert sheet(half).transparent
    assert sheet(half).spaces == {"RGB", "CMYK"}
    # Values that nothing is painted with do no harm.
    assert not sheet(pdf("/Half gs", resources=RGB.format(HELVETICA))).transparent


def test_the_background_is_what_covers_the_page():
    dark = "0.1 g 0 0 252 180 re f 1 1 0 RG 0 0 m 50 90 100 90 200 0 c S"
    assert sheet(pdf(dark)).background == pytest.approx((0.1, 0.1, 0.1))
    assert sheet(pdf("0.1 g 0 0 20 20 re f")).background == (1, 1, 1)


def test_pages_are_measured_as_they_are_shown():
    assert sheet(pdf("", page="/Rotate 90")).width == pytest.approx(63.5)
    assert sheet(pdf("", page="/UserUnit 2")).width == pytest.approx(177.8)
    cropped = sheet(pdf("", page="/CropBox [10 10 82 82]"))
    assert (cropped.width, cropped.height) == (pytest.approx(25.4), pytest.approx(25.4))
    doubled = sheet(pdf("BT /F 10 Tf (word) Tj ET", page="/UserUnit 2"))
    assert doubled.texts[0].size == pytest.approx(20)


def test_pictures_are_counted_by_the_inch():
    image = stream("/Type /XObject /Subtype /Image /Width 300 /Height 100 /ColorSpace /DeviceRGB"
                   " /BitsPerComponent 8", "")  # fmt: skip
    page = sheet(pdf("144 0 0 48 0 0 cm /I Do", resources="/XObject << /I 5 0 R >>",
                      objects=[image]))  # fmt: skip
    assert [(each.width, each.height, each.dpi) for each in page.images] == [(300, 100, 150)]


def test_fonts_and_whether_they_are_in_the_file(tmp_path):
    findings = checked(pdf("BT /F 10 Tf (word) Tj ET"), tmp_path, "ieee")
    assert findings["font-missing"].severity == "refused"
    assert '"Helvetica" is not embedded' in findings["font-missing"].found
    glyph = stream("", "600 0 0 0 600 600 d1 0 0 600 600 re f")
    three = pdf("BT /F 10 Tf (a) Tj ET", resources=f"/Font << /F {TYPE3} >>", objects=[glyph])
    assert "font-type3" in checked(three, tmp_path)
    assert sheet(three).texts[0].size == pytest.approx(10)


def test_the_text_of_a_fraction_counts_as_script():
    content = "BT /F 7 Tf 20 26 Td (a) Tj ET BT /F 7 Tf 20 16 Td (b) Tj ET 19 23 8 0.4 re f"
    assert [text.script for text in sheet(pdf(content)).texts] == [True, True]


def test_a_small_text_below_another_is_no_script():
    content = "BT /F 10 Tf 20 26 Td (2) Tj ET BT /F 4 Tf 20 15 Td (x) Tj ET"
    assert [text.script for text in sheet(pdf(content)).texts] == [False, False]


def test_a_prime_is_no_text_of_its_own():
    spec = "{curves: [gelu'], size: elsevier}"
    assert all(text.text not in ("′", "'") for text in sheet(drawn(spec, "pdf")["pdf"]).texts)


@pytest.mark.parametrize("name", ["qpdf"])
def test_encrypted_files_get_a_clean_error(name, tmp_path):
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    plain, locked = tmp_path / "plain.pdf", tmp_path / "locked.pdf"
    plain.write_bytes(pdf("BT /F 10 Tf (word) Tj ET"))
    subprocess.run([name, "--encrypt", "user", "owner", "256", "--", plain, locked], check=True)
    with pytest.raises(ActplotError, match=r"locked\.pdf: the PDF is encrypted"):
        preflight.check_file(locked)


def test_what_is_no_figure_gets_a_clean_error(tmp_path):
    for content in (b"", b"%PDF-1.4 and no more", b"hello", b"\x00" * 100):
        path = tmp_path / "figure.pdf"
        path.write_bytes(content)
        with pytest.raises(ActplotError, match=r"figure\.pdf: "):
            preflight.check_file(path)
    with pytest.raises(ActplotError, match="no such file"):
        preflight.check_file(tmp_path / "absent.pdf")
    with pytest.raises(ActplotError, match="is a directory"):
        preflight.check_file(tmp_path)


OURS = pdf("BT /F 10 Tf (word) Tj ET 0 0 m 10 10 20 20 30 0 c S", resources=RGB.format(HELVETICA))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture],
          deadline=None)  # fmt: skip
@given(place=st.integers(0, len(OURS) - 1), count=st.integers(0, 40), junk=st.binary(max_size=40))
def test_damaged_files_are_read_or_refused(place, count, junk, tmp_path):
    path = tmp_path / "figure.pdf"
    path.write_bytes(OURS[:place] + junk + OURS[place + count :])
    with suppress(ActplotError):
        preflight.check_file(path)


def test_without_pypdf_it_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "pypdf", None)
    path = tmp_path / "figure.pdf"
    path.write_bytes(OURS)
    with pytest.raises(ActplotError) as caught:
        preflight.check_file(path)
    assert "pip install pypdf (the extra actplot[pdf])" in str(caught.value)


def test_checking_a_file_loads_no_matplotlib(tmp_path):
    path = tmp_path / "figure.pdf"
    path.write_bytes(OURS)
    code = (
        "import sys; from actplot.cli.main import run; run(['check', sys.argv[1]]);"
        "sys.exit(any(name.partition('.')[0] == 'matplotlib' for name in sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code, path], cwd=ROOT, capture_output=True)
    assert ran.returncode == 0, ran.stderr
    assert b"not embedded" in ran.stderr


def test_the_command_tells_what_is_refused(cli, tmp_path):
    (tmp_path / "plain.pdf").write_bytes(plain_matplotlib())
    ran = cli("check", "plain.pdf", "--venue", "aaai")
    assert ran.status == 1
    assert 'error: plain.pdf: "' in ran.err
    assert "[font-type3]" in ran.err
    (tmp_path / "ours.pdf").write_bytes(drawn("{curves: [gelu], size: aaai}", "pdf")["pdf"])
    assert cli("check", "ours.pdf", "--venue", "aaai") == (0, "", "")
