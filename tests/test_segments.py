"""Parts of reference lines, lines with a slope, notes at a place, axes without a curve."""

from __future__ import annotations

import math
import re
from itertools import pairwise

import numpy as np
import pytest
from figure_laws import shapes_of, violations, words_of
from hypothesis import example, given
from hypothesis import strategies as st
from test_points import drawn, planned

from actplot import spec
from actplot.layout.axes import PlacedPanel
from actplot.layout.scene import Scene
from actplot.paint import render
from actplot.plan.alt import alternative
from actplot.plan.figure import plan
from actplot.plan.window import cut


def ends(scene: Scene, text: str) -> tuple[np.ndarray, PlacedPanel]:
    (shape,) = shapes_of(scene, "reference-line")
    return shape.points, PlacedPanel(planned(text), scene.areas[0])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{y: 1, x: [-2, 0]}", [(-2, 1), (0, 1)]),
        ("{x: 1, y: [0, 2]}", [(1, 0), (1, 2)]),
        ("{slope: 0.5, through: [1, 1], x: [-1, 1]}", [(-1, 0), (1, 1)]),
        ("{slope: -2, through: [0, 1], y: [0, 2]}", [(0.5, 0), (-0.5, 2)]),
        ("{slope: 0.25, through: [0, 0]}", [(-4, -1), (4, 1)]),
    ],
)
def test_a_line_ends_where_it_is_said_to(line: str, expected: list[tuple[float, float]]) -> None:
    text = f"x: [-4, 4]\ny: [-2, 4]\ncurves: [tanh]\nlines: [{line}]"
    points, place = ends(drawn(text), text)
    assert np.allclose(points, [(place.x(x), place.y(y)) for x, y in expected])


def test_a_line_with_a_slope_is_bent_on_a_log_axis() -> None:
    text = (
        "x: [1, 100]\ny: [1, 100]\naxes: {frame: boxed, xscale: log}\n"
        "curves: [x]\nlines: {slope: 1, through: [0, 0]}"
    )
    points, place = ends(drawn(text), text)
    middle = points[np.argmin(np.abs(points[:, 0] - place.x(10.0)))]
    assert middle[1] == pytest.approx(place.y(10.0), rel=1e-3)


def test_ranges_hold_parts_of_lines() -> None:
    panel = planned("curves: [tanh]\nlines: [{y: 3, x: [-8, 9]}, {x: 0, y: [-4, 1]}]")
    assert panel.x.axis.low < -8
    assert panel.x.axis.high > 9
    assert panel.y.axis.low < -4
    assert panel.y.axis.high > 3


def test_a_note_stands_where_it_is_said_to() -> None:
    text = "x: [-4, 4]\ny: [-2, 4]\ncurves: [elu]\nnotes: {text: here, at: [-2, 2]}"
    scene = drawn(text)
    (words,) = words_of(scene, "note")
    place = PlacedPanel(planned(text), scene.areas[0])
    assert words.box.center == pytest.approx((place.x(-2), place.y(2)))
    assert not [shape for shape in scene.shapes if shape.role.startswith("leader")]


@pytest.mark.parametrize("at", ["upper left", "lower right", "center right"])
def test_a_note_at_a_named_place_covers_nothing(at: str) -> None:
    scene = drawn(f"x: [-4, 4]\ncurves: [elu, relu]\nnotes: {{text: some words, at: {at}}}")
    assert not violations(scene)
    (words,) = words_of(scene, "note")
    across, up = words.box.center
    middle = scene.areas[0].center
    assert (across > middle[0]) is ("right" in at)
    if "center" not in at:
        assert (up > middle[1]) is ("upper" in at)


def test_a_note_at_a_place_may_still_point_at_something() -> None:
    text = "x: [-4, 4]\ncurves: [elu]\nnotes: {text: here, at: [-2, 2], curve: elu, x: 1}"
    scene = drawn(text)
    (line,) = shapes_of(scene, "leader")
    place = PlacedPanel(planned(text), scene.areas[0])
    assert np.hypot(*(line.points[1] - (place.x(1), place.y(1)))) < 10


@pytest.mark.parametrize(
    "text",
    [
        "x: [-4, 4]\ny: [-2, 4]\ncurves: []",
        "x: [-4, 4]\ny: [-2, 4]\nlines: [{y: 1}, {x: [0, 1], y: 0}]",
        "points: {x: [1, 2], y: [3, 4]}",
        "curves: []\nfill: {x: [0, 1]}",
        "panels: [{curves: [gelu]}, {curves: [], x: [0, 1], y: [0, 1]}]",
        "curves: []\nx: [0, 2]\ny: [0, 2]\nnotes: [{text: a, x: 1, y: 1}, {formula: on}]",
        "curves: []\nx: [0, 2]\ny: [0, 2]\nasymptotes: on\nlegend: outside right\nsteps: curves",
    ],
)
def test_axes_without_a_curve_are_a_figure(text: str) -> None:
    figure = plan(spec.read(text))
    assert set(render(figure, ["svg", "pdf", "tex"]).files) == {"svg", "pdf", "tex"}
    assert alternative(figure)
    assert not figure.panels[-1].curves


NEAR = st.floats(-3, 3)


