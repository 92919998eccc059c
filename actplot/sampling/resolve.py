"""Laying nodes along a curve until nothing of it is left to chance.

Nodes are added where the curve differs from the polynomial between them; they
end a little above and below the plot.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from actplot.arrays import Bools, Floats, Ints
from actplot.records import replace
from actplot.sampling.breaks import Survey
from actplot.sampling.locate import Quantities, keys, narrowed
from actplot.sampling.nodes import Nodes, SampledFunction, apart, cubics, quintics
from actplot.sampling.probe import distinct, probe
from actplot.sampling.stretches import stretches

# Curves are followed beyond the plot by this share of its height.
BAND = 0.25
# Nodes are laid until this many; what still oscillates between them is drawn
# as straight lines, closer together than a line is wide.
MOST = 6000
# Where the curve is compared with the polynomials, as shares of a cell. No
# symmetry of a curve about its nodes hides a difference at both.
_CHECKS = np.array([0.29, 0.64])
# What still turns in a cell narrower than this (pt) cannot be seen; the cell is
# drawn as a straight line.
_NARROW = 0.005
# How much farther from the curve than a quintic a cubic may be in one cell.
_CUBIC = 8.0
# A handle may reach so far (pt) beyond what it must for a cell.
_HANDLE = 10.0
# An extremum between slopes steeper than this is sharp.
_SHARP = 3.0
# At least so many nodes on a stretch, and so many steps towards an end where
# the curve is unbounded, each a quarter of the one before.
_FEW = 6
_STEPS = 26


class Resolved(NamedTuple):
    """A curve as far as it can be drawn.

    nodes  between which the curve is known
    lost   the x, from left to right, at which it turns too fast to be followed
    """

    nodes: Nodes
    lost: Floats


def resolved(sheet: SampledFunction, survey: Survey, tolerance: float) -> Resolved:
    """The nodes of a curve; between them it is known to within tolerance, in pt."""
    nodes = _turned(sheet, _seeded(sheet, survey))
    for _ in range(3):
        nodes, lost = _refined(sheet, _clipped(sheet, nodes), tolerance)
        if not _outside(sheet, nodes).any():
            break
    return Resolved(_turned(sheet, nodes), lost)


def _seeded(sheet: SampledFunction, survey: Survey) -> Nodes:
    """The points of the first look, the limits at the breaks, and more on short stretches."""
    if survey.breaks:
        more = _more(survey)
        x = np.concatenate([survey.x, more])
        rows = np.concatenate([survey.rows, probe(sheet.function, more, 2)[0]], axis=1)
        order = np.argsort(x, kind="stable")
        survey = survey._replace(x=x[order], rows=rows[:, order])
    own = stretches(survey)
    bounded = np.isfinite(own.rows[0]) | ~own.limit
    x, stretch = own.x[bounded], own.stretch[bounded]
    return Nodes(x, sheet.drawn(x, own.rows[:, bounded]), stretch, np.zeros(len(x), dtype=np.bool_))


def _more(survey: Survey) -> Floats:
    """Points on stretches that have few, and towards ends without a finite limit."""
    breaks, x = survey.breaks, survey.x
    edges = np.array([x[0], *(b.x for b in breaks), x[-1]])
    counts = np.diff(np.searchsorted(x, edges))
    points = [np.empty(0)]
    for k, (start, end) in enumerate(pairwise(edges)):
        room = end - start
        if counts[k] < _FEW:
            points.append(start + room * np.arange(1, _FEW) / _FEW)
        steps = min(room, (x[-1] - x[0]) / len(x)) * 0.25 ** np.arange(1, _STEPS)
        if k > 0 and not np.isfinite(breaks[k - 1].right[0]):
            points.append(start + steps)
        if k < len(breaks) and not np.isfinite(breaks[k].left[0]):
            points.append(end - steps)
    added = distinct(np.concatenate(points))
    return added[~np.isin(added, x) & ~np.isin(added, edges)]


def _outside(sheet: SampledFunction, nodes: Nodes) -> Floats:
    """1 above the band that is followed, -1 below, else 0."""
    height = sheet.frame.y.length_pt
    up, slack = nodes.drawn[1], 1e-6 * height
    above = up > (1.0 + BAND) * height + slack
    below = up < -BAND * height - slack
    return np.where(above, 1.0, np.where(below, -1.0, 0.0))


def _turned(sheet: SampledFunction, nodes: Nodes) -> Nodes:
    """With the sharp extrema, of which the nodes around them show little.

    One of them may reach into the plot from between two nodes outside.
    """
    slope = nodes.drawn[2]
    sharp = np.minimum(np.abs(slope[:-1]), np.abs(slope[1:])) > _SHARP
    followed = nodes.cells() & ~nodes.rough[:-1]
    (cells,) = np.nonzero(followed & (slope[:-1] * slope[1:] < 0.0) & sharp)
    rows = np.zeros(len(cells), dtype=np.intp)
    return _with(sheet, nodes, cells, rows, lambda x: probe(sheet.function, x, 1)[0][1:])


def _clipped(sheet: SampledFunction, nodes: Nodes) -> Nodes:
    """Cut where the curve leaves the band."""
    side = _outside(sheet, nodes)
    if not side.any():
        return nodes
    height = sheet.frame.y.length_pt
    levels = np.array([[-BAND], [1.0 + BAND]]) * height
    beyond = side == [[-1.0], [1.0]]
    rows, cells = np.nonzero(nodes.cells() & (beyond[:, :-1] != beyond[:, 1:]))
    nodes = _with(
        sheet, nodes, cells, rows, lambda x: sheet.up(probe(sheet.function, x, 0)[0][0]) - levels
    )
    side, drawn = _outside(sheet, nodes), nodes.drawn.copy()
    # Between two neighbouring floats a curve may go from well inside the band to far outside, as
    # on a log axis to a zero that is not a float. It is continuous, so it leaves the band there.
    edge = np.clip(drawn[1], *levels[:, 0])
    inner = (side == 0.0) & (np.abs(drawn[1] - levels).min(axis=0) > 2e-6 * height)
    leaves = nodes.cells() & (inner[:-1] != inner[1:])
    leaving = (side != 0.0) & (np.append(leaves, False) | np.append(False, leaves))
    drawn[1] = np.where(leaving, edge, drawn[1])
    return replace(nodes, drawn=drawn).without((side != 0.0) & ~leaving)


def _with(
    sheet: SampledFunction, nodes: Nodes, cells: Ints, rows: Ints, quantities: Quantities
) -> Nodes:
    """With a node where quantity rows[k] changes sign in cells[k]."""
    if not len(cells):
        return nodes
    low, high = keys(nodes.x[cells]), keys(nodes.x[cells + 1])
    changes = narrowed(quantities, rows, low, high)
    at = np.array([change.at for change in changes])
    cell = cells[[change.span for change in changes]]
    inner = (at > nodes.x[cell]) & (at < nodes.x[cell + 1])
    order = np.argsort(at[inner], kind="stable")
    at, cell = at[inner][order], cell[inner][order]
    return nodes.inserted(sheet.nodes(at, nodes.stretch[cell]), cell)


def _refined(sheet: SampledFunction, nodes: Nodes, tolerance: float) -> Resolved:
    """With nodes added until the polynomials between them follow the curve."""
    unsure = np.append(nodes.cells(), False)
    rough = nodes.rough.copy()
    lost = [np.empty(0)]
    while unsure.any():
        (cells,) = np.nonzero(unsure)
        behind = np.repeat(cells, len(_CHECKS))
        start, end = nodes.x[cells], nodes.x[cells + 1]
        x = (start[:, np.newaxis] + (end - start)[:, np.newaxis] * _CHECKS).ravel()
        checks = sheet.nodes(x, nodes.stretch[behind])
        width = np.diff(nodes.drawn[0])[cells]
        wrong = ~_known(sheet, nodes, checks, behind, tolerance)
        between = _between(nodes, checks, behind)
        # A curve that rises or falls in a very narrow cell can go nowhere else.
        plain = wrong & ((width <= _NARROW) | ((width <= tolerance) & between))
        rough[cells] = plain
        lost.append(start[plain & ~between])
        unsure[cells] = wrong = wrong & ~plain
        if len(nodes) + len(_CHECKS) * np.count_nonzero(wrong) > MOST:
            rough |= unsure
            lost.append(nodes.x[unsure])
            break
        added = np.repeat(wrong, len(_CHECKS))
        nodes = nodes.inserted(checks.take(added), behind[added])
        unsure = np.insert(unsure, behind[added] + 1, True)
        rough = np.insert(rough, behind[added] + 1, False)
    nodes = replace(nodes, rough=rough)
    nodes = nodes.without(np.isnan(nodes.drawn[1]))
    return Resolved(nodes, np.sort(np.concatenate(lost)))


def _known(
    sheet: SampledFunction, nodes: Nodes, checks: Nodes, cell: Ints, tolerance: float
) -> Bools:
    """Whether the curve at all checks of a cell is within tolerance of the polynomial there.

    A cubic, which is what is drawn in the end, may be somewhat farther from it.
    checks and cell have one entry for each check; the answer is one for each cell.
    """
    noise = 4.0 * sheet.noise(checks)
    up, bend = checks.drawn[1], checks.drawn[3]
    steep = _least_slope(nodes, checks, cell)
    cells = cell[:: len(_CHECKS)]
    rise, width = (np.diff(row)[cells] for row in (nodes.drawn[1], nodes.drawn[0]))
    slopes = np.fmax(np.abs(nodes.drawn[2][cells]), np.abs(nodes.drawn[2][cells + 1]))
    wild = np.isfinite(slopes) & (slopes * width > 3.0 * (np.abs(rise) + _HANDLE))
    quintic, cubic = (p(nodes).at(cell, checks.drawn[0])[0] for p in (quintics, cubics))
    known = apart(quintic - up, steep, bend) <= tolerance + noise
    drawn = apart(cubic - up, steep, bend) <= _CUBIC * tolerance + noise
    return _all_checks(known & drawn & ~np.repeat(wild, len(_CHECKS)))


def _least_slope(nodes: Nodes, checks: Nodes, cell: Ints) -> Floats:
    """How steep the curve is all over a cell, as far as the checks show; one for each check."""
    cells = cell[:: len(_CHECKS)]
    ends = nodes.drawn[2][cells], nodes.drawn[2][cells + 1]
    slopes = np.column_stack([checks.drawn[2].reshape(-1, len(_CHECKS)), *ends])
    least = np.maximum(np.fmin.reduce(slopes, axis=1), -np.fmax.reduce(slopes, axis=1))
    return np.repeat(np.fmax(least, 0.0), len(_CHECKS))


def _between(nodes: Nodes, checks: Nodes, cell: Ints) -> Bools:
    """Whether the curve at all checks of a cell is between its ends; one answer for each cell."""
    ends = np.sort(np.stack([nodes.drawn[1][cell], nodes.drawn[1][cell + 1]]), axis=0)
    between = (ends[0] <= checks.drawn[1]) & (checks.drawn[1] <= ends[1])
    return _all_checks(between)


def _all_checks(hold: Bools) -> Bools:
    """Whether something holds at every check of a cell: one answer for each cell."""
    return np.asarray(hold.reshape(-1, len(_CHECKS)).all(axis=1))
