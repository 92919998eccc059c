"""Curves that are one and the same, so that one of them hides the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from actplot.expression import Curve
from actplot.jet import evaluate
from actplot.sampling import Axis

# Two ways to write a function differ by rounding, two functions by more than a part of this.
_ROUNDING = 1e-12
_PLACES = 257


def twins(curves: Sequence[Curve], x: Axis) -> Iterator[tuple[int, int]]:
    """Pairs of numbers of curves, the later one last, that agree wherever x shows them.

    Of more than two of a kind, each comes with the first.
    """
    if len(curves) < 2:
        return
    places = x.value(np.linspace(0.0, 1.0, _PLACES))
    seen: list[tuple[int, NDArray[np.float64]]] = []
    for number, curve in enumerate(curves):
        values = evaluate(curve.function, places)
        first = next((other for other, known in seen if _same(known, values)), None)
        if first is None:
            seen.append((number, values))
        else:
            yield first, number


def _same(one: NDArray[np.float64], other: NDArray[np.float64]) -> bool:
    largest = np.abs(one, where=np.isfinite(one), out=np.zeros_like(one)).max()
    # Nowhere defined is nothing to hide.
    if not np.isfinite(one).any() or not np.array_equal(np.isnan(one), np.isnan(other)):
        return False
    least = _ROUNDING * largest
    return bool(np.allclose(one, other, rtol=_ROUNDING, atol=least, equal_nan=True))
