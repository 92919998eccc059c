"""How far a drawn outline is from the true curve, measured without the sampler's own means."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from actplot.sampling.axis import Frame
from actplot.sampling.pieces import Outline

Floats = NDArray[np.float64]

# Places between two knots, crowded towards both, where curves are steepest, and so
# many that the straight lines between them cut no more than 0.001 pt off an arc.
_EVEN = (1.0 - np.cos(np.linspace(0.0, np.pi, 600))) / 2.0
_PLACES = np.unique(np.concatenate([_EVEN, _EVEN**5, 1.0 - _EVEN**5]))


def worst(function: Callable[[Floats], Floats], outline: Outline, frame: Frame) -> float:
    """The largest distance in pt between the outline and the curve, both ways."""
    size = np.array([frame.x.length_pt, frame.y.length_pt])
    farthest = 0.0
    for piece in outline.pieces:
        for k, (start, end) in enumerate(zip(piece.knots[:-1], piece.knots[1:], strict=True)):
            drawn = bezier(piece.points[3 * k : 3 * k + 4] * size, np.linspace(0.0, 1.0, 301))
            ends = frame.x.fraction([start, end])
            x = frame.x.value(ends[0] + (ends[1] - ends[0]) * _PLACES)
            # At a break a curve may change at the next float, not at the knot itself.
            margin = 1e-12 * (abs(end - start) + abs(start) + abs(end))
            inner = x[(x > min(start, end) + margin) & (x < max(start, end) - margin)]
            x = np.concatenate([[start], inner, [end]])
            with np.errstate(all="ignore"):
                y = np.broadcast_to(function(x), x.shape)
            true = np.column_stack([frame.x.fraction(x), frame.y.fraction(y)]) * size
            # At a break the curve starts at its limit, which the function need not take.
            true[0], true[-1] = drawn[0], drawn[-1]
            farthest = max(farthest, _farthest(drawn[::10], true), _farthest(true[::33], drawn))
    return farthest


def bezier(control: Floats, t: Floats) -> Floats:
    """Points of the cubic with four control points (4, 2)."""
    s, t = 1.0 - t[:, np.newaxis], t[:, np.newaxis]
    return (
        s**3 * control[0]
        + 3 * s * s * t * control[1]
        + 3 * s * t * t * control[2]
        + t**3 * control[3]
    )


def _farthest(points: Floats, line: Floats) -> float:
    """The largest distance of the points from a line of straight pieces."""
    start, way = line[:-1], np.diff(line, axis=0)
    length = np.maximum((way**2).sum(axis=1), 1e-300)
    share = np.clip(((points[:, np.newaxis] - start) * way).sum(axis=2) / length, 0.0, 1.0)
    gap = start + share[..., np.newaxis] * way - points[:, np.newaxis]
    return float(np.hypot(gap[..., 0], gap[..., 1]).min(axis=1).max())
