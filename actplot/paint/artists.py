"""A scene as matplotlib's artists, one an item."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_rgb
from matplotlib.font_manager import FontEntry
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path as MplPath
from matplotlib.transforms import Affine2D, Bbox, Transform, TransformedBbox

from actplot.layout.scene import LAYERS, Scene, Shape, Words
from actplot.paint.label import Label
from actplot.units import PT_PER_INCH


class ScenePainting:
    """A scene as artists that draw themselves on a renderer, without a figure around them.

    width and height are in inches. Each artist's gid is the role of its item. faces are
    fonts made for it. outlined: its texts become shapes in every format.
    """

    def __init__(
        self, scene: Scene, faces: Sequence[FontEntry] = (), *, outlined: bool = False
    ) -> None:
        self.width, self.height = scene.width / PT_PER_INCH, scene.height / PT_PER_INCH
        self._inches = Affine2D()
        drawn = artists(scene, Affine2D().scale(1 / PT_PER_INCH) + self._inches, faces, outlined)
        self._artists = sorted(drawn, key=lambda artist: artist.get_zorder())
        # matplotlib's page has an edge of no width, which shows in the graphics states of a PDF.
        self._ground = Rectangle(
            (0, 0), 1, 1, facecolor=scene.ground, edgecolor="white", linewidth=0
        )

    def artists(self) -> list[Artist]:
        """What is drawn on the ground of the page."""
        return self._artists

    def draw(self, renderer: RendererBase, dpi: float) -> None:
        """Draw it on a renderer with so many units to the inch."""
        self._inches.clear().scale(dpi)
        self._ground.set_transform(Affine2D().scale(*renderer.get_canvas_width_height()))
        renderer.open_group("figure")
        for artist in (self._ground, *self._artists):
            artist.draw(renderer)
        renderer.close_group("figure")


def artists(
    scene: Scene, points: Transform, faces: Sequence[FontEntry] = (), outlined: bool = False
) -> list[Artist]:
    """An artist for each item of a scene; points leads from its coordinates, in pt, to pixels."""
    return [
        *(_patch(shape, scene, points) for shape in scene.shapes),
        *(_text(words, scene, points, faces, outlined) for words in scene.words),
    ]


def _patch(shape: Shape, scene: Scene, points: Transform) -> PathPatch:
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


def _path(shape: Shape) -> MplPath:
    count = len(shape.points)
    codes = np.full(count, MplPath.CURVE4 if shape.cubic else MplPath.LINETO, dtype=np.uint8)
    codes[0] = MplPath.MOVETO
    if not shape.closed:
        return MplPath(shape.points, codes)
    return MplPath(
        np.vstack([shape.points, shape.points[:1]]), np.append(codes, np.uint8(MplPath.CLOSEPOLY))
    )


def _text(
    words: Words, scene: Scene, points: Transform, faces: Sequence[FontEntry], outlined: bool
) -> Label:
    return Label(
        words.x,
        words.y,
        words.text,
        align=words.align,
        faces=faces,
        outlined=outlined,
        transform=points,
        fontsize=words.size,
        fontweight=words.weight,
        color=mixed(words.color, words.tint, scene),
        rotation=90 if words.upright else words.angle,
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
