"""WebP: the frames of a figure as an animation without loss, by Pillow, which matplotlib needs.

The format: RFC 9649, in which the description is a chunk of XMP.
"""

from __future__ import annotations

from PIL import features

from actplot.errors import ActplotError
from actplot.layout.scene import Scene
from actplot.metadata import Metadata, seal
from actplot.paint.embedding.installed import Fonts
from actplot.paint.formats.animation import images, saved
from actplot.paint.formats.packet import xmp
from actplot.plan.plans import FigurePlan


def write(plan: FigurePlan, scene: Scene, fonts: Fonts, metadata: Metadata) -> bytes:
    """The animation. Raises ActplotError where Pillow was built without WebP."""
    if not features.check("webp"):
        help = "install another one (`pip install pillow`), or draw an APNG or a GIF"
        raise ActplotError("this Pillow cannot write WebP", help=help)
    # Without key frames, which a film of seconds does not need, it is half as large.
    return seal(
        saved(
            images(plan, scene, fonts), "WEBP", lossless=True, exact=True, quality=80, method=4,
            kmin=-1, kmax=0, background=(255, 255, 255, 0), xmp=xmp(metadata, "image/webp"),
        )
    )  # fmt: skip
