"""A page without a ground: what would be covered on paper is left out instead.

Halos and the grounds of legends become gaps in the lines behind them, open circles are empty.
On regions that are filled, halos are gaps on any page.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from actplot.arrays import Floats
from actplot.layout.curves import flattened
from actplot.layout.scene import LAYERS, Scene, Shape
from actplot.records import replace

# Places at which a line is looked at, in pt, before its way in and out is found exactly.
STEP = 0.5
HALVINGS = 30


def cleared(scene: Scene) -> Scene:
    """The scene for a transparent page: nothing in it has the colour of the ground to cover."""
    order = [(LAYERS.index(shape.layer), k) for k, shape in enumerate(scene.shapes)]
    grounds = [at for at in sorted(order) if scene.shapes[at[1]].fill == scene.background]
    shapes: list[Shape] = []
    for at, shape in zip(order, scene.shapes, strict=True):
        above = [scene.shapes[ground[1]] for ground in grounds if ground > at]
        if shape.fill == scene.background:
            shape = replace(shape, fill="")
            if not shape.color:
                continue
        if shape.color == scene.background:
            shape = replace(shape, color="", width=0.0)
        parts = [shape]
        if shape.color and not shape.fill and above:
            parts = _cut(shape, [*map(_hull, above)])
        shapes += parts
    return replace(scene, shapes=shapes, transparent=True)


def parted(scene: Scene) -> Scene:
    """The scene with gaps in the lines for halos over regions, on which they would be seen."""
    fills = [shape.bounds for shape in scene.shapes if shape.layer == "fill" and shape.fill]
    halos = [shape for shape in scene.shapes if shape.layer == "halo"]
    over = [halo for halo in halos if any(halo.bounds.overlaps(fill) for fill in fills)]
    if not over:
        return scene
    holes = [*map(_hull, over)]
    below = LAYERS[: LAYERS.index("halo")]
    shapes: list[Shape] = []
    for shape in scene.shapes:
        if shape.layer in below and shape.color and not shape.fill:
            shapes += _cut(shape, holes)
        elif not any(shape is halo for halo in over):
            shapes.append(shape)
    return replace(scene, shapes=shapes)


def _cut(shape: Shape, holes: list[Floats]) -> list[Shape]:
    """What is left of a line outside of some convex regions."""
    low, high = shape.points.min(axis=0), shape.points.max(axis=0)
    near = [h for h in holes if (h.max(axis=0) >= low).all() and (h.min(axis=0) <= high).all()]
    segments = list(_segments(shape))
    if not near:
        return [shape]
    kept = [_kept(segment, near) for segment in segments]
    if all(ranges == [(0.0, 1.0)] for ranges in kept):
        return [shape]
    chains: list[list[Floats]] = [[]]
    for segment, ranges in zip(segments, kept, strict=True):
        for first, last in ranges:
            if first > 0.0 and chains[-1]:
                chains.append([])
            chains[-1].append(_part(segment, first, last))
            if last < 1.0:
                chains.append([])
        if not _outside(segment[-1:], near)[0] and chains[-1]:
            chains.append([])
    parts = [np.vstack([chain[0], *(part[1:] for part in chain[1:])]) for chain in chains if chain]
    return [replace(shape, points=points, closed=False) for points in parts]


def _segments(shape: Shape) -> list[Floats]:
    """The parts of a path: cubic ones of four points, straight ones of two."""
    points = shape.line
    if not shape.cubic:
        return [points[k : k + 2] for k in range(len(points) - 1)]
    return [points[k : k + 4] for k in range(0, len(points) - 3, 3)]


def _kept(segment: Floats, holes: list[Floats]) -> list[tuple[float, float]]:
    """The ranges of the parameter in which a segment is outside of all holes."""
    length = float(np.hypot(*np.diff(segment, axis=0).T).sum())
    t = np.linspace(0.0, 1.0, int(length / STEP) + 3)
    free = _outside(_points(segment, t), holes)
    edges = np.flatnonzero(free[1:] != free[:-1])
    cuts = []
    for edge in edges:
        low, high = float(t[edge]), float(t[edge + 1])
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            same = _outside(_points(segment, np.array([middle])), holes)[0] == free[edge]
            low, high = (middle, high) if same else (low, middle)
        cuts.append(low)
    bounds = [0.0, *cuts, 1.0]
    start = 0 if free[0] else 1
    return [(bounds[k], bounds[k + 1]) for k in range(start, len(bounds) - 1, 2)]


def _points(segment: Floats, t: Floats) -> Floats:
    t = t[:, None]
    if len(segment) == 2:
        straight: Floats = segment[0] + t * (segment[1] - segment[0])
        return straight
    s = 1.0 - t
    a, b, c, d = segment
    bent: Floats = s**3 * a + 3 * s * s * t * b + 3 * s * t * t * c + t**3 * d
    return bent


def _part(segment: Floats, first: float, last: float) -> Floats:
    """The part of a segment between two values of its parameter, as a segment."""
    if first == 0.0 and last == 1.0:
        return segment
    if len(segment) == 2:
        return _points(segment, np.array([first, last]))
    tail = _split(segment, last)[0]
    return _split(tail, first / last)[1] if first > 0.0 else tail


def _split(segment: Floats, t: float) -> tuple[Floats, Floats]:
    """A cubic segment in two (de Casteljau)."""
    a, b, c, d = segment
    ab, bc, cd = a + t * (b - a), b + t * (c - b), c + t * (d - c)
    abc, bcd = ab + t * (bc - ab), bc + t * (cd - bc)
    middle = abc + t * (bcd - abc)
    return np.array([a, ab, abc, middle]), np.array([middle, bcd, cd, d])


def _outside(points: Floats, holes: list[Floats]) -> NDArray[np.bool_]:
    """Which points lie in none of some convex polygons whose corners run anticlockwise."""
    free = np.ones(len(points), dtype=np.bool_)
    for hole in holes:
        edge = np.roll(hole, -1, axis=0) - hole
        way = points[:, None, :] - hole[None, :, :]
        left = edge[None, :, 0] * way[:, :, 1] - edge[None, :, 1] * way[:, :, 0] > 0
        free &= ~left.all(axis=1)
    return free


def _hull(shape: Shape) -> Floats:
    """The convex hull of a shape, anticlockwise."""
    points = flattened(shape.points) if shape.cubic else shape.points
    # Corners that only rounding keeps apart would have sides without a direction.
    ordered = sorted(set(map(tuple, points.round(4).tolist())))

    def half(corners: list[tuple[float, ...]]) -> list[tuple[float, ...]]:
        chain: list[tuple[float, ...]] = []
        for x, y in corners:
            while len(chain) > 1:
                (px, py), (qx, qy) = chain[-2], chain[-1]
                if (qx - px) * (y - py) - (qy - py) * (x - px) > 0:
                    break
                chain.pop()
            chain.append((x, y))
        return chain[:-1]

    return np.array(half(ordered) + half(ordered[::-1]))
