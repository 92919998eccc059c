"""Random expressions, each with the same function in many digits and four derivatives."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import NamedTuple

import mpmath as mp
import reference_numbers as many
from reference_numbers import UNDEFINED, Exact

ORDERS = 5
DIGITS = 40


class Judged(NamedTuple):
    """True derivatives at a place, and how far off floats may be there.

    sure: the place is far from any switch, pole and edge, so that rounding decides nothing.
    """

    true: tuple[mp.mpf, ...]
    allowed: tuple[float, ...]
    sure: bool


class _Run:
    """One evaluation: how large its parts are, and whether one of them is near to a switch."""

    def __init__(self) -> None:
        self.sizes = [mp.mpf(1)] * ORDERS
        self.sure = True

    def seen(self, value: Exact) -> Exact:
        for k, each in enumerate(value.d):
            if mp.isinf(each):
                self.sure = False
            elif not mp.isnan(each):
                self.sizes[k] = max(self.sizes[k], abs(each))
        return value

    def apart(self, value: Exact) -> None:
        """A quantity that decides something, or is divided by, must not be near to zero."""
        self.sure &= bool(abs(value.value) > mp.mpf("0.02") and abs(value.value) < 50)


Part = Callable[[Exact, _Run], Exact]


class Expression(NamedTuple):
    text: str
    part: Part

    def at(self, x: float) -> Judged:
        run = _Run()
        with mp.workdps(DIGITS):
            value = self.part(Exact(x, 1), run)
            size, allowed = mp.mpf(1), []
            for largest in run.sizes:
                size = max(size, largest)
                allowed.append(float(size) * 1e-10)
        return Judged(value.d, tuple(allowed), run.sure)


_UNARY: dict[str, Callable[[Exact], Exact]] = {
    "sin": many.sin, "cos": many.cos, "tanh": many.tanh, "atan": many.atan, "erf": many.erf,
    "sigmoid": many.sigmoid, "softplus": many.softplus, "silu": lambda u: u * many.sigmoid(u),
    "gelu": lambda u: u * many.normal_cdf(u), "gaussian": lambda u: many.exp(-(u * u)),
    "mish": lambda u: u * many.tanh(many.softplus(u)),
}  # fmt: skip
# What breaks where its argument is 0.
_BROKEN: dict[str, Callable[[Exact], Exact]] = {
    "abs": abs,
    "relu": lambda u: u if u > 0 else Exact(0),
    "sign": lambda u: Exact(mp.sign(u.value)),
    "leaky_relu": lambda u: u if u > 0 else u * mp.mpf(0.01),
    "elu": lambda u: u if u > 0 else many.exp(u) - 1,
    "binary_step": lambda u: Exact(0 if u < 0 else 1),
    "log": many.log,
    "sqrt": lambda u: many.sqrt(u) if u > 0 else UNDEFINED,
}


def expressions(seed: int) -> Iterator[Expression]:
    """An endless supply, the same for the same seed."""
    rng = random.Random(seed)
    while True:
        yield _grown(rng, rng.randint(1, 4))


def _grown(rng: random.Random, depth: int) -> Expression:
    if depth == 0:
        return _leaf(rng)
    kind = rng.random()
    if kind < 0.4:
        return _applied(rng, depth)
    left, right = _grown(rng, depth - 1), _grown(rng, rng.randint(0, depth - 1))
    if kind < 0.9:
        return _joined(rng.choice("++--**/"), left, right)
    name = rng.choice(["max", "min"])

    def extreme(x: Exact, run: _Run) -> Exact:
        a, b = left.part(x, run), right.part(x, run)
        run.apart(a - b)
        if mp.isnan(a.value) or mp.isnan(b.value):
            return UNDEFINED
        return a if (a > b) == (name == "max") else b

    return Expression(f"{name}({left.text}, {right.text})", extreme)


def _leaf(rng: random.Random) -> Expression:
    if rng.random() < 0.7:
        return Expression("x", lambda x, run: x)
    number = rng.choice([0.5, 1.0, 1.5, 2.0, 3.0, 0.25])
    return Expression(f"{number:g}", lambda x, run: Exact(number))


def _applied(rng: random.Random, depth: int) -> Expression:
    inner = _grown(rng, depth - 1)
    broken = rng.random() < 0.4
    name = rng.choice(sorted(_BROKEN if broken else _UNARY))
    outer = (_BROKEN if broken else _UNARY)[name]

    def applied(x: Exact, run: _Run) -> Exact:
        u = inner.part(x, run)
        if mp.isnan(u.value):
            return UNDEFINED
        if broken:
            run.apart(u)
        run.sure &= bool(abs(u.value) < 50)
        return run.seen(outer(u))

    return Expression(f"{name}({inner.text})", applied)


def _joined(operator: str, left: Expression, right: Expression) -> Expression:
    def joined(x: Exact, run: _Run) -> Exact:
        a, b = left.part(x, run), right.part(x, run)
        if mp.isnan(a.value) or mp.isnan(b.value):
            return UNDEFINED
        if operator == "/":
            run.apart(b)
            if b.value == 0:
                return UNDEFINED
            return run.seen(a / b)
        return run.seen(a + b if operator == "+" else a - b if operator == "-" else a * b)

    return Expression(f"({left.text} {operator} {right.text})", joined)
