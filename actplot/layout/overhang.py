"""The room beyond a plot that labels behind the ends of their lines take."""

from __future__ import annotations

import numpy as np

from actplot.arrays import Floats
from actplot.layout import curves, tangents
from actplot.layout.axes import PlacedPanel
from actplot.layout.fractions import displayed
from actplot.layout.geometry import Rect
from actplot.layout.page import Page
from actplot.layout.points import spine
from actplot.layout.segments import inside
from actplot.layout.spec_labels import LabelledPlan
from actplot.layout.spots import LabelText, reach
from actplot.layout.stretches import stretches
from actplot.plan.plans import CurvePlan, PointsPlan, TangentPlan


def behind_ends(page: Page, place: PlacedPanel) -> Rect:
    """The plot, as much broader as labels at the start or the end of something reach beyond it."""
    panel, (left, bottom, right, top) = place.panel, place.area.edges
    ink = page.ink(page.plan.style.label_scale)
    plans: list[LabelledPlan] = [*panel.curves, *panel.points, *panel.lines, *panel.tangents]
    for plan in plans:
        if not plan.label or plan.label_at not in ("start", "end") or plan.label_sloped:
            continue
        across = _seen(place, plan)[:, 0]
        if len(across):
            width = plan.size if isinstance(plan, PointsPlan) else plan.stroke.width
            long = reach(LabelText(displayed(plan.label), ink, "", width))
            if plan.label_at == "end":
                right = max(right, float(across.max()) + long)
            elif panel.frame == "centred":
                left = min(left, float(across.min()) - long)
    return Rect(left, bottom, right, top)


def _seen(place: PlacedPanel, plan: LabelledPlan) -> Floats:
    """What is visible of a line behind whose end a level label may be placed, shape (n, 2)."""
    none = np.empty((0, 2))
    if isinstance(plan, CurvePlan):
        return np.vstack([none, *(stretch.points for stretch in stretches(place, plan))])
    if isinstance(plan, PointsPlan):
        return spine(place, plan)
    if isinstance(plan, TangentPlan):
        return inside(tangents.ends(place, plan), place)
    return none if plan.along == "x" else inside(curves.line(place, plan).points, place)
