"""Places at which a formula alone does not tell: 0/0, ties, poles, roots of 0, overflow."""

from __future__ import annotations

import math
from typing import Any

import mpmath as mp
import numpy as np
import pytest
from functions import function_of
from hypothesis import example, given, settings
from hypothesis import strategies as st

from actplot.activations import catalogue
from actplot.calculus.derivatives import derivatives, evaluate, prime
from actplot.expression import curves
from actplot.sampling.axis import Axis, Frame
from actplot.sampling.ends import far_out
from actplot.sampling.outline import outline

CATALOGUE = catalogue()


def at(text: str, x: Any, derivative: int = 0) -> np.ndarray:
    return evaluate(function_of(text), x, derivative)


# Functions of t that vanish at 0 alone, once, as jets and in many digits.
SIMPLE: dict[str, tuple[Any, Any]] = {
    "t": (lambda t: t, lambda t: t),
    "sin": (np.sin, mp.sin),
    "tan": (np.tan, mp.tan),
    "sinh": (np.sinh, mp.sinh),
    "tanh": (np.tanh, mp.tanh),
    "exp - 1": (lambda t: np.exp(t) - 1.0, mp.expm1),
    "expm1": (np.expm1, mp.expm1),
    "log(1 + t)": (lambda t: np.log(1.0 + t), mp.log1p),
    "t (2 + t)": (lambda t: t * (2.0 + t), lambda t: t * (2 + t)),
    "arctan": (np.arctan, mp.atan),
    "t exp(-t)": (lambda t: t * np.exp(-t), lambda t: t * mp.exp(-t)),
}
DISTANCES = np.array([1e-8, 1.1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.03, 0.1, 0.2, 0.3])
WAYS = {
    "f / g": lambda f, g: f / g,
    "f g^-1": lambda f, g: f * g**-1,
    "1 / (g / f)": lambda f, g: 1.0 / (g / f),
    "(1/g) / (1/f)": lambda f, g: (1.0 / g) / (1.0 / f),
}


def true_derivatives(f: Any, x: float, order: int) -> list[float]:
    with mp.workdps(90):
        rows = mp.taylor(f, mp.mpf(x), order)
        return [float(row * math.factorial(k)) for k, row in enumerate(rows)]


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(sorted(SIMPLE)),
    st.sampled_from(sorted(SIMPLE)),
    st.sampled_from(sorted(WAYS)),
    st.sampled_from([0.5, 1.0, 1.75]),
    st.sampled_from([0.5, 1.0, 1.25]),
    st.sampled_from([0.0, 0.0, 1.0, -0.5, 3.0]),
)
# The zero is known from few rows here, and the plain quotient is the better one.
@example("sin", "tan", "1 / (g / f)", 0.5, 1.0, 0.0)
@example("t exp(-t)", "arctan", "f / g", 0.5, 1.25, 0.0)
def test_a_quotient_near_a_common_zero(
    top: str, bottom: str, way: str, a: float, b: float, zero: float
) -> None:
    """Every derivative up to 4, down to 1e-8 from it, in whatever way it is written."""
    f, true_f = SIMPLE[top]
    g, true_g = SIMPLE[bottom]
    x = zero + np.concatenate([-DISTANCES, DISTANCES])
    expected = np.array(
        [
            true_derivatives(lambda x: true_f(a * (x - zero)) / true_g(b * (x - zero)), place, 4)
            for place in x
        ]
    ).T

    def quotient(x: Any) -> Any:
        return WAYS[way](f(a * (x - zero)), g(b * (x - zero)))

    for order in range(5):
        computed = evaluate(quotient, x, order)
        size = np.abs(expected[order]).max() + 1e-2
        # A quotient of two poles has lost digits before it is one.
        allowed = 1e-8 if "(1/" in way else 1e-9
        assert (np.abs(computed - expected[order]) <= allowed * size).all(), order


