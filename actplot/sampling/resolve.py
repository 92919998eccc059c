"""Laying nodes along a curve until nothing of it is left to chance.

Nodes are added where the curve between them is not what they tell; they end a
little above and below the plot.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from actplot.sampling.axis import Floats
from actplot.sampling.breaks import Survey
from actplot.sampling.locate import Quantities, keys, narrowed
from actplot.sampling.model import Break
from actplot.sampling.nodes import Bools, Ints, Nodes, Sheet, quintics
from actplot.sampling.probe import probe

# Curves are followed beyond the plot by this share of its height.
BAND = 0.25
# Nodes are laid until this many; what still oscillates between them is drawn
# as straight lines, closer together than a line is wide.
MOST = 6000
# Where the curve is compared with what the nodes tell, as shares of a cell. No
# symmetry of a curve about its nodes hides a difference at both.
_CHECKS = np.array([0.29, 0.64])
# A cell narrower than this (pt) is a vertical stroke.
_NARROW = 1e-5
# At least so many nodes on a stretch, and so many steps towards an end where
# the curve is unbounded, each a quarter of the one before.
_FEW = 6
_STEPS = 26


def resolved(sheet: Sheet, survey: Survey, tolerance: float) -> Nodes:
    """The nodes of a curve; between them it is known to within tolerance, in pt."""
    nodes = _turned(sheet, _seeded(sheet, survey))
    for _ in range(3):
        nodes = _refined(sheet, _clipped(sheet, nodes), tolerance)
        if not _outside(sheet, nodes).any():
            break
    return nodes


def _seeded(sheet: Sheet, survey: Survey) -> Nodes:
    """The points of the first look, the limits at the breaks, and more on short stretches."""
    low, high = survey.x[0], survey.x[-1]
    at = np.array([b.x for b in survey.breaks])
    own = ~np.isin(survey.x, at)
    x = survey.x[own]
    found = [
        Nodes(
            x,
            sheet.drawn(x, survey.rows[:, own]),
            np.searchsorted(at, x),
            np.zeros(len(x), dtype=np.bool_),
        )
    ]
    if len(at):
        found += [_ends(sheet, survey.breaks), _more(sheet, survey.breaks, x, low, high)]
    nodes = Nodes(
        *(
            np.concatenate([getattr(part, name) for part in found], axis=-1)
            for name in ("x", "drawn", "stretch", "rough")
        )
    )
    nodes = nodes.take(np.lexsort((nodes.x, nodes.stretch)))
    return nodes.without(np.isnan(nodes.drawn[1]))


def _ends(sheet: Sheet, breaks: tuple[Break, ...]) -> Nodes:
    """The two limits at each break as nodes."""
    count = len(breaks)
    x = np.array([b.x for b in breaks] * 2)
    rows = np.stack([b.left for b in breaks] + [b.right for b in breaks], axis=1)
    rows[0, np.isinf(rows[0])] = np.nan
    stretch = np.concatenate([np.arange(count), np.arange(1, count + 1)])
    return Nodes(x, sheet.drawn(x, rows), stretch, np.zeros(2 * count, dtype=np.bool_))


def _more(sheet: Sheet, breaks: tuple[Break, ...], x: Floats, low: float, high: float) -> Nodes:
    """Nodes on stretches that have few, and towards ends without a finite limit."""
    edges = np.array([low, *(b.x for b in breaks), high])
    counts = np.histogram(np.searchsorted(edges[1:-1], x), np.arange(len(edges)))[0]
    added, stretch = [], []
    for k, (start, end) in enumerate(pairwise(edges)):
        if not start < end:
            continue
        room = end - start
        points = [np.empty(0)]
        if counts[k] < _FEW:
            points.append(start + room * np.arange(1, _FEW) / _FEW)
        steps = min(room, (high - low) / len(x)) * 0.25 ** np.arange(1, _STEPS)
        if k > 0 and not np.isfinite(breaks[k - 1].right[0]):
            points.append(start + steps)
        if k < len(breaks) and not np.isfinite(breaks[k].left[0]):
            points.append(end - steps)
        inner = np.unique(np.concatenate(points))
        inner = inner[(inner > start) & (inner < end) & ~np.isin(inner, x)]
        added.append(inner)
        stretch.append(np.full(len(inner), k))
    return sheet.nodes(np.concatenate(added), np.concatenate(stretch))


def _outside(sheet: Sheet, nodes: Nodes) -> Floats:
    """1 above the band that is followed, -1 below, else 0."""
    height = sheet.frame.y.length_pt
    up, slack = nodes.drawn[1], 1e-6 * height
    above = up > (1.0 + BAND) * height + slack
    below = up < -BAND * height - slack
    return np.where(above, 1.0, np.where(below, -1.0, 0.0))


def _turned(sheet: Sheet, nodes: Nodes) -> Nodes:
    """With the extrema between two nodes outside the band, which may reach into the plot."""
    side, slope = _outside(sheet, nodes), nodes.drawn[2]
    turns = (side[:-1] == side[1:]) & (side[:-1] * slope[:-1] < 0.0) & (side[1:] * slope[1:] > 0.0)
    (cells,) = np.nonzero(nodes.cells() & turns)

    def slopes(x: Floats) -> Floats:
        return probe(sheet.function, x, 1)[0][1:]

    return _with(sheet, nodes, cells, np.zeros(len(cells), dtype=np.intp), slopes)


def _clipped(sheet: Sheet, nodes: Nodes) -> Nodes:
    """Cut where the curve leaves the band."""
    side = _outside(sheet, nodes)
    if not side.any():
        return nodes
    height = sheet.frame.y.length_pt
    levels = np.array([[-BAND], [1.0 + BAND]]) * height
    go_on = nodes.cells()
    cells, rows = [], []
    for row, sign in enumerate((-1.0, 1.0)):
        beyond = side == sign
        (crossing,) = np.nonzero(go_on & (beyond[:-1] != beyond[1:]))
        cells.append(crossing)
        rows.append(np.full(len(crossing), row))

    def above(x: Floats) -> Floats:
        return sheet.up(probe(sheet.function, x, 0)[0][0]) - levels

    nodes = _with(sheet, nodes, np.concatenate(cells), np.concatenate(rows), above)
    return nodes.without(_outside(sheet, nodes) != 0.0)


def _with(sheet: Sheet, nodes: Nodes, cells: Ints, rows: Ints, quantities: Quantities) -> Nodes:
    """With a node where quantity rows[k] changes sign in cells[k]."""
    if not len(cells):
        return nodes
    low, high = keys(nodes.x[cells]), keys(nodes.x[cells + 1])
    changes = narrowed(quantities, rows, low, high, len(cells))
    at = np.array([change.at for change in changes])
    cell = cells[[change.span for change in changes]]
    inner = (at > nodes.x[cell]) & (at < nodes.x[cell + 1])
    order = np.argsort(at[inner], kind="stable")
    at, cell = at[inner][order], cell[inner][order]
    return nodes.inserted(sheet.nodes(at, nodes.stretch[cell]), cell)


def _refined(sheet: Sheet, nodes: Nodes, tolerance: float) -> Nodes:
    """With nodes added until the curve between them is what they tell."""
    unsure = np.append(nodes.cells(), False)
    while unsure.any():
        (cells,) = np.nonzero(unsure)
        behind = np.repeat(cells, len(_CHECKS))
        start, end = nodes.x[cells], nodes.x[cells + 1]
        x = (start[:, np.newaxis] + (end - start)[:, np.newaxis] * _CHECKS).ravel()
        checks = sheet.nodes(x, nodes.stretch[behind])
        wrong = _wrong(sheet, nodes, checks, behind, tolerance).reshape(len(cells), -1).any(axis=1)
        wrong &= np.diff(nodes.drawn[0])[cells] > _NARROW
        unsure[cells] = wrong
        if len(nodes) + 2 * np.count_nonzero(wrong) > MOST:
            nodes = replace(nodes, rough=nodes.rough | unsure)
            break
        added = np.repeat(wrong, len(_CHECKS))
        nodes = nodes.inserted(checks.take(added), behind[added])
        unsure = np.insert(unsure, behind[added] + 1, True)
    return nodes.without(np.isnan(nodes.drawn[1]))


def _wrong(sheet: Sheet, nodes: Nodes, checks: Nodes, cell: Ints, tolerance: float) -> Bools:
    """Whether the curve at the checks is farther than tolerance from what the nodes tell."""
    told, slope = quintics(nodes).at(cell, checks.drawn[0])
    steep = np.fmin(np.abs(slope), np.abs(checks.drawn[2]))
    distance = np.abs(checks.drawn[1] - told) / np.hypot(1.0, steep)
    return np.asarray(~(distance <= tolerance + 4.0 * sheet.noise(checks)))
