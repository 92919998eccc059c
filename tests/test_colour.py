"""Colours: names as matplotlib has them, and the numbers of colour science."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actplot import spec
from actplot.looks.colour import names, vision
from actplot.looks.colour.maps import spread
from actplot.looks.colour.vision import DEFICIENCIES, delta_e, lab
from actplot.plan.figure import plan

shares = st.floats(0, 1)
colours = st.tuples(shares, shares, shares)

# Table 1 of G. Sharma, W. Wu, E. N. Dalal, Color Res. Appl. 30 (2005), 21-30, made so that every
# branch of the formula counts.
SHARMA = """
    50 2.6772 -79.7751 50 0 -82.7485 2.0425
    50 3.1571 -77.2803 50 0 -82.7485 2.8615
    50 2.8361 -74.0200 50 0 -82.7485 3.4412
    50 -1.3802 -84.2814 50 0 -82.7485 1.0000
    50 -1.1848 -84.8006 50 0 -82.7485 1.0000
    50 -0.9009 -85.5211 50 0 -82.7485 1.0000
    50 0 0 50 -1 2 2.3669
    50 -1 2 50 0 0 2.3669
    50 2.49 -0.001 50 -2.49 0.0009 7.1792
    50 2.49 -0.001 50 -2.49 0.0010 7.1792
    50 2.49 -0.001 50 -2.49 0.0011 7.2195
    50 2.49 -0.001 50 -2.49 0.0012 7.2195
    50 -0.001 2.49 50 0.0009 -2.49 4.8045
    50 -0.001 2.49 50 0.0010 -2.49 4.8045
    50 -0.001 2.49 50 0.0011 -2.49 4.7461
    50 2.5 0 50 0 -2.5 4.3065
    50 2.5 0 73 25 -18 27.1492
    50 2.5 0 61 -5 29 22.8977
    50 2.5 0 56 -27 -3 31.9030
    50 2.5 0 58 24 15 19.4535
    50 2.5 0 50 3.1736 0.5854 1.0000
"""


@pytest.mark.parametrize("row", [line.split() for line in SHARMA.strip().splitlines()])
def test_the_difference_is_that_of_the_published_table(row: list[str]) -> None:
    l1, a1, b1, l2, a2, b2, expected = map(float, row)
    assert delta_e((l1, a1, b1), (l2, a2, b2)) == pytest.approx(expected, abs=5e-5)


@given(colours, colours)
def test_the_difference_is_symmetric(one: names.RGB, other: names.RGB) -> None:
    assert vision.difference(one, other) == pytest.approx(vision.difference(other, one), abs=1e-9)
    assert vision.difference(one, one) == 0


def test_black_and_white_are_the_ends() -> None:
    black, white = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)
    assert vision.lightness(black) == pytest.approx(0, abs=1e-9)
    assert vision.lightness(white) == pytest.approx(100)
    assert vision.contrast(black, white) == pytest.approx(21)
    assert vision.difference(black, white) == pytest.approx(100)


def test_lab_of_the_primaries() -> None:
    """The values that every table of sRGB gives."""
    assert lab((1, 0, 0)) == pytest.approx((53.24, 80.09, 67.20), abs=0.02)
    assert lab((0, 1, 0)) == pytest.approx((87.73, -86.18, 83.18), abs=0.02)
    assert lab((0, 0, 1)) == pytest.approx((32.30, 79.19, -107.86), abs=0.02)


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
@given(share=shares)
def test_greys_stay_grey_to_everybody(deficiency: str, share: float) -> None:
    grey = (share, share, share)
    assert vision.simulated(grey, deficiency) == pytest.approx(grey, abs=2e-4)
    assert vision.chroma(grey) == pytest.approx(0, abs=1e-6)


def test_red_and_green_come_near_for_the_red_green_blind_alone() -> None:
    red, olive = names.rgb("#d62728"), names.rgb("#6b8e23")
    seen = {
        name: vision.difference(vision.simulated(red, name), vision.simulated(olive, name))
        for name in DEFICIENCIES
    }
    assert vision.difference(red, olive) > 50
    assert seen["deuteranopia"] < 3
    assert seen["protanopia"] < 20
    assert seen["tritanopia"] > 40


def test_names_are_those_of_matplotlib() -> None:
    colors = pytest.importorskip("matplotlib.colors")
    known = set(colors.CSS4_COLORS) | set(colors.TABLEAU_COLORS) | set(colors.BASE_COLORS)
    assert known - {"tab:grey"} == set(names.NAMES) - {"tab:grey"}
    for name in [*names.NAMES, "#abc", "#abcd", "#12345678", "0.25", "0", "1", "Crimson"]:
        assert names.rgb(name) == pytest.approx(colors.to_rgb(name), abs=1 / 255), name


def test_numbered_colours_are_those_of_the_cycle() -> None:
    cycle = ["#112233", "red"]
    assert names.rgb("C3", cycle) == names.rgb("red")
    assert names.rgb("C2", cycle) == names.rgb("#112233")


@pytest.mark.parametrize("text", ["", "gelo", "#12", "1.5", "-1", "nan", "C1"])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whoever asks says it in its own words
        names.rgb(text)


@given(colours)
def test_hexadecimal_text_is_read_back(color: names.RGB) -> None:
    assert names.rgb(names.hex_text(color)) == pytest.approx(color, abs=0.5 / 255 + 1e-9)


def test_mixing_ends_at_both_colours() -> None:
    ends = [names.rgb("crimson"), names.rgb("white")]
    for share, (one, other) in itertools.product((0, 1), [ends]):
        assert names.mixed(one, other, share) == pytest.approx(ends[share])


@pytest.mark.parametrize("style", ["thesis", "dark", "slide"])
@pytest.mark.parametrize("color", ["0.9", "0.95", "lightblue", "ivory", "gold", "#101820", "C0"])
def test_a_region_is_seen_on_its_ground(color: str, style: str) -> None:
    text = f"style: [{style}]\ncurves: elu\nfill: [{{x: [-1, 0], color: '{color}'}}]"
    planned = plan(spec.read(text))
    (fill,) = planned.panels[0].fills
    color, ground = (names.rgb(each) for each in (fill.color, planned.style.background))
    seen = vision.difference(names.mixed(ground, color, fill.alpha), ground)
    own = vision.difference(color, ground)
    assert seen >= min(own, 3.0) - 1e-9


def test_what_the_spec_says_of_a_region_holds() -> None:
    text = "curves: elu\nfill: [{x: [-1, 0], color: '0.9', opacity: 0.1}, {x: [0, 1]}]"
    assert [fill.alpha for fill in plan(spec.read(text)).panels[0].fills] == [0.1, 0.18]


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8])
def test_curves_share_the_whole_of_a_map(count: int) -> None:
    exprs = ", ".join(f"x^{power}" for power in range(1, count + 1))
    planned = plan(spec.read(f"style: {{colors: viridis}}\ncurves: [{exprs}]"))
    colors = [names.rgb(curve.stroke.color) for curve in planned.panels[0].curves]
    expected = spread("viridis", count, names.rgb(planned.style.background))
    assert [names.hex_text(each) for each in colors] == [names.hex_text(each) for each in expected]
