"""Which fonts a figure is set in.

Without a `font:` in the spec these are the ones that come with matplotlib. Otherwise the
named families are found on the system (`finding`) and put together into one family
that holds every character of the figure (`merge`), Chinese ones in titles, tick labels
and formulas alike. What no font has is an error before anything is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from actplot.errors import ActplotError, Problem
from actplot.fonts.choice import Choice, choose

if TYPE_CHECKING:
    from actplot.spec.model import FontSpec

__all__ = ["Choice", "choose", "examine"]


def examine(
    font: FontSpec | None = None,
    *,
    serif: bool,
    texts: Iterable[str],
    lang: str | None = None,
    prose: Iterable[str] = (),
) -> tuple[Choice, tuple[Problem, ...]]:
    """The families for texts, and warnings of what is odd in these; without matplotlib.

    prose: texts that are not drawn but left to LaTeX. Raises ActplotError for what cannot be
    set.
    """
    from actplot.fonts import coverage

    texts = tuple(texts)
    choice = choose(font, serif=serif, texts=texts, lang=lang)
    problems = coverage.problems(choice, texts, tuple(prose))
    if any(problem.severity == "error" for problem in problems):
        raise ActplotError(*problems)
    return choice, tuple(problems)
