"""Curves with a domain of their own, seen through, hidden, and families in colours."""

from __future__ import annotations

import math

import numpy as np
import pytest
from figure_laws import shapes_of, words_of
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib import colormaps
from planned import laid_out, planned

from actplot.facts.numbers import numbers
from actplot.looks.colour.maps import MAPS, at, spread
from actplot.looks.colour.names import rgb
from actplot.looks.colour.vision import LEAST_CONTRAST, contrast
from actplot.plan.alt import alternative

ENDS = ["none", "closed", "open", "arrow"]


@settings(max_examples=40, deadline=None)
@given(
    st.floats(-4, 3.9).map(lambda x: round(x, 3)),
    st.floats(0.05, 4).map(lambda x: round(x, 3)),
    st.sampled_from(["gelu", "x^2 - 1", "sin(3x)", "softsign", "where(x > 0, 1, x)"]),
    st.sampled_from(["linear", "symlog"]),
)
def test_it_is_drawn_from_end_to_end_and_not_beyond(
    low: float, length: float, expr: str, scale: str
) -> None:
    high = low + length
    figure = planned(
        f"x: [-5, 10]\ny: [-9, 70]\naxes: {{xscale: {scale}}}\n"
        f"curves: [{{expr: '{expr}', x: [{low}, {high!r}], ends: [closed, open]}}]\n"
    )
    (curve,) = figure.panels[0].curves
    (series,) = numbers(figure)
    xs = np.concatenate([x for x, _ in series.pieces])
    assert (xs.min(), xs.max()) == (low, high)
    circles = {circle.x: circle for circle in curve.outline.circles}
    for x, y, closed in ((xs[0], series.pieces[0][1][0], True), (xs[-1], series.pieces[-1][1][-1], False)):  # fmt: skip # noqa: E501
        assert circles[x].closed is closed
        assert circles[x].y == pytest.approx(y, abs=1e-9)


@pytest.mark.parametrize(
    ("domain", "low", "high"),
    [
        ("[-inf, 1]", -4.0, 1.0),
        ("[1, inf]", 1.0, 4.0),
        ("[-inf, inf]", -4.0, 4.0),
        ("[-9, 9]", -4.0, 4.0),
    ],
)
def test_infinite_is_up_to_the_axis(domain: str, low: float, high: float) -> None:
    figure = planned(f"x: [-4, 4]\ncurves: [{{expr: tanh, x: {domain}}}]\n")
    (series,) = numbers(figure)
    xs = np.concatenate([x for x, _ in series.pieces])
    assert (xs.min(), xs.max()) == (low, high)


def test_range_of_x_is_the_union_of_the_domains() -> None:
    figure = planned("curves: [{expr: x, x: [-7, 0]}, {expr: 2x, x: [0, 11]}]\n")
    axis = figure.panels[0].x.axis
    assert (axis.low, axis.high) == (-7.0, 11.0)
    (low, high) = (figure.panels[0].y.axis.low, figure.panels[0].y.axis.high)
    assert low <= -7
    assert 22 <= high < 30


@pytest.mark.parametrize("left", ENDS)
@pytest.mark.parametrize("right", ENDS)
def test_ends_are_what_the_spec_says(left: str, right: str) -> None:
    drawn = laid_out(f"x: [-4, 4]\ncurves: [{{expr: tanh, x: [-2, 2], ends: [{left}, {right}]}}]\n")
    roles = [shape.role for shape in drawn.shapes]
    for kind in ("closed", "open"):
        assert roles.count(f"{kind}-circle-1") == [left, right].count(kind)
    assert roles.count("arrow-1") == [left, right].count("arrow")


def test_arrow_points_the_way_of_the_curve() -> None:
    drawn = laid_out("x: [-4, 4]\ny: [-4, 4]\ncurves: [{expr: x, ends: arrow}]\n")
    (area,) = drawn.areas
    left, right = (shape.points for shape in shapes_of(drawn, "arrow-1"))
    slope = area.height / area.width
    for points, way in ((left, -1), (right, 1)):
        along = way * (points[0] - points[2])
        assert along[1] / along[0] == pytest.approx(slope, rel=1e-6)
        assert along[0] > 0


@pytest.mark.parametrize(
    ("look", "opacity"),
    [("opacity: 0.4", 0.4), ('color: "#ff000080"', 128 / 255),
     ('color: "#f008", opacity: 0.5', 0.5 * 136 / 255), ("color: red", 1.0)],
)  # fmt: skip
def test_opacity_multiplies_that_of_the_colour(look: str, opacity: float) -> None:
    drawn = laid_out(f"curves: [{{expr: gelu, {look}}}, relu]\n")
    alphas = {shape.alpha for shape in drawn.shapes if shape.role == "curve-1"}
    assert list(alphas) == [pytest.approx(opacity)]


