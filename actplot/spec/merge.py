"""One tree of nodes out of a spec and the specs that it extends."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Callable

from actplot.errors import ActplotError, Problem, did_you_mean
from actplot.inputs import read_file
from actplot.later import pattern
from actplot.records import Record, field, replace
from actplot.spec.sections import Section, given
from actplot.spec.yaml.compose import compose
from actplot.spec.yaml.nodes import Dictionary, DictionaryEntry, Node, Scalar, SequenceNode
from actplot.spec.yaml.source import Source, check_text, decode

MAX_FILES = 100
_SPEC = "a spec has keys such as curves, x, axes or style, each followed by a colon and a space"
# Values that are paths, which a base in another folder gives relative to itself.
_PATH_KEYS = ("style", "functions", "font")
_PATH = pattern(r".*\.(mplstyle|toml|py|ttf|otf|ttc|otc)$", re.IGNORECASE)


def merged(base: Node, over: Node, section: Section | None) -> Node:
    """base with what over says instead: key by key in mappings, whole otherwise."""
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
    """The section that the value of a key is, or that each entry of its list is."""
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
        """The mapping that a text stands for with what it extends; None if there is none."""
        try:
            check_text(source)
        except ActplotError as error:
            self.problems += error.problems
            return None
        root, problems = compose(source)
        self.problems += problems
        if root is None:
            if not problems:
                self.problems.append(_empty(source))
            return None
        if not isinstance(root, Dictionary):
            self.problems.append(_no_mapping(root))
            return None
        if os.path.abspath(folder) != os.path.abspath(self.home):
            root = self._moved(root, folder)
        return self.extended(root, folder, chain)

    def extended(self, root: Dictionary, folder: str, chain: tuple[str, ...] = ()) -> Dictionary:
        """The mapping upon what it extends, without the key that says so."""
        if "extends" not in root.entries:
            return root
        entry = given(root, "extends")
        own = replace(root, entries={k: e for k, e in root.entries.items() if k != "extends"})
        base: Node | None = None
        for item in _items(entry.value) if entry is not None else ():
            parent = self._base(item, folder, chain)
            if parent is not None:
                base = parent if base is None else merged(base, parent, self.section)
        whole = own if base is None else merged(base, own, self.section)
        return whole if isinstance(whole, Dictionary) else own

    def _base(self, item: Node, folder: str, chain: tuple[str, ...]) -> Dictionary | None:
        if not isinstance(item, Scalar) or not item.text.strip() or item.null:
            self.problems.append(Problem("the path of a spec is expected", item.place()))
            return None
        path = os.path.normpath(os.path.join(folder, os.path.expanduser(item.text.strip())))
        if "\0" in path:
            self.problems.append(
                Problem("a path must not contain control characters", item.place())
            )
            return None
        real = os.path.realpath(path)
        if real in chain:
            self.problems.append(
                Problem(
                    f"{path} extends itself"
                    if chain[-1] == real
                    else f"{path} extends itself through {os.path.basename(chain[-1])}",
                    item.place(),
                )
            )
            return None
        if real in self._done:
            return self._done[real]
        if len(self._done) == MAX_FILES:
            self.problems.append(Problem("too many specs extend one another", item.place()))
            return None
        self._done[real] = None
        try:
            data = read_file(path)
            if not self._is_spec(data):
                # Nothing of it is shown: it may be anything that whoever runs this can read.
                raise ActplotError(Problem(f"{path} is not a spec", item.place(), _SPEC))
            text = decode(data, path)
        except ActplotError as error:
            self.problems += error.problems
            return None
        except (OSError, ValueError) as error:
            self.problems.append(cannot_read(path, error, item))
            return None
        if path not in self.inputs:
            self.inputs.append(path)
        tree = self.tree(Source(path, text), os.path.dirname(path), (*chain, real))
        self._done[real] = tree
        return tree

    def _is_spec(self, data: bytes) -> bool:
        """Whether a file has a key of a spec, however wrong the rest of it is."""
        utf_16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        text = data.decode("utf-16" if utf_16 else "utf-8", "ignore")
        keys = "|".join(self.section.keys)
        return bool(
            re.search(
                rf"""^[\ufeff{{ \t]*(?:["'](?:{keys})["']:|(?:{keys}):\s)""", text + "\n", re.M
            )
        )

    def _moved(self, root: Dictionary, folder: str) -> Dictionary:
        """The mapping of another folder, its paths made relative to the first spec's."""
        entries = dict(root.entries)
        for name in _PATH_KEYS:
            if name in entries:
                value = _mapped(entries[name].value, lambda text: self._relative(text, folder))
                entries[name] = DictionaryEntry(entries[name].key, value)
        for name in ("points", "panels"):
            if name in entries:
                value = self._moved_data(entries[name].value, folder)
                entries[name] = DictionaryEntry(entries[name].key, value)
        return replace(root, entries=entries)

    def _moved_data(self, node: Node, folder: str) -> Node:
        """Points, or panels with points, the paths of their files made relative likewise."""
        if isinstance(node, SequenceNode):
            return replace(node, items=[self._moved_data(item, folder) for item in node.items])
        if not isinstance(node, Dictionary):
            return node
        entries = dict(node.entries)
        if "points" in entries:
            inner = self._moved_data(entries["points"].value, folder)
            entries["points"] = DictionaryEntry(entries["points"].key, inner)
        file = entries.get("file")
        if file is not None and isinstance(file.value, Scalar):
            moved = replace(file.value, text=self._relocated(file.value.text, folder))
            entries["file"] = DictionaryEntry(file.key, moved)
        return replace(node, entries=entries)

    def _relative(self, text: str, folder: str) -> str:
        return self._relocated(text, folder) if _PATH.match(text) else text

    def _relocated(self, text: str, folder: str) -> str:
        if os.path.isabs(os.path.expanduser(text)):
            return text
        path = os.path.relpath(os.path.join(folder, text), self.home or ".")
        return path.replace(os.sep, "/")


def _items(node: Node) -> list[Node]:
    return node.items if isinstance(node, SequenceNode) else [node]


def _mapped(node: Node, change: Callable[[str], str]) -> Node:
    if isinstance(node, Scalar):
        return replace(node, text=change(node.text))
    if isinstance(node, SequenceNode):
        return replace(node, items=[_mapped(item, change) for item in node.items])
    return replace(
        node,
        entries={
            name: DictionaryEntry(entry.key, _mapped(entry.value, change))
            for name, entry in node.entries.items()
        },
    )


def cannot_read(path: str, error: OSError | ValueError, node: Node | None = None) -> Problem:
    """A file that cannot be read, and the one that may be meant."""
    folder, name = os.path.split(path)
    help = None
    try:
        others = [
            file for file in sorted(os.listdir(folder or ".")) if file.endswith((".yaml", ".yml"))
        ]
        help = None if name in others else did_you_mean(name, others)
    except (OSError, ValueError):
        help = None
    why = (getattr(error, "strerror", None) or str(error)).lower()
    return Problem(f"cannot read {path}: {why}", node.place() if node else None, help)


def _empty(source: Source) -> Problem:
    return Problem(
        "the spec is empty", source.place(0, 1), "the shortest one is: curves: [gelu, gelu']"
    )


def _no_mapping(root: Node) -> Problem:
    if isinstance(root, SequenceNode):
        return Problem("a spec is a mapping, not a list", root.place(), "begin with curves:")
    text = root.text if isinstance(root, Scalar) else ""
    spaced = re.match(r"([A-Za-z]+):(\S.*)", text)
    wide = re.match("([A-Za-z]+)\\s*：\\s*(.*)", text)
    match = spaced or wide
    help = f"write '{match[1]}: {match[2]}'" if match else f"for example curves: [{text[:40]}]"
    return Problem("a spec is a mapping of keys, not a text", root.place(), help)
