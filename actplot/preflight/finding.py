"""What preflight finds: a code, what is there, what is asked for by whom, and how to mend it."""

from __future__ import annotations

from typing import Any, Literal

from actplot.errors import Place, Problem
from actplot.looks.venues import Venue
from actplot.records import Record

Severity = Literal["refused", "warned", "noted"]
SEVERITIES: dict[Severity, Literal["error", "warning", "note"]] = {
    "refused": "error",
    "warned": "warning",
    "noted": "note",
}
"""What they are for the command line, the worst first."""


class Finding(Record):
    """One thing that a venue refuses, or that a reader would suffer from.

    refused: the venue sends the figure back. warned: it advises against it, or readers may fail
    to see something. noted: worth knowing. source: where the demand is published.
    """

    code: str
    severity: Severity
    found: str
    demand: str
    source: str
    help: str | None = None
    place: Place | None = None

    @property
    def message(self) -> str:
        return f"{self.found}; {self.demand} ({self.source}) [{self.code}]"

    def problem(self, subject: str) -> Problem:
        """The finding as a problem of a spec or a file, for the command line."""
        return Problem(
            self.message if self.place else f"{subject}: {self.message}",
            self.place,
            self.help,
            SEVERITIES[self.severity],
        )

    def as_json(self) -> dict[str, Any]:
        """The same as plain values, for programs: those of a problem, and its own."""
        names = ("code", "severity", "message", "found", "demand", "source")
        values: dict[str, Any] = {name: getattr(self, name) for name in names}
        if self.help:
            values["help"] = self.help
        if self.place:
            values |= self.place.as_json()
        return values


class Demand(Record):
    """What somebody asks for: in words, from which source, and how bad it is not to comply."""

    words: str
    source: str
    severity: Severity

    def unmet(
        self, code: str, found: str, help: str | None = None, place: Place | None = None
    ) -> Finding:
        """The finding that this demand is not met."""
        return Finding(code, self.severity, found, self.words, self.source, help, place)


def demand(venue: Venue, field: str, words: str) -> Demand:
    """What a field of a venue demands; advice of a venue refuses nothing."""
    severity: Severity = "warned" if field in venue.advice else "refused"
    return Demand(f"{venue.title} {words}", venue.sources.get(field, venue.title), severity)


def at_least(
    venue: Venue | None, field: str, words: str, usual: float, otherwise: Demand
) -> tuple[float, Demand]:
    """The least that a venue allows, `{}` in words, with its demand; else what is usual."""
    least: float | None = getattr(venue, field, None)
    if venue is None or least is None:
        return usual, otherwise
    return least, demand(venue, field, words.format(f"{least:g}"))


def first_of(names: list[str], most: int = 3) -> str:
    """`a, b, c and 4 more`; of few `a, b`."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def listed(texts: list[str]) -> str:
    """`"a", "b", "c" and 4 more`, each once; of few `"a" and "b"`."""
    quoted = [f'"{text}"' for text in dict.fromkeys(texts)]
    if len(quoted) in (2, 3):
        return f"{', '.join(quoted[:-1])} and {quoted[-1]}"
    return first_of(quoted)
