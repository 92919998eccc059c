"""Pieces of formulas in LaTeX: numbers, letters, primes, parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from actplot.expression.names import GREEK
from actplot.expression.nodes import ATOM, POWER, PRODUCT, Function, Given

if TYPE_CHECKING:
    from actplot.activations import Activation

_DIGITS = 6
# A number of so few characters is easier to read with a power of ten, if it needs many zeros.
_SHORT = 3


SEPARATOR = r",\ "


class TexPart(NamedTuple):
    """tex; how tightly it binds; whether it is taller than a line; whether it ends in an
    argument without parentheses, of which a factor behind it would seem to be a part; whether
    it is between bars, which need no parentheses around them."""

    tex: str
    level: int = ATOM
    tall: bool = False
    open: bool = False
    bars: bool = False

    def closed(self) -> str:
        r"""`\sin(x)` for `\sin x`."""
        name, _, argument = self.tex.rpartition(" ")
        return f"{name}({argument})" if self.open else self.tex

    def enclosed(self) -> str:
        return rf"\left({self.tex}\right)" if self.tall else f"({self.tex})"


def signed(tex: str) -> str:
    """In braces, so that mathtext does not take a leading minus for a difference."""
    return f"{{{tex}}}" if tex[0] == "-" else tex


def number_tex(value: float) -> TexPart:
    mantissa, _, exponent = f"{value:.{_DIGITS}g}".partition("e")
    short, _, power = f"{value:.{_DIGITS - 1}e}".partition("e")
    short = short.rstrip("0").rstrip(".")
    if value and not -3 <= int(power) < 5 and len(short) <= _SHORT:
        mantissa, exponent = short, power
    if not exponent:
        return TexPart(mantissa)
    power = f"10^{{{int(exponent)}}}"
    if mantissa == "1":
        return TexPart(power, POWER)
    return TexPart(rf"{mantissa} \times {power}", PRODUCT)


def primes(order: int) -> str:
    return "'" * order if order <= 3 else f"^{{({order})}}"


def shown_parameters(function: Function, left_out: Mapping[int, str]) -> Iterator[Given]:
    for given in function.parameters:
        if given.start not in left_out and given.name != "component":
            yield given


_PRINTED = {"temperature": "T"}
_COMMANDS = {"epsilon": "varepsilon", "phi": "varphi", "lam": "lambda", "lambd": "lambda"}


def letter(name: str) -> str:
    r"""A parameter as a formula has it: \alpha, \alpha_{p}, p_{1}, \mathrm{slope}."""
    name = _PRINTED.get(name, name)
    stem, _, index = name.partition("_")
    if not index and (numbered := re.fullmatch(r"([a-z]+)([0-9]+)", name)):
        stem, index = numbered.groups()
    if len(index) > 1 and not index.isdigit():
        stem, index = name, ""
    if stem in GREEK:
        letter = rf"\{_COMMANDS.get(stem, stem)}"
    else:
        upright = stem.replace("_", r"\_")
        letter = stem if len(stem) == 1 else rf"\mathrm{{{upright}}}"
    return rf"{letter}_{{{index}}}" if index else letter


def defaults(entry: Activation, formula: str, given: tuple[Given, ...] = ()) -> str:
    r"""The defaults of the parameters in a formula that have no other value: `\alpha = 1`."""
    names = {setting.name for setting in given}
    return SEPARATOR.join(
        f"{letter(parameter.name)} = {number_tex(parameter.default).tex}"
        for parameter in entry.parameters
        if parameter.name not in names
        and isinstance(parameter.default, (int, float))
        and re.search(rf"{re.escape(letter(parameter.name))}(?![A-Za-z_])", formula)
    )
