"""The legend: a sample of each line with its label, where it covers nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from actplot.layout.breaking import wrapped
from actplot.layout.curves import marked, shared, stroked
from actplot.layout.geometry import Ground, Rect, boxes_at, free_shares
from actplot.layout.points import symbol
from actplot.layout.scene import Ink, Shape, Words
from actplot.plan.plans import PointsPlan, Stroke
from actplot.records import Record, replace

# In text sizes.
SAMPLE = 2.6
GAP = 0.5
ROW_GAP = 0.35
TALL_GAP = 0.15  # more above and below a row with a fraction
COLUMN_GAP = 1.4
PADDING = 0.4
STEP = 3.0  # pt between the places that are tried
# Where matplotlib's names of places lie in the plot: shares of the free way.
PLACES = {
    "upper left": (0, 1),
    "upper center": (0.5, 1),
    "upper right": (1, 1),
    "center left": (0, 0.5),
    "center": (0.5, 0.5),
    "center right": (1, 0.5),
    "right": (1, 0.5),
    "lower left": (0, 0),
    "lower center": (0.5, 0),
    "lower right": (1, 0),
}


class LegendEntry(Record):
    """One row of a legend: a line's sample, the shades of a sweep, or a filled region's patch."""

    label: str
    stroke: Stroke
    sweep: tuple[Stroke, ...] = ()
    fill: str = ""
    alpha: float = 1.0
    hatch: str = ""
    background: str = ""
    points: PointsPlan | None = None
    owner: int = 0


class Legend(Record):
    """A legend with the size of its parts, not yet at a place."""

    entries: tuple[LegendEntry, ...]
    ink: Ink
    columns: int

    @property
    def rows(self) -> int:
        return -(-len(self.entries) // self.columns)

    def widths(self) -> list[float]:
        """The width of each column in pt."""
        size = self.ink.size
        sample = (SAMPLE + GAP) * size
        labels = [self.ink.box(entry.label).width for entry in self.entries]
        return [
            sample + max(labels[column * self.rows : (column + 1) * self.rows], default=0.0)
            for column in range(self.columns)
        ]

    def heights(self) -> list[tuple[float, float]]:
        """Ascent and descent of each row in pt."""
        boxes = [self.ink.box(entry.label) for entry in self.entries]
        # Tall and deep enough that rows of plain text are evenly spaced.
        plain = self.ink.box("(gh0)")
        lead = TALL_GAP * self.ink.size
        heights = []
        for row in range(self.rows):
            up = max(box.ascent for box in boxes[row :: self.rows])
            down = max(box.descent for box in boxes[row :: self.rows])
            # Fractions above one another would run together.
            tall = up + down > 1.5 * plain.height
            heights.append(
                (max(plain.ascent, up) + lead * tall, max(plain.descent, down) + lead * tall)
            )
        return heights

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in pt with the padding."""
        pad = 2 * PADDING * self.ink.size
        width = sum(self.widths()) + COLUMN_GAP * self.ink.size * (self.columns - 1)
        height = sum(up + down for up, down in self.heights())
        return width + pad, height + ROW_GAP * self.ink.size * (self.rows - 1) + pad

    def at(self, left: float, bottom: float) -> Iterator[Shape | Words]:
        """The samples and labels with the legend's lower left corner at a place."""
        size, pad = self.ink.size, PADDING * self.ink.size
        top = bottom + self.size[1] - pad
        x = left + pad
        heights = self.heights()
        for column, width in enumerate(self.widths()):
            y = top
            inside = self.entries[column * self.rows : (column + 1) * self.rows]
            for entry, (up, down) in zip(inside, heights, strict=False):
                y -= up
                for part in _sample(entry, x, y + self._middle(entry), size):
                    yield replace(part, owner=entry.owner)
                words = self.ink.at(
                    entry.label, x + (SAMPLE + GAP) * size, y, "legend-label", "legend",
                    ha="left", va="baseline",
                )  # fmt: skip
                stroke = entry.stroke
                yield replace(words, hidden=stroke.hidden, owner=entry.owner, pages=stroke.pages)
                y -= down + ROW_GAP * size
            x += width + COLUMN_GAP * size

    def _middle(self, entry: LegendEntry) -> float:
        """How far above the last baseline of a label its sample is."""
        box = self.ink.box(entry.label)
        return (box.ascent - box.descent) / 2 if "\n" in entry.label else 0.3 * self.ink.size


