"""From the `font:` of a spec to font files, without importing matplotlib."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from actplot.draw.fonts import characters, finding
from actplot.draw.fonts.candidates import CJK, LATIN, Kind, canonical, normal
from actplot.draw.fonts.finding import Family

if TYPE_CHECKING:
    from actplot.spec.model import FontSpec

FONTSETS = ("stix", "stixsans", "cm", "dejavusans", "dejavuserif")
"""What `math` may be beside a family: sets of mathematical fonts that come with matplotlib."""

_SERIF = ("STIXGeneral", "DejaVu Serif", "DejaVu Sans")
_SANS = ("DejaVu Sans", "STIXGeneral")
# What readers of an SVG have that looks like them.
_SERIF_CSS = ("STIXGeneral", "STIX Two Text", "Times New Roman", "serif")
_SANS_CSS = ("DejaVu Sans", "Verdana", "Arial", "sans-serif")


@dataclass(frozen=True, slots=True)
class Choice:
    """The families of a figure. latin and cjk are None where the spec names none.

    math is one of FONTSETS, a family, or None: the letters of latin. css lists the names
    for a reader of SVG text to try. row says where a CJK font was looked for.
    """

    serif: bool
    latin: Family | None = None
    cjk: Family | None = None
    math: str | Family | None = None
    size: float | None = None
    css: tuple[str, ...] = ()
    row: Kind | None = None
    notes: tuple[str, ...] = ()

    @property
    def bundled(self) -> tuple[Family, ...]:
        """The families that come with matplotlib, in the order in which they help out."""
        return tuple(finding.bundled(name) for name in (_SERIF if self.serif else _SANS))

    @property
    def files(self) -> tuple[str, ...]:
        """The font files outside matplotlib that the figure depends on."""
        families = (self.latin, self.cjk, self.math)
        return tuple(
            sorted(
                {
                    face.path
                    for family in families
                    if isinstance(family, Family)
                    for face in (family.regular, family.italic, family.bold, family.bold_italic)
                    if face is not None
                }
            )
        )


def choose(
    font: FontSpec | None, *, serif: bool, texts: Iterable[str], lang: str | None = None
) -> Choice:
    """Find the families that font names. Raises ActplotError for a file that is no font.

    A CJK family that is nowhere is left out: whether that matters, the texts decide.
    """
    if font is None or not (font.latin or font.cjk or font.math):
        css = _SERIF_CSS if serif else _SANS_CSS
        return Choice(serif, size=font.size if font else None, css=css)
    notes: list[str] = []
    names: list[str] = []
    latin = None
    if font.latin:
        latin, row = _latin(font.latin, serif, notes)
        serif = row.serif
        names += [font.latin, latin.name, *row.families[:3]]
    cjk, cjk_row = None, None
    if font.cjk:
        region = (lang or font.lang or characters.region(texts) or "").lower()
        cjk, cjk_row = _cjk(font.cjk, region, serif, notes)
        names += [font.cjk, *([cjk.name] if cjk else []), *cjk_row.families[:6]]
    math = _math(font.math, serif, notes)
    names.append("serif" if serif else "sans-serif")
    found = dict.fromkeys(name for name in names if not finding.is_path(name))
    return Choice(serif, latin, cjk, math, font.size, tuple(found), cjk_row, tuple(notes))


def _latin(name: str, serif: bool, notes: list[str]) -> tuple[Family, Kind]:
    if finding.is_path(name):
        family = finding.open_path(name)
        row = next(row for row in LATIN if row.serif == serif)
    else:
        family, row = finding.latin(name, serif=serif)
        _substituted(name, family, notes)
    _permitted(family, notes)
    return family, row


def _cjk(name: str, region: str, serif: bool, notes: list[str]) -> tuple[Family | None, Kind]:
    family: Family | None
    if finding.is_path(name):
        family = finding.open_path(name, region or "sc")
        row = next(row for row in CJK if row.region == (region or "sc") and row.serif == serif)
    else:
        family, row = finding.cjk(name, region=region, serif=serif)
    if family is not None:
        if not finding.is_path(name):
            _substituted(name, family, notes)
        _permitted(family, notes)
    return family, row


def _math(name: str | None, serif: bool, notes: list[str]) -> str | Family | None:
    if name is None or name.lower() in FONTSETS:
        return name.lower() if name else None
    return _latin(name, serif, notes)[0]


def _substituted(wanted: str, family: Family, notes: list[str]) -> None:
    names = {normal(known) for known in (*family.regular.families, *family.regular.full)}
    if not {normal(wanted), normal(canonical(wanted))} & names:
        notes.append(f"font '{wanted}' is not installed; '{family.name}' stands in for it")


def _permitted(family: Family, notes: list[str]) -> None:
    face = family.regular
    if face.forbidden:
        notes.append(f"font '{family.name}' {face.embedding} (fsType {face.permissions:#06x})")
    if face.variable and not 350 <= face.weight <= 450:
        notes.append(
            f"font '{family.name}' is variable and is drawn in its weight {face.weight}; "
            "a file of its regular weight would look as expected"
        )
