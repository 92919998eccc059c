"""The keys of a spec for editors and readers: JSON Schema, completion, documentation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from actplot.later import pattern
from actplot.records import Record
from actplot.spec.keys import FIGURE, PANEL
from actplot.spec.let import LetSection
from actplot.spec.sections import Section
from actplot.spec.values.checks import Check

ID = "urn:actplot:spec"
"""The identifier of the schema."""


KINDS = ("activation", "style", "venue")
"""The definitions of the schema: known names, where other values are possible, too."""

_NAMED = pattern(r"#/definitions/(\w+)")


def names(kind: str) -> list[str]:
    """The known names of one of KINDS."""
    if kind == "activation":
        from actplot import activations

        return list(activations.catalogue())
    from actplot.looks import styles, venues

    return styles.names() if kind == "style" else venues.names()


class KeyDoc(Record):
    """A key by its path, as `--set` takes it (`[]` for an entry of a list)."""

    path: str
    doc: str
    words: tuple[str, ...]


def schema() -> dict[str, Any]:
    """The JSON Schema (draft-07) of a spec."""
    from actplot.spec.definitions import shared

    whole = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": ID,
        "title": "actplot spec",
        "description": "A figure of activation functions",
        **FIGURE.schema(),
        "anyOf": [{"required": [key]} for key in ("curves", "panels", "extends", *PANEL.instead)],
    }
    named: dict[str, Any] = {kind: {"enum": names(kind)} for kind in KINDS}
    return shared(whole, {**named, "taken": {"pattern": rf"^\s*({'|'.join(_taken())})\s*(\(|$)"}})


def _taken() -> list[str]:
    """Names that a definition cannot have; elementary functions are left out: they need NumPy."""
    from actplot import activations
    from actplot.expression.lexer import TAKEN

    known: set[str] = set()
    for entry in activations.catalogue().values():
        known.update((entry.name, *(alias.rpartition(".")[2] for alias in entry.aliases)))
    usable = {name for name in known if name.isidentifier() and activations.known(name) is not None}
    return sorted({*TAKEN, *usable})


def key_docs(section: Section = FIGURE, before: str = "") -> Iterator[KeyDoc]:
    """Every key below a section, in the order of the documentation."""
    for key in section.keys.values():
        if key.hidden:
            continue
        path = before + key.name
        inner = key.section
        short = inner.keys[inner.short].check if inner is not None and inner.short else key.check
        yield KeyDoc(path, key.doc, key.check.words or short.words or tuple(_names(short)))
        if isinstance(inner, LetSection):
            yield from key_docs(inner.entry, f"{path}[].")
        elif inner is not None and key.name != "panels":
            listed = "[]" if inner.convert != key.check.convert else ""
            yield from key_docs(inner, f"{path}{listed}.")


def _names(check: Check) -> Iterator[str]:
    """The known names that a check accepts, but for those of activations."""
    for name in dict.fromkeys(_NAMED.findall(str(check.schema))):
        if name in KINDS and name != "activation":
            yield from names(name)
