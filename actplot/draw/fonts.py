"""Which fonts a figure is set in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from matplotlib import font_manager


@dataclass(frozen=True)
class Fonts:
    """The fonts of one figure.

    rc are rcParams for a context around building, measuring and writing the
    figure; notes say what was substituted; files are the font files used.
    """

    rc: Mapping[str, Any]
    notes: tuple[str, ...] = ()
    files: tuple[Path, ...] = field(default=())


_COMMON = {
    "text.usetex": False,
    "text.hinting": "no_hinting",
    "axes.unicode_minus": True,
    "mathtext.default": "it",
}
_SERIF = {"font.family": ["STIXGeneral"], "mathtext.fontset": "stix"}
_SANS = {"font.family": ["DejaVu Sans"], "mathtext.fontset": "dejavusans"}


def resolve(
    font: Any = None, *, serif: bool, texts: Iterable[str] = (), lang: str | None = None
) -> Fonts:
    """The fonts for texts: font is a FontSpec or None for the bundled fonts."""
    rc = _COMMON | (_SERIF if serif else _SANS)
    if font is not None:
        known = set(font_manager.get_font_names())
        wanted = [name for name in (font.latin, font.cjk) if name in known]
        rc = rc | {"font.family": [*wanted, *rc["font.family"]]}
        if font.size is not None:
            rc["font.size"] = font.size
    return Fonts(rc=rc)
