"""The ranges that are shown when the spec leaves them open."""

from __future__ import annotations

import numpy as np
import pytest

from actplot.calculus.jet import evaluate
from actplot.expression import curves
from actplot.plan.limits import y_limits

TEXTS = ("x^2", "sqrt(x)", "log(x)", "gelu", "sigmoid", "exp(-x^2)", "x^3", "relu", "1/x")


@pytest.mark.parametrize("one", TEXTS)
@pytest.mark.parametrize("other", TEXTS)
def test_two_decades_of_each_curve_are_seen_on_a_log_axis(one: str, other: str) -> None:
    found = [curve for text in (one, other) for curve in curves(text)]
    low, high = y_limits(found, (1e-3, 1e2), "log")
    for curve in found:
        (least, top) = y_limits([curve], (1e-3, 1e2), "log")
        assert low <= max(top / 100, least)
        assert top <= high


def test_a_curve_that_sinks_alone_shows_its_uppermost_decades() -> None:
    assert y_limits(curves("log(x)"), (1e-3, 1e3), "log") == (1e-4, 10.0)
    assert y_limits(curves("exp(-x^2)"), (-50, 50), "log") == (1e-4, pytest.approx(10**0.16))
    assert y_limits(curves("-exp(x)"), (-5, 5), "log") == (1e-3, 1.0)


@pytest.mark.parametrize("text", ["x", "softplus", "1/x", "x^2", "tanh", "sigmoid"])
def test_no_curve_touches_the_end_of_a_log_axis_nor_is_a_decade_beyond_it_empty(text: str) -> None:
    (curve,) = curves(text)
    values = evaluate(curve.function, np.geomspace(1e-2, 1e2, 50))
    low, high = y_limits([curve], (1e-2, 1e2), "log")
    assert 1.04 * values.max() < high < 10 * values.max()
    assert values.min() / 10 < low < values.min() / 1.04
