"""Outlines as straight lines: for tests of collision, and as numbers."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from actplot.arrays import Floats
from actplot.calculus.jet import evaluate
from actplot.sampling.axis import Frame
from actplot.sampling.pieces import Break, Outline, Piece
from actplot.sampling.probe import Function

# Straight lines for one segment at most.
_MOST = 256


def polyline(piece: Piece, frame: Frame, tolerance: float = 0.05) -> Floats:
    """Points on a piece in axes fractions, shape (n, 2).

    The straight lines between them stay within tolerance (pt) of the piece.
    """
    return _walked(piece, _shares(piece, frame, tolerance))


def table(
    function: Function, outline: Outline, frame: Frame, tolerance: float = 0.05
) -> tuple[tuple[Floats, Floats], ...]:
    """The x and the values of function along each piece, as two arrays of shape (n,).

    Straight lines between them stay within tolerance (pt) of the curve. The
    values are the function's own; at the end of a piece they are the limit there.
    """
    tables = []
    for piece in outline.pieces:
        shares = _shares(piece, frame, tolerance)
        x = frame.x.value(_walked(piece, shares)[:, 0])
        at_knot = shares == np.floor(shares)
        x[at_knot] = piece.knots
        tables.append(finite(x, filled(x, evaluate(function, x), outline.breaks)))
    return tuple(tables)


def filled(x: Floats, y: Floats, breaks: Iterable[Break]) -> Floats:
    """Values y at the points x of a piece, as drawn: a limit where there is no value, or another.

    At a jump, and beside a point that is raised, a piece ends at its own side's limit.
    """
    y = y.copy()
    for found in breaks:
        for place in np.flatnonzero(x == found.x):
            side = found.left if place == len(x) - 1 else found.right
            ends = place in (0, len(x) - 1) and found.kind in ("jump", "hole")
            if (ends or not np.isfinite(y[place])) and np.isfinite(side[0]):
                y[place] = side[0]
    return y


def finite(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """The points that have a place."""
    known = np.isfinite(y)
    return x[known], y[known]


def _shares(piece: Piece, frame: Frame, tolerance: float) -> Floats:
    """Where to put points: segment number plus parameter, so that chords are near enough."""
    a, b, c, d = _controls(piece) * [frame.x.length_pt, frame.y.length_pt]
    bend = np.hypot(*np.moveaxis(np.stack([a - 2.0 * b + c, b - 2.0 * c + d]), -1, 0)).max(axis=0)
    # n equal steps of the parameter keep chords within 3/4 of the largest second
    # difference of the control points, over n squared.
    counts = np.clip(np.ceil(np.sqrt(0.75 * bend / tolerance)), 1.0, _MOST).astype(np.intp)
    steps = [k + np.arange(count) / count for k, count in enumerate(counts)]
    return np.concatenate([*steps, [float(len(counts))]])


def _walked(piece: Piece, shares: Floats) -> Floats:
    """The points of a piece at segment numbers plus parameters."""
    segment = np.minimum(shares.astype(np.intp), len(piece.knots) - 2)
    t = (shares - segment)[:, np.newaxis]
    a, b, c, d = _controls(piece)[:, segment]
    s = 1.0 - t
    points: Floats = s**3 * a + 3.0 * s * s * t * b + 3.0 * s * t * t * c + t**3 * d
    return points


def _controls(piece: Piece) -> Floats:
    """The four control points of each segment, shape (4, n, 2)."""
    p = piece.points
    return np.stack([p[:-1:3], p[1::3], p[2::3], p[3::3]])
