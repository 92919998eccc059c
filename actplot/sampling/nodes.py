"""A curve as it is drawn, in points: exact at its nodes, a quintic between two of them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from actplot.arrays import Bools, Floats, Ints
from actplot.records import Record, replace
from actplot.sampling.axis import Frame
from actplot.sampling.probe import Function, probe


class Nodes(Record, eq=False):
    """Places on a curve, from left to right.

    x       in data coordinates, shape (n,)
    drawn   across and up in pt, first and second derivative of up by across, (4, n)
    stretch which smooth stretch of the curve each node belongs to, (n,)
    rough   whether the way to the next node is a straight line for want of better, (n,)

    The two sides of a break are two nodes with one x.
    """

    x: Floats
    drawn: Floats
    stretch: Ints
    rough: Bools

    def __len__(self) -> int:
        return len(self.x)

    def take(self, which: Bools | Ints) -> Nodes:
        return Nodes(self.x[which], self.drawn[:, which], self.stretch[which], self.rough[which])

    def inserted(self, others: Nodes, cells: Ints) -> Nodes:
        """With others[k] added behind node cells[k]; those of one cell in their order."""
        behind = cells + 1
        return Nodes(
            np.insert(self.x, behind, others.x),
            np.insert(self.drawn, behind, others.drawn, axis=1),
            np.insert(self.stretch, behind, others.stretch),
            np.insert(self.rough, behind, others.rough),
        )

    def cells(self) -> Bools:
        """For each node but the last, whether the curve goes on to the next one."""
        return np.equal(self.stretch[1:], self.stretch[:-1])

    def without(self, gone: Bools) -> Nodes:
        """Without some nodes; the curve is cut where they were."""
        cut = replace(self, stretch=self.stretch + np.cumsum(gone))
        return cut.take(~gone)


class SampledFunction(NamedTuple):
    """A function and the axes on which it is drawn; x runs from left to right."""

    function: Function
    frame: Frame

    def nodes(self, x: Floats, stretch: Ints) -> Nodes:
        """The nodes at x."""
        rows, _ = probe(self.function, x, 2)
        return Nodes(x, self.drawn(x, rows), stretch, np.zeros(len(x), dtype=np.bool_))

    def drawn(self, x: Floats, rows: Floats) -> Floats:
        """Derivatives 0 to 2 in data coordinates at x as places and slopes in pt, (4, n)."""
        across, up = self.frame.x, self.frame.y
        a1, a2 = (across.length_pt * s for s in across.slopes(x))
        u1, u2 = (up.length_pt * s for s in up.slopes(rows[0]))
        slope = u1 * rows[1] / a1
        bend = (u2 * rows[1] ** 2 + u1 * rows[2] - slope * a2) / a1**2
        return np.stack([self.across(x), self.up(rows[0]), slope, bend])

    def across(self, x: Floats) -> Floats:
        places: Floats = self.frame.x.fraction(x) * self.frame.x.length_pt
        return places

    def up(self, y: Floats) -> Floats:
        """Height in pt; values that a log axis cannot show lie endlessly far down."""
        axis = self.frame.y
        height = axis.fraction(y) * axis.length_pt
        if axis.scale == "log":
            height = np.where(y <= 0.0, -np.inf if axis.high > axis.low else np.inf, height)
        return height

    def noise(self, nodes: Nodes) -> Floats:
        """How far rounding of x and of the value may move each node, in pt."""
        axis = self.frame.y
        value = axis.value(nodes.drawn[1] / axis.length_pt)
        up = np.abs(np.spacing(value) * axis.slopes(value)[0]) * axis.length_pt
        across = np.abs(np.spacing(nodes.x) * self.frame.x.slopes(nodes.x)[0])
        across = across * self.frame.x.length_pt * np.fmin(np.abs(nodes.drawn[2]), 1.0)
        noise: Floats = np.where(np.isfinite(up), up, 0.0) + across
        return noise


def apart(higher: Floats, slope: Floats, bend: Floats) -> Floats:
    """The distance from a curve of a place higher above it, where its slope and bend are known.

    Never too small: a steep curve is nearer than the height says only as long
    as its slope lasts.
    """
    higher = np.abs(higher)
    lasts = 4.0 * np.abs(bend) * higher <= slope * slope
    distance: Floats = higher / np.hypot(1.0, np.where(lasts, slope, 0.0))
    return distance


class Polynomials(NamedTuple):
    """The curve between the nodes: for each cell a polynomial of the share of its width.

    coefficients has shape (degree + 1, n - 1), lowest power first; a cell
    without finite slopes is a straight line.
    """

    start: Floats
    width: Floats
    coefficients: Floats

    def at(self, cell: Ints, across: Floats) -> tuple[Floats, Floats]:
        """Height and slope above the places across, each in the given cell."""
        c, width, u = self._shares(cell, across)
        up, slope = c[-1], np.zeros_like(u)
        for lower in c[-2::-1]:
            slope = up + u * slope
            up = lower + u * up
        return up, slope / width

    def bend(self, cell: Ints, across: Floats) -> Floats:
        """The second derivative above the places across."""
        c, width, u = self._shares(cell, across)
        bend = np.zeros_like(u)
        for k in range(len(c) - 1, 1, -1):
            bend = k * (k - 1) * c[k] + u * bend
        return bend / width**2

    def _shares(self, cell: Ints, across: Floats) -> tuple[Floats, Floats, Floats]:
        width = self.width[cell]
        share = np.minimum(np.maximum((across - self.start[cell]) / width, 0.0), 1.0)
        return self.coefficients[:, cell], width, share


def quintics(nodes: Nodes) -> Polynomials:
    """The polynomials that have height, slope and curvature of the nodes at both ends."""
    width, rise, a, b = _ends(nodes)
    bend = nodes.drawn[3]
    p, q = bend[:-1] * width**2, bend[1:] * width**2
    # Without a curvature at one end (a place known as a limit) the other's serves.
    p, q = np.where(np.isfinite(p), p, q), np.where(np.isfinite(q), q, p)
    rest, turn, twist = rise - a - p / 2.0, b - a - p, q - p
    return _polynomials(
        nodes,
        a,
        p / 2.0,
        10.0 * rest - 4.0 * turn + twist / 2.0,
        -15.0 * rest + 7.0 * turn - twist,
        6.0 * rest - 3.0 * turn + twist / 2.0,
    )


def cubics(nodes: Nodes) -> Polynomials:
    """The polynomials that have height and slope of the nodes at both ends."""
    _, rise, a, b = _ends(nodes)
    return _polynomials(nodes, a, 3.0 * rise - 2.0 * a - b, a + b - 2.0 * rise)


def _ends(nodes: Nodes) -> tuple[Floats, Floats, Floats, Floats]:
    """Width and rise of each cell, and the slopes at its ends times the width."""
    across, up, slope, _ = nodes.drawn
    width = np.maximum(np.diff(across), 1e-300)  # two floats may share a place
    return width, np.diff(up), slope[:-1] * width, slope[1:] * width


def _polynomials(nodes: Nodes, *higher: Floats) -> Polynomials:
    width, rise, _, _ = _ends(nodes)
    coefficients = np.stack([nodes.drawn[1][:-1], *higher])
    line = np.zeros_like(coefficients)
    line[0], line[1] = coefficients[0], rise
    straight = nodes.rough[:-1] | ~np.isfinite(coefficients).all(axis=0)
    return Polynomials(nodes.drawn[0][:-1], width, np.where(straight, line, coefficients))
