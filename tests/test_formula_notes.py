"""Formulas in a figure: cases after a brace, equations aligned at their signs."""

from __future__ import annotations

import pytest
from figure_laws import violations, words_of
from test_points import drawn, planned

from actplot import spec
from actplot.activations import catalogue
from actplot.expression import curves
from actplot.layout.formulas import block
from actplot.layout.scene import Ink, union
from actplot.paint import render
from actplot.paint.text import measure
from actplot.plan.figure import plan
from actplot.plan.formulas import equation

INK = Ink(measure, 10.0, "#000000")


@pytest.mark.parametrize(
    ("expr", "left", "cases", "given"),
    [
        ("relu", r"\mathrm{ReLU}(x)", 1, ""),
        ("elu", r"\mathrm{ELU}(x)", 2, ""),
        ("elu(alpha=0.5)", r"\mathrm{ELU}(x)", 2, r"\alpha = 0.5"),
        ("gelu'", r"\mathrm{GELU}'(x)", 1, ""),
        ("hard_tanh", None, None, ""),
        ("where(x > 0, x, exp(x))", "y", 2, ""),
        ("x * sigmoid(2 * x)", "y", 1, ""),
        ("gelu''", "y", 1, ""),
    ],
)
def test_a_formula_is_taken_apart(
    expr: str, left: str | None, cases: int | None, given: str
) -> None:
    formula = equation(curves(expr)[0])
    assert left is None or formula.left == left
    assert cases is None or len(formula.cases) == cases
    assert formula.given == given
    assert "cases" not in "".join(part for case in formula.cases for part in case)


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_every_formula_of_the_catalogue_can_be_set(name: str) -> None:
    formula = equation(curves(catalogue()[name].example)[0])
    made = block([formula], INK)
    assert made.width > 0
    for words in made.words:
        assert words.box.left >= -1e-6
        assert words.box.bottom >= -1e-6
        assert words.box.right <= made.width + 1e-6
        assert words.box.top <= made.height + 1e-6


def test_equations_are_aligned_and_do_not_touch() -> None:
    plans = [equation(curves(text)[0]) for text in ("elu", "gelu", "sigmoid", "hard_swish")]
    made = block(plans, INK)
    signs = [words for words in made.words if words.text == "$=$"]
    assert len({round(words.x, 6) for words in signs}) == 1
    assert [words.y for words in signs] == sorted((words.y for words in signs), reverse=True)
    boxes = [words.box.grown(-0.2) for words in made.words]
    pairs = [(a, b) for k, a in enumerate(boxes) for b in boxes[:k]]
    assert not any(a.overlaps(b) for a, b in pairs)


def test_without_a_curve_there_is_each_formula_once() -> None:
    panel = planned("curves: [elu, 'swish(beta=[0.5, 2])']\nnotes: {formula: on}")
    assert [each.left for each in panel.notes[0].equations] == [
        r"\mathrm{ELU}(x)",
        r"\mathrm{Swish}(x)",
    ]
    assert not any(each.given for each in panel.notes[0].equations)


def test_formulas_stand_where_they_are_asked_to_and_cover_nothing() -> None:
    text = "x: [-4, 4]\ny: [-2, 5]\ncurves: [elu]\nnotes: {curve: elu, formula: on, at: upper left}"
    scene = drawn(f"{text}\nsize: 140x95")
    assert not violations(scene)
    assert not scene.warnings
    parts = words_of(scene, "formula")
    assert len(parts) == 6
    area = scene.areas[0]
    assert all(words.box.right < area.center[0] < area.right for words in parts)
    assert [shape.role for shape in scene.shapes if "brace" in shape.role] == ["formula-brace"]


@pytest.mark.parametrize("x", [3.5, 4])
@pytest.mark.parametrize("y", [-1.5, -1, 3, 3.5, 4])
def test_the_label_of_a_line_keeps_clear_of_formulas_with_a_place(x: float, y: float) -> None:
    scene = drawn(
        f"x: [-6, 6]\ny: [-3, 6]\naxes: boxed\nsize: {{width: 140 mm}}\nlegend: none\n"
        f"curves: [elu]\nlines: [{{y: {y}, label: level}}]\n"
        f"notes: {{curve: elu, formula: on, at: [{x}, {y + 0.3}]}}"
    )
    (label,) = (words.box for words in scene.words if words.role == "line-label")
    formulas = union(words.box for words in scene.words if words.role == "formula")
    assert not label.overlaps(formulas)


