"""Tangents touch, asymptotes are those of the function, jumps and holes look as is asked for."""

from __future__ import annotations

import itertools
import json

import mpmath
import numpy as np
import pytest
from asymptote_table import TABLE, Known
from figure_laws import shapes_of, words_of
from functions import function_of
from test_points import drawn, planned

from actplot import spec
from actplot.facts import numbers
from actplot.layout.axes import PlacedPanel
from actplot.plan.alt import alternative
from actplot.plan.figure import plan
from actplot.sampling.axis import Axis
from actplot.sampling.ends import far_out
from actplot.sampling.survey import CurveSurvey

EXACT = {
    "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)),
    "tanh": mpmath.tanh,
    "gelu": lambda x: x * mpmath.ncdf(x),
    "silu": lambda x: x / (1 + mpmath.exp(-x)),
    "softplus": lambda x: mpmath.log(1 + mpmath.exp(x)),
    "sin(x) * exp(-x^2 / 8)": lambda x: mpmath.sin(x) * mpmath.exp(-(x**2) / 8),
}


@pytest.mark.parametrize("expr", EXACT)
@pytest.mark.parametrize("x", [-2.5, -0.3, 0.0, 1.7])
def test_a_tangent_has_the_exact_value_and_slope(expr: str, x: float) -> None:
    (tangent,) = planned(f"x: [-4, 4]\ncurves: [{expr}]\ntangents: {{x: {x}}}").tangents
    with mpmath.workdps(50):
        assert tangent.y == pytest.approx(float(EXACT[expr](mpmath.mpf(x))), rel=4e-15, abs=1e-16)
        slope = float(mpmath.diff(EXACT[expr], mpmath.mpf(x)))
    assert tangent.slope == pytest.approx(slope, rel=1e-14, abs=1e-16)


@pytest.mark.parametrize("length", ["20 mm", "3", "full"])
@pytest.mark.parametrize("axes", ["centred", "{frame: boxed, xscale: log, yscale: log}"])
def test_a_tangent_touches_on_the_page(length: str, axes: str) -> None:
    text = (
        f"x: [0.5, 5]\ny: [0.05, 4]\naxes: {axes}\ncurves: [gelu]\n"
        f"tangents: {{x: 2, length: {length}}}"
    )
    scene = drawn(text)
    panel = planned(text)
    place = PlacedPanel(panel, scene.areas[0])
    (shape,) = shapes_of(scene, "tangent")
    first, last = shape.points
    way = (last - first) / np.hypot(*(last - first))
    function = panel.curves[0].curve.function
    beside = 2 + np.array([-1e-5, 0.0, 1e-5])
    points = np.array(
        [(place.x(x), place.y(y)) for x, y in zip(beside, function(beside), strict=True)]
    )
    at = points[1] - first
    assert abs(at[0] * way[1] - at[1] * way[0]) < 1e-6  # pt
    chord = points[2] - points[0]
    assert np.arctan2(*chord) == pytest.approx(np.arctan2(*way), abs=1e-6)
    if length == "20 mm":
        assert np.hypot(*(last - first)) == pytest.approx(20 * 72 / 25.4)
        assert np.allclose((first + last) / 2, points[1])
    if length == "3" and axes == "centred":
        assert (first[0], last[0]) == pytest.approx((place.x(0.5), place.x(3.5)))


@pytest.mark.parametrize(
    ("expr", "why"),
    [("relu", "has a corner"), ("heaviside(x)", "jumps"), ("1/x", "has a pole"),
     ("sqrt(x)", "ends"), ("sin(x)/x", "has a hole")],
)  # fmt: skip
@pytest.mark.parametrize("at", [0.0, 0.1, -1 / 3, 2**0.5, 1e-3])
def test_where_there_is_no_tangent_it_is_said(expr: str, why: str, at: float) -> None:
    there = f"(x - {at!r})"
    moved = expr.replace("x", there) if "(" not in expr[:-3] else expr.replace("(x)", there)
    moved = f"relu{there}" if expr == "relu" else moved.replace("/x", f"/{there}")
    figure = plan(spec.read(f"x: [-4, 4]\ncurves: ['{moved}']\ntangents: {{x: {at!r}}}"))
    assert not figure.panels[0].tangents
    (note,) = (each for each in figure.notes if "tangent" in each.message)
    assert f"no tangent at x = {at:g}: it {why}" in note.message
    assert note.help == "choose another x for it"


