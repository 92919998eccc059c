"""The axes of a panel: lines, arrowheads, ticks, grid, and the words along them.

`centred` axes cross at the origin and end in arrows, `boxed` ones frame the
plot, `open` ones stand left and below.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from actplot.draw.geometry import Ground, Rect
from actplot.draw.scene import Ink, Shape, Words
from actplot.plan.model import AxisPlan, PanelPlan, Tick
from actplot.styles import Style

# Gaps in multiples of the text size.
LABEL_GAP = 0.22
NAME_GAP = 0.35
# Names longer than this (in text sizes) do not stand beside the tip of an arrow.
LONG_NAME = 4.5


@dataclass(frozen=True, slots=True)
class Look:
    """The style of one panel's axes, in pt."""

    style: Style
    size: float

    @property
    def width(self) -> float:
        return self.style.axis_width

    @property
    def label(self) -> Ink:
        return Ink(self.size * self.style.tick_scale, self.style.foreground)

    @property
    def name(self) -> Ink:
        return Ink(self.size, self.style.foreground)

    @property
    def reach(self) -> float:
        """How far an axis with an arrow runs beyond the plot."""
        return self.style.arrow_length * self.width + 0.45 * self.size


@dataclass(frozen=True, slots=True)
class Place:
    """The plot area of a panel on the page, and where data stand in it."""

    panel: PanelPlan
    area: Rect

    def x(self, value: float) -> float:
        return self.area.left + float(self.panel.x.axis.fraction(value)) * self.area.width

    def y(self, value: float) -> float:
        return self.area.bottom + float(self.panel.y.axis.fraction(value)) * self.area.height

    def points(self, fractions: np.ndarray) -> np.ndarray:
        """Axes fractions, shape (n, 2), as points of the page."""
        scale = (self.area.width, self.area.height)
        return np.asarray(fractions) * scale + (self.area.left, self.area.bottom)

    @property
    def crossing(self) -> tuple[float, float]:
        """Where the axes cross."""
        if self.panel.frame == "centred":
            return self.x(self.panel.x.crossing), self.y(self.panel.y.crossing)
        return self.area.left, self.area.bottom

    @property
    def common_zero(self) -> bool:
        """Whether both axes are crossed at their 0, which one label then serves."""
        return self.panel.frame == "centred" and all(
            axis.axis.scale != "log" and axis.crossing == 0 for axis in (self.panel.x, self.panel.y)
        )


def lines(place: Place, look: Look) -> Iterator[Shape]:
    """The axis lines, arrowheads, ticks and grid."""
    panel, area, style = place.panel, place.area, look.style
    cx, cy = place.crossing
    pen = {"color": style.foreground, "width": look.width}
    if panel.grid:
        yield from _grid(place, look)
    if panel.frame == "boxed":
        yield Shape("frame", "axis", area.corners(), closed=True, miter=True, **pen)
    else:
        reach = look.reach if panel.arrows else 0.0
        tip_x, tip_y = area.right + reach, area.top + reach
        head = style.arrow_length * look.width if panel.arrows else 0.0
        # The line ends inside the head, else its blunt end would show at the tip.
        yield Shape("x-axis", "axis", np.array([(area.left, cy), (tip_x - head / 2, cy)]), **pen)
        yield Shape("y-axis", "axis", np.array([(cx, area.bottom), (cx, tip_y - head / 2)]), **pen)
        if panel.arrows:
            for role, tip, axis in (("x", (tip_x, cy), 0), ("y", (cx, tip_y), 1)):
                yield Shape(f"{role}-arrow", "axis", _arrow(tip, axis, look), cubic=True,
                            closed=True, fill=style.foreground)  # fmt: skip
    yield from _ticks(place, look)


def _arrow(tip: tuple[float, float], axis: int, look: Look) -> np.ndarray:
    """A barbed arrowhead with hollow flanks, as three cubic segments and a notch."""
    length = look.style.arrow_length * look.width
    half = look.style.arrow_width * look.width / 2
    notch = -0.72 * length
    outline = np.array(
        [
            (0, 0),
            (-0.35 * length, 0.12 * half), (-0.75 * length, 0.55 * half), (-length, half),
            (-0.9 * length, 0.6 * half), (notch, 0.3 * half), (notch, 0),
            (notch, -0.3 * half), (-0.9 * length, -0.6 * half), (-length, -half),
            (-0.75 * length, -0.55 * half), (-0.35 * length, -0.12 * half), (0, 0),
        ]
    )  # fmt: skip
    return (outline if axis == 0 else outline[:, ::-1]) + tip


