"""Conditions on the parameters of a function of the spec's own: beta > 0, 0 <= a < 1."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from actplot.errors import Problem
from actplot.later import pattern
from actplot.spec.values.checks import scalar
from actplot.spec.yaml.nodes import DictionaryEntry, Scalar

_WORDS = pattern(r"[^\s<>=!,]+")
_RELATION = pattern(r"<=|>=|!=|<|>|=+")


def domain_problem(
    written: DictionaryEntry, names: list[str], known: Mapping[str, Any]
) -> Problem | None:
    """What is wrong with the condition on a parameter."""
    name, condition = written.key.text, scalar(written.value, "a condition")
    text = condition.text
    if name not in names:
        listed = f"the parameters are {', '.join(names)}" if names else "there are no parameters"
        return Problem(f"no parameter is called '{name}'", written.key.place(), listed)
    if not text.strip():
        return Problem("the condition is empty", condition.place(), f"for example {name} > 0")
    start = 0
    for clause in text.split(","):
        problem = _clause_problem(name, clause, start, condition, names, known)
        if problem is not None:
            return problem
        start += len(clause) + 1
    return None


def _clause_problem(
    name: str,
    clause: str,
    start: int,
    condition: Scalar,
    names: list[str],
    known: Mapping[str, Any],
) -> Problem | None:
    example = f"for example {name} > 0, 0 <= {name} < 1, or integer >= 1"
    for sign in _RELATION.finditer(clause):
        if sign[0].startswith("="):
            place = condition.part(start + sign.start(), len(sign[0]))
            return Problem(f"'{sign[0]}' does not set a bound", place, example)
        sides = clause[: sign.start()], clause[sign.end() :]
        for side, text in enumerate(sides):
            if not text.strip() or _RELATION.match(text.strip()):
                place = condition.part(start + sign.start(), len(sign[0]))
                where = "before" if side == 0 else "after"
                help = f"write {name} {clause.strip()}" if side == 0 else example
                return Problem(f"expected a value {where} '{sign[0]}'", place, help)
    for word in _WORDS.finditer(clause):
        if word[0] in (*names, "integer", "real", "e") or isinstance(known.get(word[0]), float):
            continue
        if not _is_number(word[0]):
            place = condition.part(start + word.start(), len(word[0]))
            help = "separate conditions by commas" if word[0] in ("and", "&") else example
            return Problem(f"'{word[0]}' is neither a parameter nor a number", place, help)
    words = {word[0] for word in _WORDS.finditer(clause)}
    if words.isdisjoint((name, "integer", "real")):
        place = condition.part(start, len(clause))
        return Problem(f"this condition does not mention '{name}'", place, example)
    return None


def _is_number(word: str) -> bool:
    try:
        float(word)
    except ValueError:
        return False
    return True


def spelt_out(domain: str, known: Mapping[str, Any]) -> str:
    """A condition with the spec's own numbers as digits."""

    def digits(word: re.Match[str]) -> str:
        value = known.get(word[0])
        return repr(value) if isinstance(value, float) else word[0]

    return _WORDS.sub(digits, domain)