def test_the_label_of_a_tangent_is_its_slope_beside_it() -> None:
    scene = drawn("x: [-6, 6]\ncurves: [sigmoid]\ntangents: {x: 0, label: auto}")
    (words,) = words_of(scene, "tangent-label")
    assert words.text == "$m = 0.25$"


@pytest.mark.parametrize("expr", TABLE)
def test_asymptotes_and_holes_are_those_worked_out_by_hand(expr: str) -> None:
    function = function_of(expr)
    breaks = CurveSurvey(function, Axis(-6.0, 6.0)).breaks.breaks
    known: Known = TABLE[expr]
    poles = [b.x for b in breaks if np.isinf(b.left[0]) or np.isinf(b.right[0])]
    assert poles == pytest.approx(list(known.poles), abs=1e-12)
    lines = {side: (each.slope, each.value) for each in far_out(function) for side in each.sides}
    for side, line in ((-1, known.left), (1, known.right)):
        assert (side in lines) is (line is not None)
        if line is not None:
            assert lines[side] == pytest.approx(line, abs=1e-7)
    panel = planned(f"x: [-6, 6]\ny: [-9, 15]\nholes: on\ncurves: ['{expr}']")
    holes = {b.x for b in breaks if b.kind == "hole" and np.isnan(b.value)}
    circles = [(c.x, c.y) for c in panel.curves[0].outline.circles if c.x in holes]
    assert len(circles) == len(known.holes)
    for circle, hole in zip(circles, known.holes, strict=True):
        assert circle == pytest.approx(hole, abs=1e-8)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("curves: [sigmoid]", {("horizontal", 1.0)}),  # y = 0 is the axis
        ("curves: [sigmoid]\naxes: boxed", {("horizontal", 0.0), ("horizontal", 1.0)}),
        ("curves: [relu]", set()),  # both are the curve itself
        ("curves: [elu]", {("horizontal", -1.0)}),
        ("curves: [gelu]", {("slant", 0.0)}),
        ("curves: [gelu, relu]", set()),  # the other curve is there
        ("curves: [tanh, softsign]", {("horizontal", -1.0), ("horizontal", 1.0)}),
        ("curves: [1/x]", set()),  # both are axes
        ("curves: [1/(x - 1)]", {("vertical", 1.0)}),
        ("curves: [1/(x - 1)]\nlines: {x: 1}", set()),
        ("curves: [{expr: tanh, asymptotes: off}, elu]", {("horizontal", -1.0)}),
        ("curves: [{expr: tanh, asymptotes: [slant, vertical]}]", set()),
        ("curves: [hard_sigmoid]", set()),
        ("curves: [x]", set()),
    ],
)
def test_no_asymptote_stands_on_an_axis_or_under_a_curve(
    text: str, expected: set[tuple[str, float]]
) -> None:
    panel = planned(f"x: [-20, 20]\nasymptotes: on\n{text}")
    assert {(each.kind, each.value) for each in panel.asymptotes} == expected


def test_asymptotes_are_within_the_range_and_told_of() -> None:
    figure = plan(spec.read("x: [-2, 2]\ncurves: [arctan(x)]\nasymptotes: on"))
    high = figure.panels[0].y.axis.high
    assert high > np.pi / 2
    assert "Dashed asymptotes y = −1.57 and y = 1.57." in alternative(figure)


@pytest.mark.parametrize("kind", ["gap", "dotted", "dashed", "solid"])
def test_lines_across_jumps_run_from_limit_to_limit(kind: str) -> None:
    text = f"x: [-2, 2]\ny: [-1, 2]\njumps: {kind}\ncurves: ['where(x < 1, 0.5, 1.5)']"
    scene, place = drawn(text), None
    lines = shapes_of(scene, "jump-1")
    if kind == "gap":
        assert not lines
        return
    place = PlacedPanel(planned(text), scene.areas[0])
    assert np.allclose(lines[0].points, [(place.x(1), place.y(0.5)), (place.x(1), place.y(1.5))])
    assert bool(lines[0].dash) is (kind != "solid")
    circles = [shape for shape in scene.shapes if shape.layer == "circle"]
    assert bool(circles) is (kind != "solid")


