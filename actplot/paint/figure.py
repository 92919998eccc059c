"""A plan onto a matplotlib figure: set the fonts, compose the page, paint it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import matplotlib as mpl
from matplotlib.figure import Figure

from actplot.errors import Problem
from actplot.layout.compose import compose
from actplot.layout.scene import Scene
from actplot.paint.artists import paint
from actplot.paint.embedding import Fonts, resolve
from actplot.paint.text import measure
from actplot.plan.plans import FigurePlan
from actplot.plan.texts import bold, texts
from actplot.records import Record


class Drawing(Record):
    """A figure with what is to be said about it."""

    figure: Figure
    scene: Scene
    fonts: Fonts
    notes: tuple[Problem, ...]


def draw(plan: FigurePlan) -> Drawing:
    """Draw a plan. Raises ActplotError for a text that cannot be set."""
    fonts = resolve(
        plan.font,
        serif=plan.style.serif,
        texts=texts(plan),
        bold=bold(plan),
        lang=plan.font.lang,
    )
    with setting(fonts):
        scene = compose(plan, measure)
        figure = paint(scene, fonts.rc)
    found = (*fonts.notes, *scene.warnings)
    notes = tuple(Problem(note, severity="warning") for note in found)
    return Drawing(figure, scene, fonts, (*plan.notes, *fonts.remarks, *notes))


def with_axes(drawing: Drawing, plan: FigurePlan) -> Figure:
    """The figure with invisible axes over its plots, to add to it in data coordinates."""
    figure = drawing.figure
    with setting(drawing.fonts):
        for panel, area in zip(plan.panels, drawing.scene.areas, strict=True):
            width, height = drawing.scene.width, drawing.scene.height
            axes = figure.add_axes(
                (area.left / width, area.bottom / height, area.width / width, area.height / height)
            )
            axes.set_axis_off()
            for name, axis in (("x", panel.x.axis), ("y", panel.y.axis)):
                more = {"linthresh": axis.linthresh} if axis.scale == "symlog" else {}
                axes.set(**{f"{name}lim": (axis.low, axis.high)})
                getattr(axes, f"set_{name}scale")(axis.scale, **more)
                axes.set(**{f"{name}lim": (axis.low, axis.high)})
    return figure


@contextmanager
def setting(fonts: Fonts) -> Iterator[None]:
    """The fonts in force; a figure is measured, painted and written inside."""
    with mpl.rc_context(dict(fonts.rc)):
        yield
