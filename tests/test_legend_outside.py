"""A legend outside of the plots: at each side, one for all panels or one of a panel."""

from __future__ import annotations

import pytest
from figure_laws import violations, words_of
from test_points import drawn, planned

from actplot import spec
from actplot.layout.geometry import Rect
from actplot.layout.scene import Scene, union
from actplot.plan.figure import plan

CURVES = "curves: [relu, leaky_relu(alpha=0.1), elu, gelu, silu, mish]\nx: [-4, 4]\n"
PANELS = "title: T\npanels: [{curves: [relu, elu]}, {curves: [relu, gelu]}, {curves: [tanh]}]\n"


def legend(scene: Scene) -> Rect:
    return union(words.box for words in words_of(scene, "legend-label"))


@pytest.mark.parametrize("side", ["right", "left", "upper", "lower"])
@pytest.mark.parametrize("size", ["ieee", "{width: 120 mm, height: 80 mm}"])
@pytest.mark.parametrize("text", [CURVES, PANELS], ids=["one", "three"])
def test_it_stands_at_its_side_and_covers_nothing(side: str, size: str, text: str) -> None:
    if text == PANELS and size == "ieee" and side in ("left", "right"):
        size = "ieee-full"
    scene = drawn(f"{text}size: {size}\nlegend: outside {side}")
    assert not violations(scene)
    assert not scene.warnings
    around, box = union(scene.areas), legend(scene)
    assert {
        "right": box.left > around.right,
        "left": box.right < around.left,
        "upper": box.bottom > around.top,
        "lower": box.top < around.bottom,
    }[side]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("outside right", "outside right"),
        ("outside right upper", "outside right"),
        ("outside lower center", "outside lower"),
        ("outside lower centre", "outside lower"),
        ("Outside Upper Left", "outside upper"),
        ("{at: outside left, columns: 1}", "outside left"),
        ("{place: outside left}", "outside left"),
        ("left upper", "upper left"),
        ("right lower", "lower right"),
        ("center left", "center left"),
    ],
)
def test_places_of_matplotlib_are_read_as_the_nearest(written: str, read: str) -> None:
    legend = planned(f"{CURVES}legend: {written}").legend
    assert legend is not None
    assert legend.place == read


def test_one_legend_names_each_curve_of_all_panels_once() -> None:
    scene = drawn(f"{PANELS}legend: outside lower")
    names = [words.text for words in words_of(scene, "legend-label")]
    assert len(names) == len(set(names)) == 4
    assert not [words for words in scene.words if words.role.startswith("label-")]


def test_a_panel_may_have_its_own() -> None:
    text = "legend: outside right\npanels: [{curves: [relu, elu]}, {curves: [tanh], legend: none}]"
    names = [w.text for w in drawn(text).words if w.role == "legend-label"]
    assert len(names) == 2


def test_each_panel_has_a_row_of_its_own_where_there_are_as_many_rows() -> None:
    text = "size: neurips\ncolumns: 2\nlegend: {at: outside lower, common: on}\npanels: "
    scene = drawn(text + "[{curves: [relu, gelu, silu]}, {curves: [relu', gelu', silu']}]")
    names = words_of(scene, "legend-label")
    upper = max(words.y for words in names)
    assert len(names) == 6
    assert [words.text.count("'") + words.text.count("prime") for words in names if
            words.y == upper] == [0, 0, 0]  # fmt: skip
    # Functions above their derivatives, in their order.
    rows = [[w.text for w in sorted(names, key=lambda w: w.x) if (w.y == upper) is up] for up in
            (True, False)]  # fmt: skip
    assert [one.replace("(x)", "'(x)") for one in rows[0]] == rows[1]


def test_columns_are_as_many_as_are_asked_for() -> None:
    scene = drawn(f"{CURVES}size: ieee-full\nlegend: {{at: outside lower, columns: 6}}")
    assert len({words.y for words in scene.words if words.role == "legend-label"}) == 1


def test_fills_and_measured_points_are_named_there_too() -> None:
    text = (
        "curves: [relu]\nlegend: outside right\nfill: {x: [0, 1], label: a band}\n"
        "points: {x: [1, 2], y: [1, 2], label: measured}"
    )
    names = {words.text for words in drawn(text).words if words.role == "legend-label"}
    assert {"a band", "measured"} < names


def test_the_page_keeps_its_size_where_it_was_asked_for() -> None:
    text = f"{CURVES}size: {{width: 90 mm, height: 60 mm}}\nlegend: outside"
    for side in ("upper", "lower", "left", "right"):
        scene = drawn(f"{text} {side}")
        assert (scene.width, scene.height) == pytest.approx((90 * 72 / 25.4, 60 * 72 / 25.4))
        assert plan(spec.read(f"{text} {side}")).common is not None


@pytest.mark.parametrize("legend", ["outside lower", "{common: on}"])
def test_what_one_legend_names_looks_the_same_in_all_panels_and_nothing_else_does(
    legend: str,
) -> None:
    figure = plan(
        spec.read(
            f"legend: {legend}\npanels:\n- curves: [relu, gelu, silu]\n"
            "- curves: [elu, 'swish(beta=[0.5, 2])', relu]\n"
            "- curves: [gelu, {expr: tanh, color: crimson}, mish]\n"
        )
    )
    looks: dict[str, set[tuple[object, ...]]] = {}
    for panel in figure.panels:
        for curve in panel.curves:
            stroke = curve.stroke
            look = (stroke.color, stroke.tint, stroke.dash)
            looks.setdefault(curve.label, set()).add(look)
    assert all(len(each) == 1 for each in looks.values())
    assert len(set.union(*looks.values())) == len(looks) == 8


def test_without_one_legend_every_panel_begins_anew() -> None:
    figure = plan(spec.read("panels: [{curves: relu}, {curves: gelu}]"))
    assert len({panel.curves[0].stroke.color for panel in figure.panels}) == 1


@pytest.mark.parametrize("frame", ["centred", "boxed"])
@pytest.mark.parametrize("layout", ["columns: 2", "columns: 1"])
@pytest.mark.parametrize("side", ["left", "right"])
def test_a_legend_of_one_panel_stands_beside_it(side: str, layout: str, frame: str) -> None:
    scene = drawn(
        f"{layout}\nx: [-3, 3]\naxes: {frame}\nsize: 160x110\npanels:\n"
        f"- {{curves: [gelu, silu], legend: outside {side}}}\n- {{curves: [relu, elu]}}\n"
    )
    assert not violations(scene)
    assert not scene.warnings
    box = union(w.box for w in words_of(scene, "legend-label") if w.panel == 0)
    area, other = scene.areas
    assert box.left > area.right if side == "right" else box.right < area.left
    assert box.top <= area.top + 2
    if layout == "columns: 2" and side == "right":
        assert box.right < other.left
