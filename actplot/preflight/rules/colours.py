"""Colours: whether everybody can distinguish the curves, in greyscale too, and see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from actplot.looks.colour import vision
from actplot.looks.colour.names import RGB, hex_text
from actplot.looks.colour.vision import DEFICIENCIES, LEAST_CONTRAST, LEAST_TEXT_CONTRAST
from actplot.looks.venues import Venue
from actplot.preflight.finding import Finding, first_of, listed
from actplot.preflight.sheet import InkStroke, SheetContents, Text

# Side by side, large patches differ visibly from 1 on; thin lines some way apart need about ten
# times as much (D. A. Szafir, IEEE Trans. Vis. Comput. Graph. 24 (2018), 392-401).
LEAST = 10.0
MOST_PAIRS = 5
# So many curves of about one hue, in degrees, are a sweep: it is their order that is seen.
SWEEP, HUES, GREY = 7, 25, 8.0
SLACK = 0.02  # of contrasts: colours are written with eight bits
_SOURCE = "CIEDE2000, and CIE L* for grey; dichromacies after Machado et al. 2009"


def alike(sheet: SheetContents, venue: Venue | None) -> Iterator[Finding]:
    """Curves with the same dashes and markers whose colours come too near to each other."""
    pairs = []
    for group in _equally_dashed(sheet):
        for one, other in combinations(group, 2):
            distances = {sight: d for sight, d in _distances(one, other).items() if d < LEAST}
            if distances:
                pairs.append((min(distances.values()), one, other, distances))
    pairs.sort(key=lambda pair: pair[0])
    for rank, (_, one, other, distances) in enumerate(pairs[:MOST_PAIRS], 1):
        differences = ", ".join(
            f"{distance:.1f} {_WHERE.get(sight, f'in {sight}')}"
            for sight, distance in distances.items()
        )
        left = len(pairs) - MOST_PAIRS if rank == MOST_PAIRS else 0
        yield Finding(
            "colours-alike",
            "warned",
            f"{one.name} and {other.name} ({_hex(one)}, {_hex(other)}) "
            f"differ by only {differences}",
            f"curves distinguished by colour alone should differ by {LEAST:g}"
            + (f"; {left} more pairs do not" if left > 0 else ""),
            _SOURCE,
            sheet.advise(
                "give one of them another `line:` or `marker:`, or a lighter or darker `color:`",
                "dash one of them, or make it lighter or darker",
            ),
            other.place or one.place,
        )


def _equally_dashed(sheet: SheetContents) -> Iterator[list[InkStroke]]:
    """Curves of a panel that only their colour tells apart; of a sweep, its two ends."""
    groups: dict[object, list[InkStroke]] = defaultdict(list)
    for stroke in _curves(sheet):
        groups[stroke.panel, stroke.dash, stroke.marker].append(stroke)
    for group in groups.values():
        shades: dict[object, list[InkStroke]] = defaultdict(list)
        for stroke in group:
            shades[_shade(stroke)].append(stroke)
        yield [
            stroke
            for members in shades.values()
            for stroke in (members[:: len(members) - 1] if len(members) >= SWEEP else members)
        ]


def _shade(stroke: InkStroke) -> object:
    """What the shades of one colour have in common; greys are shades of one grey."""
    assert stroke.color is not None
    return round(vision.hue(stroke.color) / HUES) if vision.chroma(stroke.color) > GREY else None


_WHERE = {"everybody": "to every eye", "grey": "in lightness when printed grey"}


def contrast(sheet: SheetContents, venue: Venue | None) -> Iterator[Finding]:
    """Curves with too little contrast to the page."""
    ratios = {
        stroke: vision.contrast(stroke.color, sheet.background)
        for stroke in _curves(sheet)
        if stroke.color is not None
    }
    least = LEAST_CONTRAST - SLACK
    weak = sorted((s for s, ratio in ratios.items() if ratio < least), key=ratios.__getitem__)
    if weak:
        shown = [f"{stroke.name} ({_hex(stroke)}, {ratios[stroke]:.2f} to 1)" for stroke in weak]
        yield Finding(
            "contrast",
            "warned",
            f"{first_of(shown, MOST_PAIRS)} {'has' if len(weak) == 1 else 'have'} too little "
            "contrast with the page",
            f"lines need {LEAST_CONTRAST:g} to 1",
            "WCAG 2.1, success criterion 1.4.11",
            "choose a color farther from that of the page",
            weak[0].place,
        )


def text_contrast(sheet: SheetContents, venue: Venue | None) -> Iterator[Finding]:
    """Texts with too little contrast to the page."""
    colored: dict[RGB, list[Text]] = {}
    for text in sheet.texts:
        if text.color is not None:
            colored.setdefault(text.color, []).append(text)
    for color, group in colored.items():
        texts = [text.text for text in group]
        ratio = vision.contrast(color, sheet.background)
        if ratio >= LEAST_TEXT_CONTRAST - SLACK:
            continue
        yield Finding(
            "contrast",
            "warned",
            f"{listed(texts)} ({hex_text(color)}) {'has' if len(set(texts)) == 1 else 'have'} a "
            f"contrast of {ratio:.2f} to 1 with the page",
            f"text needs {LEAST_TEXT_CONTRAST:g} to 1",
            "WCAG 2.1, success criterion 1.4.3",
            sheet.advise(
                "write `style: [thesis, {label_color: foreground}]`, or choose a stronger color"
                if color in {stroke.color for stroke in _curves(sheet)}
                else "choose a `foreground` that differs more, or write `style: dark`",
                "draw it in a stronger color",
            ),
            group[0].place,
        )


def _curves(sheet: SheetContents) -> list[InkStroke]:
    """Every look that a curve has, once."""
    looks = {
        (stroke.panel, stroke.color, stroke.dash, stroke.marker, stroke.name): stroke
        for stroke in sheet.strokes
        if stroke.curve and stroke.color is not None
    }
    return list(looks.values())


def _distances(one: InkStroke, other: InkStroke) -> dict[str, float]:
    """How far apart two curves look to everybody, with each dichromacy, and in grey."""
    assert one.color is not None
    assert other.color is not None
    seen = {
        name: vision.difference(
            vision.simulated(one.color, name), vision.simulated(other.color, name)
        )
        for name in DEFICIENCIES
    }
    grey = abs(vision.lightness(one.color) - vision.lightness(other.color))
    return {"everybody": vision.difference(one.color, other.color), **seen, "grey": grey}


def _hex(stroke: InkStroke) -> str:
    assert stroke.color is not None
    return hex_text(stroke.color)