def test_formulas_are_written_in_every_format_and_by_latex() -> None:
    text = "curves: [elu]\ntext: latex\nnotes: {curve: elu, formula: on, at: upper left}"
    files = render(plan(spec.read(text)), ["pdf", "svg", "png", "tex"], stem="a").files
    assert rb"\mathrm{ELU}(x)" in files["tex"]
    assert rb"\leq 0" in files["tex"]


OWN = """
let:
  f(x, a=1): {formula: x * sigmoid(a * x), title: Gate}
  g(x): f(x)^2
curves: [f, f(a=2), f', g, g(f)]
"""


def test_functions_of_let_have_the_formula_that_defines_them() -> None:
    made = [equation(each.curve) for each in planned(OWN).curves]
    assert [each.left for each in made] == [
        r"\mathrm{Gate}(x)", r"\mathrm{Gate}(x)", r"\mathrm{Gate}'(x)", "g(x)", "y",
    ]  # fmt: skip
    assert made[0].cases == made[1].cases == ((r"x\,\mathrm{Sigmoid}(a\,x)", ""),)
    assert [each.given for each in made[:2]] == ["", "a = 2"]
    assert made[3].cases == ((r"\mathrm{Gate}(x)^{2}", ""),)


@pytest.mark.parametrize("at", ["upper left", "upper right", "lower left", "lower right"])
@pytest.mark.parametrize("note", ["formula: on, curve: 1", "text: a text that is rather long here"])
@pytest.mark.parametrize("size", ["ieee", "140x95", "100x70"])
def test_what_is_wanted_in_a_corner_stands_in_its_half(at: str, note: str, size: str) -> None:
    scene = drawn(f"x: [-4, 4]\nsize: {size}\ncurves: [elu]\nnotes: {{{note}, at: {at}}}")
    box = union(words.box for words in scene.words if words.role in ("formula", "note"))
    area = scene.areas[0]
    assert (
        box.center[0] <= area.center[0] + 1
        if "left" in at
        else (box.center[0] >= area.center[0] - 1)
    )
    room = 0.12 * area.height
    assert (
        box.center[1] >= area.center[1] - room
        if "upper" in at
        else (box.center[1] <= area.center[1] + room)
    )


@pytest.mark.parametrize("legend", ["auto", "box", "outside lower"])
@pytest.mark.parametrize("size", ["", "size: {width: 110 mm}", "size: ieee", "size: 150x110"])
@pytest.mark.parametrize("curves", ["gelu, gelu'", "mish, silu, gelu'", "relu, gelu, elu, gelu'"])
def test_formulas_without_room_in_the_plot_stand_below_it(
    curves: str, size: str, legend: str
) -> None:
    scene = drawn(
        f"x: [-3, 3]\ncurves: [{curves}]\nnotes: {{formula: on}}\nlegend: {legend}\n{size}"
    )
    assert not violations(scene)
    assert not scene.warnings
    formulas = union(words.box for words in words_of(scene, "formula"))
    (area,) = scene.areas
    assert formulas.top < area.bottom or formulas.within(area)


def test_legends_stay_in_their_plots_where_only_formulas_stand_below() -> None:
    panels = "{curves: [gelu, gelu'], notes: {formula: on}}, {curves: [relu, x], legend: box}"
    scene = drawn(f"columns: 2\nx: [-3, 3]\npanels: [{panels}]\n")
    assert not violations(scene)
    formulas = union(words.box for words in words_of(scene, "formula"))
    lowest = min(area.bottom for area in scene.areas)
    assert formulas.top < lowest
    legends = [words.box for words in words_of(scene, "legend-label")]
    assert all(box.bottom > lowest for box in legends)


def test_a_legend_and_formulas_stand_below_each_other() -> None:
    panels = "{curves: [gelu, gelu'], notes: {formula: on}}, {curves: [relu, elu, selu]}"
    scene = drawn(f"columns: 2\nx: [-3, 3]\nlegend: box\npanels: [{panels}]\n")
    assert not violations(scene)
    formulas = union(words.box for words in words_of(scene, "formula"))
    legends = [words.box for words in words_of(scene, "legend-label")]
    assert formulas.top < min(box.bottom for box in legends if box.left < formulas.right)
    assert max(box.top for box in legends) < min(area.bottom for area in scene.areas)


def test_formulas_speak_of_the_variable_of_the_axis_and_have_the_decimal_mark() -> None:
    text = "xlabel: input $z$\ncurves: [silu, quick_gelu]\nnumbers: {decimal: ','}\n"
    (note,) = planned(f"{text}notes: {{formula: on}}").notes
    silu, quick = note.equations
    assert silu.left == r"\mathrm{SiLU}(z)"
    assert not {"x", "."} & set(
        "".join(value for plan in note.equations for value, _ in plan.cases)
    )
    assert "1{,}702" in quick.cases[0][0]
