"""Asymptotes and holes of functions, worked out by hand, over x from -6 to 6.

Vertical ones as their x; horizontal and slanting ones as (slope, offset) for x to -infinity and
to infinity, None where there is none; holes as (x, limit).
"""

from __future__ import annotations

from math import pi
from typing import NamedTuple

Line = tuple[float, float] | None


class Known(NamedTuple):
    poles: tuple[float, ...] = ()
    left: Line = None
    right: Line = None
    holes: tuple[tuple[float, float], ...] = ()


ZERO, ONE, MINUS = (0.0, 0.0), (0.0, 1.0), (0.0, -1.0)
IDENTITY = (1.0, 0.0)
TABLE = {
    "1/x": Known((0.0,), ZERO, ZERO),
    "1/(x - 2)": Known((2.0,), ZERO, ZERO),
    "(x + 3)/(x - 2)": Known((2.0,), ONE, ONE),
    "1/x^2": Known((0.0,), ZERO, ZERO),
    "1/(x^2 - 4)": Known((-2.0, 2.0), ZERO, ZERO),
    "x/(x^2 - 1)": Known((-1.0, 1.0), ZERO, ZERO),
    "x^2/(x - 1)": Known((1.0,), (1.0, 1.0), (1.0, 1.0)),
    "(2*x^2 + 1)/x": Known((0.0,), (2.0, 0.0), (2.0, 0.0)),
    "(x^2 - 1)/(x - 1)": Known((), (1.0, 1.0), (1.0, 1.0), ((1.0, 2.0),)),
    "(x^3 - 8)/(x - 2)": Known((), None, None, ((2.0, 12.0),)),
    "(x^2 + x - 6)/(x - 2)": Known((), (1.0, 3.0), (1.0, 3.0), ((2.0, 5.0),)),
    "sin(x)/x": Known((), ZERO, ZERO, ((0.0, 1.0),)),
    "(1 - cos(x))/x": Known((), ZERO, ZERO, ((0.0, 0.0),)),
    "x/x": Known((), ONE, ONE, ((0.0, 1.0),)),
    "where(x == 1, log(-1), x + 1)": Known((), (1.0, 1.0), (1.0, 1.0), ((1.0, 2.0),)),
    "tan(x)": Known((-1.5 * pi, -0.5 * pi, 0.5 * pi, 1.5 * pi)),
    "log(x)": Known((0.0,)),
    "log(abs(x - 1))": Known((1.0,)),
    "exp(x)": Known((), ZERO, None),
    "exp(-x)": Known((), None, ZERO),
    "exp(-x^2)": Known((), ZERO, ZERO),
    "exp(1/x)": Known((0.0,), ONE, ONE),
    "tanh": Known((), MINUS, ONE),
    "sigmoid": Known((), ZERO, ONE),
    "arctan(x)": Known((), (0.0, -pi / 2), (0.0, pi / 2)),
    "softplus": Known((), ZERO, IDENTITY),
    "gelu": Known((), ZERO, IDENTITY),
    "elu": Known((), MINUS, IDENTITY),
    "softsign": Known((), MINUS, ONE),
    "relu": Known((), ZERO, IDENTITY),
    "x + 1/x": Known((0.0,), IDENTITY, IDENTITY),
    "sqrt(x^2 + 1)": Known((), (-1.0, 0.0), IDENTITY),
    "sin(x)": Known(),
    "x^2": Known(),
    "heaviside(x)": Known((), ZERO, ONE),
}
