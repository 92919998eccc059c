"""Numbers of twice the digits (double-double): each is the sum of two floats.

Where a formula cancels, or is steep at an argument that has been rounded, floats keep few
digits. There it is evaluated once more in these numbers (T. J. Dekker, A floating-point
technique for extending the available precision, Numerische Mathematik 18, 1971). Sums,
products and quotients are right to some 31 digits, and so are most functions below.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any

import numpy as np

from actplot.arrays import Floats
from actplot.calculus import doubled


class Twofold:
    """high + low, arrays or floats, |low| at most half a unit in the last place of high."""

    __slots__ = ("high", "low")

    def __init__(self, high: Any, low: Any = 0.0) -> None:
        self.high = high
        self.low = low

    def __neg__(self) -> Twofold:
        return Twofold(-self.high, -self.low)

    def __add__(self, by: Any) -> Twofold:
        other = twofold(by)
        high, lost = doubled.total(self.high, other.high)
        return _settled(high, lost + (self.low + other.low))

    __radd__ = __add__

    def __sub__(self, by: Any) -> Twofold:
        return self.__add__(-twofold(by))

    def __rsub__(self, by: Any) -> Twofold:
        return (-self).__add__(by)

    def __mul__(self, by: Any) -> Twofold:
        other = twofold(by)
        high, lost = doubled.product(self.high, other.high)
        return _settled(high, lost + (self.high * other.low + self.low * other.high))

    __rmul__ = __mul__

    def __truediv__(self, by: Any) -> Twofold:
        other = twofold(by)
        high = np.divide(self.high, other.high)
        back, lost = doubled.product(high, other.high)
        rest = ((self.high - back) - lost + self.low - high * other.low) / other.high
        return _settled(high, rest)

    def __rtruediv__(self, by: Any) -> Twofold:
        return twofold(by).__truediv__(self)

    def times_power_of_two(self, exponent: Any) -> Twofold:
        return Twofold(np.ldexp(self.high, exponent), np.ldexp(self.low, exponent))


def twofold(value: Any) -> Twofold:
    return value if isinstance(value, Twofold) else Twofold(value)


class ExactFloat(float):
    """A number of a formula, rounded; exactly: gives it in twice the digits.

    0.1 and pi are no floats, and `(x^2 - 0.01) / (x - 0.1)` and `sin(x) / (x - pi)` have a pole
    where these are rounded.
    """

    exactly: Callable[[], Twofold]

    def __new__(cls, value: float, exactly: Callable[[], Twofold]) -> ExactFloat:
        number = super().__new__(cls, value)
        number.exactly = exactly
        return number


def written(value: Any) -> Twofold:
    """A number of a formula with the digits that were rounded."""
    return value.exactly() if isinstance(value, ExactFloat) else twofold(value)


def decimal(value: float) -> Twofold:
    """The shortest decimal number that is rounded to this float: a tenth for 0.1."""
    from decimal import Decimal  # on use: it is slow to import

    return Twofold(float(value), float(Decimal(repr(float(value))) - Decimal(value)))


def where(condition: Any, a: Any, b: Any) -> Twofold:
    first, second = twofold(a), twofold(b)
    high = np.where(condition, first.high, second.high)
    return Twofold(high, np.where(condition, first.low, second.low))


def _settled(high: Any, low: Any) -> Twofold:
    total = high + low
    rest = low - (total - high)
    known = np.isfinite(rest)
    if known.all():
        return Twofold(total, rest)
    # What is infinite has no low part; what is lost of a finite number is not known.
    return Twofold(np.where(known, total, high), np.where(known, rest, 0.0))


PI = Twofold(3.141592653589793, 1.2246467991473532e-16)
E = Twofold(2.718281828459045, 1.4456468917292502e-16)
LN2 = Twofold(0.6931471805599453, 2.3190468138462996e-17)
LN10 = Twofold(2.302585092994046, -2.1707562233822494e-16)
ROOT_HALF = Twofold(0.7071067811865476, -4.833646656726457e-17)
TWO_OVER_ROOT_PI = Twofold(1.1283791670955126, 1.533545961316588e-17)

_STEPS = 64
"""Steps by which an exponent is reduced, to the doubling."""


@lru_cache
def _doubling() -> tuple[Floats, Floats]:
    """2^(k / 64) for k = 0 ... 63."""
    import decimal  # on use: it is slow to import

    with decimal.localcontext(decimal.Context(prec=50)):
        exact = [decimal.Decimal(2) ** (decimal.Decimal(k) / _STEPS) for k in range(_STEPS)]
        high = [float(power) for power in exact]
        low = [float(e - decimal.Decimal(h)) for e, h in zip(exact, high, strict=True)]
    return np.array(high), np.array(low)


def _reduced(u: Twofold) -> tuple[Any, Any, Twofold]:
    """u as (whole + step / 64) log 2 + rest; whole and step are integers."""
    count = np.rint(np.clip(u.high, -800.0, 800.0) * (_STEPS / LN2.high))
    count = np.where(np.isnan(count), 0.0, count)
    rest = u - LN2 * (count / _STEPS)
    whole = np.floor(count / _STEPS)
    return whole.astype(np.int64), (count - _STEPS * whole).astype(np.int64), rest


_INVERSES = [Twofold(1.0) / float(math.factorial(k)) for k in range(7)]


def _small_expm1(r: Twofold) -> Twofold:
    """exp(r) - 1 for |r| below 0.006."""
    h = np.asarray(r.high)
    total = twofold(h * (1 / 5040 + h * (1 / 40320 + h * (1 / 362880 + h / 3628800))))
    for inverse in _INVERSES[:1:-1]:
        total = (total + inverse) * r
    return r + total * r


def exp(u: Twofold) -> Twofold:
    return _exponentials(u)[0]


def expm1(u: Twofold) -> Twofold:
    power, small, rise = _exponentials(u)
    return where(small, rise, power - 1.0)


def _exponentials(u: Twofold) -> tuple[Twofold, Any, Twofold]:
    """exp(u), where it is near to 1, and what it is less 1 there."""
    whole, step, rest = _reduced(u)
    high, low = _doubling()
    factor, rise = Twofold(high[step], low[step]), _small_expm1(rest)
    # Subnormal numbers are rounded once.
    result = (factor + factor * rise).times_power_of_two(whole)
    beyond = np.abs(u.high) > 780.0
    return where(beyond, np.exp(u.high), result), (whole == 0) & (step == 0), rise


def log1p(u: Twofold) -> Twofold:
    """From the logarithm of the float by one step of Newton's rule."""
    first = np.log1p(u.high)
    back = expm1(Twofold(-first))
    rest = u + back + u * back  # (1 + u) / exp(first) - 1
    return Twofold(first) + rest - rest * rest * 0.5


