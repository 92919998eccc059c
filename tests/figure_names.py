"""How the things of a figure are named, read from its plan and its scene."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, groupby

import numpy as np
from figure_laws import TOUCH, bounds, rects, seen, shapes_of

from actplot.calculus.derivatives import evaluate
from actplot.layout.axes import PlacedPanel
from actplot.layout.fractions import displayed
from actplot.layout.geometry import Rect, distances
from actplot.layout.scene import Scene, Words, union
from actplot.plan.plans import CurvePlan, FigurePlan

# Of a label from its curve, in text sizes.
FARTHEST_LABEL = 1.2
# Between the legends of two panels, in text sizes.
LEGENDS_APART = 0.8


def astray(plan: FigurePlan, scene: Scene) -> list[str]:
    """Labels far from their curve, nearer to another, or beside what is not their curve."""
    return [
        fault for place, words in _panels(plan, scene) for fault in _astray(place, words, scene)
    ]


def _astray(place: PlacedPanel, words: list[Words], scene: Scene) -> Iterator[str]:
    lines = {curve.number: _drawn(scene, place.area, curve.number) for curve in place.panel.curves}
    curves = {f"label-{curve.number}": curve for curve in place.panel.curves}
    for label in words:
        if label.role in curves:
            curve = curves[label.role]
            apart = {number: _apart(label, points) for number, points in lines.items()}
            own = apart.pop(curve.number)
            if own > FARTHEST_LABEL:
                yield f"{label.text!r} is {own:.2f} em from its curve"
            named = [each for number, each in apart.items() if _label(place, number)]
            # Where the spec wants it, and curves that meet there are one to the eye.
            asked = curve.label_at is not None or curve.label_sloped
            met = curve.stroke.width / label.size if asked else 0.0
            if named and min(named) + met <= own:
                yield f"{label.text!r} is nearer to another curve"
            if not _continuous(place, curve, label.box):
                yield f"{label.text!r} reaches beyond its curve"


def _panels(plan: FigurePlan, scene: Scene) -> Iterator[tuple[PlacedPanel, list[Words]]]:
    """Each panel with the words that are nearest to its plot."""
    areas = [area.edges for area in scene.areas]
    owner = [int(distances(areas, np.array([w.box.center])).argmin()) for w in scene.words]
    for number, (panel, area) in enumerate(zip(plan.panels, scene.areas, strict=True)):
        words = [w for w, own in zip(scene.words, owner, strict=True) if own == number]
        yield PlacedPanel(panel, area), words


def _drawn(scene: Scene, area: Rect, number: int) -> np.ndarray:
    parts = [
        seen(shape)
        for shape in scene.shapes
        if shape.role == f"curve-{number}" and shape.clip and shape.clip.overlaps(area.grown(-2))
    ]
    return np.vstack([np.empty((0, 2)), *parts])


def _apart(words: Words, points: np.ndarray) -> float:
    return float(distances([words.box.edges], points)[0]) / words.size


def _label(place: PlacedPanel, number: int) -> str:
    return next(curve.label for curve in place.panel.curves if curve.number == number)


def _continuous(place: PlacedPanel, curve: CurvePlan, box: Rect) -> bool:
    """Whether a function is defined and without a jump over the width of a box."""
    axis, area = place.panel.x.axis, place.area
    low, high = max(box.left + TOUCH, area.left), min(box.right - TOUCH, area.right)
    if low >= high:
        return True
    x = axis.value((np.linspace(low, high, 60) - area.left) / area.width)
    breaks = [b.x for b in curve.outline.breaks if b.kind in ("jump", "pole", "edge")]
    inside = [b for b in breaks if x.min() < b < x.max()]
    return not inside and bool(np.isfinite(evaluate(curve.curve.function, x)).all())


def in_rows(plan: FigurePlan, scene: Scene) -> list[str]:
    """Labels and notes that stand between the tick labels of a row."""
    messages = []
    for place, words in _panels(plan, scene):
        if place.panel.frame != "centred":
            continue
        rows = [*_rows(words, "x-tick-label", 0, place), *_rows(words, "y-tick-label", 1, place)]
        names = [
            w for w in words if w.role.startswith("label-") or w.role in ("note", "fill-label")
        ]
        for name, row in ((name, row) for name in names for row in rows):
            if name.box.grown(-TOUCH).overlaps(row):
                messages.append(f"{name.text!r} stands in a row of tick labels")
    return messages


def _rows(words: list[Words], role: str, along: int, place: PlacedPanel) -> Iterator[Rect]:
    some = [each.box for each in words if each.role == role]
    for _, row in groupby(some, key=lambda box: box.center[along] < place.crossing[along]):
        yield union(row)


def unnamed(plan: FigurePlan, scene: Scene, warnings: list[str]) -> list[str]:
    """What has a label in the spec, but none in the figure, without a word of warning."""
    texts = [_joined(words.text) for words in scene.words]
    warning_text = " ".join(warnings)
    missing = []
    for panel in plan.panels:
        if panel.legend and panel.legend.place == "none":
            continue
        between = {
            number for family in panel.families if len(family) > 4 for number in family[1:-1]
        }
        between |= {number for sweep in panel.sweeps for number in sweep.numbers}
        seen = [curve for curve in panel.curves if not curve.stroke.hidden]
        wanted = [curve.label for curve in seen if curve.number not in between]
        wanted += [each.label for each in (*panel.lines, *panel.fills)]
        wanted += [note.text for note in panel.notes]
        missing += [
            text for text in wanted if text and not _shown(text, texts) and text not in warning_text
        ]
    return missing


def _shown(text: str, texts: list[str]) -> bool:
    return _joined(displayed(text)) in texts


def _joined(text: str) -> str:
    """A text in one line; lines end anywhere in Chinese."""
    return re.sub(r"\s", "", text)


def legends_touch(plan: FigurePlan, scene: Scene) -> list[str]:
    """Legends of two panels that stand so near that they read as one."""
    boxes: list[Rect] = []
    for _, words in groupby(scene.words, key=lambda words: words.role == "legend-label"):
        group = [each.box for each in words if each.role == "legend-label"]
        if group:
            whole = union(group)
            boxes.append(Rect(whole.left - 3.1 * plan.font_size, *whole.edges[1:]))
    apart = LEGENDS_APART * plan.font_size / 2
    return [
        f"two legends stand {max(one.left, other.left) - min(one.right, other.right):.1f} pt apart"
        for one, other in combinations(boxes, 2)
        if one.grown(apart, -TOUCH).overlaps(other.grown(apart, -TOUCH))
    ]


def over_hatches(scene: Scene) -> list[str]:
    """Texts that a hatch strikes through."""
    hatched = [s for s in shapes_of(scene, "fill") if s.hatch and s.clip is not None]
    halos = [*rects(scene, "halo"), *rects(scene, "legend-ground")]
    return [
        f"a hatch strikes {words.text!r}"
        for words in scene.words
        if words.layer in ("tick-label", "label")
        and any(_over(words.box, bounds(shape), shape.points) for shape in hatched)
        and not any(words.box.within(halo.grown(TOUCH)) for halo in halos)
    ]


def _over(box: Rect, around: Rect, polygon: np.ndarray) -> bool:
    """Whether the middle of a box is in a polygon."""
    if not box.overlaps(around):
        return False
    (x, y), after = box.center, np.roll(polygon, -1, axis=0)
    crosses = (polygon[:, 1] > y) != (after[:, 1] > y)
    a, b = polygon[crosses], after[crosses]
    at = a[:, 0] + (y - a[:, 1]) / (b[:, 1] - a[:, 1]) * (b[:, 0] - a[:, 0])
    return bool((at > x).sum() % 2)
