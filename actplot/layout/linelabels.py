"""Labels of reference lines and tangents, which stand on their lines."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from actplot.layout import curves, tangents
from actplot.layout.asked import on_line, unseen
from actplot.layout.axes import PlacedPanel
from actplot.layout.fractions import displayed
from actplot.layout.geometry import CLEARANCE, Ground
from actplot.layout.scene import Ink, Words
from actplot.layout.segments import inside, label_beside, on_page
from actplot.layout.spots import LabelText
from actplot.plan.plans import LinePlan, PanelPlan
from actplot.records import replace

# Where along a reference line its label is tried: the ends, then from them inwards.
ENDS_FIRST = tuple(end for step in range(11) for end in (1 - step / 20, step / 20))


def _where_asked(
    place: PlacedPanel, line: LinePlan, ink: Ink, ground: Ground, warnings: list[str]
) -> Words | None:
    """The label where the spec places it; None, with a warning, where the line is not visible."""
    name = LabelText(displayed(line.label), ink, "line-label", line.stroke.width)
    upright = line.along == "x"
    seen = inside(curves.line(place, line).points, place)
    scale = place.y if upright else place.x
    at = scale(line.label_at) if isinstance(line.label_at, float) else line.label_at
    words = on_line(place, name, seen, at, ground, sloped=line.label_sloped, across=int(upright))
    if words is None:
        warnings.append(unseen("line", line.label, line.label_at, "y" if upright else "x"))
    return words


def on_tangents(
    place: PlacedPanel, panel: PanelPlan, ink: Ink, ground: Ground, warnings: list[str]
) -> Iterator[Words]:
    """The labels of tangents, next to their lines."""
    for tangent in panel.tangents:
        ends, words = tangents.ends(place, tangent), None
        if tangent.label and (tangent.label_at is not None or tangent.label_sloped):
            name = LabelText(displayed(tangent.label), ink, "tangent-label", tangent.stroke.width)
            at = (
                place.x(tangent.label_at)
                if isinstance(tangent.label_at, float)
                else tangent.label_at
            )
            seen = inside(ends, place)
            words = on_line(place, name, seen, at, ground, sloped=tangent.label_sloped, across=0)
            if words is None:
                warnings.append(unseen("tangent", tangent.label, tangent.label_at))
        if words is None:
            words = label_beside(tangent.label, ends, ink, "tangent-label", ground, place)
        if words is not None:
            yield replace(words, pages=tangent.stroke.pages)


def on_lines(
    place: PlacedPanel, panel: PanelPlan, ink: Ink, ground: Ground, warnings: list[str]
) -> list[Words]:
    """The labels of reference lines, standing on their lines near an end."""
    labels = []
    boxed = panel.frame != "centred"
    for line in panel.lines:
        if not line.label:
            continue
        if line.label_at is not None or line.label_sloped:
            words = _where_asked(place, line, ink, ground, warnings)
            if words is not None:
                labels.append(replace(words, pages=line.stroke.pages))
                continue
        if line.points is not None:
            part = on_page(place, line.points)
            words = label_beside(line.label, part, ink, "line-label", ground, place)
            labels += [replace(words, pages=line.stroke.pages)] if words is not None else []
            continue
        label = displayed(line.label)
        box = ink.box(label)
        gap = 0.2 * ink.size + line.stroke.width / 2
        # Ticks may point into the plot along its frame.
        inner = place.area.grown(-0.6 * ink.size) if boxed else place.area
        choices = []
        for share in ENDS_FIRST:
            for side in (1, -1):
                if line.along == "y":
                    left = inner.left + share * (inner.width - box.width)
                    y = place.y(line.value) + side * gap
                    words = ink.at(
                        label,
                        left,
                        y,
                        "line-label",
                        "label",
                        horizontal="left",
                        vertical="bottom" if side > 0 else "top",
                    )
                    choices.append(replace(words, anchor=round(2 * share) / 2))
                else:
                    x = place.x(line.value) + side * gap
                    low = inner.bottom + share * (inner.height - box.height)
                    choices.append(
                        ink.at(
                            label,
                            x,
                            low,
                            "line-label",
                            "label",
                            horizontal="left" if side > 0 else "right",
                            vertical="bottom",
                        )
                    )
        loads = ground.load([words.box.edges for words in choices])
        best = choices[int(np.argmin(loads))]
        best = replace(best, struck=not ground.free(best.box))
        ground.take(best.box.grown(CLEARANCE))
        labels.append(replace(best, pages=line.stroke.pages))
    return labels
