"""Words among which a label would not be found: other words, and rows of tick labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from actplot.layout.axes import PlacedPanel
from actplot.layout.draft import PanelDraft
from actplot.layout.geometry import Rect
from actplot.layout.scene import Words, union
from actplot.records import replace


class PlacedWords:
    """The boxes of words that belong together, of which those that are near are found quickly."""

    def __init__(self, words: Sequence[Words]) -> None:
        self._boxes = [text.box for text in words]
        self._around = union(self._boxes) if words else None

    def within(self, rect: Rect) -> list[Rect]:
        """The boxes that overlap a rectangle."""
        if self._around is None or not self._around.overlaps(rect):
            return []
        return [box for box in self._boxes if box.overlaps(rect)]


def crowd(draft: PanelDraft) -> list[Rect]:
    """The words near a panel, and the gaps between the tick labels of its rows."""
    return [*draft.neighbours, *(words.box for words in draft.words), *rows(draft)]


def rows(draft: PanelDraft) -> list[Rect]:
    """What belongs to the rows of tick labels of a panel."""
    rects = _rows if draft.panel.frame == "centred" else _sides
    return [*rects(draft.place, draft.words)]


def _sides(place: PlacedPanel, words: Sequence[Words]) -> Iterator[Rect]:
    """The row below a frame and the column left of it, along the whole plot."""
    area = place.area
    for axis in ("x", "y"):
        boxes = [label.box for label in words if label.role == f"{axis}-tick-label"]
        if boxes:
            whole = union(boxes)
            if axis == "x":
                yield replace(whole, left=area.left, right=area.right)
            else:
                yield replace(whole, bottom=area.bottom, top=area.top)


def _rows(place: PlacedPanel, words: Sequence[Words]) -> Iterator[Rect]:
    """Each row of labels of the x axis up to the end of its half, each column of the y axis."""
    area, (cx, cy) = place.area, place.crossing
    across = [label.box for label in words if label.role == "x-tick-label"]
    for left, row in groupby(across, key=lambda box: box.center[0] < cx):
        whole = union(row)
        yield replace(whole, left=area.left) if left else replace(whole, right=area.right)
    up = [label.box for label in words if label.role == "y-tick-label"]
    for _, column in groupby(up, key=lambda box: box.center[1] < cy):
        yield union(column)
