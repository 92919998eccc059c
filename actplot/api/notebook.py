"""The magic `%%actplot` of notebooks: a cell that is a spec."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from types import FunctionType
from typing import TYPE_CHECKING, Any

from actplot.errors import ActplotError, Place, Problem

if TYPE_CHECKING:
    from actplot.activations import Activation
    from actplot.paint.live import LiveFigure

_CELL = "<cell>"


def register(ipython: Any) -> None:
    """Give a session of IPython the magic."""

    def actplot(line: str, cell: str) -> LiveFigure | None:
        """Draw the spec in this cell, or its curves, with commas or line ends between.

        %%actplot size=ieee x=[-2,2]    with settings over it, as --set has them
        curves: [gelu, gelu']

        Functions that the notebook defines are known by their names.
        """
        return draw(line, cell, ipython.user_ns)

    ipython.register_magic_function(actplot, magic_kind="cell", magic_name="actplot")


def draw(line: str, cell: str, names: Mapping[str, Any]) -> LiveFigure | None:
    """The figure of a cell; problems are shown as the command shows them."""
    from actplot import spec as specs
    from actplot.documents.blocks import spec_text
    from actplot.paint import startup

    try:
        spec = specs.read(
            spec_text(cell),
            file=_CELL,
            overrides=_settings(line),
            functions=_functions(cell, names),
        )
        startup.require()
        from actplot.paint.live import LiveFigure

        figure = LiveFigure(spec)
    except ActplotError as error:
        _tell(error.problems, cell)
        return None
    _tell(figure.problems, cell)
    return figure


def _tell(problems: Iterable[Problem], cell: str) -> None:
    """Say what is wrong, at its line as the notebook counts them, the magic being the first."""
    from actplot.documents.blocks import PageBlock, in_page

    asked = PageBlock(cell, Place(_CELL, 2, 1))
    for problem in problems:
        of_line = problem.place is not None and problem.place.file == "--set"
        print(problem if of_line else in_page(problem, asked, _CELL), file=sys.stderr)


def _settings(line: str) -> list[str]:
    """The words of a line, at blanks that stand in no brackets."""
    return re.findall(r"(?:\[[^\]]*\]|\{[^}]*\}|\([^)]*\)|\S)+", line)


def _functions(cell: str, names: Mapping[str, Any]) -> dict[str, Activation]:
    """The functions of the notebook that a cell mentions and the catalogue does not know."""
    from actplot import activations
    from actplot.spec.own.callables import activation_of

    mentioned = dict.fromkeys(re.findall(r"[^\W\d]\w*", cell))
    return {
        name: activation_of(names[name])
        for name in mentioned
        if isinstance(names.get(name), FunctionType)
        and names[name].__name__ == name
        and name not in activations.catalogue()
    }