def _sample(entry: LegendEntry, x: float, middle: float, size: float) -> Iterator[Shape]:
    right = x + SAMPLE * size
    if entry.fill:
        yield _patch(entry, Rect(x, middle, right, middle), size)
        return
    if entry.sweep:
        edges = np.linspace(x, right, len(entry.sweep) + 1)
        for stroke, left, end in zip(entry.sweep, edges, edges[1:], strict=False):
            part = Rect(left, middle - 0.25 * size, end, middle + 0.25 * size)
            yield Shape(
                "legend-sample",
                "legend",
                part.corners(),
                closed=True,
                fill=stroke.color,
                alpha=stroke.opacity,
                **shared(stroke),
            )
        return
    stroke, points, ground = entry.stroke, entry.points, entry.background
    if points is None or points.joined:
        ends = np.array([(x, middle), (right, middle)])
        yield stroked(stroke, ends, "legend-sample", "legend")
    if points is not None:
        yield symbol(points, (x + right) / 2, middle, "legend-sample", "legend", ground)
    elif stroke.marker:
        yield marked(stroke, (x + right) / 2, middle, "legend-sample", "legend", ground)


def _patch(entry: LegendEntry, line: Rect, size: float) -> Shape:
    """A piece of a filled region; a hatched one is larger and finer, to show its pattern."""
    hatched = bool(entry.hatch)
    patch = line.grown(-0.3 * size if hatched else -0.5 * size, (0.42 if hatched else 0.32) * size)
    return Shape(
        "legend-sample",
        "legend",
        patch.corners(),
        closed=True,
        color=entry.fill if hatched else "",
        width=0.06 * size,
        fill=entry.fill,
        alpha=entry.alpha,
        hatch=2 * entry.hatch,
        pages=entry.stroke.pages,
        miter=True,
    )


def shapes_of(
    entries: Sequence[LegendEntry], ink: Ink, columns: int | None, width: float
) -> list[Legend]:
    """The legends to try: in the columns asked for, else from one column to all in a row.

    Labels that are too long for the width (pt) are broken into lines.
    """
    counts = range(1, len(entries) + 1) if columns is None else [min(columns, len(entries))]
    made = [Legend(tuple(entries), ink, count) for count in counts]
    # Columns that their rows do not need would be empty.
    full = [legend for legend in made if legend.rows * (legend.columns - 1) < len(entries)]
    full = full or made
    return [legend for legend in full if legend.size[0] <= width] or [_narrow(full[0], width)]


def _narrow(legend: Legend, width: float) -> Legend:
    """A legend whose labels are broken so that it is no wider than width, if they can be."""
    size, columns = legend.ink.size, legend.columns
    around = 2 * PADDING * size + COLUMN_GAP * size * (columns - 1)
    room = (width - around) / columns - (SAMPLE + GAP) * size
    broken = (replace(e, label=wrapped(e.label, legend.ink, room)) for e in legend.entries)
    return replace(legend, entries=tuple(broken))


def flattest(legends: Iterable[Legend]) -> Legend:
    """The one that is least high, of several the first."""
    return min(legends, key=lambda legend: legend.size[1])


class LegendSpot(Record):
    """Where the lower left corner of a legend may be, in pt, and what speaks against it.

    obeys: it is where the spec wants it, or the spec names no place.
    """

    left: float
    bottom: float
    cost: float
    obeys: bool


class LegendWeights(Record):
    """What speaks against a place that the spec does not name; the least sum is drawn.

    Distances are parts of the free way across and up the plot.
    """

    # In a corner a legend is out of the way.
    corner: float = 1.0
    # Readers look at the top first,
    low: float = 0.05
    # and from the left.
    right: float = 0.01


WEIGHTS = LegendWeights()
# A place obeys a wish if it is no farther from it, in parts of the free way.
NEARBY = 0.34


def spot(legend: Legend, area: Rect, ground: Ground, place: str) -> LegendSpot | None:
    """The best free place for a legend in an area; None where nothing is free.

    With a named place: the free place nearest to it.
    """
    width, height = legend.size
    if width > area.width or height > area.height:
        return None
    x = np.arange(area.left, area.right - width + 1e-6, STEP)
    y = np.arange(area.bottom, area.top - height + 1e-6, STEP)
    boxes = boxes_at(x, y, width, height)
    boxes = boxes[ground.load(boxes) == 0]
    if not len(boxes):
        return None
    across, up = free_shares(boxes, area, width, height)
    wish = PLACES.get(place)
    if wish is not None:
        off = np.abs([across - wish[0], up - wish[1]])
        cost, obeys = np.hypot(*off), off.max(axis=0) <= NEARBY
    else:
        weights, inwards = WEIGHTS, (np.minimum(across, 1 - across), np.minimum(up, 1 - up))
        cost = weights.corner * np.hypot(inwards[0], inwards[1] + weights.low * (1 - up))
        cost, obeys = cost + weights.right * across, np.ones(len(boxes), dtype=bool)
    best = int(np.argmin(cost))
    left, bottom = map(float, boxes[best, :2])
    return LegendSpot(left, bottom, float(cost[best]), bool(obeys[best]))
