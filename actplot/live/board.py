"""What the page shows: each watched figure as it was last drawn, and what is wrong with it."""

from __future__ import annotations

import asyncio
import hashlib
import threading
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from actplot.errors import ActplotError
from actplot.formats import FORMATS, step_of
from actplot.inputs import FIGURE, read_file
from actplot.pipeline.render import Outcome, drawn
from actplot.records import Record, field, replace

# What a browser shows as a picture, the best first.
_PICTURES = ("svg", "png", *(name for name, row in FORMATS.items() if row.moves))
PREVIEW = "preview"


class Shown(Record):
    """A figure of the page.

    files: the last good ones, by target (`pdf`, or `svg:2` for a step). keys: what distinguishes
    their contents. problems: errors of the spec as it is now, or warnings. preview: an SVG, where
    none of the files is a picture that a browser shows.
    """

    name: str
    status: str = "waiting"
    files: Mapping[str, Path] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    preview: bytes = b""

    @property
    def pictures(self) -> list[str]:
        """The targets that are shown: all steps of the best format for it."""
        for format in _PICTURES:
            if targets := [target for target in self.files if step_of(target)[0] == format]:
                return targets
        return []


class Board:
    """The figures, in the order of the command line; listeners are notified of each change."""

    def __init__(self, names: Sequence[str]) -> None:
        self._lock = threading.Lock()
        self._shown = {name: Shown(name) for name in names}
        self._listeners: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()

    def show(self, outcomes: Iterable[tuple[str, Outcome]]) -> None:
        """Take over what became of specs; one that failed keeps its last figure."""
        with self._lock:
            for name, outcome in outcomes:
                self._shown[name] = _after(self._shown[name], outcome)
            for loop, event in self._listeners:
                loop.call_soon_threadsafe(event.set)

    def listen(self, event: asyncio.Event) -> None:
        """Set an event of the running loop at each change, until `leave`."""
        with self._lock:
            self._listeners.add((asyncio.get_running_loop(), event))

    def leave(self, event: asyncio.Event) -> None:
        with self._lock:
            self._listeners -= {listener for listener in self._listeners if listener[1] is event}

    def content(self, number: int, target: str) -> bytes | None:
        """A file of a figure; None where nothing that is watched became it."""
        figures = self._figures()
        if not 0 <= number < len(figures):
            return None
        if target == PREVIEW:
            return figures[number].preview or None
        path = figures[number].files.get(target)
        try:
            return None if path is None else read_file(path, FIGURE)
        except OSError:  # deleted
            return None

    def state(self) -> dict[str, Any]:
        """All that the page shows, as plain values; addresses are relative to it."""
        return {"figures": [_values(*numbered) for numbered in enumerate(self._figures())]}

    def _figures(self) -> list[Shown]:
        with self._lock:
            return list(self._shown.values())


def _after(before: Shown, outcome: Outcome) -> Shown:
    problems = tuple(map(str, outcome.problems))
    if outcome.status == "failed":
        return replace(before, status="failed", problems=problems)
    files = dict(outcome.order.targets)
    shown = Shown(before.name, outcome.status, files, _keys(files), problems)
    return shown if shown.pictures else replace(shown, preview=_preview(outcome))


def _preview(outcome: Outcome) -> bytes:
    try:
        return drawn(outcome.order.source, "svg").contents["svg"]
    except ActplotError:  # as of a spec that is just being saved again
        return b""


def _keys(files: Mapping[str, Path]) -> dict[str, str]:
    keys = {}
    for target, path in files.items():
        try:
            keys[target] = _digest(read_file(path, FIGURE))
        except OSError:  # deleted at once
            keys[target] = ""
    return keys


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def _values(number: int, shown: Shown) -> dict[str, Any]:
    def address(target: str) -> str:
        return f"figure/{number}/{target}?{shown.keys[target]}"

    pictures = [address(target) for target in shown.pictures]
    if shown.preview:
        pictures = [f"figure/{number}/{PREVIEW}?{_digest(shown.preview)}"]
    return {
        "name": shown.name,
        "status": shown.status,
        "pictures": pictures,
        "links": [
            {"text": path.name, "title": _title(target), "address": address(target)}
            for target, path in shown.files.items()
        ],
        "problems": list(shown.problems),
    }


def _title(target: str) -> str:
    name, _ = step_of(target)
    return FORMATS[name].title if name in FORMATS else "LaTeX"
