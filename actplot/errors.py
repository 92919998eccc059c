"""What went wrong, where, and what would mend it.

Every mistake of a user becomes a `Problem`; problems travel upwards inside one
`ActplotError` and are printed in one place, the command line.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from typing import Any, Literal
from unicodedata import east_asian_width

from actplot.later import pattern
from actplot.records import Record, replace

Severity = Literal["error", "warning", "note"]

# A terminal obeys them, or shows what follows them elsewhere than it stands.
_CONTROL = pattern(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)
# Halves of surrogate pairs stand for the bytes of a file's name that are no UTF-8.
_NOT_IN_JSON = pattern(f"(?!\n)(?:{_CONTROL.pattern}|[\ud800-\udfff])")
MASK = "\N{REPLACEMENT CHARACTER}"


def masked(text: str) -> str:
    """A text as one line that is safe to show: a mask for every control character but tabs."""
    return text if text.isascii() and text.isprintable() else _CONTROL.sub(MASK, text)


def json_text(values: Any, indent: int | None = None) -> str:
    """Values as JSON that keeps them whole, but shows no control character raw."""
    import json

    text = json.dumps(values, ensure_ascii=False, indent=indent)
    # Line ends are of the layout here: those of texts are escaped already.
    return _NOT_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


class Place(Record):
    """A stretch of one line of a source text.

    line and column count from 1, column and length in characters; text is the
    whole line, as it stands in the file.
    """

    file: str
    line: int
    column: int
    length: int = 1
    text: str = ""

    @property
    def marked(self) -> str:
        """What stands there."""
        return self.text[self.column - 1 : self.column - 1 + self.length]

    def as_json(self) -> dict[str, Any]:
        """The same as plain values, for `--json`."""
        return {"file": self.file, "line": self.line, "column": self.column, "length": self.length}


class Problem(Record):
    """One finding: what was found, where, and how to mend it."""

    message: str
    place: Place | None = None
    help: str | None = None
    severity: Severity = "error"

    def __init__(
        self,
        message: str,
        place: Place | None = None,
        help: str | None = None,
        severity: Severity = "error",
    ) -> None:
        # Whatever a message quotes, nobody who shows it has to think of what is in it.
        if help:
            help = "\n".join(map(masked, help.split("\n")))
        super().__init__(masked(message), place, help, severity)

    def __str__(self) -> str:
        if self.place is None:
            lines = [f"{self.severity}: {self.message}"]
        else:
            lines = [
                f"{masked(self.place.file)}:{self.place.line}:{self.place.column}: "
                f"{self.severity}: {self.message}",
                *_excerpt(self.place),
            ]
        if self.help:
            # Its further lines cannot be taken for messages.
            lines.append("  help: " + self.help.replace("\n", "\n        "))
        return "\n".join(lines)

    def as_json(self) -> dict[str, Any]:
        """The same as plain values, for `--json`."""
        values: dict[str, Any] = {"severity": self.severity, "message": self.message}
        if self.place is not None:
            values |= self.place.as_json()
        if self.help:
            values["help"] = self.help
        return values


class ActplotError(Exception):
    """One or more problems in what the user gave; place and help are those of a mere message."""

    def __init__(
        self, *problems: Problem | str, place: Place | None = None, help: str | None = None
    ) -> None:
        self.problems: tuple[Problem, ...] = tuple(
            Problem(problem, place, help) if isinstance(problem, str) else problem
            for problem in problems
        )
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[ActplotError], tuple[Problem, ...]]:
        return type(self), self.problems


class ActplotWarning(UserWarning):
    """Something worth a word in what the user gave, or in what was drawn of it."""

    def __init__(self, problem: Problem | str) -> None:
        self.problem = Problem(problem, severity="warning") if isinstance(problem, str) else problem
        super().__init__(str(self.problem).removeprefix(f"{self.problem.severity}: "))

    def __reduce__(self) -> tuple[type[ActplotWarning], tuple[Problem]]:
        return type(self), (self.problem,)


def reason(error: OSError) -> str:
    """What the operating system says of an error, to go on in a sentence."""
    return (error.strerror or str(error) or type(error).__name__).lower()


def from_os(error: OSError) -> Problem:
    """An error of the operating system as a problem that names the file."""
    what = reason(error)
    return Problem(what if error.filename is None else f"{error.filename}: {what}")


def labelled(label: str, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems that have no place of their own name the spec that they belong to."""
    start = f"{masked(label)}: "
    return tuple(
        problem
        if problem.place or problem.message.startswith(start)
        else replace(problem, message=start + problem.message)
        for problem in problems
    )


