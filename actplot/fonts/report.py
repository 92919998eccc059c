"""Which fonts would be used for what on this system, for `actplot fonts`."""

from __future__ import annotations

from actplot.fonts import finding
from actplot.fonts.candidates import CJK, LATIN, Kind
from actplot.records import Record


class FontRow(Record):
    """One kind of letters.

    wanted is the family that the kind is known by, found the one that would be used; ""
    where there is none. embedding is what the font forbids ("" if nothing), styles those of
    regular, italic, bold and bold italic that it has. advice: how to get one free of charge.
    """

    role: str
    kind: str
    region: str
    wanted: str
    found: str
    file: str
    bundled: bool
    styles: tuple[str, ...]
    licence: str
    embedding: str
    advice: str

    @property
    def exact(self) -> bool:
        """Whether it is the very family that is wanted."""
        return self.found == self.wanted


def report() -> list[FontRow]:
    """A row for each kind of letters, Latin ones first."""
    return [_row(kind) for kind in (*LATIN, *CJK)]


def _row(kind: Kind) -> FontRow:
    family = next((installed for name in kind.families if (installed := finding.find(name))), None)
    bundled = family is None and bool(kind.bundled)
    if bundled:
        family = finding.bundled(kind.bundled)
    return FontRow(
        role="cjk" if kind.region else "latin",
        kind=kind.name,
        region=kind.region,
        wanted=kind.families[0],
        found=family.name if family else "",
        file=family.regular.path if family else "",
        bundled=bundled,
        styles=tuple(family.faces) if family else (),
        licence=family.regular.licence if family else "",
        embedding=family.regular.embedding if family else "",
        advice=kind.advice,
    )
