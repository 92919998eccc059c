"""Text to tokens.

People paste formulas from papers, from Python and from Chinese input methods, so that
typographic signs (× · − ′ ″ ² ≤), wide punctuation and Greek letters mean what they show.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from actplot.expression.error import ExpressionError
from actplot.later import pattern

LONGEST = 2000
"""Characters of the longest text that is accepted."""
_LONG = 16  # digits of a number that nobody wants to read
TAKEN = ("x", "e", "pi", "π", "and", "or", "not", "nan", "if", "else", "lambda")
"""Words that no definition can be called."""


class Token(NamedTuple):
    """kind: number, name, text, method, prime, superscript, end, or the sign itself (`+`, `<=`).

    text is the meaning in plain signs: `'''` for three primes, `2` for `²`.
    """

    kind: str
    text: str
    start: int
    end: int


_MEANS = {
    "**": "^", "×": "*", "·": "*", "⋅": "*", "∙": "*", "−": "-", "–": "-", "÷": "/", "∕": "/",
    "≤": "<=", "≥": ">=", "⩽": "<=", "⩾": ">=", "≠": "!=",
}  # fmt: skip
_PRIMES = {"'": 1, "’": 1, "‘": 1, "′": 1, "´": 1, '"': 2, "″": 2, "”": 2, "“": 2, "‴": 3, "⁗": 4}
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
# One character each way: positions in the text stay what they were.
_WIDE = str.maketrans(
    "（）［］，：＋－＊／＾＝＜＞．＇　０１２３４５６７８９", "()[],:+-*/^=<>.' 0123456789"
)
_FIRST = r"[^\W0-9⁰¹²³⁴⁵⁶⁷⁸⁹]"
_MORE = r"[^\W⁰¹²³⁴⁵⁶⁷⁸⁹]"
_TOKEN = pattern(
    rf"""
    (?P<space>\s+)
  | (?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
  | (?P<name>{_FIRST}{_MORE}*(?:(?:\.|::){_FIRST}{_MORE}*)*)
  | (?P<method>\.{_FIRST}{_MORE}*)
  | (?P<prime>['’‘′´"″”“‴⁗]+)
  | (?P<superscript>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)
  | (?P<sign>\*\*|<=|>=|==|!=|[-+*/^(),:<>=√\[\]×·⋅∙−–÷∕≤≥⩽⩾≠])
    """,
    re.VERBOSE,
)
# How programs write numbers: 1_000, 0x1F, 0b101.
_OTHER_NUMBER = pattern(
    r"([0-9]+(?:_[0-9]+)+(?:\.[0-9]*)?|0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+)(?!\w)"
)
_TEXT = pattern(r"""['’‘"“”]([\w .+/:-]*)['’‘"“”]""")
_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))
"""Variation selectors, which come along with pasted signs and show nothing of their own."""
_INSTEAD = {
    "|": "the absolute value is `abs(x)`; in a condition write `and`, `or`",
    "&": "write `and`",
    "!": "write `not`, or `!=`",
    "%": "percent and modulo are not supported",
    "{": "write parentheses ( )",
    "}": "write parentheses ( )",
    ";": "arguments are separated by commas",
    "$": "write the expression without `$`; put TeX into `label`",
    "\\": "write the expression without TeX; put TeX into `label`",
    "@": "the operators are + - * / ^",
    "∞": "use a finite number",
}


def tokens(text: str) -> list[Token]:
    """All tokens of the text, with an `end` token behind them.

    Raises ExpressionError at a character that means nothing.
    """
    if len(text) > LONGEST:
        message = f"the expression has {len(text)} characters, more than {LONGEST}"
        raise ExpressionError(message, LONGEST, 1)
    plain = text.translate(_WIDE)
    lexed: list[Token] = []
    position = 0
    while position < len(plain):
        # Quotes are primes, but behind these signs there is nothing that a prime could follow.
        match = _TEXT.match(plain, position) if lexed and lexed[-1].kind in "=(,[" else None
        if match is not None:
            lexed.append(Token("text", match[1], position, match.end()))
            position = match.end()
            continue
        if (match := _OTHER_NUMBER.match(plain, position)) is not None:
            raise _not_decimal(match[1], position)
        match = _TOKEN.match(plain, position)
        if match is None or (match.lastgroup == "method" and not _is_value(lexed)):
            raise _unexpected(text, position)
        start, position = position, match.end()
        kind, sign = str(match.lastgroup), match.group()
        if kind == "sign":
            sign = _MEANS.get(sign, sign)
            lexed.append(Token(sign, sign, start, position))
        elif kind == "prime":
            lexed.append(Token(kind, "'" * sum(map(_PRIMES.__getitem__, sign)), start, position))
        elif kind == "superscript":
            lexed.append(Token(kind, sign.translate(_SUPERSCRIPTS), start, position))
        elif kind != "space":
            lexed.append(Token(kind, sign, start, position))
    end = len(plain.rstrip())
    lexed.append(Token("end", "", end, end))
    return lexed


def _is_value(before: list[Token]) -> bool:
    """Whether what is read so far ends with something that has methods: `F.relu(x).square()`."""
    return bool(before) and before[-1].kind in (")", "prime")


def _not_decimal(written: str, position: int) -> ExpressionError:
    plain = written.replace("_", "")
    value = plain if "_" in written else str(int(plain, 0))
    help = f"write `{value}`" if len(value) < _LONG else "numbers are decimal: 1000, 0.5 or 1e-3"
    return ExpressionError(f"'{written}' is not a decimal number", position, len(written), help)


def _unexpected(text: str, position: int) -> ExpressionError:
    character = text[position]
    hidden = not character.isprintable() or character in _SELECTORS
    shown = f"U+{ord(character):04X}" if hidden else f"'{character}'"
    help = "it is invisible; delete it" if hidden else _INSTEAD.get(character)
    return ExpressionError(f"unexpected character {shown}", position, 1, help)
