"""A panel on its way onto the page."""

from __future__ import annotations

from collections.abc import Sequence

from actplot.layout.areas import Plot, Strips
from actplot.layout.axes import PlacedPanel
from actplot.layout.geometry import Ground, Rect
from actplot.records import Record


class PanelDraft(Record, frozen=False):
    """One panel, what is taken of its part of the page, and the strips kept free for legends.

    neighbours: the words of other panels that stand near. first, before: how many words and
    shapes were on the page before those of this panel. below: its legend stands below it. need:
    how high a strip the legend still needs there, in pt. named: where its two or three curves
    have their names, "legend" or "direct".
    """

    index: int
    plot: Plot
    place: PlacedPanel
    ground: Ground
    strips: Strips
    neighbours: Sequence[Rect] = ()
    first: int = 0
    before: int = 0
    below: bool = False
    need: float = 0.0
    named: str = ""