@pytest.mark.parametrize(
    ("text", "true"),
    [
        ("(1 - cos(x)) / x^2", lambda x: (1 - mp.cos(x)) / x**2),
        ("(1 - cos(x)) * x^-2", lambda x: (1 - mp.cos(x)) / x**2),
        ("(x - sin(x)) / x^3", lambda x: (x - mp.sin(x)) / x**3),
        ("x^2 / (1 - cos(x))", lambda x: x**2 / (1 - mp.cos(x))),
        ("(exp(x) - 1 - x) / (x * sin(x))", lambda x: (mp.expm1(x) - x) / (x * mp.sin(x))),
        ("1/x - 1/tan(x)", lambda x: 1 / x - mp.cot(x)),
        ("1/tanh(x) - 1/x", lambda x: mp.coth(x) - 1 / x),
        ("exp(sin(x)/x)^2", lambda x: mp.exp(mp.sin(x) / x) ** 2),
        ("x * (sin(x)/x)", lambda x: mp.sin(x)),
        ("tanh(sin(x)/x) / (1 + (exp(x) - 1)/x)",
         lambda x: mp.tanh(mp.sin(x) / x) / (1 + mp.expm1(x) / x)),
    ],
)  # fmt: skip
def test_zeros_of_higher_order_and_what_is_made_of_quotients(text: str, true: Any) -> None:
    x = np.concatenate([-DISTANCES, DISTANCES])
    expected = np.array([true_derivatives(true, place, 4) for place in x]).T
    for order in range(2, 5):
        computed = at(text, x, order)
        assert (
            np.abs(computed - expected[order]) <= 1e-9 * (np.abs(expected[order]).max() + 1e-2)
        ).all()


# Quotients whose common zero is no float as it is written, and their values a distance t from it.
UNROUNDED: dict[str, tuple[Any, Any]] = {
    "sin(x) / (x - pi)": (lambda: +mp.pi, lambda t: -mp.sinc(t)),
    "cos(x) / (x - pi/2)": (lambda: mp.pi / 2, lambda t: -mp.sinc(t)),
    "sin(pi*x) / (x - 1)": (lambda: 1, lambda t: -mp.pi * mp.sinc(mp.pi * t)),
    "sin(10pi*x) / (x - 0.1)": (
        lambda: mp.mpf(1) / 10,
        lambda t: -10 * mp.pi * mp.sinc(10 * mp.pi * t),
    ),
    "(x^2 - 1.44) / (x - 1.2)": (lambda: mp.mpf("1.2"), lambda t: t + mp.mpf("2.4")),
    "(x^2 - 1/9) / (x - 1/3)": (lambda: mp.mpf(1) / 3, lambda t: t + mp.mpf(2) / 3),
    "(x^2 - 2) / (x - sqrt(2))": (lambda: mp.sqrt(2), lambda t: t + 2 * mp.sqrt(2)),
    "(log(x) - log(3)) / (x - 3)": (lambda: 3, lambda t: mp.log1p(t / 3) / t),
    "(exp(x) - e) / (x - 1)": (lambda: 1, lambda t: mp.e * mp.expm1(t) / t),
    "(softplus(x) - log(2)) / x": (lambda: 0, lambda t: mp.log1p(mp.expm1(t) / 2) / t),
    "(atan(x) - pi/4) / (x - 1)": (lambda: 1, lambda t: mp.atan(t / (2 + t)) / t),
    "(x - pi) / sin(x)": (lambda: +mp.pi, lambda t: -1 / mp.sinc(t)),
}  # fmt: skip


@pytest.mark.parametrize("text", UNROUNDED)
def test_a_common_zero_may_be_a_number_that_is_no_float(text: str) -> None:
    zero, values = UNROUNDED[text]
    place = float(zero())
    x = place + np.concatenate([-DISTANCES, DISTANCES])
    expected = np.array([true_derivatives(lambda at: values(at - zero()), each, 4) for each in x]).T
    for order in range(5):
        size = np.abs(expected[order]).max() + 1e-2
        assert (np.abs(at(text, x, order) - expected[order]) <= 1e-9 * size).all(), order
        # At it there may be no value, but there is no pole.
        assert not np.isinf(at(text, np.array([place]), order)).any(), order


@pytest.mark.parametrize("primes", ["", "''", "''''"])
def test_a_common_zero_at_pi_is_drawn_without_a_gap(primes: str) -> None:
    curve = curves(f"(sin(x) / (x - pi)){primes}")[0]
    drawn = outline(curve.function, Frame(Axis(0.0, 6.0), Axis(-1.0, 1.0)))
    assert len(drawn.pieces) == 1
    assert not drawn.notes


