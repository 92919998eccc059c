"""What students' scripts get wrong, right: one test for each of their usual figures."""

from __future__ import annotations

import math

import numpy as np
import pytest
from functions import function_of
from planned import labels, planned

import actplot
from actplot.paint.figure import draw
from actplot.sampling.breaks import breaks


def at(expr: str, x: float, **more: int) -> float:
    return float(actplot.evaluate(expr, np.array([x]), **more)[0])


def test_sigmoid_and_derivative_have_one_name_each():
    scene = draw(planned("curves: [sigmoid, sigmoid']")).scene
    names = [w for w in scene.words if w.role.startswith(("label-", "legend-label"))]
    assert len(names) == 2
    assert at("sigmoid", 0) == 0.5
    assert at("sigmoid'", 0) == 0.25


def test_tanh_is_tanh_and_not_relu():
    assert at("tanh", -2) == pytest.approx(math.tanh(-2), rel=1e-15)
    assert at("tanh'", 1.5) == pytest.approx(1 - math.tanh(1.5) ** 2, rel=1e-14)


def test_the_derivative_of_relu_jumps_in_a_gap_with_two_circles():
    curve = planned("{x: [-4, 4], y: [-1, 4], curves: [relu']}").panels[0].curves[0]
    assert sorted(curve.outline.circles) == [(0, 0, True), (0, 1, False)]
    assert [piece.knots[[0, -1]].tolist() for piece in curve.outline.pieces] == [[-4, 0], [0, 4]]
    for piece in curve.outline.pieces:
        assert np.ptp(piece.points[:, 1]) == 0


@pytest.mark.parametrize(
    ("name", "slope"),
    [
        ("leaky_relu", 0.01),
        ("leaky_relu(alpha=0.3)", 0.3),
        ("keras.layers.LeakyReLU", 0.3),
        ("torch.nn.LeakyReLU", 0.01),
    ],
)
def test_the_slope_of_leaky_relu_is_the_one_that_is_said(name, slope):
    assert at(name, -5) == pytest.approx(-5 * slope, rel=1e-15)
    if slope != 0.01:
        assert str(slope) in labels(f"curves: ['{name}']")[0]


def test_elu_is_linear_above_zero_and_saturates_below():
    assert at("elu(alpha=0.3)", -5) == pytest.approx(0.3 * math.expm1(-5), rel=1e-15)
    assert at("elu(alpha=0.3)", -5) == pytest.approx(-0.298, abs=5e-4)
    assert at("elu(alpha=0.3)", 4.9) == 4.9


def test_the_derivative_of_elu_is_continuous_for_alpha_one_only():
    [jump] = breaks(function_of("elu(alpha=0.3)'"), -5, 5)
    assert (jump.x, jump.kind) == (0, "jump")
    assert (jump.left[0], jump.right[0]) == (pytest.approx(0.3), 1)
    kinds = [b.kind for b in breaks(function_of("elu'"), -5, 5)]
    assert "jump" not in kinds


def test_prelu_is_one_curve_a_channel():
    curves = planned('curves: ["prelu(a=[0.25, 0.1])"]').panels[0].curves
    assert [float(curve.curve.function(np.array(-2.0))) for curve in curves] == [-0.5, -0.2]


def test_softmax_does_not_depend_on_the_grid():
    logits = np.exp([1.5, 0.0, 1.0])
    for count in (3, 1000):
        x = np.linspace(1.5, 9, count)
        assert actplot.evaluate("softmax(x, 0, 1)", x)[0] == pytest.approx(
            logits[0] / logits.sum(), rel=1e-14
        )
    parts = [at(f"softmax(x, 0, 1, component={k})", 1.5) for k in (1, 2, 3)]
    assert sum(parts) == pytest.approx(1, rel=1e-15)


def test_swish_is_unbounded_with_its_dip_at_the_right_depth():
    assert at("swish(beta=2)", 10) == pytest.approx(10 / (1 + math.exp(-20)), rel=1e-15)
    for beta in (0.5, 1, 3):
        x = np.linspace(-3 / beta, 0, 100_001)
        dip = actplot.evaluate(f"swish(beta={beta})", x).min()
        assert dip == pytest.approx(-0.27846454276107 / beta, rel=1e-8)


def test_maxout_is_the_largest_of_its_affine_pieces():
    x = np.linspace(-4, 4, 401)
    values = actplot.evaluate("maxout(x, w=[1, 2, -1], b=[0, 0.5, 1])", x)
    assert np.array_equal(values, np.max([x, 2 * x + 0.5, 1 - x], axis=0))


def test_softplus_is_ln_two_at_zero():
    assert at("softplus", 0) == pytest.approx(math.log(2), rel=1e-15)
    assert at("softplus", 3) == pytest.approx(math.log1p(math.exp(3)), rel=1e-15)


def test_gelu_is_exact_and_its_approximation_says_so():
    phi = 0.5 * math.erfc(-1.5 / math.sqrt(2))
    assert at("gelu", 1.5) == pytest.approx(1.5 * phi, rel=1e-15)
    x = np.linspace(-4, 4, 2001)
    apart = np.abs(actplot.evaluate("gelu", x) - actplot.evaluate("gelu_tanh", x)).max()
    assert apart == pytest.approx(4.7e-4, rel=0.02)
    exact, approximate = labels("curves: [gelu, gelu_tanh]")
    assert exact != approximate
    assert "tanh" in approximate


def test_silu_is_x_times_sigmoid_and_says_its_name():
    assert at("silu", -1.3) == pytest.approx(-1.3 / (1 + math.exp(1.3)), rel=1e-15)
    assert all("SiLU" in label for label in labels("curves: [silu, silu']"))


def test_relu_then_sigmoid_starts_at_one_half_with_a_corner_at_zero():
    assert at("sigmoid(relu(x))", -3) == 0.5
    [corner] = breaks(function_of("sigmoid(relu(x))"), -4, 4)
    assert (corner.x, corner.kind) == (0, "corner")
    [jump] = breaks(function_of("sigmoid(relu(x))'"), -4, 4)
    assert (jump.x, jump.kind) == (0, "jump")


def test_the_file_has_the_name_of_the_spec(tmp_path):
    spec = tmp_path / "my figure.yaml"
    spec.write_text("curves: [relu]", encoding="utf-8")
    [written] = actplot.render(spec, output=tmp_path / "my figure", formats=["svg"])
    assert written.name == "my figure.svg"


def test_axes_through_the_origin_share_one_zero_that_nothing_strikes():
    scene = draw(planned("{x: [-4, 4], curves: [tanh, tanh']}")).scene
    assert [w.role for w in scene.words if w.text == "0"] == ["zero"]
