"""Activations that join the catalogue while a program runs: its own, and those of plug-ins.

A plug-in is a package with entry points in the group `actplot.activations`. Each names an
activation, or a module that has some: `mine = "package.module"`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from types import FunctionType, ModuleType
from typing import Any, NamedTuple

from actplot.activations.entry import Activation, activation
from actplot.errors import ActplotError, Problem

GROUP = "actplot.activations"


class Joined(NamedTuple):
    """An entry, and the distribution that it comes from; "" for a program's own."""

    entry: Activation
    origin: str


class PluginPoint(NamedTuple):
    """An entry point: the distribution that has it, and what it names."""

    distribution: str
    name: str
    value: str


JOINED: dict[str, Joined] = {}
"""The entries that have joined, by their names; the last of a name counts."""


def points() -> Iterator[PluginPoint]:
    """The entry points of the group, found without importlib.metadata, which takes long."""
    seen = set()
    for folder in sys.path:
        try:
            names = sorted(os.listdir(folder or "."))
        except OSError:
            continue
        for name in names:
            stem, end = os.path.splitext(name)
            distribution = stem.partition("-")[0]
            if end not in (".dist-info", ".egg-info") or distribution in seen:
                continue
            try:
                with open(os.path.join(folder, name, "entry_points.txt"), encoding="utf-8") as file:
                    text = file.read()
            except (OSError, ValueError):
                continue
            seen.add(distribution)
            if GROUP in text:
                yield from _group(text, distribution)


def _group(text: str, distribution: str) -> Iterator[PluginPoint]:
    within = False
    for line in map(str.strip, text.splitlines()):
        if line.startswith("["):
            within = line == f"[{GROUP}]"
        elif within and "=" in line and not line.startswith(("#", ";")):
            name, value = (part.strip() for part in line.split("=", 1))
            yield PluginPoint(distribution, name, value.partition("[")[0].strip())


@cache
def load(taken: frozenset[str]) -> tuple[Problem, ...]:
    """Have the plug-ins join, once a process; what is wrong with those that are left out.

    taken: names that they cannot have.
    """
    problems = []
    for point in points():
        try:
            for entry in _entries(point):
                if entry.name in taken:
                    raise ActplotError(f"'{entry.name}' is in the catalogue already")
                JOINED[entry.name] = Joined(entry, point.distribution)
        except Exception as error:
            if isinstance(error, ActplotError):
                words = error.problems[0].message
            else:
                words = f"{type(error).__name__}: {' '.join(str(error).split())}"
            message = f"the plug-in '{point.distribution}' is left out: {words}"
            help = f"its entry point is {point.name} = {point.value}"
            problems.append(Problem(message, help=help, severity="warning"))
    return tuple(problems)


def _entries(point: PluginPoint) -> list[Activation]:
    """The activations that an entry point names."""
    module, _, attribute = point.value.partition(":")
    target: Any = import_module(module)
    for part in attribute.split(".") if attribute else ():
        target = getattr(target, part)
    values = list(vars(target).values()) if isinstance(target, ModuleType) else [target]
    entries = [entry for entry in map(_entry, values) if entry is not None]
    if isinstance(target, ModuleType):
        entries = [entry for entry in entries if entry.__module__ == target.__name__]
    elif not entries and isinstance(target, FunctionType):
        tex = target.__name__.replace("_", r"\_")
        entries = [activation(title=target.__name__, formula=rf"\mathrm{{{tex}}}(x)")(target)]
    if not entries:
        raise ActplotError(f"there is no activation in {point.value}")
    return entries


def _entry(value: object) -> Activation | None:
    """An activation, or that of what the decorator of the package gives."""
    entry = getattr(value, "activation", value)
    return entry if isinstance(entry, Activation) else None
