"""Every figure of the stress set and of configs/ is one that a typographer would pass."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from figure_laws import plot_areas, violations, words_of
from figure_rows import cut, faults
from support import RECENT

from actplot.errors import ActplotError
from actplot.paint.figure import Drawing, draw
from actplot.plan.figure import plan
from actplot.spec import read

HERE = Path(__file__).parent
STRESS = yaml.safe_load((HERE / "stress.yaml").read_text(encoding="utf-8"))
CONFIGS = sorted((HERE.parent / "configs").glob("*.yaml"))


def drawn(name: str) -> Drawing:
    return draw(plan(read(yaml.safe_dump(STRESS[name], allow_unicode=True), name=name)))


@pytest.mark.parametrize("name", STRESS)
def test_nothing_collides_is_cut_or_too_small(name):
    assert violations(drawn(name).scene) == []


@pytest.mark.parametrize("file", CONFIGS, ids=lambda file: file.stem)
def test_every_config_is_drawn_without_a_fault_or_a_warning(file):
    drawing = draw(plan(read(file)))
    assert violations(drawing.scene) == []
    assert drawing.notes == ()


@pytest.mark.parametrize("name", [name for name in STRESS if name.startswith("panels")])
def test_plot_areas_of_a_row_are_equal(name):
    planned = plan(read(yaml.safe_dump(STRESS[name]), name=name))
    areas = plot_areas(draw(planned).scene)
    for cell, area in zip(planned.cells, areas, strict=True):
        for other, beside in zip(planned.cells, areas, strict=True):
            if (cell.rows, cell.columns) == (other.rows, other.columns):
                assert area.width == pytest.approx(beside.width, abs=1e-6)
                if cell.column == other.column:
                    assert (area.left, area.right) == pytest.approx((beside.left, beside.right))


@pytest.mark.parametrize("name", ["titles-over-mixed-frames", "panels-boxed-shared"])
def test_titles_of_a_row_stand_on_one_line(name):
    first, second, third, fourth = (w.y for w in drawn(name).scene.words if w.role == "title")
    assert first == pytest.approx(second, abs=1e-6)
    assert third == pytest.approx(fourth, abs=1e-6)


@pytest.mark.parametrize(
    ("inset", "notes"),
    [
        ("{x: [-1.6, -0.2], y: [-0.33, -0.12], at: upper left}", []),
        ("{x: [-1.6, -0.2], y: [-0.33, -0.12]}", []),
        (
            "{x: [-1.6, -0.2], y: [-0.33, -0.12], at: lower right}",
            ["there is no room for the inset at lower right"],
        ),
        ("{x: [-1, 1], width: 1, height: 1, at: lower right}", ["the inset at lower right"]),
        ("{x: [-1, 1], width: 1, height: 1}", ["there is no room for the inset"]),
    ],
)
def test_an_inset_that_covers_something_or_stands_elsewhere_is_said(inset, notes):
    text = f"curves: [gelu, silu, mish]\nx: [-4, 2]\ny: [-0.5, 1.5]\ninset: {inset}\n"
    messages = [note.message for note in draw(plan(read(text))).notes]
    assert [any(each.startswith(note) for note in notes) for each in messages] == [True] * len(
        notes
    )


PANELS = pytest.mark.parametrize(
    "panels", ["curves: [relu]", "panels: [{curves: [relu]}, {curves: [elu]}]"]
)


@PANELS
def test_a_title_without_room_is_said(panels):
    (note,) = draw(plan(read(f"title: {'on' * 60}\n{panels}\nsize: ieee\n"))).notes
    assert note.message.startswith("there is no room on the page for the title: 'onon")


@PANELS
def test_a_long_title_is_broken_into_even_lines(panels):
    drawing = draw(plan(read(f"title: {'on and ' * 30}on\n{panels}\nsize: ieee\n")))
    (title,) = [words for words in drawing.scene.words if words.text.startswith("on and")]
    assert " ".join(title.text.split("\n")) == "on and " * 30 + "on"
    lengths = [len(line) for line in title.text.split("\n")]
    assert len(lengths) == 3
    assert max(lengths) - min(lengths) <= len("on and on")
    assert drawing.notes == ()


def test_chinese_is_broken_between_characters_but_not_before_a_comma():
    title = "修正线性单元，高斯误差线性单元，以及其他的激活函数（SiLU）和导数"
    text = f"title: {title}\ncurves: [relu]\nsize: {{width: 60 mm}}\nfont: {{cjk: SimSun}}\n"
    try:
        scene = draw(plan(read(text))).scene
    except ActplotError:
        pytest.skip("no Chinese font on this machine")
    (words,) = words_of(scene, "title")
    lines = words.text.split("\n")
    assert len(lines) > 1
    assert "".join(lines) == title
    assert not any(line.startswith(("，", "）")) or line.endswith("（") for line in lines)


def test_a_page_without_room_for_its_plot_is_said():
    size = "{width: 12 mm, height: 8 mm}"
    notes = draw(plan(read(f"curves: [relu]\ntitle: T\nsize: {size}"))).notes
    assert "the figure is too small for the labels around its plots" in [n.message for n in notes]


@pytest.mark.parametrize(
    "curves",
    [
        "gelu, gelu'",
        "gelu', silu', mish', softplus', sigmoid'",
        "gelu, gelu', gelu'', gelu'''",
        "hard_swish, relu6, hard_sigmoid",
        "'celu(alpha=[0.5, 1, 2, 4])'",
        "relu, gelu, silu, mish, elu, softplus",
        "1/x, 1/x^2",
        "selu, elu, relu",
    ],
)
@pytest.mark.parametrize("window", ["[-8, 8]", "[-4, 4]"])
def test_labels_on_one_half_of_an_axis_stand_in_a_row(curves, window):
    planned = plan(read(f"x: {window}\ncurves: [{curves}]"))
    scene = draw(planned).scene
    assert {kind: messages for kind, messages in faults(planned, scene).items() if messages} == {}
    assert len(cut(scene)) <= 2


def test_panels_that_share_labels_keep_no_room_for_them():
    text = "axes: boxed\nx: [-4, 4]\ncolumns: 2\npanels: [{curves: [relu]}, {curves: [elu]}]\n"
    apart, shared = (draw(plan(read(f"{text}share: {share}"))).scene.areas for share in "xy")
    assert shared[0].width > apart[0].width + 4
    assert shared[1].left - shared[0].right < apart[1].left - apart[0].right - 8


def test_a_legend_below_one_row_takes_no_room_in_another():
    scene = draw(plan(read(yaml.safe_dump(STRESS["panels-one-legend-below"])))).scene
    legend = max(w.box.top for w in words_of(scene, "legend-label"))
    above, below = scene.areas[0], scene.areas[3]
    assert above.bottom - below.top > above.bottom - legend > 0
    assert below.bottom < 0.5 * (above.bottom - below.top)


def test_a_curve_outside_the_plot_is_said():
    (note,) = draw(plan(read("{x: [-5, -1], y: [-1, 0], curves: [elu, selu]}"))).notes
    assert note.message == "selu lies outside the ranges of x and y"


def test_labels_stand_on_the_side_of_their_curve():
    """No label is tied to its curve across an axis: celu(0.5) has no room below, so none has."""
    scene = draw(plan(read("curves: ['celu(alpha=[0.5, 1, 2, 4])']"))).scene
    assert [w for w in scene.words if w.role.startswith("label")] == []
    assert len(words_of(scene, "legend-label")) == 4


@RECENT
@pytest.mark.parametrize("name", ["fractions", "fractions-direct", "formula-labels"])
def test_fractions_in_labels_are_as_large_as_the_text(name):
    named = [w for w in drawn(name).scene.words if "frac" in w.text]
    assert len(named) == 2
    for words in named:
        assert words.box.height > 1.9 * words.size


@pytest.mark.parametrize(
    "name", [name for name in STRESS if "factor" in name or name in ("tiny", "inset-tiny-values")]
)
def test_no_power_of_ten_is_lost(name):
    planned = plan(read(yaml.safe_dump(STRESS[name]), name=name))
    axes = [(key, getattr(panel, key)) for panel in planned.panels for key in "xy"]
    wanted = sorted((f"{key}-factor", axis.factor) for key, axis in axes if axis.factor)
    shown = sorted((w.role, w.text) for w in draw(planned).scene.words if "factor" in w.role)
    assert shown == wanted
    inset = planned.panels[0].inset
    if inset is None:
        assert wanted
    else:
        assert any("10^" in tick.text for tick in inset.panel.y.ticks)


def test_two_or_three_curves_are_labelled_in_one_way():
    """Both slopes are the same line on the right, and nothing fits between them on the left."""
    text = "x: [-4, 4]\ncurves: ['prelu(alpha=[0.25, 0.1])']\nlegend: direct"
    drawing = draw(plan(read(text)))
    assert {w.role for w in drawing.scene.words if "alpha" in w.text} == {"legend-label"}
    (note,) = drawing.notes
    assert note.message.startswith("there is no room at the curves for the label '$\\alpha = 0.1$'")