def _grid(place: Place, look: Look) -> Iterator[Shape]:
    area, style = place.area, look.style
    for tick in place.panel.x.ticks:
        x = place.x(tick.value)
        if not tick.minor:
            yield Shape("grid", "grid", np.array([(x, area.bottom), (x, area.top)]),
                        color=style.muted, width=style.grid_width, alpha=0.6)  # fmt: skip
    for tick in place.panel.y.ticks:
        y = place.y(tick.value)
        if not tick.minor:
            yield Shape("grid", "grid", np.array([(area.left, y), (area.right, y)]),
                        color=style.muted, width=style.grid_width, alpha=0.6)  # fmt: skip


def _ticks(place: Place, look: Look) -> Iterator[Shape]:
    panel, area = place.panel, place.area
    cx, cy = place.crossing
    pen = {"color": look.style.foreground, "width": look.width}
    below, above = _sides(panel.ticks, look.style.tick_length)
    for tick in panel.x.ticks:
        if not _at_crossing(panel.x, tick, panel):
            x, part = place.x(tick.value), 0.6 if tick.minor else 1.0
            ends = [(cy, below, above)]
            if panel.frame == "boxed" and panel.ticks == "in":
                ends.append((area.top, above, below))
            for y, down, up in ends:
                points = np.array([(x, y - down * part), (x, y + up * part)])
                yield Shape("x-tick", "axis", points, **pen)
    for tick in panel.y.ticks:
        if not _at_crossing(panel.y, tick, panel):
            y, part = place.y(tick.value), 0.6 if tick.minor else 1.0
            ends = [(cx, below, above)]
            if panel.frame == "boxed" and panel.ticks == "in":
                ends.append((area.right, above, below))
            for x, out, into in ends:
                points = np.array([(x - out * part, y), (x + into * part, y)])
                yield Shape("y-tick", "axis", points, **pen)


def _sides(ticks: str, length: float) -> tuple[float, float]:
    """How far ticks go out of the plot and into it."""
    return {"across": (length / 2, length / 2), "out": (length, 0.0), "in": (0.0, length)}[ticks]


def _at_crossing(axis: AxisPlan, tick: Tick, panel: PanelPlan) -> bool:
    return panel.frame == "centred" and tick.value == axis.crossing


def words(place: Place, look: Look, *, x_above: bool = False, y_right: bool = False,
          hide: frozenset[str] = frozenset()) -> Iterator[Words]:  # fmt: skip
    """The tick labels and the names of the axes, without the common zero.

    x_above and y_right put the tick labels on the other side of their axis;
    hide names axes ("x", "y") whose labels another panel shows.
    """
    if "x" not in hide:
        yield from x_labels(place, look, above=x_above)
    if "y" not in hide:
        yield from y_labels(place, look, right=y_right)
    if place.panel.frame == "centred":
        yield from _names_at_tips(place, look)
    else:
        yield from _names_beside(place, look, hide)


def x_labels(
    place: Place, look: Look, *, above: bool = False, shift: float = 0.0
) -> Iterator[Words]:
    """The labels of the x axis on one baseline, below the axis unless above.

    shift moves them along the axis, in text sizes.
    """
    panel = place.panel
    ticks = [t for t in panel.x.ticks if t.text and not _shared(place, panel.x, t)]
    if not ticks:
        return
    ink = look.label
    boxes = [ink.box(tick.text) for tick in ticks]
    out, into = _sides(panel.ticks, look.style.tick_length)
    gap = LABEL_GAP * look.size
    cy = place.crossing[1]
    if above:
        baseline = cy + into + gap + max(box.descent for box in boxes)
    else:
        baseline = cy - out - gap - max(box.ascent for box in boxes)
    for tick in ticks:
        x = place.x(tick.value) + shift * ink.size
        horizontal = "center"
        # A label at the crossing of axes that do not share a zero stands beside the line.
        if _at_crossing(panel.x, tick, panel) and place.y(panel.y.axis.low) < cy - 1:
            x, horizontal = x - gap, "right"
        yield ink.at(tick.text, x, baseline, "x-tick-label", "tick-label",
                     horizontal=horizontal, vertical="baseline")  # fmt: skip


