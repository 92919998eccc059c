"""What holds of every figure, read from the scene: where texts, curves and legends stand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from actplot.layout.curves import flattened
from actplot.layout.geometry import Rect
from actplot.layout.scene import Scene, Shape, Words

# The roles of lines, up to the first "-", that must not go through a text.
STRIKING = {
    "curve", "x", "y", "frame", "reference", "region", "connector", "tangent", "asymptote",
    "drop", "error", "points", "leader", "jump", "between",
}  # fmt: skip
# Points by which boxes may touch: rounding, and ink that does not fill its box.
TOUCH = 0.3
SMALLEST_TEXT = 4.0
THINNEST_LINE = 0.2


def words_of(scene: Scene, role: str) -> list[Words]:
    return [words for words in scene.words if words.role == role]


def shapes_of(scene: Scene, role: str) -> list[Shape]:
    return [shape for shape in scene.shapes if shape.role == role]


def violations(scene: Scene) -> list[str]:
    """Everything that a typographer would send back."""
    return [
        *_off_page(scene),
        *_overlaps(scene),
        *_struck(scene),
        *_covered(scene),
        *_too_small(scene),
    ]


def _off_page(scene: Scene) -> Iterator[str]:
    page = Rect(0, 0, scene.width, scene.height).grown(TOUCH)
    for words in scene.words:
        if not words.box.within(page):
            yield f"{words.role} {words.text!r} leaves the page: {words.box}"


def _overlaps(scene: Scene) -> Iterator[str]:
    for inset in (False, True):
        some = [w for w in scene.words if w.role.startswith("inset-") is inset]
        for one, other in combinations(some, 2):
            if one.box.grown(-TOUCH).overlaps(other.box.grown(-TOUCH)):
                yield f"{one.role} {one.text!r} overlaps {other.role} {other.text!r}"
    for ground in rects(scene, "inset-ground"):
        for words in scene.words:
            inside = words.role.startswith("inset-")
            if not inside and words.box.grown(-TOUCH).overlaps(ground):
                yield f"the inset covers {words.role} {words.text!r}"


def _struck(scene: Scene) -> Iterator[str]:
    """Texts that a line goes through, unless a halo keeps it off."""
    halos = rects(scene, "halo")
    for shape, words in strikes(scene):
        if not any(words.box.within(halo) for halo in halos):
            yield f"{shape.role} strikes {words.role} {words.text!r}"


def strikes(scene: Scene) -> Iterator[tuple[Shape, Words]]:
    """The lines that go through texts, with a halo between them or without."""
    for shape in scene.shapes:
        kind = shape.role.removeprefix("inset-").split("-")[0]
        if kind not in STRIKING:
            continue
        points = seen(shape)
        within = shape.role.startswith("inset-") and kind not in ("region", "connector")
        for words in scene.words:
            if words.role.startswith("inset-") is within and _through(words, points):
                yield shape, words


def _through(words: Words, points: np.ndarray) -> bool:
    """Whether a line goes through a text; of turned words, between their baseline and tops."""
    if not words.angle:
        return crossed(words.box.grown(-TOUCH), points)
    cos, sin = np.cos(np.radians(words.angle)), np.sin(np.radians(words.angle))
    flat = (points - (words.x, words.y)) @ np.array([(cos, -sin), (sin, cos)])
    up = max(words.box.top - words.y, words.y - words.box.bottom)
    far = words.box.right - words.x if abs(cos) > 0.5 else up
    length = far / max(abs(cos), abs(sin))
    return crossed(Rect(0.0, 0.0, length - 0.2 * words.size, 0.45 * words.size), flat)


def _covered(scene: Scene) -> Iterator[str]:
    """Curves, circles and texts under a legend."""
    parts = shapes_of(scene, "legend-sample")
    legend = [bounds(shape) for shape in parts]
    legend += [words.box for words in words_of(scene, "legend-label")]
    for shape in scene.shapes:
        if shape.layer in ("curve", "circle") and not shape.role.startswith("inset"):
            points = seen(shape)
            for box in legend:
                if crossed(box.grown(-TOUCH), points):
                    yield f"the legend covers {shape.role}"
                    break
    for shape in scene.shapes:
        if "circle" in shape.role:
            for words in scene.words:
                if bounds(shape).overlaps(words.box.grown(-TOUCH)):
                    yield f"{words.role} {words.text!r} stands on {shape.role}"


def _too_small(scene: Scene) -> Iterator[str]:
    for words in scene.words:
        if words.size < SMALLEST_TEXT:
            yield f"{words.role} {words.text!r} is {words.size:.2f} pt"
    for shape in scene.shapes:
        if shape.color and 0 < shape.width < THINNEST_LINE:
            yield f"{shape.role} is {shape.width:.2f} pt wide"


def seen(shape: Shape) -> np.ndarray:
    """Points closer than half a pt along what is seen of a shape's line."""
    points = flattened(shape.points) if shape.cubic else shape.points
    if shape.closed:
        points = np.vstack([points, points[:1]])
    steps = np.hypot(*np.diff(points, axis=0).T)
    arc = np.concatenate([[0.0], np.cumsum(steps)])
    at = np.linspace(0, arc[-1], int(arc[-1] * 2) + 2)
    dense = np.column_stack([np.interp(at, arc, points[:, 0]), np.interp(at, arc, points[:, 1])])
    if shape.clip is None:
        return dense
    window = shape.clip
    inside = (
        (dense[:, 0] >= window.left)
        & (dense[:, 0] <= window.right)
        & (dense[:, 1] >= window.bottom)
        & (dense[:, 1] <= window.top)
    )
    return dense[inside]


def plot_areas(scene: Scene) -> list[Rect]:
    """The extent of each panel's axes."""
    return [bounds(s) for s in scene.shapes if s.role in ("frame", "x-axis")]


def crossed(box: Rect, points: np.ndarray) -> bool:
    inside = (
        (points[:, 0] > box.left)
        & (points[:, 0] < box.right)
        & (points[:, 1] > box.bottom)
        & (points[:, 1] < box.top)
    )
    return bool(inside.any())


def rects(scene: Scene, role: str) -> list[Rect]:
    return [bounds(shape) for shape in shapes_of(scene, role)]


def bounds(shape: Shape) -> Rect:
    return Rect(*shape.points.min(axis=0), *shape.points.max(axis=0))
