"""Curves, circles, markers, reference lines and fills as shapes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from actplot.arrays import Floats
from actplot.layout.axes import PlacedPanel
from actplot.layout.geometry import Rect, arc_lengths, points_at
from actplot.layout.markers import circle, marker
from actplot.layout.scene import Shape
from actplot.layout.segments import on_page
from actplot.looks.styles import Style
from actplot.plan.plans import CurvePlan, DotPlan, FillPlan, LinePlan, Stroke
from actplot.plan.window import cut
from actplot.sampling.fit import along
from actplot.sampling.pieces import Piece

# Points of a polyline for each cubic segment where it is tested for collisions.
FLATNESS = 12
MARKER_GAP = 24.0  # pt of arc between two markers
# From which distances are measured: pt between points of a curve, and how many there are at most.
STEP, MOST_POINTS = 3.0, 200_000
MARKER_SIZE = 2.2  # in multiples of the line width
BEYOND = 1000.0  # pt that a straight line may reach out of the plot in files
HEAD, SHORTEST_HEAD = 5.0, 5.0  # length of an arrowhead, in line widths and at least in pt


def curve(place: PlacedPanel, plan: CurvePlan) -> Iterator[Shape]:
    """The pieces of a curve; the window is larger by half the line, so that no edge cuts it."""
    window = place.area.grown(plan.stroke.width / 2)
    for piece in plan.outline.pieces:
        yield stroked(
            plan.stroke,
            place.points(piece.points),
            f"curve-{plan.number}",
            "curve",
            cubic=True,
            clip=window,
        )


def across_jumps(place: PlacedPanel, plan: CurvePlan) -> Iterator[Shape]:
    """Lines that join the ends of a curve at its jumps."""
    for jump in plan.jumps:
        x = place.x(jump.x)
        points = np.array([(x, place.y(jump.left)), (x, place.y(jump.right))])
        window = place.area.grown(jump.stroke.width / 2)
        yield stroked(jump.stroke, points, f"jump-{plan.number}", "curve", clip=window)


def stroked(
    stroke: Stroke,
    points: Floats,
    role: str,
    layer: str,
    *,
    cubic: bool = False,
    clip: Rect | None = None,
) -> Shape:
    """A line through points in the manner of stroke."""
    if clip is not None and not cubic:
        points = cut(points, *clip.grown(BEYOND).edges)
    return Shape(
        role,
        layer,
        points,
        cubic=cubic,
        color=stroke.color,
        width=stroke.width,
        dash=stroke.dash,
        alpha=stroke.opacity,
        clip=clip,
        **shared(stroke),
    )


def shared(stroke: Stroke) -> dict[str, Any]:
    """What everything that belongs to a line has of it: its tint, and when it is seen."""
    return {"tint": stroke.tint, "hidden": stroke.hidden, "pages": stroke.pages}


def arrows(place: PlacedPanel, plan: CurvePlan) -> Iterator[Shape]:
    """Heads at the ends of a curve that have them: of its domain, or where it leaves the plot."""
    parts = visible(place, plan)
    if not parts:
        return
    ends = [parts[0][::-1], parts[-1]]
    for points, wanted in zip(ends, plan.arrows, strict=True):
        if not wanted:
            continue
        tip = points[-1]
        # From about as far back as the head is long, so that it lies along a bent curve.
        length = max(HEAD * plan.stroke.width, SHORTEST_HEAD)
        behind = points[np.hypot(*(points - tip).T) >= 0.7 * length]
        way = tip - (behind[-1] if len(behind) else points[0])
        if not np.hypot(*way):
            continue
        ahead = way / np.hypot(*way)
        across = np.array([-ahead[1], ahead[0]])
        tip = tip + plan.stroke.width * ahead
        back, half = tip - length * ahead, 0.36 * length
        outline = [tip, back + half * across, tip - 0.75 * length * ahead, back - half * across]
        yield Shape(
            f"arrow-{plan.number}",
            "curve",
            np.array(outline),
            closed=True,
            fill=plan.stroke.color,
            alpha=plan.stroke.opacity,
            **shared(plan.stroke),
        )


def circles(place: PlacedPanel, plan: CurvePlan, style: Style) -> Iterator[Shape]:
    """Open and closed circles at the jumps of a curve, whole also at the edge."""
    radius, line = style.circle_radius * plan.stroke.width, 0.75 * plan.stroke.width
    values = [(place.x(mark.x), place.y(mark.y)) for mark in plan.outline.circles if mark.closed]
    for mark in plan.outline.circles:
        x, y = place.x(mark.x), place.y(mark.y)
        # An open circle that covers the closed one would say that there is no value.
        if not mark.closed and any(math.hypot(x - u, y - v) < 2 * radius for u, v in values):
            continue
        # Where it is seen through, an outline would show upon the filling.
        solid = mark.closed and plan.stroke.opacity < 1
        yield Shape(
            f"{'closed' if mark.closed else 'open'}-circle-{plan.number}",
            "circle",
            circle(x, y, radius + line / 2 * solid),
            cubic=True,
            closed=True,
            color="" if solid else plan.stroke.color,
            width=0.0 if solid else line,
            alpha=plan.stroke.opacity if mark.closed else 1.0,
            fill=plan.stroke.color if mark.closed else style.background,
            **shared(plan.stroke),
        )


def dots(place: PlacedPanel, plans: tuple[DotPlan, ...], style: Style) -> Iterator[Shape]:
    """Marked points."""
    for dot in plans:
        yield Shape(
            f"mark-{dot.kind}",
            "dot",
            circle(place.x(dot.x), place.y(dot.y), 0.9 * style.circle_radius * dot.stroke.width),
            cubic=True,
            closed=True,
            color=style.background,
            width=0.4 * dot.stroke.width,
            fill=dot.stroke.color,
            owner=dot.curve,
            **shared(dot.stroke),
        )


def markers(place: PlacedPanel, plan: CurvePlan, style: Style) -> Iterator[Shape]:
    """Sparse markers at equal arc length along a curve."""
    if plan.stroke.marker is None:
        return
    # Curves begin at different lengths.
    first = MARKER_GAP * (0.3 + 0.37 * (plan.number % 3))
    for part in visible(place, plan):
        for x, y in points_at(part, np.arange(first, arc_lengths(part)[-1], MARKER_GAP)):
            yield marked(plan.stroke, x, y, f"marker-{plan.number}", "dot", style.background)


def marked(stroke: Stroke, x: float, y: float, role: str, layer: str, background: str) -> Shape:
    """The marker of a stroke, hollow where it is closed, so that the line is seen to go on."""
    assert stroke.marker is not None
    outline, closed = marker(stroke.marker, x, y, MARKER_SIZE * stroke.width)
    return Shape(
        role,
        layer,
        outline,
        closed=closed,
        color=stroke.color,
        width=0.6 * stroke.width,
        fill=background if closed else "",
        miter=True,
        **shared(stroke),
    )


def line(place: PlacedPanel, plan: LinePlan) -> Shape:
    """A reference line across the whole plot, or between its points."""
    if plan.points is not None:
        points = on_page(place, plan.points)
    else:
        points = place.through(plan.along, plan.value)
    return stroked(plan.stroke, points, "reference-line", "line", clip=place.area.grown(1))


def fill(place: PlacedPanel, plan: FillPlan) -> Iterator[Shape]:
    """A filled region."""
    for polygon in plan.polygons:
        yield Shape(
            "fill",
            "fill",
            place.points(polygon),
            closed=True,
            fill=plan.color,
            alpha=plan.alpha,
            hatch=plan.hatch,
            clip=place.area,
            pages=plan.pages,
        )


def visible(place: PlacedPanel, plan: CurvePlan) -> list[Floats]:
    """The parts of a curve that are seen, as polylines on the page."""
    return [part for piece in plan.outline.pieces for part in parts_of(place, piece)]


def parts_of(place: PlacedPanel, piece: Piece) -> Iterator[Floats]:
    """The parts of a piece of a curve that are seen, as polylines on the page."""
    low, high = np.reshape(place.area.grown(0.5).edges, (2, 2))
    points = place.points(flattened(piece.points))
    inside = ((points >= low) & (points <= high)).all(axis=1)
    ends = np.flatnonzero(np.diff(np.concatenate([[False], inside, [False]])))
    for start, stop in zip(ends[::2], ends[1::2], strict=True):
        part = [points[start:stop]]
        if start > 0:
            part.insert(0, _leaving(points[start], points[start - 1], low, high))
        if stop < len(points):
            part.append(_leaving(points[stop - 1], points[stop], low, high))
        whole = np.vstack(part)
        if len(whole) > 1:
            yield whole


def _leaving(inside: Floats, outside: Floats, low: Floats, high: Floats) -> Floats:
    """Where the way from a point inside a window to one outside it leaves the window."""
    way = outside - inside
    edge = np.where(way > 0, high, low)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = np.where(way != 0, (edge - inside) / way, np.inf)
    return inside + float(np.clip(shares.min(), 0, 1)) * way


def flattened(points: Floats) -> Floats:
    """Points on a chain of cubic segments with control points of shape (3n + 1, 2)."""
    count = (len(points) - 1) // 3
    # A chain of few long segments, such as a straight line, needs them denser.
    return along(points, max(FLATNESS, 96 // max(count, 1)))


def thinned(points: Floats) -> Floats:
    """Points every few pt along a line, for measuring distances; of a long one fewer."""
    length = float(arc_lengths(points)[-1])
    step = max(STEP, length / MOST_POINTS)
    return points_at(points, np.linspace(0, length, int(length / step) + 2))