def y_labels(
    place: Place, look: Look, *, right: bool = False, shift: float = 0.0
) -> Iterator[Words]:
    """The labels of the y axis, to the left of the axis unless right.

    shift moves them along the axis, in text sizes.
    """
    panel = place.panel
    ticks = [t for t in panel.y.ticks if t.text and not _shared(place, panel.y, t)]
    ink = look.label
    out, into = _sides(panel.ticks, look.style.tick_length)
    gap = LABEL_GAP * look.size
    cx = place.crossing[0]
    for tick in ticks:
        y = place.y(tick.value) + shift * ink.size
        vertical = "center"
        if _at_crossing(panel.y, tick, panel) and place.x(panel.x.axis.low) < cx - 1:
            y, vertical = y + gap, "bottom"
        x = cx + into + gap if right else cx - out - gap
        yield ink.at(tick.text, x, y, "y-tick-label", "tick-label",
                     horizontal="left" if right else "right", vertical=vertical)  # fmt: skip


def _shared(place: Place, axis: AxisPlan, tick: Tick) -> bool:
    return place.common_zero and tick.value == 0


def zero(place: Place, look: Look, ground: Ground) -> Words | None:
    """The one 0 of axes that cross there, in the first free corner of the crossing.

    None where it would be struck through in every corner, and where neither
    axis has a tick at 0.
    """
    if not place.common_zero:
        return None
    if not any(t.value == 0 and t.text for t in (*place.panel.x.ticks, *place.panel.y.ticks)):
        return None
    cx, cy = place.crossing
    out, into = _sides(place.panel.ticks, look.style.tick_length)
    gap = LABEL_GAP * look.size
    for dx, dy in ((-1, -1), (1, -1), (-1, 1), (1, 1)):
        # Flush with the labels of the axes: below like those of x, beside like those of y.
        words = look.label.at(
            "0", cx + dx * gap, cy - out - gap if dy < 0 else cy + into + gap,
            "zero", "tick-label", horizontal="right" if dx < 0 else "left",
            vertical="top" if dy < 0 else "bottom",
        )  # fmt: skip
        if ground.free(words.box.grown(0.5)):
            return words
    return None


def _names_at_tips(place: Place, look: Look) -> Iterator[Words]:
    area, ink = place.area, look.name
    cx, cy = place.crossing
    reach = look.reach if place.panel.arrows else 0.0
    gap = NAME_GAP * look.size
    if name := place.panel.x.name:
        if ink.box(name).width <= LONG_NAME * look.size:
            yield ink.at(name, area.right + reach + gap, cy, "x-name", "tick-label",
                         horizontal="left")  # fmt: skip
        else:
            drop = look.style.tick_length / 2 + 2 * LABEL_GAP * look.size + look.label.box("0").height
            yield ink.at(name, area.right + reach, cy - drop - gap, "x-name", "tick-label",
                         horizontal="right", vertical="top")  # fmt: skip
    if name := place.panel.y.name:
        # Beside the tip, where it is above the plot and no title has to make room.
        x = cx + look.style.arrow_width * look.width / 2 + gap
        room = area.right + reach - x
        level = area.top + reach
        if ink.box(name).width <= room:
            yield ink.at(name, x, level, "y-name", "tick-label",
                         horizontal="left", vertical="top")  # fmt: skip
        else:
            yield ink.at(name, min(cx, area.right + reach), level + gap, "y-name", "tick-label",
                         horizontal="right", vertical="bottom")  # fmt: skip


def _names_beside(place: Place, look: Look, hide: frozenset[str]) -> Iterator[Words]:
    area, ink = place.area, look.name
    gap = NAME_GAP * look.size
    labels = [w.box for w in x_labels(place, look)] if "x" not in hide else []
    out = _sides(place.panel.ticks, look.style.tick_length)[0]
    if place.panel.x.name and "x" not in hide:
        below = min((box.bottom for box in labels), default=area.bottom - out)
        yield ink.at(place.panel.x.name, area.center[0], below - gap, "x-name", "tick-label",
                     vertical="top")  # fmt: skip
    if place.panel.y.name and "y" not in hide:
        beside = min((w.box.left for w in y_labels(place, look)), default=area.left - out)
        upright = ink.box(place.panel.y.name).width > 2.5 * look.size
        yield ink.at(place.panel.y.name, beside - gap, area.center[1], "y-name", "tick-label",
                     horizontal="right", upright=upright)  # fmt: skip
