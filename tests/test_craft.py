"""Formulas and numbers as a textbook prints them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from planned import labels, planned

from actplot.expression import curves
from actplot.layout.compose import compose
from actplot.paint.embedding.setting import resolve
from actplot.paint.figure import in_force
from actplot.paint.text import LARGE, formula, measure, prepared
from actplot.plan.alt import heading


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("x*sin(x)", r"x\,\sin x"),
        ("x*sin(10x)", r"x\,\sin(10x)"),
        ("x*exp(-x)", r"x\,e^{-x}"),
        ("exp(-x/3)*cos(4x)", r"e^{-x / 3}\,\cos(4x)"),
        ("x*(1-x)", r"x\,(1 - x)"),
        ("2*3*x", r"2 \cdot 3\,x"),
        ("abs(x-1)'", r"|x - 1|'"),
        ("log(abs(x))", r"\ln\,|x|"),
        ("gelu(abs(x))", r"\mathrm{GELU}(|x|)"),
        ("1e5*x^2", r"10^{5}\,x^{2}"),
        ("2.5e6*x", r"2.5 \times 10^{6}\,x"),
        ("0.0001*x", r"10^{-4}\,x"),
        ("123456*x", r"123456x"),
        ("0.001*x", r"0.001\,x"),
        ("(x^3/3)'", r"\frac{d}{dx}\,\left(\frac{x^{3}}{3}\right)"),
        ("(x^3/3)''", r"\frac{d^{2}}{dx^{2}}\,\left(\frac{x^{3}}{3}\right)"),
        ("(x^3)'", r"(x^{3})'"),
        ("tanh(x/2)'", r"\frac{d}{dx}\,\tanh\left(\frac{x}{2}\right)"),
        ("gelu(x/2)''", r"\frac{d^{2}}{dx^{2}}\,\mathrm{GELU}\left(\frac{x}{2}\right)"),
        ("(2*tanh(x/2))'", r"\frac{d}{dx}\,\left(2\,\tanh\left(\frac{x}{2}\right)\right)"),
    ],
)
def test_formulas(text: str, tex: str) -> None:
    (curve,) = curves(text)
    assert curve.math == f"${tex}$"


def test_labels_speak_of_the_variable_of_the_axis() -> None:
    spec = 'xlabel: $z$\ncurves: [mish, exp(-x^2), {expr: relu, label: max of x}, "max(x, 0)"]\n'
    assert labels(spec) == [
        r"$\mathrm{Mish}(z)$", r"$e^{-z^{2}}$", "max of x", r"$\max(z, 0)$",
    ]  # fmt: skip
    assert labels("xlabel: $\\beta$\ncurves: [(x^2/3)']\n") == [
        r"$\frac{d}{d\beta}\,\left(\frac{\beta^{2}}{3}\right)$"
    ]


@pytest.mark.parametrize(
    ("xlabel", "variable"),
    [
        ("$z$", "z"), ("输入 $z$", "z"), ("input $z$", "z"), (r"angle $\theta$", r"\theta"),
        ("voltage $U$ / mV", "U"), ("time $t$ (s)", "t"), ("温度 $T$（开）", "T"), ("$u$, V", "u"),
        ("Zeit $t$ in s", "t"), ("logit $z_1$", "z_1"), ("$z_{12}$", "z_{12}"), ("$x$", "x"),
        (r"$x$ (in units of $\sigma$)", "x"), (r"multiples of $\sigma$", "x"), ("input", "x"),
        (r"$\sigma$ 的倍数", "x"), (r"time in $T$", "x"), ("$H(p)$", "x"),
        (r"$\omega/\omega_0$", "x"),
        ("$a$ and $b$", "x"), (r"input $\to$", "x"), (r"distance from $a$", "x"),
    ],
)  # fmt: skip
def test_the_variable_is_the_symbol_that_names_the_axis(xlabel: str, variable: str) -> None:
    r"""Words before it and a unit behind it leave it the variable; parts of a quantity are not."""
    assert labels(f"xlabel: '{xlabel}'\ncurves: [mish]\n") == [rf"$\mathrm{{Mish}}({variable})$"]


def test_a_letter_that_means_something_else_is_no_variable() -> None:
    spec = "xlabel: error $e$\ncurves: [exp(-x^2), sin(x)]\n"
    assert labels(spec) == ["$e^{-x^{2}}$", r"$\sin e$"]
    assert labels("xlabel: distance $d$\ncurves: [(x/3)', x]") == [
        r"$\frac{d}{dx}\,\left(\frac{x}{3}\right)$", "$d$"
    ]  # fmt: skip


def ticks(text: str, axis: str = "y") -> list[str]:
    (panel,) = planned(text).panels
    axis_plan = panel.x if axis == "x" else panel.y
    return [tick.text for tick in axis_plan.ticks if tick.text]


def test_ticks_that_are_written_stand_as_they_are_written() -> None:
    spec = "x: [0, 3]\naxes: {xticks: [1, 2.5, 3], yticks: [1, 6.25, 9]}\ncurves: [x^2]\n"
    assert (ticks(spec), ticks(spec, "x")) == (["1", "6.25", "9"], ["1", "2.5", "3"])


def test_a_log_axis_whose_ticks_are_written_has_no_others() -> None:
    powers = ", ".join(str(2**k) for k in range(11))
    spec = f"x: [1, 1024]\naxes: {{xscale: log, xticks: [{powers}]}}\ncurves: [log(x)]\n"
    (panel,) = planned(spec).panels
    assert [tick.value for tick in panel.x.ticks] == [2.0**k for k in range(11)]


def test_long_numbers_have_thin_spaces() -> None:
    spec = "x: [0, 20000]\naxes: boxed\ncurves: [log(1 + x)]\n"
    assert ticks(spec, "x")[-1] == "20\N{THIN SPACE}000"
    assert "5000" in ticks(spec, "x")


def test_powers_are_taken_out_of_small_numbers_too() -> None:
    (panel,) = planned("x: [0, 1]\naxes: boxed\ncurves: [0.001 * x]\n").panels
    assert panel.y.factor == r"$\times\,10^{-3}$"
    assert next(tick.text for tick in panel.y.ticks if tick.text) == "0"


def test_a_whole_number_among_long_ones_has_no_zeros_to_count() -> None:
    assert ticks("x: [-1, 1]\ncurves: [1 + 1e-4*x]\n") == [
        "0.99990", "0.99995", "1", "1.00005", "1.00010",
    ]  # fmt: skip
    # Up to three decimals are taken in with the others.
    assert "1.000" in ticks("x: [-1, 1]\ncurves: [1 + 0.002*x]\n")


def test_equal_axes_have_equal_ticks() -> None:
    spec = "x: [-1.5, 1.5]\naxes: {equal: true}\nsize: 80x80\ncurves: [arcsin(x), sin(x), x]\n"
    x, y = ticks(spec, "x"), ticks(spec, "y")
    assert x == ["−1.5", "−1.0", "−0.5", "0", "0.5", "1.0", "1.5"]
    assert set(x) >= set(y)
    assert len(y) > 4


def test_the_height_of_the_derivative_of_the_sigmoid_can_be_read_off() -> None:
    values = [float(text) for text in ticks("curves: [sigmoid, sigmoid']\n")]
    assert max(b - a for a, b in pairwise(values)) <= 0.25


def test_a_figure_without_a_title_is_titled_with_what_it_shows() -> None:
    assert heading(planned("curves: [sigmoid, sigmoid']\n")) == "Sigmoid and derivative of Sigmoid"
    many = heading(planned("curves: ['swish(beta=[1:2:9])']\n"))
    assert many.endswith(" and 4 more")
    assert many.count("Swish") == 5
    assert heading(planned("title: Mine\ncurves: [gelu]\n")) == "Mine"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (r"$\left|\dfrac{\partial L}{\partial w}\right|$", 2),
        (r"$\left\|\dfrac{x}{2}\right\|_2$", 4),
        (r"$\left|x\right|$", 0),
        ("$|x|$", 0),
        ("$e^{-|x|}$", 0),
        ("$f_{|x|}$", 0),
    ],
)
def test_bars_that_grow_are_rules(text: str, count: int) -> None:
    fonts = resolve(None, serif=True, texts=[text])
    with in_force(fonts.rc, fonts.faces):
        layout = formula(prepared(text))
        fractions = text.count("frac")
        rules = [rect for rect in layout.rects if rect[3] > rect[2]]
        assert len(layout.rects) == len(rules) + fractions
        assert len(rules) == count or text == r"$\left|x\right|$"
        for rule in rules:
            assert rule[2] < 0.08 * LARGE
            assert rule[3] > 0.9 * LARGE


SIGNS = [
    "(1, @2)", "[0, @x)", r"\{@1, @2\}", r"x\in[@1, @0.5]", r"x \to @\infty", r"x \leq @1",
    r"a \ne@b", r"S(1 \mid @1)", r"y \approx @0.17", r"2 \cdot @3", r"a \times @b", "1/@2",
    r"|@1| = 1", "x < @1", r"x \rightarrow @\infty", r"x \in @A", "a = @b", r"x \geqslant @1",
    "(@1)", r"\left(@1\right)",
]  # fmt: skip


@pytest.mark.parametrize("text", SIGNS)
def test_a_minus_behind_a_comma_or_a_relation_is_a_sign(text: str) -> None:
    texts = [f"${text.replace('@', sign)}$" for sign in ("-", "{-}", r"{-}\,")]
    texts = [t.replace(r"\ne", r"\neq") for t in texts]
    fonts = resolve(None, serif=True, texts=texts)
    with in_force(fonts.rc, fonts.faces):
        set_, sign, wide = (measure(t, 10).width for t in texts)
        assert set_ == pytest.approx(sign, abs=0.6)
        assert wide > set_ + 1.0


@pytest.mark.parametrize(
    "text", ["a - b", r"\alpha - 1", "f(x) - 1", r"\frac{1}{2} - x", "|x| - 1"]
)
def test_a_difference_keeps_its_room(text: str) -> None:
    texts = [f"${text}$", f"${text.replace(' - ', '{-}')}$"]
    fonts = resolve(None, serif=True, texts=texts)
    with in_force(fonts.rc, fonts.faces):
        assert measure(texts[0], 10).width > measure(texts[1], 10).width + 3


def test_everything_is_laid_out() -> None:
    """The rules above are those of figures, too."""
    figure = planned("curves: [x*exp(-x), log(abs(x))]\nx: [-3, 3]\n")
    fonts = resolve(None, serif=True, texts=[c.label for c in figure.panels[0].curves])
    with in_force(fonts.rc, fonts.faces):
        scene = compose(figure, measure)
    assert any(words.role == "curve-label" or "e^{-x}" in words.text for words in scene.words)
