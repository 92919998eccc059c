"""Settings at the edges of their domains, and places where a plain formula would fail."""

from __future__ import annotations

import mpmath as mp
import numpy as np
import pytest
from reference import exact
from reference_settings import bound, settings

from actplot.activations import catalogue
from actplot.calculus.derivatives import evaluate

EDGES = [
    # exp(x / beta) overflows.
    ("srs", {"alpha": 1.0, "beta": 1e-8}, (-0.5, 1e-9, 1e-8, 1e-7, 0.5, 0.99, 3.0)),
    # p1 - p2 has lost the digits of p1.
    ("acon_c", {"p1": 1e-4, "p2": -1e6, "beta": 1e-3}, (-8.0, 0.1, 8.0, 1e4)),
    # x + 2 is 2.
    ("hard_mish", {}, (-1e-300, -1e-20, 1e-20)),
    # Derivatives that vanish at 0 keep their digits beside it.
    ("tanh", {}, (1e-300, -1e-20, 3e-5)),
    ("ptelu", {"alpha": 1.0, "beta": 100.0}, (-1e-300, -1e-20)),
    ("softplus", {"beta": 1000.0}, (1e-300, -1e-20)),
    ("swish", {"beta": 1000.0}, (1e-300, -1e-20)),
    # (1 + |x|)^-n is 1.
    ("polu", {"n": 2.0}, (-1e-300, -1e-20, -3e-5)),
    ("polu", {"n": 1e-8}, (-0.5, -10.0)),
    # The phase is huge, and omega no power of two.
    ("finer", {"omega": 0.3}, (1e150, -1e153)),
    ("sine", {"omega": 0.3}, (1e303, -1.7e308)),
]


@pytest.mark.parametrize(("name", "given", "x"), EDGES)
def test_values_and_derivatives_at_edges(
    name: str, given: dict[str, float], x: tuple[float, ...]
) -> None:
    entry = catalogue()[name]
    parameters = settings(entry)[0] | given
    true = [exact(name, mp.mpf(each), parameters, 1300) for each in x]
    for order in range(4):
        computed = evaluate(bound(entry, parameters), np.array(x), order)
        expected = [float(each[order]) for each in true]
        np.testing.assert_allclose(computed, expected, rtol=1e-12, atol=1e-300)
