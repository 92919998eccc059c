"""The words along the axes: tick labels, the one zero, and the names of the axes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from actplot.layout.axes import AxesLook, PlacedPanel, at_crossing, sides
from actplot.layout.breaking import wrapped
from actplot.layout.geometry import Ground, Rect
from actplot.layout.scene import Ink, Words
from actplot.plan.plans import AxisPlan, Tick

# Gaps in multiples of the text size.
LABEL_GAP = 0.22
ZERO_APART = 0.5  # between the common 0 and the labels beside it
# Without axes through the origin the labels of both axes meet at a corner.
CORNER_GAP = 0.42
NAME_GAP = 0.35
NAME_BESIDE_GAP = 0.5  # between the labels beside a frame and the name
# Names longer than this (in text sizes) do not stand beside the tip of an arrow.
LONG_NAME = 4.5
# Shorter ones stand level beside a frame.
SHORT_NAME = 2.5


def words(
    place: PlacedPanel,
    look: AxesLook,
    *,
    room: Rect,
    hide: frozenset[str] = frozenset(),
) -> Iterator[Words]:
    """The tick labels and the names of the axes, without the common zero.

    Names stay in the room of their panel, broken into lines where they must; hide names
    axes ("x", "y") whose labels another panel shows.
    """
    if "x" not in hide:
        yield from x_labels(place, look)
    if "y" not in hide:
        yield from y_labels(place, look)
    if place.panel.frame == "centred":
        yield from _names_at_tips(place, look, room)
        yield from _factors_at_tips(place, look)
    else:
        yield from _names_beside(place, look, room, hide)


def in_room(
    ink: Ink,
    text: str,
    x: float,
    y: float,
    role: str,
    room: Rect,
    *,
    layer: str = "tick-label",
    vertical: str = "center",
    horizontal: str = "center",
    upright: bool = False,
) -> Words:
    """Words at a place, in lines no longer than the room, and within it along their lines."""
    text = wrapped(text, ink, room.height if upright else room.width)
    at = ink.at(text, x, y, role, layer, horizontal=horizontal, vertical=vertical, upright=upright)
    if upright:
        return at.moved(0.0, _back(at.box.bottom, at.box.top, room.bottom, room.top))
    return at.moved(_back(at.box.left, at.box.right, room.left, room.right), 0.0)


def _back(low: float, high: float, least: float, most: float) -> float:
    """How far an interval moves to lie within another, or over its middle if it is longer."""
    if high - low > most - least:
        return (least + most - low - high) / 2
    return max(least - low, 0.0) + min(most - high, 0.0)


def x_labels(
    place: PlacedPanel,
    look: AxesLook,
    *,
    above: bool = False,
    shift: float = 0.0,
    drop: float = 0.0,
) -> Iterator[Words]:
    """The labels of the x axis on one baseline, below the axis unless above (it, or the frame).

    shift moves them along the axis and drop away from it, in text sizes.
    """
    panel = place.panel
    ticks = [t for t in panel.x.ticks if t.text and not _shared(place, panel.x, t)]
    if not ticks:
        return
    ink = look.label
    boxes = [ink.box(tick.text) for tick in ticks]
    out, into = sides(panel.ticks, look.style.tick_length)
    gap = _gap(place, look) + drop * ink.size
    cy = place.crossing[1]
    if above and panel.frame == "boxed":
        cy, into = place.area.top, out
    if above:
        baseline = cy + into + gap + max(box.descent for box in boxes)
    else:
        baseline = cy - out - gap - max(box.ascent for box in boxes)
    for tick in ticks:
        x = place.x(tick.value) + shift * ink.size
        horizontal = "center"
        # A label at the crossing of axes that do not share a zero stands beside the line.
        if at_crossing(panel.x, tick, panel) and place.foot < cy - 1 and not above:
            x, horizontal = x + gap, "left"
        yield ink.at(
            tick.text,
            x,
            baseline,
            "x-tick-label",
            "tick-label",
            horizontal=horizontal,
            vertical="baseline",
        )


def y_labels(
    place: PlacedPanel,
    look: AxesLook,
    *,
    right: bool = False,
    shift: float = 0.0,
    drop: float = 0.0,
) -> Iterator[Words]:
    """The labels of the y axis, to the left of the axis unless right (of it, or of the frame).

    shift moves them along the axis and drop away from it, in text sizes.
    """
    panel = place.panel
    ticks = [t for t in panel.y.ticks if t.text and not _shared(place, panel.y, t)]
    ink = look.label
    out, into = sides(panel.ticks, look.style.tick_length)
    gap = _gap(place, look) + drop * ink.size
    cx = place.crossing[0]
    if right and panel.frame == "boxed":
        cx, into = place.area.right, out
    for tick in ticks:
        y = place.y(tick.value) + shift * ink.size
        vertical = "center"
        if at_crossing(panel.y, tick, panel) and place.x(panel.x.axis.low) < cx - 1:
            y, vertical = y + gap, "bottom"
        x = cx + into + gap if right else cx - out - gap
        yield ink.at(
            tick.text,
            x,
            y,
            "y-tick-label",
            "tick-label",
            horizontal="left" if right else "right",
            vertical=vertical,
        )


def _gap(place: PlacedPanel, look: AxesLook) -> float:
    return (LABEL_GAP if place.panel.frame == "centred" else CORNER_GAP) * look.size


def _shared(place: PlacedPanel, axis: AxisPlan, tick: Tick) -> bool:
    return place.common_zero and tick.value == 0


def zero(
    place: PlacedPanel, look: AxesLook, ground: Ground, row: Sequence[Words], drop: float
) -> Words | None:
    """The one 0 of axes that cross there, in the first free corner of the crossing.

    On one line with the row of labels of the x axis, which stand drop (pt) away from home,
    and so far from them that it is not read as a digit of theirs. None where it would be
    struck through in every corner, and where neither axis has a tick at 0.
    """
    if not place.common_zero:
        return None
    if not any(t.value == 0 and t.text for t in (*place.panel.x.ticks, *place.panel.y.ticks)):
        return None
    cx, cy = place.crossing
    out, into = sides(place.panel.ticks, look.style.tick_length)
    gap = LABEL_GAP * look.size
    corners = ((-1, -1), (1, -1), (-1, 1), (1, 1))
    # A circle at the origin pushes it aside.
    for (dx, dy), away in product(corners, (gap, 2.2 * gap)):
        # Flush with the labels of the axes: below like those of x, beside like those of y.
        words = look.label.at(
            "0",
            cx + dx * away,
            cy - out - gap - drop if dy < 0 else cy + into + gap + drop,
            "zero",
            "tick-label",
            horizontal="right" if dx < 0 else "left",
            vertical="top" if dy < 0 else "bottom",
        )
        alone = words.box.grown(ZERO_APART * look.size, 0.0)
        if ground.free(words.box.grown(0.5)) and not any(alone.overlaps(w.box) for w in row):
            return words
    return None


def _names_at_tips(place: PlacedPanel, look: AxesLook, room: Rect) -> Iterator[Words]:
    area, ink = place.area, look.name
    cx, cy = place.crossing
    reach = look.reach if place.panel.arrows else 0.0
    gap = NAME_GAP * look.size
    if name := place.panel.x.name:
        if ink.box(name).width <= LONG_NAME * look.size:
            yield ink.at(
                name, area.right + reach + gap, cy, "x-name", "tick-label", horizontal="left"
            )
        else:
            yield _long_x_name(place, look, room)
    if name := place.panel.y.name:
        # Beside the tip, where it is above the plot and no title has to make room.
        x = cx + look.style.arrow_width * look.width / 2 + gap
        level = area.top + reach
        if place.panel.y.sloped:
            yield in_room(ink, name, x, level, "y-name", room, horizontal="left",
                          vertical="top", upright=True)  # fmt: skip
        elif ink.box(name).width <= area.right + reach - x:
            yield ink.at(name, x, level, "y-name", "tick-label", horizontal="left", vertical="top")
        else:
            yield in_room(ink, name, cx, level + gap, "y-name", room, vertical="bottom")


def _factors_at_tips(place: PlacedPanel, look: AxesLook) -> Iterator[Words]:
    """The powers of ten common to the labels of an axis: at the end of the row of these labels."""
    area, ink = place.area, look.label
    reach = look.reach if place.panel.arrows else 0.0
    gap = NAME_GAP * look.size
    if factor := place.panel.x.factor:
        (level,) = {words.y for words in x_labels(place, look)}
        # Clear of the name at the tip.
        below = place.crossing[1] - look.name.box(place.panel.x.name).height / 2
        level = min(level, below - LABEL_GAP * look.size - ink.box(factor).ascent)
        x = area.right + reach + gap
        yield ink.at(factor, x, level, "x-factor", "tick-label", horizontal="left",
                     vertical="baseline")  # fmt: skip
    if factor := place.panel.y.factor:
        labels = [words.box.top for words in y_labels(place, look)]
        x = place.crossing[0] - look.style.arrow_width * look.width / 2 - gap
        top = max(area.top + reach, max(labels) + ink.box(factor).height + LABEL_GAP * look.size)
        yield ink.at(factor, x, top, "y-factor", "tick-label", horizontal="right", vertical="top")


def _long_x_name(place: PlacedPanel, look: AxesLook, room: Rect) -> Words:
    """The name under the labels towards the tip; below the plot if the other axis were in its way.

    Both axes then end above it.
    """
    area, ink = place.area, look.name
    reach = look.reach if place.panel.arrows else 0.0
    drop = look.style.tick_length / 2 + 2 * LABEL_GAP * look.size + look.label.box("0").height
    name = in_room(
        ink,
        place.panel.x.name,
        area.right + reach,
        place.crossing[1] - drop - NAME_GAP * look.size,
        "x-name",
        room,
        horizontal="right",
        vertical="top",
    )
    if name.box.left > place.crossing[0] + look.size or name.box.top < area.bottom:
        return name
    return name.moved(0.0, area.bottom - NAME_GAP * look.size - name.box.top)


def _names_beside(
    place: PlacedPanel, look: AxesLook, room: Rect, hide: frozenset[str]
) -> Iterator[Words]:
    area, ink = place.area, look.name
    gap = NAME_BESIDE_GAP * look.size
    out = sides(place.panel.ticks, look.style.tick_length)[0]
    if "x" not in hide:
        below = min((w.box.bottom for w in x_labels(place, look)), default=area.bottom - out) - gap
        end = area.right
        if factor := place.panel.x.factor:
            yield look.label.at(factor, end, below, "x-factor", "tick-label", horizontal="right",
                                vertical="top")  # fmt: skip
            end -= look.label.box(factor).width + look.size
        if name := place.panel.x.name:
            if area.center[0] + ink.box(name).width / 2 > end:
                below -= look.label.box("$10^0$").height + gap / 2
            yield in_room(ink, name, area.center[0], below, "x-name", room, vertical="top")
    if (factor := place.panel.y.factor) and "y" not in hide:
        reach = look.reach if place.panel.arrows else 0.0
        above = area.top + reach + LABEL_GAP * look.size
        yield look.label.at(factor, area.left, above, "y-factor", "tick-label", horizontal="left",
                            vertical="bottom")  # fmt: skip
    if (name := place.panel.y.name) and "y" not in hide:
        beside = min((w.box.left for w in y_labels(place, look)), default=area.left - out)
        x, y = beside - gap, area.center[1]
        sloped = place.panel.y.sloped
        if ink.box(name).width > SHORT_NAME * look.size if sloped is None else sloped:
            yield in_room(ink, name, x, y, "y-name", room, horizontal="right", upright=True)
        else:
            yield ink.at(name, x, y, "y-name", "tick-label", horizontal="right")
