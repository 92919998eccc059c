"""Preflight of SVG files, ours and those of other programs."""

from __future__ import annotations

from io import BytesIO

import matplotlib as mpl
import numpy as np
import pytest
from figure_files import drawn, svg
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from actplot import preflight
from actplot.errors import ActplotError
from actplot.looks import venues
from actplot.preflight.sheet import Unreadable
from actplot.preflight.svg import sheet


def one(body: str, **head: str):
    return sheet(svg(body, **head))


def test_ours_is_right_for_office_programs():
    page = sheet(
        drawn("{curves: [gelu, binary_step], size: {width: 80 mm, height: 50 mm}}", "svg")["svg"]
    )
    assert page.foreign == ()
    assert page.alt
    assert page.width == pytest.approx(80, abs=0.001)
    assert page.height == pytest.approx(50, abs=0.001)
    assert {look.width for look in page.strokes if look.curve} == {1.2}


def test_ours_with_text_tells_sizes_and_that_fonts_are_missing():
    files = drawn("{curves: [relu], svg: text, xlabel: input, font: {size: 9}}", "svg")
    page = sheet(files["svg"])
    sizes = {text.text: text.size for text in page.texts}
    assert sizes["input"] == pytest.approx(9)
    assert not any(font.embedded for font in page.fonts)
    assert "<text>" in page.foreign


def test_that_of_matplotlib_is_read():
    with mpl.rc_context({"svg.fonttype": "none"}), BytesIO() as file:
        figure = Figure(figsize=(3.5, 2.5))
        axes = figure.subplots()
        axes.plot(np.arange(9.0), np.arange(9.0) ** 2, label="$x_1^2$")
        axes.set_title("title")
        axes.set_ylabel("upright")
        axes.legend()
        figure.savefig(file, format="svg", metadata={"Date": None})
        page = sheet(file.getvalue())
    texts = {text.text: text for text in page.texts}
    assert texts["title"].size == pytest.approx(12)
    assert texts["upright"].size == pytest.approx(10)
    assert texts["2"].size == pytest.approx(7) or texts["1"].size == pytest.approx(7)
    assert texts["1"].script
    assert page.width == pytest.approx(88.9)
    assert "<style>" in page.foreign
    assert any(look.curve and look.width == pytest.approx(1.5) for look in page.strokes)


@pytest.mark.parametrize(
    ("head", "size"),
    [
        ('width="100mm" height="50mm" viewBox="0 0 200 100"', (100, 50)),
        ('width="10cm" height="5cm"', (100, 50)),
        ('width="96" height="48"', (25.4, 12.7)),
        ('width="1in" viewBox="0 0 2 1"', (25.4, 12.7)),
        ('viewBox="0 0 2 1"', (None, None)),
        ('width="100%" height="100%" viewBox="0 0 2 1"', (None, None)),
    ],
)
def test_the_page(head, size):
    page = one("", head=head)
    assert (page.width, page.height) == tuple(
        each if each is None else pytest.approx(each) for each in size
    )


# A unit of the picture is half a millimetre.
UNIT = 0.5 * 72 / 25.4


@pytest.mark.parametrize(
    ("body", "width"),
    [
        ('<path d="M0 0 L9 0" stroke="red" stroke-width="2"/>', 2 * UNIT),
        ('<path d="M0 0 L9 0" style="stroke: red; stroke-width: 2px"/>', 2 * UNIT),
        ('<g stroke="red" stroke-width="2"><line x1="0" y1="0" x2="9" y2="9"/></g>', 2 * UNIT),
        ('<g transform="scale(3)"><path d="M0 0 L9 0" stroke="red"/></g>', 3 * UNIT),
        ('<path transform="rotate(30) matrix(2 0 0 2 1 1)" d="M0 0H9" stroke="red"/>', 2 * UNIT),
        ("<style>.a, .b {stroke: red; stroke-width: 2}</style><path class='b' d='M0 0H9'/>",
         2 * UNIT),
        ("<style>#p {stroke: red}</style><path id='p' d='M0 0H9'/>", UNIT),
        ('<path d="M0 0 L9 0" color="red" stroke="currentColor"/>', UNIT),
        ('<defs><path id="p" d="M0 0 L9 0" stroke="red"/></defs>'
         '<use xlink:href="#p" transform="scale(2)"/>', 2 * UNIT),
        ('<svg><path d="M0 0 L9 0" stroke="rgb(255, 0, 0)"/></svg>', UNIT),
        ('<path d="M0 0 L9 0" stroke="rgb(100%, 0%, 0%)"/>', UNIT),
        ('<path d="M0 0 L9 0" stroke="#f00" stroke-opacity="0.5"/>', UNIT),
    ],
)  # fmt: skip
def test_the_widths_and_colours_of_lines(body, width):
    (line,) = one(body).strokes
    assert line.width == pytest.approx(width, abs=1e-3)
    assert line.color == pytest.approx((1, 0, 0))


