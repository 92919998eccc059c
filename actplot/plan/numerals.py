"""How numbers are printed: the decimal mark, and the digits of long ones in groups."""

from __future__ import annotations

import math
import re
from fractions import Fraction

from actplot.later import pattern
from actplot.records import Record
from actplot.spec.model import PanelSpec

MINUS = "\N{MINUS SIGN}"
ROUNDING = 1e-9  # what rounding may take from a power of ten
UNCOUNTED = 4  # zeros after the point: more than one counts at a glance
MOST_PARTS = 60  # the largest denominator of a fraction
# From there on a multiple of pi is written with a power of ten.
LARGE = 100_000
# Numbers with this many digits or more are grouped: 1234 is read as easily as it is.
LONG = 5
# Where the spec asks for groups, numbers are written out up to the first; else to the second.
WRITTEN_OUT = 1e7
UNPARTED = 1e5
_PARTS = {"none": ("", ""), "thin": ("\N{THIN SPACE}", r"\,"), "comma": (",", "{,}")}
_NUMBER = pattern(r"(?<![\w.\\])(\d+)(?:\.(\d+))?(?![\w.])")
# In a formula a letter after a number is another factor: 10000e^x.
_FACTOR = pattern(r"(?<![\w.\\])(\d+)(?:\.(\d+))?(?![\d.])")


class Numerals(Record):
    """decimal: . or ,; group: none, thin or comma.

    largest: from here on a number is written with a power of ten.
    """

    decimal: str = "."
    group: str = "thin"
    largest: float = UNPARTED

    def printed(self, text: str) -> str:
        """A text that actplot made, its numbers as they are wanted; formulas are in dollars."""
        parts = text.split("$")
        return "$".join(self._part(part, formula=k % 2 == 1) for k, part in enumerate(parts))

    def formula(self, tex: str) -> str:
        """The same for a formula without its dollars."""
        return self._part(tex, formula=True)

    def _part(self, text: str, *, formula: bool) -> str:
        numbers = _FACTOR if formula else _NUMBER
        return numbers.sub(lambda match: self._number(match[1], match[2], formula=formula), text)

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


def number(value: float, *among: float) -> str:
    """A number with as many decimals as it and the numbers that it is among need."""
    if value == 0:
        return "0"
    digits = max((decimals(other) for other in (among or (value,))), default=0)
    # A whole number is seen at a glance, and not by counting zeros: 1 among 0.99995 and 1.00005.
    if digits >= UNCOUNTED and value == round(value):
        digits = 0
    text = f"{abs(value):.{digits}f}"
    return (MINUS if value < 0 and float(text) != 0 else "") + text


def decimals(value: float) -> int:
    """How many decimals a number has."""
    # Twelve significant digits are exact for every nice number, and hide its rounding.
    text = f"{value:.12g}"
    if "e" in text:
        mantissa, exponent = text.split("e")
        return max(0, len(mantissa.partition(".")[2]) - int(exponent))
    return len(text.partition(".")[2])


def scientific(value: float, step: float) -> str:
    """A number as mathematics with a power of ten, with the digits that step calls for."""
    if value == 0:
        return "0"
    exponent = math.floor(math.log10(abs(value)) + ROUNDING)
    finest = math.floor(math.log10(step) + ROUNDING)
    # A step of 2.5 or 1.25 has digits of its own.
    digits = max(0, min(6, exponent - finest + decimals(step / 10.0**finest)))
    mantissa = f"{abs(value) / 10.0**exponent:.{digits}f}"
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    if mantissa == "1":
        return power(exponent, -1 if value < 0 else 1)
    return rf"${'-' if value < 0 else ''}{mantissa}\times 10^{{{exponent}}}$"


def power(exponent: int, sign: int = 1) -> str:
    """A power of ten as mathematics."""
    return f"${'-' if sign < 0 else ''}10^{{{exponent}}}$"


def fraction(value: float) -> str:
    """A number as a fraction, if its denominator is small enough to be read."""
    ratio = Fraction(value).limit_denominator(MOST_PARTS)
    if abs(float(ratio) - value) > 1e-9 * max(1.0, abs(value)) or ratio.denominator == 1:
        return number(value)
    sign = "-" if ratio < 0 else ""
    return rf"${sign}\frac{{{abs(ratio.numerator)}}}{{{ratio.denominator}}}$"


def pi_multiple(value: float) -> str:
    """A multiple of pi as mathematics, its fraction set as a fraction."""
    ratio = Fraction(value / math.pi).limit_denominator(60)
    if abs(float(ratio) * math.pi - value) > 1e-6 * max(1.0, abs(value)):
        return number(value)
    if ratio == 0:
        return "0"
    if abs(ratio) >= LARGE:
        return scientific(float(ratio), abs(float(ratio)))[:-1] + r"\pi$"
    sign = "-" if ratio < 0 else ""
    top, bottom = abs(ratio.numerator), ratio.denominator
    over = r"\pi" if top == 1 else rf"{top}\pi"
    return f"${sign}{over}$" if bottom == 1 else rf"${sign}\frac{{{over}}}{{{bottom}}}$"
