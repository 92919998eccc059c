"""GIF: the frames of a figure as an animation, by Pillow, which comes with matplotlib.

All frames have one palette, so that what does not move has the same pixels in each of them. The
format: GIF89a, with XMP as part 3 of its specification puts it into one.
"""

from __future__ import annotations

import numpy as np
from PIL import Image

from actplot.layout.scene import Scene
from actplot.metadata import Metadata, seal
from actplot.paint.embedding.installed import Fonts
from actplot.paint.formats import animation
from actplot.paint.formats.animation import saved
from actplot.paint.formats.packet import xmp
from actplot.paint.formats.png import FLAT, Pixels, on_paper
from actplot.plan.plans import FigurePlan

_COLORS = 256
_XMP = b"\x21\xff\x0bXMP DataXMP"
# Whatever byte of the description a reader takes for a length, it ends up at the zero.
_MAGIC = b"\x01" + bytes(range(255, -1, -1)) + b"\0"


def write(plan: FigurePlan, scene: Scene, fonts: Fonts, metadata: Metadata) -> bytes:
    """The animation, on white paper."""
    pages = [on_paper(page) for page in animation.pages(plan, scene, fonts)]
    palette = _palette(pages)
    images = [_indexed(page, palette) for page in pages]
    file = saved(images, "GIF", optimize=False, disposal=1)
    return seal(file[:-1] + _XMP + xmp(metadata, "image/gif") + _MAGIC + file[-1:])


def _palette(pages: list[Pixels]) -> Pixels:
    """At most 256 colours for all frames, shape (n, 3): the commonest, and those far from them."""
    totals: dict[int, int] = {}
    for page in pages:
        shades, counts = np.unique(_codes(page), return_counts=True)
        for shade, count in zip(shades.tolist(), counts.tolist(), strict=True):
            totals[shade] = totals.get(shade, 0) + count
    ordered = sorted(totals, key=lambda shade: (-totals[shade], shade))
    left = np.array([(code >> 16, code >> 8 & 255, code & 255) for code in ordered], np.int16)
    least = FLAT * sum(totals.values())
    regions = np.array([totals[shade] >= least for shade in ordered])
    tolerance = 0
    while True:
        palette: list[np.ndarray] = []
        rest, own = left, regions
        while len(rest) and len(palette) <= _COLORS:
            palette.append(rest[0])
            kept = (np.abs(rest - rest[0]).max(axis=1) > tolerance) | own
            kept[0] = False
            rest, own = rest[kept], own[kept]
        if len(palette) <= _COLORS:
            return np.array(palette, np.uint8)
        tolerance += 2


def _codes(page: Pixels) -> np.ndarray:
    wide = page.astype(np.int32)
    return (wide[:, :, 0] << 16 | wide[:, :, 1] << 8 | wide[:, :, 2]).ravel()


def _indexed(page: Pixels, palette: Pixels) -> Image.Image:
    """A frame in the colours of the palette, each the nearest."""
    shades, which = np.unique(_codes(page), return_inverse=True)
    colors = np.stack([shades >> 16, shades >> 8 & 255, shades & 255], axis=1)
    nearest = np.array(
        [np.abs(palette.astype(np.int16) - color).sum(axis=1).argmin() for color in colors],
        np.uint8,
    )
    image = Image.fromarray(nearest[which].reshape(page.shape[:2]), "P")
    image.putpalette(palette.tobytes())
    return image
