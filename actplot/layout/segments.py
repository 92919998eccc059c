"""Straight lines that do not run across the whole plot, and their labels."""

from __future__ import annotations

import numpy as np

from actplot.arrays import Floats
from actplot.layout.axes import PlacedPanel
from actplot.layout.fractions import displayed
from actplot.layout.geometry import CLEARANCE, Ground
from actplot.layout.scene import Ink, Words
from actplot.plan.window import cut
from actplot.records import replace

# Where along a line its label is tried, and how far from it, in text sizes.
SHARES = (0.5, 0.6, 0.4, 0.7, 0.3, 0.8, 0.2, 0.9, 0.1, 1.0, 0.0)
DISTANCES = (0.25, 0.6, 1.1)


def on_page(place: PlacedPanel, points: Floats) -> Floats:
    """Points in data coordinates, shape (n, 2), as points of the page."""
    return np.array([(place.x(x), place.y(y)) for x, y in points])


def inside(points: Floats, place: PlacedPanel) -> Floats:
    """The part of a line on the page that is seen in the plot."""
    area = place.area.grown(0.5)
    points = cut(points, *area.grown(1).edges)
    if len(points) < 2:
        return points
    steps = np.hypot(*np.diff(points, axis=0).T)
    arc = np.concatenate([[0.0], np.cumsum(steps)])
    at = np.linspace(0, arc[-1], int(arc[-1] / 0.5) + 2)
    x, y = (np.interp(at, arc, points[:, k]) for k in (0, 1))
    seen = (x >= area.left) & (x <= area.right) & (y >= area.bottom) & (y <= area.top)
    part: Floats = np.column_stack([x, y])[seen]
    return part


def label_beside(
    text: str, points: Floats, ink: Ink, role: str, ground: Ground, place: PlacedPanel
) -> Words | None:
    """A label beside a line on the page, where least stands; takes the ground it uses."""
    part = inside(points, place)
    if not text or len(part) < 2:
        return None
    text = displayed(text)
    way = part[-1] - part[0]
    length = max(float(np.hypot(*way)), 1e-9)
    across = np.array([-way[1], way[0]]) / length
    box = ink.box(text)
    half = np.array([box.width, box.height]) / 2
    choices = []
    for away in DISTANCES:
        for share in SHARES:
            for side in (1.0, -1.0):
                at = part[round(share * (len(part) - 1))]
                normal = side * across
                # So far that the box clears the line, whatever the slope.
                reach = float(np.abs(normal) @ half) + away * ink.size
                x, y = at + normal * reach
                choices.append(ink.at(text, float(x), float(y), role, "label"))
    loads = ground.load([words.box.grown(CLEARANCE).edges for words in choices])
    beyond = np.array([not words.box.within(place.area.grown(1)) for words in choices])
    best = choices[int(np.argmin(1000.0 * loads + 8.0 * beyond + np.arange(len(choices))))]
    best = replace(best, struck=not ground.free(best.box))
    ground.take(best.box.grown(CLEARANCE))
    return best