@pytest.mark.parametrize(
    ("text", "x", "expected"),
    [("where(x > 0.1, (x^2 - 0.01) / (x - 0.1), 5)", 0.1, 5.0),
     ("where(x >= 0.3, 5, (x^2 - 0.09) / (x - 0.3))", 0.3, 5.0),
     ("sqrt(x - 0.1)", 0.1, 0.0), ("abs(x - 0.3) / (x - 0.3)", 0.3, np.nan),
     ("1 / (x - 0.1)", 0.1, np.inf)],
)  # fmt: skip
def test_a_formula_breaks_at_the_float_of_a_number(text: str, x: float, expected: float) -> None:
    np.testing.assert_equal(at(text, np.array([x])), [expected])


def test_a_derivative_of_a_quotient_is_drawn_without_a_bar() -> None:
    curve = curves("(sin(x)/x)''''")[0]
    drawn = outline(curve.function, Frame(Axis(-10.0, 10.0), Axis(-0.3, 0.3)))
    assert not drawn.notes
    assert sum(len(piece.knots) for piece in drawn.pieces) < 60
    heights = np.concatenate([piece.points[:, 1] for piece in drawn.pieces])
    assert heights.max() < 1.0
    assert heights.min() > 0.0


# Functions through |x| or a maximum, and the smooth function that they are.
SMOOTH = {
    "abs(x)^2": "x^2",
    "abs(x)^4": "x^4",
    "gaussian(abs(x))": "gaussian(x)",
    "cosh(abs(x))": "cosh(x)",
    "sinc(abs(x))": "sinc(x)",
    "cos(min(x, -x))": "cos(x)",
    "max(x^2, 0)": "x^2",
    "relu(x^2)": "x^2",
    "relu(x) + relu(-x) - abs(x)": "0 * x",
    "max(x, 0) - max(-x, 0)": "x",
    "max(cosh(x), cos(x))": "cosh(x)",
    "max(1 + x^2, 1)": "1 + x^2",
    "min(1 - x^4, 1)": "1 - x^4",
    "where(cosh(x) > cos(x), cosh(x), cos(x))": "cosh(x)",
    "where(x > 0, x^2, x * x)": "x^2",
    "(x * sign(x))^2": "x^2",
    "softsign(x)^2 - (x / (1 + abs(x)))^2": "0 * x",
}
ROOTS = {"sqrt(x^4)": "x^2", "cbrt(x^3)": "x", "cbrt(x^6)": "x^2", "sqrt(x^2)^2": "x^2",
    "(x^2)^1.5 * abs(x)": "x^4", "(x^4)^0.25 * abs(x)": "x^2",
    "sqrt(abs(x))^4": "x^2", "cbrt(x)^3": "x", "cbrt(x)^6 + sqrt(x^2)^2": "2 * x^2",
    "(abs(x)^0.25)^8": "x^2", "cbrt(sin(x)^2)^3": "sin(x)^2",
    "sqrt(1 - cos(x))^4": "(1 - cos(x))^2"}  # fmt: skip
NEAR_TIES = np.array([0.0, -0.0, 1e-9, -3e-9, 5e-9, -1.04e-8, 1.06e-8, 2e-8, -3e-8, 1e-6, 0.1])


@pytest.mark.parametrize("text", SMOOTH)
def test_a_tie_has_the_derivatives_on_which_both_sides_agree(text: str) -> None:
    for order in range(5):
        expected = at(SMOOTH[text], NEAR_TIES, order)
        computed = at(text, NEAR_TIES, order)
        np.testing.assert_allclose(computed, expected, rtol=1e-9, atol=1e-6, err_msg=str(order))
        again = at(f"({text}){chr(39) * order}", NEAR_TIES) if order else computed
        np.testing.assert_array_equal(again, computed)


@pytest.mark.parametrize("text", SMOOTH)
def test_what_is_smooth_at_a_tie_has_no_circles(text: str) -> None:
    for order in range(3):
        function = function_of(f"({text}){chr(39) * order}")
        drawn = outline(function, Frame(Axis(-2.0, 2.0), Axis(-30.0, 30.0)))
        assert not drawn.circles
        assert len(drawn.pieces) == 1


