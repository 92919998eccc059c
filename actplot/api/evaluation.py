"""Values and derivatives."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from actplot.errors import ActplotError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    from actplot.api.given import CurveLike

MOST_DERIVATIVES = 100


def evaluate(
    function: CurveLike, x: ArrayLike, derivative: int = 0, **parameters: Any
) -> NDArray[np.float64]:
    """Value or derivative of a function at x, exact to the last digits.

    `function` is what a spec's `curves` may hold (a name, `elu(alpha=0.5)`, `gelu'`,
    `sigmoid(relu(x))`), an entry of the catalogue, or any function that is written with NumPy.
    `parameters` are those of the one activation named (`evaluate("elu", x, alpha=0.5)`), of the
    function, or else numbers by the names that stand for them in the expression
    (`evaluate("k * gelu(x)", x, k=2)`). `derivative` is its order, 0 for the function itself.

    The result is float64 and of x's shape; for a number it is a float. At a corner or jump it
    follows the convention of the catalogue entry, which is PyTorch's where it has one; NaN stays
    NaN; where the limit at ±inf exists, ±inf gives it. NumPy's warnings are never raised.
    Raises ActplotError for a mistake in the expression, the parameters or the function.
    """
    from actplot.api.given import Expressed, curves_of
    from actplot.calculus import jet

    if isinstance(derivative, bool) or not hasattr(derivative, "__index__") or derivative < 0:
        raise ActplotError(f"a derivative is of order 0, 1, 2, ..., not {derivative!r}")
    if derivative > MOST_DERIVATIVES:
        raise ActplotError(f"derivatives are known up to order {MOST_DERIVATIVES}")
    if callable(function) and not isinstance(function, Expressed):
        from actplot.spec.own.callables import guarded

        return jet.evaluate(guarded(partial(function, **parameters)), x, derivative)[()]
    found = curves_of(function, parameters)
    if len(found) > 1:
        raise ActplotError(f"'{function}' is a family of {len(found)} curves; name one of them")
    return jet.evaluate(found[0].function, x, derivative)[()]
