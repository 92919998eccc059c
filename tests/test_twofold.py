"""Numbers of twice the digits, and the second look at places where a formula loses some."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import mpmath as mp
import numpy as np
import pytest
from functions import function_of
from reference_settings import bound, settings

from actplot.activations import catalogue
from actplot.calculus import closer, twofold
from actplot.calculus.derivatives import derivatives, evaluate
from actplot.calculus.twofold import Twofold

RNG = np.random.default_rng(11)
ALL = np.concatenate([RNG.uniform(-10.0, 10.0, 40), RNG.uniform(-1e-6, 1e-6, 10)])
POSITIVE, FAR = np.abs(ALL), RNG.uniform(-600.0, 600.0, 20)
PHASES = np.concatenate([ALL, FAR, [1e9, -3e11, 1e15, -1e22, 1e150]])

FUNCTIONS: dict[str, tuple[Callable[[Twofold], Twofold], Callable[[Any], Any], Any]] = {
    "exp": (twofold.exp, mp.exp, np.append(ALL, FAR)),
    "expm1": (twofold.expm1, mp.expm1, ALL),
    "log": (twofold.log, mp.log, np.append(POSITIVE, 1.0 + ALL[-10:])),
    "log1p": (twofold.log1p, mp.log1p, POSITIVE),
    "sqrt": (twofold.sqrt, mp.sqrt, POSITIVE),
    "cbrt": (twofold.cbrt, mp.cbrt, POSITIVE),
    "sin": (lambda u: twofold.sin_cos(u)[0], mp.sin, PHASES),
    "cos": (lambda u: twofold.sin_cos(u)[1], mp.cos, PHASES),
    "arctan": (twofold.arctan, mp.atan, np.append(ALL, FAR)),
    "erf": (twofold.erf, mp.erf, ALL),
}


def number(value: Twofold, k: int, shape: tuple[int, ...]) -> Any:
    parts = (np.broadcast_to(part, shape)[k] for part in (value.high, value.low))
    return sum(mp.mpf(float(part)) for part in parts)


def test_constants_are_right_to_31_digits() -> None:
    with mp.workdps(50):
        true = {
            "PI": mp.pi, "LN2": mp.log(2), "LN10": mp.log(10), "ROOT_HALF": mp.sqrt(0.5),
            "TWO_OVER_ROOT_PI": 2 / mp.sqrt(mp.pi),
        }  # fmt: skip
        for name, wanted in true.items():
            computed = number(getattr(twofold, name), 0, (1,))
            assert abs(computed - wanted) <= mp.mpf("1e-31") * wanted, name


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_are_right_to_19_digits(name: str) -> None:
    function, true, x = FUNCTIONS[name]
    given = Twofold(x, x * RNG.uniform(-1e-17, 1e-17, x.size))
    with np.errstate(all="ignore"):
        computed = function(given)
    with mp.workdps(400):
        for k in range(x.size):
            wanted = true(number(given, k, x.shape))
            assert abs(number(computed, k, x.shape) - wanted) <= mp.mpf("1e-19") * abs(wanted), x[k]


def test_the_complement_of_erf_keeps_its_digits_far_out() -> None:
    x = np.linspace(-5.0, 25.0, 61)
    with np.errstate(all="ignore"):
        computed = twofold.erfc(Twofold(x))
    for k, place in enumerate(x.tolist()):
        wanted = mp.erfc(place)
        share = "1e-17" if place < 3.0 else "4e-16"
        assert abs(number(computed, k, x.shape) - wanted) <= mp.mpf(share) * wanted


PLACES = np.array([-9.37, -5.21, -2.6, -1.3, -0.42, 0.13, 0.77, 1.9, 3.3, 6.1, 8.8])

# What is not known in twice the digits.
WITHOUT_RULE = {"tanh_shrink"}
ENTRIES = [
    pytest.param(name, setting, id=f"{name}-{setting}")
    for name, entry in catalogue().items()
    for setting in range(len(settings(entry)))
]


@pytest.mark.parametrize(("name", "setting"), ENTRIES)
def test_a_second_look_sees_what_the_first_saw(name: str, setting: int) -> None:
    """Every entry, by formulas of its own where it has them, to the fourth derivative."""
    entry = catalogue()[name]
    function = bound(entry, settings(entry)[setting])
    first = derivatives(function, PLACES, 4)
    for order in range(5):
        with np.errstate(all="ignore"):
            computed = closer.second_look(function, Twofold(PLACES), order)
        if name in WITHOUT_RULE:
            assert np.isnan(computed).all()
            continue
        known = np.isfinite(first[order]) & (np.abs(first[order]) < 1e250)
        size = np.abs(first[order][known]).max(initial=1e-300)
        off = np.abs(computed - first[order])[known]
        slack = 1e-12 * np.abs(first[order][known]) + 1e-13 * size
        assert (off <= slack).all() or not np.isfinite(computed[known]).any(), (order, off / size)
        assert np.isfinite(computed[known]).all(), order


# Formulas that cancel, each with the same in many digits.
CANCELLING: dict[str, Callable[[Any], Any]] = {
    "(1 - cos(x)) / x^2": lambda x: (1 - mp.cos(x)) / x**2,
    "exp(x) - 1 - x": lambda x: mp.exp(x) - 1 - x,
    "sqrt(1 + x^2) - 1": lambda x: mp.sqrt(1 + x * x) - 1,
    "log(1 + x) - x": lambda x: mp.log(1 + x) - x,
    "tanh(x) - x": lambda x: mp.tanh(x) - x,
    "sinh(x) - sin(x)": lambda x: mp.sinh(x) - mp.sin(x),
    "1 - sigmoid(x) * 2": lambda x: 1 - 2 / (1 + mp.exp(-x)),
    "atan(x) - erf(x)": lambda x: mp.atan(x) - mp.erf(x),
    "(1 + x)^2.5 - 1": lambda x: (1 + x) ** mp.mpf(2.5) - 1,
    "exp(3 * x) - exp(-3 * x) - 6 * x": lambda x: mp.exp(3 * x) - mp.exp(-3 * x) - 6 * x,
    "softplus(x) - log(2)": lambda x: mp.log1p(mp.exp(x)) - mp.mpf(math.log(2.0)),
    "acos(x) - pi / 2": lambda x: mp.acos(x) - mp.mpf(math.pi) / 2,
    "logit(0.5 + x)": lambda x: mp.log((0.5 + x) / (0.5 - x)),
    "probit(0.5 + x)": lambda x: mp.sqrt(2) * mp.erfinv(2 * x),
    "probit(sigmoid(x)) - x": lambda x: mp.sqrt(2) * mp.erfinv(mp.tanh(x / 2)) - x,
    "x^3 - 2 * x^2 + x": lambda x: x**3 - 2 * x**2 + x,
}


@pytest.mark.parametrize("text", CANCELLING)
def test_a_formula_that_cancels_has_its_digits(text: str) -> None:
    function = function_of(text)
    x = np.array([0.37, -0.21, 0.043, -0.0091, 1.7e-3, -3.3e-4])
    for place, computed in zip(x.tolist(), evaluate(function, x).tolist(), strict=True):
        with mp.workdps(60):
            true = CANCELLING[text](mp.mpf(place))
            assert abs(computed - true) <= 4.0 * float(np.spacing(abs(float(true)))), place


# Functions that are steep at an argument which is rounded on the way.
STEEP: dict[str, Callable[[Any], Any]] = {
    "exp(-exp(-x))": lambda x: mp.exp(-mp.exp(-x)),
    "exp(-(x^2))": lambda x: mp.exp(-x * x),
    "sin(7 * x^3)": lambda x: mp.sin(7 * x**3),
    "(1 + x^2)^-20": lambda x: (1 + x * x) ** -20,
    "erfc(x^2)": lambda x: mp.erfc(x * x),
    "sigmoid(-9 * x^2)": lambda x: 1 / (1 + mp.exp(9 * x * x)),
    "tan(3 * x)": lambda x: mp.tan(3 * x),
    "logit(sigmoid(x)^3)": lambda x: -mp.log((1 + mp.exp(-x)) ** 3 - 1),
    "log(cosh(x)^2)": lambda x: mp.log(mp.cosh(x) ** 2),
}


@pytest.mark.parametrize("text", STEEP)
def test_a_steep_function_does_not_magnify_rounding(text: str) -> None:
    function = function_of(text)
    x = np.array([-4.7, -3.31, -1.13, 0.21, 1.57, 2.9, 4.13])
    for order in range(2):
        for place, computed in zip(x.tolist(), evaluate(function, x, order).tolist(), strict=True):
            with mp.workdps(80):
                true = mp.diff(STEEP[text], mp.mpf(place), order)
                if abs(true) < 1e-290:
                    continue
                assert abs(computed - true) <= 8.0 * float(np.spacing(abs(float(true)))), (
                    order,
                    place,
                )


def test_a_function_that_twice_the_digits_do_not_know_keeps_its_first_value() -> None:
    x = np.array([0.01, 0.02])

    def difference(u: Any) -> Any:
        return catalogue()["tanh_shrink"](2.0 * u) + np.cos(u) - 1.0

    assert np.isnan(closer.second_look(difference, Twofold(x), 0)).all()
    np.testing.assert_array_equal(evaluate(difference, x), derivatives(difference, x, 0)[0])
