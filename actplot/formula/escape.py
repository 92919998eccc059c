"""Text as LaTeX: what a caption or a label needs to be set by a document of any engine."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actplot.formula import commands, environments
from actplot.later import pattern

# A dollar with a backslash before it is a dollar.
_SPECIAL = {
    "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}", "$": r"\$",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}",
    "<": r"\ensuremath{<}", ">": r"\ensuremath{>}", "|": r"\ensuremath{|}",
    "\N{NO-BREAK SPACE}": "~",
}  # fmt: skip
# What only mathematics has, by its command there.
_COMMANDS = {
    "\N{MINUS SIGN}": "-", "′": "'", "″": "''", "‴": "'''", "×": r"\times", "÷": r"\div",
    "\N{MIDDLE DOT}": r"\cdot", "\N{DOT OPERATOR}": r"\cdot", "±": r"\pm", "∞": r"\infty",
    "≤": r"\le", "≥": r"\ge", "≠": r"\ne", "≈": r"\approx", "→": r"\to", "∈": r"\in",
    "√": r"\surd", "∂": r"\partial", "²": "^{2}", "³": "^{3}", "°": r"^{\circ}",
}  # fmt: skip
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
_ROMAN = pattern(rf"\\(?:mathrm|text)\{{([^{{}}]*[{_IDEOGRAPHS}][^{{}}]*)\}}")
_BARE = pattern(rf"(?<!\{{)[{_IDEOGRAPHS}]+(?![^{{]*\}})")


# What refers to other places of a document, or to its literature: optional texts, then keys.
REFERENCES = frozenset(
    (
        "autocite", "autoref", "cite", "citealp", "citealt", "citeauthor", "citep", "citet",
        "citeyear", "cref", "Cref", "eqref", "label", "nameref", "pageref", "parencite", "ref",
        "textcite",
    )
)  # fmt: skip
_REFERENCE = pattern(rf"\\({'|'.join(sorted(REFERENCES))})(?![A-Za-z])")
_KEYS = pattern(r"(\*?)((?:\[[^\[\]{}]*\]){0,2})\{([^{}]*)\}")
_KEY = pattern(r"[\w:.+/-]+(?: [\w:.+/-]+)*")
_CONTROL = pattern("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_TOKEN = pattern(r"\\[A-Za-z]+|\\.|.", re.DOTALL)
_WIDTH = pattern(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
# Accents of text are none of formulas there, and brackets are no displays.
_MARKS = {
    '"': r"\ddot ", "`": r"\grave ", "'": r"\acute ", "~": r"\tilde ", ".": r"\dot ",
    "^": r"\hat ", "[": "[", "]": "]",
}  # fmt: skip
_SIGNS = {"%": r"\%", "#": r"\#", "&": r"\&", "$": r"\$", '"': "''", "`": "'"}


def escape(text: str, *, references: bool = False) -> str:
    """A text of a spec as LaTeX: its mathematics between dollars is kept, the rest is quoted.

    Signs that only mathematics has are set as mathematics; all other letters are left alone.
    Whatever the text is, LaTeX gets no command from it but those of formulas and, if asked for,
    those that refer to other places, such as \\ref{fig:a}.
    """
    parts = environments.DOLLAR.split(text)
    if len(parts) % 2 == 0:  # a single dollar is no mathematics
        parts = [text]
    return "".join(
        f"${mathematics(part)}$" if index % 2 else _words(part.replace(r"\$", "$"), references)
        for index, part in enumerate(parts)
    )


def wrong_references(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a text refers to something by what cannot be a key: start, length, the command."""
    for match in _REFERENCE.finditer(text):
        if _reference(text, match) is None:
            yield match.start(), len(match[0]), match[0]


def _words(text: str, references: bool) -> str:
    """Text outside formulas."""
    written, end = "", 0
    for match in _REFERENCE.finditer(text) if references else ():
        if match.start() < end or (made := _reference(text, match)) is None:
            continue
        before = text[end : match.start()]
        # A tie before a reference is meant as one.
        tie = "~" if before.endswith("~") else ""
        command, end = made
        written += _plain(before.removesuffix(tie)) + tie + command
    return written + _plain(text[end:])


