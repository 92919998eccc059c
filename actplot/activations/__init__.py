"""The catalogue of activations.

`collection` knows every entry by all of its names, `meaning` what other words may mean.
"""

from __future__ import annotations

from typing import Any

from actplot.activations.collection import (
    Match,
    builtin,
    catalogue,
    join,
    known,
    leave,
    named,
    origin,
    plug_ins,
)
from actplot.activations.entry import Activation, activation
from actplot.activations.parameter import Parameter, ParameterError
from actplot.errors import ActplotError

__all__ = [
    "Activation",
    "Match",
    "Parameter",
    "ParameterError",
    "UnknownActivation",
    "activation",
    "builtin",
    "catalogue",
    "find",
    "join",
    "known",
    "leave",
    "named",
    "origin",
    "plug_ins",
    "search",
]


class UnknownActivation(ActplotError):
    """No activation has this name. suggestions: names that come near, best first."""

    def __init__(self, name: str, suggestions: tuple[str, ...] = ()) -> None:
        self.name = name
        self.suggestions = suggestions
        from actplot.activations.meaning import INSTEAD

        help = "`actplot list` shows all names"
        if (word := name.rpartition(".")[2]) in INSTEAD:
            help = INSTEAD[word]
        elif suggestions:
            quote = "`" if "'" in suggestions[0] else "'"
            help = f"did you mean {quote}{suggestions[0]}{quote}? {help}"
        super().__init__(f"no activation is called '{name}'", help=help)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.name, self.suggestions)


def find(name: str) -> Match:
    """What a name means, see `known`. Raises UnknownActivation."""
    match = known(name)
    if match is None:
        from actplot.activations.meaning import suggestions

        raise UnknownActivation(name, suggestions(name))
    return match


def search(word: str) -> list[Activation]:
    """The entries that a word may mean, by any name, title, family, framework or language."""
    from actplot.activations.meaning import search

    return search(word)
