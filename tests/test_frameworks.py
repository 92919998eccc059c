"""What the frameworks compute under their own names, with their own defaults.

The values were made by tests/reference_frameworks.py, which says with which versions.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from reference_frameworks import BY, FILE, OTHERS, UNBOUND

from actplot.activations import catalogue, find
from actplot.calculus.derivatives import evaluate

with np.load(FILE) as data:
    X = data["x"]
    VALUES = dict(zip(map(str, data["names"]), data["values"], strict=True))

PYTORCH = ("torch", "hf", "timm")
"""Whose slopes at corners are followed."""
GATE_FIRST = ("onnx.SwiGLU", "paddle.nn.functional.swiglu", "paddle.incubate.nn.functional.swiglu")
COARSE = {"hf.xielu": 2e-2, "keras.activations.tanh": 1e-6}
"""Where parameters are stored, or values computed, in fewer digits."""
DIFFERENT = {
    "keras.activations.sparsemax": "the components do not sum to 1",
    "onnx.Clip": "the defaults are no bounds at all",
}
GONE = {
    "keras.layers.ThresholdedReLU": "Keras 2",
    "keras.backend.hard_sigmoid": "Keras 2",
    "paddle.fluid.layers.hard_sigmoid": "Paddle 1",
}
"""Names that no version has which can be installed today, and the last that had them."""
JUMPS = {
    "paddle.nn.Hardshrink": 0.5,
    "paddle.nn.functional.hardshrink": 0.5,
    "timm.hard_mish": 2.0,  # the slope of clamp at its bound is 1
    "hf.xielu": 0.0,  # the slope of min(x, eps) at a tie
}
"""Distances from 0 where an entry follows another convention."""


@pytest.mark.parametrize("name", VALUES)
def test_the_catalogue_computes_what_the_framework_does(name: str) -> None:
    match = find(name)
    entry = match.activation
    others = OTHERS.get(entry.name, ())
    parameters = entry.settings(match.defaults, 1 + len(others))

    def function(x: Any) -> Any:
        inputs = (x, *others)
        return entry(*(inputs[::-1] if name in GATE_FIRST else inputs), **parameters)

    value, slope = (evaluate(function, X, order) for order in (0, 1))
    near = [evaluate(function, X + side * 1e-9, 1) for side in (-1, 1)]
    smooth = np.abs(near[1] - near[0]) < 1e-6
    here = np.abs(np.abs(X) - JUMPS.get(name, np.inf)) > 1e-6
    there = here & (smooth | name.startswith(PYTORCH))
    allowed = COARSE.get(name, 2e-7)
    same = np.allclose(value[here], VALUES[name][0][here], rtol=allowed, atol=allowed)
    assert same == (name not in DIFFERENT)
    if same and not np.isnan(VALUES[name][1]).any():
        np.testing.assert_allclose(slope[there], VALUES[name][1][there], rtol=allowed, atol=allowed)


def test_every_name_that_could_be_asked_was_asked() -> None:
    """Also after an alias was added."""
    for entry in catalogue().values():
        for alias in entry.aliases:
            name = alias.partition("(")[0]
            if "." in name and name.partition(".")[0] in BY and entry.name not in UNBOUND:
                assert name in VALUES or name in GONE, name
    assert all(find(name) for name in VALUES)
    assert len(VALUES) > 330
