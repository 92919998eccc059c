"""The text for those who cannot see the figure."""

from __future__ import annotations

import re

import pytest

from actplot.facts import chinese
from actplot.plan.alt import alternative, plain
from actplot.plan.figure import plan
from actplot.spec import read


def alt(text: str) -> str:
    return alternative(plan(read(text, name="figure")))


def test_curves_ranges_and_remarkable_points_are_said():
    assert alt("{x: [-4, 4], curves: [gelu]}") == (
        "GELU for x from −4 to 4. GELU has its minimum −0.17 at x = −0.752."
    )


def test_jumps_corners_and_poles_are_said():
    assert "has a corner at x = 0" in alt("curves: [relu]")
    assert "jumps at x = 0" in alt("curves: [relu']")
    assert "is unbounded" in alt("{x: [-3, 3], curves: [1/x]}")


def test_panels_are_told_apart_and_many_curves_only_named():
    text = alt("panels: [{curves: [relu, elu, selu]}, {curves: [gelu, silu, mish]}]")
    assert text.startswith("Panel 1: ReLU, ELU and SELU for x from ")
    assert "Panel 2: GELU, SiLU and Mish for x" in text
    assert "minimum" not in text


def test_a_text_of_ones_own_stands():
    assert alt("{alt: my words, curves: [relu]}") == "my words"


def test_a_logarithmic_axis_is_said():
    assert "logarithmic y axis" in alt(
        "{x: [-5, 5], y: [1e-4, 1], axes: {yscale: log}, curves: [sigmoid]}"
    )


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            r"激活函数 $\sigma(x)=\frac{1}{1+e^{-x}}$ 及其导数",
            "激活函数 σ(x)=1 / (1+e^(−x)) 及其导数",
        ),
        ("costs 5$", "costs 5$"),
        (r"$\frac{1$", r"\frac{1"),
        ("no formula", "no formula"),
    ],
)
def test_formulas_are_said_without_latex(title, text):
    assert plain(title) == text


def in_chinese(text: str) -> str:
    return chinese.alternative(plan(read(text, name="figure")), "zh")


def test_a_figure_is_told_in_chinese() -> None:
    assert in_chinese("{x: [-4, 4], curves: [gelu, elu(alpha=0.5)'', relu]}") == (
        "GELU、ELU（alpha = 0.5）的二阶导数和 ReLU，x 从 −4 到 4。"
        "GELU 在 x = −0.752 处取极小值 −0.17。"
        "ELU（alpha = 0.5）的二阶导数在 x = 0 处跳跃。ReLU 在 x = 0 处有角点。"
    )
    assert in_chinese("{alt: my words, curves: [relu]}") == "my words"


EVERYTHING = """
x: [-3, 3]
panels:
  - {curves: [1/x, relu', gelu'], y: [1e-3, 1]}
  - {curves: ["gelu(relu)", "tanh\'\'\'", "tanh\'\'\'\'", elu(alpha=0.5)]}
  - {curves: [gelu, silu], axes: {xscale: log}, x: [1, 10]}
  - {curves: [elu], axes: {yscale: log}, y: [0.1, 10]}
  - {curves: [exp(x)], axes: {xscale: log, yscale: log}, x: [1, 10]}
  - {curves: [relu', "1/(x^2-1)"], asymptotes: on}
  - {curves: [tanh], points: [{curve: 1, x: 0}, {x: 1, y: 2}], tangents: [{curve: 1, x: 0}]}
  - {curves: [], y: [0, 1], points: [{x: [0, 1], y: [0, 1], error: [0.1, 0.1], label: 测量}]}
  - {curves: [], y: [0, 1], points: [{x: [0, 1], y: [0, 1]}]}
  - {curves: [sin(x)], points: {curve: 1, x: zero}, x: [-20, 20]}
  - {curves: [tan(x)], x: [-20, 20], asymptotes: on}
  - {curves: [exp(x) + 1], y: [-1, 4], asymptotes: on}
"""
FEW = "{x: [-3, 3], curves: [1/x, elu'', 'where(x > 1, x - 3, x^3 - x)', relu]}"


def test_all_that_is_told_has_its_words_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, say = set[str](), chinese.say

    def heard(text: str, lang: str) -> str:
        asked.add(text)
        return say(text, lang)

    monkeypatch.setattr(chinese, "say", heard)
    for spec in (EVERYTHING, FEW):
        description = in_chinese(spec)
        assert not re.search("[.;]( |$)| and | at ", description), description
        assert not re.search("[\u4e00-\u9fff] [\u4e00-\u9fff]", description), description
    assert asked == {*chinese.tables()["alt"]}
