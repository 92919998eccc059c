"""What a command is asked about: an activation, any expression, or the curves of a spec."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from actplot.activations import Activation, Match, UnknownActivation, find
from actplot.activations.parameter import Value
from actplot.expression import Curve, ExpressionError, call, curves, latex
from actplot.expression.names import Names
from actplot.facts.facts import computed, curve_of
from actplot.formula.derivative.derive import derivative
from actplot.records import Record
from actplot.spec.model import FigureSpec


class Subject(Record):
    """A function with its formula.

    text: what was asked for. entry: the activation that it is, with its defaults; None for
    another expression. formula: LaTeX of its value, without the name on the left.
    """

    text: str
    curve: Curve
    formula: str
    entry: Activation | None = None
    defaults: Mapping[str, Value] = {}

    @property
    def title(self) -> str:
        """What it is called: `GELU`, or the expression."""
        return self.entry.symbol if self.entry is not None else self.curve.text

    @property
    def parameters(self) -> list[tuple[str, Value]]:
        """The parameters of the activation with their values."""
        if self.entry is None:
            return []
        given = {p.name: self.defaults.get(p.name, p.default) for p in self.entry.parameters}
        return [(name, value) for name, value in given.items() if value is not None]

    @property
    def activations(self) -> tuple[Activation, ...]:
        """The entries of the catalogue that take part."""
        return (self.entry,) if self.entry is not None else self.curve.activations

    @cached_property
    def derivative(self) -> str | None:
        """LaTeX of the derivative by x; None where there is no formula for it."""
        return derivative(self.formula)

    @cached_property
    def facts(self) -> dict[str, Any]:
        """What can be computed of it (see `facts.computed`)."""
        return computed(self.curve)


def subjects(text: str, own: Names | None = None) -> list[Subject]:
    """What a name or an expression stands for; each member of a family is one.

    own: functions and numbers that are known besides the catalogue. Raises ActplotError.
    """
    match = _match(text, own or {})
    if match is not None:
        return [of_match(text, match)]
    return [_of_drawn(curve, own or {}) for curve in curves(text, own)]


def of_match(text: str, match: Match) -> Subject:
    """An activation with the defaults that its name brings."""
    entry = match.activation
    return Subject(text, curve_of(match), entry.formula, entry, match.defaults)


def of_spec(spec: FigureSpec, *, every: bool = False) -> list[Subject]:
    """The functions that a spec defines, else those that it draws; every: all of both."""
    drawn = [curve for panel in spec.panels for shown in panel.shown for curve in shown.curves]
    known = {entry.name for curve in drawn for entry in curve.activations}
    own = [definition for definition in spec.let.values() if isinstance(definition, Activation)]
    if own and not every:
        return [of_match(entry.name, Match(entry, {})) for entry in own]
    left = [of_match(entry.name, Match(entry, {})) for entry in own if entry.name not in known]
    return [*{curve.text: _of_drawn(curve, spec.let) for curve in drawn}.values(), *left]


def _of_drawn(curve: Curve, own: Names) -> Subject:
    match = _match(curve.text, own)
    return _of_curve(curve, own) if match is None else of_match(curve.text, match)


def _match(text: str, own: Names) -> Match | None:
    """The activation that a name stands for, or a name with parameters; None for any other."""
    if (entry := own.get(text)) is not None:
        return Match(entry, {}) if isinstance(entry, Activation) else None
    try:
        return find(text)
    except UnknownActivation as unknown:
        try:
            called = call(text, own)
        except ExpressionError:
            # Of a single word the message about names says more.
            if re.fullmatch(r"[\w.\- ]+", text) and text.split("(")[0] not in own:
                raise unknown from None
            called = None
        return None if called is None else Match(*called)


_PRIMED = re.compile(r"(.*?)('+)", re.DOTALL)


def _of_curve(curve: Curve, own: Names) -> Subject:
    """An expression; the derivative of an activation has the formula of that."""
    primed = _PRIMED.fullmatch(curve.text)
    if primed is not None and (match := _plain_match(primed[1], own)) is not None:
        formula: str | None = match.activation.formula
        for _ in primed[2]:
            formula = derivative(formula) if formula is not None else None
        if formula is not None:
            return Subject(curve.text, curve, formula)
    return Subject(curve.text, curve, latex(curve.text, own))


def _plain_match(text: str, own: Names) -> Match | None:
    try:
        return _match(text, own)
    except UnknownActivation:
        return None
