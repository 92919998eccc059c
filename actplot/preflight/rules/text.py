"""Text: how large it is in print, in which fonts, how they are embedded, and its colour."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from math import ceil

from actplot.looks.colour.vision import chroma
from actplot.looks.venues import Venue
from actplot.preflight.finding import Demand, Finding, at_least, demand, listed
from actplot.preflight.sheet import SheetContents, Text
from actplot.units import MM_PER_PT

# Sizes come out of products of matrices.
SLACK = 0.02  # pt
SEEN = 0.05  # pt; what is smaller is not there to be read
SMALLEST = 5.0
SMALLEST_SCRIPT = 3.5
# A colour with less chroma than this is a grey to the eye.
COLOURED = 12.0
_LEGIBLE = Demand(
    f"text below {SMALLEST:g} pt is hard to read in print", "actplot's own rule", "warned"
)
_SCRIPTS = Demand(
    f"scripts below {SMALLEST_SCRIPT:g} pt are hard to read in print",
    "actplot's own rule",
    "warned",
)
_EMBEDDED = Demand(
    "readers without the font see another one", "ISO 32000, embedding of fonts", "warned"
)
_TYPE3 = Demand("many venues reject Type 3 fonts", "IEEE, ACM, AAAI, arXiv", "warned")

# Families that pass for one another, by a part of their PostScript names.
LOOKALIKES = {
    "Times": "times tinos liberationserif termes stix nimbusrom xits txfonts ntx qtm freeserif",
    "Helvetica": "arial helvetica arimo liberationsans heros nimbussan freesans phv",
    "Computer Modern": "cmr cmmi cmsy cmbx cmti cmex lmroman lmmath latinmodern cmu sfrm",
    "Libertine": "libertin biolinum",
    "Cambria": "cambria",
    "Symbol": "symbol",
}
ALIASES = {
    "Times New Roman": "Times",
    "Arial": "Helvetica",
    "Latin Modern Roman": "Computer Modern",
    "CMU Serif": "Computer Modern",
    "Linux Libertine": "Libertine",
    "Libertinus Serif": "Libertine",
}


def sizes(sheet: SheetContents, venue: Venue | None) -> Iterator[Finding]:
    """Text smaller or larger than the venue accepts, or too small to read."""
    texts = [text for text in sheet.texts if not text.script]
    least, asked = at_least(venue, "min_size", "asks for at least {} pt", SMALLEST, _LEGIBLE)
    yield from _small(sheet, texts, least, "text-size", asked)
    if venue is not None and (most := venue.max_size) is not None:
        asked = demand(venue, "max_size", f"asks for at most {most:g} pt")
        advice = sheet.advise(
            f"write `font: {{size: {most:g}}}`", f"redraw it with text of {most:g} pt"
        )
        large = [text for text in texts if text.size > most + SLACK]
        yield from _unmet(sheet, large, asked, "text-large", lambda size: advice)


def scripts(sheet: SheetContents, venue: Venue | None) -> Iterator[Finding]:
    """Sub- and superscripts."""
    texts = [text for text in sheet.texts if text.script]
    words = "asks for scripts of at least {} pt"
    least, asked = at_least(venue, "min_subscript", words, SMALLEST_SCRIPT, _SCRIPTS)
    yield from _small(sheet, texts, least, "script-size", asked)


def capitals(sheet: SheetContents, venue: Venue | None) -> Iterator[Finding]:
    """Capitals smaller than the venue accepts."""
    if venue is None or venue.min_capital is None:
        return
    least, em = venue.min_capital, sheet.capital * MM_PER_PT
    asked = demand(venue, "min_capital", f"asks for at least {least:g} mm")

    def advice(size: float) -> str:
        return sheet.advise(
            f"write `font: {{size: {_larger_by(sheet, size, least / em)}}}`",
            f"redraw it with text of {least / em:.1f} pt or more",
        )

    def height(size: float) -> str:
        return f", with capitals of {size * em:.2f} mm"

    low = [text for text in sheet.texts if not text.script and text.size * em < least - 0.01]
    yield from _unmet(sheet, low, asked, "capital-height", advice, height)


def kinds(sheet: SheetContents, venue: Venue | None) -> Iterator[Finding]:
    """Type 3 fonts, and fonts that are not in the file."""
    bitmaps = [font.name for font in sheet.fonts if font.kind == "Type 3"]
    if bitmaps:
        asked = _TYPE3
        if venue is not None and not venue.type3:
            asked = demand(venue, "type3", "refuses Type 3 fonts")
        yield asked.unmet(
            "font-type3",
            f"{listed(bitmaps)} {'is a' if len(set(bitmaps)) == 1 else 'are'} Type 3 "
            f"font{'s' if len(set(bitmaps)) > 1 else ''}",
            "with matplotlib, set `pdf.fonttype: 42`; with LaTeX, load scalable fonts such as "
            "lmodern; figures from actplot have none",
        )
    missing = [font.name for font in sheet.fonts if not font.embedded and font.kind != "Type 3"]
    if missing:
        asked = _EMBEDDED
        if venue is not None and not venue.type3:
            asked = Demand(f"{venue.title} asks for embedded fonts", venue.sources["type3"],
                           "refused")  # fmt: skip
        yield asked.unmet(
            "font-missing",
            f"{listed(missing)} {'is' if len(set(missing)) == 1 else 'are'} not embedded",
            "save the SVG with its text as paths"
            if sheet.origin == "svg"
            else "let the program that wrote the file embed its fonts, or fix it with "
            "`gs -sDEVICE=pdfwrite -dEmbedAllFonts=true -o out.pdf in.pdf`",
        )


def families(sheet: SheetContents, venue: Venue | None) -> Iterator[Finding]:
    """Fonts other than those that the venue asks for in figures, or equivalents."""
    if venue is None or not venue.figure_fonts:
        return
    wanted = {ALIASES.get(family, family) for family in venue.figure_fonts}
    others = {
        family_name(text.font)
        for text in sheet.texts
        if any(c.isascii() and c.isalnum() for c in text.text)
        and text.font
        and not wanted & set(_likes(text.font))
    }
    if others:
        yield Demand(
            f"{venue.title} asks for {', '.join(venue.figure_fonts)}",
            venue.sources["figure_fonts"],
            "noted" if "figure_fonts" in venue.advice else "refused",
        ).unmet(
            "font-family",
            f"text is set in {', '.join(sorted(others))}",
            sheet.advise(
                f"write `font: {{latin: {venue.figure_fonts[0]}}}`",
                f"redraw it in {venue.figure_fonts[0]} or a font of the same cut",
            ),
            sheet.place("font", "size"),
        )


def outlines(sheet: SheetContents, venue: Venue | None) -> Iterator[Finding]:
    """Outlines where the venue asks for text, and text where it asks for outlines."""
    if venue is None or venue.outlined is None or sheet.origin not in ("pdf", "svg", "eps"):
        return
    if venue.outlined and sheet.texts:
        yield demand(venue, "outlined", "asks for text as outlines").unmet(
            "text-outlined",
            "the text is not converted to outlines",
            f"draw an EPS with `size: {venue.name}`, or convert it: "
            "`gs -dNoOutputFonts -sDEVICE=eps2write -o out.eps in.pdf`",
        )
    elif not venue.outlined and not sheet.texts and sheet.strokes:
        yield demand(venue, "outlined", "asks for text that can be edited").unmet(
            "text-outlined",
            "the file has no text; if the figure has, it is outlines",
            sheet.advise("write `svg: text`", "save it with its text as text"),
        )


def coloured(sheet: SheetContents, venue: Venue | None) -> Iterator[Finding]:
    """Text in colour."""
    if venue is None or venue.coloured_text:
        return
    texts = [
        text for text in sheet.texts if text.color is not None and chroma(text.color) > COLOURED
    ]
    if texts:
        yield demand(venue, "coloured_text", "asks for text without colour").unmet(
            "coloured-text",
            f"{listed([text.text for text in texts])} {_is(texts)} coloured",
            sheet.advise(
                "write `style: [thesis, {label_color: foreground}]`, or `legend: box`",
                "draw the text in black, and tell the curves apart by a legend",
            ),
            texts[0].place or sheet.place("style"),
        )


def titles(sheet: SheetContents, venue: Venue | None) -> Iterator[Finding]:
    """A title inside the figure where the caption is to say it."""
    if venue is None or venue.titles:
        return
    texts = [text for text in sheet.texts if text.role == "figure title"]
    if texts:
        yield demand(venue, "titles", "asks for the title in the caption only").unmet(
            "title",
            f"{listed([text.text for text in texts])} is inside the figure",
            "give it under `caption:` instead of `title:`",
            texts[0].place,
        )


def family_name(font: str) -> str:
    """A font's name without the tag of its subset and the name of its style."""
    name = re.sub(r"^[A-Z]{6}\+", "", font)
    return re.sub(r"[-,](?:Regular|Roman|Italic|Bold|BoldItalic|Oblique)(?:MT)?$", "", name)


