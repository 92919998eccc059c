"""Which characters a text is drawn with, mathematics included."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from unicodedata import category, east_asian_width, name

from actplot.formula.commands import symbols, usual
from actplot.formula.environments import DOLLAR
from actplot.later import pattern

# A dollar with a backslash before it is a dollar.
FORMULA = pattern(r"(?<!\\)\$((?:\\.|[^$\\])*)\$", re.DOTALL)
"""A formula with its dollars; group 1 is what is between them."""
PRIMES = "′″‴"
_COMMON = "+<=>|~¬±×÷−"
# Writings whose letters join, or change their order: they are more than a row of letters.
_JOINING = (
    "ARABIC LETTER", "SYRIAC LETTER", "NKO LETTER", "MONGOLIAN LETTER", "DEVANAGARI", "BENGALI",
    "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA",
    "TIBETAN", "MYANMAR", "KHMER",
)  # fmt: skip
_COMMAND = pattern(r"\\([A-Za-z]+)")


def is_math(text: str) -> bool:
    """Whether a line is set by mathtext: it has a pair of dollar signs without backslash."""
    dollars = text.count("$") - text.count(r"\$")
    return dollars > 0 and dollars % 2 == 0


def drawn(text: str) -> set[int]:
    """The code points that any part of text may be drawn with.

    In a text with mathematics that includes the letters of commands, which does no harm.
    """
    codes: set[int] = set()
    for line in text.split("\n"):
        codes |= set(map(ord, line))
        if is_math(line):
            names = _COMMAND.findall(usual(line))
            codes |= {symbols()[name] for name in names if name in symbols()}
    return codes


def in_math(text: str) -> str:
    """All that is between dollar signs."""
    return "".join(
        part for line in text.split("\n") if is_math(line) for part in DOLLAR.split(line)[1::2]
    )


def neighbours(texts: Iterable[str]) -> set[tuple[int, int]]:
    """The pairs of narrow letters that follow one another."""
    return {
        (ord(first), ord(second))
        for text in texts
        for first, second in pairwise(text)
        if is_letter(first) and (is_letter(second) or second in ".,")
    }


def is_letter(character: str) -> bool:
    return character.isalpha() and not is_wide(character)


def is_wide(character: str) -> bool:
    """Whether a character belongs to Chinese, Japanese or Korean writing."""
    return east_asian_width(character) in "WF"


def joining(text: str) -> str:
    """The first letter in text whose shape depends on its neighbours; "" if there is none."""
    return next((c for c in text if c > "\u05ff" and name(c, "").startswith(_JOINING)), "")


def region(texts: Iterable[str]) -> str:
    """The region whose writing texts show beyond doubt: kana or hangul; else ""."""
    for character in "".join(texts):
        if "\u3040" <= character <= "\u30ff":
            return "jp"
        if "\uac00" <= character <= "\ud7a3" or "\u1100" <= character <= "\u11ff":
            return "kr"
    return ""


def language(text: str) -> str:
    """The language tag (BCP 47) of text, as far as its writing shows it."""
    tag = {"jp": "ja", "kr": "ko"}.get(region(text))
    return tag or ("zh" if any(map(is_wide, text)) else "en")


def order(character: str) -> tuple[str, ...]:
    """From which font a character is taken first: latin, bundled, cjk."""
    kind = category(character)
    if is_wide(character):
        return "cjk", "latin", "bundled"
    if character in PRIMES or (kind == "Sm" and character not in _COMMON):
        # Text fonts draw them too small and too high for formulas.
        return "bundled", "latin", "cjk"
    if kind in ("No", "So") and east_asian_width(character) == "A":
        return "latin", "cjk", "bundled"
    return "latin", "bundled", "cjk"


def spelt(character: str) -> str:
    """A character with its number and name, for a message."""
    return f"'{character}' (U+{ord(character):04X} {name(character, 'unnamed')})"