@pytest.mark.parametrize(
    ("text", "smooth"),
    [
        ("cbrt(sin(x)^3)", "sin(x)"),
        ("sqrt(sin(x)^4)", "sin(x)^2"),
        ("(sin(x)^2)^1.5 * abs(sin(x))", "sin(x)^4"),
        ("cbrt(tanh(x)^6)", "tanh(x)^2"),
        ("sqrt(x^4 + x^6)", "x^2 * sqrt(1 + x^2)"),
    ],
)
def test_a_root_is_drawn_without_a_bar_at_its_zero(text: str, smooth: str) -> None:
    for order in range(1, 5):
        primes, frame = chr(39) * order, Frame(Axis(-2.0, 2.0), Axis(-30.0, 30.0))
        drawn, wanted = (
            outline(function_of(f"({each}){primes}"), frame) for each in (text, smooth)
        )
        assert len(drawn.pieces) == 1
        assert not drawn.circles
        heights, true = (each.pieces[0].points[:, 1] for each in (drawn, wanted))
        assert abs(heights.min() - true.min()) < 2e-3
        assert abs(heights.max() - true.max()) < 2e-3


@pytest.mark.parametrize("text", ROOTS)
def test_a_root_near_its_zero_keeps_its_digits(text: str) -> None:
    x = np.array([-0.03, -1e-3, -2e-6, 3e-7, 5e-5, 0.011])
    for order in range(5):
        computed, wanted = at(text, x, order), at(ROOTS[text], x, order)
        np.testing.assert_allclose(computed, wanted, rtol=1e-9, atol=1e-6, err_msg=str(order))


@pytest.mark.parametrize(
    "text", ["log(x)^0", "sqrt(x)^0", "1^log(x)", "(log(x) - log(x))^0", "asin(x - 2)^0 + x"]
)
def test_a_power_of_what_is_undefined_is_undefined(text: str) -> None:
    for order in range(3):
        assert np.isnan(at(text, [-1.0, -0.25], order)).all()


def test_steps_without_end_have_no_slope() -> None:
    assert np.isnan(at("floor(log(x))", 0.0, 1)).all()
    assert np.isnan(at("ceil(1 / x)", 0.0, 2)).all()


@pytest.mark.parametrize("text", ROOTS)
def test_a_root_at_0_has_the_derivatives_on_which_both_sides_agree(text: str) -> None:
    for order in range(5):
        np.testing.assert_allclose(at(text, 0.0, order), at(ROOTS[text], 0.0, order), atol=1e-12)


@given(st.integers(1, 3), st.integers(1, 4), st.floats(-2.0, 2.0))
def test_at_a_corner_each_order_is_judged_alone(power: int, order: int, place: float) -> None:
    """exp(-|t|^p): where the sides differ the convention holds, where not their value."""
    computed = derivatives(lambda x: np.exp(-(np.abs(x - place) ** power)), place, order)
    sides = [
        derivatives(lambda x, s=s: np.exp(-((s * (x - place)) ** power)), place, order)
        for s in (-1.0, 1.0)
    ]
    for k in range(order + 1):
        if sides[0][k] == sides[1][k]:
            assert computed[k] == pytest.approx(sides[0][k], abs=1e-12)
        else:
            assert min(sides[0][k], sides[1][k]) <= computed[k] <= max(sides[0][k], sides[1][k])


INNER = ("log(x)", "sqrt(x)", "x^0.3", "log(x) - 2", "asin(x + 1) + 3", "1 / log(x)")


@pytest.mark.parametrize("name", CATALOGUE)
def test_what_is_undefined_stays_so_in_every_function(name: str) -> None:
    entry = CATALOGUE[name]
    others = [0.5] * (entry.inputs[0] - 1)
    given = {"w": (1.0, 2.0), "b": (0.0, 1.0)} if name == "maxout" else {}
    parameters = entry.settings(given, 1 + len(others))
    x = np.array([-3.0, -2.5, -1e-3 - 2.0])
    for inner in INNER:
        g = function_of(inner)
        assert np.isnan(evaluate(g, x)).all()

        def function(x: Any, inner: Any = g) -> Any:
            return entry(inner(x), *others, **parameters)

        for order in range(3):
            assert np.isnan(evaluate(function, x, order)).all(), (inner, order)


@pytest.mark.parametrize("outer", ["atan({})", "tanh({})", "sigmoid({})", "1/(1+exp({}))",
    "1/(1-exp({}))", "1/(2 + {})", "binary_step({})", "exp(-({})^2)", "erf({})"])  # fmt: skip
