"""Jets: derivatives of any order from plain NumPy functions."""

from __future__ import annotations

import math
import pickle

import mpmath as mp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actplot.calculus.derivatives import derivatives, evaluate, prime
from actplot.calculus.jet import Jet
from actplot.calculus.rules import FUNCTIONS, UFUNCS
from actplot.calculus.taylor import variable
from actplot.calculus.trace import Trace

ORDER = 5
EVERYWHERE = (-2.3, -0.7, 0.4, 1.9)
POSITIVE = (0.3, 1.0, 2.7)
INSIDE = (-0.8, -0.1, 0.6)

UNARY = {
    np.exp: (mp.exp, EVERYWHERE),
    np.exp2: (lambda x: mp.mpf(2) ** x, EVERYWHERE),
    np.expm1: (mp.expm1, EVERYWHERE),
    np.sin: (mp.sin, EVERYWHERE),
    np.cos: (mp.cos, EVERYWHERE),
    np.tan: (mp.tan, EVERYWHERE),
    np.sinh: (mp.sinh, EVERYWHERE),
    np.cosh: (mp.cosh, EVERYWHERE),
    np.tanh: (mp.tanh, EVERYWHERE),
    np.arctan: (mp.atan, EVERYWHERE),
    np.arcsinh: (mp.asinh, EVERYWHERE),
    np.cbrt: (lambda x: mp.sign(x) * mp.cbrt(abs(x)), EVERYWHERE),
    np.square: (lambda x: x * x, EVERYWHERE),
    np.reciprocal: (lambda x: 1 / x, EVERYWHERE),
    np.absolute: (abs, EVERYWHERE),
    np.fabs: (abs, EVERYWHERE),
    np.negative: (lambda x: -x, EVERYWHERE),
    np.positive: (lambda x: x, EVERYWHERE),
    np.deg2rad: (mp.radians, EVERYWHERE),
    np.radians: (mp.radians, EVERYWHERE),
    np.rad2deg: (mp.degrees, EVERYWHERE),
    np.degrees: (mp.degrees, EVERYWHERE),
    np.sqrt: (mp.sqrt, POSITIVE),
    np.log: (mp.log, POSITIVE),
    np.log2: (lambda x: mp.log(x, 2), POSITIVE),
    np.log10: (mp.log10, POSITIVE),
    np.log1p: (mp.log1p, POSITIVE),
    np.arcsin: (mp.asin, INSIDE),
    np.arccos: (mp.acos, INSIDE),
    np.arctanh: (mp.atanh, INSIDE),
    np.arccosh: (mp.acosh, (1.2, 3.5)),
}
STEPS = {
    np.sign: np.sign,
    np.floor: np.floor,
    np.ceil: np.ceil,
    np.trunc: np.trunc,
    np.rint: np.rint,
}
BINARY = {
    np.add: lambda a, b: a + b,
    np.subtract: lambda a, b: a - b,
    np.multiply: lambda a, b: a * b,
    np.divide: lambda a, b: a / b,
    np.power: lambda a, b: a**b,
    np.float_power: lambda a, b: a**b,
    np.hypot: mp.hypot,
    np.logaddexp: lambda a, b: mp.log(mp.exp(a) + mp.exp(b)),
    np.maximum: max,
    np.minimum: min,
    np.fmax: max,
    np.fmin: min,
    np.remainder: lambda a, b: a - b * mp.floor(a / b),
    np.floor_divide: lambda a, b: mp.floor(a / b),
    np.copysign: lambda a, b: abs(a) * mp.sign(b),
    np.heaviside: lambda a, b: mp.mpf(1 if a > 0 else 0 if a < 0 else b),
}
COMPARISONS = {np.less, np.less_equal, np.greater, np.greater_equal, np.equal, np.not_equal}
TESTS = {np.isnan, np.isinf, np.isfinite, np.signbit}
LOGIC = {np.logical_and, np.logical_or, np.logical_not, np.logical_xor}


def true(f, x, order=ORDER):
    with mp.workdps(60):
        return [float(mp.diff(f, mp.mpf(x), k)) for k in range(order + 1)]


def test_every_rule_is_tested():
    tested = set(UNARY) | set(STEPS) | set(BINARY) | COMPARISONS | TESTS | LOGIC
    assert tested == set(UFUNCS)


