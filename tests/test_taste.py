"""Rules of taste, one by one: where names, legends, notes and the labels of axes stand."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest
from figure_laws import bounds, shapes_of, violations, words_of
from figure_names import astray, in_rows, legends_touch, over_hatches
from support import RECENT

from actplot.layout.curves import flattened
from actplot.layout.rows import DROPS
from actplot.layout.scene import Scene
from actplot.looks.styles import names
from actplot.paint import render
from actplot.paint.figure import Drawing, draw
from actplot.plan.figure import plan
from actplot.plan.plans import FigurePlan
from actplot.spec import read


def drawn(text: str) -> tuple[FigurePlan, Drawing]:
    planned = plan(read(text))
    return planned, draw(planned)


def scene(text: str) -> Scene:
    return drawn(text)[1].scene


def warnings(text: str) -> list[str]:
    return [note.message for note in drawn(text)[1].notes]


@pytest.mark.parametrize(
    "curves",
    [
        "binary_step, sigmoid(20*x)",
        "relu', softplus'",
        "hard_swish', hard_sigmoid', relu6'",
        "exp(x), log(x), x",
        "floor(x), x",
        "sqrt(x), log(x)",
        "1/x, x",
        "tan(x), x^3",
    ],
)
@pytest.mark.parametrize("x", ["[-4, 4]", "[-2, 2]", "[-10, 10]"])
def test_no_label_stands_beyond_a_jump_or_where_its_function_is_undefined(x, curves):
    planned, drawing = drawn(f"x: {x}\ncurves: [{curves}]\n")
    assert astray(planned, drawing.scene) == []
    assert in_rows(planned, drawing.scene) == []


@pytest.mark.parametrize(
    ("x", "curve"),
    [
        ("[3, 9]", "sqrt(x) - 1"),
        ("[1990, 2020]", "exp((x-1990)/10)"),
        ("[2, 5]", "x^2"),
        ("[-9, -2]", "x^2"),
    ],
)
def test_axes_that_cross_away_from_the_origin_meet_in_a_clean_corner(x, curve):
    page = scene(f"x: {x}\ncurves: ['{curve}']\n")
    (across,) = shapes_of(page, "x-axis")
    (up,) = shapes_of(page, "y-axis")
    assert up.points.min(axis=0) == pytest.approx(across.points.min(axis=0))
    first, lowest = words_of(page, "x-tick-label")[0], words_of(page, "y-tick-label")[0]
    assert first.box.center[0] == pytest.approx(up.points[0, 0])
    assert lowest.box.center[1] == pytest.approx(across.points[0, 1], abs=0.1 * lowest.size)
    assert not first.box.overlaps(lowest.box)


def test_the_y_axis_goes_on_where_the_curve_does():
    page = scene("x: [3, 9]\ncurves: [sin(x)]\n")
    (across,) = shapes_of(page, "x-axis")
    (up,) = shapes_of(page, "y-axis")
    assert up.points[:, 1].min() < across.points[0, 1] - 20
    assert words_of(page, "x-tick-label")[0].box.left > up.points[0, 0]


@pytest.mark.parametrize("size", ["ieee", "neurips", "thesis", "{width: 46 mm, height: 30 mm}"])
@pytest.mark.parametrize("curves", ["relu6, relu6'", "hard_swish, hard_swish'", "elu, elu'"])
def test_the_common_0_is_not_read_as_a_digit_of_its_neighbour(size, curves):
    page = scene(f"size: {size}\ncurves: [{curves}]\n")
    for zero in words_of(page, "zero"):
        for label in words_of(page, "x-tick-label"):
            if label.box.bottom < zero.box.top and zero.box.bottom < label.box.top:
                apart = max(label.box.left - zero.box.right, zero.box.left - label.box.right)
                assert apart >= 0.45 * zero.size


@pytest.mark.parametrize("near", [-0.16, -0.18, -0.2, -0.22, -0.24])
def test_nor_where_somebody_wants_a_tick_close_to_it(near):
    page = scene(f"x: [-0.5, 5]\naxes: {{xticks: [{near}, 1, 2]}}\ncurves: [sqrt(x)]\n")
    (zero,), label = words_of(page, "zero"), words_of(page, "x-tick-label")[0]
    level = label.box.bottom < zero.box.top and zero.box.bottom < label.box.top
    apart = max(label.box.left - zero.box.right, zero.box.left - label.box.right)
    assert not level or apart >= 0.45 * zero.size


LEGEND = "x: [-4, 4]\nlegend: {}\ncurves: [relu, gelu, silu]\n"


@pytest.mark.parametrize(
    "text",
    [
        "size: thesis\nx: [-4, 4]\ncurves: [relu'', gelu'', silu'']",
        pytest.param("x: [0, 2pi]\naxes: {xticks: pi/2}\ncurves: [sin(x)]", marks=RECENT),
        "x: [-4, 4]\ny: [-1, 1]\ncurves: [-0.05 - 0.005*x^2]",
    ],
)
def test_the_common_0_stands_in_the_row_of_the_labels(text):
    page = scene(f"{text}\n")
    row, (zero,) = words_of(page, "x-tick-label"), words_of(page, "zero")
    (axis,) = shapes_of(page, "x-axis")
    above = {words.box.center[1] > axis.points[0, 1] for words in row}
    assert above == {True}
    assert zero.box.center[1] == pytest.approx(row[0].box.center[1], abs=0.15 * zero.size)


@pytest.mark.parametrize(
    ("curve", "fill"),
    [
        ("sigmoid", "{between: [sigmoid, 0], where: x < 0}"),
        ("sigmoid", "{y: [0.3, 0.6]}"),
        ("exp(x)/3", "{between: [exp(x)/3, 0]}"),
    ],
)
def test_on_a_region_a_struck_number_has_a_gap_in_the_curve_and_no_pale_box(curve, fill):
    bare = f"x: [-5, 5]\ny: [-0.1, 1.1]\ncurves: [{curve}]\n"
    page = scene(f"{bare}fill: [{fill}]\n")
    (region,) = shapes_of(page, "fill")
    halos = [shape for shape in page.shapes if shape.layer == "halo"]
    assert not any(bounds(halo).overlaps(bounds(region)) for halo in halos)
    numbers = [words for words in page.words if words.role.endswith("tick-label")]
    lines = [flattened(each.points) for each in page.shapes if each.layer == "curve"]
    assert len(lines) > len([each for each in scene(bare).shapes if each.layer == "curve"])
    for words in numbers:
        inner = words.box.grown(-0.5)
        for points in lines:
            inside = (points > inner.edges[:2]) & (points < inner.edges[2:])
            assert not inside.all(axis=1).any(), words.text


@pytest.mark.parametrize("style", names())
def test_a_hatch_is_thinner_than_any_curve(style):
    planned = plan(read(f"curves: [tanh]\nfill: [{{x: [0, 1], hatch: //}}]\nstyle: {style}\n"))
    svg = render(planned, ["svg"]).files["svg"].decode()
    (pattern,) = re.findall("<pattern.*?</pattern>", svg, re.DOTALL)
    (width,) = {float(number) for number in re.findall(r"stroke-width: ([\d.]+)", pattern)}
    assert width <= planned.style.line_width / 2


@pytest.mark.parametrize("place", ["upper left", "lower right", "center left"])
def test_a_legend_stands_where_it_was_asked_for(place):
    _, drawing = drawn(LEGEND.format(place))
    assert drawing.notes == ()
    x, y = drawing.scene.areas[0].center
    for words in words_of(drawing.scene, "legend-label"):
        left, bottom = words.box.center[0] < x, words.box.center[1] < y
        assert left is ("left" in place)
        assert bottom is ("lower" in place) or "center" in place


def test_a_legend_that_stands_elsewhere_says_so():
    text = "x: [-4, 4]\nlegend: lower right\ncurves: [relu, gelu, silu, mish, elu]\n"
    (warning,) = warnings(text)
    assert warning.startswith(
        "there is no room for the legend at lower right; it is placed elsewhere"
    )


@pytest.mark.parametrize(
    ("place", "count"), [("upper left", 0), ("lower right", 1), ("upper right", 1)]
)
def test_an_inset_that_stands_elsewhere_says_so(place, count):
    inset = f"inset: {{x: [-1, 1], y: [-0.25, 0.1], at: {place}}}"
    messages = warnings(f"x: [-3, 3]\ncurves: [gelu, silu]\n{inset}\n")
    expected = f"there is no room for the inset at {place}; it is placed elsewhere in the plot"
    assert [text.startswith(expected) for text in messages] == [True] * count


@pytest.mark.parametrize("legend", ["auto", "direct"])
def test_a_region_is_named_inside_and_the_curves_stay_named_directly(legend):
    text = f"x: [0, 3]\nlegend: {legend}\ncurves: [x^2, 2*x]\nfill: [{{between: [x^2, 2*x], "
    page = scene(text + "where: x < 2, label: area}]\n")
    (area,) = words_of(page, "fill-label")
    (region,) = shapes_of(page, "fill")
    assert area.box.within(bounds(region))
    assert words_of(page, "legend-label") == []
    assert {"label-1", "label-2"} <= {words.role for words in page.words}


def test_a_region_that_is_too_small_for_its_name_has_it_in_the_legend():
    text = "x: [0, 4]\ncurves: [sqrt(x), sqrt(x)+0.1]\nfill: [{between: [sqrt(x), sqrt(x)+0.1], "
    page = scene(text + "label: a name that is far too long for it}]\n")
    assert len(words_of(page, "legend-label")) == 1


def test_bands_are_grey_and_alike_and_regions_have_the_colour_of_their_curve():
    text = "curves: [sigmoid, tanh]\nfill: [{x: [-4, -2]}, {x: [2, 4]}, {between: [tanh, 0]}]\n"
    planned, _ = drawn(text)
    first, second, between = planned.panels[0].fills
    assert first.color == second.color == planned.style.muted
    assert between.color == planned.panels[0].curves[1].stroke.color


@pytest.mark.parametrize("hatch", ["//", "xx", "|"])
def test_text_over_a_hatch_has_a_halo_and_the_swatch_shows_its_pattern(hatch):
    text = "x: [0, 7]\nlegend: box\ncurves: [sin(x), cos(x)]\nfill: [{x: [0, 7], label: all, "
    page = scene(text + f"hatch: '{hatch}'}}]\n")
    assert over_hatches(page) == []
    (swatch,) = [s for s in shapes_of(page, "legend-sample") if s.hatch]
    (region,) = shapes_of(page, "fill")
    assert len(swatch.hatch) > len(region.hatch)
    assert swatch.color
    assert swatch.width > 0


@pytest.mark.parametrize(
    ("x", "note"),
    [
        ("[-2, 6]", "gradient 0: dead neuron"),
        ("[-4, 4]", "here the gradient is zero and the neuron is dead"),
    ],
)
def test_a_long_note_wraps_and_stands_on_nothing(x, note):
    _, drawing = drawn(f"x: {x}\ncurves: [relu]\nnotes: [{{curve: 1, x: -1, text: '{note}'}}]\n")
    (words,) = words_of(drawing.scene, "note")
    assert "\n" in words.text
    assert " ".join(words.text.split("\n")) == note
    assert violations(drawing.scene) == []
    assert drawing.notes == ()


@pytest.mark.parametrize("at", [-3.5, -3, -2.5, -2, -1, 2])
@pytest.mark.parametrize("curves", ["elu, selu", "elu", "tanh, elu", "-exp(-x^2)", "silu'"])
@pytest.mark.parametrize("text", ["saturates at -1", "a longer note of words"])
def test_no_arrow_of_a_note_strikes_a_number(text, curves, at):
    more = "{curve: 2, x: -2, text: saturates lower}, " * ("," in curves)
    note = f"notes: [{more}{{curve: 1, x: {at}, text: {text}}}]"
    page = scene(f"x: [-4, 4]\ncurves: [{curves}]\n{note}\n")
    assert [violation for violation in violations(page) if violation.startswith("leader")] == []


@pytest.mark.parametrize("curve", ["silu", "gelu", "mish", "elu"])
def test_no_arrow_of_a_note_strikes_another_note(curve):
    some = (
        "{x: 0, y: 0, text: passes through the origin}, {curve: 1, x: -1.28, text: global minimum}"
    )
    page = scene(f"x: [-4, 4]\ncurves: [{curve}]\nnotes: [{some}]\n")
    assert violations(page) == []


@pytest.mark.parametrize("part", ["abs(x) < 1", "x < 0", "abs(x) < 0.6", "x > -0.9"])
def test_the_name_of_a_region_is_not_taken_for_a_number_of_an_axis(part):
    text = f"x: [-3, 3]\ncurves: [exp(-x^2)]\nfill: [{{between: [exp(-x^2), 0], where: {part}, "
    planned, drawing = drawn(f"{text}label: 68 %}}]\n")
    assert in_rows(planned, drawing.scene) == []


@pytest.mark.parametrize("at", [-3, -2, -1, 1, 2])
@pytest.mark.parametrize("curves", ["softplus, relu", "sigmoid, tanh", "gelu, silu'", "exp(x), x"])
def test_a_note_is_not_read_as_a_part_of_a_label(curves, at):
    note = f"notes: [{{curve: 2, x: {at}, text: some words about it}}]"
    page = scene(f"x: [-4, 4]\ncurves: [{curves}]\n{note}\n")
    (words,) = words_of(page, "note")
    apart = words.box.grown(0.6 * words.size, 0.0)
    labels = [each for each in page.words if each.role.startswith(("label-", "legend-label"))]
    assert [each.text for each in labels if apart.overlaps(each.box)] == []


@pytest.mark.parametrize(
    ("curve", "points"),
    [("gelu", (0, -0.75)), ("tanh", (0, 0.5)), ("silu", (-1.28, -1)), ("sigmoid'", (0, 0.3))],
)
def test_two_notes_do_not_read_as_one_of_two_lines(curve, points):
    notes = ", ".join(f"{{curve: 1, x: {x}, text: passes near to {x}}}" for x in points)
    page = scene(f"x: [-4, 4]\ncurves: [{curve}]\nnotes: [{notes}]\n")
    first, second = words_of(page, "note")
    assert violations(page) == []
    apart = max(
        first.box.bottom - second.box.top, second.box.bottom - first.box.top,
        first.box.left - second.box.right, second.box.left - first.box.right,
    )  # fmt: skip
    assert apart >= 0.55 * first.size


def test_a_note_that_finds_no_room_says_so():
    text = "size: {width: 30 mm, height: 22 mm}\ncurves: [sin(x), cos(x), sin(2*x)]\nlegend: none\n"
    messages = warnings(text + f"notes: [{{curve: 1, x: 1, text: '{'very long ' * 8}note'}}]\n")
    assert any(
        each.startswith("there is no free room for the note 'very long") for each in messages
    )


def test_a_note_keeps_off_the_legend_below():
    text = (
        "{x: [-4, 3], size: {width: 137 mm, height: 50 mm}, curves: [relu, gelu, silu, mish],"
        " legend: box, inset: {x: [-2, 0.2], at: upper left},"
        " notes: [{x: 2, y: 0.8, text: 'a longer note about things in two lines of text'}]}"
    )
    assert violations(scene(text)) == []


PANELS = "columns: {}\naxes: boxed\npanels:\n  - {{curves: [1000*sigmoid], ylabel: counts}}\n"


def test_the_names_of_y_axes_stand_in_one_way_and_in_one_column():
    more = "  - {curves: [sigmoid'], ylabel: rate}\n  - {curves: [tanh], ylabel: y}\n"
    y_names = words_of(scene(PANELS.format(1) + more), "y-name")
    assert len(y_names) == 3
    assert all(words.upright for words in y_names)
    assert len({round(words.box.right, 6) for words in y_names}) == 1


def test_panels_of_a_figure_name_a_few_curves_in_one_way_and_on_one_line():
    text = "size: neurips\ncolumns: 3\npanels: [{curves: [relu6, relu6']}, {curves: [selu, selu']}"
    page = scene(text + ", {curves: [hard_swish, hard_swish']}]\n")
    names = words_of(page, "legend-label")
    assert len(names) == 6
    assert len({round(words.y) for words in names}) == 2


def test_legends_of_a_row_of_panels_stand_below_together():
    panels = ["leaky_relu(alpha=0.1), leaky_relu(alpha=0.1)'", "elu, elu'", "gelu, gelu'"]
    some = ", ".join(f"{{curves: [{curves}]}}" for curves in panels)
    page = scene(f"size: ieee-full\ncolumns: 3\nx: [-3, 3]\npanels: [{some}]\n")
    names, lowest = words_of(page, "legend-label"), min(area.bottom for area in page.areas)
    assert len(names) == 6
    assert all(words.box.top < lowest for words in names)


@pytest.mark.parametrize("count", [5, 7, 9])
def test_a_family_names_its_ends_and_those_between_as_there_is_room(count):
    values = ", ".join(f"{0.5 * (k + 1):g}" for k in range(count))
    page = scene(f"x: [0, 3]\ncurves: ['leaky_relu(-x, alpha=[{values}])']\n")
    labels = [words for words in page.words if words.role.startswith("label-")]
    assert words_of(page, "legend-label") == []
    assert {"label-1", f"label-{count}"} <= {words.role for words in labels}


@pytest.mark.parametrize(
    ("family", "x", "least"),
    [
        ("elu(alpha=[0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.5, 2, 3])", "[-4, 4]", 5),
        pytest.param("elu(alpha=[0.1, 0.2, 0.4, 0.8, 1.6])", "[-5, 5]", 4, marks=RECENT),
        ("leaky_relu(alpha=[0.02, 0.09, 0.16, 0.23, 0.3])", "[-4, 4]", 3),
    ],
)
def test_a_family_without_room_in_the_plot_is_named_behind_its_ends(family, x, least):
    planned, drawing = drawn(f"x: {x}\ncurves: ['{family}']\n")
    page, area = drawing.scene, drawing.scene.areas[0]
    (numbers,) = planned.panels[0].families
    labels = {w.role: w for w in page.words if w.role.startswith("label-")}
    assert {f"label-{numbers[0]}", f"label-{numbers[-1]}"} <= set(labels)
    assert len(labels) >= least
    assert words_of(page, "legend-label") == []
    assert violations(page) == astray(planned, page) == in_rows(planned, page) == []
    for number in numbers:
        if words := labels.get(f"label-{number}"):
            (curve,) = shapes_of(page, f"curve-{number}")
            left = words.box.right < area.left
            assert left or words.box.left > area.right
            end = curve.points[
                np.argmin(abs(curve.points[:, 0] - (area.left, area.right)[not left]))
            ]
            assert words.box.bottom < end[1] < words.box.top


@pytest.mark.parametrize(
    "family",
    [
        "swish(beta=[0.1, 0.5, 1, 2, 10])",
        "elu(alpha=[0.1, 0.3, 0.6, 1, 1.5])",
        "leaky_relu(alpha=[0.01, 0.05, 0.1, 0.2, 0.3])",
        "prelu(a=[-0.5, 0, 0.1, 0.25, 0.5, 1])",
        "softplus(beta=[1, 2, 3, 5, 8, 13])",
    ],
)
@pytest.mark.parametrize("size", ["ieee", "{width: 110 mm, aspect: 3/2}"])
def test_each_of_a_family_of_uneven_values_has_its_name(family, size):
    planned, drawing = drawn(f"x: [-5, 5]\nsize: {size}\ncurves: ['{family}']\n")
    curves = planned.panels[0].curves
    labels = [w for w in drawing.scene.words if w.role.startswith(("label-", "legend-label"))]
    assert sorted(words.text for words in labels) == sorted(curve.label for curve in curves)


@pytest.mark.parametrize("frame", ["boxed", "open"])
@pytest.mark.parametrize(
    "curves",
    [
        "'tanh(2*x)', sinh(x)/4",
        "swish(beta=2), swish(beta=0.25), tanh",
        "tanh(x), sin(x), x, x/2",
        "elu, relu, gelu",
    ],
)
def test_no_label_stands_among_the_labels_of_a_frame(frame, curves):
    # Far apart, the labels of ticks leave room enough for a name between them.
    axes = f"{{frame: {frame}, yticks: [-3, 3]}}"
    page = scene(f"x: [-3, 3]\naxes: {axes}\nlegend: direct\ncurves: [{curves}]\n")
    area = page.areas[0]
    for words in page.words:
        if words.role.startswith("label-"):
            assert words.box.left > area.left
            assert words.box.bottom > area.bottom


@pytest.mark.parametrize("curves", [["elu"], ["relu", "elu", "gelu"]])
def test_a_label_wider_than_the_page_is_broken(curves):
    label = "Exponential linear unit with a small negative part"
    entries = ", ".join(f"{{expr: elu, label: {label}}}" if c == "elu" else c for c in curves)
    text = f"size: {{width: 55 mm, height: 45 mm}}\ncurves: [{entries}]\n"
    _, drawing = drawn(text)
    assert violations(drawing.scene) == []
    assert any("\n" in words.text for words in drawing.scene.words)
    assert drawing.notes == ()


def test_no_row_may_leave_its_axis_farther_than_the_eye_forgives():
    assert max(DROPS) <= 0.45


@pytest.mark.parametrize(
    ("size", "columns", "panels"),
    [
        ("{width: 84 mm, height: 60 mm}", 1, ["sinh(x)/4, tanh", "sigmoid, relu6, x^3, log(x), x"]),
        ("{width: 120 mm, height: 40 mm}", 1, ["relu, mish, sin(x), floor(x), x", "x, x^2, x^3"]),
        (
            "ieee",
            3,
            ["x, x^2", "1/x, celu(alpha=2), selu', elu', tanh", "celu(alpha=2), x, tan(x)"],
        ),
        ("{width: 60 mm, height: 45 mm}", 2, ["relu, gelu, silu, elu, mish", "sin(x), cos(x), x"]),
        ("ieee-full", 2, ["relu, gelu, silu, elu, mish", "sin(x), cos(x), x"]),
    ],
)
def test_what_has_no_room_on_the_page_is_told(size, columns, panels):
    spec = ", ".join(f"{{legend: box, curves: [{curves}]}}" for curves in panels)
    planned, drawing = drawn(f"size: {size}\ncolumns: {columns}\npanels: [{spec}]\n")
    page, messages = drawing.scene, [note.message for note in drawing.notes]
    off = [fault for fault in violations(page) if "leaves the page" in fault]
    touching = legends_touch(planned, page)
    assert messages or not (off or touching)
    assert size != "ieee-full" or not messages


@pytest.mark.parametrize(
    "text",
    [
        "size: {width: 60 mm, height: 45 mm}\nstyle: slide\nx: [-4, 4]\nlegend: box\n"
        "curves: [softplus, x*exp(-x), abs(x)]",
        "size: {width: 60 mm, height: 45 mm}\nx: [-5, 5]\nlegend: outside right\n"
        "curves: [x, leaky_relu', sign(x), softsign', silu]",
        "size: {width: 84 mm, height: 60 mm}\nstyle: slide\nx: [0, 8]\n"
        "curves: [silu, leaky_relu']\ninset: {x: [-0.5, 0.5], y: [-0.3, 0.5]}",
        "size: {width: 50 mm, height: 34 mm}\nlegend: outside upper\ntitle: Two\\nlines\n"
        "curves: [sin(x), cos(x), x]",
    ],
)
def test_labels_of_an_axis_keep_apart_where_the_plot_has_little_room(text):
    page = scene(f"{text}\n")
    for role in ("x-tick-label", "y-tick-label"):
        for labels in (words_of(page, role), words_of(page, f"inset-{role}")):
            for one, other in pairwise(labels):
                assert not one.box.overlaps(other.box)
