"""Jets: numbers that carry their Taylor coefficients through any NumPy function.

A function written for arrays, `def f(x): return np.where(x > 0, x, np.expm1(x))`,
gives its derivatives of every order when x is a `Jet`: NumPy hands each ufunc
and each `np.where` over to its rule, of `actplot.calculus.rules`. Comparisons are
decided on the value, and leave an event in the jet's `Trace`, from which corners
and jumps can be found.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin
from numpy.typing import NDArray

from actplot.arrays import Floats, Series
from actplot.calculus import series
from actplot.calculus.trace import Kind, Trace

Function = Callable[..., Any]
Rule = Callable[..., Any]
Marks = NDArray[np.int8]

# What is known of a value: infinite since something was divided by zero, and 0 since
# something was too small for a float.
VOID, FAINT = np.int8(1), np.int8(2)

# How jets go through NumPy's functions; `actplot.calculus.taylor` enters the rules.
UFUNCS: dict[np.ufunc, Rule] = {}
FUNCTIONS: dict[Function, Rule] = {}

COMPARISONS = (
    np.less, np.less_equal, np.greater, np.greater_equal, np.equal, np.not_equal,
)  # fmt: skip


class Jet(NDArrayOperatorsMixin):
    """A truncated Taylor series at each point of an array.

    coefficients: shape (order+1, *shape), row k is f^(k)/k!. Jets mix with
    numbers and arrays in NumPy functions and operators; a NumPy function
    without a rule for jets raises TypeError.

    marks: VOID and FAINT for each point, None where there are none. fraction: the
    numerator and denominator of which this is the quotient, empty where they are not
    needed; None for what is no quotient. root: what this is a root of, and the exponent.
    """

    __slots__ = ("coefficients", "fraction", "marks", "root", "trace")

    is_twofold = False
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
    def value(self) -> Floats:
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

    def __array__(self, dtype: object = None, copy: object = None) -> Floats:
        raise TypeError(
            "a Jet cannot become an array, since its derivatives would be lost: "
            "leave out np.asarray and the like"
        )

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        rule = UFUNCS.get(ufunc)
        if rule is None:
            raise TypeError(f"np.{ufunc.__name__} has no derivative rule")
        if method != "__call__" or options.keys() - {"dtype", "casting"}:
            raise TypeError(f"np.{ufunc.__name__} takes jets only in its plain form")
        result = rule(*inputs)
        for operand in inputs:
            if isinstance(operand, Jet) and operand.marks is not None:
                return carried(result, inputs)
        return result

    def __array_function__(
        self, function: Function, types: object, inputs: tuple[Any, ...], options: dict[str, Any]
    ) -> Any:
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
    for part in (*inputs, result):
        if isinstance(part, Jet) and part.marks is not None:
            marks = marks | part.marks
    # Whatever a function makes of the infinity that a division by zero gives, it has no value.
    lost = (marks & VOID != 0) & np.isfinite(value)
    if lost.any():
        result.coefficients = np.where(lost, np.nan, result.coefficients)
    marks = np.where(np.isinf(value), marks & VOID, np.where(value == 0.0, marks & FAINT, 0))
    result.marks = marks.astype(np.int8) if marks.any() else None
    return result


def value_of(a: Any) -> Any:
    return a.coefficients[0] if isinstance(a, Jet) else a


def trace_of(*inputs: Any) -> Trace | None:
    return next((a.trace for a in inputs if isinstance(a, Jet) and a.trace is not None), None)


def report(kind: Kind, value: Any, *inputs: Any) -> None:
    trace = trace_of(*inputs)
    if trace is not None:
        trace.report(kind, value)


def lifted(*inputs: Any) -> tuple[Series, ...]:
    """Every input as a series, of the lowest order among the jets."""
    order = min(a.order for a in inputs if isinstance(a, Jet))
    return tuple(
        a.coefficients[: order + 1] if isinstance(a, Jet) else series.constant(a, order)
        for a in inputs
    )
