"""Exponential functions that need their own rule to stay exact in the tails.

Each works on arrays and on jets. Formulas that subtract nearly equal numbers
(1 - tanh^2, 1 - sigmoid) lose all digits far out; these forms lose none.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from actplot.arrays import Floats, Series
from actplot.calculus import doubled, elementary, series, twofold_jets
from actplot.calculus.jet import Jet
from actplot.calculus.primitive import by_rule, primitive, twofold_formula
from actplot.calculus.twofold import ROOT_HALF, Twofold

LN2 = math.log(2.0)
SQRT_PI = math.sqrt(math.pi)

_erf = np.frompyfunc(math.erf, 1, 1)
_erfc = np.frompyfunc(math.erfc, 1, 1)


def _sigmoid(u: Any) -> Any:
    fall = np.exp(-np.abs(u))
    return np.where(u < 0.0, fall, 1.0) / (1.0 + fall)


sigmoid = by_rule(_sigmoid)(elementary.sigmoid)
"""1 / (1 + exp(-u))."""


@primitive(sigmoid)
def softplus(u: Floats) -> Floats:
    """log(1 + exp(u))."""
    return np.maximum(u, 0.0) + np.log1p(np.exp(-np.abs(u)))


def _logistic(
    u: Any, rate: float = 1.0, rest: float = 0.0, shift: tuple[float, float] = (0.0, 0.0)
) -> Any:
    return _sigmoid(u * Twofold(rate, rest) + Twofold(*shift))


@by_rule(_logistic)
def logistic(
    u: Series, rate: float = 1.0, rest: float = 0.0, shift: tuple[float, float] = (0.0, 0.0)
) -> Series:
    """sigmoid(rate u + shift), the argument not rounded. rest: what rounding took from rate."""
    rows, lost = _line(u, rate, shift)
    return elementary.sigmoid(rows, lost + rest * u[0])


@by_rule(lambda u, rate=1.0, over=1.0: np.exp(u * rate / over))
def decay(u: Series, rate: float = 1.0, over: float = 1.0) -> Series:
    """exp(rate u / over), the argument not rounded; one of rate and over is 1."""
    if over == 1.0:
        rows, lost = _line(u, rate, (0.0, 0.0))
    else:
        rows = u * rate / over
        rows[0], lost = doubled.quotient(rate * u[0], over)
    return elementary.exp(rows, np.exp(rows[0]) * (1.0 + lost))


def _line(u: Series, rate: float, shift: tuple[float, float]) -> tuple[Series, Floats]:
    """rate u + shift as a series, and what its value lost."""
    rows = u * rate
    high, low = doubled.product(u[0], rate)
    rows[0], error = doubled.total(high, shift[0])
    return rows, low + error + shift[1]


def log_sigmoid(u: Any) -> Any:
    """log(sigmoid(u))."""
    return -softplus(-u)


@primitive(sigmoid, formula=lambda u: np.log1p(0.5 * np.expm1(u)))
def shifted_softplus(u: Floats) -> Floats:
    """softplus(u) - log(2), exact also at its root."""
    near = np.log1p(0.5 * np.expm1(np.clip(u, -1.0, 1.0)))
    return np.where(np.abs(u) < 1.0, near, softplus(u) - LN2)


@primitive(lambda u: -sech(u) * np.tanh(u))
def sech(u: Floats) -> Floats:
    """1 / cosh(u)."""
    tail = np.exp(-np.abs(u))
    return 2.0 * tail / (1.0 + tail * tail)


@primitive(np.tanh)
def log_cosh(u: Floats) -> Floats:
    """log(cosh(u))."""
    size = np.abs(u)
    near = 0.5 * np.log1p(np.sinh(np.minimum(size, 1.0)) ** 2)
    return np.where(size < 1.0, near, size + np.log1p(0.5 * np.expm1(-2.0 * size)))


@primitive(lambda u: np.tanh(u) ** 2)
def tanh_shrink(u: Floats) -> Floats:
    """u - tanh(u)."""
    # tanh(u) = u / (1 + w), w = u^2 / (3 + u^2 / (5 + ...)): then u - tanh(u) = u w / (1 + w).
    square = np.minimum(u * u, 4.0)
    fraction = np.full_like(square, 27.0)
    for odd in range(25, 1, -2):
        fraction = odd + square / fraction
    share = square / fraction
    return np.where(np.abs(u) < 1.6, u * (share / (1.0 + share)), u - np.tanh(u))


def _fading(u: Series, factor: float, over: float = 1.0) -> Series:
    """exp(-factor (u / over)^2), the rounding of the square carried along."""
    root, rest = (u[0], 0.0) if over == 1.0 else doubled.quotient(u[0], over)
    square, lost = doubled.product(root, root)
    lost = lost + 2.0 * root * rest
    lost = np.where(np.isfinite(lost), lost, 0.0)
    value = np.exp(-factor * square) * (1.0 - factor * lost)
    inner = u if over == 1.0 else u / over
    return elementary.exp(-factor * series.product(inner, inner), value)


@by_rule(lambda u, over=1.0: np.exp(-0.5 * (u / over) ** 2))
def gaussian(u: Series, over: float = 1.0) -> Series:
    """exp(-(u / over)^2 / 2)."""
    return _fading(u, 0.5, over)


@by_rule(lambda u: np.exp(-(u * u)))
def bell(u: Series) -> Series:
    """exp(-u^2)."""
    return _fading(u, 1.0)


def normal_pdf(u: Any) -> Any:
    """The standard normal density."""
    return gaussian(u) * (1.0 / math.sqrt(2.0 * math.pi))


@primitive(normal_pdf, formula=lambda u: 0.5 * twofold_jets.erfc(u * -ROOT_HALF))
def normal_cdf(u: Floats) -> Any:
    """The standard normal distribution function."""
    argument, lost = doubled.times((-u, np.zeros_like(u)), ROOT_HALF.high, ROOT_HALF.low)
    slope = -2.0 / SQRT_PI * np.exp(-argument * argument)
    return 0.5 * (erfc(argument) + slope * lost)


@primitive(lambda u: bell(u) * (2.0 / SQRT_PI), formula=twofold_jets.erf)
def erf(u: Floats) -> Floats:
    """The Gauss error function."""
    return np.asarray(_erf(u), dtype=np.float64)


@primitive(lambda u: bell(u) * (-2.0 / SQRT_PI), formula=twofold_jets.erfc)
def erfc(u: Floats) -> Floats:
    """1 - erf(u)."""
    return np.asarray(_erfc(u), dtype=np.float64)


@twofold_formula(lambda u, frequency: (np.sin(u * frequency), np.cos(u * frequency)))
def waves(u: Any, frequency: float) -> tuple[Any, Any]:
    """sin(frequency u) and cos(frequency u), without rounding the product."""
    if not isinstance(u, Jet):
        return doubled.sin_cos(doubled.product(np.asarray(u, dtype=np.float64), frequency))
    values = doubled.sin_cos(doubled.product(u.value, frequency))
    sine, cosine = elementary.sin_cos(series.scaled(u.coefficients, frequency), values)
    if u.trace is not None and u.trace.watch is not None:
        u.trace.watch.waved(sine, cosine)
    return u.followed(sine), u.followed(cosine)


def _sinc(u: Any, frequency: float = 1.0) -> Any:
    v = u * frequency
    return np.where(np.abs(v) < 1e-4, np.nan, np.sin(v) / v)  # nearer it would lose all digits


@twofold_formula(_sinc)
def sinc(u: Any, frequency: float = 1.0) -> Any:
    """sin(frequency u) / (frequency u), and 1 at 0."""
    jet = u if isinstance(u, Jet) else Jet(np.asarray(u, dtype=np.float64)[np.newaxis])
    values = doubled.sin_cos(doubled.product(jet.value, frequency))
    rows = series.scaled(jet.coefficients, frequency)
    result = elementary.sinc(rows, values)
    if jet.trace is not None and jet.trace.watch is not None:
        jet.trace.watch.applied(rows, result)
    return jet.followed(result) if jet is u else result[0]


@twofold_formula(lambda u, omega: np.sin(u * (1.0 + np.abs(u)) * omega))
def rising_wave(u: Any, omega: float) -> Any:
    """sin(omega (1 + |u|) u), its large phase not rounded."""
    x = u.value if isinstance(u, Jet) else np.asarray(u, dtype=np.float64)
    square, lost = doubled.product(x, np.abs(x))
    parts = [doubled.product(part, omega) for part in (square, lost, x)]
    values = doubled.sin_cos(tuple(term for pair in parts for term in pair))
    if not isinstance(u, Jet):
        return values[0]
    inner = Jet(u.coefficients, u.trace)
    phase = omega * inner * (1.0 + np.abs(inner))
    sine, cosine = elementary.sin_cos(phase.coefficients, values)
    if u.trace is not None and u.trace.watch is not None:
        # Farther out the phase has more digits than twice those of a float.
        u.trace.watch.waved(sine, cosine, np.abs(x) < 1e6)
    return u.followed(sine)
