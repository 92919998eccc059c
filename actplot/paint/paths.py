"""Bezier pieces as paths of matplotlib's."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from matplotlib.path import Path as MplPath

from actplot.arrays import Floats

__all__ = ["MplPath", "path"]


def path(pieces: Iterable[Floats]) -> MplPath:
    """Chains of cubic segments, each of shape (3n + 1, 2), with a gap after each."""
    chains = list(pieces)
    if not chains:
        return MplPath(np.empty((0, 2)))
    codes = [
        code for chain in chains for code in (MplPath.MOVETO, *[MplPath.CURVE4] * (len(chain) - 1))
    ]
    return MplPath(np.concatenate(chains), codes)
