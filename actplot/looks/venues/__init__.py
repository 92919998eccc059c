"""Venues: what a publisher, a class of documents or a slide asks of a figure.

`find("ieee").width()` is one column of IEEE, `find("ieee-full").width()` both, and
`find("elsevier").width(1.5)` the width between, all in mm.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from actplot.errors import ActplotError, closest
from actplot.looks.venues.data import VENUES
from actplot.looks.venues.venue import CAPITAL, Venue
from actplot.records import replace

__all__ = ["CAPITAL", "UnknownVenue", "Venue", "catalogue", "find", "names"]

FULL = "-full"


class UnknownVenue(ActplotError):
    """No venue has this name."""


@cache
def catalogue() -> Mapping[str, Venue]:
    """Every venue by its name."""
    return MappingProxyType({venue.name: venue for venue in VENUES})


def names() -> list[str]:
    """Every name that `size:` takes, with `-full` where there is a second width."""
    suffixes = ((venue, suffix) for venue in VENUES for suffix in ("", FULL))
    return [venue.name + suffix for venue, suffix in suffixes if not suffix or venue.full]


def find(name: str) -> Venue:
    """The venue of a name or alias, its `columns` those of the name.

    Case, spaces, hyphens and underscores do not matter. Raises UnknownVenue.
    """
    wanted = _folded(name)
    stem = wanted.removesuffix(FULL)
    venue = _index().get(stem)
    if venue is None:
        suggestion = closest(wanted, [*names(), *_index()])
        help = "`actplot list --venues` shows all names"
        if suggestion is not None:
            help = f"did you mean '{suggestion}'? {help}"
        raise UnknownVenue(f"no venue is called '{name}'", help=help)
    if stem == wanted:
        return venue
    if venue.full is None:
        message = f"{venue.title} has one width only, {venue.column:g} mm"
        raise UnknownVenue(message, help=f"write '{venue.name}'")
    return replace(venue, columns=2)


@cache
def _index() -> Mapping[str, Venue]:
    return {_folded(word): venue for venue in VENUES for word in (venue.name, *venue.aliases)}


def _folded(name: str) -> str:
    return "-".join(name.casefold().replace("_", " ").replace("-", " ").split())