def test_fills_know_opacity_and_its_old_name() -> None:
    one, other, tinted = (
        planned(f"curves: gelu\nfill: [{{x: [0, 1], {each}}}]\n").panels[0].fills[0].alpha
        for each in ("opacity: 0.3", "alpha: 0.3", 'color: "#00ff0080", opacity: 0.5')
    )
    assert one == other == 0.3
    assert tinted == pytest.approx(64 / 255)


HIDDEN = (
    "curves: [relu, {{expr: gelu{0}}}, {{expr: silu{0}}}]\n",
    "legend: box\ncurves: [relu, {{expr: gelu, mark: minimum{0}}}, {{expr: silu, marker: o{0}}}]\n",
    "curves: [tanh, {{expr: 'elu(alpha=[0.5, 1, 2])'{0}}}]\nlegend: direct\n",
    "curves: [{{expr: sign{0}}}, {{expr: 'swish(beta=[0.1:10:9 log])'{0}}}, {{expr: sin(3x), ends: arrow{0}}}]\n",  # noqa: E501
    "panels: [{{curves: [{{expr: 5 gelu{0}}}, relu]}}, {{curves: [gelu, {{expr: relu{0}}}]}}]\nshare: y\n",  # noqa: E501
    "legend: {{place: box, common: on}}\npanels: [{{curves: [{{expr: gelu{0}}}, relu]}}, {{curves: [gelu]}}]\n",  # noqa: E501
)


@pytest.mark.parametrize("text", HIDDEN)
def test_what_is_hidden_takes_its_room(text: str) -> None:
    whole, part = laid_out(text.format("")), laid_out(text.format(", hidden: on"))
    words = {(each.role, each.text, each.x, each.y) for each in whole.words}
    left = {(each.role, each.text, each.x, each.y) for each in part.words}
    assert left <= words
    assert {role for role, *_ in words - left} <= {
        f"label-{n}" for n in range(12)
    } | {"legend-label"}  # fmt: skip
    shapes = [(each.role, each.points.tobytes()) for each in whole.shapes]
    kept = [(each.role, each.points.tobytes()) for each in part.shapes]
    assert set(kept) <= set(shapes)
    assert len(kept) < len(shapes)
    assert part.areas == whole.areas


def test_nothing_is_said_of_what_is_hidden() -> None:
    text = "curves: [relu, {expr: gelu, hidden: on}]\nnotes: [{curve: gelu, x: 1, text: here}]\n"
    figure = planned(text)
    assert "GELU" not in alternative(figure)
    assert [each.label for each in numbers(figure)] == [r"$\mathrm{ReLU}(x)$"]
    drawn = laid_out(text)
    assert not shapes_of(drawn, "curve-2")
    assert [each.text for each in words_of(drawn, "note")] == ["here"]


@pytest.mark.parametrize("name", MAPS)
def test_maps_are_those_of_matplotlib(name: str) -> None:
    for place in np.linspace(0, 1, 101):
        assert at(name, place) == pytest.approx(colormaps[name](place)[:3], abs=0.016)


@pytest.mark.parametrize("name", MAPS)
@pytest.mark.parametrize("ground", ["white", "black", "#1e1e1e"])
@pytest.mark.parametrize("count", [1, 2, 5, 12])
def test_colours_of_a_map_stand_out(name: str, ground: str, count: int) -> None:
    colors = spread(name, count, rgb(ground))
    assert len(set(colors)) == count
    assert all(contrast(color, rgb(ground)) >= LEAST_CONTRAST - 1e-9 for color in colors)


def test_members_have_the_colours_of_the_family() -> None:
    figure = planned('curves: [{expr: "elu(alpha=[0.5, 1])", colors: [red, "#00f8"]}, gelu]\n')
    first, second, other = (curve.stroke for curve in figure.panels[0].curves)
    assert (first.color, second.color, second.opacity) == ("red", "#00f8", 136 / 255)
    assert first.tint == second.tint == 0.0
    assert other.color == figure.style.colors[0]


def test_a_style_may_take_its_colours_from_a_map() -> None:
    figure = planned("style: {colors: cividis}\ncurves: [gelu, relu]\n")
    strokes = [curve.stroke.color for curve in figure.panels[0].curves]
    assert strokes == list(figure.style.colors[:2])
    assert math.prod(contrast(rgb(c), (1, 1, 1)) >= LEAST_CONTRAST - 0.05 for c in strokes)
