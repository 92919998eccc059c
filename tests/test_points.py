"""Points: where they stand, what is read from files, and what they are called."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from figure_laws import shapes_of, words_of

from actplot import spec
from actplot.calculus.derivatives import evaluate
from actplot.errors import ActplotError
from actplot.layout.compose import compose
from actplot.layout.scene import Scene
from actplot.paint.text import measure
from actplot.plan.alt import alternative
from actplot.plan.figure import plan
from actplot.plan.plans import PanelPlan
from actplot.plan.points import MARKS
from actplot.spec.values import terms


def planned(text: str, base: Path | None = None) -> PanelPlan:
    figure = plan(spec.read(text, base=base))
    assert not figure.notes
    return figure.panels[0]


def drawn(text: str, base: Path | None = None) -> Scene:
    return compose(plan(spec.read(text, base=base)), measure)


@pytest.mark.parametrize("feature", terms.MARKS)
def test_a_feature_is_where_the_function_has_it(feature: str) -> None:
    expr = {"corner": "relu", "zero": "tanh", "root": "tanh"}.get(feature, "x * (x^2 - 3)")
    panel = planned(f"x: [-3, 3]\ncurves: [{{expr: {expr}}}]\npoints: {{curve: 1, x: {feature}}}\n")
    features = panel.curves[0].survey.features
    expected = {(p.x, p.y) for name in MARKS[feature] for p in getattr(features, name)}
    assert expected
    assert {(p.x[0], p.y[0]) for p in panel.points} == expected


def test_a_point_on_a_curve_has_its_value_and_colour() -> None:
    panel = planned("curves: [relu, gelu]\npoints: [{curve: gelu, x: [-1, 2], label: auto}]")
    function = panel.curves[1].curve.function
    assert [p.y[0] for p in panel.points] == list(evaluate(function, np.array([-1.0, 2.0])))
    assert {p.stroke.color for p in panel.points} == {panel.curves[1].stroke.color}
    assert [p.label for p in panel.points] == ["$({-}1, {-}0.159)$", "$(2, 1.95)$"]


def test_coordinates_have_the_decimal_mark_of_the_axes() -> None:
    panel = planned(
        "curves: [sigmoid]\naxes: {decimal: ','}\npoints: [{curve: 1, x: 0, label: auto}]"
    )
    assert panel.points[0].label == "$(0; 0{,}5)$"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "in,out,low,up\n-1,2,0.1,0.2\n3,4,0.3,0.4\n"),
        ("a.csv", "in;out;low;up\n-1;2;0,1;0,2\n3;4;0,3;0,4\n"),
        ("a.tsv", "in\tout\tlow\tup\n-1\t2\t0.1\t0.2\n3\t4\t0.3\t0.4\n"),
        ("a.dat", "# a comment\nin out low up\n-1 2 .1 .2\n\n3 4 .3 .4\n"),
        ("a.txt", '\ufeff"in","out","low","up"\n-1,2,0.1,0.2\n,5,1,1\n3,4,0.3,0.4\n'),
    ],
)
def test_columns_are_read_from_every_kind_of_table(name: str, content: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    by_name = f"points: {{file: {name}, x: in, y: out, error: [low, up]}}\ncurves: [tanh]"
    by_number = f"points: {{file: {name}, x: 1, y: 2, error: [3, 4]}}\ncurves: [tanh]"
    for text in (by_name, by_number):
        (series,) = planned(text, tmp_path).points
        assert series.x == (-1, 3)
        assert series.y == (2, 4)
        assert series.errors == ((0.1, 0.2), (0.3, 0.4))


@pytest.mark.parametrize("name", ["a.npy", "a.npz", "fields.npy"])
def test_columns_are_read_from_arrays(name: str, tmp_path: Path) -> None:
    x, y = np.array([-1.0, 3.0]), np.array([2.0, 4.0])
    where = "x: x, y: y"
    if name == "a.npz":
        np.savez(tmp_path / name, y=y, x=x)
    elif name == "a.npy":
        np.save(tmp_path / name, np.column_stack([x, y]))
        where = "x: 1, y: 2"
    else:
        np.save(tmp_path / name, np.array([(-1, 2), (3, 4)], dtype=[("x", "f4"), ("y", "i4")]))
    series = planned(f"curves: [tanh]\npoints: {{file: {name}, {where}}}", tmp_path).points[0]
    assert (series.x, series.y) == ((-1, 3), (2, 4))


def test_no_pickle_is_opened(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", np.array([print, len], dtype=object), allow_pickle=True)
    with pytest.raises(ActplotError, match="not a NumPy file of plain numbers"):
        spec.read("curves: [tanh]\npoints: {file: a.npy}", base=tmp_path)


def test_a_file_is_an_input_and_found_from_the_spec_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "m.csv").write_text("1,2\n3,4\n", encoding="utf-8")
    points = "points: {file: m.csv, label: m.csv}"
    for text in (points, f"panels: [{{curves: [tanh], {points}}}]"):
        (tmp_path / "base" / "base.yaml").write_text(f"{text}\n", encoding="utf-8")
        more = "" if "panels" in text else "curves: [tanh]\n"
        (tmp_path / "own.yaml").write_text(f"extends: base/base.yaml\n{more}", encoding="utf-8")
        figure = spec.read(tmp_path / "own.yaml")
        assert str(tmp_path / "base" / "m.csv") in figure.inputs
        label = figure.panels[0].points[0].label
        assert label is not None
        assert label.text == "m.csv"


def test_ranges_hold_points_and_their_bars() -> None:
    panel = planned("curves: [tanh]\npoints: {x: [-9, 12], y: [0, 3], error: 2}")
    assert panel.x.axis.low < -9
    assert panel.x.axis.high > 12
    assert panel.y.axis.low < -2
    assert panel.y.axis.high > 5


def test_what_lies_outside_is_told() -> None:
    text = "x: [-1, 1]\ny: [-1, 1]\ncurves: [tanh]\npoints: {x: [0, 5], y: [0, 5]}"
    figure = plan(spec.read(text))
    assert [note.message for note in figure.notes] == ["1 of 2 points lie outside the plot"]
    assert figure.panels[0].points[0].x == (0.0,)
    text = "x: [-1, 1]\ncurves: [exp(x)]\npoints: {curve: 1, x: minimum}"
    assert "has no minimum in this range" in plan(spec.read(text)).notes[0].message


def test_a_dot_stands_on_its_place_and_its_label_beside_it() -> None:
    scene = drawn("x: [-4, 4]\ncurves: [tanh]\npoints: {curve: 1, x: 1, label: auto, drop: [x, y]}")
    (dot,) = shapes_of(scene, "point")
    (words,) = words_of(scene, "point-label")
    low, high = dot.points.min(axis=0), dot.points.max(axis=0)
    x, y = (low + high) / 2
    drops = [shape.points for shape in shapes_of(scene, "drop-line")]
    assert np.allclose([points[0] for points in drops], (x, y))
    box = words.box
    assert not (box.left < x < box.right and box.bottom < y < box.top)
    near = np.hypot(x - np.clip(x, box.left, box.right), y - np.clip(y, box.bottom, box.top))
    assert near < 2 * words.size


def test_a_series_has_a_name_in_the_legend_and_bars_of_their_length() -> None:
    text = "curves: [tanh]\npoints: {x: [-1, 0, 1], y: [0, 0, 0], error: 0.25, label: mine}"
    scene = drawn(text)
    assert "mine" in [words.text for words in scene.words]
    bars = [s.points for s in shapes_of(scene, "error-bar")]
    assert len(bars) == 9
    tall = [bar for bar in bars if bar[0][0] == bar[1][0]]
    area, axis = scene.areas[0], planned(text).y.axis
    expected = 0.5 / (axis.high - axis.low) * area.height
    assert np.allclose([bar[1][1] - bar[0][1] for bar in tall], expected)


def test_the_alt_text_names_points() -> None:
    text = "curves: [relu]\npoints: [{x: 1, y: 2}, {x: [1, 2], y: [0, 1], label: ours, error: 1}]"
    description = alternative(plan(spec.read(text)))
    assert "A point at (1, 2)." in description
    assert "2 points, ours with error bars." in description


@pytest.mark.parametrize(
    ("x", "printed"),
    [(12345, r"12\,345"), (1.2345, "1.2345"), (2 / 3, "0.667"), (8208.49987, "8208"),
     (-0.7517916, "{-}0.752"), (1e-7, r"1\times 10^{-7}"), (0.1 + 0.2, "0.3")],
)  # fmt: skip
def test_no_digit_is_rounded_off_that_was_given_or_stands_before_the_point(
    x: float, printed: str
) -> None:
    (series,) = planned(f"curves: [tanh]\npoints: {{x: {x!r}, y: 0.5, label: auto}}").points
    assert series.label == f"$({printed}, 0.5)$"