@given(st.lists(st.tuples(NEAR, NEAR), min_size=2, max_size=4), st.integers(0, 300))
def test_what_is_seen_of_a_line_is_all_that_is_seen(corners: list[tuple[float, float]],
                                                    power: int) -> None:  # fmt: skip
    points = np.array(corners)
    seen = cut(points, -1, -1, 1, 1)
    assert (np.abs(seen) <= 1).all()
    shares = np.linspace(0, 1, 401)[:, None]
    for start, end in pairwise(points):
        dense = start + (end - start) * shares
        inside = dense[(np.abs(dense) < 1).all(axis=1)]
        if len(inside):
            assert (seen.min(axis=0) <= inside.min(axis=0) + 1e-9).all()
            assert (seen.max(axis=0) >= inside.max(axis=0) - 1e-9).all()
    # As far as one likes along the same line, and from there.
    (x, y), up = points[0] / 4, math.ldexp(1.0, power)
    long = cut(np.array([(x - 1, y - up), (x + 1, y + up)]), -1, -1, 1, 1)
    assert len(long) == 2
    for u, v in long:
        assert abs(u - x - (v - y) / up) < 1e-12


ANY = st.floats(allow_nan=True, allow_infinity=True)


@given(st.lists(st.tuples(ANY, ANY), min_size=2, max_size=5))
@example([(0.0, 2.0**53 + 2), (0.0, 1.0)])  # their difference is rounded
def test_a_line_to_infinity_or_to_nowhere_is_cut_without_a_word(
    corners: list[tuple[float, float]],
) -> None:
    seen = cut(np.array(corners), -1, -1, 1, 1)
    assert (np.abs(seen) <= 1).all()


@pytest.mark.parametrize("slope", [10.0**k for k in (1, 2, 3, 5, 8, 16, 100, 300, 308)])
@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.filterwarnings("error")
def test_lines_as_steep_as_one_likes_go_through_their_points(slope: float, sign: int) -> None:
    text = (
        "x: [-4, 4]\ny: [-2, 2]\ncurves: x\n"
        f"lines: {{slope: {sign * slope:.0e}, through: [-1.0173, 0.5], label: a}}"
    )
    assert not plan(spec.read(text)).notes
    points, place = ends(drawn(text), text)
    part = cut(points, *place.area.edges)
    (x0, y0), (x1, y1) = part
    share = (place.y(0.5) - y0) / (y1 - y0)
    assert x0 + share * (x1 - x0) == pytest.approx(place.x(-1.0173), abs=1e-6)
    svg = render(plan(spec.read(text)), ("svg",)).files["svg"].decode()
    numbers = re.findall(r"-?\d+(?:\.\d+)?(?:e[-+]?\d+)?", " ".join(re.findall(r' d="(.*?)"', svg)))
    assert max(abs(float(number)) for number in numbers) < 1e4


@pytest.mark.parametrize("scale", ["linear", "log", "symlog"])
@pytest.mark.parametrize("reverse", ["", "reverse: x", "reverse: y"])
@pytest.mark.parametrize(
    "fill",
    ["between: [-1, x]", "between: [x^3, -x]", "between: [-1, -2]", "y: [-1, 2]", "x: [-1, 2]"],
)
@pytest.mark.parametrize("axis", ["xscale", "yscale"])
@pytest.mark.filterwarnings("error")
def test_fills_end_below_a_log_axis(scale: str, reverse: str, fill: str, axis: str) -> None:
    low = 0.1 if scale == "log" else -2
    text = (
        f"x: [{low}, 10]\ny: [{low}, 10]\ncurves: x\nfill: {{{fill}, hatch: xx}}\n"
        f"axes: {{{axis}: {scale}, {reverse}}}"
    )
    for shape in drawn(text).shapes:
        assert np.isfinite(shape.points).all(), shape.role
        assert np.abs(shape.points).max() < 1e4, shape.role


def test_nothing_is_left_of_a_line_beyond_the_page() -> None:
    far = "lines: [{x: 1e300, label: a}, {y: 0.5}], points: {x: -1e200, y: 1, label: b}"
    also = "tangents: {x: 1e300, curve: 1, label: c}, notes: {at: [1e200, 1], text: d}"
    text = f"{{x: [0, 1], y: [0, 1], curves: x, {far}, {also}}}"
    scene = drawn(text)
    shapes = shapes_of(scene, "reference-line")
    assert len(shapes) == 1
    assert all(np.abs(shape.points).max() < 1e6 for shape in scene.shapes)
    assert all(max(abs(words.x), abs(words.y)) < 1e6 for words in scene.words)
    render(plan(spec.read(text)), ("svg", "pdf", "png", "tikz", "eps"))


@pytest.mark.parametrize("frame", ["centred", "boxed"])
@pytest.mark.parametrize(
    "line",
    ["y: 50", "y: -1.5", "x: 50", "x: -1.2", "y: 50, x: [-1, 0]", "slope: 1, through: [0, 9]"],
)
def test_a_line_outside_of_the_plot_has_no_label(line: str, frame: str) -> None:
    text = f"x: [-1, 1]\ny: [-1, 1]\naxes: {frame}\ncurves: [x]\nlines: [{{{line}, label: far}}]"
    (warning,) = plan(spec.read(text)).notes
    assert "the line lies outside the ranges" in str(warning)
    scene = drawn(text)
    assert not words_of(scene, "line-label")
    assert not scene.warnings
