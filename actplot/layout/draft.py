"""A panel on its way onto the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actplot.layout.areas import Plot, Strips
from actplot.layout.axes import PlacedPanel
from actplot.layout.geometry import CLEARANCE, Ground, Rect
from actplot.layout.page import Page
from actplot.layout.scene import Item, Scene, Words
from actplot.plan.plans import CurvePlan, Pages, PanelPlan, PointsPlan
from actplot.plan.steps import both
from actplot.records import Record, replace

_NUMBERED = re.compile(r"-(\d+)$")


class PanelDraft(Record, frozen=False):
    """One panel of a page, what is on the scene of it, and what is taken of its part of the page.

    strips: what is kept free for legends. neighbours: the words of other panels near by.
    first_word, first_shape: how many of them were on the scene before those of this panel. below:
    its legend is below it. sunk: how high formulas below it are, in pt. need: how high a strip is
    still needed there, in pt. named: where its two or three curves have their names, "legend" or
    "direct". end_labels: at which side of the plot the labels of a family need room, and how
    much, in pt.
    """

    page: Page
    scene: Scene
    index: int
    plot: Plot
    place: PlacedPanel
    ground: Ground
    strips: Strips
    neighbours: Sequence[Rect] = ()
    first_word: int = 0
    first_shape: int = 0
    below: bool = False
    sunk: float = 0.0
    need: float = 0.0
    named: str = ""
    end_labels: tuple[str, float] | None = None

    @property
    def panel(self) -> PanelPlan:
        return self.place.panel

    @property
    def row(self) -> int:
        """The last row of the page that it takes."""
        return self.page.plan.cells[self.index].last_row

    @property
    def words(self) -> list[Words]:
        """Its words that are on the scene."""
        return self.scene.words[self.first_word :]

    def put(self, words: Words) -> None:
        """Add words to the scene, and take their ground."""
        self.scene.add(words)
        self.ground.take(words.box.grown(CLEARANCE))

    def warn(self, message: str) -> None:
        self.scene.warnings.append(message)


def finish(draft: PanelDraft) -> None:
    """Tie all of a panel to it, and what names a curve to that: they come and go together."""
    panel, shapes, words = draft.panel, draft.scene.shapes, draft.scene.words
    named: list[CurvePlan | PointsPlan] = [*panel.curves]
    named += [series for series in panel.points if series.number]
    strokes = {f"label-{curve.number}": curve.stroke for curve in named}
    for number, text in enumerate(words[draft.first_word :], draft.first_word):
        stroke = strokes.get(text.role)
        if stroke is not None:
            text = replace(text, hidden=stroke.hidden, pages=stroke.pages)
        words[number] = _owned(text, draft.index, panel.pages)
    for number, shape in enumerate(shapes[draft.first_shape :], draft.first_shape):
        shapes[number] = _owned(shape, draft.index, panel.pages)


def _owned(item: Item, panel: int, pages: Pages) -> Item:
    """A part of a panel that knows the panel, and the curve whose number its role ends in."""
    number = _NUMBERED.search(item.role)
    owner = int(number[1]) if number and not item.owner else item.owner
    return replace(item, panel=panel, owner=owner, pages=both(item.pages, pages))
