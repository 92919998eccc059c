"""Numbers in labels as one would write them, and circles that do not hide each other."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from planned import laid_out

import actplot
from actplot.expression import curves
from actplot.expression.arithmetic import exact, value
from actplot.expression.nodes import Number
from actplot.expression.text import text
from actplot.facts.numerals import setting


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_is_written_exactly(number: float) -> None:
    assert value(exact(number)) == number


@given(st.integers(-60, 60), st.sampled_from([3, 6, 7, 9, 11, 12]))
def test_fractions_are_written_as_such(top: int, bottom: int) -> None:
    assert value(exact(top / bottom)) == top / bottom
    if math.gcd(top, bottom) == 1:
        assert text(exact(top / bottom)) == f"{top} / {bottom}"


@given(st.integers(1, 12), st.sampled_from([1, 2, 3, 4, 6]))
def test_multiples_of_pi_are_written_as_such(top: int, bottom: int) -> None:
    assert "pi" in text(exact(top * math.pi / bottom))


@given(st.integers(-10000, 10000), st.sampled_from([10, 100, 1000]))
def test_short_decimals_stay(top: int, bottom: int) -> None:
    assert isinstance(exact(abs(top) / bottom), Number)


@pytest.mark.parametrize(
    ("number", "written"),
    [(1 / 6, "1/6"), (-2 / 3, "-2/3"), (math.pi, "π"), (2 * math.pi, "2 π"), (0.01, "0.01")],
)
def test_the_value_of_a_parameter(number: float, written: str) -> None:
    assert setting(number) == written


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("torch.nn.Hardsigmoid", r"$\mathrm{Hard\ sigmoid}(x),\ \mathrm{slope} = 1 / 6$"),
        ("jnp.sinc", r"$\mathrm{Sinc}(x),\ \omega = \pi$"),
        ("torch.sinc'", r"$\mathrm{Sinc}'(x),\ \omega = \pi$"),
        ("hard_sigmoid", r"$\mathrm{Hard\ sigmoid}(x)$"),
    ],
)
def test_labels_of_frameworks(name: str, label: str) -> None:
    assert curves(name)[0].math == label


@pytest.mark.parametrize("height", [0.0, 0.001, 0.01, 0.02, 0.05, 0.2, 0.5])
def test_a_circle_never_covers_the_value(height: float) -> None:
    text = f"x: [-1, 1]\ny: [-1, 1]\ncurves: ['where(x > 0, {height}, 0)']\n"
    scene = laid_out(text)
    centres = {
        kind: [
            (shape.points.min(axis=0) + shape.points.max(axis=0)) / 2
            for shape in scene.shapes
            if shape.role.startswith(f"{kind}-circle")
        ]
        for kind in ("open", "closed")
    }
    assert len(centres["closed"]) == (height > 0)
    assert all(
        np.hypot(*(one - other)) > 2.0 for one in centres["open"] for other in centres["closed"]
    )
    if height > 0.2:
        assert centres["open"]
    if height < 0.02:
        assert not centres["open"]


def test_labels_say_what_is_computed() -> None:
    x = np.linspace(-4, 4, 9)
    for name in ("torch.nn.Hardsigmoid", "jnp.sinc", "onnx.HardSigmoid", "mxnet.hard_sigmoid"):
        written = curves(name)[0].text
        np.testing.assert_array_equal(actplot.evaluate(name, x), actplot.evaluate(written, x))
