"""Random expressions against many digits: value and three derivatives."""

from __future__ import annotations

import itertools
import random

import mpmath as mp
import numpy as np
import pytest
from functions import function_of
from random_expressions import ORDERS, expressions

from actplot.calculus.derivatives import evaluate

COUNT, PLACES, PARTS = 400, 6, 4


@pytest.mark.parametrize("part", range(PARTS))
def test_random_expressions_have_their_true_derivatives(part: int) -> None:
    """Where no switch, pole or edge is near: there the sides of it are compared, not rounding."""
    compared = undefined = 0
    for number, expression in enumerate(itertools.islice(expressions(2026 + part), COUNT)):
        rng = random.Random(number)
        x = np.array([rng.uniform(-4.0, 4.0) for _ in range(PLACES)])
        function = function_of(expression.text)
        rows = [evaluate(function, x, order) for order in range(ORDERS)]
        for k, place in enumerate(x.tolist()):
            judged = expression.at(place)
            if not judged.sure or any(abs(each) > 1e250 for each in judged.true):
                continue
            for order, (true, allowed) in enumerate(zip(judged.true, judged.allowed, strict=True)):
                computed = float(rows[order][k])
                where = f"({expression.text}), order {order} at {place!r}"
                if mp.isnan(true):
                    assert not np.isfinite(computed), where
                    undefined += 1
                else:
                    assert abs(computed - true) <= allowed, where
                    compared += 1
    assert compared > 2 * COUNT * PLACES
    assert undefined > COUNT // 10
