"""Publication figures of activation functions.

    import actplot

    actplot.evaluate("elu", x, derivative=1, alpha=0.5)   # values and derivatives, exact
    actplot.figure("gelu", "gelu'", x=(-4, 4))            # a matplotlib Figure of curves or a spec
    actplot.render("gelu.yaml", output="gelu.pdf")        # files; the list of their paths
    actplot.plot("relu'", "gelu", ax=axes)                # exact curves on axes of your own
    actplot.curve("relu'", (-4, 4))                       # pieces, corners, jumps, limits, features
    actplot.data("gelu", x=(-4, 4), points=9)             # label -> (x, y)
    actplot.catalogue["torch.nn.GELU"]                    # the properties of each activation
    actplot.activation                                    # decorator: adds a function to it
    actplot.compare(["relu", "gelu"], format="latex")     # a table of their properties
    actplot.cite("gelu")                                  # BibTeX of the papers
    actplot.style("thesis")                               # rcParams for plt.rc_context

Errors are raised as actplot.ActplotError, which lists every problem at once; warnings are of the
class actplot.ActplotWarning. Notebooks display figures, and `%load_ext actplot` adds the magic
`%%actplot`. Importing actplot is cheap: NumPy and matplotlib are imported by the first call that
needs them, and nothing else in the process is changed.
"""

from __future__ import annotations

from importlib import import_module

from actplot.version import __version__ as __version__

# Type checkers know the name; importing typing would take longer than all the rest.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

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
    attribute = getattr(import_module(f"actplot.{_HOMES[name]}"), name)
    globals()[name] = attribute
    return attribute


def load_ipython_extension(ipython: Any) -> None:
    """What `%load_ext actplot` runs: the magic `%%actplot`, which draws the spec in its cell."""
    from actplot.api.notebook import register

    register(ipython)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
