"""What a page says of an activation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from actplot.activations import Activation, Parameter, references
from actplot.build.words import limits, listed, number, points
from actplot.draw.symbols import Symbol, Symbols
from actplot.expression.equation import plain
from actplot.gallery.markup import Markup, element, inside

FRAMEWORKS = {
    "torch": "PyTorch", "keras": "Keras", "jax": "JAX", "jnp": "JAX", "flax": "Flax",
    "tf": "TensorFlow", "onnx": "ONNX", "paddle": "Paddle", "mxnet": "MXNet", "timm": "timm",
    "hf": "Hugging Face", "nnlib": "NNlib", "matlab": "MATLAB", "scipy": "SciPy",
    "numpy": "NumPy",
}  # fmt: skip
"""By the first word of an alias."""

_SIGNS = {"<=": "≤", ">=": "≥", "!=": "≠", "-": "−"}


def formula(entry: Activation, symbols: Symbols) -> Markup:
    """A formula as a picture, with plain text for those who do not see it."""
    symbol: Symbol = symbols[entry.formula]
    use = Markup(f'<use href="#{symbol.id}"/>')
    return element(
        "svg",
        use,
        class_="formula",
        role="img",
        aria_label=plain(entry.formula),
        viewBox=symbol.view_box,
        style=f"width:{symbol.width:.3f}em;height:{symbol.height:.3f}em;"
        f"vertical-align:{-symbol.descent:.3f}em",
    )


def about(entry: Activation, symbols: Symbols, facts: Mapping[str, Any] | None) -> Markup:
    """An activation under its title; facts: see `build.facts`."""
    rows: list[tuple[str, Sequence[Markup | str]]] = [
        ("Parameters", [_parameter(each) for each in entry.parameters]),
        *_facts(facts or {}),
        ("In Chinese", [element("span", name, lang="zh") for name in entry.plain]),
        ("Other names", list(_names(entry))),
        ("Note", [entry.note] if entry.note else []),
        ("Reference", [*_reference(entry)]),
    ]
    parts = [element("p", [formula(entry, symbols)], class_="equation")]
    if entry.doc:
        parts.append(element("p", _doc(entry.doc), class_="doc"))
    listed = [(term, values) for term, values in rows if values]
    if listed:
        parts.append(element("dl", [element("div", _row(*row)) for row in listed]))
    return inside(parts)


def _row(term: str, values: Sequence[Markup | str]) -> Iterator[Markup]:
    yield element("dt", term)
    for value in values:
        yield element("dd", value)


def _doc(text: str) -> str:
    """A docstring, with the signs that Python cannot write."""
    text = re.sub(r"(?<=[\[(\s])-(?=[\w\s])", "−", text)
    return re.sub(r"\binf\b", "∞", text)


def _parameter(parameter: Parameter) -> Markup:
    name = element("code", parameter.name)
    default = "" if parameter.default is None else f" = {_minus(number(parameter.default))}"
    condition = re.sub("<=|>=|!=|-", lambda sign: _SIGNS[sign[0]], parameter.domain)
    return element("span", [name, default, element("span", condition, class_="quiet")])


def _facts(facts: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[str]]]:
    """What could be computed, as far as there is any."""
    if not facts:
        return
    yield "Limits", [_minus(limits(facts["limits"]))]
    yield "Slopes", [_minus(limits(facts["slopes"]))]
    for term, text in (
        ("Zeros", listed(facts["zeros"])),
        *((name.capitalize(), points(facts[name])) for name in _POINTS),
    ):
        if text:
            yield term, [_minus(text)]


_POINTS = ("minima", "maxima", "inflections", "corners", "jumps")


def _names(entry: Activation) -> Iterator[Markup]:
    """The other names, those of a framework together."""
    groups: dict[str, list[str]] = {"": []}
    for alias in entry.aliases:
        first, dot, _ = alias.partition("(")[0].partition(".")
        groups.setdefault(FRAMEWORKS.get(first, first) if dot else "", []).append(alias)
    for framework, names in groups.items():
        codes: list[Markup | str] = []
        for name in names:
            codes += [", " if codes else "", element("code", name)]
        label = [element("span", framework, class_="quiet"), " "] if framework else []
        if names:
            yield element("span", [*label, *codes])


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
    return text.replace("-", "−")
