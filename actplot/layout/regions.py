"""Filled regions: the names inside them, and texts over hatches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

import numpy as np

from actplot.arrays import Floats
from actplot.layout.axes import PlacedPanel
from actplot.layout.crowd import rows
from actplot.layout.draft import PanelDraft
from actplot.layout.fractions import displayed
from actplot.layout.geometry import CLEARANCE, OUTWARDS, Ground, Rect, boxes_at
from actplot.layout.scene import Ink, Words
from actplot.layout.spots import STEP, LabelText, within
from actplot.plan.plans import FillPlan, Stroke
from actplot.plan.strokes import label_color
from actplot.records import replace

# Free around the name of a region on its ground, in text sizes: as much as there is.
MARGINS = (0.7, 0.45, 0.2)
MOST_PARTS = 4  # of a region, the largest of which are tried


def in_regions(draft: PanelDraft, fills: Iterable[FillPlan]) -> list[FillPlan]:
    """Name regions inside of them; returns those in which the name has no room.

    None is placed between the tick labels of a row.
    """
    left, free, style = [], draft.ground.copy(), draft.page.plan.style
    for rect in rows(draft):
        free.take(rect)
    for fill in fills:
        color = label_color(Stroke(fill.color, 0), style)
        ink = draft.page.ink(style.label_scale, color=color)
        words = _inside(draft.place, fill, ink, free)
        if words is None:
            left.append(fill)
        else:
            draft.put(replace(words, pages=fill.pages))
            free.take(words.box.grown(CLEARANCE))
    return left


def _inside(place: PlacedPanel, fill: FillPlan, ink: Ink, ground: Ground) -> Words | None:
    """The name of a region where there is most room, in the middle of its largest part."""
    text = displayed(fill.label)
    box = ink.box(text)
    parts = sorted(map(place.points, fill.polygons), key=_size, reverse=True)
    grounds = [(polygon, ground.within(polygon)) for polygon in parts[:MOST_PARTS]]
    if fill.label_sloped:
        name = LabelText(text, ink, "fill-label", 0.0)
        for polygon, free in grounds:
            # The middle line: the second half of the corners runs back above the first.
            half = len(polygon) // 2
            spine = (polygon[:half] + polygon[half:][::-1]) / 2
            words = within(name, spine, free, float(_wanted(place, fill, polygon)[0]))
            if words is not None:
                return words
    for margin, (polygon, free) in product(MARGINS, grounds):
        low, high = polygon.min(axis=0), polygon.max(axis=0)
        x, y = (np.arange(a, b, STEP) for a, b in zip(low, high, strict=True))
        boxes = boxes_at(x, y, box.width, box.height)
        boxes = boxes[free.load(boxes + margin * ink.size * OUTWARDS) == 0]
        if len(boxes):
            middles = boxes[:, :2] + (box.width / 2, box.height / 2)
            aside = middles - _wanted(place, fill, polygon)
            left, bottom = map(float, boxes[int(np.argmin(np.hypot(*aside.T))), :2])
            return ink.at(text, left, bottom + box.descent, "fill-label", "label", ha="left",
                          va="baseline")  # fmt: skip
    return None


def _wanted(place: PlacedPanel, fill: FillPlan, polygon: Floats) -> Floats:
    """Where the middle of the name is best: the region's middle, or where the spec wants it."""
    middle = _middle(polygon)
    if fill.label_at is None:
        return middle
    box = Rect.around(polygon)
    ends = {"start": box.left, "end": box.right}
    x = place.x(fill.label_at) if isinstance(fill.label_at, float) else ends[fill.label_at]
    return np.array([x, middle[1]])


def _size(polygon: Floats) -> float:
    return float(np.ptp(polygon, axis=0).prod())


def _middle(polygon: Floats) -> Floats:
    """The centre of mass of a region, or of its corners where it has no area."""
    x, y = polygon.T
    after = np.roll(polygon, -1, axis=0)
    cross = x * after[:, 1] - after[:, 0] * y
    area = cross.sum()
    if abs(area) < 1e-9:
        return np.asarray(polygon.mean(axis=0))
    middle: Floats = ((polygon + after) * cross[:, None]).sum(axis=0) / (3 * area)
    return middle


def hatched(place: PlacedPanel, fills: Sequence[FillPlan], ground: Ground) -> Ground | None:
    """The ground of hatches alone; None where there are none."""
    polygons = [place.points(polygon) for fill in fills if fill.hatch for polygon in fill.polygons]
    if not polygons:
        return None
    hatches = Ground(ground.page.width, ground.page.height)
    for polygon in polygons:
        hatches.take_polygon(polygon)
    return hatches
