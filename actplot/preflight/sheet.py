"""What is known of a figure, drawn or not: the facts that the rules judge.

A plan and a file of any kind become a `SheetContents`, so that each rule is written once. A
figure of which something cannot be known (the texts of a PNG) just has none of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from actplot.errors import Place
from actplot.looks.colour.names import RGB
from actplot.looks.venues.venue import CAPITAL
from actplot.records import Record, field
from actplot.units import MM_PER_INCH

Origin = Literal["plan", "pdf", "svg", "png", "eps", "tiff", "jpg"]
WHITE: RGB = (1.0, 1.0, 1.0)


class Unreadable(Exception):
    """What a reader cannot make sense of; the message ends the sentence 'cannot be read: '."""


class Text(Record):
    """A run of text: its size in pt as printed, and whether it is a sub- or superscript.

    role is what it is called in messages ("tick label"); font as the file names it.
    """

    text: str
    size: float
    color: RGB | None = None
    font: str = ""
    script: bool = False
    role: str = "text"
    place: Place | None = None


class InkStroke(Record):
    """A stroked line: width in pt as printed, dash lengths in pt or in line widths.

    curve: whether it shows data, and so must differ from its neighbours; panel: which lines
    are its neighbours.
    """

    name: str
    width: float
    color: RGB | None = None
    dash: tuple[float, ...] = ()
    marker: str = ""
    curve: bool = False
    panel: int = 0
    place: Place | None = None


class Font(Record):
    """A font of a file: its kind as pdffonts calls it (Type 1, TrueType, CID TrueType, Type 3)."""

    name: str
    kind: str
    embedded: bool


class Image(Record):
    """A picture made of pixels inside a figure, its resolution as printed."""

    width: int
    height: int
    dpi: float
    space: str


class SheetContents(Record):
    """A figure as rules see it. width and height in mm, None where the file does not say."""

    origin: Origin
    width: float | None
    height: float | None
    formats: tuple[str, ...] = ()
    texts: tuple[Text, ...] = ()
    strokes: tuple[InkStroke, ...] = ()
    fonts: tuple[Font, ...] = ()
    images: tuple[Image, ...] = ()
    background: RGB = WHITE
    dpi: float | None = None  # of the whole figure, where it consists of pixels
    spaces: frozenset[str] = frozenset()  # colour spaces: grey, RGB, CMYK, ...
    transparent: bool = False
    grid: bool = False
    alt: bool = False  # whether it has an alternative text
    size: int | None = None  # bytes
    pages: int = 1
    capital: float = CAPITAL
    foreign: tuple[str, ...] = ()  # elements of an SVG that office programs leave out
    made_for: str = ""  # the venue whose demands a plan meets
    places: Mapping[str, Place] = field(default_factory=dict)  # of keys of the spec, for a plan

    def advise(self, spec: str, file: str) -> str:
        """What mends it: in the spec of a figure to be drawn, or in the program that drew it."""
        return spec if self.origin == "plan" else file

    def place(self, *keys: str) -> Place | None:
        """Where the spec has the first of keys that it has at all."""
        return next((self.places[key] for key in keys if key in self.places), None)


def of_pixels(
    origin: Origin, width: float, height: float, dpi: float | None, **known: Any
) -> SheetContents:
    """A figure of width by height pixels; its size on paper follows from its dpi."""
    across, up = (None, None) if dpi is None else (n / dpi * MM_PER_INCH for n in (width, height))
    return SheetContents(origin, across, up, (origin,), dpi=dpi, **known)
