"""Sections: mappings with known keys, each key with its check and its documentation on one line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from actplot.errors import Problem, alike, closest, misspelt
from actplot.records import Record, fields, replace
from actplot.spec import habits
from actplot.spec.values.checks import Check, Context, Values, Wrong, scalar
from actplot.spec.yaml.compose import compose
from actplot.spec.yaml.nodes import Dictionary, DictionaryEntry, Node, Scalar, SequenceNode
from actplot.spec.yaml.source import Source

FEW, LONG = 20, 100

# Words that people write from habit, and the keys that they may mean. They are not accepted.
MEANT = {
    "aspect": "equal", "axis": "axes", "axs": "panels", "base": "extends",
    "c": "color", "chinese": "cjk", "cols": "columns", "colour": "color", "curve": "curves",
    "dash": "line", "dashes": "line", "description": "alt", "domain": "x", "equation": "expr",
    "expression": "expr", "f": "expr", "family": "latin", "figsize": "size", "file": "output",
    "filename": "output", "fill_between": "fill", "fontsize": "size font", "format": "formats",
    "formula": "expr", "function": "expr curves", "functions": "curves", "h": "height",
    "hlines": "lines", "include": "extends", "inherits": "extends", "journal": "venue",
    "language": "lang", "layout": "mosaic", "linestyle": "line", "linewidth": "width",
    "loc": "at", "ls": "line", "lw": "width", "name": "expr venue latin", "ncol": "columns",
    "ncols": "columns", "alpha": "opacity", "transparency": "opacity",
    "out": "output", "place": "at", "plot": "curves",
    "plots": "curves", "plugins": "functions", "position": "at", "range": "y",
    "ratio": "aspect", "save": "output", "savefig": "output", "sharex": "share",
    "sharey": "share", "spines": "frame", "style": "line", "subplots": "panels", "text": "label",
    "theme": "style", "thickness": "width", "vlines": "lines", "w": "width", "xlim": "x",
    "xrange": "x", "ylim": "y", "yrange": "y", "zoom": "inset",
}  # fmt: skip


class Key(Record, frozen=False, eq=False):
    """A key of a section. default: of its model, where that is more than to leave it open.

    hidden: it is read, but no longer documented, as another key says the same.
    """

    name: str
    check: Check
    doc: str
    default: bool | float | str | None = None
    hidden: bool = False

    @property
    def section(self) -> Section | None:
        """The section of its value, or of each entry of its list."""
        section = self.check.section
        return section if isinstance(section, Section) else None


class Section(Record, frozen=False, eq=False):
    """A mapping of the spec.

    noun: what it is, and where: how it contains a key, both for messages. short: the key
    whose value may be given instead of a mapping; also: the mapping that another form of
    value means, None if it means none; forms: the schemas of these forms. keeps: a single
    value leaves the other keys as they were. build: makes the model of checked values.
    rule: the schema of which keys go together.
    hint: what to write instead of a value of another form. text: the single value is a
    text, which brackets may belong to. instead: keys with any of which it needs no other.
    adds: keys whose mappings are added to what they are laid over, as one more of a list.
    replaced: what is laid over an entry replaces it whole.
    """

    noun: str
    where: str
    keys: Mapping[str, Key]
    build: Callable[[Values, Dictionary, Context], Any]
    short: str | None = None
    keeps: bool = False
    needs: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    adds: tuple[str, ...] = ()
    also: Callable[[Node], Dictionary | None] | None = None
    forms: tuple[Mapping[str, Any], ...] = ()
    hint: str | None = None
    rule: Mapping[str, Any] | None = None
    text: bool = False
    replaced: bool = False

    def same(self, name: str) -> str:
        """What is equal for two spellings of one key."""
        return name

    def key_in(self, entries: Mapping[str, Any], name: str) -> str:
        """The key of entries that name spells; name itself if there is none."""
        if name in entries:
            return name
        stem = self.same(name)
        return next((key for key in entries if self.same(key) == stem), name)

    def whole(self, node: Node) -> Node:
        """The mapping that a value of another form means; anything else as it is."""
        if self.also is not None and (mapping := self.also(node)) is not None:
            return mapping
        if self.short is None or not isinstance(node, Scalar) or node.null or node.empty:
            return node
        return spelt(node, {self.short: node})

    def convert(self, node: Node, context: Context) -> Any:
        """The model of a node. Raises Wrong."""
        node = self.whole(node)
        if self.text and not (isinstance(node, Dictionary) and self._has_one_of(node)):
            scalar(node, "a text")  # its message explains how to quote the brackets
        if not isinstance(node, Dictionary):
            kind = "a list" if isinstance(node, SequenceNode) else "a single value"
            raise Wrong(f"{self.noun} is a mapping of keys, not {kind}", node, self._hint(node))
        values = self.values(node, context)
        needs = () if any(given(node, key) for key in self.instead) else self.needs
        missing = [key for key in needs if given(node, key) is None]
        # An unknown key is likely the one that is missing.
        if missing and not node.entries.keys() <= self.keys.keys():
            return None
        if missing:
            word = "key" if len(missing) == 1 else "keys"
            names = " and ".join(f"'{key}'" for key in missing)
            raise Wrong(f"{self.noun} needs the {word} {names}", node)
        if any(values.get(key) is None for key in needs):
            return None
        # A key without a value is not given, whatever else depends on it.
        return self.build(values, node.filtered(lambda key: given(node, key) is not None), context)

    def values(self, node: Dictionary, context: Context) -> Values:
        """The checked values by key, every problem among them noted."""
        values: Values = {}
        for name, entry in node.entries.items():
            key = self.keys.get(name)
            if key is None:
                message = f"no key is called '{name}' {self.where}"
                # The first few suffice; finding out what each of many means takes long.
                few = len(context.problems) < FEW and len(name) < LONG
                help = self._meant(name, node, context) if few else None
                context.report(Problem(message, entry.key.place(), help))
            elif isinstance(entry.value, Scalar) and entry.value.empty:
                context.report(nothing(entry, entry.value))
            elif not (isinstance(entry.value, Scalar) and entry.value.null):
                value = context.attempt(key.check, entry.value, name)
                if value is not None:
                    values[name] = value
        return values

    @property
    def shown(self) -> list[str]:
        """The keys that messages name."""
        return [key.name for key in self.keys.values() if not key.hidden]

    def _has_one_of(self, node: Dictionary) -> bool:
        """Whether it is a mapping with keys, possibly of other tools, and no text in braces."""
        if not node.entries.keys().isdisjoint(self.keys):
            return True
        return any(
            habits.habit(self.where, name, node) or misspelt(name, closest(name, self.shown) or "")
            for name, entry in node.entries.items()
            if not (isinstance(entry.value, Scalar) and (entry.value.null or entry.value.empty))
        )

    def _hint(self, node: Node) -> str | None:
        if self.short is None and isinstance(node, Scalar) and ":" in node.text:
            return "is a space missing after a colon?"
        if self.needs == ("curves",) and isinstance(node, Scalar):
            return f"write {{curves: [{node.text}]}}"
        if isinstance(node, SequenceNode) and (inside := self._inside(node)) is not None:
            return inside
        if self.hint is not None:
            return self.hint
        return f"its keys are {', '.join(self.shown)}" if len(self.shown) <= 12 else None

    def _inside(self, node: SequenceNode) -> str | None:
        """What to write instead of a list in a list: what is in it, or a mapping with it."""
        texts = [item.written() for item in node.items if isinstance(item, Scalar)]
        listed = ", ".join(texts)
        shown = len(texts) == len(node.items) and habits.short(listed)
        if self.needs == ("curves",):
            return f"write {{curves: [{listed if shown else 'gelu'}]}}"
        if self.needs != (self.short,):
            return None
        return f"put {listed if shown else 'its entries'} into the outer list"

    def _meant(self, name: str, node: Dictionary, context: Context) -> str | None:
        """What an unknown key was most likely meant to be."""
        lines = habits.habit(self.where, name, node)
        if lines:
            return next((line for line in lines if self._fits(line, context)), lines[-1])
        head, colon, rest = name.partition(":")
        if colon and head in self.keys:
            return f"write '{head}: {rest.strip()}', with a space after the colon"
        if name.lower() == "fontsize" and "font" in self.keys:
            return "write 'font: {size: 10.5}'"
        meant = [word for word in MEANT.get(name.lower(), "").split() if word in self.keys]
        written = node.entries[name].value.written().strip()
        if meant:
            shown = f"write {meant[0]}: {written}"
            fits = habits.short(written) and self._fits(shown, context)
            return shown if fits else f"it is called '{meant[0]}' here"
        if (elsewhere := self._elsewhere(name, written, context)) is not None:
            return elsewhere
        suggestion = closest(name, self.shown)
        if suggestion is not None and alike(name, suggestion):
            return f"did you mean '{suggestion}'?"
        if (value := self._shortened(name, context)) is not None:
            return value
        for other in context.sections:
            suggestion = closest(name, other.shown)
            if suggestion is not None and misspelt(name, suggestion):
                return f"did you mean '{suggestion}', {other.where}?"
        if len(self.shown) <= 12:
            return f"its keys are {', '.join(self.shown)}"
        return "`actplot schema` lists all keys"

    def _elsewhere(self, name: str, written: str, context: Context) -> str | None:
        """Where an unknown key belongs if it is one of other sections; None if it is none."""
        whole = "curves" in self.keys  # a plot or a figure, and no part of one
        owners = [other for other in context.sections if name in other.shown]
        if owners:
            moved = owners[0].line(name, written, context) if len(owners) == 1 and whole else None
            if owners[0].where == context.sections[0].where:
                del owners[1:]
            return moved or f"it belongs {' or '.join(other.where for other in owners[:2])}"
        for word in MEANT.get(name.lower(), "").split():
            for other in context.sections:
                if word in other.keys:
                    moved = other.line(word, written, context) if whole else None
                    return moved or f"it is called '{word}', and belongs {other.where}"
        return None

    def line(self, key: str, written: str, context: Context) -> str | None:
        """The line that gives a key of the section the value that was given for another."""
        line = habits.homes(self.where, key, written) if habits.short(written) else None
        if line is None:
            return None
        node, problems = compose(Source("", written))
        if node is None or problems or not self._takes(key, node, context):
            return None
        return line

    def _fits(self, line: str, context: Context) -> bool:
        """Whether the section accepts what a line says to write."""
        text = habits.in_line(line)
        if text is None:
            return True
        node, problems = compose(Source("", text))
        if problems or not isinstance(node, Dictionary):
            return not problems  # an expression
        return all(self._takes(name, entry.value, context) for name, entry in node.entries.items())

    def _takes(self, name: str, node: Node, context: Context) -> bool:
        """Whether a value is one of a key, of the section or of the figure."""
        of_figure = context.sections[0].keys if context.sections else {}  # a trial knows none
        key = self.keys.get(name) or of_figure.get(name)
        if key is None:
            return True
        trial = Context(functions=context.functions, folder=context.folder)
        trial.attempt(key.check, node, name)
        return not trial.problems

    def _shortened(self, name: str, context: Context) -> str | None:
        """What to write where an unknown key is a value of the key that may be given alone."""
        if self.short is None or not (self.keys[self.short].check.words or self.needs):
            return None
        check, trial = self.keys[self.short].check, Context(functions=context.functions)
        node = Scalar(Source("", name), 0, len(name), name)
        if trial.attempt(check, node, self.short) is None:
            return None
        return f"write '{self.short}: {name}'"

    def check(self) -> Check:
        """The section as the check of a key."""
        return Check(self.convert, self.schema(), (), self)

    def schema(self) -> dict[str, Any]:
        """The section as JSON Schema."""
        properties = {}
        for name, key in self.keys.items():
            properties[name] = {"description": key.doc, **key.check.schema}
            if key.default is not None:
                properties[name]["default"] = key.default
        full: dict[str, Any] = {
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
        }
        if self.text:  # {} may be a text that was not quoted
            full["minProperties"] = 1
        if self.needs and self.instead:
            full["anyOf"] = [{"required": [key]} for key in (*self.needs, *self.instead)]
        elif self.needs:
            full["required"] = list(self.needs)
        if self.rule is not None:
            full["allOf"] = [self.rule]
        if self.short is None:
            return full
        return {"anyOf": [self.keys[self.short].check.schema, *self.forms, full]}


def made(model: type[Record]) -> Callable[[Values, Dictionary, Context], Any]:
    """What makes a model of the values as they are, with its path where it has one."""
    placed = "path" in fields(model)
    return lambda values, node, context: model(
        **values, **({"path": context.path} if placed else {})
    )


def spelt(node: Node, values: Mapping[str, Node]) -> Dictionary:
    """The mapping that a node abbreviates."""
    key = Scalar(node.source, node.start, node.end, "")
    entries = {
        name: DictionaryEntry(replace(key, text=name), value) for name, value in values.items()
    }
    return Dictionary(node.source, node.start, node.end, entries, flow=True)


def given(node: Dictionary, key: str) -> DictionaryEntry | None:
    """The entry of a key, unless its value is null, which means that it is not given."""
    entry = node.entries.get(key)
    if entry is None or (isinstance(entry.value, Scalar) and entry.value.null):
        return None
    return entry


def table(*keys: Key) -> dict[str, Key]:
    """Keys by name."""
    return {key.name: key for key in keys}


def nothing(entry: DictionaryEntry, value: Scalar) -> Problem:
    """A key without a value, and why that may be."""
    source = entry.key.source
    after = re.compile(r"[ \t]*:[ \t]*(#[0-9a-zA-Z]+)").match(source.text, entry.key.end)
    if after:
        return Problem(
            f"'{entry.key.text}' has no value: an unquoted # begins a comment",
            source.place(after.start(1), after.end(1)),
            f'write "{after[1]}" in quotes',
        )
    colon = re.compile(r"[ \t]*:").match(source.text, entry.key.end)
    help = "delete the key, or give it a value" if colon else "write 'key: value'"
    if re.compile(r"[ \t]*:[ \t]*,").match(source.text, entry.key.end) and "dec" in entry.key.text:
        help = 'in quotes a comma is a text: ","'
    return Problem(f"'{entry.key.text}' has no value", entry.key.place(), help)
