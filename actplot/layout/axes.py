"""The axes of a panel: lines, arrowheads, ticks and grid.

`centred` axes cross at the origin and end in arrows, `boxed` ones frame the
plot, `open` ones are left and below.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np

from actplot.layout.geometry import Rect
from actplot.layout.scene import Ink, Measure, Shape
from actplot.looks.styles import Style
from actplot.plan.plans import AxisPlan, PanelPlan, Tick
from actplot.records import Record

# A part of the height too small to be seen.
NOTHING = 0.002


# The lines at small ticks: their width, in widths of the others, and their opacity.
MINOR_GRID, MINOR_ALPHA = 0.75, 0.35


class AxesLook(Record):
    """The style of one panel's axes, in pt."""

    style: Style
    size: float
    measure: Measure

    @property
    def width(self) -> float:
        return self.style.axis_width

    @cached_property
    def label(self) -> Ink:
        return Ink(self.measure, self.size * self.style.tick_scale, self.style.foreground)

    @cached_property
    def name(self) -> Ink:
        return Ink(self.measure, self.size, self.style.foreground)

    def reach(self, panel: PanelPlan) -> float:
        """How far the axes of a panel run beyond its plot: if they have arrows."""
        return self.style.arrow_length * self.width + 0.45 * self.size if panel.arrows else 0.0


class PlacedPanel(Record):
    """The plot area of a panel on the page, and where data are in it."""

    panel: PanelPlan
    area: Rect

    def x(self, value: float) -> float:
        return self.area.left + float(self.panel.x.axis.fraction(value)) * self.area.width

    def y(self, value: float) -> float:
        return self.area.bottom + float(self.panel.y.axis.fraction(value)) * self.area.height

    def points(self, fractions: np.ndarray) -> np.ndarray:
        """Axes fractions, shape (n, 2), as points of the page."""
        left, bottom, _, _ = self.area.edges
        return np.asarray(fractions) * (self.area.width, self.area.height) + (left, bottom)

    def through(self, axis: str, value: float) -> np.ndarray:
        """The line across the whole plot at a value of the axis "x" or "y", shape (2, 2)."""
        left, bottom, right, top = self.area.edges
        if axis == "x":
            return np.array([(self.x(value), bottom), (self.x(value), top)])
        return np.array([(left, self.y(value)), (right, self.y(value))])

    @cached_property
    def crossing(self) -> tuple[float, float]:
        """Where the axes cross."""
        if self.panel.frame == "centred":
            return self.x(self.panel.x.crossing), self.y(self.panel.y.crossing)
        return self.area.left, self.area.bottom

    @cached_property
    def foot(self) -> float:
        """Where the y axis begins: at the crossing if nothing is below and it is no origin.

        There the labels of both axes meet in a corner, without tails between them.
        """
        panel, (_, cy) = self.panel, self.crossing
        if self.common_zero or panel.frame != "centred" or panel.x.crossing == 0:
            return self.area.bottom
        origin = panel.y.axis.fraction(panel.y.crossing)
        return cy if lowest(panel) >= origin - NOTHING else self.area.bottom

    @cached_property
    def common_zero(self) -> bool:
        """Whether both axes are crossed at their 0, which one label then serves."""
        return self.panel.frame == "centred" and all(
            axis.axis.scale != "log" and axis.crossing == 0 for axis in (self.panel.x, self.panel.y)
        )


def lowest(panel: PanelPlan) -> float:
    """The lowest that is drawn in a panel, as a fraction of its height."""
    y = panel.y.axis
    seen = [
        *(piece.points[:, 1] for curve in panel.curves for piece in curve.outline.pieces),
        *(polygon[:, 1] for fill in panel.fills for polygon in fill.polygons),
        y.fraction([line.value for line in panel.lines if line.along == "y"]),
        *(y.fraction(line.points[:, 1]) for line in panel.lines if line.points is not None),
        y.fraction([dot.y for dot in panel.dots]),
        y.fraction([note.y for note in panel.notes if note.y is not None]),
        *(y.fraction(plan.y) for plan in panel.points),
        y.fraction([tick.value for tick in panel.y.ticks if tick.text]),
    ]
    return float(np.clip(np.concatenate(seen), 0.0, 1.0).min(initial=1.0))