LONGEST = 60


# How alike two words are that differ by a slip, as difflib counts.
SLIP = 0.75


def closest(word: str, candidates: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The candidate that word was most likely meant to be, if any comes near.

    cutoff: how alike both must be, from 0 to 1, if not the same but for two letters.
    """
    import difflib

    if len(word) > LONGEST:  # nobody misspells so much, and comparing it takes long
        return None
    by_folded = {candidate.casefold(): candidate for candidate in candidates}
    letters = sorted(word.casefold())
    for folded, candidate in by_folded.items():
        # Two letters that changed places are the likeliest of all.
        if len(folded) == len(letters) > 2 and sorted(folded) == letters:
            return candidate
    matches = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=cutoff)
    return by_folded[matches[0]] if matches else None


def misspelt(word: str, other: str) -> bool:
    """Whether a word is another with a slip: a letter or two too many, missing or wrong."""
    import difflib

    word, other = word.casefold(), other.casefold()
    same = sorted(word) == sorted(other) or word.strip("_") == other
    return same or difflib.SequenceMatcher(None, word, other).ratio() >= SLIP


def alike(word: str, other: str) -> bool:
    """Whether a word is another misspelt, or has it as one of its parts."""
    parts = re.split(r"[_\W]+", word.casefold())
    return misspelt(word, other) or other.casefold() in parts


def did_you_mean(word: str, candidates: Iterable[str], otherwise: str | None = None) -> str | None:
    """The text of a suggestion for a misspelt word."""
    match = closest(word, candidates)
    return otherwise if match is None else f"did you mean '{match}'?"


def install(extra: str, *packages: str) -> str:
    """How to have the packages of an extra where this program is installed: with pip, or as its
    tool does it.
    """
    return f"install it: {_installing(packages)} (the extra actplot[{extra}])"


def _installing(packages: tuple[str, ...]) -> str:
    names, place = " ".join(packages), re.split(r"[\\/]", sys.prefix)
    if "pipx" in place or os.path.exists(os.path.join(sys.prefix, "pipx_metadata.json")):
        return f"pipx inject actplot {names}"
    options = " ".join(f"--with {name}" for name in packages)
    if any(part.startswith("archive-v") for part in place):  # in the cache of uvx
        return f"uvx {options} actplot"
    if "uv" in place and "tools" in place:
        return f"uv tool install actplot {options}"
    return f"python -m pip install {names}"


# Of a longer line only the part around the mark is shown.
WIDEST = 120


def _excerpt(place: Place) -> list[str]:
    if len(place.text) > WIDEST:
        place = _windowed(place)
    margin = f"{place.line:>5} | "
    # A tab shows as one cell and a wide character as two, so that the mark
    # stands below what it points at.
    pad = " " * columns(place.text[: place.column - 1])
    mark = "^" * max(1, columns(place.marked))
    shown = masked(place.text.replace("\t", " ").rstrip("\n"))
    return [f"{margin}{shown}".rstrip(), f"{' ' * 5} | {pad}{mark}"]


def _windowed(place: Place) -> Place:
    """The same place on a line cut down to what stands around it."""
    start = max(0, place.column - 1 - WIDEST // 2)
    end = min(len(place.text), start + WIDEST)
    lead, tail = "…" if start else "", "…" if end < len(place.text) else ""
    column = place.column - start + len(lead)
    length = max(1, min(place.length, end - place.column + 1))
    return replace(place, column=column, length=length, text=f"{lead}{place.text[start:end]}{tail}")


def columns(text: str) -> int:
    """How wide a text is on a terminal."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
