"""Preflight of PNG files."""

from __future__ import annotations

import struct

import pytest
from figure_files import drawn, png
from hypothesis import given
from hypothesis import strategies as st

from actplot import preflight
from actplot.looks import venues
from actplot.preflight.png import sheet
from actplot.preflight.sheet import Unreadable

GREY = [[(7,)] * 30] * 20


def test_the_size_on_paper_is_that_of_the_pixels():
    page = sheet(png(GREY, kind=0, dpi=300))
    assert page.dpi == pytest.approx(300, abs=0.01)
    assert page.width == pytest.approx(30 / 300 * 25.4, rel=1e-4)
    assert page.height == pytest.approx(20 / 300 * 25.4, rel=1e-4)
    assert page.spaces == {"grey"}
    assert page.alt
    assert not page.transparent


def test_what_is_not_said_is_not_known():
    page = sheet(png(GREY, kind=0, dpi=None, texts=()))
    assert (page.dpi, page.width, page.alt) == (None, None, False)


@given(data=st.data(), depth=st.sampled_from([8, 16]), kind=st.sampled_from([4, 6]),
       filters=st.lists(st.integers(0, 4), min_size=1, max_size=5))  # fmt: skip
def test_one_pixel_that_is_not_opaque_is_found_behind_every_filter(data, depth, kind, filters):
    full, count = 2**depth - 1, {4: 1, 6: 3}[kind]
    sample = st.integers(0, full)
    width, height = data.draw(st.integers(1, 5)), data.draw(st.integers(1, 5))
    pixel = st.tuples(*[sample] * count).map(lambda colors: (*colors, full))
    rows = [[data.draw(pixel) for _ in range(width)] for _ in range(height)]
    assert not sheet(png(rows, kind=kind, depth=depth, filters=filters)).transparent
    row, column = data.draw(st.integers(0, height - 1)), data.draw(st.integers(0, width - 1))
    rows[row][column] = (*rows[row][column][:-1], data.draw(st.integers(0, full - 1)))
    assert sheet(png(rows, kind=kind, depth=depth, filters=filters)).transparent


def test_ours_passes_where_png_is_taken(tmp_path):
    path = tmp_path / "figure.png"
    path.write_bytes(drawn("{curves: [gelu, gelu'], size: ieee}", "png")["png"])
    assert preflight.check_file(path, venues.find("ieee")) == []
    path.write_bytes(drawn("{curves: [gelu], size: ieee, dpi: 300}", "png")["png"])
    (finding,) = preflight.check_file(path, venues.find("ieee"))
    assert finding.code == "resolution"
    assert finding.found == "the resolution is 300 dpi"
    assert finding.demand == "IEEE asks for at least 600 dpi"


def test_ours_has_the_pixels_of_its_width():
    content = drawn("{curves: [gelu], size: {width: 80 mm, height: 50 mm}, dpi: 300}", "png")["png"]
    assert struct.unpack(">II", content[16:24]) == (round(80 / 25.4 * 300), round(50 / 25.4 * 300))
    assert sheet(content).width == pytest.approx(80, abs=0.05)


@given(st.integers(8, 200), st.binary(max_size=9))
def test_damaged_files_are_refused(place, junk):
    whole = png([[(1, 2, 3, 255)] * 3] * 3)
    broken = whole[:place] + junk + whole[place + len(junk) :]
    if place < len(whole) and broken != whole:
        with pytest.raises(Unreadable):
            sheet(broken)


@pytest.mark.parametrize("cut", [8, 20, 40, 80, -1, -12])
def test_files_that_end_too_early_are_refused(cut):
    with pytest.raises(Unreadable):
        sheet(png(GREY, kind=0)[:cut])
