"""Functions with a rule of their own: exact in both tails, to any order."""

from __future__ import annotations

import mpmath as mp
import numpy as np
import pytest

from actplot.calculus import algebraic, doubled, gates, special
from actplot.calculus.derivatives import derivatives
from actplot.calculus.primitive import primitive, smooth
from actplot.calculus.trace import Trace

ORDER = 5
MIDDLE = (-3.1, -1.0, -0.2, 0.0, 0.6, 1.7, 4.0)
TAILS = (-150.0, -25.0, 25.0, 150.0)


@pytest.fixture(autouse=True)
def _quiet():
    """Called by themselves, functions may compute branches that they do not take."""
    with np.errstate(all="ignore"):
        yield


def logistic(x):
    return 1 / (1 + mp.exp(-x))


def tanh_gelu_gate(x):
    return logistic(2 * mp.sqrt(2 / mp.pi) * (x + mp.mpf(44715) / 1000000 * x**3))


FUNCTIONS = {
    special.sigmoid: logistic,
    special.softplus: lambda x: mp.log(1 + mp.exp(x)),
    special.log_sigmoid: lambda x: -mp.log(1 + mp.exp(-x)),
    special.shifted_softplus: lambda x: mp.log((1 + mp.exp(x)) / 2),
    special.sech: mp.sech,
    special.log_cosh: lambda x: mp.log(mp.cosh(x)),
    special.tanh_shrink: lambda x: x - mp.tanh(x),
    special.gaussian: lambda x: mp.exp(-x * x / 2),
    special.bell: lambda x: mp.exp(-x * x),
    special.normal_pdf: mp.npdf,
    special.normal_cdf: lambda x: mp.erfc(-x / mp.sqrt(2)) / 2,
    special.erf: mp.erf,
    special.erfc: mp.erfc,
    algebraic.isru: lambda x: x / mp.sqrt(1 + x * x),
    algebraic.inverse_root: lambda x: 1 / mp.sqrt(1 + x * x),
    algebraic.root: lambda x: mp.sqrt(1 + x * x),
    algebraic.root_rise: lambda x: mp.sqrt(1 + x * x) - 1,
    algebraic.rootsig: lambda x: x / (1 + mp.sqrt(1 + x * x)),
    algebraic.root_gate: lambda x: (1 + x / mp.sqrt(1 + x * x)) / 2,
    algebraic.squareplus: lambda x: (x + mp.sqrt(1 + x * x)) / 2,
    algebraic.bend: lambda x: x + mp.sqrt(1 + x * x) - 1,
    algebraic.log_square: lambda x: mp.log(1 + x * x),
    algebraic.cauchy: lambda x: 1 / (1 + x * x),
    algebraic.self_arctan: lambda x: x * mp.atan(x),
    gates.mish_gate: lambda x: mp.tanh(mp.log(1 + mp.exp(x))),
    gates.gelu_tanh_gate: tanh_gelu_gate,
    gates.quarter_sine: lambda x: mp.sin(mp.pi / 2 * logistic(x)),
    gates.root_gated: lambda x: x * (1 + x / mp.sqrt(1 + x * x)) / 2,
    gates.cauchy_gated: lambda x: x * (mp.atan(x) / mp.pi + mp.mpf(1) / 2),
    gates.arctan_gated: lambda x: x * logistic(mp.atan(x)),
}
BROKEN_AT_ZERO = {
    algebraic.softsign: lambda x: x / (1 + abs(x)),
    algebraic.elliott: lambda x: (1 + x / (1 + abs(x))) / 2,
    algebraic.symlog: lambda x: mp.sign(x) * mp.log(1 + abs(x)),
    algebraic.symexp: lambda x: mp.sign(x) * (mp.exp(abs(x)) - 1),
}


def true(f, x):
    """Derivatives by differences, with digits enough for the tails."""
    with mp.workdps(450 if abs(x) > 10 else 150):
        step = mp.mpf("1e-22")
        values = [f(mp.mpf(x) + k * step) for k in range(ORDER + 1)]
        return [mp.difference(values, n) / step**n for n in range(ORDER + 1)]


