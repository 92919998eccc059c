"""Fonts as they are handed to matplotlib and put into files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from actplot.fonts import examine
from actplot.paint.embedding.fonts import Fonts
from actplot.records import replace

if TYPE_CHECKING:
    from actplot.spec.model import FontSpec


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
    choice, remarks = examine(font, serif=serif, texts=every, lang=lang)
    made = setting.fonts(choice, texts=tuple(dict.fromkeys(every)), bold=bold)
    return replace(made, remarks=remarks)
