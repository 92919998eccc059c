"""Labels where the spec wants them: beside an x, at an end, along the slope."""

from __future__ import annotations

import math

import numpy as np
import pytest

from actplot import spec
from actplot.calculus.jet import evaluate
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
    (found,) = (words for words in scene.words if words.role == role)
    return found


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
    assert scene.warnings == ["the curve of the label 'far' is not seen at x = 9"]


def test_labels_of_lines_fills_and_tangents_have_the_same_form() -> None:
    scene, place = drawn(
        "y: [-2, 4]\ncurves: gelu\n"
        "lines:\n- {y: 3, label: {text: three, at: -2}}\n"
        "- {x: 2, label: {text: two, at: 3, sloped: on}}\n"
        "tangents: [{curve: 1, x: 1, length: full, label: {text: touches, at: -1, sloped: on}}]\n"
        "fill: [{x: [-4, 0], label: {text: left, at: -3}}]"
    )  # fmt: skip
    three, two = (words for words in scene.words if words.role == "line-label")
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
