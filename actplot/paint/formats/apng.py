"""APNG: the frames of a figure as an animation without loss, by Pillow, which matplotlib needs.

What knows nothing of animations shows the first frame. The format: https://www.w3.org/TR/png-3
"""

from __future__ import annotations

from io import BytesIO

from actplot.layout.scene import Scene
from actplot.metadata import Metadata, png_chunks, seal_png
from actplot.paint.embedding.fonts import Fonts
from actplot.paint.formats import animation
from actplot.paint.formats.animation import SCREEN, duration, in_order
from actplot.plan.plans import FigurePlan


def write(plan: FigurePlan, scene: Scene, fonts: Fonts, metadata: Metadata) -> bytes:
    """The animation, each frame only what differs from the one before."""
    pages = animation.pages(plan, scene, fonts)
    first, *others = images = in_order([animation.seen(page) for page in pages])
    with BytesIO() as file:
        first.save(
            file, "PNG", save_all=True, append_images=others, duration=duration(images), loop=0,
            disposal=0, blend=0, dpi=(min(plan.dpi, SCREEN),) * 2,
        )  # fmt: skip
        return seal_png(png_chunks(file.getvalue()), metadata)
