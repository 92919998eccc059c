"""Jets: numbers that carry their Taylor coefficients through any NumPy function.

A function written for arrays, `def f(x): return np.where(x > 0, x, np.expm1(x))`,
gives its derivatives of every order when x is a `Jet`: NumPy hands each ufunc
and each `np.where` over to `actplot.calculus.rules`. Comparisons are decided on the
value, and leave an event in the jet's `Trace`, from which corners and jumps
can be found.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin
from numpy.typing import NDArray

from actplot.calculus import series
from actplot.calculus.limits import limit
from actplot.calculus.series import Array, Series
from actplot.calculus.ties import lean
from actplot.calculus.trace import Bools, Event, Kind, Trace, Watch

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

__all__ = ["Event", "Jet", "Kind", "Trace", "derivatives", "evaluate", "prime", "variable"]

Function = Callable[..., Any]
Marks = NDArray[np.int8]

# What is known of a value: infinite since something was divided by zero, and 0 since
# something was too small for a float.
VOID, FAINT = np.int8(1), np.int8(2)


class Jet(NDArrayOperatorsMixin):
    """A truncated Taylor series at each point of an array.

    coefficients: shape (order+1, *shape), row k is f^(k)/k!. Jets mix with
    numbers and arrays in NumPy functions and operators; a NumPy function
    without a rule for jets raises TypeError.

    marks: VOID and FAINT for each point, None where there are none. fraction: the
    numerator and denominator of which this is the quotient, empty where nobody asks for
    them; None for what is no quotient. root: what this is a root of, and the exponent.
    """

    __slots__ = ("coefficients", "fraction", "marks", "root", "trace")

    careful = False
    """Whether it has twice the digits."""

    def __init__(
        self, coefficients: Series, trace: Trace | None = None, marks: Marks | None = None
    ) -> None:
        self.coefficients = coefficients
        self.trace = trace
        self.marks = marks
        self.fraction: tuple[()] | tuple[Series, Series] | None = None
        self.root: tuple[Series, float] | None = None

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
        """The same series to a lower order, leaving no events; it is on the same side."""
        trace = self.trace
        if trace is not None:
            plain = trace.side is None and trace.watch is None
            trace = None if plain else Trace(side=trace.side, watch=trace.watch)
        return Jet(self.coefficients[: order + 1], trace, self.marks)

    def followed(self, coefficients: Series) -> Jet:
        """A function of this jet, which is undefined where something was divided by zero."""
        result = Jet(coefficients, self.trace)
        return result if self.marks is None else carried(result, (self,))

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
        result = rule(*inputs)
        for each in inputs:
            if isinstance(each, Jet) and each.marks is not None:
                return carried(result, inputs)
        return result

    def __array_function__(
        self, function: Function, types: object, inputs: tuple[Any, ...], options: dict[str, Any]
    ) -> Any:
        from actplot.calculus.rules import FUNCTIONS

        rule = FUNCTIONS.get(function)
        if rule is None:
            raise TypeError(f"np.{function.__name__} has no derivative rule")
        return rule(*inputs, **options)


def carried(result: Any, inputs: Sequence[Any]) -> Any:
    """What a rule made of its inputs, with what is known of them."""
    if not isinstance(result, Jet):
        return result
    value = result.coefficients[0]
    marks = np.zeros(value.shape, dtype=np.int8)
    for each in (*inputs, result):
        if isinstance(each, Jet) and each.marks is not None:
            marks = marks | each.marks
    # Whatever a function makes of the infinity that a division by zero gives, it has no value.
    lost = (marks & VOID != 0) & np.isfinite(value)
    if lost.any():
        result.coefficients = np.where(lost, np.nan, result.coefficients)
    marks = np.where(np.isinf(value), marks & VOID, np.where(value == 0.0, marks & FAINT, 0))
    result.marks = marks.astype(np.int8) if marks.any() else None
    return result


def variable(x: ArrayLike, order: int, trace: Trace | None = None) -> Jet:
    """The jet of the identity at each point of x."""
    coefficients = series.constant(x, order)
    coefficients[1:2] = 1.0
    return Jet(coefficients, trace)


def derivatives(f: Function, x: ArrayLike, order: int, trace: Trace | None = None) -> Array:
    """Derivatives 0 to order of f, shape (order+1, *x.shape). Never warns.

    Where f joins two functions, a derivative is that of both sides if these agree,
    else what f itself makes of the place.
    """
    places = np.asarray(x, dtype=np.float64)
    with np.errstate(all="ignore"):
        rows = _taylor(f, places, order, trace or Trace())
        found: Array = rows * _factorials(order).reshape(-1, *(1,) * places.ndim)
        return found


def prime(f: Function, order: int = 1) -> Function:
    """The derivative of f of the given order, again a function of arrays and jets."""

    def derivative(x: Any) -> Any:
        if not isinstance(x, Jet):
            return derivatives(f, x, order)[order]
        if x.careful:
            from actplot.calculus import careful  # made of jets

            return careful.derived(f, x, order)
        inner = x.coefficients
        trace = _inside(x)
        outer = _taylor(f, inner[0], x.order + order, trace)
        if x.trace is not None and x.trace.plain:
            x.trace.over += trace.over
            if x.order:
                x.trace.tied += trace.tied
        weights = _factorials(x.order + order)
        weights = weights[order:] / weights[: x.order + 1]
        outer = outer[order:] * weights.reshape(-1, *(1,) * x.ndim)
        return x.followed(series.composed(outer, inner))

    return derivative


def _inside(x: Jet) -> Trace:
    """The trace of a function of x whose derivative is taken."""
    if x.trace is None:
        return Trace()
    side = x.trace.side
    if side is not None:
        left, right = lean(x.coefficients)
        side = np.where(side < 0.0, left, right)
    return x.trace.within(side, x.value)


def _taylor(f: Function, x: Array, order: int, trace: Trace) -> Series:
    """The coefficients of f at x, where need be from several looks at it."""
    rows = taylor_once(f, x, order, trace)
    if not trace.plain:
        return rows
    if trace.watch is not None:
        trace.watch.near += trace.near + trace.flat + (trace.beside if order else [])
    if trace.near or trace.flat or trace.tied or trace.over or trace.rough:
        from actplot.calculus.closer import look_closer  # made of jets

        rows = rows.copy()
        look_closer(f, x.ravel(), rows.reshape(order + 1, -1), trace, x.shape)
    return rows


def taylor_once(f: Function, x: Array, order: int, trace: Trace) -> Series:
    """The coefficients of f at x from one look."""
    rows = coefficients(f(variable(x, order, trace)), order, x.shape)
    if order and np.isnan(rows[0]).any():
        # What has no value has no derivative.
        rows = np.where(np.isnan(rows[0]), np.nan, rows)
    return rows


def marked(masks: list[Bools], shape: tuple[int, ...]) -> Bools:
    """The points that any mask marks, flat; a mask may have more axes, or fewer."""
    found = np.zeros(shape, dtype=np.bool_)
    for mask in masks:
        extra = tuple(range(max(mask.ndim - len(shape), 0)))
        found |= mask.any(axis=extra) if extra else mask
    return found.ravel()


def coefficients(result: Any, order: int, shape: tuple[int, ...]) -> Series:
    """What a function of a jet returned, as a series over all its points."""
    found = result.coefficients if isinstance(result, Jet) else series.constant(result, order)
    if found.shape == (order + 1, *shape):
        return found
    return np.broadcast_to(series.padded(found, len(shape)), (order + 1, *shape))


@lru_cache
def _factorials(order: int) -> Array:
    return np.array([float(math.factorial(k)) for k in range(order + 1)])


def _looked_at_twice(f: Function, x: Array, order: int) -> Array:
    """f^(order) at x; where digits were lost on the way, from a second look in more of them."""
    trace = Trace(watch=(watch := Watch(x)))
    result: Array = derivatives(f, x, order, trace)[order]
    if not watch.lossy and not watch.edges:
        return result
    from actplot.calculus.second_look import looked_again  # made of jets

    edges = marked(watch.edges, x.shape)
    lossy = marked(watch.lossy, x.shape) & ~np.isnan(result.ravel()) | edges
    lossy &= ~marked(watch.near, x.shape)
    with np.errstate(all="ignore"):
        return looked_again(f, x.ravel(), order, result.ravel(), lossy).reshape(x.shape)


def evaluate(f: Function, x: ArrayLike, derivative: int = 0) -> Array:
    """f or a derivative of it at x, float64 of x's shape. Never warns.

    NaN gives NaN; an infinity gives the limit there, or NaN where none exists.
    """
    x = np.asarray(x, dtype=np.float64)

    def plain(places: Array) -> Array:
        row: Array = derivatives(f, places, derivative)[derivative]
        return row

    finite = np.isfinite(x)
    result = np.array(_looked_at_twice(f, np.where(finite, x, 0.0), derivative))
    result[~finite] = np.nan
    for end in (np.inf, -np.inf):
        if (x == end).any():
            result[x == end] = limit(plain, end)
    return result
