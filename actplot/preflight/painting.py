"""What a page shows, in whatever language it was written."""

from __future__ import annotations

from typing import Any

from actplot.looks.colour.names import RGB
from actplot.preflight.geometry import Bounds
from actplot.preflight.runs import Rule, Run
from actplot.preflight.sheet import WHITE, Image, InkStroke
from actplot.records import Record, field

COVERING = 0.95
THIN = 1.2  # pt: a bar at most
# What makes a line a curve: at least this many segments, and this length in pt. A closed outline
# of few corners is a frame or a marker, a short line a tick.
MANY, LONG = 4, 20.0


class PaintState(Record):
    """How a line was stroked."""

    width: float
    color: RGB | None
    dash: tuple[float, ...]
    curve: bool


class Painting(Record, frozen=False):
    """Everything that a page shows."""

    runs: list[Run] = field(default_factory=list)
    looks: list[PaintState] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    fonts: list[dict[str, Any]] = field(default_factory=list)
    forms: list[Bounds] = field(default_factory=list)
    grounds: list[tuple[float, RGB | None]] = field(default_factory=list)
    spaces: set[str] = field(default_factory=set)
    transparent: bool = False

    def fill(self, bounds: Bounds, color: RGB | None, *, opaque: bool) -> None:
        """A filled rectangle (pt): the bar of a fraction, or perhaps the ground of the page."""
        left, bottom, right, top = bounds
        across, up = right - left, top - bottom
        if 0 < up < THIN < across or 0 < across < THIN < up:
            self.rules.append(Rule((left, bottom), (right, top)))
        if opaque:
            self.grounds.append((across * up, color))

    def background(self, area: float) -> RGB:
        """The colour that covers a page of an area in square pt; white where nothing does."""
        for covered, color in self.grounds:
            if covered >= COVERING * area > 0 and color is not None:
                return color
        return WHITE

    def lines(self) -> tuple[InkStroke, ...]:
        """Each look of a line once, numbered as they come."""
        return tuple(
            InkStroke(f"line {number}", look.width, look.color, look.dash, curve=look.curve)
            for number, look in enumerate(dict.fromkeys(self.looks), 1)
        )
