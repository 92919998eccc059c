"""Values and derivatives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actplot.errors import ActplotError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray


def evaluate(expression: str, x: ArrayLike, derivative: int = 0) -> NDArray[np.float64]:
    """Value or derivative of an expression, exact to the last digits.

    `expression` is what a spec's `curves` may hold: a name, `elu(alpha=0.5)`, `gelu'`,
    `sigmoid(relu(x))`. The result is float64 and of x's shape. At a corner or jump it follows
    the convention of the catalogue entry; NaN stays NaN; where the limit at ±inf exists, ±inf
    gives it. Raises ActplotError for a mistake in the expression.
    """
    from actplot.calculus import jet
    from actplot.expression import curves

    if not isinstance(expression, str):
        raise ActplotError(f"an expression is a text such as 'gelu', not {expression!r}")
    if not hasattr(derivative, "__index__") or derivative < 0:
        raise ActplotError(f"a derivative is of order 0, 1, 2, ..., not {derivative!r}")
    found = curves(expression)
    if len(found) > 1:
        raise ActplotError(f"'{expression}' is a family of {len(found)} curves; name one of them")
    return jet.evaluate(found[0].function, x, derivative)
