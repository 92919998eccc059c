"""Which fonts a figure is set in.

Without a `font:` in the spec these are the ones that come with matplotlib. Otherwise the
named families are found on the system (`finding`) and put together into one family
that holds every character of the figure (`merge`), so that Chinese stands in titles, tick
labels and formulas alike. What no font has is an error before anything is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from actplot.draw.fonts.choice import Choice, choose
from actplot.errors import ActplotError, Place, Problem

if TYPE_CHECKING:
    from actplot.spec.model import FontSpec

__all__ = ["Choice", "Fonts", "choose", "examine", "resolve"]


@dataclass(frozen=True)
class Fonts:
    """The fonts of one figure.

    rc are rcParams for a context around building, measuring and writing the
    figure; notes say what was substituted; remarks are what is odd in a text; files are
    the font files used.
    """

    rc: Mapping[Any, Any]
    notes: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    remarks: tuple[Problem, ...] = ()


def resolve(
    font: FontSpec | None = None,
    *,
    serif: bool,
    texts: Iterable[str] = (),
    bold: Iterable[str] = (),
    lang: str | None = None,
    places: Mapping[str, Place] | None = None,
) -> Fonts:
    """The fonts for texts, those in bold among them.

    serif decides what is used where the spec names nothing. places tells where in the spec
    a text stands. Raises ActplotError for characters that no font has, all of them at once.
    """
    from actplot.draw.fonts import setting

    bold = tuple(bold)
    every = tuple(dict.fromkeys((*texts, *bold)))
    choice, found = examine(font, serif=serif, texts=every, lang=lang, places=places)
    made = setting.fonts(choice, texts=every, bold=bold, places=places or {})
    return replace(made, remarks=found)


def examine(
    font: FontSpec | None = None,
    *,
    serif: bool,
    texts: Iterable[str],
    lang: str | None = None,
    places: Mapping[str, Place] | None = None,
) -> tuple[Choice, tuple[Problem, ...]]:
    """The families for texts, and warnings of what is odd in these; without matplotlib.

    Raises ActplotError for what cannot be set.
    """
    from actplot.draw.fonts import coverage

    texts = tuple(texts)
    choice = choose(font, serif=serif, texts=texts, lang=lang)
    found = coverage.problems(choice, texts, places or {})
    if any(problem.severity == "error" for problem in found):
        raise ActplotError(*found)
    return choice, tuple(found)
