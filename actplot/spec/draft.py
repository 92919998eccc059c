"""A spec as it was written, with what it extends and the settings, before it is checked."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from actplot.errors import ActplotError, Place, Problem
from actplot.inputs import read_file
from actplot.records import Record
from actplot.spec.keys import FIGURE, SECTIONS
from actplot.spec.merge import Loader
from actplot.spec.sections import given
from actplot.spec.settings import set_in
from actplot.spec.values.checks import Context
from actplot.spec.yaml.emit import emit
from actplot.spec.yaml.nodes import Dictionary
from actplot.spec.yaml.source import SETTING, Source, cannot_read, decode

SpecSource = os.PathLike[str] | str | Mapping[str, Any]


class Draft(Record, frozen=False, eq=False):
    """A spec after `extends` and settings, before its values are checked."""

    name: str
    file: str
    folder: str
    root: Dictionary
    original: str
    inputs: tuple[str, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def source(self) -> str:
        """The canonical text."""
        return emit(self.root)

    def choice(self, key: str) -> Place | None:
        """Where the spec gives a key of the figure; None where it does not, or --set does."""
        entry = given(self.root, key)
        if entry is None or entry.key.source.file == SETTING:
            return None
        return entry.value.place()

    def value(self, key: str) -> Any:
        """The checked value of one key of the figure; None if it is not given, or wrong."""
        entry = given(self.root, key)
        if entry is None:
            return None
        context = Context(folder=self.folder, sections=SECTIONS)
        return context.attempt(FIGURE.keys[key].check, entry.value, key)


def load(
    source: SpecSource,
    *,
    name: str | None = None,
    file: str | None = None,
    overrides: Iterable[str] = (),
    base: str | os.PathLike[str] | None = None,
    content: bytes | None = None,
) -> Draft:
    """The spec with what it extends and the settings, unchecked.

    content: what a file holds, where it has been read already.

    Raises ActplotError where there is nothing to check; other problems are in the draft.
    """
    path: str | None = None
    if isinstance(source, os.PathLike):
        path = os.fspath(source)
    elif isinstance(source, str) and "\n" not in source and source.endswith((".yaml", ".yml")):
        path = source
    folder = os.fspath(base) if base is not None else os.path.dirname(path or "")
    loader = Loader(FIGURE, folder)
    label = file or path or "<spec>"
    original = ""
    if isinstance(source, Mapping):
        root: Dictionary | None = _from_mapping(source, loader, folder)
    else:
        original = str(source) if path is None else _text(path, content, label)
        chain = () if path is None else (os.path.realpath(path),)
        loader.inputs += [] if path is None else [path]
        root = loader.tree(Source(label, original.removeprefix("\ufeff")), folder, chain)
    if root is None:
        raise ActplotError(*loader.problems)
    problems = loader.problems
    for number, setting in enumerate(overrides, 1):
        try:
            root = set_in(root, setting, number, FIGURE)
        except ActplotError as error:
            problems += error.problems
    if "extends" in root.entries:
        message = "`extends` cannot be set from outside; write it in the spec"
        problems.append(Problem(message, root.entries["extends"].key.place()))
    name = name or (Path(path).stem if path else "figure")
    inputs = tuple(loader.inputs)
    return Draft(name, label, folder, root, original or emit(root), inputs, tuple(problems))


def _from_mapping(source: Mapping[str, Any], loader: Loader, folder: str) -> Dictionary:
    from actplot.spec.yaml.python import Converter

    converter = Converter()
    node = converter.mapping(source)
    loader.problems += converter.problems
    return loader.extended(node, folder)


def _text(path: str, content: bytes | None, label: str) -> str:
    """The text of a file; content: what is in it, where it has been read already."""
    try:
        return decode(read_file(path) if content is None else content, label)
    except OSError as error:
        raise ActplotError(cannot_read(path, error)) from None
