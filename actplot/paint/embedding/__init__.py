"""Fonts as they are handed to matplotlib and put into files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from actplot.errors import Problem
from actplot.fonts import examine
from actplot.records import Record, replace

if TYPE_CHECKING:
    from matplotlib.font_manager import FontEntry

    from actplot.spec.model import FontSpec


class Fonts(Record):
    """The fonts of one figure.

    rc are rcParams for a context around building, measuring and writing the
    figure; notes say what was substituted; remarks are what is odd in a text; files are
    the font files used; faces are those made for the figure.
    """

    rc: Mapping[Any, Any]
    notes: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    remarks: tuple[Problem, ...] = ()
    faces: tuple[FontEntry, ...] = ()


def resolve(
    font: FontSpec | None = None,
    *,
    serif: bool,
    texts: Iterable[str] = (),
    bold: Iterable[str] = (),
    lang: str | None = None,
) -> Fonts:
    """The fonts for texts, those in bold among them.

    serif decides what is used where the spec names nothing.
    Raises ActplotError for characters that no font has, all of them at once.
    """
    from actplot.paint.embedding import setting

    bold = tuple(bold)
    every = (*texts, *bold)
    choice, found = examine(font, serif=serif, texts=every, lang=lang)
    made = setting.fonts(choice, texts=tuple(dict.fromkeys(every)), bold=bold)
    return replace(made, remarks=found)
