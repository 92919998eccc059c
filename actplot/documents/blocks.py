"""A block of a page that asks for a figure: its spec, its options, its place."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from actplot.errors import ActplotError, Place, Problem
from actplot.pipeline.orders import Order, Reading, SpecInput, named
from actplot.records import Record, replace
from actplot.tex.requests import setting, split

ABOUT = ("alt", "caption", "interactive", "name")
"""Options of a block that are about its place in the page, and no keys of the spec over it."""

# Words for an option that is on without a value, or off.
_OFF = ("off", "no", "false", "0")


class PageBlock(Record):
    """What a page asks for.

    text: curves, with commas or line ends between, or the YAML of a spec. file: a spec instead.
    options: keys of the spec, and those of ABOUT. at: the first line of the text, in the page.
    """

    text: str
    at: Place
    file: str = ""
    options: Mapping[str, str] = {}
    allow_python: bool = False

    @property
    def interactive(self) -> bool:
        """Whether the figure is to be one that moves and is read."""
        asked = self.options.get("interactive")
        return asked is not None and str(asked).strip().lower() not in _OFF

    @property
    def settings(self) -> tuple[str, ...]:
        """What goes before the keys of the spec."""
        keys = {key: value for key, value in self.options.items() if key not in ABOUT}
        if self.options.get("alt"):
            keys["alt"] = json.dumps(self.options["alt"], ensure_ascii=False)
        if not any("dark" in text for text in (self.text, *keys, *map(str, keys.values()))):
            # A page may be read in the dark; what it says of that itself holds.
            keys["style.dark"] = "on"
        written = (
            f"{key}={value}" if value not in (None, "") else key for key, value in keys.items()
        )
        return tuple(map(setting, written))

    @property
    def folder(self) -> Path:
        """Where relative paths start."""
        return Path(self.at.file).parent


def order(block: PageBlock, folder: Path, formats: Sequence[str] = ("svg", "pdf")) -> Order:
    """The order for the figure of a block, its files named by what they show."""
    reading = Reading(block.settings, block.allow_python)
    if block.interactive:
        reading = replace(reading, settings=(*reading.settings, "html=fragment"))
        formats = (*formats, "html")
    text = block.file or spec_text(block.text)
    parts = json.dumps([text, bool(block.file), str(block.folder), reading.settings])
    stem = Path(block.file).stem if block.file else "figure"
    name = f"{stem}-{hashlib.sha256(parts.encode()).hexdigest()[:16]}"
    targets = {format: folder / f"{name}.{format}" for format in formats}
    label = f"{block.at.file}:{block.at.line}"
    if not block.file:
        source = SpecInput(label, "figure", text, block.folder, text.encode(), reading)
        return Order(source, targets)
    try:
        return Order(named(os.path.join(block.folder, block.file), reading), targets)
    except ActplotError as error:
        broken = SpecInput(label, name, "", block.folder, reading=reading)
        return Order(broken, problems=error.problems)


def in_page(problem: Problem, block: PageBlock, label: str) -> Problem:
    """A problem at its line in the page; one in a file of its own stays there."""
    place, at = problem.place, block.at
    if place is None:
        message = problem.message.removeprefix(f"{label}: ")
        return replace(problem, message=message, place=_in_file(at))
    if place.file != "--set" and (block.file or place.file != label):
        return problem
    if place.file == label and _is_yaml(block.text):
        source = replace(place, file=at.file, line=at.line + place.line - 1)
    else:
        source = _searched(place, block)
    return replace(problem, place=_in_file(source))


def _in_file(place: Place) -> Place:
    """A place with the line as the page has it; programs hand over texts without their indent."""
    try:
        line = Path(place.file).read_text(encoding="utf-8-sig").splitlines()[place.line - 1]
    except (OSError, UnicodeDecodeError, IndexError):
        return place
    indent = len(line) - len(place.text)
    if not place.text or indent <= 0 or not line.endswith(place.text):
        return place
    return replace(place, column=place.column + indent, text=line)


def spec_text(text: str) -> str:
    """The YAML of a block; one without a key is a list of curves."""
    if _is_yaml(text) or not text.strip():
        return text
    return json.dumps({"curves": curves(text)}, ensure_ascii=False)


def curves(text: str) -> list[str]:
    """The curves of a block that is no YAML; # begins a line that is a comment."""
    lines = (line for line in text.splitlines() if not line.lstrip().startswith("#"))
    return [curve for line in lines for curve in split(line)]


def _is_yaml(text: str) -> bool:
    lines = [line.strip() for line in text.splitlines() if not line.lstrip().startswith("#")]
    return any(": " in line or line.endswith(":") or line.startswith("- ") for line in lines)


def _searched(place: Place, block: PageBlock) -> Place:
    """What a place marks, found in the text of the block."""
    marked = place.marked.strip()
    for number, line in enumerate(block.text.splitlines()):
        start = line.find(marked) if marked else -1
        if start >= 0:
            return Place(block.at.file, block.at.line + number, start + 1, len(marked), line)
    return replace(block.at, text=place.text, column=place.column, length=place.length)
