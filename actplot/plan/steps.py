"""In which steps of a figure something is there."""

from __future__ import annotations

from actplot.plan.plans import Pages
from actplot.records import Record
from actplot.spec.model import FigureSpec, Step
from actplot.spec.steps import count, turns


class Timing(Record):
    """The steps of a panel: how many the figure has, and those in which the panel is there.

    curves: for each step the number of the first curve that comes in, if curves do so.
    """

    steps: int = 1
    pages: Pages = None
    curves: tuple[int, ...] = ()

    def of(self, step: Step | None, with_: Pages = None) -> Pages:
        """When something is there whose spec says `step`, which belongs to what is there with_."""
        pages = both(self.pages, with_)
        if step is None:
            return pages
        own = range(step, self.steps + 1) if isinstance(step, int) else step
        return both(pages, frozenset(own))

    def of_curve(self, number: int, step: Step | None) -> Pages:
        """When the curve with this number is there."""
        if step is None and self.curves:
            step = sum(1 for first in self.curves if first <= number)
        return self.of(step)


def timings(spec: FigureSpec) -> list[Timing]:
    """The timing of each panel."""
    timed, steps = [], count(spec)
    for number, panel in enumerate(spec.panels, 1):
        step = number if panel.step is None and spec.steps == "panels" else panel.step
        curves = tuple(turns(panel)) if spec.steps == "curves" else ()
        timed.append(Timing(steps, Timing(steps).of(step), curves))
    return timed


def both(one: Pages, other: Pages) -> Pages:
    """When two things are there together."""
    if one is None or other is None:
        return one if other is None else other
    return one & other


def either(*pages: Pages) -> Pages:
    """When one of several things is there."""
    known = [numbers for numbers in pages if numbers is not None]
    return None if len(known) < len(pages) else frozenset().union(*known)
