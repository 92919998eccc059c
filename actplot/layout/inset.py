"""A magnified region inside a plot, tied to what it magnifies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from actplot.arrays import Floats
from actplot.layout import axes, curves, ticklabels
from actplot.layout.axes import AxesLook, PlacedPanel
from actplot.layout.geometry import OUTWARDS, Ground, Rect, boxes_at, free_shares
from actplot.layout.legend import NEARBY, PLACES
from actplot.layout.scene import Shape, Words, rectangle, union
from actplot.plan.plans import InsetPlan
from actplot.records import Record, replace

STEPS = 33  # places that are tried, in each direction
SCALES = (1.0, 0.9, 0.8, 0.7)
# Margins around a place in which it is looked for anything else, in pt.
AROUND = (6, 12, 18)


class InsetWeights(Record):
    """What speaks against the place of an inset; the least sum is drawn."""

    # What an inset covers is lost; for each square pt.
    covering: float = 100.0
    # With free ground around it, it is not taken for a part of the plot.
    crowding: float = 1.0
    # Where it was asked for, it is looked for; in parts of the free way.
    away: float = 1.0


WEIGHTS = InsetWeights()


def inset(
    place: PlacedPanel, plan: InsetPlan, look: AxesLook, ground: Ground
) -> Iterator[Shape | Words]:
    """The inset on its own ground, the frame of the region, and two lines between them."""
    small = replace(look, size=look.style.inset_scale * look.size)
    outer = _outer(place, plan, ground)
    region = _region(place, plan)
    area = _area(plan, outer, region, small)
    inner = PlacedPanel(plan.panel, area)
    style = look.style
    thin: dict[str, Any] = {"color": style.muted, "width": 0.7 * look.width}
    yield rectangle(region, "inset-region", "line", **thin)
    for connector in _connectors(region, area):
        yield Shape("inset-connector", "line", connector, **thin)
        ground.take_path(connector, look.width)
    yield rectangle(outer, "inset-ground", "leader", fill=style.background)
    for curve in plan.panel.curves:
        for shape in (*curves.curve(inner, curve), *curves.circles(inner, curve, style)):
            yield replace(shape, role=f"inset-{shape.role}", layer="inset")
    for shape in axes.lines(inner, small):
        yield replace(shape, role=f"inset-{shape.role}", layer="inset")
    for words in _labels(inner, outer, region, small):
        yield replace(words, role=f"inset-{words.role}", layer="inset")
    ground.take(outer.grown(1))


def edge_of_region(place: PlacedPanel, plan: InsetPlan) -> Floats:
    """The frame around what an inset magnifies, shape (5, 2)."""
    return _region(place, plan).corners()[[0, 1, 2, 3, 0]]


def placement_warning(place: PlacedPanel, plan: InsetPlan, ground: Ground) -> str | None:
    """A warning if the inset covers something, or is not where the spec wants it."""
    outer, named = _outer(place, plan, ground), PLACES.get(plan.at)
    if ground.free(outer):
        if named is None:
            return None
        shares = free_shares(np.array(outer.edges), place.area, outer.width, outer.height)
        if np.abs(np.subtract(shares, named)).max() <= NEARBY:
            return None
        return (
            f"there is no room for the inset at {plan.at}; it is placed elsewhere in the plot; "
            "make it smaller with `width` and `height`"
        )
    if named is not None:
        return (
            f"the inset at {plan.at} covers axes, curves or labels; "
            "leave out `at` to place it where there is room"
        )
    return "there is no room for the inset; make it smaller with `width` and `height`"


def _outer(place: PlacedPanel, plan: InsetPlan, ground: Ground) -> Rect:
    """The whole inset with its labels: near the place asked for, else where it covers least.

    It shrinks somewhat before it covers anything.
    """
    area = place.area
    named = PLACES.get(plan.at)
    # Where it covers something at any scale, it is as large as asked for.
    for scale in (*SCALES, 1.0):
        width, height = scale * plan.width * area.width, scale * plan.height * area.height
        x = np.linspace(area.left, max(area.right - width, area.left), STEPS)
        y = np.linspace(area.bottom, max(area.top - height, area.bottom), STEPS)
        boxes = boxes_at(x, y, width, height)
        loads = ground.load(boxes)
        if (loads == 0).any():
            break
    if named is None:
        around = sum(ground.load(boxes + far * OUTWARDS) for far in AROUND)
        cost = WEIGHTS.covering * loads + WEIGHTS.crowding * around
    else:
        across, up = free_shares(boxes, area, width, height)
        away = np.hypot(across - named[0], up - named[1])
        cost = WEIGHTS.covering * (loads > 0) + WEIGHTS.away * away
    return Rect(*map(float, boxes[int(np.argmin(cost))]))


def _labels(inner: PlacedPanel, outer: Rect, region: Rect, look: AxesLook) -> Iterator[Words]:
    """The tick labels, on the sides that are not tied to the region."""
    above = outer.bottom >= region.top
    at_side = not above and outer.top > region.bottom
    yield from ticklabels.x_labels(inner, look, above=above)
    yield from ticklabels.y_labels(inner, look, right=at_side and outer.left >= region.right)


def _area(plan: InsetPlan, outer: Rect, region: Rect, look: AxesLook) -> Rect:
    """The plot area within the inset, without its tick labels."""
    area = outer
    for _ in range(2):
        labels = _labels(PlacedPanel(plan.panel, area), outer, region, look)
        whole = union([area, *(words.box for words in labels)])
        area = Rect(
            outer.left + area.left - whole.left + 1,
            outer.bottom + area.bottom - whole.bottom + 1,
            outer.right - (whole.right - area.right) - 1,
            outer.top - (whole.top - area.top) - 1,
        )
    return area


def _region(place: PlacedPanel, plan: InsetPlan) -> Rect:
    x, y = plan.panel.x.axis, plan.panel.y.axis
    left, right = sorted((place.x(x.low), place.x(x.high)))
    bottom, top = sorted((place.y(y.low), place.y(y.high)))
    return Rect(left, bottom, right, top)


def _connectors(region: Rect, area: Rect) -> Iterator[Floats]:
    """Two lines between the sides that face each other; none where the two overlap."""
    for apart, own, other in (
        (area.bottom >= region.top, "bottom", "top"),
        (area.top <= region.bottom, "top", "bottom"),
        (area.right <= region.left, "right", "left"),
        (area.left >= region.right, "left", "right"),
    ):
        if apart:
            yield from np.stack([_side(area, own), _side(region, other)], axis=1)
            return


def _side(rect: Rect, name: str) -> Floats:
    """The two corners of one side, from the left or from below, shape (2, 2)."""
    corners = {"bottom": (0, 1), "right": (1, 2), "top": (3, 2), "left": (0, 3)}[name]
    return rect.corners()[[*corners]]
