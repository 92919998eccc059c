"""Filled regions: the names that stand in them, and texts over hatches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from actplot.layout.axes import PlacedPanel
from actplot.layout.draft import PanelDraft
from actplot.layout.fractions import displayed
from actplot.layout.geometry import CLEARANCE, Ground
from actplot.layout.page import Page
from actplot.layout.scene import Ink, Scene, Words
from actplot.plan.plans import FillPlan, Stroke
from actplot.plan.strokes import label_color
from actplot.records import Record, replace

Floats = NDArray[np.float64]
STEP = 2.0  # pt between the places that are tried
# Free around the name of a region on its ground, in text sizes: as much as there is.
MARGINS = (0.7, 0.45, 0.2)


class RegionWeights(Record):
    """What speaks against a place in a region; the least sum is drawn. In text sizes."""

    # The name of a region stands in its middle.
    aside: float = 1.0


WEIGHTS = RegionWeights()


def in_regions(
    page: Page, draft: PanelDraft, fills: Iterable[FillPlan], scene: Scene
) -> list[FillPlan]:
    """Name regions inside of them; returns those in which the name has no room."""
    left = []
    for fill in fills:
        color = label_color(Stroke(fill.color, 0), page.plan.style)
        ink = page.ink(page.plan.style.label_scale, color=color)
        words = _inside(draft.place, fill, ink, draft.ground)
        if words is None:
            left.append(fill)
        else:
            scene.add(replace(words, pages=fill.pages))
            draft.ground.take(words.box.grown(CLEARANCE))
    return left


def _inside(place: PlacedPanel, fill: FillPlan, ink: Ink, ground: Ground) -> Words | None:
    """The name of a region where there is most room around the region's middle."""
    box = ink.box(displayed(fill.label))
    for polygon in sorted(map(place.points, fill.polygons), key=_size, reverse=True):
        free = ground.within(polygon)
        low, high = polygon.min(axis=0), polygon.max(axis=0)
        grids = np.meshgrid(*(np.arange(a, b, STEP) for a, b in zip(low, high, strict=True)))
        left, bottom = (grid.ravel() for grid in grids)
        boxes = np.column_stack([left, bottom, left + box.width, bottom + box.height])
        middle = _wanted(place, fill, polygon)
        aside = np.hypot(*(boxes[:, :2] + (box.width / 2, box.height / 2) - middle).T) / ink.size
        for margin in MARGINS:
            outwards = margin * ink.size * np.array([-1, -1, 1, 1])
            clear = np.flatnonzero(free.load(boxes + outwards) == 0)
            if len(clear):
                best = clear[int(np.argmin(WEIGHTS.aside * aside[clear]))]
                x, y = float(left[best]), float(bottom[best]) + box.descent
                return ink.at(displayed(fill.label), x, y, "fill-label", "label",
                              horizontal="left", vertical="baseline")  # fmt: skip
    return None


def _wanted(place: PlacedPanel, fill: FillPlan, polygon: Floats) -> Floats:
    """Where the middle of the name is best: the region's middle, or where the spec wants it."""
    middle = _middle(polygon)
    if fill.label_at is None:
        return middle
    ends = {"start": float(polygon[:, 0].min()), "end": float(polygon[:, 0].max())}
    x = place.x(fill.label_at) if isinstance(fill.label_at, float) else ends[fill.label_at]
    return np.array([x, middle[1]])


def _size(polygon: Floats) -> float:
    low, high = polygon.min(axis=0), polygon.max(axis=0)
    return float((high - low).prod())


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
    polygons = [place.points(each) for fill in fills if fill.hatch for each in fill.polygons]
    if not polygons:
        return None
    found = Ground(ground.page.width, ground.page.height)
    for polygon in polygons:
        found.take_polygon(polygon)
    return found
