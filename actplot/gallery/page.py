"""`index.html`: one file that needs nothing but the figures beside it.

Every figure is a card with its picture and a link, which works as it is. What is to be
seen of it when it is opened stands beside it in a template; the script puts both
together, and searches them.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from actplot.activations import Activation, catalogue
from actplot.errors import json_text
from actplot.facts import chinese
from actplot.facts.chinese import say
from actplot.fonts.characters import language
from actplot.gallery import entries
from actplot.gallery.exhibits import Figure, File, Gallery
from actplot.gallery.markup import Markup, element, inside
from actplot.gallery.record import BLANK
from actplot.paint.symbols import Symbols

_HERE = Path(__file__).parent

_ICONS = {
    "theme": '<path d="M8 1.5a6.5 6.5 0 1 0 0 13z"/><circle cx="8" cy="8" r="6.5" fill="none" '
    'stroke="currentColor"/>',
    "previous": '<path d="M10 3 5 8l5 5" fill="none" stroke="currentColor" stroke-width="1.5"/>',
    "next": '<path d="m6 3 5 5-5 5" fill="none" stroke="currentColor" stroke-width="1.5"/>',
    "close": '<path d="m3.5 3.5 9 9m0-9-9 9" fill="none" stroke="currentColor" '
    'stroke-width="1.5"/>',
}


def text(gallery: Gallery, figures: Sequence[Figure]) -> str:
    """The whole page, its stamp still blank."""
    used = {entry.name: entry for figure in figures for entry in figure.activations}
    symbols = entries.symbols(used.values())
    facts = {figure.name: figure.facts for figure in figures if figure.facts is not None}
    templates = [
        element(
            "template",
            entries.about(
                entry, symbols, facts.get(name) if gallery.catalogue else None, gallery.lang
            ),
            data_activation=name,
            data_title=chinese.title(entry, gallery.lang),
        )
        for name, entry in used.items()
    ]
    body = [
        element("a", say("Skip to the figures", gallery.lang), class_="skip", href="#figures"),
        _header(gallery),
        _tools(figures, gallery.lang),
        element("main", list(_groups(gallery, figures, symbols)), id="figures", tabindex="-1"),
        _dialog(gallery.lang),
        *templates,
        element("svg", Markup(symbols.definitions()), class_="symbols", aria_hidden="true"),
        element(
            "script",
            Markup((_HERE / "page.js").read_text(encoding="utf-8")),
            data_words=_words(gallery.lang),
        ),
    ]
    head = [
        element("meta", charset="utf-8"),
        element("meta", name="generator", content=BLANK),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", gallery.title, lang=_lang(gallery.title, gallery.lang)),
        element("style", Markup((_HERE / "page.css").read_text(encoding="utf-8"))),
    ]
    lines = ["<!doctype html>", f'<html lang="{gallery.lang}">']
    lines += [*head, "<body>", *body, "</body></html>"]
    return "\n".join(lines) + "\n"


def slugs(figures: Sequence[Figure]) -> list[str]:
    """What stands after the # of a figure's own address: its name, without blanks."""
    taken: Counter[str] = Counter()
    unique = []
    for figure in figures:
        slug = "-".join(figure.name.split())
        taken[slug] += 1
        unique.append(slug if taken[slug] == 1 else f"{slug}.{taken[slug]}")
    return unique


def group_of(gallery: Gallery, figure: Figure) -> str:
    """What figures of one group have in common: a folder, or in the catalogue a family."""
    return figure.families[0] if gallery.catalogue else figure.group


def heading(gallery: Gallery, figure: Figure) -> str:
    """The title of a figure's group."""
    if not gallery.catalogue:
        return figure.group
    return say(family_of(figure.activations[0]), gallery.lang)


def family_of(entry: Activation) -> str:
    """What a family has in common, as it is said first in the file in which it is written."""
    family = sys.modules[entry.__module__].__doc__ or entry.family
    return family.splitlines()[0].partition(":")[0].rstrip(".")


def address(path: str) -> str:
    """A path with slashes as a link."""
    return quote(os.fsencode(path), safe="/")


def _words(lang: str) -> str:
    """What the script says, as JSON; it has the English itself."""
    return json_text(chinese.tables()["pages"] if lang == "zh" else {})


def _header(gallery: Gallery) -> Markup:
    title = element("h1", gallery.title, lang=_lang(gallery.title, gallery.lang))
    dark = _button("theme", say("Dark", gallery.lang), id="theme", aria_pressed="false")
    return element("header", [title, dark])


def _tools(figures: Sequence[Figure], lang: str) -> Markup:
    """Search, and the choice of a family."""
    search = element(
        "input",
        id="search",
        type="search",
        placeholder="gelu, torch.nn.SiLU, 修正线性",
        autocomplete="off",
        spellcheck="false",
    )
    label = element("label", say("Search", lang), for_="search")
    count = element("p", counted(len(figures), lang), id="count", role="status")
    parts = [element("div", [label, search, count], class_="search")]
    families = Counter(family for figure in figures for family in figure.families)
    if len(families) > 1:
        choices = [_family("", say("all", lang), len(figures))]
        choices += [_family(name, name, families[name]) for name in _in_order(families)]
        parts.append(
            element(
                "div", choices, class_="families", role="group", aria_label=say("Families", lang)
            )
        )
    return element("div", parts, role="search", class_="tools")


