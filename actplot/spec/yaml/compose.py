"""YAML text to nodes: PyYAML's events, with the habits of YAML that surprise people refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from actplot.errors import ActplotError, Problem
from actplot.later import pattern
from actplot.looks.colour.names import converted
from actplot.spec.yaml import syntax
from actplot.spec.yaml.complaint import ExplainingLoader
from actplot.spec.yaml.nodes import (
    Dictionary,
    DictionaryEntry,
    Node,
    Scalar,
    SequenceNode,
    items_of,
)
from actplot.spec.yaml.source import Source

MAX_DEPTH = 50
# Aliases of aliases can stand for billions of values in a few lines.
MAX_NODES = 20_000
# Pieces of an expression that commas split.
MAX_SPLIT = 100
MAX_PROBLEMS = 100
_FAST: Any = getattr(yaml, "CSafeLoader", ExplainingLoader)
_PROPERTIES = pattern(r"(?:[&!][^\s,\[\]{}]*\s*)+")
_CONTROL = pattern("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]")
_ESCAPED = pattern(r"\\(\\|[a-zA-Z_0]+|.)", re.DOTALL)
# In double quotes \t and \n are a tab and a new line, which a formula never wants.
_LATEX_T_N = pattern(
    r"(theta|tau|tan|tanh|text\w*|times|to|top|tilde|tfrac|triangle\w*"
    r"|nu|nabla|ne|neq|neg|not|notin|ni|nolimits|norm)$"
)


def compose(source: Source, text: str | None = None) -> tuple[Node | None, list[Problem]]:
    """The root of a YAML text (None: there is none) and every problem found on the way.

    text: what to read instead of the source's own, which it is a part of, every character
    at its place.
    """
    mended = source.text if text is None else text
    mistakes: list[Problem] = []
    while True:
        # Only a loader written in Python explains itself in full.
        for loader in (_FAST, ExplainingLoader):
            composer = _Composer(source)
            try:
                return composer.root(mended, loader), mistakes + composer.problems
            except ActplotError as error:  # from here on nothing can be read
                return None, [*mistakes, *composer.problems, *error.problems]
            except yaml.YAMLError as error:
                complaint = error
        explained, better = syntax.explain(complaint, source, mended)
        mistakes += explained
        if better is None:
            return None, mistakes + composer.problems
        mended = better


class _Composer:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.anchors: dict[str, Node | None] = {}  # None: still being read
        self.sizes: dict[int, int] = {}
        self.count = 0

    def root(self, text: str, loader: Any) -> Node | None:
        events: Iterator[Any] = yaml.parse(text, Loader=loader)
        next(events)
        if isinstance(next(events), yaml.StreamEndEvent):
            return None
        root = self._node(next(events), events, 0)
        next(events)
        after = next(events)
        if isinstance(after, yaml.DocumentStartEvent):
            help = "write each spec to a file of its own; several axes go under `panels:`"
            start, _ = _span(after)
            self._wrong("a second document begins here", start, start + 3, help)
        return root

    def _wrong(self, message: str, start: int, end: int, help: str | None = None) -> None:
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(message, self.source.place(start, end), help))

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        start, end = _span(event)
        self.count += 1
        if self.count > MAX_NODES:
            raise self._too_many(start)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(str(event.anchor), start, end)
        if event.anchor is not None:
            if event.anchor in self.anchors:
                self._wrong(f"the anchor '&{event.anchor}' is defined twice", start, end)
            self.anchors[event.anchor] = None
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            help = "delete the tag, or quote the text if it begins with '!'"
            self._wrong(f"tags such as {tag} are not supported", start, end, help)
        properties = _PROPERTIES.match(self.source.text, start)
        if properties and (event.anchor is not None or event.tag is not None):
            start = min(properties.end(), end)
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            node = self._scalar(event, start, end)
        else:
            if depth == MAX_DEPTH:
                place = self.source.place(start, start + 1)
                raise ActplotError(Problem("the nesting is too deep", place))
            if isinstance(event, yaml.SequenceStartEvent):
                node = self._sequence(event, start, events, depth)
            else:
                node = self._dictionary(event, start, events, depth)
        if event.tag is not None:
            node = Scalar(self.source, start, end, "", "*")
        if event.anchor is not None:
            self.anchors[event.anchor] = node
        return node

    def _alias(self, name: str, start: int, end: int) -> Node:
        node = self.anchors.get(name)
        if node is not None:
            return node
        if name in self.anchors:
            self._wrong(f"'*{name}' contains itself", start, end)
        else:
            help = f"quote a text that begins with '*': '*{name}'"
            self._wrong(f"undefined alias '*{name}'", start, end, help)
        return Scalar(self.source, start, end, "", "*")

    def _scalar(self, event: Any, start: int, end: int) -> Scalar:
        style = event.style or ""
        text = syntax.restored(event.value)
        if style == '"':
            hidden = _CONTROL.search(text)
            if not self._check_escapes(start, end) and hidden:
                what = f"the control character U+{ord(hidden[0]):04X} is not allowed in a spec"
                self._wrong(what, start, end)
        return Scalar(self.source, start, end, text, style)

    def _check_escapes(self, start: int, end: int) -> bool:
        """Whether backslashes in double quotes, meant for LaTeX, were reported."""
        raw = self.source.text[start:end]
        before = len(self.problems)
        for escape in _ESCAPED.finditer(raw) if "\\" in raw else ():
            word = escape[1]
            if word[0] in "abefrv0LNP_" or ("$" in raw and _LATEX_T_N.match(word)):
                message = f"in double quotes '\\{word[0]}' is a control character"
                first, last = escape.span()
                self._wrong(message, start + first, start + last, syntax.LATEX_HELP)
        return len(self.problems) > before

    def _sequence(self, event: Any, start: int, events: Iterator[Any], depth: int) -> SequenceNode:
        items = []
        inner: Any
        while not isinstance(inner := next(events), yaml.SequenceEndEvent):
            items.append(self._node(inner, events, depth + 1))
        flow = bool(event.flow_style)
        if flow:
            items = self._rejoined(items)
        node = SequenceNode(self.source, start, _span(inner)[1], items, flow)
        self._weigh(node, items)
        return node

    def _dictionary(self, event: Any, start: int, events: Iterator[Any], depth: int) -> Dictionary:
        pairs = []
        inner: Any
        while not isinstance(inner := next(events), yaml.MappingEndEvent):
            key = self._node(inner, events, depth + 1)
            pairs.append((key, self._node(next(events), events, depth + 1)))
        flow = bool(event.flow_style)
        if flow:
            pairs = self._rejoined_pairs(pairs)
        node = Dictionary(self.source, start, _span(inner)[1], {}, flow)
        merged: list[DictionaryEntry] = []
        for key, value in pairs:
            if not isinstance(key, Scalar):
                self._wrong("a key must be a word, not a list or a mapping", key.start, key.end)
            elif key.text == "<<" and not key.style:
                merged += self._merged(value)
            elif key.text in node.entries:
                first = node.entries[key.text].key.place()
                help = f"it is first given on line {first.line}"
                self._wrong(f"the key '{key.text}' is given twice", key.start, key.end, help)
            else:
                node.entries[key.text] = DictionaryEntry(key, value)
        for entry in merged:
            node.entries.setdefault(entry.key.text, entry)
        self._weigh(node, [entry.value for entry in node.entries.values()])
        return node

    def _merged(self, value: Node) -> list[DictionaryEntry]:
        """The entries behind the merge key `<<`."""
        entries: list[DictionaryEntry] = []
        for mapping in items_of(value):
            if isinstance(mapping, Dictionary):
                entries += mapping.entries.values()
            elif not (isinstance(mapping, Scalar) and mapping.style == "*"):
                self.problems.append(Problem("`<<` can only merge mappings", mapping.place()))
        return entries

    def _weigh(self, node: Node, children: list[Node]) -> None:
        size = 1 + sum(self.sizes.get(id(child), 1) for child in children)
        self.sizes[id(node)] = size
        if size > MAX_NODES:
            raise self._too_many(node.start)

    def _too_many(self, at: int) -> ActplotError:
        place = self.source.place(at, at + 1)
        return ActplotError(Problem(f"this expands to more than {MAX_NODES:,} values", place))

    def _rejoined(self, items: list[Node]) -> list[Node]:
        """Items of a list in brackets, with an expression that commas split in one piece."""
        joined: list[Node] = []
        index = 0
        while index < len(items):
            last = _closing(items, index) or index
            joined.append(items[index] if last == index else self._split(items[index], items[last]))
            index = last + 1
        return joined

    def _rejoined_pairs(self, pairs: list[tuple[Node, Node]]) -> list[tuple[Node, Node]]:
        joined: list[tuple[Node, Node]] = []
        index = 0
        while index < len(pairs):
            key, value = pairs[index]
            # What follows the first comma was taken for keys without values.
            run = [value]
            for more, nothing in pairs[index + 1 : index + MAX_SPLIT]:
                if not (isinstance(nothing, Scalar) and nothing.empty):
                    break
                run.append(more)
            last = _closing(run, 0)
            joined.append((key, value if last is None else self._split(value, run[last])))
            index += 1 + (last or 0)
        return joined

    def _split(self, first: Node, last: Node) -> Scalar:
        text = self.source.text[first.start : last.end]
        message = "commas inside brackets or braces split this expression"
        help = f"quote it: {syntax.quoted(text)}"
        if (color := converted(text)) is not None:
            message, help = f"no colour is called '{text}'", f'write "{color}"'
        self._wrong(message, first.start, last.end, help)
        return Scalar(self.source, first.start, last.end, text)


def _closing(items: list[Node], first: int) -> int | None:
    """Which later item closes the parenthesis that items[first] leaves open."""
    depth = 0
    for index in range(first, min(first + MAX_SPLIT, len(items))):
        item = items[index]
        if not isinstance(item, Scalar) or item.style:
            return None
        depth += item.text.count("(") - item.text.count(")")
        if depth <= 0:
            return index if index > first else None
    return None


def _span(event: Any) -> tuple[int, int]:
    """From where to where in the text an event goes."""
    return event.start_mark.index, event.end_mark.index
