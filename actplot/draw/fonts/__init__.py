"""Which fonts a figure is set in.

Without a `font:` in the spec these are the ones that come with matplotlib. Otherwise the
named families are found on the system (`finding`) and put together into one family
that holds every character of the figure (`merge`), so that Chinese stands in titles, tick
labels and formulas alike. What no font has is an error before anything is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from actplot.draw.fonts.choice import Choice, choose
from actplot.errors import Place

if TYPE_CHECKING:
    from actplot.spec.model import FontSpec

__all__ = ["Choice", "Fonts", "choose", "resolve"]


@dataclass(frozen=True)
class Fonts:
    """The fonts of one figure.

    rc are rcParams for a context around building, measuring and writing the
    figure; notes say what was substituted; files are the font files used.
    """

    rc: Mapping[Any, Any]
    notes: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()


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
    return setting.fonts(
        choose(font, serif=serif, texts=(*texts, *bold), lang=lang),
        texts=tuple(dict.fromkeys((*texts, *bold))),
        bold=bold,
        places=places or {},
    )