def lines(place: PlacedPanel, look: AxesLook) -> Iterator[Shape]:
    """The axis lines, arrowheads, ticks and grid."""
    panel, area, style = place.panel, place.area, look.style
    cx, cy = place.crossing
    pen: dict[str, Any] = {"color": style.foreground, "width": look.width}
    if panel.grid:
        yield from _grid(place, look)
    if panel.frame == "boxed":
        yield Shape("frame", "axis", area.corners(), closed=True, miter=True, **pen)
    else:
        reach = look.reach(panel)
        tip_x, tip_y = area.right + reach, area.top + reach
        head = style.arrow_length * look.width if panel.arrows else 0.0
        # The line ends inside the head, else its blunt end would show at the tip.
        yield Shape("x-axis", "axis", np.array([(area.left, cy), (tip_x - head / 2, cy)]), **pen)
        yield Shape("y-axis", "axis", np.array([(cx, place.foot), (cx, tip_y - head / 2)]), **pen)
        if panel.arrows:
            for role, tip, axis in (("x", (tip_x, cy), 0), ("y", (cx, tip_y), 1)):
                yield Shape(
                    f"{role}-arrow",
                    "axis",
                    _arrow(tip, axis, look),
                    cubic=True,
                    closed=True,
                    fill=style.foreground,
                )
    yield from _ticks(place, look)


def _arrow(tip: tuple[float, float], axis: int, look: AxesLook) -> np.ndarray:
    """A barbed arrowhead with hollow flanks, as three cubic segments and a notch."""
    length = look.style.arrow_length * look.width
    half = look.style.arrow_width * look.width / 2
    notch = -0.72 * length
    flank = np.array(
        [
            (0, 0),
            (-0.35 * length, 0.12 * half),
            (-0.75 * length, 0.55 * half),
            (-length, half),
            (-0.9 * length, 0.6 * half),
            (notch, 0.3 * half),
            (notch, 0),
        ]
    )
    outline = np.vstack([flank, flank[-2::-1] * (1, -1)])
    return (outline if axis == 0 else outline[:, ::-1]) + tip


def _grid(place: PlacedPanel, look: AxesLook) -> Iterator[Shape]:
    """Lines at the ticks of both axes or of one, and thinner ones at the small ticks."""
    style, panel = look.style, place.panel
    ticks = [("x", tick) for tick in panel.x.ticks if panel.grid != "y"]
    ticks += [("y", tick) for tick in panel.y.ticks if panel.grid != "x"]
    # The thin ones first, so that no crossing interrupts the others.
    for minor in (True, False):
        for axis, tick in ticks:
            if tick.minor is minor and (panel.grid == "minor" or not minor):
                yield Shape(
                    "minor-grid" if minor else "grid",
                    "grid",
                    place.through(axis, tick.value),
                    color=style.muted,
                    width=style.grid_width * (MINOR_GRID if minor else 1.0),
                    alpha=MINOR_ALPHA if minor else 0.6,
                )


def _ticks(place: PlacedPanel, look: AxesLook) -> Iterator[Shape]:
    panel, area = place.panel, place.area
    cx, cy = place.crossing
    pen: dict[str, Any] = {"color": look.style.foreground, "width": look.width}
    out, into = sides(panel.ticks, look.style.tick_length)
    mirrored = panel.frame == "boxed" and panel.ticks == "in"
    for axis, plan, scale, near, far in (
        ("x", panel.x, place.x, cy, area.top),
        ("y", panel.y, place.y, cx, area.right),
    ):
        ends = [(near, out, into), *([(far, into, out)] if mirrored else [])]
        for tick in plan.ticks:
            if at_crossing(plan, tick, panel):
                continue
            at, part = scale(tick.value), 0.6 if tick.minor else 1.0
            for end, before, behind in ends:
                reach = (end - before * part, end + behind * part)
                points = [(at, side) if axis == "x" else (side, at) for side in reach]
                yield Shape(f"{axis}-tick", "axis", np.array(points), **pen)


def sides(ticks: str, length: float) -> tuple[float, float]:
    """How far ticks go out of the plot and into it."""
    return {"across": (length / 2, length / 2), "out": (length, 0.0), "in": (0.0, length)}[ticks]


def at_crossing(axis: AxisPlan, tick: Tick, panel: PanelPlan) -> bool:
    return panel.frame == "centred" and tick.value == axis.crossing
