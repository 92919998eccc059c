"""APNG: the frames of a figure as an animation without loss, by Pillow, which matplotlib needs.

What knows nothing of animations shows the first frame. The format: https://www.w3.org/TR/png-3
"""

from __future__ import annotations

from actplot.layout.scene import Scene
from actplot.metadata import Metadata, png_chunks, seal_png
from actplot.paint.embedding.installed import Fonts
from actplot.paint.formats.animation import SCREEN, images, saved
from actplot.plan.plans import FigurePlan


def write(plan: FigurePlan, scene: Scene, fonts: Fonts, metadata: Metadata) -> bytes:
    """The animation, each frame only what differs from the one before."""
    dpi = min(plan.dpi, SCREEN)
    file = saved(images(plan, scene, fonts), "PNG", disposal=0, blend=0, dpi=(dpi, dpi))
    return seal_png(png_chunks(file), metadata)
