"""From the `font:` of a spec to font files, without importing matplotlib."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from actplot.fonts import characters, finding
from actplot.fonts.candidates import BUNDLED, CJK, LATIN, Kind, canonical, normal
from actplot.fonts.finding import FontFamily
from actplot.records import Record

if TYPE_CHECKING:
    from actplot.spec.model import FontSpec

FONTSETS = ("stix", "stixsans", "cm", "dejavusans", "dejavuserif")
"""What `math` may be besides a family: sets of mathematical fonts that come with matplotlib."""

_SERIF = ("STIXGeneral", "DejaVu Serif", "DejaVu Sans")
_SANS = ("DejaVu Sans", "STIXGeneral")
# What readers of an SVG have that looks like them.
_SERIF_CSS = ("STIXGeneral", "STIX Two Text", "Times New Roman", "serif")
_SANS_CSS = ("DejaVu Sans", "Verdana", "Arial", "sans-serif")


class Choice(Record):
    """The families of a figure. latin and cjk are None where the spec names none.

    math is one of FONTSETS, a family, or None: the letters of latin. css lists the names
    for a reader of SVG text to try. row says where a CJK font was looked for.
    """

    serif: bool
    latin: FontFamily | None = None
    cjk: FontFamily | None = None
    math: str | FontFamily | None = None
    size: float | None = None
    css: tuple[str, ...] = ()
    row: Kind | None = None
    notes: tuple[str, ...] = ()

    @property
    def bundled(self) -> tuple[FontFamily, ...]:
        """The families that come with matplotlib, in the order in which they help out."""
        return tuple(finding.bundled(name) for name in (_SERIF if self.serif else _SANS))

    @property
    def files(self) -> tuple[str, ...]:
        """The font files outside matplotlib that the figure depends on."""
        families = (self.latin, self.cjk, self.math)
        named = [family for family in families if isinstance(family, FontFamily)]
        return tuple(sorted({face.path for family in named for face in family.faces.values()}))


def choose(
    font: FontSpec | None, *, serif: bool, texts: Iterable[str], lang: str | None = None
) -> Choice:
    """Find the families that font names. Raises ActplotError for a file that is no font.

    Of several names, the first that is installed counts. One of a Chinese font for Latin
    letters is meant for Chinese as well, unless `cjk` names another.

    A CJK family that is nowhere is left out: whether that matters, the texts decide.
    """
    if font is None or not (font.latin or font.cjk or font.math):
        css = _SERIF_CSS if serif else _SANS_CSS
        return Choice(serif, size=font.size if font else None, css=css)
    notes: list[str] = []
    named: list[str] = []
    region = (lang or font.lang or characters.region(texts) or "").lower()
    chinese = tuple(name for name in font.latin if finding.is_cjk(name))
    letters = tuple(name for name in font.latin if name not in chinese)
    wanted = font.cjk or chinese
    latin, cjk, cjk_row = None, None, None
    if letters:
        latin, row = _latin(letters, serif, notes)
        serif = row.serif
        named += [*letters, latin.name, *row.families[:3]]
    elif chinese:
        # A Chinese font alone is meant for everything, and so is its substitute.
        latin, row = _cjk(chinese, region, serif, notes if font.cjk else [])
        serif = row.serif
        named += [*chinese, *([latin.name] if latin else [])]
    if wanted:
        cjk, cjk_row = _cjk(wanted, region, serif, notes)
        named += [*wanted, *([cjk.name] if cjk else []), *cjk_row.families[:6]]
    math = _math(font.math, serif, notes)
    named.append("serif" if serif else "sans-serif")
    families = dict.fromkeys(name for name in named if not finding.is_path(name))
    return Choice(serif, latin, cjk, math, font.size, tuple(families), cjk_row, tuple(notes))


Names = tuple[str, ...]


def _latin(names: Names, serif: bool, notes: list[str]) -> tuple[FontFamily, Kind]:
    name = next(filter(_is_there, names), names[0])
    if finding.is_path(name):
        family = finding.open_path(name)
        row = next(row for row in LATIN if row.serif == serif)
    else:
        family, row = finding.latin(name, serif=serif)
        _substituted(names, family, notes)
    _permitted(family, notes)
    return family, row


def _cjk(
    names: Names, region: str, serif: bool, notes: list[str]
) -> tuple[FontFamily | None, Kind]:
    name = next(filter(_is_there, names), names[0])
    family: FontFamily | None
    if finding.is_path(name):
        family = finding.open_path(name, region or "sc")
        row = next(row for row in CJK if row.region == (region or "sc") and row.serif == serif)
    else:
        family, row = finding.cjk(name, region=region, serif=serif)
        if family is not None:
            _substituted(names, family, notes)
    if family is not None:
        _permitted(family, notes)
    return family, row


def _math(names: Names, serif: bool, notes: list[str]) -> str | FontFamily | None:
    if not names:
        return None
    chosen = next((name for name in names if name.lower() in FONTSETS or _is_there(name)), "")
    return chosen.lower() if chosen.lower() in FONTSETS else _latin(names, serif, notes)[0]


def _is_there(name: str) -> bool:
    """Whether a font is installed under this name, or comes with matplotlib, or is a file."""
    if finding.is_path(name):
        return os.path.isfile(os.path.expanduser(name))
    return name in BUNDLED or any(map(finding.find, (name, canonical(name))))


def _substituted(wanted: Names, family: FontFamily, notes: list[str]) -> None:
    known = {normal(name) for name in (*family.regular.families, *family.regular.full)}
    if not known & {normal(name) for given in wanted for name in (given, canonical(given))}:
        names = ", ".join(f"'{name}'" for name in wanted)
        several = f"none of the fonts {names} is installed"
        absent = several if len(wanted) > 1 else f"font {names} is not installed"
        notes.append(f"{absent}; '{family.name}' is used instead")


def _permitted(family: FontFamily, notes: list[str]) -> None:
    face = family.regular
    if face.forbidden:
        notes.append(f"font '{family.name}' {face.embedding} (fsType {face.permissions:#06x})")
    if face.variable and not 350 <= face.weight <= 450:
        notes.append(
            f"font '{family.name}' is variable and is drawn at weight {face.weight}; "
            "for the regular weight, use a file of that weight"
        )
