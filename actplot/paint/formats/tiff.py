"""TIFF: the pixels of the PNG, by Pillow, which comes with matplotlib.

Without an alpha channel, which publishers refuse, and compressed by LZW, which loses nothing.
The format: TIFF 6.0; XMP is in its tag 700.
"""

from __future__ import annotations

from io import BytesIO

import numpy as np
from PIL import Image
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from actplot.metadata import Metadata, seal
from actplot.paint.formats import Drawable, Options
from actplot.paint.formats.packet import CREATOR, xmp
from actplot.paint.formats.png import drawn

_DESCRIPTION, _SOFTWARE, _PREDICTOR, _XMP = 270, 305, 317, 700
_UNDEFINED_BYTES = 1


def write(drawable: Drawable, metadata: Metadata, options: Options) -> bytes:
    """The drawing at its dpi, in RGB; a page without a ground lies on white paper."""
    pixels = drawn(drawable, options.dpi).astype(np.uint16)
    opacity = pixels[:, :, 3:]
    paper = (pixels[:, :, :3] * opacity + 255 * (255 - opacity) + 127) // 255
    tags = ImageFileDirectory_v2()
    tags[_SOFTWARE] = CREATOR
    tags[_DESCRIPTION] = metadata.title.encode("ascii", "replace").decode()
    tags[_XMP] = xmp(metadata, "image/tiff")
    tags.tagtype[_XMP] = _UNDEFINED_BYTES
    with BytesIO() as file:
        Image.fromarray(paper.astype(np.uint8), "RGB").save(
            file, "TIFF", compression="tiff_lzw", dpi=(options.dpi,) * 2, tiffinfo=tags
        )
        return seal(file.getvalue())
