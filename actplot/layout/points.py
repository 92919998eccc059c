"""Points as shapes: dots and symbols, error bars, lines that fall to the axes; and their labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from actplot.arrays import Floats
from actplot.layout import curves, markers
from actplot.layout.axes import PlacedPanel
from actplot.layout.fractions import displayed
from actplot.layout.geometry import CLEARANCE, Ground
from actplot.layout.scene import HA, VA, Ink, Shape, Words
from actplot.layout.segments import taken
from actplot.layout.spec_labels import at_dot, is_placed, on_axis, unseen
from actplot.layout.spots import LabelText
from actplot.layout.stretches import stretches
from actplot.looks.styles import Style
from actplot.plan.plans import CurvePlan, PointsPlan

# Of the width of a symbol: the caps of its error bars, and its outline.
CAP, OUTLINE = 0.8, 0.16
# Dashes of the lines that fall to an axis, in widths of the line.
FALLING = (3.5, 2.5)
BETWEEN = 3.0  # pt between places along the line through a series
# Where the label of a dot may be, best first, and how far away, in text sizes.
DIRECTIONS = ((1, 1), (-1, 1), (1, -1), (-1, -1), (1, 0), (-1, 0), (0, 1), (0, -1))
DISTANCES = (0.2, 0.45, 0.8, 1.3, 2.0)


def shapes(place: PlacedPanel, plan: PointsPlan, style: Style) -> Iterator[Shape]:
    """What is drawn of points, from the back to the front."""
    yield from _falling(place, plan, style)
    spots = positions(place, plan)
    if plan.joined and len(spots) > 1:
        clip = place.area.grown(plan.stroke.width / 2)
        yield curves.stroked(plan.stroke, spots, "points-line", "curve", clip=clip)
    for (x, _), y, (lower, upper) in zip(spots, plan.y, plan.errors, strict=False):
        yield from _bar(place, plan, float(x), place.y(y - lower), place.y(y + upper))
    for x, y in spots:
        yield symbol(plan, float(x), float(y), "point", "dot", style.background)


def positions(place: PlacedPanel, plan: PointsPlan) -> Floats:
    """Where the dots are on the page, shape (n, 2)."""
    return np.array([(place.x(x), place.y(y)) for x, y in zip(plan.x, plan.y, strict=True)])


def spine(place: PlacedPanel, plan: PointsPlan) -> Floats:
    """What the name of a series has to be near: its dots, and the line through them, if any."""
    spots = positions(place, plan)
    if not plan.joined or len(spots) < 2:
        return spots
    steps = np.maximum(1, np.hypot(*np.diff(spots, axis=0).T) // BETWEEN).astype(np.int64)
    arc = np.repeat(np.arange(len(steps)), steps) + np.concatenate(
        [np.arange(count) / count for count in steps]
    )
    at = np.append(arc, len(steps))
    return np.column_stack([np.interp(at, np.arange(len(spots)), column) for column in spots.T])


def symbol(plan: PointsPlan, x: float, y: float, role: str, layer: str, background: str) -> Shape:
    """One dot; round ones are true circles."""
    width = OUTLINE * plan.size
    # Where it is seen through, an outline would show upon the filling.
    solid = plan.filled and plan.stroke.opacity < 1
    if plan.marker in ("o", "."):
        radius = (plan.size - width * (not solid)) / 2 * (1.0 if plan.marker == "o" else 0.6)
        outline, closed = markers.circle(x, y, radius), True
    else:
        outline, closed = markers.marker(plan.marker, x, y, (plan.size - width) / 1.7)
        solid = solid and closed
    fill = plan.stroke.color if plan.filled else background
    return Shape(
        role,
        layer,
        outline,
        cubic=plan.marker in ("o", "."),
        closed=closed,
        color="" if solid else plan.stroke.color,
        width=0.0 if solid else width if closed else 1.5 * width,
        fill=fill if closed else "",
        alpha=plan.stroke.opacity,
        tint=plan.stroke.tint,
        miter=plan.marker not in ("o", "."),
    )


def _bar(
    place: PlacedPanel, plan: PointsPlan, x: float, low: float, high: float
) -> Iterator[Shape]:
    area, half = place.area, CAP * plan.size / 2
    # On a log axis a bar that reaches 0 has no lower end.
    low, high = (y if np.isfinite(y) else area.bottom - 1.0 for y in (low, high))
    stroke = plan.stroke
    pen = {"color": stroke.color, "width": 0.6 * stroke.width, "tint": stroke.tint,
           "alpha": stroke.opacity}  # fmt: skip
    if low == high:
        return
    ends = [np.array([(x, low), (x, high)])]
    ends += [np.array([(x - half, y), (x + half, y)]) for y in (low, high)]
    for points in ends:
        yield Shape("error-bar", "dot", points, clip=area.grown(half), **pen)  # type: ignore[arg-type]


def _falling(place: PlacedPanel, plan: PointsPlan, style: Style) -> Iterator[Shape]:
    """Lines from each dot to the axes."""
    across, up = place.crossing
    for x, y in positions(place, plan):
        feet = {"x": (x, up), "y": (across, y)}
        for axis in plan.drop:
            yield Shape(
                "drop-line",
                "line",
                np.array([(x, y), feet[axis]]),
                color=style.muted,
                width=0.7 * style.line_width,
                dash=FALLING,
            )


def label(
    place: PlacedPanel, plan: PointsPlan, ink: Ink, ground: Ground, warnings: list[str]
) -> Words | None:
    """The name of a single dot beside it, where the least is in its way; takes its ground.

    A place that the spec gives comes first; one that is not visible adds a warning.
    """
    if not plan.label or plan.number:
        return None
    ((x, y),) = positions(place, plan)
    text = displayed(plan.label)
    if is_placed(plan):
        parts = [part.points for curve in _of(place, plan) for part in stretches(place, curve)]
        name = LabelText(text, ink, "point-label", plan.size)
        at = on_axis(place.x, plan.label_at)
        if not isinstance(at, float) or place.area.left - 1 <= at <= place.area.right + 1:
            dot = np.array([x, y])
            words = at_dot(place, name, dot, parts, at, ground, sloped=plan.label_sloped)
            if words is not None:
                return words
        warnings.append(unseen("place", plan.label, plan.label_at))
    candidates = list(_choices(text, ink, float(x), float(y), plan.size / 2))
    loads = ground.load([words.box.grown(CLEARANCE).edges for words in candidates])
    inside = [words.box.within(place.area) for words in candidates]
    cost = 1000.0 * loads + np.arange(len(candidates)) + 6.0 * (1 - np.array(inside))
    return taken(candidates[int(np.argmin(cost))], ground)


def _of(place: PlacedPanel, plan: PointsPlan) -> Sequence[CurvePlan]:
    """The curve on which a dot is, if it is on one."""
    return place.panel.curves[plan.curve - 1 : plan.curve] if plan.curve else ()


def _choices(text: str, ink: Ink, x: float, y: float, radius: float) -> Sequence[Words]:
    return [
        ink.at(
            text,
            x + dx * (radius + away * ink.size) * (0.75 if dy else 1.0),
            y + dy * (radius + away * ink.size) * (0.75 if dx else 1.0),
            "point-label",
            "label",
            ha=HA[dx],
            va=VA[dy],
        )
        for away in DISTANCES
        for dx, dy in DIRECTIONS
    ]
