"""Bezier pieces as paths of matplotlib's."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from matplotlib.path import Path as Path

from actplot.arrays import Floats


def path(pieces: Iterable[Floats]) -> Path:
    """Chains of cubic segments, each of shape (3n + 1, 2), with a gap after each."""
    found = list(pieces)
    if not found:
        return Path(np.empty((0, 2)))
    codes = [code for each in found for code in (Path.MOVETO, *[Path.CURVE4] * (len(each) - 1))]
    return Path(np.concatenate(found), codes)
