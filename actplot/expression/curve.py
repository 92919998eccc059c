"""Expressions as curves: what a figure needs to know about each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from actplot.records import Record, field

if TYPE_CHECKING:
    from actplot.activations import Activation


class CurveFamily(Record):
    """The place of a curve among those of one expression with a list of values.

    index counts from 0. parameter, value: what sets it apart; of several lists, the first.
    math: all that sets it apart, `$\\alpha = 0.5$`. title: what all have in common,
    `$\\mathrm{ELU}(x)$`. given: the parts of the expression that set it apart.
    """

    index: int
    count: int
    parameter: str
    value: float | tuple[float, ...]
    math: str
    title: str
    given: tuple[Any, ...] = field(default=(), compare=False)


class Curve(Record):
    """A function of x and what to call it.

    function: takes an array or a Jet, gives the same of the same shape, without NumPy's
    warnings; raw, without limits at infinity (`actplot.calculus.derivatives.evaluate` adds them).
    text: the expression, which read again gives this curve. math: `$...$` for mathtext and
    LaTeX. spoken: plain text. family: None for a curve of its own. activations: the entries
    of the catalogue that occur. window: a range of x that suits it. constant: it does not
    depend on x. domain: the part of x over which alone it is drawn.
    tree: the expression as it was read, for other ways to name it.
    """

    text: str
    function: Callable[[Any], Any] = field(compare=False)
    math: str
    spoken: str
    family: CurveFamily | None
    activations: tuple[Activation, ...]
    window: tuple[float, float]
    constant: bool
    domain: tuple[float, float] | None = None
    tree: Any = field(default=None, compare=False)
