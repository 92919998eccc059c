r"""The formulas of the catalogue as whole equations: for LaTeX, and in a line of plain text.

They are written in a small part of LaTeX: letters, `\frac`, `\sqrt`, `\left`, `\mathrm`,
scripts, operators, Greek letters, and `\begin{cases}` at the top.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from actplot.expression import names
from actplot.formula.commands import usual
from actplot.formula.derivative.derive import derivative

if TYPE_CHECKING:
    from actplot.activations import Activation

_TOKEN = re.compile(r"\\(?:begin|end)\{cases\}|\\[A-Za-z]+|\\.|\s+|.", re.DOTALL)
_LETTERS = {
    **{name: letters[0] for name, letters in names.GREEK.items()},
    "pi": "π", "Phi": "Φ", "leq": "≤", "geq": "≥", "neq": "≠", "approx": "≈", "sum": "Σ",
    "ldots": "…", "cdot": "·", "times": "×", "infty": "∞",
    "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉",
}  # fmt: skip
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Between these a fraction needs no parentheses.
_LOOSE = ("", "+", "−", "=", "<", ">", "≤", "≥", "≈", ",", ";", "{", "}", "if")
_CLOSED = (*_LOOSE, ")")
_ROOTS = {"": "√", "3": "∛", "4": "∜"}


def latex(entry: Activation) -> str:
    r"""`\mathrm{ELU}(x) = \begin{cases} ... \end{cases}`, which needs amsmath."""
    left = _called(entry)
    # A function that is its own definition, such as tanh, is not repeated.
    return entry.formula if plain(left) == plain(entry.formula) else f"{left} = {entry.formula}"


def slope(entry: Activation) -> str | None:
    r"""`\mathrm{ELU}'(x) = ...`, by x; None where there is no formula for it."""
    tex = derivative(entry.formula)
    return None if tex is None else f"{_called(entry, prime=True)} = {tex}"


def _called(entry: Activation, *, prime: bool = False) -> str:
    """The function with its inputs."""
    known = names.find(entry.name, {entry.name: entry})
    assert known is not None
    if "#1" in known.tex:  # |x|
        return rf"\mathrm{{{known.name}}}'(x)" if prime else known.tex.replace("#1", "x")
    most = entry.inputs[1]
    arguments = "x_1, x_2, \\ldots" if most is None else "x, y" if most > 1 else "x"
    component = "_k" if most is None else ""
    if prime and most != 1:
        by = "x_k" if most is None else "x"
        return rf"\frac{{\partial}}{{\partial {by}}}\,{known.tex}{component}({arguments})"
    return f"{known.tex}{component}{chr(39) * prime}({arguments})"


def plain(formula: str) -> str:
    """`x / (1 + e^(−βx))`: a formula for those who hear it or read it in a terminal.

    Raises IndexError for one that is unfinished or nested too deeply.
    """
    return _joined(list(_parts(_Tokens(_TOKEN.findall(usual(formula))))))


# Groups within groups; of what is drawn they are fewer.
DEEPEST = 50


class _Piece(NamedTuple):
    """A piece of plain text; fraction: it needs parentheses next to a factor."""

    text: str
    fraction: bool = False


class _Tokens:
    """Tokens to be taken one after another."""

    def __init__(self, tokens: list[str]) -> None:
        self._rest = tokens[::-1]
        self._depth = 0

    def __bool__(self) -> bool:
        return bool(self._rest)

    def take(self) -> str:
        return self._rest.pop()

    @property
    def next(self) -> str:
        return self._rest[-1] if self._rest else ""

    def argument(self) -> str:
        """A group or a single token, in plain text."""
        token = self.take()
        while token.isspace():
            token = self.take()
        return self.group() if token == "{" else _joined(list(_parts(_Tokens([token]))))

    def group(self) -> str:
        """What comes before the brace that closes a group, in plain text."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise IndexError("the formula is nested too deeply")  # as if it were unfinished
        inside = _joined(list(_parts(self)))
        self._depth -= 1
        return inside

    def option(self) -> str:
        """What stands in brackets before an argument, empty if there is nothing."""
        taken = ""
        while self.next == "[" or taken:
            taken += self.take()
            if taken.endswith("]"):
                break
        return taken[1:-1]


def _parts(tokens: _Tokens) -> Iterator[_Piece]:
    """Up to the end of the group, or of all."""
    while tokens:
        token = tokens.take()
        match token:
            case "}" | "\\end{cases}":
                yield _Piece(" }" if token != "}" else "")
                if token == "}":
                    return
            case "\\begin{cases}":
                yield _Piece("{ ")
            case "&":
                yield _Piece("if ")
            case "\\\\":
                yield _Piece("; ")
            case "\\frac":
                over, under = tokens.argument(), tokens.argument()
                yield _Piece(f"{_enclosed(over)} / {_enclosed(under)}", fraction=True)
            case "\\sqrt":
                root = tokens.option()
                yield _Piece(f"{_ROOTS.get(root, f'{root}√')}{_enclosed(tokens.argument())}")
            case "{":
                yield _Piece(inside := tokens.group(), fraction=" / " in inside)
            case "\\mathrm" | "\\mathbf" | "\\mathit" | "\\text":
                yield _Piece(tokens.argument())
            case "^":
                script = tokens.argument()
                raised = script.translate(RAISED) if script.isdecimal() else ""
                yield _Piece(raised or f"^{_enclosed(script)}")
            case "_":
                yield _Piece(f"_{_enclosed(tokens.argument())}")
            case "\\left" | "\\right":
                pass
            case _:
                yield _Piece(_symbol(token, tokens.next))


def _symbol(token: str, following: str) -> str:
    if token.isspace() or token in ("\\,", "\\ "):
        return " "
    if token == "-":
        return "−"
    if not token.startswith("\\"):
        return token
    name = token[1:]
    # A space separates a function's name from an argument without parentheses.
    apart = len(name) > 1 and following not in ("", "(", "^", "_", "\\left")
    return _LETTERS.get(name, name + " " * apart)


def _joined(parts: list[_Piece]) -> str:
    solid = [part for part in parts if part.text.strip()]
    neighbours = ["", *(part.text.strip() for part in solid), ""]
    bound = {
        id(part)
        for place, part in enumerate(solid)
        if part.fraction
        and not (neighbours[place] in (*_LOOSE, "(") and neighbours[place + 2] in _CLOSED)
    }
    text = "".join(f"({part.text})" if id(part) in bound else part.text for part in parts)
    text = re.sub(r"\s+", " ", text).strip().replace(" ,", ",").replace(" ;", ";")
    text = re.sub(r"(?<=[⌊⌈]) | (?=[⌋⌉])", "", text)
    return text.replace(" if otherwise", " otherwise")


def _enclosed(text: str) -> str:
    return text if re.fullmatch(r"[^\W_]+|[(][^()]*[)]", text) else f"({text})"
