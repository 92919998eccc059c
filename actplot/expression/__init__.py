"""The language of curves: names, parameters, primes and formulas of x.

    gelu                       an activation of the catalogue, by any of its names
    gelu'                      its derivative; more primes, higher derivatives
    elu(alpha=0.5)             with a parameter
    elu(alpha=[0.5, 1, 2])     a family: one curve for each value
    swish(beta=[0.1:10:20 log])  a family that sweeps from 0.1 to 10 in 20 equal ratios
    sigmoid(relu(x))           composition
    (x * tanh(softplus(x)))'   a formula and its derivative

A text is read by a small parser of its own; nothing of it is ever run as Python.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from actplot.expression import arithmetic, parser
from actplot.expression.curve import Curve, CurveFamily
from actplot.expression.error import ExpressionError, explaining

if TYPE_CHECKING:
    from actplot.activations import Activation
    from actplot.activations.parameter import Value
    from actplot.expression.names import Names

__all__ = [
    "Curve",
    "CurveFamily",
    "ExpressionError",
    "call",
    "condition",
    "curves",
    "latex",
    "number",
]


def curves(text: str, functions: Names | None = None) -> tuple[Curve, ...]:
    """The curves that an expression describes: one, or one for each member of a family.

    functions: activations and numbers by name that are known in addition to the catalogue, and
    take precedence. Raises ExpressionError, which knows the place of the mistake in the text.
    """
    from actplot.expression import read  # brings NumPy and the catalogue, not needed by number()

    return read.curves(text, functions or {})


def call(
    text: str, functions: Names | None = None
) -> tuple[Activation, Mapping[str, Value]] | None:
    """The activation and its parameters that `elu(alpha=0.3)` names; None for any other formula.

    Raises ExpressionError.
    """
    from actplot.expression import read

    return read.call(text, functions or {})


def latex(text: str, functions: Names | None = None) -> str:
    r"""The LaTeX of an expression as the catalogue has it, `\begin{cases} ... \end{cases}`.

    Raises ExpressionError.
    """
    from actplot.expression import read

    return read.latex(text, functions or {})


def condition(text: str, functions: Names | None = None) -> Curve:
    """A condition such as `-1 < x < 1` as a curve: 1 where it holds, 0 elsewhere.

    Raises ExpressionError.
    """
    from actplot.expression import read

    return read.condition(text, functions or {})


def number(text: str) -> float:
    """The value of `2pi`, `-pi/2`, `4/3`, `1e-3`: numbers, pi, e, + - * / ^, parentheses.

    Raises ExpressionError.
    """
    with explaining(text):
        return arithmetic.value(parser.parse(text))
