"""What the formats that move have in common: their frames, and how long each is seen.

They run through the values of a family, or through the steps of a figure, and back without end.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from PIL import Image

from actplot.layout.frames import frames
from actplot.layout.scene import Scene
from actplot.paint.artists import ScenePainting
from actplot.paint.embedding.installed import Fonts
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


def images(plan: FigurePlan, scene: Scene, fonts: Fonts) -> list[Image.Image]:
    """The frames as images, without opacity where the page has a ground."""
    return [
        Image.fromarray(page if (page[:, :, 3] < 255).any() else page[:, :, :3].copy())
        for page in pages(plan, scene, fonts)
    ]


def saved(images: list[Image.Image], format: str, **options: Any) -> bytes:
    """The animation by Pillow, with options of its format.

    It goes there and back, so that the last image is followed by the first without a jump.
    """
    first, *others = ordered = [*images, *images[-2:0:-1]]
    ms = round(min(max(1000 * _SECONDS / len(ordered), _SHORTEST), _LONGEST), -1)
    with BytesIO() as file:
        first.save(file, format, save_all=True, append_images=others, duration=int(ms), loop=0,
                   **options)  # fmt: skip
        return file.getvalue()