@pytest.mark.parametrize("ufunc", UNARY, ids=lambda ufunc: ufunc.__name__)
def test_unary(ufunc):
    f, points = UNARY[ufunc]
    computed = derivatives(ufunc, points, ORDER)
    expected = np.array([true(f, x) for x in points]).T
    np.testing.assert_allclose(computed, expected, rtol=2e-13, atol=1e-14)
    # The same through a bent argument: the chain rule to every order.
    inner = [(p - 0.1 * p * p + 0.1, p) for p in (0.3, 0.5, 0.7)] if f is not mp.acosh else []
    for _, p in inner:
        bent = derivatives(lambda x: ufunc(x - 0.1 * x * x + 0.1), p, ORDER)
        expected = true(lambda x: f(x - x * x / 10 + mp.mpf(1) / 10), p)
        np.testing.assert_allclose(bent, expected, rtol=1e-11, atol=1e-12)


@pytest.mark.parametrize("ufunc", STEPS, ids=lambda ufunc: ufunc.__name__)
def test_steps(ufunc):
    x = np.array([-1.6, -0.2, 0.0, 0.4, 2.7])
    computed = derivatives(ufunc, x, 2)
    np.testing.assert_array_equal(computed[0], ufunc(x))
    assert not computed[1:].any()


@pytest.mark.parametrize("ufunc", BINARY, ids=lambda ufunc: ufunc.__name__)
def test_binary(ufunc):
    f = BINARY[ufunc]
    sides = {
        "both": (lambda x: ufunc(np.exp(x), 2.0 + x), lambda x: f(mp.exp(x), 2 + x)),
        "left": (lambda x: ufunc(np.exp(x), 1.5), lambda x: f(mp.exp(x), mp.mpf("1.5"))),
        "right": (lambda x: ufunc(1.5, 2.0 + x), lambda x: f(mp.mpf("1.5"), 2 + x)),
    }
    for side, (jet, number) in sides.items():
        computed = derivatives(jet, EVERYWHERE[1:], ORDER)
        expected = np.array([true(number, x) for x in EVERYWHERE[1:]]).T
        np.testing.assert_allclose(computed, expected, rtol=1e-11, atol=1e-12, err_msg=side)


def test_powers_at_zero():
    def at_zero(exponent):
        return derivatives(lambda x: x**exponent, 0.0, 3)

    np.testing.assert_array_equal(at_zero(0), [1, 0, 0, 0])
    np.testing.assert_array_equal(at_zero(1), [0, 1, 0, 0])
    np.testing.assert_array_equal(at_zero(3), [0, 0, 0, 6])
    np.testing.assert_array_equal(at_zero(1.5), [0, 0, np.inf, -np.inf])
    np.testing.assert_array_equal(at_zero(0.5)[:2], [0, np.inf])
    np.testing.assert_array_equal(at_zero(-1)[:1], [np.inf])


