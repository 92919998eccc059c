"""The values of a spec before they are checked: texts, lists, mappings, each with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from actplot.errors import Place
from actplot.later import pattern
from actplot.records import Record, field, replace
from actplot.spec.yaml.source import Source

NULLS = frozenset({"null", "Null", "NULL", "~"})
KeyPath = tuple[str | int, ...]


class _Span(Record, frozen=False, eq=False):
    """A stretch of a source from start to end (excluded)."""

    source: Source
    start: int
    end: int

    def written(self) -> str:
        """The text as it was written, quotes and all."""
        return self.source.text[self.start : self.end]

    def place(self) -> Place:
        return self.source.place(self.start, self.end)


class Scalar(_Span, frozen=False, eq=False):
    """A text; style is "" for a plain one, else the character that opens it.

    Texts that come from Python have the style "=": they are never taken for nothing.
    The style "*" is of what could not be read, which has been reported.
    """

    text: str
    style: str = ""

    @property
    def empty(self) -> bool:
        """Nothing was written."""
        return not self.text and not self.style

    @property
    def broken(self) -> bool:
        """It could not be read, which has been reported."""
        return self.style == "*"

    @property
    def null(self) -> bool:
        """It was written that there is nothing: `null` or `~`."""
        return not self.style and self.text in NULLS

    def part(self, start: int, length: int) -> Place:
        """The place of some characters of the text, counted from 0."""
        at = offsets(self.text, self.written(), self.style)
        if at is None:
            return self.place()
        first = at[min(start, len(self.text))]
        last = at[min(start + length, len(self.text)) - 1] + 1 if length > 0 else first
        return self.source.place(self.start + first, self.start + max(first + 1, last))


class SequenceNode(_Span, frozen=False, eq=False):
    """A list."""

    items: list[Node] = field(default_factory=list)
    flow: bool = False

    def place(self) -> Place:
        return self.items[0].place() if self.items and not self.flow else super().place()


class DictionaryEntry(Record, frozen=False, eq=False):
    """A key and its value."""

    key: Scalar
    value: Node


class Dictionary(_Span, frozen=False, eq=False):
    """A mapping, in the order in which it was written."""

    entries: dict[str, DictionaryEntry] = field(default_factory=dict)
    flow: bool = False

    def place(self) -> Place:
        first = None if self.flow else next(iter(self.entries.values()), None)
        return super().place() if first is None else first.key.place()

    def filtered(self, keep: Callable[[str], bool]) -> Dictionary:
        """The mapping with some of its keys alone."""
        kept = {name: entry for name, entry in self.entries.items() if keep(name)}
        return replace(self, entries=kept)


Node = Scalar | SequenceNode | Dictionary


def items_of(node: Node) -> list[Node]:
    """The entries of a list; a single value is the only one."""
    return node.items if isinstance(node, SequenceNode) else [node]


def child(node: Node, step: str | int) -> Node | None:
    """The value of a key, or an entry of a list by its index; None where there is none."""
    if isinstance(node, Dictionary) and isinstance(step, str) and step in node.entries:
        return node.entries[step].value
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


class Places(Mapping[KeyPath, Place]):
    """The place of every value below a root, found when it is asked for."""

    def __init__(self, root: Dictionary) -> None:
        self._root = root

    def __getitem__(self, path: KeyPath) -> Place:
        node: Node | None = self._root
        for step in path:
            node = child(node, step) if node is not None else None
        if node is None:
            raise KeyError(path)
        return node.place()

    def __iter__(self) -> Iterator[KeyPath]:
        return _paths(self._root, ())

    def __len__(self) -> int:
        return sum(1 for _ in self)


class WrittenText(str):
    """A text that knows where in the spec it was written.

    start: the number of characters before what was written, such as the letter of a panel.
    """

    __slots__ = ("node", "start")
    node: Scalar
    start: int

    def __new__(cls, text: str, node: Scalar, start: int = 0) -> WrittenText:
        self = super().__new__(cls, text)
        self.node, self.start = node, start
        return self

    def part(self, start: int, length: int) -> Place:
        """The place of some characters of the text, counted from 0."""
        start -= self.start
        fits = 0 <= start < len(self.node.text)
        return self.node.part(start, length) if fits else self.node.place()


def within(text: str, before: str = "", after: str = "") -> str:
    """A text with more around it; one of the spec keeps its place."""
    whole = f"{before}{text}{after}"
    if isinstance(text, WrittenText):
        return WrittenText(whole, text.node, text.start + len(before))
    return whole


def part_of(text: str, start: int = 0, length: int = 0) -> Place | None:
    """The place of some characters of a text; None if the text is none of the spec's."""
    return text.part(start, length) if isinstance(text, WrittenText) else None


def _paths(node: Node, path: KeyPath) -> Iterator[KeyPath]:
    yield path
    if isinstance(node, Dictionary):
        for key, entry in node.entries.items():
            yield from _paths(entry.value, (*path, key))
    elif isinstance(node, SequenceNode):
        for index, item in enumerate(node.items):
            yield from _paths(item, (*path, index))


_ESCAPE = pattern(r"\\(?:x..|u.{4}|U.{8}|\r\n|.)", re.DOTALL)


def offsets(text: str, raw: str, style: str) -> list[int] | None:
    """The offset in raw, as it was written, of each character of text; then that of the end.

    YAML folds lines, doubles quotes and escapes characters, so both are walked side by
    side. None where they do not fit, as in a text that was not read from raw.
    """
    quote = 1 if style in ("'", '"') else 0
    position = raw.find("\n") + 1 if style in ("|", ">") else quote
    positions: list[int] = []
    for character in text:
        step = _step(raw, position, character, style)
        if step is None:
            return None
        at, position = step
        positions.append(at)
    return [*positions, position]


def _step(raw: str, position: int, character: str, style: str) -> tuple[int, int] | None:
    """The offset of the character at or after position, and where the next one may be."""
    while position < len(raw):
        here = raw[position]
        if style == '"' and here == "\\":
            escape = _ESCAPE.match(raw, position)
            end = escape.end() if escape else len(raw)
            if raw[position + 1 : position + 2] not in ("\r", "\n"):
                return position, end
            # A line goes on below, where its indent does not count.
            position = end + len(raw[end:]) - len(raw[end:].lstrip(" \t"))
        elif here == character or (character in " \n" and here in "\r\n"):
            return position, position + (2 if style == here == "'" else 1)
        elif here.isspace():
            position += 1
        else:
            return None
    # YAML ends a block with a line end even where the file has none.
    return (position, position) if character == "\n" else None