def _likes(font: str) -> list[str]:
    folded = re.sub(r"[^a-z0-9]", "", family_name(font).lower())
    return [name for name, parts in LOOKALIKES.items() if any(p in folded for p in parts.split())]


def _small(
    sheet: SheetContents, texts: list[Text], least: float, code: str, asked: Demand
) -> Iterator[Finding]:
    small = [text for text in texts if SEEN < text.size < least - SLACK]
    yield from _unmet(sheet, small, asked, code, lambda size: _larger(sheet, size, least))


def _unmet(
    sheet: SheetContents,
    texts: list[Text],
    asked: Demand,
    code: str,
    advice: Callable[[float], str],
    more: Callable[[float], str] = lambda size: "",
) -> Iterator[Finding]:
    """A finding for texts of one role and size, the smallest first, with advice for the size."""
    groups: dict[tuple[str, float], list[Text]] = defaultdict(list)
    for text in texts:
        groups[text.role, round(text.size, 2)].append(text)
    for (role, size), group in sorted(groups.items(), key=lambda item: item[0][1]):
        called = f"{role}{'' if _is(group) == 'is' else 's'} {listed([t.text for t in group])}"
        message = f"the {called} {_is(group)} {size:.2f} pt{more(size)}"
        place = group[0].place or sheet.place("font", "size")
        yield asked.unmet(code, message, advice(size), place)


def _larger(sheet: SheetContents, size: float, least: float) -> str:
    """What makes text of a size as large as it has to be."""
    if sheet.origin != "plan":
        return f"redraw it with text {least / size:.2f} times as large"
    return f"write `font: {{size: {_larger_by(sheet, size, least)}}}` or more"


def _larger_by(sheet: SheetContents, size: float, least: float) -> str:
    """The size of the figure's text with which text of a size grows to another one."""
    base = max((text.size for text in sheet.texts if text.role == "axis name"), default=size)
    return f"{ceil(10 * base * least / size) / 10:g}"


def _is(group: list[Text]) -> str:
    return "are" if len({text.text for text in group}) > 1 else "is"
