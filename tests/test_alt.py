"""The text for those who cannot see the figure."""

from __future__ import annotations

import pytest

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
    ("title", "said"),
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
def test_formulas_are_said_without_latex(title, said):
    assert plain(title) == said
