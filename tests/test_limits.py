"""The ranges that are shown when the spec leaves them open."""

from __future__ import annotations

import pytest

from actplot.expression import curves
from actplot.plan.limits import y_limits

TEXTS = ("x^2", "sqrt(x)", "log(x)", "gelu", "sigmoid", "exp(-x^2)", "x^3", "relu", "1/x")


@pytest.mark.parametrize("one", TEXTS)
@pytest.mark.parametrize("other", TEXTS)
def test_two_decades_of_each_curve_are_seen_on_a_log_axis(one: str, other: str) -> None:
    found = [curve for text in (one, other) for curve in curves(text)]
    low, high = y_limits(found, (1e-3, 1e2), "log")
    for curve in found:
        (_, top) = y_limits([curve], (1e-3, 1e2), "log")
        assert low <= top / 100 <= high


def test_a_curve_that_sinks_alone_shows_its_uppermost_decades() -> None:
    assert y_limits(curves("log(x)"), (1e-3, 1e3), "log") == (1e-4, 10.0)
    assert y_limits(curves("exp(-x^2)"), (-50, 50), "log") == (1e-4, 10.0)
    assert y_limits(curves("-exp(x)"), (-5, 5), "log") == (1e-3, 1.0)
