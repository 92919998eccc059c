"""Every entry there is, by all of its names: one file a family, in the order of FAMILIES."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from actplot.activations import (
    elu,
    expanded,
    gated,
    gelu,
    hard,
    imports,
    joined,
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
from actplot.activations.entry import Activation
from actplot.activations.parameter import Value
from actplot.errors import ActplotError, Problem

FAMILIES = (
    linear, step, sigmoid, scaled, hard, relu, elu, softplus, silu, gelu, mish, expanded, shrinkage,
    radial, periodic, unbounded, gated, vector,
)  # fmt: skip


class Match(NamedTuple):
    """What a name means: an entry, and the defaults that the name brings."""

    activation: Activation
    defaults: Mapping[str, Value] = MappingProxyType({})


@cache
def builtin() -> Mapping[str, Activation]:
    """Every entry that comes with actplot by its name, family after family."""
    return MappingProxyType(
        {
            entry.name: entry
            for family in FAMILIES
            for entry in vars(family).values()
            if isinstance(entry, Activation) and entry.__module__ == family.__name__
        }
    )


@cache
def catalogue() -> Mapping[str, Activation]:
    """Every entry by its name: those of actplot, of plug-ins, of the program itself."""
    plug_ins()
    return MappingProxyType(_entries())


def _entries() -> dict[str, Activation]:
    return {**builtin(), **{name: other.entry for name, other in joined.JOINED.items()}}


def named(name: str) -> Activation | None:
    """The entry of this very name, where no plug-in has to be asked for it."""
    other = joined.JOINED.get(name)
    return builtin().get(name) if other is None else other.entry


def plug_ins() -> tuple[Problem, ...]:
    """Have the plug-ins join the catalogue, once; what is wrong with those that are left out."""
    if not joined.load.cache_info().currsize:
        joined.load(frozenset(builtin()))
        _forget()
    return joined.load(frozenset(builtin()))


def join(entry: Activation) -> None:
    """Have an entry of the program's own in the catalogue. Raises ActplotError for a taken name."""
    if entry.name in builtin():
        raise ActplotError(
            f"'{entry.name}' is in the catalogue already", help="choose another name"
        )
    joined.JOINED[entry.name] = joined.Joined(entry, "")
    _forget()


def leave(name: str) -> None:
    """Take an entry that joined out of the catalogue."""
    joined.JOINED.pop(name, None)
    _forget()


def origin(entry: Activation) -> str:
    """The distribution that an entry comes from; "" for one of the program's own."""
    other = joined.JOINED.get(entry.name)
    return "actplot" if other is None else other.origin


def _forget() -> None:
    """Forget what was made of the catalogue as it was."""
    for cached in (catalogue, _index, spelt):
        cached.cache_clear()


def known(name: str) -> Match | None:
    """What a name, an alias or a framework's spelling means; None if it means nothing.

    Case, hyphens and blanks do not matter, nor how the framework was imported (`nn.GELU`,
    `F.gelu`, `tf.keras.layers.ELU`, `burn::tensor::activation::gelu`). Where frameworks mean
    different things by one word, the word alone is the entry of that name. Plug-ins are asked
    where nothing else knows the name.
    """
    match = _known(name)
    if match is None and not joined.load.cache_info().currsize:
        plug_ins()
        match = _known(name)
    return match


def _known(name: str) -> Match | None:
    names, name = _index(), imports.dotted(name)
    for candidate in imports.candidates(name):
        match = names.exact.get(candidate) or names.folded.get(_folded(candidate))
        if match is not None:
            return match
    if "." not in name:
        return _bare(name)
    end = f".{_folded(name)}"
    matches = [match for word, match in names.exact.items() if _folded(word).endswith(end)]
    if (match := _agreed(matches)) is not None:
        return match
    if matches or imports.framework(name):
        if (match := _of_its_framework(name)) is not None:
            return match
        # What no framework in the collection has of its own means what the word means alone.
        return _bare(name.rpartition(".")[2])
    return None


def _of_its_framework(name: str) -> Match | None:
    """What the framework calls by this last word elsewhere, if that is one thing."""
    last = _folded(name.rpartition(".")[2])
    roots = {f"{candidate.partition('.')[0]}." for candidate in imports.candidates(name)}
    matches = [
        match
        for word, match in _index().exact.items()
        if word.startswith(tuple(roots)) and _folded(word.rpartition(".")[2]) == last
    ]
    return _agreed(matches)


def _agreed(matches: list[Match]) -> Match | None:
    """What all of them are, if that is one thing."""
    return matches[0] if matches and all(match == matches[0] for match in matches) else None


@cache
def spelt() -> tuple[str, ...]:
    """Every name and alias, without its defaults."""
    entries = catalogue().values()
    return tuple(name for entry in entries for name in (entry.name, *entry.other_names))


class _Index(NamedTuple):
    """Names as they are written, with case and hyphens folded, and without separators."""

    exact: Mapping[str, Match]
    folded: Mapping[str, Match]
    squashed: Mapping[str, Match]


@cache
def _index() -> _Index:
    entries = _entries()
    exact = {name: Match(entry) for name, entry in entries.items()}
    short: dict[str, set[str]] = {}
    for entry in entries.values():
        for alias in entry.aliases:
            word, defaults = _parsed(alias)
            exact[word] = Match(entry, defaults)
            if "." in word:
                short.setdefault(word.rpartition(".")[2], set()).add(entry.name)
    for word, names in short.items():
        if len(names) == 1:
            exact.setdefault(word, Match(entries[names.pop()]))
    folded: dict[str, Match] = {}
    squashed: dict[str, Match] = {}
    for word, match in exact.items():
        folded.setdefault(_folded(word), match)
        if "." not in word:
            squashed.setdefault(imports.squashed(word), match)
    for entry in entries.values():
        squashed.setdefault(imports.squashed(entry.title.partition(" (")[0]), Match(entry))
    return _Index(exact, folded, squashed)


def _bare(word: str) -> Match | None:
    """What a word without a framework means."""
    names = _index()
    match = names.exact.get(word) or names.folded.get(_folded(word))
    forms = imports.bare(word)
    return match or next((names.squashed[form] for form in forms if form in names.squashed), None)


def _parsed(alias: str) -> tuple[str, Mapping[str, Value]]:
    """`keras.layers.LeakyReLU(alpha=0.3)` as its name and its defaults."""
    word, _, given = alias.rstrip(")").partition("(")
    pairs = (pair.partition("=") for pair in given.split(",") if pair)
    return word, MappingProxyType({key.strip(): float(value) for key, _, value in pairs})


def _folded(word: str) -> str:
    return word.casefold().replace("-", "_")
