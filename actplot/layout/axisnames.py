"""The names of the axes and the powers of ten common to their labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from actplot.layout.axes import AxesLook, PlacedPanel, sides
from actplot.layout.breaking import wrapped
from actplot.layout.geometry import Rect
from actplot.layout.scene import Ink, Words
from actplot.layout.ticklabels import LABEL_GAP, x_labels, y_labels
from actplot.plan.plans import PanelPlan
from actplot.records import Record

# Gaps in multiples of the text size.
NAME_GAP = 0.35
NAME_BESIDE_GAP = 0.5  # between the labels beside a frame and the name
# Names longer than this (in text sizes) are not beside the tip of an arrow.
LONG_NAME = 4.5
# Shorter ones are level beside a frame.
SHORT_NAME = 2.5


def words(
    place: PlacedPanel, look: AxesLook, room: Rect, hide: frozenset[str], alignment: NameAlignment
) -> Iterator[Words]:
    """The tick labels and the names of the axes, without the common zero.

    Names stay in the room of their panel, broken into lines where they must; hide names
    axes ("x", "y") whose labels another panel shows; alignment is what all names beside
    frames have in common.
    """
    if "x" not in hide:
        yield from x_labels(place, look)
    if "y" not in hide:
        yield from y_labels(place, look)
    if place.panel.frame == "centred":
        yield from _names_at_tips(place, look, room)
        yield from _factors_at_tips(place, look)
    else:
        yield from _names_beside(place, look, room, hide, alignment)


def in_room(
    ink: Ink,
    text: str,
    x: float,
    y: float,
    role: str,
    room: Rect,
    *,
    layer: str = "tick-label",
    upright: bool = False,
    **anchor: str,
) -> Words:
    """Words at a place, in lines no longer than the room, and within it along their lines.

    anchor: `ha` and `va` as for `Ink.at`.
    """
    text = wrapped(text, ink, room.height if upright else room.width)
    at = ink.at(text, x, y, role, layer, **anchor, upright=upright)
    if upright:
        return at.moved(0.0, _back(at.box.bottom, at.box.top, room.bottom, room.top))
    return at.moved(_back(at.box.left, at.box.right, room.left, room.right), 0.0)


def _back(low: float, high: float, least: float, most: float) -> float:
    """How far an interval moves to lie within another, or over its middle if it is longer."""
    if high - low > most - least:
        return (least + most - low - high) / 2
    return max(least - low, 0.0) + min(most - high, 0.0)


def _names_at_tips(place: PlacedPanel, look: AxesLook, room: Rect) -> Iterator[Words]:
    area, ink = place.area, look.name
    cx, cy = place.crossing
    reach = look.reach(place.panel)
    gap = NAME_GAP * look.size
    if name := place.panel.x.name:
        if ink.box(name).width <= LONG_NAME * look.size:
            yield ink.at(name, area.right + reach + gap, cy, "x-name", "tick-label", ha="left")
        else:
            yield _long_x_name(place, look, room)
    if name := place.panel.y.name:
        # Beside the tip, where it is above the plot and no title has to make room.
        x = cx + look.style.arrow_width * look.width / 2 + gap
        level = area.top + reach
        if place.panel.y.sloped:
            yield in_room(ink, name, x, level, "y-name", room, ha="left", va="top", upright=True)
        elif ink.box(name).width <= area.right + reach - x:
            yield ink.at(name, x, level, "y-name", "tick-label", ha="left", va="top")
        else:
            yield in_room(ink, name, cx, level + gap, "y-name", room, va="bottom")


def _factors_at_tips(place: PlacedPanel, look: AxesLook) -> Iterator[Words]:
    """The powers of ten common to the labels of an axis: at the end of the row of these labels."""
    area, ink = place.area, look.label
    reach = look.reach(place.panel)
    gap = NAME_GAP * look.size
    if factor := place.panel.x.factor:
        (level,) = {words.y for words in x_labels(place, look)}
        # Clear of the name at the tip.
        below = place.crossing[1] - look.name.box(place.panel.x.name).height / 2
        level = min(level, below - LABEL_GAP * look.size - ink.box(factor).ascent)
        x = area.right + reach + gap
        yield ink.at(factor, x, level, "x-factor", "tick-label", ha="left", va="baseline")
    if factor := place.panel.y.factor:
        labels = [words.box.top for words in y_labels(place, look)]
        x = place.crossing[0] - look.style.arrow_width * look.width / 2 - gap
        top = max(area.top + reach, max(labels) + ink.box(factor).height + LABEL_GAP * look.size)
        yield ink.at(factor, x, top, "y-factor", "tick-label", ha="right", va="top")


def _long_x_name(place: PlacedPanel, look: AxesLook, room: Rect) -> Words:
    """The name under the labels towards the tip; below the plot if the other axis were in its way.

    Both axes then end above it.
    """
    area, ink = place.area, look.name
    reach = look.reach(place.panel)
    drop = look.style.tick_length / 2 + 2 * LABEL_GAP * look.size + look.label.box("0").height
    x, y = area.right + reach, place.crossing[1] - drop - NAME_GAP * look.size
    name = in_room(ink, place.panel.x.name, x, y, "x-name", room, ha="right", va="top")
    if name.box.left > place.crossing[0] + look.size or name.box.top < area.bottom:
        return name
    return name.moved(0.0, area.bottom - NAME_GAP * look.size - name.box.top)


class NameAlignment(Record):
    """How the names of axes beside the frames of a figure are aligned: all in one way.

    upright: those of y axes run along them, unless their panels say otherwise. left, below:
    how far from the plot they are, in pt: in one column, and in one line.
    """

    upright: bool
    left: float
    below: float


def upright(panels: Iterable[PanelPlan], look: AxesLook) -> bool:
    """Whether the names of y axes beside frames run along them: level, one would be too long."""
    names = [panel.y.name for panel in panels if panel.y.sloped is None]
    return any(look.name.box(name).width > SHORT_NAME * look.size for name in names)


def reach(place: PlacedPanel, look: AxesLook) -> tuple[float, float]:
    """How far ticks and labels reach to the left of a frame and below it, in pt."""
    area, out = place.area, sides(place.panel.ticks, look.style.tick_length)[0]
    left = min((words.box.left for words in y_labels(place, look)), default=area.left - out)
    bottom = min((words.box.bottom for words in x_labels(place, look)), default=area.bottom - out)
    return area.left - left, area.bottom - bottom


def _names_beside(
    place: PlacedPanel, look: AxesLook, room: Rect, hide: frozenset[str], alignment: NameAlignment
) -> Iterator[Words]:
    area, ink = place.area, look.name
    gap = NAME_BESIDE_GAP * look.size
    if "x" not in hide:
        below = area.bottom - alignment.below - gap
        end = area.right
        if factor := place.panel.x.factor:
            yield look.label.at(factor, end, below, "x-factor", "tick-label", ha="right", va="top")
            end -= look.label.box(factor).width + look.size
        if name := place.panel.x.name:
            if area.center[0] + ink.box(name).width / 2 > end:
                below -= look.label.box("$10^0$").height + gap / 2
            yield in_room(ink, name, area.center[0], below, "x-name", room, va="top")
    if (factor := place.panel.y.factor) and "y" not in hide:
        reach = look.reach(place.panel)
        at = (area.left, area.top + reach + LABEL_GAP * look.size)
        yield look.label.at(factor, *at, "y-factor", "tick-label", ha="left", va="bottom")
    if (name := place.panel.y.name) and "y" not in hide:
        x, y = area.left - alignment.left - gap, area.center[1]
        sloped = place.panel.y.sloped
        if alignment.upright if sloped is None else sloped:
            yield in_room(ink, name, x, y, "y-name", room, ha="right", upright=True)
        else:
            yield ink.at(name, x, y, "y-name", "tick-label", ha="right")
