"""The room beyond a plot that labels behind the ends of their lines take."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from actplot.arrays import Floats
from actplot.layout import curves, tangents
from actplot.layout.axes import PlacedPanel
from actplot.layout.fractions import displayed
from actplot.layout.geometry import Rect
from actplot.layout.page import Page
from actplot.layout.points import spine
from actplot.layout.segments import inside
from actplot.layout.spots import LabelText, reach
from actplot.layout.stretches import stretches


def behind_ends(page: Page, place: PlacedPanel) -> Rect:
    """The plot, as much broader as labels at the start or the end of something reach beyond it."""
    left, right = place.area.left, place.area.right
    ink = page.ink(page.plan.style.label_scale)
    for text, width, at, line in _named(place):
        if len(line):
            long = reach(LabelText(displayed(text), ink, "", width))
            across = line[:, 0]
            if at == "end":
                right = max(right, float(across.max()) + long)
            elif place.panel.frame == "centred":
                left = min(left, float(across.min()) - long)
    return Rect(left, place.area.bottom, right, place.area.top)


def _named(place: PlacedPanel) -> Iterator[tuple[str, float, str, Floats]]:
    """The level labels at an end: what they say, how wide their line is, and what is seen of it."""
    panel = place.panel
    for curve in panel.curves:
        if _at_end(curve.label_at, curve.label, sloped=curve.label_sloped):
            parts = [stretch.points for stretch in stretches(place, curve)]
            points = np.vstack([np.empty((0, 2)), *parts])
            yield curve.label, curve.stroke.width, str(curve.label_at), points
    for series in panel.points:
        if _at_end(series.label_at, series.label, sloped=series.label_sloped):
            yield series.label, series.size, str(series.label_at), spine(place, series)
    for line in panel.lines:
        if _at_end(line.label_at, line.label, sloped=line.label_sloped) and line.along != "x":
            seen = inside(curves.line(place, line).points, place)
            yield line.label, line.stroke.width, str(line.label_at), seen
    for tangent in panel.tangents:
        if _at_end(tangent.label_at, tangent.label, sloped=tangent.label_sloped):
            seen = inside(tangents.ends(place, tangent), place)
            yield tangent.label, tangent.stroke.width, str(tangent.label_at), seen


def _at_end(at: float | str | None, label: str, *, sloped: bool) -> bool:
    return bool(label) and at in ("start", "end") and not sloped