def test_a_curve_has_its_own_way_at_jumps() -> None:
    text = "jumps: dotted\ncurves: [heaviside(x), {expr: heaviside(x - 1), jumps: gap}]"
    assert [bool(curve.jumps) for curve in planned(text).curves] == [True, False]


def test_the_data_have_points_tangents_and_asymptotes() -> None:
    text = (
        "x: [-6, 6]\ncurves: [sigmoid]\nasymptotes: on\n"
        "tangents: {x: 0, length: 2}\npoints: {curve: 1, x: 0, label: auto}"
    )
    series = numbers.numbers(plan(spec.read(text)))
    assert [each.kind for each in series] == ["curve", "point", "tangent", "asymptote"]
    values = json.loads(numbers.as_json(series))
    assert values["points"][0]["pieces"] == [{"x": [0.0], "y": [0.5]}]
    assert values["tangents"][0]["pieces"] == [{"x": [-1, 0, 1], "y": [0.25, 0.5, 0.75]}]
    assert values["asymptotes"][0]["expression"] == "asymptote y = 1"
    assert "tangent of sigmoid at x = 0.0,1,1.0,0.75" in numbers.as_csv(series)
    assert "asymptote y = 1" in numbers.as_pgfplots(series)


def test_steps_that_grow_lead_to_no_asymptote() -> None:
    for expr in ("x^2", "x^2 + 2*x + 4", "x^3", "x * log(1 + x^2)", "x * abs(x) + x"):
        assert not list(far_out(function_of(expr))), expr


PIECES = (
    "{expr: x + 1, x: [-3, 0]}",
    "{expr: x^2 - 1, x: [0, 2], ends: [closed, open]}",
    "{expr: 3 - x, x: [2, inf]}",
)


@pytest.mark.parametrize("kind", ["gap", "dotted", "dashed", "solid"])
def test_pieces_of_a_curve_are_joined_where_one_goes_on_in_the_other(kind: str) -> None:
    for order in itertools.permutations(PIECES):
        panel = planned(f"x: [-4, 5]\njumps: {kind}\ncurves: [{', '.join(order)}]")
        jumps = {(j.x, j.left, j.right) for curve in panel.curves for j in curve.jumps}
        ends = {(0.0, 1.0, -1.0), (2.0, 3.0, 1.0)}
        assert {tuple(round(each, 6) for each in jump) for jump in jumps} == (
            ends if kind != "gap" else set()
        )


def test_pieces_of_one_expression_are_joined_in_their_colour() -> None:
    parts = [f"{{expr: floor(x), x: [{k}, {k + 1}], color: C0}}" for k in range(3)]
    others = ["{expr: tanh, x: [0, 1]}", "{expr: erf(x), x: [1, 2]}", "{expr: gelu, x: [1, 2]}"]
    panel = planned(f"x: [0, 3]\njumps: dotted\ncurves: [{', '.join(parts + others)}]")
    jumps = [(curve.number, jump.x, jump.stroke.color) for curve in panel.curves
             for jump in curve.jumps]  # fmt: skip
    assert jumps == [(1, 1.0, panel.curves[0].stroke.color), (2, 2.0, panel.curves[0].stroke.color)]


def test_pieces_that_meet_have_no_line_and_a_curve_its_own_way() -> None:
    meet = "{expr: x, x: [-1, 0]}, {expr: x^2, x: [0, 1]}, {expr: 3x, x: [1, 2], jumps: gap}"
    pieces = planned(f"jumps: solid\ncurves: [{meet}]").curves
    assert not any(curve.jumps for curve in pieces[:1])
    only = "{expr: x, x: [-1, 0]}, {expr: x + 1, x: [0, 1], jumps: dashed}"
    assert [len(curve.jumps) for curve in planned(f"curves: [{only}]").curves] == [1, 0]
