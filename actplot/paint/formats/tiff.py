"""TIFF: the pixels of the PNG, by Pillow, which comes with matplotlib.

Without an alpha channel, which publishers refuse, and compressed by LZW, which loses nothing.
The format: TIFF 6.0; XMP is in its tag 700.
"""

from __future__ import annotations

from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from actplot.metadata import Metadata, seal
from actplot.paint.formats import Drawable, Options
from actplot.paint.formats.packet import CREATOR, xmp
from actplot.paint.formats.png import drawn

_DESCRIPTION, _SOFTWARE, _PREDICTOR, _XMP = 270, 305, 317, 700
_UNDEFINED_BYTES = 1
BAND = 64  # rows


def write(drawable: Drawable, metadata: Metadata, options: Options) -> bytes:
    """The drawing at its dpi, in RGB; a page without a ground lies on white paper."""
    paper = _on_paper(np.asarray(drawn(drawable, options.dpi)))
    tags = ImageFileDirectory_v2()
    tags[_SOFTWARE] = CREATOR
    tags[_DESCRIPTION] = metadata.title.encode("ascii", "replace").decode()
    tags[_XMP] = xmp(metadata, "image/tiff")
    tags.tagtype[_XMP] = _UNDEFINED_BYTES
    with BytesIO() as file:
        Image.fromarray(paper, "RGB").save(
            file, "TIFF", compression="tiff_lzw", dpi=(options.dpi,) * 2, tiffinfo=tags
        )
        return seal(file.getvalue())


def _on_paper(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """RGBA on white as RGB; in bands, since products of all pixels at once take much memory."""
    found = np.empty((*pixels.shape[:2], 3), dtype=np.uint8)
    for start in range(0, len(pixels), BAND):
        band = pixels[start : start + BAND].astype(np.uint16)
        opacity = band[:, :, 3:]
        found[start : start + BAND] = (
            band[:, :, :3] * opacity + 255 * (255 - opacity) + 127
        ) // 255
    return found
