"""How far the tick labels of axes through the origin stand from their homes, read from a scene."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from figure_laws import crossed, rects, seen, words_of

from actplot.layout.axes import PlacedPanel, at_crossing, sides
from actplot.layout.scene import Scene, Words
from actplot.layout.ticklabels import LABEL_GAP
from actplot.plan.plans import FigurePlan, Tick

# What the eye forgives, in text sizes.
FARTHEST_ROW, TWO_DISTANCES, OFF_TICK = 0.45, 0.1, 0.1
WIDEST_STEP = 0.25  # in distances to the next tick


class Label(NamedTuple):
    """A tick label; lengths in text sizes, step in distances to the next tick.

    off is how far it stands from the axis beyond its home, along how far from its tick.
    """

    axis: str
    text: str
    lower: bool  # on the half before the crossing
    across: bool  # above the x axis, or right of the y axis
    off: float
    along: float
    step: float
    words: Words


def labels(plan: FigurePlan, scene: Scene) -> Iterator[list[Label]]:
    """The labels of each axis of each panel whose axes cross."""
    for panel, area in zip(plan.panels, scene.areas, strict=True):
        if panel.frame != "centred":
            continue
        place = PlacedPanel(panel, area)
        for axis in "xy":
            row = list(_axis(axis, place, plan, scene))
            if row:
                yield row


def _axis(axis: str, place: PlacedPanel, plan: FigurePlan, scene: Scene) -> Iterator[Label]:
    along, away = (0, 1) if axis == "x" else (1, 0)
    ticks = [tick for tick in getattr(place.panel, axis).ticks if tick.text]
    middle = place.crossing[along]
    pairs = [(tick, words) for tick in ticks if (words := _words(axis, tick, place, scene))]
    places = [getattr(place, axis)(tick.value) for tick in ticks]
    spacing = min(np.diff(sorted(places)), default=np.inf)
    size = plan.font_size * plan.style.tick_scale
    out, into = sides(place.panel.ticks, plan.style.tick_length)
    up = max((words.box.top - words.y for _, words in pairs), default=0.0)
    down = max((words.y - words.box.bottom for _, words in pairs), default=0.0)
    line, gap = place.crossing[away], LABEL_GAP * plan.font_size
    for tick, words in pairs:
        at = getattr(place, axis)(tick.value)
        across = words.box.center[away] > line
        if axis == "x":
            off = words.y - line - into - gap - down if across else line - out - gap - up - words.y
            ours = words.box.center[0]
        else:
            off = (
                words.box.left - line - into - gap if across else line - out - gap - words.box.right
            )
            ours = words.box.center[1]
        if at_crossing(getattr(place.panel, axis), tick, place.panel):
            continue
        moved = abs(ours - at)
        yield Label(
            axis, tick.text, at < middle, across, off / size, moved / size, moved / spacing, words
        )


def _words(axis: str, tick: Tick, place: PlacedPanel, scene: Scene) -> Words | None:
    home = place.x(tick.value), place.y(tick.value)
    mark = (home[0], place.crossing[1]) if axis == "x" else (place.crossing[0], home[1])
    role = f"{axis}-tick-label"
    candidates = [words for words in words_of(scene, role) if words.text == tick.text]
    apart = [np.hypot(*np.subtract(words.box.center, mark)) for words in candidates]
    near = int(np.argmin(apart)) if apart else 0
    return candidates[near] if apart and apart[near] < 6 * candidates[near].size else None


def cut(scene: Scene) -> list[Words]:
    """The tick labels whose halo covers a part of a curve."""
    curves = [seen(shape) for shape in scene.shapes if shape.layer == "curve"]
    halos = [halo for halo in rects(scene, "halo") if any(crossed(halo, c) for c in curves)]
    ticks = [w for w in scene.words if w.role.endswith("tick-label") or w.role == "zero"]
    return [words for words in ticks if any(words.box.within(halo) for halo in halos)]


def faults(plan: FigurePlan, scene: Scene) -> dict[str, list[str]]:
    """What is wrong with the rows of tick labels, by kind."""
    by_kind: dict[str, list[str]] = {
        "far": [],
        "halves": [],
        "ragged": [],
        "height": [],
        "step": [],
    }
    for row in labels(plan, scene):
        axis = row[0].axis
        by_kind["far"] += [
            f"{axis} {w.text}: {w.off:.2f}" for w in row if w.off > FARTHEST_ROW + 0.01
        ]
        halves = [[w for w in row if w.lower is lower] for lower in (True, False)]
        levels = [np.median([w.off for w in half]) for half in halves if half]
        if len(levels) == 2 and abs(levels[0] - levels[1]) > TWO_DISTANCES:
            by_kind["halves"].append(f"{axis}: {levels[0]:.2f} and {levels[1]:.2f}")
        for half in halves:
            spots = {(w.across, round(w.off, 1)) for w in half}
            if len(spots) > 1:
                by_kind["ragged"].append(f"{axis}: {sorted(spots)}")
        if axis == "y":
            by_kind["height"] += [f"{w.text}: {w.along:.2f}" for w in row if w.along > OFF_TICK]
        else:
            by_kind["step"] += [f"{w.text}: {w.step:.2f}" for w in row if w.step > WIDEST_STEP]
    return by_kind
