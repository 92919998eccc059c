"""A page that is being laid out: its plan, and how large a text is on it."""

from __future__ import annotations

from actplot.layout.axes import AxesLook
from actplot.layout.measure import Measure
from actplot.layout.scene import Ink
from actplot.plan.plans import FigurePlan
from actplot.records import Record


class Page(Record):
    """What is to be on the page, and the measure of its texts."""

    plan: FigurePlan
    measure: Measure

    @property
    def look(self) -> AxesLook:
        """The look of the axes of its panels."""
        return AxesLook(self.plan.style, self.plan.font_size, self.measure)

    @property
    def title(self) -> Ink:
        """How titles look."""
        style = self.plan.style
        return self.ink(style.title_scale, weight=style.title_weight)

    def ink(self, scale: float, *, color: str = "", weight: str = "normal") -> Ink:
        """How words look whose size is scale times the text size, in the foreground's colour."""
        color = color or self.plan.style.foreground
        return Ink(self.measure, scale * self.plan.font_size, color, weight=weight)