def _reference(text: str, match: re.Match[str]) -> tuple[str, int] | None:
    """A reference as LaTeX, and where it ends; None where its keys cannot be any."""
    rest = _KEYS.match(text, match.end())
    if rest is None:
        return None
    keys = [key.strip() for key in rest[3].split(",")]
    if not all(_KEY.fullmatch(key) for key in keys):
        return None
    notes = "".join(
        f"[{{{_plain(note)}}}]" if note else "[]" for note in re.findall(r"\[(.*?)\]", rest[2])
    )
    return f"{match[0]}{rest[1]}{notes}{{{','.join(keys)}}}", rest.end()


def mathematics(text: str) -> str:
    """Mathematics between dollars, for any engine: Chinese in it becomes text.

    Commands that formulas do not have are shown by their names, and braces are paired.
    """
    if (one := environments.first(text)) is not None:
        return environments.as_array(one, mathematics)
    text = "".join(_command(character) for character in text)
    safe = "".join(_tokens(_TOKEN.findall(text)))
    return _BARE.sub(r"\\text{\g<0>}", _ROMAN.sub(r"\\text{\1}", safe))


def _tokens(tokens: list[str]) -> Iterator[str]:
    """The tokens of a formula as LaTeX."""
    rest = tokens[::-1]
    depth, before = 0, ""
    while rest:
        token = rest.pop()
        if token == "{":
            depth += 1
            yield token
        elif token == "}":
            yield token if depth else r"\}"
            depth = max(0, depth - 1)
        elif token == before == "^":  # two of them would name a character by its number
            yield r"\wedge "
        elif token in ("\\text", "\\hspace"):
            yield _as_written(token, _group(rest))
        else:
            yield _one(token)
        before = token
    yield "}" * depth


def _one(token: str) -> str:
    """A token that is no brace."""
    if len(token) == 1:
        if token.isspace():
            return " "
        return "" if _CONTROL.match(token) else _SIGNS.get(token, token)
    name = token[1:]
    if name.isascii() and name.isalpha():
        known = name in commands.known() or name in commands.FONTS
        return token if known else rf"\backslash \mathrm{{{name}}}"
    if name in _MARKS:
        return _MARKS[name]
    if name in commands.SYMBOL_MARKS or name in commands.SPACE_MARKS or name == "\\":
        return token
    return rf"\backslash {_one(name)}"


def _group(rest: list[str]) -> str | None:
    """The text of the group in braces that comes next, which is taken; None if there is none."""
    while rest and rest[-1].isspace():
        rest.pop()
    if not rest or rest[-1] != "{":
        return None
    depth, text = 0, ""
    while rest:
        token = rest.pop()
        depth += (token == "{") - (token == "}")
        if not depth:
            break
        text += token
    return text[1:]


def _as_written(token: str, inside: str | None) -> str:
    """A command whose group is no formula."""
    if inside is None:
        return rf"\backslash \mathrm{{{token[1:]}}}"
    if token == "\\hspace":
        width = _WIDTH.fullmatch(inside.strip())
        return rf"\hspace{{{width[0]}em}}" if width else ""
    return rf"\text{{{_plain(inside)}}}"


def _command(character: str) -> str:
    command = _COMMANDS.get(character, character)
    # A command must not run into the letter after it.
    return f"{command} " if command[0] == "\\" and command[-1].isalpha() else command


def _plain(text: str) -> str:
    """Text that is no mathematics; neighbouring signs that are go into one formula."""
    parts = []
    for character in text:
        command = _COMMANDS.get(character)
        if command is None:
            parts.append(_SPECIAL.get(character, _CONTROL.sub(" ", character)))
        else:
            # A superscript needs a base, even an empty one.
            parts.append(f"${'{}' if command[0] == '^' else ''}{command}$")
    return "".join(parts)
