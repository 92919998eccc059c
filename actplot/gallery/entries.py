"""What a page says of an activation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from actplot.activations import Activation, Parameter, frameworks
from actplot.expression.names import GREEK
from actplot.facts import words
from actplot.facts.chinese import say
from actplot.facts.numerals import setting
from actplot.facts.words import summary
from actplot.formula.derivative.derive import derivative
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


def formula(latex: str, symbols: Symbols, lang: str = "en") -> Markup:
    """A formula as a picture, with plain text for those who do not see it."""
    symbol = symbols[latex]
    use = Markup(f'<use href="#{symbol.id}"/>')
    return element(
        "svg",
        use,
        class_="formula",
        role="img",
        aria_label=words.formula(latex, lang),
        viewBox=symbol.view_box,
        style=f"width:{symbol.width:.3f}em;height:{symbol.height:.3f}em;"
        f"vertical-align:{-symbol.descent:.3f}em",
    )


def about(
    entry: Activation, symbols: Symbols, facts: Mapping[str, Any] | None, lang: str = "en"
) -> Markup:
    """An activation under its title; facts: those of `facts.computed`."""
    phrases = summary(facts, lang) if facts is not None else ()
    rows: list[tuple[str, Values]] = [
        ("parameters", [_parameter(entry, parameter, lang) for parameter in entry.parameters]),
        *((term, [_minus(text)]) for term, text in phrases if text),
        ("In Chinese", [element("span", name, lang="zh") for name in entry.plain]),
        ("names", list(_names(entry))),
        ("elsewhere", list(_elsewhere(entry, lang))),
        ("note", [say(entry.note, lang)] if entry.note else []),
        ("reference", [*_reference(entry)]),
    ]
    parts = [element("p", [formula(entry.formula, symbols, lang)], class_="equation")]
    if entry.doc and lang == "en":
        parts.append(element("p", re.sub(r"\binf\b", "∞", _minus(entry.doc)), class_="doc"))
    listed = [element("div", _row(row[0], row[1], lang)) for row in rows if row[1]]
    if (derived := slope(entry.formula)) is not None:
        row = _row("derivative", [formula(derived, symbols, lang)], lang)
        wide = symbols[derived].width > WIDE
        listed.insert(0, element("div", row, class_="wide" if wide else None))
    return inside([*parts, element("dl", listed) if listed else ""])


def _row(term: str, values: Values, lang: str) -> Iterator[Markup]:
    heading = say(term, lang)
    yield element("dt", heading[:1].upper() + heading[1:])
    for value in values:
        yield element("dd", value)


def _parameter(entry: Activation, parameter: Parameter, lang: str) -> Markup:
    parts: list[Markup | str] = [element("code", parameter.name)]
    if parameter.name in GREEK:
        letter = {"title": "", "other": GREEK[parameter.name][0]}
        parts.append(say("{title} ({other})", lang).format_map(letter))
    if parameter.default is not None:
        parts.append(f" = {_minus(setting(parameter.default))}")
    domain = words.domain(parameter.domain, lang)
    domain = _minus(re.sub("<=|>=|!=", lambda sign: _SIGNS[sign[0]], domain))
    parts.append(element("span", say(", ", lang) + domain, class_="quiet"))
    for value, names in frameworks.defaults(entry, parameter.name).items():
        given = {"value": _minus(setting(value)), "names": ", ".join(names)}
        parts.append(say("; ", lang) + say("{value} in {names}", lang).format_map(given))
    return element("span", parts)


def _names(entry: Activation) -> Iterator[Markup]:
    """The other names, those of a framework together."""
    for framework, names in frameworks.grouped(entry).items():
        label = [element("span", framework, class_="quiet"), " "] if framework else []
        yield element("span", [*label, *_codes(names)])


def _elsewhere(entry: Activation, lang: str) -> Iterator[Markup]:
    """Names that sound like this one and mean another."""
    for other, names in frameworks.elsewhere(entry).items():
        yield element("span", [*_codes(names), say(" is ", lang), element("code", other)])


def _codes(names: Sequence[str]) -> Iterator[Markup | str]:
    for count, name in enumerate(names):
        yield ", " if count else ""
        yield element("code", name)


def _reference(entry: Activation) -> Iterator[Markup | str]:
    paper = entry.paper
    if paper is None:
        # That of a function of a spec's own is in the bibliography of whoever wrote it.
        yield entry.reference
        return
    for field, address in (("eprint", "https://arxiv.org/abs/"), ("doi", "https://doi.org/")):
        if field in paper.fields:
            yield element("a", str(paper), href=address + paper.fields[field])
            return
    yield str(paper)


def _minus(text: str) -> str:
    """With minus signs for hyphens that are meant as such."""
    return re.sub(r"(?<![^\s\[({])-(?=[\w\s∞])", "−", text)
