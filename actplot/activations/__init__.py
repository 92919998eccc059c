"""The catalogue of activations: one file a family, in the order of this tuple."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from actplot.activations import (
    elu,
    expanded,
    gated,
    gelu,
    hard,
    linear,
    mish,
    periodic,
    radial,
    relu,
    scaled,
    shrinkage,
    sigmoid,
    silu,
    softplus,
    step,
    unbounded,
    vector,
)
from actplot.activations.entry import Activation, activation
from actplot.activations.parameter import Parameter, ParameterError, Value
from actplot.errors import ActplotError, Problem, closest

__all__ = [
    "Activation",
    "Match",
    "Parameter",
    "ParameterError",
    "UnknownActivation",
    "activation",
    "catalogue",
    "find",
    "search",
]

FAMILIES = (
    linear,
    step,
    sigmoid,
    scaled,
    hard,
    relu,
    elu,
    softplus,
    silu,
    gelu,
    mish,
    expanded,
    shrinkage,
    radial,
    periodic,
    unbounded,
    gated,
    vector,
)


class Match(NamedTuple):
    """What a name means: an entry, and the defaults that the name brings."""

    activation: Activation
    defaults: Mapping[str, Value]


class UnknownActivation(ActplotError):
    """No activation has this name. suggestions: names that come near, best first."""

    def __init__(self, name: str, suggestions: tuple[str, ...] = ()) -> None:
        self.name = name
        self.suggestions = suggestions
        help = "`actplot list` shows all names"
        if suggestions:
            help = f"did you mean '{suggestions[0]}'? {help}"
        super().__init__(Problem(f"no activation is called '{name}'", help=help))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.name, self.suggestions)


@cache
def catalogue() -> Mapping[str, Activation]:
    """Every entry by its name, family after family."""
    return MappingProxyType(
        {
            entry.name: entry
            for family in FAMILIES
            for entry in vars(family).values()
            if isinstance(entry, Activation) and entry.__module__ == family.__name__
        }
    )


def find(name: str) -> Match:
    """What a name, an alias or a framework's spelling means.

    Case and hyphens do not matter, nor how the framework was imported (`nn.GELU`, `F.gelu`,
    `tf.keras.layers.ELU`). Where frameworks mean different things by one word, the word alone
    is the entry of that name. Raises UnknownActivation.
    """
    exact, folded = _index()
    match = exact.get(name) or folded.get(_folded(name)) or _imported(name)
    if match is None:
        near = closest(name, (*exact, *catalogue()))
        raise UnknownActivation(name, () if near is None else (near,))
    return match


def search(word: str) -> list[Activation]:
    """The entries in whose names, title, family, aliases or frameworks the word occurs."""
    from actplot.activations.frameworks import grouped

    wanted = _folded(word).replace(" ", "_")
    return [
        entry
        for entry in catalogue().values()
        if any(
            wanted in _folded(text).replace(" ", "_")
            for text in (
                *(entry.name, entry.title, entry.family),
                *(*entry.aliases, *entry.plain, *grouped(entry)),
            )
        )
    ]


@cache
def _index() -> tuple[Mapping[str, Match], Mapping[str, Match]]:
    """Names as they are written, and names with case and hyphens folded."""
    exact = {name: Match(entry, MappingProxyType({})) for name, entry in catalogue().items()}
    short: dict[str, set[str]] = {}
    for entry in catalogue().values():
        for alias in entry.aliases:
            word, defaults = _parsed(alias)
            exact[word] = Match(entry, defaults)
            if "." in word:
                short.setdefault(word.rpartition(".")[2], set()).add(entry.name)
    for word, names in short.items():
        if len(names) == 1:
            exact.setdefault(word, Match(catalogue()[names.pop()], MappingProxyType({})))
    folded: dict[str, Match] = {}
    for word, match in exact.items():
        folded.setdefault(_folded(word), match)
    return exact, folded


_IMPORTED_AS = {
    "F.": "torch.nn.functional.",
    "tf.keras.": "keras.",
    "tensorflow.keras.": "keras.",
    "tensorflow.": "tf.",
    "tf.math.": "tf.",
    "jax.numpy.": "jnp.",
    "flax.nnx.": "flax.linen.",
    "keras.ops.": "keras.activations.",
    "torch.special.": "scipy.special.",
    "torch.": "torch.nn.functional.",
}


def _imported(name: str) -> Match | None:
    """A framework's spelling without the first words, or with others in their place."""
    exact, folded = _index()
    for start, meant in _IMPORTED_AS.items():
        if name.startswith(start):
            name = meant + name.removeprefix(start)
            match = exact.get(name) or folded.get(_folded(name))
            if match is not None:
                return match
    if "." not in name:
        return None
    end = f".{_folded(name)}"
    found = [match for word, match in exact.items() if _folded(word).endswith(end)]
    if found and all(match == found[0] for match in found):
        return found[0]
    return folded.get(end.rpartition(".")[2]) if found else None


def _parsed(alias: str) -> tuple[str, Mapping[str, Value]]:
    """`keras.layers.LeakyReLU(alpha=0.3)` as its name and its defaults."""
    word, _, given = alias.rstrip(")").partition("(")
    pairs = (pair.partition("=") for pair in given.split(",") if pair)
    return word, MappingProxyType({key.strip(): float(value) for key, _, value in pairs})


def _folded(word: str) -> str:
    return word.casefold().replace("-", "_")