def log(u: Twofold) -> Twofold:
    first = np.log(u.high)
    rest = u * exp(Twofold(-first)) - 1.0
    far = Twofold(first) + rest - rest * rest * 0.5
    return where(np.abs(u.high - 1.0) < 0.5, log1p(u - 1.0), far)


def sqrt(u: Twofold) -> Twofold:
    first = np.sqrt(u.high)
    rest = (u - Twofold(first) * first) / (2.0 * first)
    return where(u.high == 0.0, 0.0, Twofold(first) + rest)


def cbrt(u: Twofold) -> Twofold:
    first = np.cbrt(u.high)
    cube = Twofold(first) * first * first
    return where(u.high == 0.0, 0.0, Twofold(first) + (u - cube) / (3.0 * first * first))


# pi/2 as three numbers: so many digits are left of a phase below the turns.
_QUARTER = (PI.high / 2.0, PI.low / 2.0, -1.4973849048591698e-33)
_FAR_PHASE = 2.0**40


def _series_of(u: Twofold, coefficients: Sequence[Twofold], exact: int) -> Twofold:
    """The sum of u^k times the coefficients, of which those from exact on matter as floats."""
    h, tail = np.asarray(u.high), np.zeros(np.shape(u.high))
    for coefficient in coefficients[: exact - 1 : -1]:
        tail = coefficient.high + h * tail
    total: Twofold = twofold(tail)
    for coefficient in coefficients[exact - 1 :: -1]:
        total = total * u + coefficient
    return total


_SINES = [Twofold((-1.0) ** k) / float(math.factorial(2 * k + 1)) for k in range(13)]
_COSINES = [Twofold((-1.0) ** k) / float(math.factorial(2 * k)) for k in range(13)]


def sin_cos(u: Twofold) -> tuple[Twofold, Twofold]:
    turns, rest = _turned(u)
    square = rest * rest
    sine, cosine = rest * _series_of(square, _SINES, 8), _series_of(square, _COSINES, 8)
    swap = turns % 2 == 1
    sine, cosine = where(swap, cosine, sine), where(swap, sine, cosine)
    sine = where(turns >= 2, -sine, sine)
    return sine, where((turns == 1) | (turns == 2), -cosine, cosine)