@pytest.mark.parametrize("inner", ["1/x", "-3/x", "x^-1", "1/x^3", "1/sin(x)", "(x + 0.1)/x"])
def test_nothing_makes_a_value_of_a_division_by_zero(outer: str, inner: str) -> None:
    text = outer.format(inner)
    for order in range(3):
        assert np.isnan(at(text, [0.0, -0.0], order)).all()
    drawn = outline(function_of(text), Frame(Axis(-2.0, 2.0), Axis(-2.0, 2.0)))
    assert not any(circle.closed for circle in drawn.circles if circle.x == 0.0)
    assert len(drawn.circles) == 2 * sum(b.kind == "jump" for b in drawn.breaks)


def test_a_number_too_small_for_a_float_is_no_zero() -> None:
    assert at("1/(1 + 1/exp(-x))", 800.0) == 0.0
    assert at("1/(1 + 1/sigmoid(-x))", 800.0) == 0.0
    assert np.isnan(at("tanh(1/relu(x))", -1.0))
    assert np.isnan(at("atan(log(relu(x)))", -1.0))
    assert at("exp(-1/x^2)", 1e-170) == 0.0
    assert at("where(x == 0, 1, sin(x)/x)", 0.0) == 1.0
    assert at("1/x", 0.0) == math.inf
    assert at("log(x)", 0.0) == -math.inf
    np.testing.assert_array_equal(at("atan(1/x)", [-np.inf, np.inf]), 0.0)


@pytest.mark.parametrize("root", ["sqrt(max(u, 0))", "sqrt(relu(u))", "cbrt(relu(u))",
    "signed_sqrt(relu(u))", "relu(u)^0.5", "relu(u)^0.3", "cbrt(u - u)",
    "sqrt(relu(u)^3)"])  # fmt: skip
def test_the_root_of_a_constant_0_is_constant(root: str) -> None:
    for inner in ("x", "x - 0.5", "sin(x) - 2", "-exp(x)"):
        text = root.replace("(u", f"(({inner})").replace("- u", f"- ({inner})")
        for order in range(4):
            np.testing.assert_array_equal(at(text, [-1.0, -0.25, -7.5], order), 0.0)


def test_the_tangent_of_a_root_at_0_is_vertical() -> None:
    assert at("cbrt(x)", 0.0, 1) == at("signed_sqrt(x)", 0.0, 1) == at("sqrt(x)", 0.0, 1) == np.inf


TAME: dict[str, Any] = {
    "log(1 + exp(x))": lambda x: mp.log(1 + mp.exp(x)),
    "log(cosh(x))": lambda x: mp.log(mp.cosh(x)),
    "(exp(x) - exp(-x)) / (exp(x) + exp(-x))": mp.tanh,
    "sinh(x) / cosh(x)": mp.tanh,
    "x * exp(x) / (1 + exp(x))": lambda x: x * mp.exp(x) / (1 + mp.exp(x)),
    "exp(-x) / (exp(-x) + exp(-2x))": lambda x: 1 / (1 + mp.exp(-x)),
    "2^x / (2^x + 1)": lambda x: 1 / (1 + mp.mpf(2) ** -x),
    "(exp(x)^2 - 1) / (exp(x)^2 + 1)": mp.tanh,
}
# The same, through what has corners.
TAME_AND_BROKEN: dict[str, Any] = {
    "log(sinh(abs(x))) - abs(x)": lambda x: mp.log(mp.sinh(abs(x))) - abs(x),
    "log(exp(max(x, 3)) + 1)": lambda x: mp.log1p(mp.exp(max(x, 3))),
    "log(cosh(where(x > 0, 2x, x)))": lambda x: mp.log(mp.cosh(2 * x if x > 0 else x)),
    "log(exp(-clip(x, -900, 900)) + 1)": lambda x: mp.log1p(mp.exp(-min(max(x, -900), 900))),
    "log(1 + exp(2000 * tanh(x)))": lambda x: mp.log1p(mp.exp(2000 * mp.tanh(x))),
}


@pytest.mark.parametrize("text", TAME | TAME_AND_BROKEN)
def test_an_overflow_on_the_way_is_none_at_the_end(text: str) -> None:
    x = np.array([-2000.0, -800.0, -300.0, -3.0, 0.5, 300.0, 709.0, 710.5, 800.0, 1e4])
    true = (TAME | TAME_AND_BROKEN)[text]
    expected = np.array([true_derivatives(true, place, 2) for place in x]).T
    for order in range(3):
        computed = at(text, x, order)
        assert (np.abs(computed - expected[order]) <= 1e-12 * np.abs(expected[order]) + 1e-13).all()
        assert (at(f"({text}){chr(39) * order}", x) == computed).all()
    drawn = outline(function_of(f"({text})'"), Frame(Axis(-1e3, 1e3), Axis(-2.0, 2.0)))
    assert len(drawn.pieces) == 1 or text in TAME_AND_BROKEN


