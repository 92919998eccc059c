"""The legend: a sample of each line with its label, where it covers nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from actplot.layout.curves import marked, stroked
from actplot.layout.geometry import Ground, Rect
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
        # Tall and deep enough that rows of plain text stand evenly.
        plain = self.ink.box("(gh0)")
        lead = TALL_GAP * self.ink.size
        found = []
        for row in range(self.rows):
            up = max(box.ascent for box in boxes[row :: self.rows])
            down = max(box.descent for box in boxes[row :: self.rows])
            # Fractions above one another would run together.
            tall = up + down > 1.5 * plain.height
            found.append(
                (max(plain.ascent, up) + lead * tall, max(plain.descent, down) + lead * tall)
            )
        return found

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
                yield from _sample(entry, x, y, size)
                words = self.ink.at(
                    entry.label,
                    x + (SAMPLE + GAP) * size,
                    y,
                    "legend-label",
                    "legend",
                    horizontal="left",
                    vertical="baseline",
                )
                yield replace(words, hidden=entry.stroke.hidden)
                y -= down + ROW_GAP * size
            x += width + COLUMN_GAP * size


def _sample(entry: LegendEntry, x: float, baseline: float, size: float) -> Iterator[Shape]:
    middle = baseline + 0.3 * size
    right = x + SAMPLE * size
    if entry.fill:
        patch = Rect(x + 0.5 * size, middle - 0.32 * size, right - 0.5 * size, middle + 0.32 * size)
        yield Shape(
            "legend-sample",
            "legend",
            patch.corners(),
            closed=True,
            fill=entry.fill,
            alpha=entry.alpha,
            hatch=entry.hatch,
        )
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
                tint=stroke.tint,
                hidden=stroke.hidden,
            )
        return
    if entry.points is not None:
        yield from _dots(entry.points, x, right, middle, entry.background)
        return
    stroke = entry.stroke
    yield Shape(
        "legend-sample",
        "legend",
        np.array([(x, middle), (right, middle)]),
        color=stroke.color,
        width=stroke.width,
        dash=stroke.dash,
        alpha=stroke.opacity,
        tint=stroke.tint,
        hidden=stroke.hidden,
    )
    if stroke.marker:
        yield marked(stroke, (x + right) / 2, middle, "legend-sample", "legend", entry.background)


def _dots(
    points: PointsPlan, x: float, right: float, middle: float, background: str
) -> Iterator[Shape]:
    """A dot, on its line if there is one."""
    if points.joined:
        ends = np.array([(x, middle), (right, middle)])
        yield stroked(points.stroke, ends, "legend-sample", "legend")
    yield symbol(points, (x + right) / 2, middle, "legend-sample", "legend", background)


def shapes_of(
    entries: Sequence[LegendEntry], ink: Ink, columns: int | None, width: float
) -> list[Legend]:
    """The legends to try: in the columns asked for, else from one column to all in a row."""
    if columns is not None:
        return [Legend(tuple(entries), ink, min(columns, len(entries)))]
    made = [Legend(tuple(entries), ink, count) for count in range(1, len(entries) + 1)]
    # Columns that their rows do not need would stand empty.
    full = [legend for legend in made if legend.rows * (legend.columns - 1) < len(entries)]
    return [legend for legend in full if legend.size[0] <= width] or full[:1]


def spot(legend: Legend, area: Rect, ground: Ground, place: str = "") -> tuple[float, float] | None:
    """The lower left corner of the best free place in area; None where nothing is free.

    With a named place: the free place nearest to it.
    """
    width, height = legend.size
    if width > area.width or height > area.height:
        return None
    x = np.arange(area.left, area.right - width + 1e-6, STEP)
    y = np.arange(area.bottom, area.top - height + 1e-6, STEP)
    left, bottom = (grid.ravel() for grid in np.meshgrid(x, y))
    boxes = np.column_stack([left, bottom, left + width, bottom + height])
    free = ground.load(boxes) == 0
    if not free.any():
        return None
    left, bottom = left[free], bottom[free]
    across = (left - area.left) / max(area.width - width, 1e-9)
    up = (bottom - area.bottom) / max(area.height - height, 1e-9)
    if place in PLACES:
        want = PLACES[place]
        cost = np.hypot(across - want[0], up - want[1])
    else:
        # Towards a corner, of equal ones the upper, then the left.
        cost = np.hypot(np.minimum(across, 1 - across), np.minimum(up, 1 - up) + 0.05 * (1 - up))
        cost = cost + 0.01 * across
    best = int(np.argmin(cost))
    return float(left[best]), float(bottom[best])
