"""A scene onto a matplotlib figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Bbox, TransformedBbox

from actplot.layout.scene import LAYERS, Scene, Shape, Words
from actplot.paint.label import Label


class PageFigure(Figure):
    """A figure that is drawn and saved with the fonts for which it was composed."""

    def __init__(self, scene: Scene, rc: Mapping[str, Any]) -> None:
        self._rc: Any = dict(rc)
        super().__init__(
            figsize=(scene.width / 72, scene.height / 72), dpi=100, facecolor=scene.background
        )

    def draw(self, renderer: Any) -> None:
        with mpl.rc_context(self._rc):
            super().draw(renderer)

    def savefig(self, fname: Any, **more: Any) -> None:
        with mpl.rc_context(self._rc):
            super().savefig(fname, **more)


def paint(scene: Scene, rc: Mapping[str, Any], *, outlined: bool = False) -> PageFigure:
    """A figure of exactly the scene's size, in pt, with an artist for each of its items.

    Each artist's gid is the role of its item. rc are the rcParams of its fonts. outlined: its
    texts become shapes in every format.
    """
    figure = PageFigure(scene, rc)
    points = Affine2D().scale(1 / 72) + figure.dpi_scale_trans
    for shape in scene.shapes:
        figure.add_artist(_patch(shape, scene, points))
    for words in scene.words:
        figure.add_artist(_text(words, scene, points, outlined))
    return figure


def _patch(shape: Shape, scene: Scene, points: Any) -> PathPatch:
    dash = tuple(shape.dash)
    patch = PathPatch(
        _path(shape),
        transform=points,
        facecolor=mixed(shape.fill, shape.tint, scene) if shape.fill else "none",
        fill=bool(shape.fill) and not shape.hatch,
        edgecolor=mixed(shape.color, shape.tint, scene) if shape.color else "none",
        linewidth=shape.width if shape.color else 0.0,
        linestyle=(0, dash) if dash else "solid",
        capstyle="butt",
        joinstyle="miter" if shape.miter else "round",
        zorder=_order(shape.layer),
        alpha=shape.alpha if shape.alpha < 1 and not shape.hatch else None,
        gid=shape.role,
    )
    if shape.hatch:
        patch.set_hatch(shape.hatch)
        patch.set_edgecolor(mixed(shape.fill, shape.tint, scene))
    if shape.clip is not None:
        window = Bbox.from_extents(
            shape.clip.left, shape.clip.bottom, shape.clip.right, shape.clip.top
        )
        patch.set_clip_box(TransformedBbox(window, points))
    return patch


def _path(shape: Shape) -> Path:
    count = len(shape.points)
    codes = np.full(count, Path.CURVE4 if shape.cubic else Path.LINETO, dtype=np.uint8)
    codes[0] = Path.MOVETO
    if not shape.closed:
        return Path(shape.points, codes)
    return Path(
        np.vstack([shape.points, shape.points[:1]]), np.append(codes, np.uint8(Path.CLOSEPOLY))
    )


def _text(words: Words, scene: Scene, points: Any, outlined: bool) -> Label:
    return Label(
        words.x,
        words.y,
        words.text,
        align=words.align,
        outlined=outlined,
        transform=points,
        fontsize=words.size,
        fontweight=words.weight,
        color=mixed(words.color, words.tint, scene),
        rotation=90 if words.upright else 0,
        zorder=_order(words.layer),
        gid=words.role,
    )


def mixed(color: str, tint: float, scene: Scene) -> tuple[float, float, float]:
    """A colour mixed with the background (tint above 0) or with the foreground (below)."""
    if color == scene.background:
        tint = 0.0
    own = np.array(to_rgb(color))
    other = np.array(to_rgb(scene.background if tint > 0 else scene.foreground))
    red, green, blue = (1 - abs(tint)) * own + abs(tint) * other
    return float(red), float(green), float(blue)


def _order(layer: str) -> float:
    return 1.0 + LAYERS.index(layer)