def test_a_derivative_inside_knows_its_side() -> None:
    """The derivative of a corner is met from the other side where x is mirrored."""
    f = prime(np.abs)
    for sign in (-1.0, 1.0):
        computed = derivatives(lambda x, s=sign: x * f(s * x) * x * f(s * x), 0.0, 2)
        np.testing.assert_array_equal(computed, [0.0, 0.0, 2.0])


def test_a_piece_that_an_overflow_swallows_is_named() -> None:
    frame = Frame(Axis(-800.0, 800.0), Axis(0.0, 800.0))
    drawn = outline(curves("arcsinh(exp(x))")[0].function, frame)
    assert "is missing from x = " in drawn.notes[0]
    assert "800" in drawn.notes[0]
    # What has left the plot before, or has no value there by itself, is not missed.
    for text in ("exp(x)", "log(x)", "1/x", "log(1 + exp(x))", "sqrt(x)"):
        assert not outline(function_of(text), frame).notes


# What floats say far out is nothing, or all, of what these tend to.
AT_INFINITY: dict[str, tuple[float, float]] = {
    "(1 + 1/x)^x": (math.e, math.e),
    "(1 - 1/x)^(2x)": (math.exp(-2), math.exp(-2)),
    "x - log(cosh(x))": (-math.inf, math.log(2)),
    "x * log(1 + 1/x)": (1.0, 1.0),
    "x^2 * (1 - cos(1/x))": (0.5, 0.5),
    "x^3 * (1/x - sin(1/x))": (1 / 6, 1 / 6),
    "x * (exp(1/x) - 1)": (1.0, 1.0),
    "sqrt(x^2 + x) - x": (math.inf, 0.5),
    "x * (sqrt(x^2 + 1) - x)": (-math.inf, 0.5),
    "x^2 - sqrt(x^4 + x^2)": (-0.5, -0.5),
    "cbrt(x^3 + x^2) - x": (1 / 3, 1 / 3),
    "sqrt(abs(x)) * (sqrt(abs(x) + 1) - sqrt(abs(x)))": (0.5, 0.5),
    "(sqrt(1 + x^2) - 1) / sqrt(1 + x^2)": (1.0, 1.0),
    "exp(2x) * (1 - tanh(x))": (0.0, 2.0),
    "x * (pi/2 - atan(x))": (-math.inf, 1.0),
    "(x^2 + 3x)/(x + 1) - x": (2.0, 2.0),
    "x / (1e9 + abs(x))": (-1.0, 1.0),
    "sqrt(abs(x) + 1) - sqrt(abs(x))": (0.0, 0.0),
    "x - floor(x)": (math.nan, math.nan),
    "tanh(x / 1e6)": (-1.0, 1.0),
    "log(sinh(abs(x))) - abs(x)": (-math.log(2), -math.log(2)),
    "log(exp(max(x, -x)) + 1) - abs(x)": (0.0, 0.0),
    "x^x": (math.nan, math.inf),
    "x^(2x)": (math.nan, math.inf),
    "x^-x": (math.nan, 0.0),
    "(-x)^x": (0.0, math.nan),
    "(-2)^x": (math.nan, math.nan),
    "abs(x)^x": (0.0, math.inf),
}


@pytest.mark.parametrize("text", AT_INFINITY)
def test_a_limit_at_infinity_is_seen_though_its_digits_cancel_far_out(text: str) -> None:
    limits = at(text, np.array([-np.inf, np.inf]))
    np.testing.assert_allclose(limits, AT_INFINITY[text], rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("text", ["log(x) - log(x + 1)", "sqrt(-1 - x^2) - x", "asin(x) - x"])
def test_where_nothing_is_defined_there_is_no_limit_and_no_warning(text: str) -> None:
    assert np.isnan(at(text, np.array([-np.inf]))).all()


@pytest.mark.parametrize(("text", "value"), [("(1 + 1/x)^x", math.e), ("x * log(1 + 1/x)", 1.0)])
def test_an_asymptote_stands_at_the_limit(text: str, value: float) -> None:
    assert [line.value for line in far_out(function_of(text))] == [pytest.approx(value, rel=1e-9)]
