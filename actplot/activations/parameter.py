"""Parameters of activations: their names, defaults and domains."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from actplot.errors import ActplotError

Value = float | Sequence[float]


class ParameterError(ActplotError):
    """A parameter that does not exist, or is missing, or a value out of its domain.

    parameter: the name as it was given; None where it is missing, or more than one is wrong.
    """

    def __init__(self, message: str, parameter: str | None = None, help: str | None = None) -> None:
        self.message = message
        self.parameter = parameter
        self.help = help
        super().__init__(message, help=help)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.message, self.parameter, self.help)


class Parameter(NamedTuple):
    """A parameter; default is None where a value must be given.

    domain: conditions, separated by commas, on the parameter, other parameters, numbers,
    `inputs` (how many there are) and their products: `0 <= alpha < 1`, `beta < e alpha`,
    `integer >= 1`, `real`. vector: takes a list of numbers. spellings: other accepted names.
    """

    name: str
    default: Value | None
    domain: str = "real"
    vector: bool = False
    spellings: tuple[str, ...] = ()

    def accepts(self, value: float, known: Mapping[str, Any]) -> bool:
        """Does the value lie in the domain, the other parameters being as known?"""

        def number(words: str) -> float:
            return math.prod(factor(word) for word in words.split())

        def factor(word: str) -> float:
            if word in (self.name, "integer", "real"):
                return value
            if word == "e":
                return math.e
            return float(known.get(word, word))

        if not math.isfinite(value):
            return False
        for clause in self.domain.split(","):
            words = re.split(r"\s*(<=|>=|!=|<|>)\s*", clause.strip())
            if words[0] == "integer" and value != round(value):
                return False
            for left, sign, right in zip(words[:-2:2], words[1::2], words[2::2], strict=True):
                if not _COMPARE[sign](number(left), number(right)):
                    return False
        return True


_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "!=": operator.ne,
}
