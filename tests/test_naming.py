"""What curves are called, and how numbers are printed in all that actplot writes by itself."""

from __future__ import annotations

import re

import numpy as np
import pytest
from planned import labels, laid_out, planned

from actplot.activations import catalogue
from actplot.calculus.derivatives import evaluate
from actplot.expression import curves
from actplot.expression.tex import letter
from actplot.plan.numerals import Numerals
from actplot.plan.texts import texts

NAMES = [r"$\mathrm{Sigmoid}(x)$", r"$\mathrm{Sigmoid}'(x)$", r"$\mathrm{GELU}(x)$", "$x^{2}$"]
SYMBOLS = [r"$\sigma(x)$", r"$\sigma'(x)$", r"$\mathrm{GELU}(x)$", "$x^{2}$"]
FOUR = "curves: [sigmoid, sigmoid', gelu, x^2]\n"


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        ("", NAMES),
        ("labels: names", NAMES),
        ("labels: symbols", SYMBOLS),
        ("labels: {text: symbols}", SYMBOLS),
        ("labels: none", [""] * 4),
        ("labels: off", [""] * 4),
    ],
)  # fmt: skip
def test_labels_of_all_curves(wanted: str, shown: list[str]) -> None:
    assert labels(FOUR + wanted) == shown


def test_a_label_of_its_own_goes_before() -> None:
    text = "labels: none\ncurves: [{expr: gelu, label: mine}, relu, {expr: silu, label: auto}]"
    assert labels(text) == ["mine", "", ""]


def test_formulas_are_those_of_the_catalogue() -> None:
    formulas = labels("labels: formulas\ncurves: [silu, relu, silu', 'elu(alpha=0.5)', x^2 + 1]")
    assert formulas == [
        r"$\frac{x}{1 + e^{-x}}$",
        r"$\max(x, 0)$",
        formulas[2],
        r"$x\ \mathrm{if}\ x > 0,\ \alpha\,(e^{x} - 1)\ \mathrm{if}\ x \leq 0,\ \alpha = 0.5$",
        "$x^{2} + 1$",
    ]
    assert r"\mathrm{SiLU}" not in formulas[2]


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_every_entry_can_be_labelled_by_its_formula(name: str) -> None:
    entry = catalogue()[name]
    laid_out(f"labels: formulas\nlegend: box\ncurves: ['{entry.example}']")


def test_families_take_letters_too() -> None:
    figure = planned("labels: symbols\ncurves: ['sigmoid(softplus(beta=[1, 2]))', gelu]")
    first = figure.panels[0].curves[0].label
    assert first == r"$\sigma(\mathrm{Softplus}(x)),\ \beta = 1$"
    alone = planned("labels: symbols\ncurves: ['x * sigmoid(softplus(x, beta=[1, 2]))']")
    assert alone.panels[0].y.name == r"$x\,\sigma(\mathrm{Softplus}(x))$"


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("heaviside", "Heaviside"), ("unit_step", r"Unit\ step"), ("binary_step", r"Binary\ step"),
        ("Heaviside", "Heaviside"), ("torch.heaviside", r"Binary\ step"), ("logistic", "Logistic"),
        ("sigmoid", "Sigmoid"), ("lrelu", r"Leaky\ ReLU"), ("torch.nn.Sigmoid", "Sigmoid"),
    ],
)  # fmt: skip
def test_the_name_that_is_used_is_the_label(written: str, label: str) -> None:
    (curve,) = curves(written)
    assert curve.math == rf"$\mathrm{{{label}}}(x)$"


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_what_formulas_call_an_entry_is_one_of_its_names(name: str) -> None:
    entry = catalogue()[name]
    assert set(entry.called) <= set(entry.aliases)


