"""Publication figures of activation functions.

    import actplot

    actplot.evaluate("gelu", x, derivative=2)        # float64 array of x's shape
    actplot.figure({"curves": ["gelu", "gelu'"]})    # matplotlib Figure
    actplot.render("gelu.yaml", output="gelu.pdf")   # list of the written paths

Importing actplot is cheap: NumPy and matplotlib are imported by the first call
that needs them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from actplot.version import __version__ as __version__

if TYPE_CHECKING:
    from actplot.api.catalogue import activation as activation
    from actplot.api.catalogue import catalogue as catalogue
    from actplot.api.evaluation import evaluate as evaluate
    from actplot.api.exact import curve as curve
    from actplot.api.exact import data as data
    from actplot.api.facts import cite as cite
    from actplot.api.facts import compare as compare
    from actplot.api.facts import style as style
    from actplot.api.figures import figure as figure
    from actplot.api.figures import render as render
    from actplot.api.plotting import plot as plot
    from actplot.errors import ActplotError as ActplotError
    from actplot.errors import ActplotWarning as ActplotWarning

# The module that each public name comes from.
_HOMES = {
    "ActplotError": "errors",
    "ActplotWarning": "errors",
    "activation": "api.catalogue",
    "catalogue": "api.catalogue",
    "cite": "api.facts",
    "compare": "api.facts",
    "curve": "api.exact",
    "data": "api.exact",
    "evaluate": "api.evaluation",
    "figure": "api.figures",
    "plot": "api.plotting",
    "render": "api.figures",
    "style": "api.facts",
}

__all__ = tuple(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'actplot' has no attribute '{name}'")
    found = getattr(import_module(f"actplot.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def load_ipython_extension(ipython: Any) -> None:
    """What `%load_ext actplot` runs: the magic `%%actplot`, which draws the spec in its cell."""
    from actplot.api.notebook import register

    register(ipython)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
