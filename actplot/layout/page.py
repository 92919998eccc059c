"""A page that is being laid out: its plan, and how large a text is on it."""

from __future__ import annotations

from functools import cached_property

from actplot.layout import axisnames
from actplot.layout.axes import AxesLook, PlacedPanel
from actplot.layout.geometry import Rect
from actplot.layout.scene import Ink, Measure
from actplot.plan.plans import FigurePlan
from actplot.plan.texts import titles
from actplot.records import Record

# How far labels reach beside a plot depends on their texts alone, not on where it is. So large
# that all of them have room (pt).
_ANYWHERE = Rect(0.0, 0.0, 1e4, 1e4)


class Page(Record):
    """What is to be on the page, and the measure of its texts."""

    plan: FigurePlan
    measure: Measure

    @cached_property
    def look(self) -> AxesLook:
        """The look of the axes of its panels."""
        return AxesLook(self.plan.style, self.plan.font_size, self.measure)

    @cached_property
    def title(self) -> Ink:
        """How titles look."""
        style = self.plan.style
        return self.ink(style.title_scale, weight=style.title_weight)

    @cached_property
    def titles(self) -> list[str]:
        """The title of each panel with its letter."""
        return titles(self.plan)

    @cached_property
    def hidden(self) -> list[frozenset[str]]:
        """The axes of each panel whose labels its neighbour on the same shared axis shows."""
        first: dict[int, int] = {}
        last: dict[int, int] = {}
        for cell in self.plan.cells:
            first[cell.row] = min(cell.column, first.get(cell.row, cell.column))
            last[cell.column] = max(cell.row, last.get(cell.column, cell.row))
        share = self.plan.spec.share
        hidden: list[frozenset[str]] = []
        for panel, cell in zip(self.plan.panels, self.plan.cells, strict=True):
            inner = {"y": first[cell.row] < cell.column, "x": last[cell.column] > cell.row}
            shared = panel.frame != "centred"
            hidden.append(frozenset(axis for axis in share if shared and inner[axis]))
        return hidden

    @cached_property
    def name_alignments(self) -> list[axisnames.NameAlignment]:
        """For each panel, what the names beside its frame have in common with its neighbours'."""
        cells, framed = self.plan.cells, []
        left: dict[int, float] = {}
        below: dict[int, float] = {}
        for panel, cell, hide in zip(self.plan.panels, cells, self.hidden, strict=True):
            if panel.frame == "centred":
                continue
            framed.append(panel)
            reach = axisnames.reach(PlacedPanel(panel, _ANYWHERE), self.look)
            if "y" not in hide:
                left[cell.column] = max(reach[0], left.get(cell.column, 0.0))
            if "x" not in hide:
                below[cell.last_row] = max(reach[1], below.get(cell.last_row, 0.0))
        upright = axisnames.upright(framed, self.look)
        return [
            axisnames.NameAlignment(
                upright, left.get(cell.column, 0.0), below.get(cell.last_row, 0.0)
            )
            for cell in cells
        ]

    def ink(self, scale: float, *, color: str = "", weight: str = "normal") -> Ink:
        """How words look whose size is scale times the text size, in the foreground's colour."""
        color = color or self.plan.style.foreground
        return Ink(self.measure, scale * self.plan.font_size, color, weight=weight)
