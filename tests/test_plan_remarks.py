"""Curves that are surely not meant so are told of: the same twice, one that is constant."""

from __future__ import annotations

import pytest

from actplot import spec
from actplot.errors import Problem
from actplot.plan.figure import plan


def remarks(text: str) -> list[tuple[int, int, str]]:
    notes: tuple[Problem, ...] = plan(spec.read(text)).notes
    assert all(note.severity == "warning" for note in notes)
    return [(n.place.line, n.place.column, n.message) for n in notes if n.place]


@pytest.mark.parametrize(
    ("curves", "column", "message"),
    [
        ("[silu, swish]", 16, "swish is the same curve as silu, and hides it"),
        ("[relu, relu]", 16, "relu is drawn twice"),
        ("[silu, x * sigmoid(x)]", 16, "x * sigmoid(x) is the same curve as silu, and hides it"),
        (
            "[relu, leaky_relu(alpha=0)]", 16,
            "leaky_relu(alpha=0) is the same curve as relu, and hides it",
        ),
        ("['elu(alpha=[1, 1])']", 10, "elu(alpha=1) is drawn twice"),
        ("[1/x, x^-1]", 15, "x^(-1) is the same curve as 1 / x, and hides it"),
        ("[1e-9*x, 'x * 1e-9']", 18, "x * 1e-9 is the same curve as 1e-9 * x, and hides it"),
    ],
)  # fmt: skip
def test_the_same_curve_twice_is_told(curves: str, column: int, message: str) -> None:
    assert remarks(f"x: [-3, 3]\ncurves: {curves}") == [(2, column, message)]


@pytest.mark.parametrize(
    "curves",
    [
        "[gelu, jax.nn.gelu]",
        "[silu, swish(beta=1.001)]",
        "[exponential, exponential']",
        "[relu, relu']",
        "[1e-30 * x, 2e-30 * x]",
        "[log(x - 1), log(x - 2)]",
        "[1.5e308 * sin(x), -1.5e308 * sin(x)]",
    ],
)
def test_curves_that_only_come_near_are_not(curves: str) -> None:
    assert remarks(f"curves: {curves}") == []


def test_what_counts_is_the_range_that_is_drawn() -> None:
    assert remarks("x: [-1, 1]\ncurves: [hard_tanh, x]")
    assert remarks("x: [-2, 2]\ncurves: [hard_tanh, x]") == []


def test_of_three_of_a_kind_two_can_go() -> None:
    assert [column for _, column, _ in remarks("curves: [silu, swish, relu, silu]")] == [16, 29]


def test_panels_are_apart() -> None:
    assert remarks("panels: [{curves: [gelu]}, {curves: [gelu]}]") == []


def test_a_number_in_the_place_of_a_parameter_is_told() -> None:
    ((line, column, message),) = remarks("curves: [relu, leaky_relu(0.2)]")
    assert (line, column) == (1, 16)
    assert message == "leaky_relu(0.2) does not change with x"
    assert remarks("curves: [relu, 0.5, sigmoid(1)]") == []


@pytest.mark.parametrize(
    "text",
    [
        "curves: [relu, 1e308 * sin(x)]",
        "curves: [x^1000]",
        "curves: [x^1000]\naxes: {xscale: symlog, yscale: symlog}",
        "curves: [relu]\nlines: [{y: 1e308}, {y: -1e308}]",
    ],
)
def test_numbers_of_any_size_find_their_range(text: str) -> None:
    (panel,) = plan(spec.read(text)).panels
    assert -1e301 < panel.y.axis.low < panel.y.axis.high < 1e301


def test_an_inset_repeats_nothing() -> None:
    inset = "x: [-2, 2]\ninset: {x: [0.5, 1]}\n"
    assert [place[:2] for place in remarks(f"{inset}curves: [silu, swish]")] == [(3, 16)]
    assert remarks(f"{inset}curves: [relu, elu]") == []


@pytest.mark.parametrize("inset", ["{x: [-1, 1e100]}", "{x: [-1, 1], y: [0, 1e9]}"])
def test_an_inset_that_shows_far_more_than_its_panel_is_left_out(inset: str) -> None:
    text = f"inset: {inset}\ncurves: [relu]"
    ((line, column, message),) = remarks(text)
    assert (line, column) == (1, 8)
    assert message.startswith("the inset is left out")
    assert plan(spec.read(text)).panels[0].inset is None
