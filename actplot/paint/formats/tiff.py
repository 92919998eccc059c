"""TIFF: the pixels of the PNG, by Pillow, which comes with matplotlib.

Without an alpha channel, which publishers refuse, and compressed by LZW, which loses nothing.
The format: TIFF 6.0; XMP is in its tag 700.
"""

from __future__ import annotations

from io import BytesIO
from itertools import accumulate

import numpy as np
from PIL import Image
from PIL.TiffImagePlugin import ImageFileDirectory_v2, TiffImageFile

from actplot.metadata import Metadata, seal
from actplot.paint.formats import Drawable, Options
from actplot.paint.formats.packet import CREATOR, xmp
from actplot.paint.formats.png import drawn, on_paper

_HEIGHT, _DESCRIPTION, _OFFSETS, _ROWS, _COUNTS = 257, 270, 273, 278, 279
_SOFTWARE, _XMP = 305, 700
_UNDEFINED_BYTES, _LONG = 1, 4
BAND = 64  # rows


def write(drawable: Drawable, metadata: Metadata, options: Options) -> bytes:
    """The drawing at its dpi, in RGB; a page without a ground lies on white paper."""
    pixels = np.asarray(drawn(drawable, options.dpi))
    tags = ImageFileDirectory_v2()
    tags[_SOFTWARE] = CREATOR
    tags[_DESCRIPTION] = metadata.title.encode("ascii", "replace").decode()
    tags[_XMP] = xmp(metadata, "image/tiff")
    tags.tagtype[_XMP] = _UNDEFINED_BYTES
    whole = ImageFileDirectory_v2()
    strips: list[bytes] = []
    # In bands, since Pillow takes four bytes more for each pixel that it is given at once.
    for start in range(0, len(pixels), BAND):
        paper = Image.fromarray(on_paper(pixels[start : start + BAND]), "RGB")
        strips += _strips(paper, options.dpi, tags, whole)
    counts = [len(strip) for strip in strips]
    whole[_HEIGHT] = len(pixels)
    whole.tagtype[_COUNTS] = whole.tagtype[_OFFSETS] = _LONG
    whole[_COUNTS] = tuple(counts)
    whole[_OFFSETS] = tuple(accumulate(counts[:-1], initial=0))  # from the end of the tags on
    with BytesIO() as file:
        whole.save(file)
        file.writelines(strips)
        return seal(file.getvalue())


def _strips(
    band: Image.Image, dpi: float, tags: ImageFileDirectory_v2, whole: ImageFileDirectory_v2
) -> list[bytes]:
    """The compressed rows of a band, by Pillow; whole: gets the tags of the first one."""
    tags[_ROWS] = min(BAND, band.height)
    with BytesIO() as file:
        band.save(
            file, "TIFF", compression="tiff_lzw", dpi=(dpi, dpi), tiffinfo=tags,
            strip_size=3 * BAND * band.width,  # for a Pillow that chooses the rows itself
        )  # fmt: skip
        file.seek(0)
        written, data = TiffImageFile(file).tag_v2, file.getbuffer()
        if not len(whole):
            for tag, value in written.items():
                whole[tag] = value
                whole.tagtype[tag] = written.tagtype[tag]
        places = zip(written[_OFFSETS], written[_COUNTS], strict=True)
        strips = [bytes(data[start : start + count]) for start, count in places]
        data.release()
        return strips
