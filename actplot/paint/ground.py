"""A scene without transparency, for formats that have none."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from matplotlib.colors import to_hex, to_rgb
from matplotlib.path import Path

from actplot.errors import ActplotError
from actplot.layout.scene import Scene, Shape
from actplot.paint.formats.eps import transparent
from actplot.records import replace

# Fills are compared at places this far apart, in pt: what only touches does not overlap.
_STEP = 0.5


def opaque(scene: Scene) -> Scene:
    """The same picture, fills mixed with the ground of the page.

    That is exact as long as they lie on nothing else. Raises ActplotError that names what
    else is transparent.
    """
    fills = [shape for shape in scene.shapes if _seen_through(shape)]
    bad = [shape for shape in fills if shape.layer not in ("fill", "inset") or shape.color]
    for one, other in combinations(fills, 2):
        if one.layer == other.layer and _overlap(one, other):
            bad += [one, other]
    if bad:
        raise ActplotError(transparent(list(dict.fromkeys(map(_name, bad)))))
    ground = scene.background

    def mixed(shape: Shape) -> Shape:
        if not _seen_through(shape):
            return shape
        color = shape.alpha * np.array(to_rgb(shape.fill)) + (1 - shape.alpha) * np.array(
            to_rgb(ground)
        )
        return replace(shape, fill=to_hex(color.tolist()), alpha=1.0)

    return replace(scene, shapes=[mixed(shape) for shape in scene.shapes])


def _seen_through(shape: Shape) -> bool:
    return 0 < shape.alpha < 1 and not shape.hatch and bool(shape.fill or shape.color)


def _name(shape: Shape) -> str:
    """What a shape is called in a message: `curve 2`, `overlapping fills`."""
    return "fills that overlap" if shape.role == "fill" else shape.role.replace("-", " ")


def _overlap(one: Shape, other: Shape) -> bool:
    low = np.maximum(one.points.min(axis=0), other.points.min(axis=0))
    high = np.minimum(one.points.max(axis=0), other.points.max(axis=0))
    if (high <= low).any():
        return False
    across, up = (np.arange(a + _STEP / 2, b, _STEP) for a, b in zip(low, high, strict=True))
    places = np.array(np.meshgrid(across, up)).reshape(2, -1).T
    inside = (Path(shape.points).contains_points(places) for shape in (one, other))
    return bool(np.logical_and(*inside).any())
