"""Publication figures of activation functions.

    import actplot

    actplot.evaluate("gelu", x, derivative=2)        # float64 array of x's shape
    actplot.figure({"curves": ["gelu", "gelu'"]})    # matplotlib Figure
    actplot.render("gelu.yaml", output="gelu.pdf")   # list of the written paths

Importing actplot is cheap: NumPy and matplotlib are imported by the first call
that needs them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from actplot.errors import ActplotError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from os import PathLike
    from pathlib import Path
    from typing import Any

    import numpy as np
    from matplotlib.figure import Figure
    from numpy.typing import ArrayLike, NDArray

__all__ = ["ActplotError", "evaluate", "figure", "render"]
__version__ = "0.1.0"


def evaluate(expression: str, x: ArrayLike, derivative: int = 0) -> NDArray[np.float64]:
    """Value or derivative of an expression, exact to the last digits.

    `expression` is what a spec's `curves` may hold: a name, `elu(alpha=0.5)`, `gelu'`,
    `sigmoid(relu(x))`. The result is float64 and of x's shape. At a corner or jump it follows
    the convention of the catalogue entry; NaN stays NaN; where the limit at ±inf exists, ±inf
    gives it. Raises ActplotError for a mistake in the expression.
    """
    from actplot.calculus.jet import evaluate
    from actplot.expression import curves

    if not isinstance(expression, str):
        raise ActplotError(f"an expression is a text such as 'gelu', not {expression!r}")
    if not hasattr(derivative, "__index__") or derivative < 0:
        raise ActplotError(f"a derivative is of order 0, 1, 2, ..., not {derivative!r}")
    found = curves(expression)
    if len(found) > 1:
        raise ActplotError(f"'{expression}' is a family of {len(found)} curves; name one of them")
    return evaluate(found[0].function, x, derivative)


def figure(spec: str | PathLike[str] | Mapping[str, Any], *, allow_python: bool = False) -> Figure:
    """The matplotlib Figure of a spec: a mapping, a path, or YAML text.

    Its `axes` are invisible and lie over the plots, to add to them in data coordinates.
    `allow_python` runs the Python files that the spec names under `functions`. Raises
    ActplotError, with every problem in the spec at once.
    """
    from actplot.paint.figure import draw, with_axes
    from actplot.plan.figure import plan
    from actplot.spec import read

    planned = plan(read(spec, allow_python=allow_python))
    return with_axes(draw(planned), planned)


def render(
    spec: str | PathLike[str] | Mapping[str, Any],
    output: str | PathLike[str] | None = None,
    formats: str | Sequence[str] = (),
    *,
    allow_python: bool = False,
) -> list[Path]:
    """Draw a spec to files and return their paths.

    `spec` is a mapping, a path, or YAML text. `output` is a stem (`"gelu"`), a file
    (`"gelu.pdf"`) or a folder (`"out/"`); by default the spec's own name in the current folder.
    `formats` (one, or several) are by default those of the spec, or pdf, svg and png.
    `allow_python` runs the Python files that the spec names under `functions`. Raises
    ActplotError; then nothing was written.
    """
    from actplot.errors import Problem
    from actplot.formats import FORMATS
    from actplot.pipeline.orders import Reading
    from actplot.pipeline.render import single

    formats = (formats,) if isinstance(formats, str) else tuple(formats)
    for each in formats:
        if each not in FORMATS:
            help = f"it is one of {', '.join(FORMATS)}"
            raise ActplotError(Problem(f"no format is called '{each}'", help=help))
    return list(single(spec, output, formats, Reading(allow_python=allow_python)))
