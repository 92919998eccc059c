"""The keys of a spec for editors and readers: JSON Schema, completion, documentation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from actplot.records import Record
from actplot.spec.keys import FIGURE, PANEL
from actplot.spec.let import LetSection
from actplot.spec.sections import Section


class KeyDoc(Record):
    """A key by its path, as `--set` takes it (`[]` for an entry of a list)."""

    path: str
    doc: str
    words: tuple[str, ...]


def schema() -> dict[str, Any]:
    """The JSON Schema (draft-07) of a spec."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "actplot spec",
        "description": "A figure of activation functions",
        **FIGURE.schema(),
        "anyOf": [{"required": [key]} for key in ("curves", "panels", "extends", *PANEL.instead)],
    }


def key_docs(section: Section = FIGURE, before: str = "") -> Iterator[KeyDoc]:
    """Every key below a section, in the order of the documentation."""
    for key in section.keys.values():
        if key.hidden:
            continue
        path = before + key.name
        yield KeyDoc(path, key.doc, key.check.words)
        inner = key.check.section
        if isinstance(inner, LetSection) and inner.entry is not None:
            yield from key_docs(inner.entry, f"{path}[].")
        elif inner is not None and key.name != "panels":
            listed = "[]" if inner.convert != key.check.convert else ""
            yield from key_docs(inner, f"{path}{listed}.")


def documentation() -> str:
    """The keys as a Markdown table."""
    rows = [f"| `{key.path}` | {key.doc} |" for key in key_docs()]
    return "\n".join(["| key | |", "|---|---|", *rows]) + "\n"
