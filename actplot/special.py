"""Functions that need their own rule to stay exact in the tails.

Each works on arrays and on jets. Formulas that subtract nearly equal numbers
(1 - tanh^2, 1 - sigmoid) lose all digits far out; these forms lose none.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actplot import series
from actplot.jet import Function, Jet

Array = NDArray[np.float64]

_erf = np.frompyfunc(math.erf, 1, 1)
_erfc = np.frompyfunc(math.erfc, 1, 1)


def primitive(derivative: Function) -> Callable[[Callable[[Array], Array]], Function]:
    """Make a jet-capable function from one on arrays and its derivative.

    derivative is itself a function of arrays and jets. No event is reported,
    so both may switch between numeric forms of one smooth function.
    """

    def decorate(value: Callable[[Array], Array]) -> Function:
        @functools.wraps(value)
        def function(u: Any) -> Any:
            if not isinstance(u, Jet):
                return value(np.asarray(u, dtype=np.float64))
            at_value = np.asarray(value(u.value))
            if u.order == 0:
                return Jet(at_value[np.newaxis], u.trace)
            rate = derivative(u.truncated(u.order - 1)).coefficients
            return Jet(series.chained(at_value, rate, u.coefficients), u.trace)

        return function

    return decorate


def _by_rule(rule: series.Rule) -> Function:
    """A function of arrays and jets from a rule for series."""

    def function(u: Any) -> Any:
        if isinstance(u, Jet):
            return Jet(rule(u.coefficients), u.trace)
        return rule(np.asarray(u, dtype=np.float64)[np.newaxis])[0]

    return function


_sigmoid = _by_rule(series.sigmoid)


def sigmoid(u: Any) -> Any:
    """1 / (1 + exp(-u))."""
    return _sigmoid(u)


@primitive(sigmoid)
def softplus(u: Array) -> Array:
    """log(1 + exp(u))."""
    return np.maximum(u, 0.0) + np.log1p(np.exp(-np.abs(u)))


def log_sigmoid(u: Any) -> Any:
    """log(sigmoid(u))."""
    return -softplus(-u)


def sech(u: Any) -> Any:
    """1 / cosh(u)."""
    return _sech(u)


def _sech_slope(u: Any) -> Any:
    return -_sech(u) * np.tanh(u)


@primitive(_sech_slope)
def _sech(u: Array) -> Array:
    tail = np.exp(-np.abs(u))
    return 2.0 * tail / (1.0 + tail * tail)


def sech2(u: Any) -> Any:
    """1 / cosh(u)^2, the derivative of tanh."""
    double = 2.0 * u
    return 4.0 * sigmoid(double) * sigmoid(-double)


def _gaussian_slope(u: Any) -> Any:
    return -u * gaussian(u)


@primitive(_gaussian_slope)
def gaussian(u: Array) -> Array:
    """exp(-u^2 / 2)."""
    square, error = _square(u)
    return np.exp(-0.5 * square) * (1.0 - 0.5 * error)


def normal_pdf(u: Any) -> Any:
    """The standard normal density."""
    return gaussian(u) * (1.0 / math.sqrt(2.0 * math.pi))


@primitive(normal_pdf)
def normal_cdf(u: Array) -> Array:
    """The standard normal distribution function."""
    argument = u * -_SQRT_HALF
    # What rounding took from the argument matters where erfc falls steeply.
    lost = _product_error(u, -_SQRT_HALF) + u * -_SQRT_HALF_REST
    slope = -2.0 / math.sqrt(math.pi) * np.exp(-argument * argument)
    finite = np.isfinite(u)
    corrected: Array = 0.5 * (erfc(argument) + np.where(finite, slope * lost, 0.0))
    return corrected


def _erf_slope(u: Any) -> Any:
    return gaussian(u * math.sqrt(2.0)) * (2.0 / math.sqrt(math.pi))


def _erfc_slope(u: Any) -> Any:
    return -_erf_slope(u)


@primitive(_erf_slope)
def erf(u: Array) -> Array:
    """The Gauss error function."""
    return np.asarray(_erf(u), dtype=np.float64)


@primitive(_erfc_slope)
def erfc(u: Array) -> Array:
    """1 - erf(u)."""
    return np.asarray(_erfc(u), dtype=np.float64)


_SQRT_HALF = math.sqrt(0.5)
_SQRT_HALF_REST = -4.833646656726457e-17  # sqrt(1/2) minus the float above


def _split(u: Array) -> tuple[Array, Array]:
    """u as a sum of two numbers of at most 26 bits (Veltkamp)."""
    big = u * 134217729.0
    high = big - (big - u)
    return high, u - high


def _product_error(a: Array, b: float) -> Array:
    """What the rounding of a * b lost (Dekker); 0 where the split overflows."""
    a_high, a_low = _split(a)
    b_high, b_low = _split(np.asarray(b))
    error = ((a_high * b_high - a * b) + a_high * b_low + a_low * b_high) + a_low * b_low
    return np.where(np.isfinite(error), error, 0.0)


def _square(u: Array) -> tuple[Array, Array]:
    result = u * u
    high, low = _split(u)
    error = ((high * high - result) + 2.0 * high * low) + low * low
    return result, np.where(np.isfinite(error), error, 0.0)


sinc = _by_rule(series.sinc)


def _softsign_slope(u: Any) -> Any:
    return (1.0 / (1.0 + np.abs(u))) ** 2


@primitive(_softsign_slope)
def softsign(u: Array) -> Array:
    """u / (1 + |u|)."""
    return np.where(np.isinf(u), np.sign(u), u / (1.0 + np.abs(u)))
