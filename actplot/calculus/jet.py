"""Jets: numbers that carry their Taylor coefficients through any NumPy function.

A function written for arrays, `def f(x): return np.where(x > 0, x, np.expm1(x))`,
gives its derivatives of every order when x is a `Jet`: NumPy hands each ufunc
and each `np.where` over to `actplot.calculus.rules`. Comparisons are decided on the
value, and leave an event in the jet's `Trace`, from which corners and jumps
can be found.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from actplot.calculus import series
from actplot.calculus.series import Array, Series

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

Function = Callable[..., Any]
Kind = Literal["switch", "pole", "edge"]


class Event(NamedTuple):
    """A quantity whose change of sign may break the function.

    switch: it decides a branch (comparison, maximum, abs, floor, ...).
    pole: something is divided by it. edge: beyond 0 the function is undefined.
    """

    kind: Kind
    value: Array


class Trace:
    """The events of one evaluation, in the order in which they happened.

    zero, where given, is a size up to which the quantity of a switch counts as
    zero: so a function tells its value at a switch that lies between two floats.
    """

    def __init__(self, zero: Array | None = None) -> None:
        self.events: list[Event] = []
        self.zero = zero

    def report(self, kind: Kind, value: Array) -> None:
        self.events.append(Event(kind, np.asarray(value, dtype=np.float64)))


class Jet(NDArrayOperatorsMixin):
    """A truncated Taylor series at each point of an array.

    coefficients: shape (order+1, *shape), row k is f^(k)/k!. Jets mix with
    numbers and arrays in NumPy functions and operators; a NumPy function
    without a rule for jets raises TypeError.
    """

    __slots__ = ("coefficients", "trace")

    def __init__(self, coefficients: Series, trace: Trace | None = None) -> None:
        self.coefficients = coefficients
        self.trace = trace

    @property
    def value(self) -> Array:
        return np.asarray(self.coefficients[0])

    @property
    def order(self) -> int:
        return len(self.coefficients) - 1

    @property
    def shape(self) -> tuple[int, ...]:
        return self.coefficients.shape[1:]

    @property
    def ndim(self) -> int:
        return self.coefficients.ndim - 1

    @property
    def size(self) -> int:
        return math.prod(self.shape)

    def truncated(self, order: int) -> Jet:
        """The same series to a lower order, leaving no events."""
        return Jet(self.coefficients[: order + 1])

    def __repr__(self) -> str:
        return f"Jet({self.coefficients!r})"

    def __array__(self, dtype: object = None, copy: object = None) -> Array:
        raise TypeError(
            "a Jet cannot become an array, since its derivatives would be lost: "
            "leave out np.asarray and the like"
        )

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        from actplot.calculus.rules import UFUNCS  # the rules are made of jets

        rule = UFUNCS.get(ufunc)
        if rule is None:
            raise TypeError(f"np.{ufunc.__name__} has no derivative rule")
        if method != "__call__" or options.keys() - {"dtype", "casting"}:
            raise TypeError(f"np.{ufunc.__name__} takes jets only in its plain form")
        return rule(*inputs)

    def __array_function__(
        self, function: Function, types: object, inputs: tuple[Any, ...], options: dict[str, Any]
    ) -> Any:
        from actplot.calculus.rules import FUNCTIONS

        rule = FUNCTIONS.get(function)
        if rule is None:
            raise TypeError(f"np.{function.__name__} has no derivative rule")
        return rule(*inputs, **options)


def variable(x: ArrayLike, order: int, trace: Trace | None = None) -> Jet:
    """The jet of the identity at each point of x."""
    coefficients = series.constant(x, order)
    coefficients[1:2] = 1.0
    return Jet(coefficients, trace)


def derivatives(f: Function, x: ArrayLike, order: int, trace: Trace | None = None) -> Array:
    """Derivatives 0 to order of f, shape (order+1, *x.shape). Never warns."""
    jet = variable(x, order, trace)
    with np.errstate(all="ignore"):
        coefficients = _coefficients(f(jet), order, jet.shape)
        return coefficients * _factorials(order).reshape(-1, *(1,) * jet.ndim)


def prime(f: Function, order: int = 1) -> Function:
    """The derivative of f of the given order, again a function of arrays and jets."""

    def derivative(x: Any) -> Any:
        if not isinstance(x, Jet):
            return derivatives(f, x, order)[order]
        inner = x.coefficients
        at_value = f(variable(inner[0], x.order + order, x.trace))
        outer = _coefficients(at_value, x.order + order, x.shape)
        weights = _factorials(x.order + order)
        weights = weights[order:] / weights[: x.order + 1]
        outer = outer[order:] * weights.reshape(-1, *(1,) * x.ndim)
        return Jet(series.composed(outer, inner), x.trace)

    return derivative


def _coefficients(result: Any, order: int, shape: tuple[int, ...]) -> Series:
    """What a function of a jet returned, as a series over all its points."""
    found = result.coefficients if isinstance(result, Jet) else series.constant(result, order)
    return np.broadcast_to(series.padded(found, len(shape)), (order + 1, *shape))


def _factorials(order: int) -> Array:
    return np.array([float(math.factorial(k)) for k in range(order + 1)])


# Where the limits at infinity are looked for: far enough that only the leading term
# is left, and at so many places that no oscillation looks like growth.
_FAR = np.append(1.2345 * 10.0 ** np.arange(16.0, 300.0, 6.0), 1e300)
# Where exp has not overflowed yet, for what has no value farther out.
_NEAR = 1.2345 * 2.0 ** np.arange(5.0, 9.25, 0.25)
_PLATEAU = 4  # so many rungs of one value, 18 powers of ten, show a limit


def evaluate(f: Function, x: ArrayLike, derivative: int = 0) -> Array:
    """f or a derivative of it at x, float64 of x's shape. Never warns.

    NaN gives NaN; an infinity gives the limit there, or NaN where none exists.
    """
    x = np.asarray(x, dtype=np.float64)
    finite = np.isfinite(x)
    result = np.array(_plain(f, np.where(finite, x, 0.0), derivative))
    result[~finite] = np.nan
    for end in (np.inf, -np.inf):
        if (x == end).any():
            result[x == end] = _at_end(f, end, derivative)
    return result


def _plain(f: Function, x: Array, derivative: int) -> Array:
    if derivative:
        return np.asarray(derivatives(f, x, derivative)[derivative])
    with np.errstate(all="ignore"):
        return np.broadcast_to(np.asarray(f(x), dtype=np.float64), x.shape)


@np.errstate(all="ignore")
def _at_end(f: Function, end: float, derivative: int) -> float:
    """The limit of a derivative at an infinity, NaN where none is found."""
    far = _plain(f, np.copysign(_FAR, end), derivative)
    if np.isnan(far[:_PLATEAU]).any():
        near = _plain(f, np.copysign(_NEAR, end), derivative)
        # Growth that fades, as that of x / (1 + x), is none yet.
        change = np.abs(np.diff(near))
        limit = _limit(near)
        return math.nan if math.isinf(limit) and change[-1] < change[0] else limit
    if _agree(far[:_PLATEAU]):
        return float(far[0]) + 0.0  # what comes later and differs has overflowed; not -0.0
    return _limit(far)


def _limit(values: Array) -> float:
    """What a function tends to, from its values on a ladder."""
    # A difference of two infinities says nothing; the values before it may.
    steps = values[: np.argmax(np.isnan(values))] if np.isnan(values).any() else values
    if len(steps) < 3:
        return math.nan
    last = float(steps[-1])
    sizes = np.abs(steps)
    if _agree(steps):
        return last + 0.0
    if sizes[-1] <= 1e-9 and (np.diff(sizes) <= 0.0).all():
        return 0.0
    grows = (np.diff(sizes) > 0.0) | np.isinf(steps[1:])
    if grows.all() and (np.sign(steps) == np.sign(last)).all():
        return math.copysign(math.inf, last)
    return math.nan


def _agree(values: Array) -> bool:
    """Whether they are one value, but for rounding."""
    return bool((np.abs(values - values[-1]) <= 1e-9 * abs(values[-1])).all())
