"""One tree of nodes out of a spec and the specs that it extends."""

from __future__ import annotations

import codecs
import os
import re

from actplot.errors import ActplotError, Problem
from actplot.inputs import read_file
from actplot.later import pattern
from actplot.records import Record, field, replace
from actplot.spec.sections import Section, given
from actplot.spec.yaml.compose import compose
from actplot.spec.yaml.nodes import (
    Dictionary,
    DictionaryEntry,
    Node,
    Scalar,
    SequenceNode,
    items_of,
)
from actplot.spec.yaml.source import Source, cannot_read, check_text, decode

MAX_FILES = 100
_SPEC = "a spec has keys such as curves, x, axes or style, each followed by a colon and a space"
# Values that are paths, which a base in another folder gives relative to itself: below which keys
# they are, and what distinguishes them from names.
_PATH_KEYS = ("style", "functions", "font")
_BELOW = {"": (*_PATH_KEYS, "points", "panels"), "panels": ("points",), "points": ("file",)}
_PATH = pattern(r".*\.(mplstyle|toml|py|ttf|otf|ttc|otc)$", re.IGNORECASE)


def merged(base: Node, over: Node, section: Section | None) -> Node:
    """base with the values of over: key by key in mappings, as a whole otherwise."""
    if section is not None:
        base = section.whole(base)
        if section.keeps:
            over = section.whole(over)
    if not isinstance(base, Dictionary) or not isinstance(over, Dictionary):
        return over
    entries = dict(base.entries)
    for name, entry in over.entries.items():
        if section is not None and (other := section.key_in(entries, name)) != name:
            del entries[other]
        before = entries.get(name)
        if before is not None and section is not None and name in section.adds:
            entry = DictionaryEntry(entry.key, added(before.value, entry.value))
        elif before is not None and not (section is not None and section.replaced):
            entry = DictionaryEntry(
                entry.key, merged(before.value, entry.value, inner_section(section, name))
            )
        entries[name] = entry
    return replace(over, entries=entries)


def added(base: Node, over: Node) -> Node:
    """A list to which a mapping is added, or into whose last mapping it goes."""
    if not isinstance(over, Dictionary) or isinstance(base, Dictionary):
        return merged(base, over, None)
    if isinstance(base, Scalar):
        if base.null or base.empty:
            return over
        base = SequenceNode(base.source, base.start, base.end, [base], flow=True)
    *first, last = base.items or [over]
    if isinstance(last, Dictionary):
        return replace(base, items=[*first, merged(last, over, None)])
    return replace(base, items=[*base.items, over])


def inner_section(section: Section | None, name: str) -> Section | None:
    """The section of the value of a key, or of each entry of its list."""
    key = section.keys.get(name) if section is not None else None
    return key.section if key is not None else None


