"""Inverses of sigmoid and of the normal distribution function: exact to both ends of (0, 1)."""

from __future__ import annotations

import math
from collections.abc import Callable

import mpmath as mp
import numpy as np
import pytest

from actplot.calculus.derivatives import evaluate
from actplot.calculus.quantiles import logit, probit
from actplot.expression import curves
from actplot.sampling.breaks import survey
from actplot.sampling.extent import extent

random = np.random.default_rng(4)
SHARES = np.concatenate(
    [
        10.0 ** random.uniform(-300, -1, 60),
        random.uniform(0, 1, 80),
        0.5 + random.choice([-1, 1], 40) * 10.0 ** random.uniform(-15, -1, 40),
        1.0 - 2.0**-53 * random.integers(1, 10**6, 30),
    ]
)


def logits(p: float) -> list[mp.mpf]:
    share = mp.mpf(p)
    bell = share * (1 - share)
    return [
        mp.log(share) - mp.log(1 - share),
        1 / bell,
        (2 * share - 1) / bell**2,
        (2 - 6 * bell) / bell**3,
    ]


def probits(p: float) -> list[mp.mpf]:
    share, y = mp.mpf(p), mp.mpf(float(probit(np.array(p))))
    for _ in range(3):
        tail = mp.erfc(abs(y) / mp.sqrt(2)) / 2
        off = tail - share if y < 0 else (1 - share) - tail
        y -= off * mp.sqrt(2 * mp.pi) * mp.exp(y * y / 2)
    rate = mp.sqrt(2 * mp.pi) * mp.exp(y * y / 2)
    return [y, rate, y * rate**2, (2 * y * y + 1) * rate**3]


@pytest.mark.parametrize(("function", "true"), [(logit, logits), (probit, probits)])
def test_values_and_derivatives(
    function: Callable[..., np.ndarray], true: Callable[[float], list[mp.mpf]]
) -> None:
    with mp.workdps(60), np.errstate(all="ignore"):
        exact = [true(float(p)) for p in SHARES]
        for order in range(4):
            computed = evaluate(function, SHARES, order)
            for value, rows, p in zip(computed, exact, SHARES, strict=True):
                if not 1e-290 < abs(rows[order]) < 1e290:
                    continue
                # The second derivative has a root at 1/2, where what it is made of is 8.
                size = max(abs(rows[order]), 8 * (order == 2))
                assert abs(value - rows[order]) <= 16 * 2**-53 * size, (order, p)


@pytest.mark.parametrize("function", [logit, probit])
def test_the_ends(function: Callable[..., np.ndarray]) -> None:
    shares = np.array([0.0, 1.0, -0.1, 1.1, math.nan, 0.5])
    np.testing.assert_array_equal(
        function(shares), [-math.inf, math.inf, math.nan, math.nan, math.nan, 0.0]
    )


@pytest.mark.parametrize("text", ["logit", "probit", "atanh(2 * x - 1)", "log(x) - log(1 - x)"])
def test_poles_at_both_ends_are_seen(text: str) -> None:
    """However slowly the function grows, and wherever the end is."""
    (curve,) = curves(text)
    with np.errstate(all="ignore"):
        bounds = extent(curve.function, -0.25, 1.25)
        breaks = survey(curve.function, -0.25, 1.25).breaks
    assert (bounds.lowest, bounds.highest) == (-math.inf, math.inf)
    assert bounds.low == pytest.approx(-bounds.high)
    assert [each.x for each in breaks] == pytest.approx([0, 1])
    assert breaks[0].right[0] == -math.inf
    assert breaks[-1].left[0] == math.inf
