"""Inverses of distribution functions: what maps shares of one back to places."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from actplot.arrays import Floats, Series
from actplot.calculus import series, special, twofold, twofold_jets
from actplot.calculus.arithmetic import void
from actplot.calculus.elementary import reciprocal
from actplot.calculus.jet import Function, Jet, report
from actplot.calculus.primitive import by_rule
from actplot.calculus.twofold import ROOT_HALF, TWO_OVER_ROOT_PI, Twofold

_PEAK = TWO_OVER_ROOT_PI * ROOT_HALF * 0.5
"""The normal density at 0."""

# Below this share, and above its complement, a step of Newton's makes up the last digits.
TAIL = 0.1


def _of_shares(formula: Function) -> Callable[[Callable[[Series], Series]], Function]:
    """A function on (0, 1) with poles at both ends; a value there is none."""

    def decorate(rule: Callable[[Series], Series]) -> Function:
        smooth = by_rule(formula)(rule)

        @functools.wraps(rule)
        def function(u: Any) -> Any:
            result = smooth(u)
            if isinstance(u, Jet) and not u.is_twofold:
                report("edge", np.minimum(u.value, 1.0 - u.value), u)
                ends = np.isinf(result.value) & np.isfinite(u.value)
                if ends.any():
                    result.marks = void(ends, u)
            return result

        return function

    return decorate


@_of_shares(lambda u: np.log(u / (1.0 - u)))
def logit(u: Series) -> Series:
    """log(u / (1 - u)), the inverse of sigmoid."""
    p = u[0]
    with np.errstate(all="ignore"):
        near = np.log1p((2.0 * p - 1.0) / (1.0 - p))  # exact about the root at 1/2
        far = np.log(p) - np.log1p(-p)
    value: Floats = np.where(np.abs(p - 0.5) < 0.25, near, far)
    if len(u) == 1:
        return value.reshape(u.shape)
    rest = -u[:-1]
    rest[0] += 1.0
    return series.chained(value, reciprocal(u[:-1]) + reciprocal(rest), u)


def _probit(u: Any) -> Any:
    """The quantile of floats, made better by a step of Newton's."""

    def value(v: Any) -> Any:
        first = _normal_quantile(v.value)
        share = twofold.erfc(Twofold(first) * -ROOT_HALF) * 0.5
        return (v - share) / special.normal_pdf(first) + first

    return twofold_jets.chained(value, lambda v: np.exp(_probit(v) ** 2 * 0.5) / _PEAK, u)


@_of_shares(_probit)
def probit(u: Series) -> Series:
    """The inverse of the standard normal distribution function."""
    result, rate = np.empty_like(u), np.empty_like(u)
    result[0] = _normal_quantile(u[0])
    if len(u) == 1:
        return result
    # y' = 1 / phi(y), whose own rate is y y': no digit of the tail is lost in it.
    rate[0] = _over_density(u[0], result[0])
    slope = series.slope(u)
    for k in range(1, len(u)):
        if k > 1:
            steps = series.slope(result[:k])
            bent = [series.dot(result[: j + 1], steps[j::-1]) for j in range(k - 1)]
            rate[k - 1] = series.dot(np.array(bent), rate[k - 2 :: -1]) / (k - 1)
        result[k] = series.dot(slope[:k], rate[k - 1 :: -1]) / k
    return result


def _normal_quantile(p: Floats) -> Floats:
    from statistics import NormalDist  # on use: it is slow to import

    inverse = NormalDist().inv_cdf

    def one(share: float) -> float:
        return inverse(share) if 0.0 < share < 1.0 else _ENDS.get(share, math.nan)

    with np.errstate(all="ignore"):
        quantiles = np.asarray(np.frompyfunc(one, 1, 1)(p), dtype=np.float64)
        upper = p > 0.5
        share = np.where(upper, 1.0 - p, p)
        y: Floats = np.where(upper, -quantiles, quantiles)
        step = (special.normal_cdf(y) - share) / special.normal_pdf(y)
    tail = (share < TAIL) & np.isfinite(step)
    y = np.where(tail, y - step, y)
    return np.where(upper, -y, y)


_ENDS = {0.0: -math.inf, 1.0: math.inf}


def _over_density(p: Floats, y: Floats) -> Floats:
    """1 / phi(y); in the tails by way of Phi(y) / phi(y), which hardly changes with y."""
    share = np.where(p > 0.5, 1.0 - p, p)
    with np.errstate(all="ignore"):
        density = special.normal_pdf(y)
        mills = special.normal_cdf(-np.abs(y)) / density
        inverse: Floats = np.where(np.abs(y) > 2.0, mills / share, 1.0 / density)
    return inverse