class Loader(Record, frozen=False, eq=False):
    """Reads specs and what they extend; problems and inputs gather here."""

    section: Section
    home: str  # the folder of the first spec, to which paths in bases are made relative
    problems: list[Problem] = field(default_factory=list)
    inputs: list[str] = field(default_factory=list)
    _done: dict[str, Dictionary | None] = field(default_factory=dict)

    def tree(self, source: Source, folder: str, chain: tuple[str, ...] = ()) -> Dictionary | None:
        """The mapping of a text with what it extends; None if there is none."""
        try:
            check_text(source)
        except ActplotError as error:
            self.problems += error.problems
            return None
        root, problems = compose(source)
        self.problems += problems
        if root is None:
            if not problems:
                help = "the shortest one is: curves: [gelu, gelu']"
                self.problems.append(Problem("the spec is empty", source.place(0, 1), help))
            return None
        if not isinstance(root, Dictionary):
            self.problems.append(_no_mapping(root))
            return None
        if os.path.abspath(folder) != os.path.abspath(self.home):
            root = self._moved(root, folder)
        return self.extended(root, folder, chain)

    def extended(self, root: Dictionary, folder: str, chain: tuple[str, ...] = ()) -> Dictionary:
        """The mapping merged over what it extends, without the key `extends`."""
        if "extends" not in root.entries:
            return root
        entry = given(root, "extends")
        own = root.filtered(lambda name: name != "extends")
        base: Node | None = None
        for item in items_of(entry.value) if entry is not None else ():
            parent = self._base(item, folder, chain)
            if parent is not None:
                base = parent if base is None else merged(base, parent, self.section)
        whole = own if base is None else merged(base, own, self.section)
        return whole if isinstance(whole, Dictionary) else own

    def _base(self, item: Node, folder: str, chain: tuple[str, ...]) -> Dictionary | None:
        """The mapping of a spec that another extends; None, with the problem noted, if it is none.

        chain: the paths of those that lead to it.
        """
        try:
            path = _path(item, folder)
            real = os.path.realpath(path)
            if real in chain:
                through = f" through {os.path.basename(chain[-1])}" if chain[-1] != real else ""
                raise ActplotError(Problem(f"{path} extends itself{through}", item.place()))
            if real not in self._done:
                if len(self._done) == MAX_FILES:
                    raise ActplotError(Problem("too many specs extend one another", item.place()))
                self._done[real] = None
                text = self._text(path, item)
                if path not in self.inputs:
                    self.inputs.append(path)
                tree = self.tree(Source(path, text), os.path.dirname(path), (*chain, real))
                self._done[real] = tree
        except ActplotError as error:
            self.problems += error.problems
            return None
        return self._done[real]

    def _text(self, path: str, item: Node) -> str:
        """The text of a spec at a path. Raises ActplotError, which points at item."""
        try:
            data = read_file(path)
        except OSError as error:
            raise ActplotError(cannot_read(path, error, item.place())) from None
        if not self._is_spec(data):
            # Nothing of it is shown: it may be anything that whoever runs this can read.
            raise ActplotError(Problem(f"{path} is not a spec", item.place(), _SPEC))
        return decode(data, path)

    def _is_spec(self, data: bytes) -> bool:
        """Whether a file has a key of a spec, however wrong the rest of it is."""
        utf_16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        text = data.decode("utf-16" if utf_16 else "utf-8", "ignore")
        keys = "|".join(self.section.keys)
        key = rf"""^[\ufeff{{ \t]*(?:["'](?:{keys})["']:|(?:{keys}):\s)"""
        return re.search(key, text + "\n", re.MULTILINE) is not None

    def _moved(self, root: Dictionary, folder: str, key: str = "") -> Dictionary:
        """A mapping of another folder below a key, its paths made relative to the first spec's."""
        entries = dict(root.entries)
        for name, entry in root.entries.items():
            if key in _PATH_KEYS or name in _BELOW.get(key, ()):
                below = key if key in _PATH_KEYS else name
                entries[name] = replace(entry, value=self._moved_value(entry.value, folder, below))
        return replace(root, entries=entries)

    def _moved_value(self, node: Node, folder: str, key: str) -> Node:
        if isinstance(node, Dictionary):
            return self._moved(node, folder, key)
        if isinstance(node, SequenceNode):
            items = [self._moved_value(item, folder, key) for item in node.items]
            return replace(node, items=items)
        if key == "file" or (key in _PATH_KEYS and _PATH.match(node.text)):
            return replace(node, text=self._relocated(node.text, folder))
        return node

    def _relocated(self, text: str, folder: str) -> str:
        if os.path.isabs(os.path.expanduser(text)):
            return text
        path = os.path.relpath(os.path.join(folder, text), self.home or ".")
        return path.replace(os.sep, "/")


def _path(item: Node, folder: str) -> str:
    """The path of a spec in an entry of `extends`. Raises ActplotError."""
    if not isinstance(item, Scalar) or not item.text.strip() or item.null:
        raise ActplotError(Problem("the path of a spec is expected", item.place()))
    path = os.path.normpath(os.path.join(folder, os.path.expanduser(item.text.strip())))
    if "\0" in path:
        raise ActplotError(Problem("a path must not contain control characters", item.place()))
    return path


def _no_mapping(root: Node) -> Problem:
    if isinstance(root, SequenceNode):
        return Problem("a spec is a mapping, not a list", root.place(), "begin with curves:")
    text = root.text if isinstance(root, Scalar) else ""
    spaced = re.match(r"([A-Za-z]+):(\S.*)", text)
    wide = re.match("([A-Za-z]+)\\s*：\\s*(.*)", text)
    match = spaced or wide
    help = f"write '{match[1]}: {match[2]}'" if match else f"for example curves: [{text[:40]}]"
    return Problem("a spec is a mapping of keys, not a text", root.place(), help)
