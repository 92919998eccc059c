"""Writers of files, a module a format, each with a function `write`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from actplot.metadata import Metadata
from actplot.records import Record

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.backend_bases import RendererBase


class Drawable(Protocol):
    """What draws itself on a renderer of matplotlib's; its size is in inches."""

    width: float
    height: float

    def artists(self) -> Iterable[Artist]:
        """What is drawn."""

    def draw(self, renderer: RendererBase, dpi: float) -> None:
        """Draw it on a renderer with so many units to the inch."""


def number(value: float, decimals: int = 3) -> str:
    """A number as short as it can be.

    Lengths are in pt, to a thousandth: a twentieth of what the eye could see in the sharpest print.
    """
    text = f"{value:.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


@lru_cache(maxsize=4096)
def relative(path: str, coarser: int = 1) -> str:
    """The data of a path in whole numbers, each point relative to the one before.

    It is so many times coarser than the path, whose commands are M, L, Q, C and z.
    """
    written = []
    x = y = start_x = start_y = 0
    for command, numbers in re.findall(r"([MLQCz])([^MLQCz]*)", path):
        values = [round(int(digits) / coarser) for digits in numbers.split()]
        differences = [value - (y if n % 2 else x) for n, value in enumerate(values)]
        if command == "z":
            x, y = start_x, start_y
        else:
            x, y = values[-2:]
        if command == "M":
            start_x, start_y = x, y
        written.append(command.lower() + " ".join(map(str, differences)))
    return "".join(written).replace(" -", "-")


class Options(Record):
    """dpi is for pixels; text, path or text, is how vector files hold their texts.

    dark: the same drawing in the colours of a dark page, for formats that hold both.
    more: further pages, for formats that hold several.
    """

    dpi: float = 300
    text: str = "path"
    dark: Drawable | None = None
    more: tuple[Drawable, ...] = ()


class Writer(Protocol):
    """What the module of a format that is made from a figure has."""

    def write(self, drawable: Drawable, metadata: Metadata, options: Options) -> bytes:
        """The whole file."""
