"""Writes tests/data/activations.npz and tests/data/ulp.npz: true values, computed once.

    python tests/reference_data.py

takes a few minutes. The values are those of the formulas in reference.py in up to 1300
digits; a test computes some of them again.
"""

from __future__ import annotations

from pathlib import Path

import mpmath as mp
import numpy as np
from reference import exact
from reference_settings import settings

from actplot.activations import catalogue

DATA = Path(__file__).parent / "data"

CORE = (
    "identity", "binary_step", "sigmoid", "tanh", "softsign", "hard_sigmoid", "hard_tanh", "relu",
    "relu6", "leaky_relu", "prelu", "elu", "selu", "celu", "softplus", "gelu", "gelu_tanh", "silu",
    "swish", "mish", "hard_swish", "softmax", "log_softmax", "maxout",
)  # fmt: skip
"""The most used activations, checked at more points."""

LAST_DIGITS = (
    "sigmoid", "tanh", "softplus", "log_sigmoid", "silu", "gelu", "gelu_tanh", "mish", "elu",
    "selu", "softsign", "hard_sigmoid", "hard_swish", "tanh_shrink", "squareplus", "log_cosh",
)  # fmt: skip
"""The activations that are checked in units in the last place."""

FAR = np.array([20.0, 23.7, 50.0, 137.0, 300.0, 700.0, 1e4, 1e6, 1e10, 1e30, 1e75, 1e150, 1e300])
DIGITS = 1300


def near(count: int, seed: int) -> np.ndarray:
    """Points of [-10, 10], one at random in each of count equal parts, so at no joint."""
    random = np.random.default_rng(seed)
    return -10.0 + 20.0 / count * (np.arange(count) + random.uniform(0.01, 0.99, count))


def points(name: str, setting: int) -> np.ndarray:
    count = 48 if setting else 400 if name in CORE else 64
    return np.concatenate([near(count, setting), -FAR, FAR])


def spread(seed: int = 5) -> np.ndarray:
    """Points for the last digits: all of [-10, 10], and every power of ten."""
    random = np.random.default_rng(seed)
    powers = _powers_of_ten(random.uniform(-300.0, 300.0, 60))
    middle = _powers_of_ten(random.uniform(-3.0, 3.0, 60))
    return np.concatenate([near(300, seed), powers, -powers, middle, -middle])


def _powers_of_ten(exponents: np.ndarray) -> np.ndarray:
    """10 to the exponents, to six digits: the last bit of a power depends on the processor."""
    return np.array([float(f"{10.0**exponent:.6g}") for exponent in exponents.tolist()])


def main() -> None:
    DATA.mkdir(exist_ok=True)
    values, last = {}, {}
    for name, entry in catalogue().items():
        for setting, parameters in enumerate(settings(entry)):
            rows = [
                [float(each) for each in exact(name, float(x), parameters, DIGITS)]
                for x in points(name, setting)
            ]
            values[f"{name}/{setting}"] = np.array(rows).T
        if name in LAST_DIGITS:
            true = [exact(name, float(x), settings(entry)[0], DIGITS)[:2] for x in spread()]
            nearest = np.array([[float(each) for each in row] for row in true])
            with mp.workdps(DIGITS):
                off = [
                    [float((each - float(each)) / float(np.spacing(float(each)))) for each in row]
                    for row in true
                ]
            last[f"{name}/nearest"] = nearest.T
            last[f"{name}/off"] = np.array(off, dtype=np.float32).T
    np.savez_compressed(DATA / "activations.npz", **values)
    np.savez_compressed(DATA / "ulp.npz", **last)


if __name__ == "__main__":
    main()
