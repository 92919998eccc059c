"""Algebraic functions, and some odd and even ones, that stay exact in the tails.

Far out they differ from a line by a power of x, which the textbook formulas
lose by cancellation. Each works on arrays and on jets.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from actplot.arrays import Floats, Series
from actplot.calculus import elementary, twofold_jets
from actplot.calculus.primitive import by_rule, primitive, smooth


def size(u: Any) -> Any:
    """|u|, with the slope of the right side at 0."""
    return np.where(u < 0.0, -u, u)


def ramp(u: Any, low: float, high: float) -> Any:
    """From 0 at low to 1 at high, and so beyond; at the corners the derivative is 0."""
    # (u + 3) / 6 keeps digits near -3 that u / 6 + 1/2 loses, and rounds to 1 before 3.
    return np.where(u <= low, 0.0, np.where(u >= high, 1.0, (u - low) / (high - low)))


@primitive(lambda u: (1.0 / (1.0 + size(u))) ** 2, breaks=True)
def softsign(u: Floats) -> Floats:
    """u / (1 + |u|)."""
    return np.where(np.isinf(u), np.sign(u), u / (1.0 + np.abs(u)))


@primitive(lambda u: 0.5 * (1.0 / (1.0 + size(u))) ** 2, breaks=True)
def elliott(u: Floats) -> Floats:
    """(1 + u / (1 + |u|)) / 2."""
    half = 0.5 / (1.0 + np.abs(u))
    return np.where(u < 0.0, half, 1.0 - half)


@by_rule(
    lambda u: twofold_jets.chained(
        lambda v: v / np.sqrt(1.0 + v * v), lambda v: inverse_root(v) ** 3, u
    )
)
def isru(u: Series) -> Series:
    """u / sqrt(1 + u^2)."""
    return elementary.hyperbola(u)[0]


@by_rule(lambda u: 1.0 / np.sqrt(1.0 + u * u))
def inverse_root(u: Series) -> Series:
    """1 / sqrt(1 + u^2)."""
    return elementary.hyperbola(u)[1]


@primitive(isru)
def root(u: Floats) -> Floats:
    """sqrt(1 + u^2)."""
    return np.hypot(1.0, u)


@primitive(isru)
def root_rise(u: Floats) -> Floats:
    """sqrt(1 + u^2) - 1."""
    return u * (u / (1.0 + np.hypot(1.0, u)))


def _rootsig_slope(u: Any) -> Any:
    inverse = inverse_root(u)
    return inverse**2 * (1.0 / (1.0 + inverse))


@primitive(_rootsig_slope)
def rootsig(u: Floats) -> Floats:
    """u / (1 + sqrt(1 + u^2))."""
    return np.where(np.isinf(u), np.sign(u), u / (1.0 + np.hypot(1.0, u)))


@primitive(lambda u: 0.5 * inverse_root(u) ** 3)
def root_gate(u: Floats) -> Floats:
    """(1 + u / sqrt(1 + u^2)) / 2."""
    reach = np.hypot(1.0, u)
    return np.where(u < 0.0, 0.5 / (reach * (reach - u)), 0.5 * (1.0 + u / reach))


@primitive(root_gate)
def squareplus(u: Floats) -> Floats:
    """(u + sqrt(1 + u^2)) / 2."""
    reach = np.abs(u) + np.hypot(1.0, u)
    return np.where(u < 0.0, 0.5 / reach, 0.5 * reach)


@primitive(lambda u: 2.0 * root_gate(u))
def bend(u: Floats) -> Floats:
    """u + sqrt(1 + u^2) - 1, which tends to -1 on the left."""
    reach = np.hypot(1.0, u)
    return np.where(u < -1.0, 1.0 / (reach - u) - 1.0, u + u * (u / (1.0 + reach)))


@primitive(lambda u: 2.0 * isru(u) * inverse_root(u))
def log_square(u: Floats) -> Floats:
    """log(1 + u^2)."""
    far = 2.0 * np.log(np.abs(u))
    return np.where(np.abs(u) > 1e10, far, np.log1p(u * u))


def cauchy(u: Any) -> Any:
    """1 / (1 + u^2)."""
    return 1.0 / (1.0 + u * u)


@primitive(lambda u: 2.0 * cauchy(u) ** 2)
def _arctan_slope(u: Floats) -> Any:
    """arctan(u) + u / (1 + u^2)."""
    return np.arctan(u) + u * cauchy(u)


@primitive(_arctan_slope)
def self_arctan(u: Floats) -> Floats:
    """u arctan(u)."""
    return u * np.arctan(u)


@primitive(lambda u: 1.0 / (1.0 + size(u)), breaks=True)
def symlog(u: Floats) -> Floats:
    """sign(u) log(1 + |u|)."""
    return np.copysign(np.log1p(np.abs(u)), u)


@primitive(lambda u: np.exp(size(u)), breaks=True)
def symexp(u: Floats) -> Floats:
    """sign(u) (exp(|u|) - 1)."""
    return np.copysign(np.expm1(np.abs(u)), u)


@smooth
def cubic_rise(x: Any, *, half: float) -> Any:
    """t^2 (3 - 2 t) with t = (x / half + 1) / 2, from whichever end is nearer."""
    low, high = (half + x) / (2.0 * half), (half - x) / (2.0 * half)
    rise = high * high * (3.0 - 2.0 * high)
    return np.where(x < 0.0, low * low * (3.0 - 2.0 * low), 1.0 - rise)
