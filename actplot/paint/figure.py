"""A plan onto the page: set the fonts, lay it out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager

from actplot.errors import Problem
from actplot.formats import USUAL
from actplot.formula.environments import stand_in
from actplot.layout.compose import compose
from actplot.layout.scene import Box, Scene
from actplot.paint.embedding.installed import TURN, Fonts, in_force
from actplot.paint.embedding.setting import resolve
from actplot.paint.text import measure
from actplot.plan.plans import FigurePlan
from actplot.plan.texts import bold, left_to_latex, measured
from actplot.records import Record


class Drawing(Record):
    """What is on the page, with what is to be said about it."""

    scene: Scene
    fonts: Fonts
    notes: tuple[Problem, ...]


def draw(plan: FigurePlan, formats: Iterable[str] = USUAL) -> Drawing:
    """Lay a plan out, see `drawn`."""
    with drawn(plan, formats) as drawing:
        return drawing


@contextmanager
def drawn(plan: FigurePlan, formats: Iterable[str] = USUAL) -> Iterator[Drawing]:
    """A plan laid out, and its fonts in force. Raises ActplotError for a text that cannot be set.

    Where LaTeX sets the texts in all of formats, they are only measured here.
    """
    with TURN:
        wanted = tuple(formats)
        by_latex = left_to_latex(plan, wanted)
        fonts = resolve(
            plan.font,
            serif=plan.style.serif,
            texts=measured(plan, wanted),
            bold=tuple(map(stand_in, bold(plan))) if by_latex else bold(plan),
            lang=plan.font.lang,
        )
        with setting(fonts):
            scene = compose(plan, _stood_in if by_latex else measure)
            messages = (*fonts.notes, *scene.warnings)
            notes = tuple(Problem(note, severity="warning") for note in messages)
            yield Drawing(scene, fonts, (*plan.notes, *fonts.remarks, *notes))


def _stood_in(text: str, size: float, *, weight: str = "normal") -> Box:
    """About how large a text is that LaTeX will set."""
    return measure(stand_in(text), size, weight=weight)


def setting(fonts: Fonts) -> AbstractContextManager[None]:
    """The fonts in force; a figure is laid out, painted and written inside."""
    return in_force(fonts.rc, fonts.faces)
