"""A magnified region inside a plot, tied to what it magnifies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actplot.arrays import Floats
from actplot.layout import axes, curves, ticklabels
from actplot.layout.axes import AxesLook, PlacedPanel
from actplot.layout.geometry import Ground, Rect
from actplot.layout.legend import NEARBY, PLACES
from actplot.layout.scene import Shape, Words, rectangle, union
from actplot.plan.plans import InsetPlan
from actplot.records import Record, replace

Point = tuple[float, float]


STEPS = 33  # places that are tried, in each direction
SCALES = (1.0, 0.9, 0.8, 0.7)
# How far around a place it is looked for other things, in pt.
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
    for start, end in _connectors(region, area):
        yield Shape("inset-connector", "line", np.array([start, end]), **thin)
        ground.take_path(np.array([start, end]), look.width)
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


def complaint(place: PlacedPanel, plan: InsetPlan, ground: Ground) -> str | None:
    """What there is to say if the inset covers something, or is not where it was asked for."""
    outer, named = _outer(place, plan, ground), PLACES.get(plan.at)
    if ground.free(outer):
        if named is None or _off(outer, place.area, named) <= NEARBY:
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


def _off(box: Rect, area: Rect, named: Point) -> float:
    """How far a box is from a named place, in parts of the free way across or up an area."""
    across = (box.left - area.left) / max(area.width - box.width, 1e-9)
    up = (box.bottom - area.bottom) / max(area.height - box.height, 1e-9)
    return max(abs(across - named[0]), abs(up - named[1]))


def _outer(place: PlacedPanel, plan: InsetPlan, ground: Ground) -> Rect:
    """The whole inset with its labels: where it was asked for or near by, else where least stands.

    It shrinks somewhat before it covers anything.
    """
    area = place.area
    named = PLACES.get(plan.at)
    for scale in SCALES:
        width, height = scale * plan.width * area.width, scale * plan.height * area.height
        left, bottom, loads = _places(area, width, height, ground)
        if (loads == 0).any():
            break
    else:
        scale = 1.0
        width, height = plan.width * area.width, plan.height * area.height
        left, bottom, loads = _places(area, width, height, ground)
    if named is None:
        boxes = np.column_stack([left, bottom, left + width, bottom + height])
        outwards = np.array([-1, -1, 1, 1])
        around = sum(ground.load(boxes + outwards * far) for far in AROUND)
        cost = WEIGHTS.covering * loads + WEIGHTS.crowding * around
    else:
        across = (left - area.left) / max(area.width - width, 1e-9)
        up = (bottom - area.bottom) / max(area.height - height, 1e-9)
        away = np.hypot(across - named[0], up - named[1])
        cost = WEIGHTS.covering * (loads > 0) + WEIGHTS.away * away
    best = int(np.argmin(cost))
    return Rect(left[best], bottom[best], left[best] + width, bottom[best] + height)


def _places(
    area: Rect, width: float, height: float, ground: Ground
) -> tuple[Floats, Floats, NDArray[np.int64]]:
    """Lower left corners for a box of this size, and how much stands in each box."""
    x = np.linspace(area.left, max(area.right - width, area.left), STEPS)
    y = np.linspace(area.bottom, max(area.top - height, area.bottom), STEPS)
    left, bottom = (grid.ravel() for grid in np.meshgrid(x, y))
    boxes = np.column_stack([left, bottom, left + width, bottom + height])
    return left, bottom, ground.load(boxes)


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
        boxes = [words.box for words in labels]
        whole = union([area, *boxes])
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


def _connectors(region: Rect, area: Rect) -> list[tuple[Point, Point]]:
    """Two lines between the sides that face each other; none where the two overlap."""
    if area.bottom >= region.top:
        return list(zip(_side(area, "bottom"), _side(region, "top"), strict=True))
    if area.top <= region.bottom:
        return list(zip(_side(area, "top"), _side(region, "bottom"), strict=True))
    if area.right <= region.left:
        return list(zip(_side(area, "right"), _side(region, "left"), strict=True))
    if area.left >= region.right:
        return list(zip(_side(area, "left"), _side(region, "right"), strict=True))
    return []


def _side(rect: Rect, name: str) -> tuple[Point, Point]:
    """The two corners of one side, from the left or from below."""
    if name in ("bottom", "top"):
        y = rect.bottom if name == "bottom" else rect.top
        return (rect.left, y), (rect.right, y)
    x = rect.left if name == "left" else rect.right
    return (x, rect.bottom), (x, rect.top)
