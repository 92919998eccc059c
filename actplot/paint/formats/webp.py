"""WebP: the frames of a figure as an animation without loss, by Pillow, which matplotlib needs.

The format: RFC 9649, in which the description is a chunk of XMP.
"""

from __future__ import annotations

from io import BytesIO

from PIL import features

from actplot.errors import ActplotError, Problem
from actplot.layout.scene import Scene
from actplot.metadata import Metadata, seal
from actplot.paint.embedding.fonts import Fonts
from actplot.paint.formats import animation
from actplot.paint.formats.animation import duration, in_order
from actplot.paint.formats.packet import xmp
from actplot.plan.plans import FigurePlan


def write(plan: FigurePlan, scene: Scene, fonts: Fonts, metadata: Metadata) -> bytes:
    """The animation. Raises ActplotError where Pillow was built without WebP."""
    if not features.check("webp"):
        help = "install another one (`pip install pillow`), or draw an APNG or a GIF"
        raise ActplotError(Problem("this Pillow cannot write WebP", help=help))
    pages = animation.pages(plan, scene, fonts)
    first, *others = images = in_order([animation.seen(page) for page in pages])
    # Without key frames, which a film of seconds does not need, it is half as large.
    with BytesIO() as file:
        first.save(
            file, "WEBP", save_all=True, append_images=others, duration=duration(images), loop=0,
            lossless=True, exact=True, quality=80, method=4, kmin=-1, kmax=0,
            background=(255, 255, 255, 0), xmp=xmp(metadata, "image/webp"),
        )  # fmt: skip
        return seal(file.getvalue())
