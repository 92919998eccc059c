"""How numbers are printed: what stands before the decimals, and how long ones are parted."""

from __future__ import annotations

import re

from actplot.records import Record
from actplot.spec.model import PanelSpec

# From so many digits on a number is parted: 1234 is read as easily as it is.
LONG = 5
# Where somebody wants digits parted, numbers are written out up to here; else to the second.
WRITTEN_OUT = 1e7
UNPARTED = 1e5
_PARTS = {"none": ("", ""), "thin": ("\N{THIN SPACE}", r"\,"), "comma": (",", "{,}")}
_NUMBER = re.compile(r"(?<![\w.\\])(\d+)(?:\.(\d+))?(?![\w.])")


class Numerals(Record):
    """decimal: . or ,; group: none, thin or comma.

    largest: from here on a number is written with a power of ten.
    """

    decimal: str = "."
    group: str = "thin"
    largest: float = UNPARTED

    def printed(self, text: str) -> str:
        """A text that actplot made, its numbers as they are wanted; formulas stand in dollars."""
        parts = text.split("$")
        return "$".join(self._part(each, formula=k % 2 == 1) for k, each in enumerate(parts))

    def formula(self, tex: str) -> str:
        """The same for a formula without its dollars."""
        return self._part(tex, formula=True)

    def _part(self, text: str, *, formula: bool) -> str:
        return _NUMBER.sub(lambda found: self._number(found[1], found[2], formula=formula), text)

    def _number(self, whole: str, decimals: str | None, *, formula: bool) -> str:
        sign = _PARTS[self.group][formula]
        if sign and len(whole) >= LONG:
            whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", lambda _: sign, whole)
        # Braces keep mathematics from setting a space after the comma.
        mark = "." if self.decimal == "." else "{,}" if formula else ","
        return whole if decimals is None else f"{whole}{mark}{decimals}"


PLAIN = Numerals()


def numerals(spec: PanelSpec) -> Numerals:
    """How the numbers of a panel are printed."""
    decimal = spec.numbers.decimal or spec.axes.decimal or "."
    group = spec.numbers.group
    written_out = WRITTEN_OUT if group in ("thin", "comma") else UNPARTED
    return Numerals(decimal, group or "thin", written_out)