@given(st.floats(-3.0, 3.0), st.integers(0, 4))
def test_prime_lowers_the_order(x, order):
    def f(x):
        return np.sin(x * x) * np.exp(-x) / (1.0 + x * x)

    whole = derivatives(f, x, order + 2)
    np.testing.assert_allclose(
        derivatives(prime(f), x, order + 1), whole[1:], rtol=1e-10, atol=1e-10
    )
    twice = derivatives(prime(prime(f)), x, order)
    np.testing.assert_allclose(twice, whole[2:], rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(prime(f, 2)(x), whole[2], rtol=1e-9, atol=1e-9)


@given(st.floats(-2.0, 2.0))
def test_the_chain_rule(x):
    inner, outer = np.tanh, np.sin
    computed = derivatives(lambda x: outer(inner(x)), x, 1)[1]
    expected = prime(outer)(inner(x)) * prime(inner)(x)
    np.testing.assert_allclose(computed, expected, rtol=1e-13)


def test_shapes():
    for x in (0.5, [0.5], [[0.5, 1.0, 2.0], [3.0, 4.0, 5.0]], []):
        x = np.array(x)
        computed = derivatives(lambda x: np.where(x > 1.0, x**2, np.sin(x)), x, 2)
        assert computed.shape == (3, *x.shape)
        assert evaluate(np.sin, x, 1).shape == x.shape
        assert evaluate(lambda x: 3.0, x).shape == x.shape
    slopes = np.array([[1.0], [2.0]])
    wide = variable([0.1, 0.2, 0.3], 2) * slopes + np.zeros((2, 1))
    assert wide.shape == (2, 3)
    np.testing.assert_array_equal(wide.coefficients[1], [[1.0] * 3, [2.0] * 3])
    assert derivatives(lambda x: x * np.ones(()), np.float64(2.0), 1).tolist() == [2.0, 1.0]


def test_a_constant_has_no_derivative():
    computed = derivatives(lambda x: 4.0, [1.0, 2.0], 2)
    np.testing.assert_array_equal(computed, [[4.0, 4.0], [0.0, 0.0], [0.0, 0.0]])
    assert prime(lambda x: 4.0)(np.array([1.0])) == 0.0


def test_ties_take_the_second_argument():
    at = [0.0, -0.0]
    np.testing.assert_array_equal(derivatives(lambda x: np.maximum(x, 0.0), at, 1)[1], 0.0)
    np.testing.assert_array_equal(derivatives(lambda x: np.maximum(0.0, x), at, 1)[1], 1.0)
    np.testing.assert_array_equal(derivatives(lambda x: np.minimum(x, 0.0), at, 1)[1], 0.0)
    np.testing.assert_array_equal(derivatives(np.abs, at, 1)[1], 0.0)
    np.testing.assert_array_equal(
        derivatives(lambda x: np.clip(x, -1.0, 1.0), [-1.0, 0.0, 1.0], 1)[1], [0.0, 1.0, 0.0]
    )


def test_a_branch_that_is_not_taken_leaves_nothing():
    def f(x):
        return np.where(x > 0.0, np.log(x), np.where(x < -1.0, 1.0 / (x + 1.0), np.exp(800.0 * x)))

    computed = derivatives(f, [-2.0, -1.0, -0.5, 1.0], 3)
    assert np.isfinite(computed).all()
    np.testing.assert_allclose(computed[:, 3], [0.0, 1.0, -1.0, 2.0])
    np.testing.assert_allclose(computed[:, 0], [-1.0, -1.0, -2.0, -6.0])


def test_a_saturated_function_wins_over_an_overflowing_one():
    for x in (-1e300, 1e300):
        computed = derivatives(lambda x: np.exp(-(x**2)), x, 3)
        np.testing.assert_array_equal(computed, 0.0)
        computed = derivatives(lambda x: np.tanh(x**3), x, 3)
        np.testing.assert_array_equal(computed, [math.copysign(1.0, x), 0.0, 0.0, 0.0])


def test_beyond_the_edge_of_a_domain_there_is_no_derivative():
    for f in (np.log, np.sqrt, np.log2, np.log10, lambda x: np.log1p(x - 1.0), lambda x: x**0.5):
        assert np.isnan(derivatives(f, -0.5, 2)).all()
    for f in (np.arcsin, np.arccos, np.arctanh):
        assert np.isnan(derivatives(f, 1.5, 2)).all()


def test_events():
    trace = Trace()
    x = np.array([-1.0, 2.0])

    def f(x):
        y = np.where(x > 1.0, x, -x) + np.maximum(x, 0.5) + np.abs(x - 3.0)
        return y + 1.0 / (x - 4.0) + np.tan(x) + np.log(x + 5.0) + np.floor(x) + x**0.5 + x**-2

    derivatives(f, x, 1, trace)
    kinds = [event.kind for event in trace.events]
    assert kinds == ["switch", "switch", "switch", "pole", "pole", "edge", "switch", "edge", "pole"]
    shown = [event.value for event in trace.events]
    assert all(value.shape == x.shape for value in shown)
    signs = [x - 1.0, x - 0.5, x - 3.0, x - 4.0, np.cos(x), x + 5.0]
    for value, quantity in zip(shown, signs, strict=False):
        np.testing.assert_allclose(np.abs(value), np.abs(quantity))


def test_events_come_from_a_derivative_too():
    trace = Trace()
    derivatives(prime(lambda x: np.maximum(x, 0.0)), [1.0], 1, trace)
    assert [event.kind for event in trace.events] == ["switch"]


def test_the_other_functions():
    x = np.array([-1.5, 0.25, 2.0])
    cases = {
        np.select: (
            lambda x: np.select([x < 0.0, x < 1.0], [x * x, -x], x),
            [[2.25, -0.25, 2.0], [-3.0, -1.0, 1.0]],
        ),
        np.piecewise: (  # of several conditions that hold, the last counts
            lambda x: np.piecewise(x, [x < 1.0, x < 0.0], [np.square, 7.0, np.negative]),
            [[7.0, 0.0625, -2.0], [0.0, 0.5, -1.0]],
        ),
        np.clip: (lambda x: np.clip(x, -1.0, None), [[-1.0, 0.25, 2.0], [0.0, 1.0, 1.0]]),
        np.where: (lambda x: np.where(x > 0.0, x, 0.0), [[0.0, 0.25, 2.0], [0.0, 1.0, 1.0]]),
        np.zeros_like: (lambda x: np.zeros_like(x) + x, [x, [1.0] * 3]),
        np.ones_like: (lambda x: np.ones_like(x) * x, [x, [1.0] * 3]),
        np.full_like: (lambda x: np.full_like(x, 2.0) * x, [2.0 * x, [2.0] * 3]),
        np.round: (np.round, [[-2.0, 0.0, 2.0], [0.0] * 3]),
        np.shape: (lambda x: x * np.shape(x)[0], [3.0 * x, [3.0] * 3]),
        np.ndim: (lambda x: x * np.ndim(x), [x, [1.0] * 3]),
        np.size: (lambda x: x * np.size(x), [3.0 * x, [3.0] * 3]),
    }
    assert set(cases) | {np.sinc} == set(FUNCTIONS)
    for function, (f, expected) in cases.items():
        computed = derivatives(f, x, 1)
        np.testing.assert_allclose(computed, expected, err_msg=function.__name__)
        np.testing.assert_allclose(f(x), computed[0], err_msg=function.__name__)
    for at in (0.0, 1e-8, 0.2, 0.7, 3.0):
        expected = true(lambda x: mp.sincpi(x), at, 4)
        np.testing.assert_allclose(derivatives(np.sinc, at, 4), expected, rtol=1e-12, atol=1e-13)


def test_comparisons_are_plain():
    x = variable([-1.0, 0.0, 1.0], 2)
    for ufunc in COMPARISONS | {np.logical_and, np.logical_or, np.logical_xor}:
        mask = ufunc(x, 0.0)
        assert isinstance(mask, np.ndarray)
        np.testing.assert_array_equal(mask, ufunc(x.value, 0.0))
    np.testing.assert_array_equal(np.logical_not(x), [False, True, False])
    for ufunc in TESTS:
        np.testing.assert_array_equal(ufunc(x), ufunc(x.value))


def test_what_has_no_rule_says_so():
    x = variable([1.0, 2.0], 1)
    with pytest.raises(TypeError, match=r"np\.spacing has no derivative rule"):
        np.spacing(x)
    with pytest.raises(TypeError, match=r"np\.median has no derivative rule"):
        np.median(x)
    with pytest.raises(TypeError, match="plain form"):
        np.add.reduce(x)
    with pytest.raises(TypeError, match="derivatives would be lost"):
        np.asarray(x)


LIMITS = {
    "grows": (lambda x: x**3 - x, (-np.inf, np.inf)),
    "grows slowly": (lambda x: np.log1p(np.abs(x)), (np.inf, np.inf)),
    "saturates": (np.tanh, (-1.0, 1.0)),
    "fades": (lambda x: 1.0 / x, (0.0, 0.0)),
    "fades fast": (lambda x: np.exp(-x * x), (0.0, 0.0)),
    "fades from below": (lambda x: -np.exp(-np.abs(x)), (0.0, 0.0)),
    "loses its value far out": (lambda x: x**3 - x**2, (-np.inf, np.inf)),
    "oscillates": (np.sin, (np.nan, np.nan)),
    "oscillates ever more": (lambda x: x * np.sin(x), (np.nan, np.nan)),
    "oscillates ever less": (lambda x: np.sin(x) / x, (0.0, 0.0)),
    "oscillates and grows": (lambda x: x + np.sin(x), (-np.inf, np.inf)),
    "has no value": (lambda x: np.log(-1.0 - x * x), (np.nan, np.nan)),
    "one-sided": (lambda x: np.sqrt(x), (np.nan, np.inf)),
    "constant": (lambda x: 2.5, (2.5, 2.5)),
    "overflows far out": (lambda x: x / np.sqrt(x * x + 1.0), (-1.0, 1.0)),
    "has no value far out": (lambda x: (x**4 + 1.0) / (x**4 + 2.0), (1.0, 1.0)),
    "has a value only near": (lambda x: np.exp(x) / (1.0 + np.exp(x)), (0.0, 1.0)),
    "grows near": (lambda x: x * np.exp(x) / (1.0 + np.exp(x)), (0.0, np.inf)),
    "loses its value on the way": (lambda x: x / (1.0 + x) * np.exp(x) / np.exp(x), (1.0, 1.0)),
    "overflows unused": (lambda x: np.where(x > 0, x / (1 + x), np.exp(x) - 1), (-1.0, 1.0)),
}


@pytest.mark.parametrize("case", LIMITS)
def test_limits(case):
    f, expected = LIMITS[case]
    limits = evaluate(f, [-np.inf, np.inf, np.nan])
    np.testing.assert_array_equal(limits, [*expected, np.nan])
    assert not np.signbit(limits[limits == 0.0]).any()


def test_limits_of_derivatives():
    ends = [-np.inf, np.inf]
    np.testing.assert_array_equal(evaluate(np.tanh, ends, 1), 0.0)
    np.testing.assert_array_equal(evaluate(lambda x: x**3, ends, 2), ends)
    np.testing.assert_array_equal(evaluate(lambda x: np.hypot(x, 1.0), ends, 1), [-1.0, 1.0])
    np.testing.assert_array_equal(evaluate(lambda x: x + np.sin(x), ends, 1), np.nan)
    np.testing.assert_array_equal(evaluate(lambda x: np.sqrt(x * x + 1.0), ends, 1), [-1.0, 1.0])
    np.testing.assert_array_equal(evaluate(lambda x: np.log(1.0 + np.exp(x)), ends, 1), [0.0, 1.0])


@pytest.mark.parametrize("f", [np.log, np.log2, np.log10, np.log1p, np.cbrt, np.sqrt])
def test_what_overflows_on_the_way_to_a_value_is_followed(f):
    computed = derivatives(lambda x: f(np.exp(x)), [709.0, 710.0, 1000.0], 2)
    true_values = {
        np.log: lambda x: (x, 1.0, 0.0),
        np.log1p: lambda x: (x, 1.0, 0.0),
        np.log2: lambda x: (x / math.log(2.0), 1.0 / math.log(2.0), 0.0),
        np.log10: lambda x: (x / math.log(10.0), 1.0 / math.log(10.0), 0.0),
        np.cbrt: lambda x: tuple(math.exp(x / 3.0) / 3.0**k for k in range(3)),
        np.sqrt: lambda x: tuple(math.exp(x / 2.0) / 2.0**k for k in range(3)),
    }
    expected = np.array([true_values[f](x) for x in (709.0, 710.0, 1000.0)]).T
    np.testing.assert_allclose(computed, expected, rtol=1e-12, atol=1e-15)


def test_the_slope_of_what_follows_an_overflow_is_not_known():
    value, *slopes = derivatives(lambda x: np.arcsinh(np.exp(x)), [709.0, 710.0], 2)
    assert np.isfinite(slopes)[:, 0].all()
    assert value[1] == np.inf
    assert np.isnan(slopes)[:, 1].all()


def test_the_slope_of_what_saturates_is_zero_even_at_an_overflow():
    for f in (np.tanh, np.arctan):
        value, *slopes = derivatives(lambda x, f=f: f(np.exp(x)), [710.0], 2)
        assert np.isfinite(value).all()
        np.testing.assert_array_equal(slopes, 0.0)


def test_evaluate_takes_what_numpy_takes():
    assert evaluate(np.exp, 0) == 1.0
    assert evaluate(np.exp, [0, 1]).dtype == np.float64
    x = np.array([1.0, np.nan])
    evaluate(np.exp, x)
    np.testing.assert_array_equal(x, [1.0, np.nan])


def test_nothing_warns():
    x = [-np.inf, -1e308, -1.0, 0.0, 1e-320, 1.0, 1e308, np.inf, np.nan]
    for f in (np.log, np.exp, np.tan, lambda x: 1.0 / x, lambda x: x**0.5, lambda x: x**-3.5):
        for order in range(3):
            evaluate(f, x, order)
            derivatives(f, x, order)


def test_a_jet_can_be_pickled():
    x = pickle.loads(pickle.dumps(variable([1.0, 2.0], 1)))
    assert isinstance(x, Jet)
    np.testing.assert_array_equal(x.coefficients, [[1.0, 2.0], [1.0, 1.0]])