def _in_order(families: Iterable[str]) -> list[str]:
    """Families as the catalogue has them, others behind."""
    known = dict.fromkeys(entry.family for entry in catalogue().values())
    places = {name: place for place, name in enumerate(known)}
    return sorted(families, key=lambda name: (places.get(name, len(places)), name))


def counted(count: int, lang: str) -> str:
    """`12 figures`."""
    text = "{count} figure" if count == 1 else "{count} figures"
    return say(text, lang).format(count=count)


def _family(value: str, name: str, count: int) -> Markup:
    return element(
        "button",
        [name, " ", element("span", str(count), class_="quiet")],
        type="button",
        data_family=value,
        aria_pressed="false" if value else "true",
    )


def _button(icon: str, label: str, **attributes: str) -> Markup:
    drawn = element("svg", Markup(_ICONS[icon]), viewBox="0 0 16 16", aria_hidden="true")
    return element(
        "button", [drawn, element("span", label)], type="button", class_=icon, **attributes
    )


def _groups(gallery: Gallery, figures: Sequence[Figure], symbols: Symbols) -> Iterator[Markup]:
    cards = zip(figures, slugs(figures), strict=True)

    for number, (_, pairs) in enumerate(groupby(cards, key=lambda p: group_of(gallery, p[0]))):
        several = list(pairs)
        title = heading(gallery, several[0][0])
        name = f"group-{number}"
        yield element(
            "section",
            [
                # Not seen, but read out: without it the figures would be below the page itself.
                element(
                    "h2",
                    title or say("Figures", gallery.lang),
                    id=name,
                    class_=None if title else "unseen",
                ),
                element("ul", [_card(gallery, *pair, symbols) for pair in several], role="list"),
            ],
            aria_labelledby=name,
            class_="group",
        )
    everything = element("button", say("Show all", gallery.lang), type="button", id="reset")
    nothing = say("Nothing fits.", gallery.lang)
    yield element("p", [f"{nothing} ", everything], id="nothing", hidden=True)


def _card(gallery: Gallery, figure: Figure, slug: str, symbols: Symbols) -> Markup:
    stem = figure.name.rpartition("/")[2]
    shown = [element("code", stem)] if figure.title != stem else []
    if gallery.catalogue:
        formula = entries.formula(figure.activations[0].formula, symbols, gallery.lang)
        shown = [element("code", stem), element("div", formula, class_="equation")]
    return element(
        "li",
        [
            element("div", _picture(figure, figure.alt, gallery.lang, lazy=True), class_="paper"),
            element(
                "h3",
                [
                    element(
                        "a",
                        figure.title,
                        href=address(figure.picture.path),
                        lang=_lang(figure.title, gallery.lang),
                    )
                ],
            ),
            *shown,
            element("template", _details(gallery, figure)),
        ],
        id=slug,
        class_="card",
        data_name=figure.name,
        data_families=" ".join(figure.families),
        data_activations=" ".join(entry.name for entry in figure.activations),
    )


def _lang(text: str, page: str) -> str | None:
    """The language of a text, where it is not that of the page."""
    own = language(text)
    return None if own == page else own


def _picture(figure: Figure, alt: str, lang: str, *, lazy: bool) -> Markup:
    return element(
        "img",
        src=address(figure.picture.path),
        alt=alt,
        lang=_lang(alt, lang),
        width=round(figure.width) or None,
        height=round(figure.height) or None,
        loading="lazy" if lazy else None,
        decoding="async" if lazy else None,
    )


def _details(gallery: Gallery, figure: Figure) -> Markup:
    """What the large view shows; in the catalogue it is the activation that one looks for."""
    lang = gallery.lang
    heading = [
        element("h3", say("Spec", lang)),
        element("button", say("Copy", lang), type="button", class_="copy"),
    ]
    spec = element(
        "section",
        [
            element("div", heading, class_="heading"),
            element("pre", [element("code", figure.text)], tabindex="0"),
        ],
        class_="spec",
        aria_label=say("Spec", lang),
    )
    activations = element("div", class_="activations")
    links = [element("li", _download(file)) for file in figure.files]
    words = [
        element("ul", links, class_="downloads", aria_label=say("Downloads", lang)),
        element("p", figure.alt, class_="alt", lang=_lang(figure.alt, lang)),
        *((activations, spec) if gallery.catalogue else (spec, activations)),
    ]
    picture = element("div", _picture(figure, figure.title, lang, lazy=False), class_="paper")
    return inside([picture, element("div", words, class_="words")])


def _download(file: File) -> Markup:
    size = element("span", _size(file.size), class_="quiet")
    return element("a", [file.format.upper(), size], href=address(file.path), download=True)


def _size(size: int) -> str:
    return f"{size / 1000:.0f} kB" if size >= 1000 else f"{size} B"


def _dialog(lang: str) -> Markup:
    bar = element(
        "div",
        [
            _button("previous", say("Previous", lang), id="previous"),
            element("p", "", id="place"),
            _button("next", say("Next", lang), id="next"),
            _button("close", say("Close", lang), id="close"),
        ],
        class_="bar",
    )
    title = element("h2", "", id="detail-title", tabindex="-1")
    name = element("code", "", id="detail-name")
    head = element("div", [element("div", [title, name]), bar], class_="top")
    return element(
        "dialog",
        [head, element("div", "", id="detail"), element("p", "", id="said", role="status")],
        id="dialog",
        aria_labelledby="detail-title",
    )
