"""What is on the page: shapes and words at their places, in points.

A scene is plain data. It is made without knowing how it will be painted, and
tests read from it what the figure looks like.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

import numpy as np

from actplot.arrays import Floats
from actplot.layout.geometry import FAR, Rect
from actplot.plan.plans import Pages
from actplot.records import Record, field, replace

# What covers what, from the back to the front.
LAYERS = (
    "fill",
    "grid",
    "line",
    "axis",
    "curve",
    "halo",
    "tick-label",
    "circle",
    "dot",
    "leader",
    "label",
    "legend",
    "title",
    # An inset is a small page on top of the page.
    "inset",
)
HATCH_WIDTH = 0.5  # pt, of its lines: thinner than any curve, which they must not be taken for


class Shape(Record, eq=False):
    """A path of straight lines, or of cubic segments where `cubic`.

    points has shape (n, 2); width 0 draws no outline, fill "" fills nothing.
    dash is in multiples of width. clip is the window through which it is seen. hidden: it
    has its place, but is not drawn. panel counts from 0, and owner is the number of its curve
    that this belongs to; -1 and 0 for none; -1, -2, ... name the long families of the panel.
    """

    role: str
    layer: str
    points: Floats
    cubic: bool = False
    closed: bool = False
    color: str = ""
    width: float = 0.0
    dash: tuple[float, ...] = ()
    fill: str = ""
    alpha: float = 1.0
    hatch: str = ""
    tint: float = 0.0
    clip: Rect | None = None
    miter: bool = False
    hidden: bool = False
    panel: int = -1
    owner: int = 0
    pages: Pages = None

    @property
    def bounds(self) -> Rect:
        """The rectangle around its points."""
        return Rect.around(self.points)

    @property
    def line(self) -> Floats:
        """Its points, with the first once more at the end of a closed path."""
        return np.vstack([self.points, self.points[:1]]) if self.closed else self.points

    def moved(self, across: float, up: float) -> Shape:
        """The same shape at another place."""
        return replace(self, points=np.add(self.points, (across, up)))


class Words(Record):
    """A text with its left end at x and its baseline at y; upright if it reads upwards.

    Several lines are set flush with `align`. box is the ink's rectangle. anchor is the part
    of the text by which it was placed: 0 its start, 0.5 its middle, 1 its end. panel and owner
    are as of a Shape. angle: by how many degrees its baseline rises. struck: there was no free
    place for it, and something else is where it is.
    """

    role: str
    layer: str
    text: str
    x: float
    y: float
    size: float
    color: str
    box: Rect
    tint: float = 0.0
    weight: str = "normal"
    upright: bool = False
    align: str = "left"
    anchor: float = 0.0
    hidden: bool = False
    panel: int = -1
    owner: int = 0
    angle: float = 0.0
    pages: Pages = None
    struck: bool = False

    def turned(self, angle: float) -> Words:
        """The same level words, turned around the start of their baseline by degrees."""
        cos, sin = np.cos(np.radians(angle)), np.sin(np.radians(angle))
        start = np.array([self.x, self.y])
        points = (self.box.corners() - start) @ np.array([(cos, sin), (-sin, cos)]) + start
        return replace(self, box=Rect.around(points), angle=angle, align="left", anchor=0.0)

    def moved(self, across: float, up: float) -> Words:
        """The same words at another place."""
        return replace(self, x=self.x + across, y=self.y + up, box=self.box.moved(across, up))


Item = TypeVar("Item", Shape, Words)


class Scene(Record, frozen=False):
    """Everything on the page, in the order in which it was put there.

    areas are the plot areas of the panels. transparent: the page has no ground; background is
    then the colour with which others are mixed.
    """

    width: float
    height: float
    background: str
    foreground: str
    shapes: list[Shape] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    areas: list[Rect] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    transparent: bool = False
    steps: int = 1

    def at_step(self, step: int) -> Scene:
        """What of it is there in a step, counted from 1; all at the same places."""
        return replace(
            self,
            shapes=[shape for shape in self.shapes if shape.pages is None or step in shape.pages],
            words=[text for text in self.words if text.pages is None or step in text.pages],
        )

    @property
    def ground(self) -> str:
        """The colour of the page, or none."""
        return "none" if self.transparent else self.background

    @property
    def paper(self) -> Rect:
        """The whole page."""
        return Rect(0, 0, self.width, self.height)

    def add(self, *items: Shape | Words) -> None:
        """Put items on the page, but none far beyond it, where they would only upset the files."""
        for item in items:
            if isinstance(item, Words):
                if max(abs(item.x), abs(item.y)) < FAR:
                    self.words.append(item)
            elif len(item.points) and np.abs(item.points).max() < FAR:
                self.shapes.append(item)


class Box(Record):
    """Extent of a text in points; ascent and descent count from the last baseline."""

    width: float
    ascent: float
    descent: float

    @property
    def height(self) -> float:
        return self.ascent + self.descent


class Measure(Protocol):
    """The box of a text (several lines, mathematics) set at size points, unrotated."""

    def __call__(self, text: str, size: float, *, weight: str = "normal") -> Box: ...


# How the lines of upright words are aligned.
_ALONG = {"bottom": "left", "center": "center", "top": "right"}
# By what a text is anchored that is in a direction (1, 0 or -1, across and up) from a point.
HA = {1: "left", 0: "center", -1: "right"}
VA = {1: "bottom", 0: "center", -1: "top"}
SHARES = {"left": 0.0, "bottom": 0.0, "center": 0.5, "right": 1.0, "top": 1.0}


class Ink(Record):
    """How words look: size in pt, colour, weight; and how large they are."""

    measure: Measure
    size: float
    color: str
    tint: float = 0.0
    weight: str = "normal"

    def box(self, text: str) -> Box:
        return self.measure(text, self.size, weight=self.weight)

    def at(
        self,
        text: str,
        x: float,
        y: float,
        role: str,
        layer: str,
        *,
        ha: str = "center",
        va: str = "center",
        upright: bool = False,
    ) -> Words:
        """Words anchored at (x, y): by their left, center or right (ha), and by their bottom,
        center, top or baseline (va). Upright words are anchored by what is left and bottom
        after they have been turned.
        """
        box = self.box(text)
        width, up, down = box.width, box.ascent, box.descent
        if upright:
            left, bottom = x - SHARES[ha] * (up + down), y - SHARES[va] * width
            rect = Rect(left, bottom, left + up + down, bottom + width)
            origin = (left + up, bottom)
        else:
            rise = {"bottom": down, "center": (down - up) / 2, "top": -up, "baseline": 0}[va]
            left, baseline = x - SHARES[ha] * width, y + rise
            rect = Rect(left, baseline - down, left + width, baseline + up)
            origin = (left, baseline)
        return Words(
            role,
            layer,
            text,
            *origin,
            self.size,
            self.color,
            rect,
            tint=self.tint,
            weight=self.weight,
            upright=upright,
            align=_ALONG[va] if upright else ha,
            anchor=SHARES[va if upright else ha],
        )


def rectangle(rect: Rect, role: str, layer: str, **look: object) -> Shape:
    """A rectangle as a shape."""
    return Shape(role, layer, rect.corners(), closed=True, **look)  # type: ignore[arg-type]


def union(rects: Iterable[Rect]) -> Rect:
    """The smallest rectangle around all of rects, of which there is at least one."""
    left, bottom, right, top = zip(*(rect.edges for rect in rects), strict=True)
    return Rect(min(left), min(bottom), max(right), max(top))
