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

    `function` is an expression as under `curves` in a spec (a name, `elu(alpha=0.5)`, `gelu'`,
    `sigmoid(relu(x))`), an entry of the catalogue, or any function written with NumPy.
    `parameters` are those of the activation (`evaluate("elu", x, alpha=0.5)`) or of the function,
    or values for the free names of the expression (`evaluate("k * gelu(x)", x, k=2)`).
    `derivative` is the order of the derivative, 0 for the function itself.

    x is a real number or an array of real numbers; missing and masked values count as NaN. The
    result is a float64 array of the shape of x, or a float if x is a number. At a corner or jump
    it follows the convention of the catalogue entry, which is PyTorch's where it has one. NaN
    stays NaN, and ±inf gives the limit there if it exists. No NumPy warning is raised.
    Raises ActplotError for an error in the expression, x, the parameters or the function.
    """
    from actplot.api.given import Expressed, curve_of
    from actplot.calculus import derivatives

    if isinstance(derivative, bool) or not hasattr(derivative, "__index__") or derivative < 0:
        raise ActplotError(f"the order of a derivative must be 0, 1, 2, ..., not {derivative!r}")
    if derivative > MOST_DERIVATIVES:
        raise ActplotError(f"derivatives are supported up to order {MOST_DERIVATIVES}")
    if callable(function) and not isinstance(function, Expressed):
        from actplot.spec.own.callables import guarded

        return derivatives.evaluate(
            guarded(partial(function, **parameters)), numbers(x), derivative
        )[()]
    curve = curve_of(function, parameters)
    return derivatives.evaluate(curve.function, numbers(x), derivative)[()]


def numbers(x: ArrayLike) -> NDArray[np.float64]:
    """x as float64, NaN where something is missing or masked.

    Raises ActplotError for anything but real numbers: texts, dates, complex numbers.
    """
    import numpy as np

    from actplot.api.given import short

    help = None
    try:
        array = np.asanyarray(x)
        texts = array.dtype == object and any(
            isinstance(element, (str, bytes)) for element in array.flat
        )
        if array.dtype.kind in "biufO" and not texts:
            # A masked array keeps its mask until it is filled.
            return np.asarray(np.ma.filled(array.astype(np.float64), np.nan))
    except (TypeError, ValueError, OverflowError, RuntimeError) as error:
        help = str(error)
    message = f"x is a real number or an array of them, not {short(x)}"
    raise ActplotError(message, help=help)
