"""A fence of a document in pandoc's JSON, as what a page asks for."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from actplot.documents.blocks import PageBlock
from actplot.documents.places import next_place, places
from actplot.errors import Place
from actplot.records import Record

# A fence, and a cell of code, whose braces Quarto leaves to filters.
_CLASSES = {"actplot", "{actplot}"}
_PAGES = ("*.qmd", "*.md", "*.markdown", "*.Rmd")
# A line of options at the head of a cell.
_OPTION = re.compile(r"#\|\s*([\w.-]+)\s*:\s*(.*)")
# What Quarto calls options of ours.
_QUARTO = {"fig-cap": "caption", "fig-alt": "alt"}


class Fence(Record):
    """A fence: what it asks for; name, classes and attributes are for its figure."""

    block: PageBlock
    name: str
    classes: tuple[str, ...]
    attributes: tuple[tuple[str, str], ...]


def is_fence(part: Mapping[str, Any]) -> bool:
    """Whether a part of a document asks for a figure."""
    return part.get("t") == "CodeBlock" and not _CLASSES.isdisjoint(part["c"][0][1])


class FenceReader:
    """Reads the fences of a document one after the other. parts: all of them."""

    def __init__(self, parts: Sequence[Mapping[str, Any]]) -> None:
        # Pandoc does not tell which file it reads: the one that has most of the fences.
        texts = {part["c"][1] for part in parts}
        pages = {page: sum(any(places(page, text)) for text in texts) for page in _pages()}
        self._pages = sorted(pages, key=lambda page: -pages[page])
        self._seen: set[Place] = set()

    def read(self, part: Mapping[str, Any]) -> Fence:
        (name, classes, pairs), whole = part["c"]
        options = {key: str(value) for key, value in pairs}
        source = _cell(whole, options)
        name = options.pop("label", name)
        options = {_QUARTO.get(key, key): value for key, value in options.items()}
        kept = tuple((key, options.pop(key)) for key in [*options] if key.startswith("fig-"))
        if "interactive" in classes:
            options.setdefault("interactive", "on")
        file = options.pop("file", "")
        at = self._place(whole, source, file)
        others = tuple(
            css_class for css_class in classes if css_class not in {*_CLASSES, "interactive"}
        )
        return Fence(PageBlock(source, at, _in_project(file), options), name, others, kept)

    def _place(self, whole: str, source: str, file: str) -> Place:
        """Where a text stands, below the options at the head of its fence."""
        candidates = (place for page in self._pages for place in places(page, whole, file))
        at = next_place(candidates, self._seen, Place("<pandoc>", 1, 1))
        if source == whole:
            return at
        first = source.partition("\n")[0]
        line = at.line + len(whole.splitlines()) - len(source.splitlines())
        return Place(at.file, line, at.column, max(len(first), 1), first)


def _cell(text: str, options: dict[str, str]) -> str:
    """What follows the options at the head of a text, which join the others."""
    lines = text.splitlines()
    while lines and (option := _OPTION.match(lines[0])):
        options[option[1]] = _unquoted(option[2].strip())
        del lines[0]
    return "\n".join(lines)


def _unquoted(text: str) -> str:
    try:
        value = yaml.load(text, yaml.BaseLoader)
    except yaml.YAMLError:
        return text
    return value if isinstance(value, str) else text


def _in_project(file: str) -> str:
    """A path of a spec; one that begins with a slash starts at Quarto's project, as links do."""
    project = os.environ.get("QUARTO_PROJECT_DIR", "")
    if project and file.startswith("/") and not os.path.exists(file):
        return os.path.join(project, file.lstrip("/"))
    return file


def _pages() -> list[Path]:
    """Pages that may be the document: what Quarto names, or all in this folder."""
    if named := os.environ.get("QUARTO_DOCUMENT_FILE"):
        return [Path(named)]
    return [path for pattern in _PAGES for path in sorted(Path().glob(pattern))]
