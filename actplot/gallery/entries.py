"""What a page says of an activation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from actplot.activations import Activation, Parameter, frameworks, references
from actplot.expression.names import GREEK
from actplot.facts.words import said, setting
from actplot.formula.derivative import derivative
from actplot.formula.equation import plain
from actplot.gallery.markup import Markup, element, inside
from actplot.paint.symbols import Symbols

Values = Sequence[Markup | str]

_SIGNS = {"<=": "≤", ">=": "≥", "!=": "≠"}


# Wider ones, in text sizes, get the whole line.
WIDE = 18.0


@cache
def slope(latex: str) -> str | None:
    """The derivative of a formula as a formula, if there is one."""
    return derivative(latex)


def symbols(entries: Iterable[Activation]) -> Symbols:
    """The formulas of activations and their derivatives."""
    formulas = [(entry.formula, slope(entry.formula)) for entry in entries]
    return Symbols(latex for pair in formulas for latex in pair if latex is not None)


def formula(latex: str, symbols: Symbols) -> Markup:
    """A formula as a picture, with plain text for those who do not see it."""
    symbol = symbols[latex]
    use = Markup(f'<use href="#{symbol.id}"/>')
    return element(
        "svg",
        use,
        class_="formula",
        role="img",
        aria_label=plain(latex),
        viewBox=symbol.view_box,
        style=f"width:{symbol.width:.3f}em;height:{symbol.height:.3f}em;"
        f"vertical-align:{-symbol.descent:.3f}em",
    )


def about(entry: Activation, symbols: Symbols, facts: Mapping[str, Any] | None) -> Markup:
    """An activation under its title; facts: see `build.facts`."""
    told = said(facts) if facts is not None else ()
    rows: list[tuple[str, Values]] = [
        ("Parameters", [_parameter(entry, each) for each in entry.parameters]),
        *((term.capitalize(), [_minus(text)]) for term, text in told if text),
        ("In Chinese", [element("span", name, lang="zh") for name in entry.plain]),
        ("Names", list(_names(entry))),
        ("Elsewhere", list(_elsewhere(entry))),
        ("Note", [entry.note] if entry.note else []),
        ("Reference", [*_reference(entry)]),
    ]
    parts = [element("p", [formula(entry.formula, symbols)], class_="equation")]
    if entry.doc:
        parts.append(element("p", re.sub(r"\binf\b", "∞", _minus(entry.doc)), class_="doc"))
    listed = [element("div", _row(*row)) for row in rows if row[1]]
    if (derived := slope(entry.formula)) is not None:
        row = _row("Derivative", [formula(derived, symbols)])
        wide = symbols[derived].width > WIDE
        listed.insert(0, element("div", row, class_="wide" if wide else None))
    return inside([*parts, element("dl", listed) if listed else ""])


def _row(term: str, values: Values) -> Iterator[Markup]:
    yield element("dt", term)
    for value in values:
        yield element("dd", value)


def _parameter(entry: Activation, parameter: Parameter) -> Markup:
    parts: list[Markup | str] = [element("code", parameter.name)]
    if parameter.name in GREEK:
        parts.append(f" ({GREEK[parameter.name][0]})")
    if parameter.default is not None:
        parts.append(f" = {_minus(setting(parameter.default))}")
    domain = _minus(re.sub("<=|>=|!=", lambda sign: _SIGNS[sign[0]], parameter.domain))
    parts.append(element("span", f", {domain}", class_="quiet"))
    for value, names in frameworks.defaults(entry, parameter.name).items():
        parts.append(f"; {_minus(setting(value))} in {', '.join(names)}")
    return element("span", parts)


def _names(entry: Activation) -> Iterator[Markup]:
    """The other names, those of a framework together."""
    for framework, names in frameworks.grouped(entry).items():
        label = [element("span", framework, class_="quiet"), " "] if framework else []
        yield element("span", [*label, *_codes(names)])


def _elsewhere(entry: Activation) -> Iterator[Markup]:
    """Names that sound like this one and mean another."""
    for other, names in frameworks.elsewhere(entry).items():
        yield element("span", [*_codes(names), " is ", element("code", other)])


def _codes(names: Sequence[str]) -> Iterator[Markup | str]:
    for count, name in enumerate(names):
        yield ", " if count else ""
        yield element("code", name)


def _reference(entry: Activation) -> Iterator[Markup | str]:
    found = references.find(entry.cites)
    if found is None:
        return
    for field, address in (("eprint", "https://arxiv.org/abs/"), ("doi", "https://doi.org/")):
        if field in found.fields:
            yield element("a", str(found), href=address + found.fields[field])
            return
    yield str(found)


def _minus(text: str) -> str:
    """With minus signs for hyphens that are meant as such."""
    return re.sub(r"(?<![^\s\[({])-(?=[\w\s∞])", "−", text)
