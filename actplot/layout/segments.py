"""Straight lines that do not run across the whole plot, and their labels."""

from __future__ import annotations

from itertools import product

import numpy as np

from actplot.arrays import Floats
from actplot.layout.axes import PlacedPanel
from actplot.layout.fractions import displayed
from actplot.layout.geometry import CLEARANCE, Ground, arc_lengths, points_at
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
    length = float(arc_lengths(points)[-1])
    places = points_at(points, np.linspace(0, length, int(length / 0.5) + 2))
    x, y = places.T
    seen = (x >= area.left) & (x <= area.right) & (y >= area.bottom) & (y <= area.top)
    part: Floats = places[seen]
    return part


def label_beside(
    text: str, points: Floats, ink: Ink, role: str, ground: Ground, place: PlacedPanel
) -> Words | None:
    """A label beside a line on the page, where it covers least; takes the ground it uses."""
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
    for away, share, side in product(DISTANCES, SHARES, (1.0, -1.0)):
        at, normal = part[round(share * (len(part) - 1))], side * across
        # So far that the box clears the line, whatever the slope.
        x, y = at + normal * (float(np.abs(normal) @ half) + away * ink.size)
        choices.append(ink.at(text, float(x), float(y), role, "label"))
    loads = ground.load([words.box.grown(CLEARANCE).edges for words in choices])
    beyond = np.array([not words.box.within(place.area.grown(1)) for words in choices])
    cost = 1000.0 * loads + 8.0 * beyond + np.arange(len(choices))
    return taken(choices[int(np.argmin(cost))], ground)


def taken(words: Words, ground: Ground) -> Words:
    """Words that take their ground, and know whether something was there before them."""
    struck = not ground.free(words.box)
    ground.take(words.box.grown(CLEARANCE))
    return replace(words, struck=struck)