@pytest.mark.parametrize("function", FUNCTIONS | BROKEN_AT_ZERO, ids=lambda f: f.__name__)
def test_exact(function):
    f = (FUNCTIONS | BROKEN_AT_ZERO)[function]
    points = [x for x in MIDDLE if x or function in FUNCTIONS]
    computed = derivatives(function, points, ORDER)
    expected = np.array([[float(each) for each in true(f, x)] for x in points]).T
    np.testing.assert_allclose(computed, expected, rtol=2e-12, atol=1e-13)
    np.testing.assert_allclose(function(np.array(points)), expected[0], rtol=1e-14, atol=1e-16)


@pytest.mark.parametrize("function", FUNCTIONS | BROKEN_AT_ZERO, ids=lambda f: f.__name__)
def test_tails_keep_their_digits(function):
    f = (FUNCTIONS | BROKEN_AT_ZERO)[function]
    computed = derivatives(function, TAILS, ORDER)
    for x, column in zip(TAILS, computed.T, strict=True):
        for order, (value, expected) in enumerate(zip(column, true(f, x), strict=True)):
            if 1e-290 < abs(expected) < 1e290:
                error = float(abs(mp.mpf(value) - expected) / abs(expected))
                assert error < 1e-12, (x, order, value, expected)


@pytest.mark.parametrize("function", FUNCTIONS | BROKEN_AT_ZERO, ids=lambda f: f.__name__)
def test_events_are_left_only_where_something_breaks(function):
    trace = Trace()
    x = np.array([-2.0, 0.5])
    derivatives(function, x, 3, trace)
    switches = [event.value for event in trace.events if event.kind == "switch"]
    if function in BROKEN_AT_ZERO:
        np.testing.assert_array_equal(switches, [x])
    else:
        assert not switches


@pytest.mark.parametrize("frequency", [1.0, 0.3, 30.0, np.pi])
def test_waves_do_not_round_their_phase(frequency):
    x = np.array([-1e15, -1e6, -3.0, -0.4, 0.0, 0.4, 3.0, 1e6, 1e15, 1e300])
    with mp.workdps(700):
        for k, (computed, wave) in enumerate(
            zip(special.waves(x, frequency), (mp.sin, mp.cos), strict=True)
        ):
            expected = [float(wave(mp.mpf(frequency) * mp.mpf(each))) for each in x]
            np.testing.assert_allclose(computed, expected, rtol=1e-13, atol=1e-15)
            jet = derivatives(lambda x, k=k: special.waves(x, frequency)[k], x, 2)
            np.testing.assert_allclose(jet[0], expected, rtol=1e-13, atol=1e-15)
            np.testing.assert_allclose(jet[2], -(frequency**2) * jet[0], rtol=1e-13)
        expected = [float(mp.sinc(mp.mpf(frequency) * mp.mpf(each))) for each in x]
    np.testing.assert_allclose(special.sinc(x, frequency), expected, rtol=1e-13, atol=1e-315)


def test_products_and_sums_are_exact():
    random = np.random.default_rng(2)
    a, b = random.normal(size=(2, 50)) * 10.0 ** random.uniform(-100, 100, (2, 50))
    with mp.workdps(500):
        for pair, operation in (
            (doubled.product(a, b), mp.mpf.__mul__),
            (doubled.total(a, b), mp.mpf.__add__),
        ):
            for k in range(50):
                true_value = operation(mp.mpf(a[k]), mp.mpf(b[k]))
                assert mp.mpf(pair[0][k]) + mp.mpf(pair[1][k]) == true_value


def test_a_primitive_takes_parameters():
    @primitive(lambda u, *, a: a * np.cos(a * u))
    def wave(u, *, a):
        return np.sin(a * u)

    computed = derivatives(lambda x: wave(x * x, a=3.0), 0.7, 3)
    expected = [float(mp.diff(lambda x: mp.sin(3 * x * x), 0.7, k)) for k in range(4)]
    np.testing.assert_allclose(computed, expected, rtol=1e-12)


def test_smooth_hides_switches_and_keeps_derivatives():
    @smooth
    def bent(u):
        return np.where(u < 0.0, np.expm1(u), np.sinh(u))

    trace = Trace()
    computed = derivatives(lambda x: np.abs(bent(x)), [-1.0, 2.0], 1, trace)
    np.testing.assert_allclose(computed[1], [-np.exp(-1.0), np.cosh(2.0)])
    assert len(trace.events) == 1
