"""Conditions on the parameters of a function of the spec's own: beta > 0, 0 <= a < 1."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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
    own = (word for word, value in known.items() if isinstance(value, float))
    numbers = {*names, *own, "integer", "real", "e"}
    start = 0
    for clause in text.split(","):
        problem = next(_problems(name, clause, start, condition, numbers), None)
        if problem is not None:
            return problem
        start += len(clause) + 1
    return None


def _problems(
    name: str, clause: str, start: int, condition: Scalar, numbers: set[str]
) -> Iterator[Problem]:
    """What is wrong in a clause of a condition on a parameter; numbers: names of such."""
    example = f"for example {name} > 0, 0 <= {name} < 1, or integer >= 1"
    for sign in _RELATION.finditer(clause):
        place = condition.part(start + sign.start(), len(sign[0]))
        if sign[0].startswith("="):
            yield Problem(f"'{sign[0]}' does not set a bound", place, example)
        sides = clause[: sign.start()], clause[sign.end() :]
        for side, text in enumerate(sides):
            if not text.strip() or _RELATION.match(text.strip()):
                where = "before" if side == 0 else "after"
                help = f"write {name} {clause.strip()}" if side == 0 else example
                yield Problem(f"expected a value {where} '{sign[0]}'", place, help)
    for word in _WORDS.finditer(clause):
        if word[0] not in numbers and not _is_number(word[0]):
            place = condition.part(start + word.start(), len(word[0]))
            help = "separate conditions by commas" if word[0] in ("and", "&") else example
            yield Problem(f"'{word[0]}' is neither a parameter nor a number", place, help)
    words = {word[0] for word in _WORDS.finditer(clause)}
    if words.isdisjoint((name, "integer", "real")):
        place = condition.part(start, len(clause))
        yield Problem(f"this condition does not mention '{name}'", place, example)


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
