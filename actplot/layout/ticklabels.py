"""The labels of ticks, and the one zero."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from actplot.layout.axes import AxesLook, PlacedPanel, at_crossing, sides
from actplot.layout.geometry import Ground
from actplot.layout.scene import Words
from actplot.plan.plans import AxisPlan, Tick

# Gaps in multiples of the text size.
LABEL_GAP = 0.22
BESIDE, ABOVE = 0.25, 0.1  # between labels beside and above each other, at least
EVEN = 0.01  # parts by which distances of ticks differ that are equal to the eye
ZERO_APART = 0.5  # between the common 0 and the labels beside it
# Without axes through the origin the labels of both axes meet at a corner.
CORNER_GAP = 0.42


def x_labels(place: PlacedPanel, look: AxesLook, *, above: bool = False) -> Iterator[Words]:
    """The labels of the x axis on one baseline, below the axis unless above (it, or the frame)."""
    panel, ink = place.panel, look.label
    ticks = _labelled(place, look, "x")
    if not ticks:
        return
    boxes = [ink.box(tick.text) for tick in ticks]
    out, into = sides(panel.ticks, look.style.tick_length)
    gap, cy = _gap(place, look), place.crossing[1]
    if above and panel.frame == "boxed":
        cy, into = place.area.top, out
    if above:
        baseline = cy + into + gap + max(box.descent for box in boxes)
    else:
        baseline = cy - out - gap - max(box.ascent for box in boxes)
    for tick in ticks:
        x, ha = place.x(tick.value), "center"
        # A label at the crossing of axes that do not share a zero is beside the line.
        if at_crossing(panel.x, tick, panel) and place.foot < cy - 1 and not above:
            x, ha = x + gap, "left"
        yield ink.at(tick.text, x, baseline, "x-tick-label", "tick-label", ha=ha, va="baseline")


def y_labels(place: PlacedPanel, look: AxesLook, *, right: bool = False) -> Iterator[Words]:
    """The labels of the y axis, to the left of the axis unless right (of it, or of the frame)."""
    panel = place.panel
    out, into = sides(panel.ticks, look.style.tick_length)
    gap, cx = _gap(place, look), place.crossing[0]
    if right and panel.frame == "boxed":
        cx, into = place.area.right, out
    x, ha = (cx + into + gap, "left") if right else (cx - out - gap, "right")
    for tick in _labelled(place, look, "y"):
        y, va = place.y(tick.value), "center"
        if at_crossing(panel.y, tick, panel) and place.x(panel.x.axis.low) < cx - 1:
            y, va = y + gap, "bottom"
        yield look.label.at(tick.text, x, y, "y-tick-label", "tick-label", ha=ha, va=va)


def _labelled(place: PlacedPanel, look: AxesLook, name: str) -> list[Tick]:
    """The ticks of the axis "x" or "y" that have labels of their own, as many as have room."""
    ink, scale = look.label, place.x if name == "x" else place.y
    axis: AxisPlan = getattr(place.panel, name)
    ticks = [tick for tick in axis.ticks if tick.text]
    boxes = [ink.box(tick.text) for tick in ticks]
    extents = [box.width if name == "x" else box.height for box in boxes]
    gap = (BESIDE if name == "x" else ABOVE) * ink.size
    kept = _apart(ticks, [scale(tick.value) for tick in ticks], extents, gap)
    return [tick for tick in kept if not (place.common_zero and tick.value == 0)]


def _apart(
    ticks: list[Tick], at: Sequence[float], extents: Sequence[float], gap: float
) -> list[Tick]:
    """Every second, third, ... tick from 0 on, where the labels of more run into each other.

    That is where a plot is smaller than it was planned, since it leaves room for what is around
    it. at, extents: where labels are along their axis, and how long they are there, in pt. Ticks
    at uneven distances were chosen in the spec, and stay.
    """
    steps = [abs(after - before) for before, after in pairwise(at)]
    if not steps or max(steps) > (1 + EVEN) * min(steps):
        return ticks
    zero = next((number for number, tick in enumerate(ticks) if tick.value == 0), 0)
    for every in range(1, len(ticks) + 1):
        kept = [number for number in range(len(ticks)) if (number - zero) % every == 0]
        if all(
            every * steps[0] >= (extents[one] + extents[other]) / 2 + gap
            for one, other in pairwise(kept)
        ):
            break
    return [ticks[number] for number in kept]


def _gap(place: PlacedPanel, look: AxesLook) -> float:
    return (LABEL_GAP if place.panel.frame == "centred" else CORNER_GAP) * look.size


def zero(
    place: PlacedPanel, look: AxesLook, ground: Ground, row: Sequence[Words], drop: float
) -> Words | None:
    """The one 0 of axes that cross there, in the first free corner of the crossing.

    On one line with the row of labels of the x axis, which is moved by drop (pt) from where it
    belongs, on their side of the axis if it is free there, and so far from them that it is not
    read as one of their digits. None where it would be struck through in every corner, and where
    neither axis has a tick at 0.
    """
    ticks = (*place.panel.x.ticks, *place.panel.y.ticks)
    if not place.common_zero or not any(tick.value == 0 and tick.text for tick in ticks):
        return None
    cx, cy = place.crossing
    out, into = sides(place.panel.ticks, look.style.tick_length)
    gap = LABEL_GAP * look.size
    above = bool(row) and all(words.box.bottom > cy for words in row)
    corners = product((1, -1) if above else (-1, 1), (-1, 1))
    # A circle at the origin pushes it aside.
    for (dy, dx), away in product(corners, (gap, 2.2 * gap)):
        # Flush with the labels of the axes: below like those of x, beside like those of y.
        words = look.label.at(
            "0",
            cx + dx * away,
            cy - out - gap - drop if dy < 0 else cy + into + gap + drop,
            "zero",
            "tick-label",
            ha="right" if dx < 0 else "left",
            va="top" if dy < 0 else "bottom",
        )
        alone = words.box.grown(ZERO_APART * look.size, 0.0)
        if ground.free(words.box.grown(0.5)) and not any(alone.overlaps(w.box) for w in row):
            return words
    return None
