"""Beside zeros and poles that are no floats, every derivative is that of the true function."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import mpmath as mp
import numpy as np
import pytest
from functions import function_of
from hypothesis import given, settings
from hypothesis import strategies as st

from actplot.calculus.derivatives import derivatives, evaluate
from actplot.sampling.axis import Axis, Frame
from actplot.sampling.outline import outline

# Functions with a simple zero, in many digits, and where it is.
ZEROS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "sin(x)": (mp.sin, "pi"),
    "cos(3 * x)": (lambda x: mp.cos(3 * x), "pi / 6"),
    "(x^2 - 2)": (lambda x: x**2 - 2, "sqrt(2)"),
    "(x^3 - 3)": (lambda x: x**3 - 3, "cbrt(3)"),
    "(exp(x) - 2)": (lambda x: mp.exp(x) - 2, "log(2)"),
    "(log(x) - 1)": (lambda x: mp.log(x) - 1, "e"),
    "tanh(x - 1)": (lambda x: mp.tanh(x - 1), "1"),
    "(x * sigmoid(x) - 1)": (lambda x: x / (1 + mp.exp(-x)) - 1, "1.2784645427610738"),
}
# What is made of such a function, in text and in many digits, the same for positive values
# as for negative ones where there is no |u|.
ROOTS: dict[str, Callable[[Any], Any]] = {
    "cbrt(u^3)": lambda u: u,
    "cbrt(u^6)": lambda u: u**2,
    "sqrt(u^2)": abs,
    "sqrt(u^4)": lambda u: u**2,
    "(u^2)^1.5": lambda u: abs(u) ** 3,
    "(u^4)^0.25 * u": lambda u: u * abs(u),
    "sqrt(u * u)": abs,
    "sqrt(u^2 + (2 * u)^2)": lambda u: mp.sqrt(5) * abs(u),
    "abs(u)^3": lambda u: abs(u) ** 3,
    "cbrt(u)^3": lambda u: u,
    "cbrt(u^3 + u^5)": lambda u: u * mp.cbrt(1 + u**2),
    "sqrt(1 - cos(u))": lambda u: mp.sqrt(2) * abs(mp.sin(u / 2)),
    "sqrt(u^2) / u": lambda u: mp.sign(u),
    "cbrt(u^3) / tan(u)": lambda u: u / mp.tan(u),
    "cbrt(u - sin(u))": lambda u: mp.sign(u) * mp.cbrt(abs(u - mp.sin(u))),
    "exp(sqrt(u^4)) - 1": lambda u: mp.expm1(u**2),
}
POLES: dict[str, Callable[[Any], Any]] = {
    "x / (1/u)": lambda x, u: x * u,
    "u / (1/u)": lambda x, u: u**2,
    "1 / (1 + 1/u)": lambda x, u: u / (1 + u),
    "1 / (1/u + 1/(x + 1))": lambda x, u: u * (x + 1) / (u + x + 1),
    "1 / (1/u - x)": lambda x, u: u / (1 - x * u),
    "u * (1/u)": lambda x, u: mp.mpf(1),
    "(1/u) / (1/tan(u))": lambda x, u: mp.tan(u) / u,
    "sin(u) / u": lambda x, u: mp.sin(u) / u,
    "u^2 / (exp(u) - 1 - u)": lambda x, u: u**2 / (mp.expm1(u) - u),
    "(u - tanh(u)) / u^3": lambda x, u: (u - mp.tanh(u)) / u**3,
    "(2 - 2 * cos(u) - u^2) / u^4": lambda x, u: (2 - 2 * mp.cos(u) - u**2) / u**4,
}  # fmt: skip
OFFSETS = [0.0, 1e-15, 1.3e-13, 1e-11, 2e-9, 1e-8, 1e-6, 3e-4, 0.01, 0.1]


def places(zero: str, offsets: list[float]) -> np.ndarray:
    """Floats so far from a zero, the nearest one among them."""
    nearest = float(evaluate(function_of(zero), 0.0))
    return np.array([nearest + sign * each for each in offsets for sign in (-1.0, 1.0)])


def derivative(f: Callable[[Any], Any], x: float, order: int) -> float:
    with mp.workdps(120):
        return float(mp.taylor(f, mp.mpf(x), order)[order] * math.factorial(order))


def judge(text: str, true: Callable[[Any], Any], x: np.ndarray, order: int) -> None:
    wanted = np.array([derivative(true, place, order) for place in x])
    computed = evaluate(function_of(text), x, order)
    allowed = 1e-9 * (np.abs(wanted).max() + 1e-2)
    np.testing.assert_allclose(computed, wanted, rtol=0.0, atol=allowed, err_msg=f"{text} {order}")


def beside_zeros(formulas: dict[str, Any]) -> Callable[[Any], Any]:
    """Try a zero, one of the formulas, an order and three offsets, for 60 such examples."""
    examples = given(
        st.sampled_from(sorted(ZEROS)),
        st.sampled_from(sorted(formulas)),
        st.integers(0, 4),
        st.lists(st.sampled_from(OFFSETS), min_size=3, max_size=3),
    )
    return lambda test: settings(max_examples=60, deadline=None)(examples(test))


@beside_zeros(ROOTS)
def test_a_root_beside_a_zero_that_is_no_float(
    inner: str, root: str, order: int, offsets: list[float]
) -> None:
    """The root of a power is a power: the derivatives are those on the side of the place."""
    u, zero = ZEROS[inner]
    x = places(zero, offsets)
    # Where the floats are 0, a quotient has its hole, and |u| its corner.
    x = x[derivatives(function_of(inner), x, 0)[0] != 0.0]
    if len(x):
        judge(root.replace("u", inner), lambda t: ROOTS[root](u(t)), x, order)


@beside_zeros(POLES)
def test_a_quotient_beside_a_pole_that_is_no_float(
    inner: str, quotient: str, order: int, offsets: list[float]
) -> None:
    u, zero = ZEROS[inner]
    x = places(zero, [each for each in offsets if each > 1e-14] or [1e-10])
    judge(quotient.replace("u", inner), lambda t: POLES[quotient](t, u(t)), x, order)


@pytest.mark.parametrize("inner", sorted(ZEROS))
def test_no_distance_from_a_zero_lies_between_two_ways(inner: str) -> None:
    """Where an expansion about the zero ends, twice the digits must still be enough."""
    u, zero = ZEROS[inner]
    for distance in (3e-4, 4e-4, 6e-4, 1e-3, 1.5e-3, 2e-3, 3e-3, 5e-3, 0.02):
        x = places(zero, [distance])
        for quotient, true in POLES.items():
            for order in range(5):
                judge(quotient.replace("u", inner), lambda t, f=true: f(t, u(t)), x, order)


TOUCHING = [
    ("min(tanh(x), x)", lambda x: min(mp.tanh(x), x)),
    ("max(tanh(x), sin(x))", lambda x: max(mp.tanh(x), mp.sin(x))),
    ("max(sin(x), x)", lambda x: max(mp.sin(x), x)),
    ("min(exp(x), 1 + x + x^2 / 2)", lambda x: min(mp.exp(x), 1 + x + x * x / 2)),
    ("max(cosh(x), 1 + x^2 / 2)", lambda x: max(mp.cosh(x), 1 + x * x / 2)),
    ("relu(x - sin(x))", lambda x: max(x - mp.sin(x), 0)),
    ("abs(atan(x) - x)", lambda x: abs(mp.atan(x) - x)),
]


@pytest.mark.parametrize(("text", "true"), TOUCHING)
def test_functions_that_touch_in_rounding_are_told_apart(text: str, true: Any) -> None:
    distances = np.array([1.3e-12, 1e-10, 1e-9, 4e-9, 1e-8, 1e-7, 1e-5, 0.01])
    for order in range(5):
        judge(text, true, np.append(distances, -distances), order)


def test_a_root_whose_argument_rounding_has_made_negative_has_a_value() -> None:
    """x^4 - 4 x^2 + 4 is (x^2 - 2)^2, which floats make negative beside its zero."""
    x = places("sqrt(2)", OFFSETS)
    for text in ("sqrt(x^4 - 4 * x^2 + 4)", "(x^4 - 4 * x^2 + 4)^0.5"):
        for order in range(5):
            judge(text, lambda t: abs(t * t - 2), x, order)
    assert np.isnan(evaluate(function_of("sqrt(x)"), [-1e-300, -1e-20, -1e-16])).all()
    assert np.isnan(evaluate(function_of("sqrt(x^2 - 2)"), [1.0, 1.4142135623730949])).all()


@pytest.mark.parametrize("constant", [1e-6, 1e-12, 1e-20])
def test_what_comes_near_to_zero_without_a_zero_has_none(constant: float) -> None:
    x = np.array([1e-3, -2e-5, 1e-7, 3e-9, 1e-10]) * math.sqrt(constant / 1e-20)
    for order in range(4):
        for text in (f"sqrt(x^2 + {constant})", f"(x^2 + {constant})^1.5"):
            power = 1.5 if "1.5" in text else 0.5
            for place in x.tolist():
                wanted = derivative(
                    lambda t, p=power: (t * t + mp.mpf(constant)) ** mp.mpf(p), place, order
                )
                computed = evaluate(function_of(text), place, order)
                assert computed == pytest.approx(wanted, rel=1e-9), (text, place, order)


@pytest.mark.parametrize(
    ("text", "smooth"),
    [
        ("cbrt(sin(x)^3)", "sin(x)"),
        ("sqrt(sin(x)^4)", "sin(x)^2"),
        ("cbrt((x^2 - 2)^6)", "(x^2 - 2)^2"),
        ("1 / (1/(x - pi) + 1)", "(x - pi) / (x - pi + 1)"),
    ],
)
def test_a_derivative_is_drawn_without_a_false_point(text: str, smooth: str) -> None:
    frame = Frame(Axis(-0.9, 9.0), Axis(-50.0, 50.0))
    for order in range(1, 5):
        primes = chr(39) * order
        drawn, wanted = (
            outline(function_of(f"({each}){primes}"), frame) for each in (text, smooth)
        )
        assert not drawn.notes
        assert len(drawn.circles) <= 2 * text.count("1 /")
        heights, true = (
            np.concatenate([piece.points[:, 1] for piece in each.pieces])
            for each in (drawn, wanted)
        )
        assert abs(heights.min() - true.min()) < 2e-2 * (1.0 + abs(true.min()))
        assert abs(heights.max() - true.max()) < 2e-2 * (1.0 + abs(true.max()))


def test_a_jump_that_rounding_makes_has_no_circles() -> None:
    frame = Frame(Axis(-4.0, 4.0), Axis(-3.0, 3.0))
    for text in ("sqrt(x^4 - 4 * x^2 + 4)", "sqrt(sin(x)^2 - 2 * sin(x) + 1)"):
        assert not outline(function_of(text), frame).circles
    assert len(outline(function_of("sign(x)"), frame).circles) == 3


# Functions in which poles at 0 cancel, or leave one of a lower order.
POLES_THAT_CANCEL: dict[str, Any] = {
    "1/x - 1/(exp(x) - 1)": lambda x: 1 / x - 1 / mp.expm1(x),
    "1/x - 1/sin(x)": lambda x: 1 / x - 1 / mp.sin(x),
    "1/x - 1/tanh(x)": lambda x: 1 / x - 1 / mp.tanh(x),
    "1/log1p(x) - 1/x": lambda x: 1 / mp.log1p(x) - 1 / x,
    "1/log(1 + x) - 1/x": lambda x: 1 / mp.log1p(x) - 1 / x,
    "1/x^2 - 1/sin(x)^2": lambda x: 1 / x**2 - 1 / mp.sin(x) ** 2,
    "1/(1 - cos(x)) - 2/x^2": lambda x: 1 / (1 - mp.cos(x)) - 2 / x**2,
    "1/asin(x) - 1/atan(x)": lambda x: 1 / mp.asin(x) - 1 / mp.atan(x),
    "1/(x * (exp(x) - 1)) - 1/x^2": lambda x: 1 / (x * mp.expm1(x)) - 1 / x**2,
    "sinh(1/x - 1/(exp(x) - 1))": lambda x: mp.sinh(1 / x - 1 / mp.expm1(x)),
    "x / (exp(x) - 1)": lambda x: x / mp.expm1(x),
}


@pytest.mark.parametrize("text", POLES_THAT_CANCEL)
def test_what_poles_leave_beside_them_keeps_its_digits(text: str) -> None:
    x = np.array([sign * 10.0**-k for k in (*range(3, 16), 20, 40) for sign in (1.0, -1.0)])
    for order in range(3):
        computed = evaluate(function_of(text), x, order)
        for place, value in zip(x.tolist(), computed.tolist(), strict=True):
            with mp.workdps(600):
                step = mp.mpf(abs(place)) * mp.mpf(10) ** -60
                true = mp.diff(POLES_THAT_CANCEL[text], mp.mpf(place), order, h=step)
            # Far below 1e-20, what an odd function has left is nothing.
            assert abs(value - true) <= 1e-13 * abs(true) + 1e-28, (place, order)
