"""Text as LaTeX: what a caption or a label needs to be set by a document of any engine."""

from __future__ import annotations

import re

# A dollar with a backslash before it is a dollar.
_DOLLAR = re.compile(r"(?<!\\)\$")
_SPECIAL = {
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
    "<": r"\ensuremath{<}",
    ">": r"\ensuremath{>}",
    "|": r"\ensuremath{|}",
    "\N{NO-BREAK SPACE}": "~",
}
# What only mathematics has, by its command there.
_COMMANDS = {
    "\N{MINUS SIGN}": "-",
    "\N{PRIME}": "'",
    "\N{DOUBLE PRIME}": "''",
    "\N{TRIPLE PRIME}": "'''",
    "\N{MULTIPLICATION SIGN}": r"\times",
    "\N{DIVISION SIGN}": r"\div",
    "\N{MIDDLE DOT}": r"\cdot",
    "\N{DOT OPERATOR}": r"\cdot",
    "\N{PLUS-MINUS SIGN}": r"\pm",
    "\N{INFINITY}": r"\infty",
    "\N{LESS-THAN OR EQUAL TO}": r"\le",
    "\N{GREATER-THAN OR EQUAL TO}": r"\ge",
    "\N{NOT EQUAL TO}": r"\ne",
    "\N{ALMOST EQUAL TO}": r"\approx",
    "\N{RIGHTWARDS ARROW}": r"\to",
    "\N{ELEMENT OF}": r"\in",
    "\N{SQUARE ROOT}": r"\surd",
    "\N{PARTIAL DIFFERENTIAL}": r"\partial",
    "\N{SUPERSCRIPT TWO}": "^{2}",
    "\N{SUPERSCRIPT THREE}": "^{3}",
    "\N{DEGREE SIGN}": r"^{\circ}",
}
_GREEK = """
    α alpha β beta γ gamma δ delta ε varepsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu
    ν nu ξ xi π pi ρ rho σ sigma τ tau υ upsilon φ varphi χ chi ψ psi ω omega ϕ phi ϵ epsilon
    Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma Υ Upsilon Φ Phi Ψ Psi Ω Omega µ mu
"""
_COMMANDS |= {
    letter: f"\\{name}"
    for letter, name in zip(_GREEK.split()[::2], _GREEK.split()[1::2], strict=True)
}
# Chinese, Japanese and Korean letters with their marks.
_IDEOGRAPHS = (
    "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
)
_ROMAN = re.compile(rf"\\(?:mathrm|text)\{{([^{{}}]*[{_IDEOGRAPHS}][^{{}}]*)\}}")
_BARE = re.compile(rf"(?<!\{{)[{_IDEOGRAPHS}]+(?![^{{]*\}})")


def escape(text: str) -> str:
    """A text of a spec as LaTeX: its mathematics between dollars is kept, the rest is quoted.

    Signs that only mathematics has are set as mathematics; all other letters are left alone.
    """
    parts = _DOLLAR.split(text)
    if len(parts) % 2 == 0:  # a single dollar is no mathematics
        parts = [text]
    return "".join(
        f"${mathematics(part)}$" if index % 2 else _plain(part.replace(r"\$", "$"))
        for index, part in enumerate(parts)
    )


def mathematics(text: str) -> str:
    """What stands between dollars, for any engine: Chinese in it becomes text."""
    text = "".join(_command(character) for character in text)
    return _BARE.sub(r"\\text{\g<0>}", _ROMAN.sub(r"\\text{\1}", text))


def _command(character: str) -> str:
    command = _COMMANDS.get(character, character)
    # A command must not run into the letter after it.
    return f"{command} " if command[0] == "\\" and command[-1].isalpha() else command


def _plain(text: str) -> str:
    """Text that is no mathematics; neighbouring signs that are go into one formula."""
    found = []
    for character in text:
        command = _COMMANDS.get(character)
        if command is None:
            found.append(_SPECIAL.get(character, character))
        else:
            # A superscript stands on something, be it empty.
            found.append(f"${'{}' if command[0] == '^' else ''}{command}$")
    return "".join(found)