def _turned(u: Twofold) -> tuple[Any, Twofold]:
    """How many quarters of a turn there are in u, modulo 4, and u less these."""
    far = np.abs(u.high) >= _FAR_PHASE
    turns = np.rint(np.where(far, 0.0, u.high) / _QUARTER[0])
    rest = u - Twofold(turns) * _QUARTER[0] - Twofold(turns) * _QUARTER[1] - turns * _QUARTER[2]
    turns = turns.astype(np.int64) & 3
    if far.any():
        parts = _turned_far(u.high, u.low)
        count, high, low = (np.asarray(part, dtype=np.float64) for part in parts)
        turns = np.where(far, count.astype(np.int64), turns)
        rest = where(far, Twofold(high, low), rest)
    return turns, rest


def _turned_one(high: float, low: float) -> tuple[int, float, float]:
    """The same for one number, in integers: pi has as many digits as the largest float."""
    if not abs(high) >= _FAR_PHASE or math.isinf(high):
        return 0, math.nan, 0.0
    bits, quarter = _long_quarter()
    count = sum((top << bits) // bottom for top, bottom in map(float.as_integer_ratio, (high, low)))
    turns, rest = divmod(count + quarter // 2, quarter)
    rest -= quarter // 2
    first = rest / (1 << bits)
    top, bottom = first.as_integer_ratio()
    return turns & 3, first, (rest - (top << bits) // bottom) / (1 << bits)


_turned_far = np.frompyfunc(_turned_one, 2, 3)


@lru_cache
def _long_quarter() -> tuple[int, int]:
    """pi / 2 in units of 2^-bits, by Machin's formula."""
    bits = 1300
    unit = 1 << (bits + 20)

    def arccot(n: int) -> int:
        total = term = unit // n
        sign, k = -1, 3
        while term:
            term //= n * n
            total += sign * (term // k)
            sign, k = -sign, k + 2
        return total

    return bits, (2 * (4 * arccot(5) - arccot(239))) >> 20


def arctan(u: Twofold) -> Twofold:
    """From the angle of the float by one step of Newton's rule."""
    first = np.arctan(u.high)
    sine, cosine = sin_cos(Twofold(first))
    large = np.abs(u.high) > 1.0
    # tan(angle - first), divided by u where that is large.
    top = where(large, cosine - sine / u, u * cosine - sine)
    bottom = where(large, cosine / u + sine, cosine + u * sine)
    return Twofold(first) + top / bottom


_ERF_NEAR = 3.0


@lru_cache
def _erf_coefficients() -> list[Twofold]:
    """2^n / (2n+1)!!."""
    odd = range(3, 123, 2)
    return list(accumulate(odd, lambda last, n: last * 2.0 / float(n), initial=Twofold(1.0)))


def erf(u: Twofold) -> Twofold:
    """2 / sqrt(pi) exp(-u^2) sum of 2^n u^(2n+1) / (2n+1)!!, all terms of one sign."""
    near = np.abs(u.high) < _ERF_NEAR
    v = where(near, u, 0.0)
    square = v * v
    value = v * _series_of(square, _erf_coefficients(), 36) * exp(-square) * TWO_OVER_ROOT_PI
    if near.all():
        return value
    return where(near, value, where(u.high > 0.0, 1.0 - _far_erfc(u), _far_erfc(-u) - 1.0))


def erfc(u: Twofold) -> Twofold:
    far = u.high >= _ERF_NEAR
    complement = 1.0 - erf(where(far, 0.0, u))
    return where(far, _far_erfc(u), complement) if np.any(far) else complement


def _far_erfc(u: Twofold) -> Twofold:
    """From that of the float, which its continued fraction gives to the last digits."""
    size = np.maximum(np.abs(u.high), 1.0)
    fraction = np.zeros_like(size)
    for k in range(80, 0, -1):
        fraction = 0.5 * k / (size + fraction)
    bend = 1.0 / (size + fraction)  # sqrt(pi) exp(u^2) erfc(u)
    steady = Twofold(bend, (2.0 * size * bend - 2.0) * u.low)
    return exp(-(u * u)) * steady * TWO_OVER_ROOT_PI * 0.5
