"""An SVG from any program as a sheet (W3C, Scalable Vector Graphics 1.1)."""

from __future__ import annotations

from actplot.preflight.runs import texts
from actplot.preflight.sheet import Font, SheetContents, Text, Unreadable
from actplot.preflight.svg.style import Rules, length, numbers, rules
from actplot.preflight.svg.tree import Element, parse
from actplot.preflight.svg.walk import painting_of
from actplot.units import MM_PER_INCH, PT_PER_MM, PX_PER_INCH

_MM = MM_PER_INCH / PX_PER_INCH  # of a pixel
# Sides of a page in px: beyond them, none is meant.
LEAST, MOST = 1e-3, 1e7
# What Direct2D draws (learn.microsoft.com, SVG Support), and what draws nothing anyway.
_OFFICE = """
    circle clipPath defs desc ellipse g image line linearGradient metadata path polygon polyline
    radialGradient rect stop svg title use view script a
"""
OFFICE = frozenset(_OFFICE.split())
# Colours of CSS that office programs take for black.
_NEW_COLOURS = ("rgba(", "hsl(", "hsla(", "transparent")


def sheet(data: bytes) -> SheetContents:
    """What is known of an SVG. Raises Unreadable."""
    root = parse(data)
    if root.name != "svg":
        raise Unreadable(f"the file is XML, but not an SVG: it begins with <{root.name}>")
    width, height, unit = _page(root)
    sheets = rules(root)
    painting = painting_of(root, sheets, unit)
    shown = tuple(texts(painting.runs, painting.rules))
    return SheetContents(
        origin="svg",
        width=width,
        height=height,
        formats=("svg",),
        texts=shown,
        strokes=painting.lines(),
        fonts=tuple(_fonts(shown, sheets)),
        images=tuple(painting.images),
        background=painting.background((width or 0) * (height or 0) * PT_PER_MM**2),
        spaces=frozenset(["RGB"]),
        transparent=painting.transparent,
        alt=_described(root),
        size=len(data),
        foreign=tuple(_foreign(root)),
    )


def _page(root: Element) -> tuple[float | None, float | None, float]:
    """Width and height in mm where the file gives them, and the pt of a unit of the picture."""
    box = numbers(root.get("viewBox"))[:4]
    width, height = _side(root.get("width")), _side(root.get("height"))
    if len(box) < 4 or not (0 < box[2] < MOST and 0 < box[3] < MOST):
        box = [0.0, 0.0, width or 0.0, height or 0.0]
    if width is None and height is None:
        return None, None, 0.75
    ratio = box[3] / box[2] if box[2] else 0.0
    if width is None and height is not None and ratio:
        width = height / ratio
    elif height is None and width is not None:
        height = width * ratio
    unit = 0.75 * width / box[2] if width is not None and box[2] else 0.75
    return width * _MM if width is not None else None, height * _MM if height else None, unit


def _side(text: str) -> float | None:
    """A side of the page in px; None if it is not given, or is none that a page can have."""
    pixels = length(text)
    return pixels if pixels is not None and LEAST < pixels < MOST else None


def _fonts(shown: tuple[Text, ...], sheets: Rules) -> list[Font]:
    """The first family of each text; a file may carry it as a web font."""
    embedded = {
        properties.get("font-family", "").strip("'\" ")
        for selector, properties in sheets
        if selector.endswith("@font-face")
    }
    families = dict.fromkeys(text.font for text in shown if text.font)
    return [Font(family, "text", family in embedded) for family in families]


def _described(root: Element) -> bool:
    own = [child for child in root.children if child.name in ("title", "desc")]
    return bool(root.get("aria-label") or any(child.text.strip() for child in own))


def _foreign(root: Element) -> list[str]:
    names: dict[str, None] = {}
    for element in root.all():
        if element.drawn and element.name not in OFFICE:
            names[f"<{element.name}>"] = None
        values = element.get("style") + element.get("fill") + element.get("stroke")
        names |= dict.fromkeys(
            f"'{colour.rstrip('(')}'" for colour in _NEW_COLOURS if colour in values
        )
    # The spans of a text are named with it.
    return [name for name in names if name not in ("<tspan>", "<textPath>")]
