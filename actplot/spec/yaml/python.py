"""A spec given as Python values: the place of each value is its path of keys."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from typing import Any, TypeVar

from actplot.errors import Place, Problem
from actplot.spec.yaml.compose import MAX_DEPTH, MAX_NODES
from actplot.spec.yaml.emit import flow
from actplot.spec.yaml.nodes import Dictionary, DictionaryEntry, Node, Scalar, SequenceNode
from actplot.spec.yaml.source import Source, unprintable

Container = TypeVar("Container", Dictionary, SequenceNode)


class Converter:
    """Turns plain values into nodes; problems gather here."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.count = 0
        self._open: set[int] = set()  # the containers around the value that is converted

    def mapping(self, value: Mapping[Any, Any], path: str = "", depth: int = 0) -> Dictionary:
        """The node of a mapping."""
        self._open.add(id(value))
        entries = {}
        for key, inner in value.items():
            name = str(key)
            if unprintable(name) is not None or "\r" in name:
                self._refused(path or "spec", "control characters are not allowed in a key")
                continue
            below = f"{path}.{name}" if path else name
            at = Scalar(Source(path or "spec", name), 0, len(name), name, "=")
            entries[name] = DictionaryEntry(at, self.node(inner, below, depth + 1))
        node = Dictionary(Source(path or "spec", ""), 0, 0, entries, flow=True)
        return self._with_text(node)

    def node(self, value: Any, path: str, depth: int) -> Node:
        """The node of any value; of null where it is not allowed in a spec."""
        self.count += 1
        if depth > MAX_DEPTH or self.count > MAX_NODES:
            return self._refused(path, "the nesting is too deep")
        if id(value) in self._open:
            return self._refused(path, "this value contains itself")
        if not isinstance(value, (Mapping, list, tuple)) and not hasattr(value, "tolist"):
            return self._leaf(value, path)
        self._open.add(id(value))
        try:
            return self._container(value, path, depth)
        finally:
            self._open.discard(id(value))

    def _container(self, value: Any, path: str, depth: int) -> Node:
        if isinstance(value, Mapping):
            return self.mapping(value, path, depth)
        values = value.tolist() if hasattr(value, "tolist") else value
        if not isinstance(values, (list, tuple)):
            return self._leaf(values, path)  # a number of NumPy's
        items = [
            self.node(inner, f"{path}.{index}", depth + 1) for index, inner in enumerate(values)
        ]
        return self._with_text(SequenceNode(Source(path, ""), 0, 0, items, flow=True))

    def _leaf(self, value: Any, path: str) -> Scalar:
        style = ""
        if isinstance(value, os.PathLike):
            value = os.fspath(value)
        if isinstance(value, str):
            text, style = value.replace("\r\n", "\n").replace("\r", "\n"), "="
        elif value is None or isinstance(value, bool):
            text = {None: "null", True: "true", False: "false"}[value]
        elif isinstance(value, int):
            text = str(value) if abs(value) < 10**300 else "1e999"
        else:
            try:
                number = float(value)
            except (TypeError, ValueError, OverflowError):
                return self._refused(path, f"a {type(value).__name__} is not allowed in a spec")
            text = repr(number) if math.isfinite(number) else f".{number}".replace(".-", "-.")
        if unprintable(text) is not None:
            return self._refused(path, "control characters are not allowed in a spec")
        return Scalar(Source(path, text), 0, len(text), text, style)

    def _refused(self, path: str, message: str) -> Scalar:
        self.problems.append(Problem(message, Place(path, 1, 1)))
        return Scalar(Source(path, "null"), 0, 4, "null")

    def _with_text(self, node: Container) -> Container:
        """The node with the text that an excerpt shows."""
        text = flow(node)
        node.source = Source(node.source.file or "spec", text)
        node.end = len(text)
        return node
