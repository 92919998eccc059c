"""The plot areas: as large as what stands around them allows, and equal."""

from __future__ import annotations

from dataclasses import dataclass, replace

from actplot.draw import axiswords
from actplot.draw.axes import Look, Place
from actplot.draw.geometry import Rect
from actplot.draw.scene import Ink, Words, union
from actplot.plan.model import Cell, FigurePlan, PanelPlan

# Free edge of the page and between panels, in text sizes.
EDGE = 0.25
GUTTER = 0.9
TITLE_GAP = 0.55
# A plot smaller than this (pt) shows nothing.
SMALLEST = 18.0


@dataclass(frozen=True, slots=True)
class Margins:
    """What stands around a plot area, in pt."""

    left: float = 0.0
    bottom: float = 0.0
    right: float = 0.0
    top: float = 0.0

    def __or__(self, other: Margins) -> Margins:
        return Margins(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )


@dataclass(frozen=True, slots=True)
class Strips:
    """Room kept free below every plot for a legend, and for one common to all."""

    below: float = 0.0
    common: float = 0.0


def look(plan: FigurePlan) -> Look:
    """The look of the axes of a figure."""
    return Look(plan.style, plan.font_size)


def title_ink(plan: FigurePlan) -> Ink:
    style = plan.style
    return Ink(plan.font_size * style.title_scale, style.foreground, weight=style.title_weight)


def titles(plan: FigurePlan) -> list[str]:
    """The title of each panel with its letter before it."""
    letters = plan.spec.letters
    pattern = plan.style.letters if letters in ("auto", "on") else letters
    if letters == "off" or (letters == "auto" and len(plan.panels) == 1):
        pattern = ""
    found = []
    for index, panel in enumerate(plan.panels):
        own = plan.spec.panels[index].letter
        letter = own if own is not None else pattern.replace("a", _letter(index), 1)
        found.append(" ".join(part for part in (letter, panel.title) if part))
    return found


def _letter(index: int) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return letters[index] if index < 26 else letters[index // 26 - 1] + letters[index % 26]


def hidden(plan: FigurePlan, index: int) -> frozenset[str]:
    """The axes of a panel whose labels its neighbour on the same shared axis shows."""
    cell = plan.cells[index]
    hide = set()
    for other in plan.cells:
        if other is cell or plan.panels[index].frame == "centred":
            continue
        if "y" in plan.spec.share and other.row == cell.row and other.column < cell.column:
            hide.add("y")
        if "x" in plan.spec.share and other.column == cell.column and other.row > cell.row:
            hide.add("x")
    return frozenset(hide)


def areas(plan: FigurePlan, strips: Strips = Strips()) -> list[Rect]:
    """The plot area of every panel; those of panels of equal cells are equal.

    Found by putting the words around a first guess and moving the edges by
    what they need; labels move little when the area does, so three rounds
    settle it to far below a hundredth of a pt.
    """
    margins = Margins()
    found = _shares(plan, margins, strips)
    for _ in range(3):
        margins = Margins()
        for index, (panel, area) in enumerate(zip(plan.panels, found, strict=True)):
            margins |= _margins(plan, index, panel, area)
        found = _shares(plan, margins, strips)
    return [
        _squared(panel, area) if panel.equal else area
        for panel, area in zip(plan.panels, found, strict=True)
    ]


def _shares(plan: FigurePlan, margins: Margins, strips: Strips) -> list[Rect]:
    edge, gutter = EDGE * plan.font_size, GUTTER * plan.font_size
    top = plan.height - edge
    if plan.title:
        top -= title_ink(plan).box(plan.title).height + TITLE_GAP * plan.font_size
    bottom = edge + strips.common
    width = (plan.width - 2 * edge - gutter * (plan.columns - 1)) / plan.columns
    height = (top - bottom - gutter * (plan.rows - 1)) / plan.rows
    return [
        _inside(cell, width, height, gutter, edge, top, margins, strips.below)
        for cell in plan.cells
    ]


def _inside(
    cell: Cell,
    width: float,
    height: float,
    gutter: float,
    edge: float,
    top: float,
    margins: Margins,
    below: float,
) -> Rect:
    left = edge + cell.column * (width + gutter)
    upper = top - cell.row * (height + gutter)
    right = left + cell.columns * width + (cell.columns - 1) * gutter
    lower = upper - cell.rows * height - (cell.rows - 1) * gutter
    left, right = left + margins.left, right - margins.right
    lower, upper = lower + margins.bottom + below, upper - margins.top
    return Rect(left, lower, max(right, left + SMALLEST), max(upper, lower + SMALLEST))


def _margins(plan: FigurePlan, index: int, panel: PanelPlan, area: Rect) -> Margins:
    boxes = [words.box for words in around(plan, index, panel, area)]
    reach = look(plan).reach if panel.arrows else plan.style.axis_width
    beyond = Rect(area.left, area.bottom, area.right + reach, area.top + reach)
    # Half the width of a curve and of a circle at the very edge.
    slack = plan.style.circle_radius * plan.style.line_width + plan.style.axis_width
    whole = union([*boxes, beyond, area.grown(slack)])
    return Margins(
        area.left - whole.left,
        area.bottom - whole.bottom,
        whole.right - area.right,
        whole.top - area.top,
    )


def around(plan: FigurePlan, index: int, panel: PanelPlan, area: Rect) -> list[Words]:
    """Tick labels, names and title of a panel on its area."""
    place = Place(panel, area)
    found = list(axiswords.words(place, look(plan), hide=hidden(plan, index)))
    if text := titles(plan)[index]:
        reach = look(plan).reach if panel.arrows else 0.0
        top = max([area.top + reach, *(words.box.top for words in found)])
        found.append(
            title_ink(plan).at(
                text,
                area.center[0],
                top + TITLE_GAP * plan.font_size,
                "title",
                "title",
                vertical="bottom",
            )
        )
    return found


def figure_title(plan: FigurePlan) -> list[Words]:
    """The title over all panels."""
    if not plan.title:
        return []
    ink = title_ink(plan)
    return [
        ink.at(
            plan.title,
            plan.width / 2,
            plan.height - EDGE * plan.font_size,
            "figure-title",
            "title",
            vertical="top",
        )
    ]


def _squared(panel: PanelPlan, area: Rect) -> Rect:
    """The largest area in the middle of this one whose units are equally long both ways."""
    across = abs(panel.x.axis.high - panel.x.axis.low)
    up = abs(panel.y.axis.high - panel.y.axis.low)
    unit = min(area.width / across, area.height / up)
    x, y = area.center
    half_width, half_height = unit * across / 2, unit * up / 2
    return replace(
        area, left=x - half_width, right=x + half_width, bottom=y - half_height, top=y + half_height
    )
