"""PNG: pixels by matplotlib's Agg, encoded here.

A figure of lines and letters has few colours, each in many shades along its edges. Indexed,
with shades drawn as one that cannot be distinguished, it takes half the time and less than
half the bytes of what matplotlib writes. The format: https://www.w3.org/TR/png-3
"""

from __future__ import annotations

import struct
import zlib
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from numpy.typing import NDArray

from actplot.metadata import Metadata, seal_png
from actplot.paint.formats import Drawable, Options

_LEVEL = 6
_RGB, _INDEXED, _RGBA = 2, 3, 6
_METRE = 0.0254
# By how many of 255 levels a channel may be off; beyond that, a file is not indexed.
_TOLERANCES = (0, 6, 8)
FLAT = 0.002  # of all pixels: those of a region, and no longer those of an edge

Pixels = NDArray[np.uint8]


def write(drawable: Drawable, metadata: Metadata, options: Options) -> bytes:
    """The drawing at dpi, its pixels rounded to the nearest whole number."""
    dpi = options.dpi
    pixels = drawn(drawable, dpi)
    height, width, _ = pixels.shape
    kind, palette = _RGBA, b""
    if (indexed := _indexed(pixels)) is not None:
        kind, palette, pixels = _INDEXED, indexed[0].tobytes(), indexed[1]
    elif (pixels[:, :, 3] == 255).all():
        kind, pixels = _RGB, pixels[:, :, :3]
    # Every row starts with the number of its filter: none.
    rows = np.zeros((height, 1 + pixels.size // height), np.uint8)
    rows[:, 1:] = pixels.reshape(height, -1)
    density = round(dpi / _METRE)
    chunks = [
        (b"IHDR", struct.pack(">LLBBBBB", width, height, 8, kind, 0, 0, 0)),
        (b"pHYs", struct.pack(">LLB", density, density, 1)),
        *([(b"PLTE", palette)] if palette else []),
        (b"IDAT", zlib.compress(rows.data, _LEVEL)),
        (b"IEND", b""),
    ]
    return seal_png(chunks, metadata)


def _indexed(pixels: Pixels) -> tuple[Pixels, Pixels] | None:
    """A palette of shape (n, 3), n at most 256, and the index of each pixel.

    None if the page is not opaque, or colours that can be told apart would fall together.
    """
    height, width, _ = pixels.shape
    codes = np.ascontiguousarray(pixels).reshape(-1, 4).view(np.uint32).reshape(-1)
    # Most pixels are like the one before: only the others are sorted.
    starts = np.append(0, np.flatnonzero(codes[1:] != codes[:-1]) + 1)
    shades, which = np.unique(codes[starts], return_inverse=True)
    lengths = np.diff(np.append(starts, codes.size))
    channels = shades.view(np.uint8).reshape(-1, 4).astype(np.int16)
    if (channels[:, 3] < 255).any():
        return None
    frequency = np.bincount(which, weights=lengths)
    for tolerance in _TOLERANCES:
        if (grouped := _grouped(channels[:, :3], frequency, tolerance)) is not None:
            palette, group = grouped
            return palette, np.repeat(group[which], lengths).reshape(height, width)
    return None


def _grouped(
    shades: NDArray[np.int16], frequency: NDArray[Any], tolerance: int
) -> tuple[Pixels, Pixels] | None:
    """At most 256 of the shades, and which of them stands for each, or None.

    The commonest comes first and takes those near it: page, regions, lines and letters keep
    their colours, only their edges change.
    """
    if tolerance == 0 and len(shades) > 256:
        return None
    order = np.argsort(-frequency, kind="stable")
    # A pale region is one of its own, however near it comes to the page.
    flat = int(np.count_nonzero(frequency >= FLAT * frequency.sum()))
    # Without a sign, what is below the least that is near is far above it.
    sorted_shades = np.ascontiguousarray(shades[order].T.astype(np.uint16))
    least = sorted_shades - np.uint16(tolerance)
    near, fresh = np.empty((3, len(shades)), bool), np.empty(len(shades), bool)
    left = np.ones(len(shades), bool)
    group = np.zeros(len(shades), np.uint8)
    chosen: list[int] = []
    while left.any():
        if len(chosen) == 256:
            return None
        first = int(left.argmax())
        np.less_equal(sorted_shades - least[:, first, None], 2 * tolerance, out=near)
        np.logical_and.reduce(near, axis=0, out=fresh)
        fresh[:flat] = False
        fresh[first] = True
        fresh &= left
        left ^= fresh
        group[fresh] = len(chosen)
        chosen.append(first)
    numbers = np.empty_like(group)
    numbers[order] = group
    return sorted_shades.T[chosen].astype(np.uint8), numbers


def drawn(drawable: Drawable, dpi: float) -> Any:
    """Red, green, blue and opacity, of shape (height, width, 4)."""
    width, height = (round(length * dpi) for length in (drawable.width, drawable.height))
    renderer = RendererAgg(width, height, dpi)
    drawable.draw(renderer, dpi)
    return np.asarray(renderer.buffer_rgba())


def on_paper(page: Pixels) -> Pixels:
    """Red, green and blue of a page that lies on white paper, of shape (height, width, 3)."""
    opacity = page[:, :, 3:].astype(np.uint16)
    return ((page[:, :, :3] * opacity + 255 * (255 - opacity) + 127) // 255).astype(np.uint8)
