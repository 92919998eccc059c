"""Labels where the spec wants them: beside an x, at an end, along the slope."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from figure_laws import words_of

from actplot import spec
from actplot.calculus.derivatives import evaluate
from actplot.layout.axes import PlacedPanel
from actplot.layout.compose import compose
from actplot.layout.scene import Scene, Words
from actplot.layout.stretches import stretches
from actplot.paint.formats.latex import document
from actplot.paint.text import measure
from actplot.plan.figure import plan

NAMES = ["gelu", "tanh", "sin(2x)", "x^2/4", "elu", "-x"]


def drawn(text: str) -> tuple[Scene, PlacedPanel]:
    planned = plan(spec.read(f"x: [-4, 4]\n{text}\n"))
    scene = compose(planned, measure)
    return scene, PlacedPanel(planned.panels[0], scene.areas[0])


def label(scene: Scene, role: str = "label-1") -> Words:
    (words,) = words_of(scene, role)
    return words


@pytest.mark.parametrize("expr", NAMES)
@pytest.mark.parametrize("at", [-3.0, -1.0, 0.5, 2.0])
def test_label_stands_beside_its_x(expr: str, at: float) -> None:
    scene, place = drawn(f"curves: [{{expr: '{expr}', label: {{text: here, at: {at}}}}}]")
    words = label(scene)
    assert abs(words.box.center[0] - place.x(at)) <= 1.2 * words.box.width + words.size
    y = place.y(float(evaluate(place.panel.curves[0].curve.function, np.array([at]))[0]))
    assert words.box.bottom - 3 * words.size <= y <= words.box.top + 3 * words.size


@pytest.mark.parametrize("expr", NAMES)
@pytest.mark.parametrize("end", ["start", "end"])
@pytest.mark.parametrize("sloped", ["on", "off"])
def test_label_stands_at_its_end(expr: str, end: str, sloped: str) -> None:
    text = f"curves: [{{expr: '{expr}', label: {{text: here, at: {end}, sloped: {sloped}}}}}]"
    scene, place = drawn(text)
    parts = [stretch.points for stretch in stretches(place, place.panel.curves[0])]
    x, y = parts[0][0] if end == "start" else parts[-1][-1]
    box = label(scene).box.grown(3.5 * label(scene).size)
    assert box.left <= x <= box.right
    assert box.bottom <= y <= box.top


@pytest.mark.parametrize("at", [-3.0, -1.0, 0.5, 2.0])
@pytest.mark.parametrize("expr", ["x/2", "-x/3", "tanh", "gelu"])
def test_sloped_label_follows_the_slope(expr: str, at: float) -> None:
    scene, place = drawn(
        f"y: [-3, 3]\ncurves: [{{expr: '{expr}', label: {{text: a, at: {at}, sloped: on}}}}]"
    )
    words = label(scene)
    function = place.panel.curves[0].curve.function
    middle = words.box.center[0]
    xs = np.linspace(-4, 4, 4001)
    near = xs[np.argmin(np.abs([place.x(x) - middle for x in xs]))]
    slope = float(evaluate(function, np.array([near]), 1)[0])
    scale = (place.area.height / 6) / (place.area.width / 8)
    assert words.angle == pytest.approx(math.degrees(math.atan(slope * scale)), abs=6)


@pytest.mark.parametrize("expr", NAMES)
@pytest.mark.parametrize("at", ["-2", "1", "end", "start"])
def test_sloped_label_does_not_touch_its_curve(expr: str, at: str) -> None:
    scene, place = drawn(
        f"curves: [{{expr: '{expr}', label: {{text: words, at: {at}, sloped: on}}}}]"
    )
    words = label(scene)
    angle = math.radians(words.angle)
    along, across = (math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))
    box = measure(words.text, words.size)
    points = np.vstack([each.points for each in stretches(place, place.panel.curves[0])])
    apart = points - (words.x, words.y)
    u, v = apart @ along, apart @ across
    inside = (u >= 0) & (u <= box.width) & (v >= -box.descent) & (v <= box.ascent)
    assert not inside.any()


def test_labels_without_a_place_find_theirs() -> None:
    text = "curves: [{expr: gelu, label: {at: end}}, tanh, {expr: sin(x), label: {sloped: on}}]"
    scene, _ = drawn(text)
    roles = [words.role for words in scene.words if words.role.startswith("label-")]
    assert sorted(roles) == ["label-1", "label-2", "label-3"]
    assert not scene.warnings


def test_a_place_where_nothing_is_seen_is_told() -> None:
    scene, _ = drawn("curves: [{expr: gelu, label: {text: far, at: 9}}]")
    assert scene.warnings == ["the curve of the label 'far' is not visible at x = 9"]


def test_labels_of_lines_fills_and_tangents_have_the_same_form() -> None:
    scene, place = drawn(
        "y: [-2, 4]\ncurves: gelu\n"
        "lines:\n- {y: 3, label: {text: three, at: -2}}\n"
        "- {x: 2, label: {text: two, at: 3, sloped: on}}\n"
        "tangents: [{curve: 1, x: 1, length: full, label: {text: touches, at: -1, sloped: on}}]\n"
        "fill: [{x: [-4, 0], label: {text: left, at: -3}}]"
    )  # fmt: skip
    three, two = words_of(scene, "line-label")
    assert abs(three.box.center[0] - place.x(-2)) < three.box.width
    assert two.angle == pytest.approx(90)
    assert abs(two.box.center[1] - place.y(3)) < two.box.height
    assert label(scene, "tangent-label").angle > 20
    assert abs(label(scene, "fill-label").box.center[0] - place.x(-3)) < 20


def test_latex_turns_the_words() -> None:
    read = spec.read("text: latex\ncurves: [{expr: x, label: {text: up, at: 1, sloped: on}}]\n")
    planned = plan(read)
    scene = compose(planned, measure)
    assert label(scene).angle > 10
    from actplot.metadata import Metadata

    written = document(planned, scene, "figure", Metadata("", "", "", ""))
    assert rb"\rotatebox{" in written


@pytest.mark.parametrize(
    ("at", "side"), [("start", -1), ("end", 1), ("-1.5", 0), ("2.5", 0), ("0", 0)]
)
@pytest.mark.parametrize("dot", ["curve: 1, x: 0", "x: 0, y: 1.5"])
def test_label_of_a_dot_stands_where_it_is_asked_for(at: str, side: int, dot: str) -> None:
    scene, place = drawn(
        f"y: [-2, 3]\ncurves: tanh\npoints: {{{dot}, label: {{text: dot, at: {at}}}}}"
    )
    box, size = label(scene, "point-label").box, label(scene, "point-label").size
    x, y = place.x(0), place.y(0 if "curve" in dot else 1.5)
    if side:
        nearest = box.left - x if side > 0 else x - box.right
        assert 0 < nearest < 2 * size
    else:
        assert abs(box.center[0] - place.x(float(at))) <= box.width / 2 + 0.1
    assert box.bottom - 2 * size <= y <= box.top + 2 * size
    assert not (box.left < x < box.right and box.bottom < y < box.top)
    assert not scene.warnings


@pytest.mark.parametrize("where", ["", "at: start, ", "at: end, ", "at: 1, "])
@pytest.mark.parametrize("expr", ["x/2", "tanh", "-x", "gelu"])
def test_label_of_a_dot_follows_its_curve(where: str, expr: str) -> None:
    text = f"points: {{curve: 1, x: 1, label: {{text: dot, {where}sloped: on}}}}"
    scene, place = drawn(f"y: [-4, 4]\ncurves: ['{expr}']\n{text}")
    words = label(scene, "point-label")
    middle = words.box.center[0]
    area, function = place.area, place.panel.curves[0].curve.function
    here = place.panel.x.axis.value((middle - area.left) / area.width)
    slope = float(evaluate(function, np.array([here]), 1)[0]) * area.height / area.width
    assert words.angle == pytest.approx(math.degrees(math.atan(slope)), abs=6)
    if "start" in where or "end" in where:
        away = np.array(words.box.center) - (place.x(1), place.y(float(evaluate(function, 1.0))))
        along = float(away @ (math.cos(math.radians(words.angle)),
                              math.sin(math.radians(words.angle))))  # fmt: skip
        assert abs(along) > measure("dot", words.size).width / 2
        assert (along < 0) == ("start" in where)
    else:
        assert abs(middle - place.x(1)) <= words.box.width


@pytest.mark.parametrize(("at", "named"), [("start", -2.0), ("end", 2.0), ("0.4", 1.0)])
def test_one_of_several_dots_has_the_text(at: str, named: float) -> None:
    text = f"points: {{curve: 1, x: [1, -2, 2], label: {{text: dot, at: {at}}}}}"
    _, place = drawn(f"curves: tanh\n{text}")
    assert [each.x for each in place.panel.points if each.label] == [(named,)]


@pytest.mark.parametrize("line", ["none", "solid"])
@pytest.mark.parametrize("sloped", ["on", "off"])
@pytest.mark.parametrize(("at", "beside"), [("start", (-3, 1)), ("end", (3, 2)), ("0", (0, 1.5))])
def test_label_of_a_series_stands_where_it_is_asked_for(
    line: str, sloped: str, at: str, beside: tuple[float, float]
) -> None:
    text = "points: {x: [3, 1, -1, -3], y: [2, 1.6, 1.4, 1], "
    text += f"line: {line}, label: {{text: ours, at: {at}, sloped: {sloped}}}}}"
    scene, place = drawn(f"y: [-1, 3]\ncurves: tanh\n{text}")
    words = label(scene, "label-2")
    x, y = map(float, (place.x(beside[0]), place.y(beside[1])))
    across, up = words.box.center
    assert abs(across - x) <= words.box.width / 2 + 2 * words.size
    assert abs(up - y) <= words.box.height / 2 + 2 * words.size
    assert (words.angle > 0) == (sloped == "on")


def test_labels_of_dots_lines_and_tangents_that_are_not_seen_where_asked_are_told() -> None:
    scene, _ = drawn(
        "y: [-2, 3]\ncurves: tanh\npoints: {x: 1, y: 2, label: {text: dot, at: 9}}\n"
        "lines: [{y: 1, label: {text: line, at: 9}}, {x: 1, label: {text: wall, at: 9}}]\n"
        "tangents: {x: 0, label: {text: slope, at: 3}}"
    )
    assert scene.warnings == [
        "the place of the label 'dot' is not visible at x = 9",
        "the tangent of the label 'slope' is not visible at x = 3",
        "the line of the label 'line' is not visible at x = 9",
        "the line of the label 'wall' is not visible at y = 9",
    ]
    assert {"dot", "line", "wall", "slope"} <= {words.text for words in scene.words}


@pytest.mark.parametrize("legend", ["box", "none", "outside right", "{common: on}", "upper left"])
def test_a_place_of_its_own_beats_the_legend(legend: str) -> None:
    curves = "[tanh, {expr: elu, label: {text: here, at: -2}}]"
    for panels in (f"curves: {curves}", f"panels: [{{curves: {curves}}}]"):
        planned = plan(spec.read(f"x: [-4, 4]\nlegend: {legend}\n{panels}\n"))
        scene = compose(planned, measure)
        (words,) = (each for each in scene.words if each.text == "here")
        place = PlacedPanel(planned.panels[0], scene.areas[0])
        assert abs(words.box.center[0] - place.x(-2)) <= 1.2 * words.box.width


@pytest.mark.parametrize("at", ["-2", "1", "end"])
def test_sloped_name_of_a_region_follows_its_middle_line(at: str) -> None:
    lower, upper = "sin(x) + x", "sin(x) + x - 2"
    scene, place = drawn(
        f'curves: ["{lower}", "{upper}"]\nlegend: direct\n'
        f'fill: {{between: ["{lower}", "{upper}"], label: {{text: here, at: {at}, sloped: on}}}}'
    )
    words = label(scene, "fill-label")
    x = (words.box.center[0] - place.area.left) / place.area.width * 8 - 4
    scale = place.panel.y.axis
    aspect = (place.area.height / (scale.high - scale.low)) / (place.area.width / 8)
    slope = (1 + math.cos(x)) * aspect
    assert words.angle == pytest.approx(math.degrees(math.atan(slope)), abs=6)
    assert abs(words.box.center[1] - place.y(x + math.sin(x) - 1)) < words.size
    if at != "end":
        assert abs(x - float(at)) < 1.5


@pytest.mark.parametrize("frame", ["centred", "boxed", "open"])
@pytest.mark.parametrize(
    "thing",
    [
        "curves: [{expr: tanh, label: {text: a name as long as this, at: end}}]",
        "curves: tanh\nlines: [{y: 0.5, label: {text: a name as long as this, at: end}}]",
        "curves: tanh\npoints: {curve: 1, x: 4, label: {text: a name as long as this, at: end}}",
        "curves: tanh\npoints: {x: [1, 4], y: [0, 0.5], "
        "label: {text: a name as long as this, at: end}}",
        "curves: tanh\ntangents: {x: 3, length: full, "
        "label: {text: a name as long as this, at: end}}",
    ],
)
def test_a_label_behind_an_end_has_room_beyond_the_plot(thing: str, frame: str) -> None:
    scene, place = drawn(f"axes: {frame}\n{thing}")
    (words,) = (each for each in scene.words if each.text == "a name as long as this")
    assert words.box.left > place.area.right
    assert words.box.within(scene.paper)
    assert not scene.warnings


def test_labels_behind_ends_stand_in_the_order_of_the_ends() -> None:
    scene, place = drawn(
        "labels: {text: names, at: end}\naxes: boxed\ncurves: [silu, relu, gelu, elu, tanh, erf(x)]"
    )
    ends = {}
    for curve in place.panel.curves:
        end = place.y(float(evaluate(curve.curve.function, np.array([4.0]))[0]))
        words = label(scene, f"label-{curve.number}")
        ends[words.box.center[1]] = round(end, 3)
        assert words.box.left > place.area.right
    in_order = [end for _, end in sorted(ends.items())]
    assert len(ends) == len(place.panel.curves)
    assert in_order == sorted(in_order)
    boxes = sorted(label(scene, f"label-{k}").box.edges for k in range(1, 7))
    rows = sorted((bottom, top) for _, bottom, _, top in boxes)
    assert all(top <= bottom for (_, top), (bottom, _) in itertools.pairwise(rows))


@pytest.mark.parametrize("frame", ["boxed", "open"])
def test_a_label_at_the_start_keeps_out_of_the_labels_of_a_frame(frame: str) -> None:
    scene, place = drawn(f"axes: {frame}\ncurves: [{{expr: tanh, label: {{at: start}}}}]")
    assert label(scene).box.left > place.area.left
