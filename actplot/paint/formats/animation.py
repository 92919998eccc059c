"""What the formats that move have in common: their frames, and how long each is seen.

They run through the values of a family, or through the steps of a figure, and back for ever.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PIL import Image

from actplot.layout.frames import frames
from actplot.layout.scene import Scene
from actplot.paint.artists import ScenePainting
from actplot.paint.embedding.fonts import Fonts
from actplot.paint.formats.png import Pixels, drawn
from actplot.plan.plans import FigurePlan

SCREEN = 144
"""The most pixels an inch: an animation is looked at on a screen."""
_SECONDS = 6.0  # there and back
_SHORTEST, _LONGEST = 40, 800  # ms of a frame


def pages(plan: FigurePlan, scene: Scene, fonts: Fonts) -> Iterator[Pixels]:
    """The frames, from the first value to the last, of shape (height, width, 4)."""
    for frame in frames(plan, scene):
        yield drawn(ScenePainting(frame.scene, fonts.faces), min(plan.dpi, SCREEN))


def on_paper(page: Pixels) -> Pixels:
    """Red, green and blue of a page that lies on white paper, of shape (height, width, 3)."""
    opacity = page[:, :, 3:].astype(np.uint16)
    return ((page[:, :, :3] * opacity + 255 * (255 - opacity) + 127) // 255).astype(np.uint8)


def in_order(images: list[Image.Image]) -> list[Image.Image]:
    """There and back, so that the last is followed by the first without a jump."""
    return [*images, *images[-2:0:-1]]


def duration(images: list[Image.Image]) -> int:
    """How many ms each of the images in order is seen."""
    return int(round(min(max(1000 * _SECONDS / len(images), _SHORTEST), _LONGEST), -1))


def seen(page: Pixels) -> Image.Image:
    """A page as an image, without opacity where it has a ground."""
    return Image.fromarray(page if (page[:, :, 3] < 255).any() else page[:, :, :3].copy())
