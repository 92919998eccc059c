"""GIF: the frames of a figure as an animation, by Pillow, which comes with matplotlib.

All frames have one palette, so that what does not move has the same pixels in each of them. The
format: GIF89a, with XMP as part 3 of its specification puts it into one.
"""

from __future__ import annotations

from io import BytesIO

import numpy as np
from PIL import Image

from actplot.errors import ActplotError, Problem
from actplot.layout.frames import FigureFrame, frames
from actplot.layout.scene import Scene
from actplot.metadata import Metadata, seal
from actplot.paint.artists import ScenePainting
from actplot.paint.embedding import Fonts
from actplot.paint.formats.packet import xmp
from actplot.paint.formats.png import FLAT, Pixels
from actplot.paint.formats.png import drawn as pixels
from actplot.plan.plans import FigurePlan

SCREEN = 144
"""The most pixels an inch: an animation is looked at on a screen."""
_SECONDS = 6.0  # there and back
_SHORTEST, _LONGEST = 40, 800  # ms of a frame
_COLORS = 256
_XMP = b"\x21\xff\x0bXMP DataXMP"
# Whatever byte of the description a reader takes for a length, it ends up at the zero.
_MAGIC = b"\x01" + bytes(range(255, -1, -1)) + b"\0"


def write(plan: FigurePlan, scene: Scene, fonts: Fonts, metadata: Metadata) -> bytes:
    """The animation, which runs through the values and back for ever.

    Raises ActplotError for a figure in which nothing can move.
    """
    moving = frames(plan, scene)
    if len(moving) < 2:
        raise ActplotError(still("a GIF"))
    pages = [_pixels(frame, fonts, min(plan.dpi, SCREEN)) for frame in moving]
    palette = _palette(pages)
    images = [_indexed(page, palette) for page in pages]
    order = [*range(len(images)), *range(len(images) - 2, 0, -1)]
    time = round(min(max(1000 * _SECONDS / len(order), _SHORTEST), _LONGEST), -1)
    with BytesIO() as file:
        images[0].save(
            file, "GIF", save_all=True, append_images=[images[at] for at in order[1:]],
            duration=int(time), loop=0, optimize=False, disposal=1,
        )  # fmt: skip
        drawn, end = file.getvalue()[:-1], file.getvalue()[-1:]
    return seal(drawn + _XMP + xmp(metadata, "image/gif") + _MAGIC + end)


def still(what: str) -> Problem:
    """What to say of a figure that is to move and cannot."""
    return Problem(
        f"{what} needs something that moves: a family of curves, or steps",
        help='give a parameter a list of values, as in "swish(beta=[0.5, 1, 2])" or '
        '"swish(beta=[0.5:2:16])", or write `steps: curves`',
    )


def _pixels(frame: FigureFrame, fonts: Fonts, dpi: float) -> Pixels:
    """Red, green and blue on white paper, of shape (height, width, 3)."""
    page: Pixels = pixels(ScenePainting(frame.scene, fonts.faces), dpi)
    opacity = page[:, :, 3:].astype(np.uint16)
    return ((page[:, :, :3] * opacity + 255 * (255 - opacity) + 127) // 255).astype(np.uint8)


def _palette(pages: list[Pixels]) -> Pixels:
    """At most 256 colours for all frames, shape (n, 3): the commonest, and those far from them."""
    found: dict[int, int] = {}
    for page in pages:
        shades, counts = np.unique(_codes(page), return_counts=True)
        for shade, count in zip(shades.tolist(), counts.tolist(), strict=True):
            found[shade] = found.get(shade, 0) + count
    ordered = sorted(found, key=lambda shade: (-found[shade], shade))
    left = np.array([(code >> 16, code >> 8 & 255, code & 255) for code in ordered], np.int16)
    least = FLAT * sum(found.values())
    regions = np.array([found[shade] >= least for shade in ordered])
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
