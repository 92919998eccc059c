"""A plan onto the page: set the fonts, lay it out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from actplot.errors import Problem
from actplot.layout.compose import compose
from actplot.layout.scene import Scene
from actplot.paint.embedding import Fonts, resolve
from actplot.paint.embedding.installed import in_force
from actplot.paint.text import measure
from actplot.plan.plans import FigurePlan
from actplot.plan.texts import bold, texts
from actplot.records import Record


class Drawing(Record):
    """What is on the page, with what is to be said about it."""

    scene: Scene
    fonts: Fonts
    notes: tuple[Problem, ...]


def draw(plan: FigurePlan) -> Drawing:
    """Lay a plan out. Raises ActplotError for a text that cannot be set."""
    fonts = resolve(
        plan.font,
        serif=plan.style.serif,
        texts=texts(plan),
        bold=bold(plan),
        lang=plan.font.lang,
    )
    with setting(fonts):
        scene = compose(plan, measure)
    found = (*fonts.notes, *scene.warnings)
    notes = tuple(Problem(note, severity="warning") for note in found)
    return Drawing(scene, fonts, (*plan.notes, *fonts.remarks, *notes))


@contextmanager
def setting(fonts: Fonts) -> Iterator[None]:
    """The fonts in force; a figure is laid out, painted and written inside."""
    with in_force(fonts.rc, fonts.faces):
        yield
