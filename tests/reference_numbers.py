"""Numbers with four derivatives in many digits, for checking against.

Everything here is done as a textbook does it: the chain rule and the product
rule written out to the fourth derivative, no recurrences. Digits are lost by
cancellation as they may, so that the working precision must be generous.
"""

from __future__ import annotations

import mpmath as mp

HUGE = mp.mpf("1e400")
"""Beyond it an argument of an exponential counts as infinite."""


class Exact:
    """A value and its first four derivatives."""

    def __init__(self, f, f1=0, f2=0, f3=0, f4=0):
        self.d = tuple(mp.mpf(each) for each in (f, f1, f2, f3, f4))

    @property
    def value(self):
        return self.d[0]

    def through(self, g, g1, g2, g3, g4):
        """A function of this number, given the function's derivatives there."""
        _, a, b, c, d = self.d
        return Exact(
            g,
            _times(g1, a),
            _times(g2, a * a) + _times(g1, b),
            _times(g3, a**3) + 3 * _times(g2, a * b) + _times(g1, c),
            _times(g4, a**4)
            + 6 * _times(g3, a * a * b)
            + _times(g2, 3 * b * b + 4 * a * c)
            + _times(g1, d),
        )

    def __add__(self, other):
        return Exact(*(a + b for a, b in zip(self.d, number(other).d, strict=True)))

    def __mul__(self, other):
        (f, f1, f2, f3, f4), (g, g1, g2, g3, g4) = self.d, number(other).d
        return Exact(
            _times(f, g),
            _times(f1, g) + _times(f, g1),
            _times(f2, g) + 2 * _times(f1, g1) + _times(f, g2),
            _times(f3, g) + 3 * _times(f2, g1) + 3 * _times(f1, g2) + _times(f, g3),
            _times(f4, g)
            + 4 * _times(f3, g1)
            + 6 * _times(f2, g2)
            + 4 * _times(f1, g3)
            + _times(f, g4),
        )

    def __pow__(self, p):
        u = self.value
        if isinstance(p, int) and p >= 0:
            result = Exact(1)
            for _ in range(p):
                result = result * self
            return result
        p = mp.mpf(p)
        return self.through(
            u**p, p * u ** (p - 1), p * (p - 1) * u ** (p - 2),
            p * (p - 1) * (p - 2) * u ** (p - 3), p * (p - 1) * (p - 2) * (p - 3) * u ** (p - 4),
        )  # fmt: skip

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + number(other) * -1

    def __truediv__(self, other):
        return self * number(other) ** -1

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __rsub__(self, other):
        return -self + other

    def __rtruediv__(self, other):
        return self**-1 * other

    def __lt__(self, other):
        return self.value < number(other).value

    def __le__(self, other):
        return self.value <= number(other).value

    def __gt__(self, other):
        return self.value > number(other).value

    def __ge__(self, other):
        return self.value >= number(other).value

    def __abs__(self):
        return -self if self.value < 0 else self


UNDEFINED = Exact(*[mp.nan] * 5)


def _times(a, b):
    """Zero wins over infinity: it is the zero of a saturated function."""
    return mp.mpf(0) if a == 0 or b == 0 else a * b


def number(x):
    return x if isinstance(x, Exact) else Exact(x)


def exp(u):
    u = number(u)
    if u.value < -HUGE:
        return Exact(0)
    e = mp.inf if u.value > HUGE else mp.exp(u.value)
    return u.through(e, e, e, e, e)


def log(u):
    v = u.value
    if not v > 0:
        return UNDEFINED
    return u.through(mp.log(v), 1 / v, -1 / v**2, 2 / v**3, -6 / v**4)


def sqrt(u):
    return u ** mp.mpf("0.5")


def sin(u):
    s, c = mp.sin(u.value), mp.cos(u.value)
    return u.through(s, c, -s, -c, s)


def cos(u):
    s, c = mp.sin(u.value), mp.cos(u.value)
    return u.through(c, -s, -c, s, c)


def tanh(u):
    if abs(u.value) > HUGE:
        return Exact(mp.sign(u.value))
    t = mp.tanh(u.value)
    s = 1 - t * t
    return u.through(t, s, -2 * t * s, 2 * s * (3 * t * t - 1), 8 * t * s * (2 - 3 * t * t))


def cosh(u):
    return (exp(u) + exp(-u)) / 2


def sinh(u):
    return (exp(u) - exp(-u)) / 2


def atan(u):
    v = u.value
    w = 1 + v * v
    return u.through(
        mp.atan(v), 1 / w, -2 * v / w**2, (6 * v * v - 2) / w**3, 24 * v * (1 - v * v) / w**4
    )


def erf(u):
    v = u.value
    if abs(v) > mp.mpf("1e150"):  # mpmath's erfc ends there
        return Exact(mp.sign(v))
    g = 2 / mp.sqrt(mp.pi) * (mp.mpf(0) if v * v > HUGE else mp.exp(-v * v))
    # erf itself rounds to 1 far out, and what is missing there may be wanted.
    value = 1 - mp.erfc(v) if v > 0 else mp.erfc(-v) - 1
    return u.through(value, g, -2 * v * g, (4 * v * v - 2) * g, (12 - 8 * v * v) * v * g)


def sigmoid(u):
    return 1 / (1 + exp(-u)) if u.value > 0 else exp(u) / (1 + exp(u))


def softplus(u):
    return log(1 + exp(u)) if u.value < HUGE else u


def normal_cdf(u):
    return (1 + erf(u / mp.sqrt(2))) / 2
