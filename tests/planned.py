"""Figures of specs in text: as a plan, and laid out."""

from __future__ import annotations

from actplot.layout.compose import compose
from actplot.layout.scene import Scene
from actplot.paint.text import measure
from actplot.plan.figure import plan
from actplot.plan.plans import FigurePlan
from actplot.spec import read


def planned(text: str) -> FigurePlan:
    return plan(read(f"{text}\n", name="figure"))


def labels(text: str) -> list[str]:
    """What the curves of the first panel are called."""
    return [curve.label for curve in planned(text).panels[0].curves]


def laid_out(text: str) -> Scene:
    """The scene in the fonts that are in force."""
    return compose(planned(text), measure)
