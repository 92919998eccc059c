"""Venues: every value has a source, every name is found however it is written."""

from __future__ import annotations

import pytest

from actplot import spec
from actplot.looks import venues
from actplot.looks.venues import UnknownVenue, Venue
from actplot.records import default, fields

EVERY = list(venues.catalogue().values())
# Facts as the publishers' guides and compiled documents have them: column and full width in mm.
WIDTHS = {
    "ieee": (88.57, 181.35), "acm": (84.75, 177.94), "acmsmall": (139.12, None),
    "acmlarge": (158.96, None), "acmtog": (179.35, None), "nature": (89, 183),
    "science": (55, 120), "elsevier": (90, 190), "lncs": (122, None), "neurips": (139.70, None),
    "iclr": (139.70, None), "icml": (82.55, 171.45), "cvpr": (83.34, 174.62), "acl": (77, 160),
    "aaai": (84.14, 177.80), "aps": (86.46, 179.24), "pnas": (87, 178), "thesis": (150, None),
    "thuthesis": (150, None), "beamer": (140, None), "beamer-43": (108, None),
    "ctexart": (121.25, None), "ctexbook": (137.07, None), "article-10pt": (121.25, None),
    "article-11pt": (126.53, None), "article-12pt": (137.07, None),
    "article-twocolumn": (77.67, 158.9), "koma-11pt": (147, None), "koma-12pt": (157.5, None),
}  # fmt: skip


@pytest.mark.parametrize("venue", EVERY, ids=lambda venue: venue.name)
def test_every_value_has_its_source(venue: Venue) -> None:
    stated = {
        name
        for name in fields(Venue)
        if name not in ("name", "title", "columns", "aliases", "advice", "sources")
        and getattr(venue, name) not in (default(Venue, name), {})
    }
    assert stated <= venue.sources.keys()
    assert all(venue.sources.values())


@pytest.mark.parametrize("venue", EVERY, ids=lambda venue: venue.name)
def test_values_are_possible(venue: Venue) -> None:
    widths = list(venue.widths.values())
    assert widths == sorted(widths)
    assert 50 <= widths[0] <= widths[-1] <= 200
    assert venue.width() == venue.column
    if venue.font_size is not None:
        assert (venue.min_size or 0) <= venue.font_size <= (venue.max_size or 12.01)
    assert (venue.min_line or 0) < (venue.max_line or 1)


@pytest.mark.parametrize("name", WIDTHS)
def test_widths(name: str) -> None:
    venue = venues.find(name)
    assert (venue.column, venue.full) == WIDTHS[name]


@pytest.mark.parametrize("name", venues.names())
def test_names_are_found_however_they_are_written(name: str) -> None:
    venue = venues.find(name)
    for other in (name.upper(), name.replace("-", "_"), f" {name.replace('-', ' ')} "):
        assert venues.find(other) == venue
    size = spec.read(f"curves: [gelu]\nsize: {name}\n").size
    assert size.venue == venue.name
    assert size.width == venue.width()
    assert size.columns == venue.columns


def test_names_and_aliases_are_unique() -> None:
    words = [word for venue in EVERY for word in (venue.name, *venue.aliases)]
    assert len(set(words)) == len(words)


def test_points_of_tex_are_smaller() -> None:
    assert venues.find("article-10pt").font_size == pytest.approx(9.963, abs=1e-3)
    assert venues.find("nature").font_size == 7


@pytest.mark.parametrize(
    ("name", "message", "help"),
    [
        ("ieeee", "no venue is called 'ieeee'", "did you mean 'ieee'?"),
        ("nature-ful", "no venue is called 'nature-ful'", "did you mean 'nature-full'?"),
        ("neurips-full", "NeurIPS has one width only, 139.7 mm", "write 'neurips'"),
    ],
)
def test_unknown_names(name: str, message: str, help: str) -> None:
    with pytest.raises(UnknownVenue) as caught:
        venues.find(name)
    (problem,) = caught.value.problems
    assert problem.message == message
    assert str(problem.help).startswith(help)
