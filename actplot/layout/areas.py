"""The plot areas: as large as what is around their rows and columns allows, and equal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from actplot.arrays import Floats
from actplot.layout import axisnames
from actplot.layout.axes import PlacedPanel
from actplot.layout.breaking import wrapped
from actplot.layout.families import widened
from actplot.layout.geometry import Rect
from actplot.layout.overhang import behind_ends
from actplot.layout.page import Page
from actplot.layout.scene import Words, union
from actplot.plan.plans import PanelPlan
from actplot.records import Record, field, fields, replace

# Free edge of the page and between panels, in text sizes.
EDGE = 0.25
GUTTER = 0.9
TITLE_GAP = 0.55
# A plot smaller than this (pt) shows nothing.
SMALLEST = 18.0
# Margins that change by less (pt) are settled; long words may need some rounds until then.
SETTLED = 1e-6
ROUNDS = 8


class Plot(Record):
    """A plot area, and the part of the page in which the words around it stay.

    lift: how far above the areas of its row, in pt, their titles begin at least.
    """

    area: Rect
    room: Rect
    lift: float = 0.0


class Margins(Record, eq=False):
    """The room around the plots, in pt: beside each column and above and below each row.

    lift: of the room above a row, that below its titles.
    """

    left: Floats
    right: Floats
    bottom: Floats
    top: Floats
    lift: Floats

    @classmethod
    def none(cls, page: Page) -> Margins:
        return cls(*(np.zeros(count) for count in 2 * [page.plan.columns] + 3 * [page.plan.rows]))

    def is_close(self, other: Margins) -> bool:
        """Whether both are the same but for rounding."""
        pairs = [(getattr(self, name), getattr(other, name)) for name in fields(Margins)]
        return all(np.abs(mine - theirs).max() < SETTLED for mine, theirs in pairs)


class Strips(Record):
    """Room kept free for legends and formulas: below the plots of some rows, and one common to all.

    legends: the rows with a legend below. side: where the page keeps the common one free, lower,
    upper, left or right. broad: the panels whose legends are alone in their rows, and may be
    broader than them. alike: a few curves have their names in legends in every panel, since in
    some there is no room at the curves. end_labels: the panels whose families are named beyond the
    plot, at which side and how far, in pt. side_legends: the panels with a legend of their own
    beside them, at which side and how broad it is, in pt. A side is start (left) or end (right).
    """

    below: Mapping[int, float] = field(default_factory=dict)
    legends: frozenset[int] = frozenset()
    broad: frozenset[int] = frozenset()
    alike: bool = False
    end_labels: Mapping[int, tuple[str, float]] = field(default_factory=dict)
    side_legends: Mapping[int, tuple[str, float]] = field(default_factory=dict)
    common: float = 0.0
    side: str = "lower"

    def at(self, *sides: str) -> float:
        """What is kept free at these sides for the legend of all panels."""
        return self.common if self.side in sides else 0.0


def plots(page: Page, strips: Strips) -> list[Plot]:
    """The plot area of every panel; those of panels of equal cells are equal.

    Found by putting the words around a first guess and moving the edges by what they need.
    Words move little when the area does, and settle after two or three rounds.
    """
    margins = Margins.none(page)
    for _ in range(ROUNDS):
        placed = _shares(page, margins, strips)
        needed = Margins.none(page)
        for index, plot in enumerate(placed):
            _claim(page, index, plot, needed, strips)
        if needed.is_close(margins):
            break
        margins = needed
    return [
        replace(plot, area=_squared(panel, plot.area)) if panel.equal else plot
        for panel, plot in zip(page.plan.panels, _shares(page, margins, strips), strict=True)
    ]


def _shares(page: Page, margins: Margins, strips: Strips) -> list[Plot]:
    edge, gutter = EDGE * page.plan.font_size, GUTTER * page.plan.font_size
    bottoms = margins.bottom + [strips.below.get(row, 0.0) for row in range(page.plan.rows)]
    top = page.plan.height - edge
    for words in figure_title(page):
        top = words.box.bottom - TITLE_GAP * page.plan.font_size
    top -= strips.at("upper")
    across = page.plan.width - 2 * edge - gutter * (page.plan.columns - 1)
    across -= strips.at("left", "right")
    up = top - edge - strips.at("lower") - gutter * (page.plan.rows - 1)
    width = max((across - (margins.left + margins.right).sum()) / page.plan.columns, SMALLEST)
    height = max((up - (margins.top + bottoms).sum()) / page.plan.rows, SMALLEST)
    wide, high = margins.left + width + margins.right, margins.top + height + bottoms
    lefts = edge + strips.at("left") + np.concatenate([[0.0], np.cumsum(wide + gutter)])
    tops = top - np.concatenate([[0.0], np.cumsum(high + gutter)])
    placed = []
    for cell in page.plan.cells:
        room = Rect(
            float(lefts[cell.column]),
            float(tops[cell.last_row] - high[cell.last_row]),
            float(lefts[cell.last_column] + wide[cell.last_column]),
            float(tops[cell.row]),
        )
        area = Rect(
            room.left + float(margins.left[cell.column]),
            room.bottom + float(bottoms[cell.last_row]),
            room.right - float(margins.right[cell.last_column]),
            room.top - float(margins.top[cell.row]),
        )
        placed.append(Plot(area, room, float(margins.lift[cell.row])))
    return placed


def _claim(page: Page, index: int, plot: Plot, margins: Margins, strips: Strips) -> None:
    """Widen margins to hold what is around a plot."""
    area, cell = plot.area, page.plan.cells[index]
    words = around(page, index, plot)
    reach = page.look.reach(page.plan.panels[index]) or page.plan.style.axis_width
    # Half the width of a curve and of a circle at the very edge.
    slack = page.plan.style.circle_radius * page.plan.style.line_width + page.plan.style.axis_width
    edges = [area.grown(slack), replace(area, right=area.right + reach, top=area.top + reach)]
    if index in strips.end_labels:
        edges.append(widened(area, *strips.end_labels[index]))
    # Words that run along an edge of the plot and may be longer than it stay in the room.
    labels = behind_ends(page, PlacedPanel(page.plan.panels[index], area))
    across = union([*edges, labels, *(w.box for w in words if w.upright or not _along(w, area))])
    if index in strips.side_legends:
        across = widened(across, *strips.side_legends[index])
    up = union([*edges, *(w.box for w in words if not w.upright)])
    lift = _lift(page, index, area, words) if any(w.role == "title" for w in words) else 0.0
    for side, at, need in (
        (margins.lift, cell.row, lift),
        (margins.left, cell.column, area.left - across.left),
        (margins.right, cell.last_column, across.right - area.right),
        (margins.bottom, cell.last_row, area.bottom - up.bottom),
        (margins.top, cell.row, up.top - area.top),
    ):
        side[at] = max(side[at], need)


def _along(words: Words, area: Rect) -> bool:
    """Whether words are above or below the plot and not beside it."""
    at_side = words.box.right <= area.left or words.box.left >= area.right
    return not at_side and words.role in ("title", "x-name", "y-name")


def around(page: Page, index: int, plot: Plot) -> list[Words]:
    """Tick labels, names and title of a panel on its area."""
    area = plot.area
    place = PlacedPanel(page.plan.panels[index], area)
    hide, alignment = page.hidden[index], page.name_alignments[index]
    words = list(axisnames.words(place, page.look, plot.room, hide, alignment))
    if text := page.titles[index]:
        lift = max(plot.lift, _lift(page, index, area, words))
        words.append(_title(page, text, plot, area.top + lift + TITLE_GAP * page.plan.font_size))
    return words


def _title(page: Page, text: str, plot: Plot, bottom: float) -> Words:
    """The title of a panel; its last line is as high as that of one with descenders."""
    ink = page.title
    x, room = plot.area.center[0], plot.room
    words = axisnames.in_room(ink, text, x, bottom, "title", room, layer="title", va="bottom")
    hanging = ink.box(words.text.rpartition("\n")[2]).descent
    return words.moved(0.0, max(ink.box("(gjpqy)").descent - hanging, 0.0))


def _lift(page: Page, index: int, area: Rect, words: Iterable[Words]) -> float:
    """How far the axes and words of a panel, without its title, reach above its area."""
    reach = page.look.reach(page.plan.panels[index])
    tops = (text.box.top - area.top for text in words if text.role != "title")
    return max([reach, *tops])


def figure_title(page: Page) -> list[Words]:
    """The title over all panels."""
    if not page.plan.title:
        return []
    ink, edge = page.title, EDGE * page.plan.font_size
    text = wrapped(page.plan.title, ink, page.plan.width - 2 * edge)
    x, y = page.plan.width / 2, page.plan.height - edge
    return [ink.at(text, x, y, "figure-title", "title", va="top")]


def _squared(panel: PanelPlan, area: Rect) -> Rect:
    """The largest area in the middle of this one whose units are equally long both ways."""
    across = abs(panel.x.axis.high - panel.x.axis.low)
    up = abs(panel.y.axis.high - panel.y.axis.low)
    unit = min(area.width / across, area.height / up)
    x, y = area.center
    return Rect(x, y, x, y).grown(unit * across / 2, unit * up / 2)