@pytest.mark.parametrize(
    ("decimal", "group", "given", "printed"),
    [
        (".", "none", "1234567.25", "1234567.25"),
        (",", "none", "−0.5", "−0,5"),
        (".", "thin", "9999", "9999"),
        (".", "thin", "10000", "10\u2009000"),
        (".", "comma", "−1234567.25", "−1,234,567.25"),
        (",", "thin", "1234567.25", "1\u2009234\u2009567,25"),
        (",", "thin", "$x, 12345.5$ or 0.5", r"$x, 12\,345{,}5$ or 0,5"),
        (".", "comma", r"$12345 \cdot x^{2}$", r"$12{,}345 \cdot x^{2}$"),
        (",", "none", r"$1.5\times 10^{-7}$", r"$1{,}5\times 10^{-7}$"),
        # What follows a number in a formula is a factor.
        (",", "thin", r"$10000e^{-1.5x}$", r"$10\,000e^{-1{,}5x}$"),
        (",", "thin", r"$\mathrm{ReLU6}(12345a_{0.5})$", r"$\mathrm{ReLU6}(12\,345a_{0{,}5})$"),
        (",", "thin", "adam0.5 12345k", "adam0.5 12345k"),
    ],
)
def test_numbers_are_printed_as_wanted(decimal: str, group: str, given: str, printed: str) -> None:
    assert Numerals(decimal, group).printed(given) == printed


WHOLE = """
x: [-20000, 40000]
axes: {yticks: 0.25}
curves: ["softmax(x/10000, 0, 1, temperature=[0.25, 0.5])", {expr: sigmoid(x / 12500), label: "own 1.5"}]
points: [{curve: 3, x: 12500, label: auto}]
tangents: [{curve: 3, x: 0, label: auto}]
"""  # noqa: E501


def test_the_mark_is_the_same_everywhere() -> None:
    for numbers in ("numbers: {decimal: ',', group: thin}", "axes: {yticks: 0.25, decimal: ','}"):
        text = WHOLE.replace("axes: {yticks: 0.25}\n", "") if "axes" in numbers else WHOLE
        drawn = [each for each in texts(planned(text + numbers)) if each != "own 1.5"]
        assert any(each == "0,25" for each in drawn)
        assert not [each for each in drawn if "0.25" in each or "0.5" in each or "12.5" in each]
    parted = texts(planned(WHOLE + "numbers: {group: thin}"))
    assert "20\u2009000" in parted
    assert r"$(12\,500, 0.731)$" in parted
    assert "own 1.5" in parted


@pytest.mark.parametrize(
    ("ticks", "shown"),
    [
        ("2/3", [r"$-\frac{2}{3}$", "0", r"$\frac{2}{3}$"]),
        ("1/2", ["−1", r"$-\frac{1}{2}$", "0", r"$\frac{1}{2}$", "1"]),
        ("0.5", ["−1.0", "−0.5", "0", "0.5", "1.0"]),
        ("[-1/4, 0, 0.5]", [r"$-\frac{1}{4}$", "0", r"$\frac{1}{2}$"]),
        ("pi/4", [r"$-\frac{\pi}{4}$", "0", r"$\frac{\pi}{4}$"]),
        ("π/4", [r"$-\frac{\pi}{4}$", "0", r"$\frac{\pi}{4}$"]),
    ],
)  # fmt: skip
def test_ticks_in_fractions(ticks: str, shown: list[str]) -> None:
    figure = planned(f"x: [-1, 1]\naxes: {{xticks: {ticks}}}\ncurves: tanh")
    assert [tick.text for tick in figure.panels[0].x.ticks] == shown


def test_undefined_is_a_gap() -> None:
    figure = planned('x: [-2, 2]\ncurves: ["where(abs(x) > 1, x, nan)"]')
    (curve,) = figure.panels[0].curves
    assert [(piece.knots[0], piece.knots[-1]) for piece in curve.outline.pieces] == [(-2.0, -1.0), (1.0, 2.0)]  # fmt: skip # noqa: E501
    values = evaluate(curve.curve.function, np.array([-1.5, 0.0, 1.5]))
    assert np.isnan(values).tolist() == [False, True, False]


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_every_letter_of_a_formula_has_its_value(name: str) -> None:
    """A figure shows one curve, not the definition of many: a default is a value, too."""
    entry = catalogue()[name]
    for label in labels(f"labels: formulas\ncurves: ['{entry.example}']"):
        for parameter in entry.parameters:
            sign = letter(parameter.name)
            used = re.search(rf"(?<![A-Za-z\\]){re.escape(sign)}(?![A-Za-z_=])", label)
            if used and isinstance(parameter.default, float):
                assert f"{sign} = " in label