@pytest.mark.parametrize(
    "body",
    [
        '<path d="M0 0 L9 0"/>',
        '<path d="M0 0 L9 0" stroke="none"/>',
        '<g display="none"><path d="M0 0 L9 0" stroke="red"/></g>',
        '<path d="M0 0 L9 0" stroke="red" visibility="hidden"/>',
        '<path d="M0 0 L9 0" stroke="red" opacity="0"/>',
        '<defs><path d="M0 0 L9 0" stroke="red"/></defs>',
        '<use xlink:href="#nothing"/>',
        '<g id="a"><use xlink:href="#a"/></g>',
    ],
)
def test_what_is_not_seen_is_not_counted(body):
    assert one(body).strokes == ()


@pytest.mark.parametrize(
    ("body", "size"),
    [
        ('<text font-size="8">word</text>', 8 * UNIT),
        ('<text style="font: 8px Arial">word</text>', 8 * UNIT),
        ('<g font-size="8"><text>word</text></g>', 8 * UNIT),
        ('<g font-size="8"><text font-size="2em">word</text></g>', 16 * UNIT),
        ('<text font-size="8" transform="translate(9, 9) rotate(-90)">word</text>', 8 * UNIT),
        ('<text font-size="8"><tspan x="1 2 3 4" y="5">word</tspan></text>', 8 * UNIT),
        ('<text><tspan font-size="150%">word</tspan></text>', 24 * UNIT),
    ],
)
def test_the_sizes_of_texts(body, size):
    assert "".join(text.text for text in one(body).texts).replace(" ", "") == "word"
    assert {round(text.size, 6) for text in one(body).texts} == {round(size, 6)}


def test_curves_fills_and_grounds():
    line = 'fill="none" stroke="red"'
    curve = f'<path d="M0 0 C10 10 20 10 40 0" {line}/>'
    relative = f'<path d="m0 0 l10 10 10 -10 10 10 10 -10" {line}/>'
    for body, curved in ((curve, True), (relative, True),
                         (f'<rect width="90" height="50" {line}/>', False),
                         (f'<circle r="20" {line}/>', True),
                         (curve.replace("40 0", "40 0 Z"), False)):  # fmt: skip
        assert [look.curve for look in one(body).strokes] == [curved], body
    assert one('<rect width="200" height="100" fill="#111111"/>').background == pytest.approx(
        (1 / 15,) * 3
    )
    assert one('<rect width="20" height="10" fill="black" fill-opacity="0.2"/>').transparent


def test_what_office_programs_leave_out_is_told():
    body = '<pattern id="p"/><text>a</text><rect width="1" height="1" fill="rgba(0,0,0,0.1)"/>'
    assert one(body).foreign == ("<pattern>", "<text>", "'rgba'")
    assert one('<sodipodi:view xmlns:sodipodi="urn:other"/>').foreign == ()


def test_a_web_font_in_the_file_is_embedded():
    style = "<style>@font-face {font-family: 'Tinos'; src: url(data:font/ttf;base64,AAAA)}</style>"
    page = one(
        f'{style}<text font-family="Tinos, serif">a</text><text font-family="Arial">b</text>'
    )
    assert {font.name: font.embedded for font in page.fonts} == {"Tinos": True, "Arial": False}


BOMB = """<?xml version="1.0"?>
<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<svg xmlns="http://www.w3.org/2000/svg"><text>&b;</text></svg>"""
OUTSIDE = """<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<svg xmlns="http://www.w3.org/2000/svg"><text>&a;</text></svg>"""


@pytest.mark.parametrize("text", [BOMB, OUTSIDE])
def test_entities_are_refused(text):
    with pytest.raises(Unreadable, match="declares entities"):
        sheet(text.encode())


def test_the_usual_doctype_is_read():
    head = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
    assert sheet(head + svg("")).alt


@pytest.mark.parametrize(
    "data",
    [
        b"<svg",
        b"<svg xmlns='http://www.w3.org/2000/svg'>",
        b"<html><svg/></html>",
        b"<svg>" * 1000,
        b"<?xml version='1.0' encoding='no-such'?><svg/>",
        b"\xff\xfe<svg/>",
    ],
)
def test_damaged_files_are_refused(data):
    with pytest.raises(Unreadable):
        sheet(data)


@given(st.text(alphabet="MmLlHhVvCcSsQqTtAaZz0123456789 .,-e", max_size=60),
       st.text(alphabet="matrixscaletranslaterotate() 0123456789,.-", max_size=40))  # fmt: skip
def test_odd_paths_and_transforms_do_not_break_it(path, transform):
    one(f'<path d="{path}" transform="{transform}" stroke="red"/>')


def test_a_file_of_svg_is_checked_by_its_content(tmp_path):
    path = tmp_path / "figure.svg"
    path.write_bytes(svg('<text font-size="2" font-family="Arial">tiny</text>'))
    codes = {each.code for each in preflight.check_file(path, venues.find("nature"))}
    assert {"text-size", "format", "font-missing"} <= codes
    path.write_bytes(b"curves: [gelu]")
    with pytest.raises(ActplotError, match="not a PDF, SVG, PNG, EPS, TIFF or JPEG"):
        preflight.check_file(path)
