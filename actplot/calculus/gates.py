"""Gates, and units of the form x times gate, that stay exact in both tails."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from actplot.arrays import Floats, Series
from actplot.calculus import doubled, elementary, series, twofold_jets
from actplot.calculus.algebraic import cauchy, inverse_root, isru, root_gate
from actplot.calculus.primitive import by_rule, primitive, smooth, twofold_formula
from actplot.calculus.special import sigmoid, softplus
from actplot.calculus.twofold import PI, Twofold

# As the sum of two floats.
SQRT_8_OVER_PI = (1.5957691216057308, -9.96930880911092e-17)
GELU_CUBIC = (0.044715, 2.1960211427085595e-18)


def _gelu_tanh_gate(u: Any) -> Any:
    cubic = u * u * Twofold(*GELU_CUBIC) + 1.0
    return sigmoid(u * cubic * Twofold(*SQRT_8_OVER_PI))


@by_rule(_gelu_tanh_gate)
def gelu_tanh_gate(u: Series) -> Series:
    """sigmoid(sqrt(8/pi) (u + 0.044715 u^3)) = (1 + tanh(sqrt(2/pi) (...))) / 2."""
    x = u[0]
    cubic = doubled.plus(doubled.times(doubled.product(x, x), *GELU_CUBIC), 1.0)
    high, low = doubled.times(doubled.times(cubic, x), *SQRT_8_OVER_PI)
    square = series.product(u, u) * GELU_CUBIC[0]
    square[:1] += 1.0
    argument = series.product(u, square) * SQRT_8_OVER_PI[0]
    argument[0] = high
    return elementary.sigmoid(argument, low)


@by_rule(lambda u: np.tanh(softplus(u)))
def mish_gate(u: Series) -> Series:
    """tanh(softplus(u)) = g, by g' = (1 - g) (1 + g) sigmoid(u)."""
    tail = np.exp(-np.abs(u[0]))
    positive = u[0] >= 0.0
    # With n = exp(2u) + 2 exp(u): g = n / (n + 2), divided by exp(2u) for u >= 0.
    rise = np.where(positive, 1.0 + 2.0 * tail, tail * (2.0 + tail))
    rest = np.where(positive, 2.0 * tail * tail, 2.0)
    gate, complement = np.empty_like(u), np.empty_like(u)
    gate[0], complement[0] = rise / (rise + rest), rest / (rise + rest)
    rate = series.damped(elementary.sigmoid(u)[:-1], series.slope(u)) if len(u) > 1 else u[1:]
    for k in range(1, len(u)):
        other = gate[:k].copy()
        other[0] += 1.0
        gate[k] = series.damped(series.damped(complement[:k], other), rate[:k])[k - 1] / k
        complement[k] = -gate[k]
    return gate


def _quarter_sine(u: Any, half_pi: Any = PI * 0.5) -> Any:
    return np.where(u < 0.0, np.sin(sigmoid(u) * half_pi), np.cos(sigmoid(-u) * half_pi))


@twofold_formula(_quarter_sine)
@smooth
def quarter_sine(u: Any) -> Any:
    """sin(pi/2 sigmoid(u)), as a cosine of the complement where the sine is flat."""
    return _quarter_sine(u, 0.5 * math.pi)


@primitive(lambda u: root_gate(u) + 0.5 * isru(u) * inverse_root(u) ** 2)
def root_gated(u: Floats) -> Floats:
    """u (1 + u / sqrt(1 + u^2)) / 2."""
    size = np.hypot(1.0, u)
    return np.where(u < 0.0, 0.5 * (u / size) / (size - u), 0.5 * u * (1.0 + u / size))


@primitive(lambda u: (2.0 / math.pi) * cauchy(u) ** 2)
def _cauchy_gated_slope(u: Floats) -> Floats:
    """1/2 + (arctan(u) + u / (1 + u^2)) / pi."""
    # Far left, with w = -1/u, the terms cancel down to
    # (arctan(w) - w / (1 + w^2)) / pi = 2/3 w^3 - 4/5 w^5 + 6/7 w^7 - ...
    w = -1.0 / np.minimum(u, -2.0)
    square = w * w
    tail = np.zeros_like(w)
    for k in range(26, 0, -1):
        tail = 2.0 * k / (2.0 * k + 1.0) - square * tail
    return np.where(
        u < -2.0, w * square * tail / math.pi, 0.5 + (np.arctan(u) + u * cauchy(u)) / math.pi
    )


def _cauchy_gated(u: Any) -> Any:
    def slope(v: Any) -> Any:
        return twofold_jets.chained(
            lambda w: 0.5 + (np.arctan(w) + w * cauchy(w)) / PI,
            lambda w: cauchy(w) ** 2 * 2.0 / PI,
            v,
        )

    return twofold_jets.chained(lambda v: v * (0.5 + np.arctan(v) / PI), slope, u)


@primitive(_cauchy_gated_slope, formula=_cauchy_gated)
def cauchy_gated(u: Floats) -> Floats:
    """u (1/2 + arctan(u) / pi), which tends to -1/pi on the left."""
    far = np.arctan(1.0 / np.abs(u)) / math.pi
    return u * np.where(u < -1.0, far, 0.5 + np.arctan(u) / math.pi)


def _arctan_gated_slope2(u: Any) -> Any:
    angle, fall = np.arctan(u), cauchy(u)
    gate, rest = sigmoid(angle), sigmoid(-angle)
    return gate * rest * (2.0 * fall**2 + (u * fall) * fall * (rest - gate))


@primitive(_arctan_gated_slope2)
def _arctan_gated_slope(u: Floats) -> Any:
    angle = np.arctan(u)
    gate = sigmoid(angle)
    return gate * (1.0 + u * cauchy(u) * sigmoid(-angle))


@primitive(_arctan_gated_slope)
def arctan_gated(u: Floats) -> Any:
    """u sigmoid(arctan(u))."""
    return u * sigmoid(np.arctan(u))
