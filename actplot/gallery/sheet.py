"""`README.md`: a contact sheet, as hosts of code show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from actplot.errors import masked
from actplot.facts.chinese import say
from actplot.gallery.exhibits import Figure, Gallery
from actplot.gallery.markup import Markup, element
from actplot.gallery.page import address, counted, group_of, heading
from actplot.gallery.record import BLANK, PAGE

COLUMNS = 3
WIDTH = 270


def text(gallery: Gallery, figures: Sequence[Figure]) -> str:
    """The whole sheet, its stamp still blank."""
    parts = [
        f"<!-- {BLANK}; made anew by each run, so edit elsewhere -->",
        f"# {_line(gallery.title)}",
        _about(len(figures), gallery.lang),
    ]
    for group, members in groupby(figures, key=lambda figure: group_of(gallery, figure)):
        several = list(members)
        if group:
            parts.append(f"## {_line(heading(gallery, several[0]))}")
        parts.append(_table(several, gallery.lang))
    return "\n\n".join(parts) + "\n"


def _about(count: int, lang: str) -> str:
    text = say("{figures}. {page} shows them large, with search.", lang)
    return text.format(figures=counted(count, lang), page=f"[`{PAGE}`]({PAGE})")


def _table(figures: Sequence[Figure], lang: str) -> str:
    rows = []
    for start in range(0, len(figures), COLUMNS):
        cells = [_cell(figure, lang) for figure in figures[start : start + COLUMNS]]
        rows.append("\n".join(["<tr>", *cells, "</tr>"]))
    return "\n".join(["<table>", *rows, "</table>"])


def _cell(figure: Figure, lang: str) -> Markup:
    source = address(figure.picture.path)
    # An empty line in it would end the table.
    picture = element("img", src=source, alt=" ".join(figure.alt.split()), width=WIDTH)
    return element(
        "td",
        [element("a", picture, href=source), element("br"), *_caption(figure, lang)],
        align="center",
        valign="top",
    )


def _caption(figure: Figure, lang: str) -> Iterator[Markup | str]:
    yield " ".join(figure.title.split())
    yield element("br")
    links = [(file.format, file.path) for file in figure.files]
    if figure.spec is not None:
        links.insert(0, (say("spec", lang), figure.spec))
    for number, (name, path) in enumerate(links):
        yield " · " if number else ""
        yield element("a", name, href=address(path))


def _line(text: str) -> str:
    """A text as a heading of Markdown."""
    for character in "\\`*_{}[]<>#":
        text = text.replace(character, f"\\{character}")
    return masked(" ".join(text.split()))
