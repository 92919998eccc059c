"""EPS: matplotlib's, with fonts as Type 42, an exact box, a description and no date.

PostScript knows no transparency: `plan.refusals` has refused what would be seen through, and
`paint.ground` has mixed what can be mixed.
"""

from __future__ import annotations

import re
from io import StringIO

from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure

from actplot.metadata import Metadata, seal, wrapped
from actplot.paint.formats import Drawable, Options
from actplot.paint.formats.packet import CREATOR, date
from actplot.paint.settings import settings
from actplot.paint.startup import type42_fonts
from actplot.units import PT_PER_INCH

_HEAD = re.compile(r"\A%!PS.*?%%EndComments\n", re.DOTALL)


def write(drawable: Drawable, metadata: Metadata, options: Options) -> bytes:
    """The drawing in PostScript of level 3, its fonts embedded as Type 42."""
    date("")  # matplotlib would stumble over a wrong one
    with (
        StringIO() as file,
        type42_fonts(),
        settings({"ps.fonttype": 42, "ps.useafm": False, "ps.usedistiller": None}),
    ):
        _DrawingFigure(drawable).savefig(file, format="eps", bbox_inches=None)
        drawn = file.getvalue()
    width, height = PT_PER_INCH * drawable.width, PT_PER_INCH * drawable.height
    head = "\n".join(
        [
            "%!PS-Adobe-3.0 EPSF-3.0",
            f"%%Title: {_line(metadata.title)}",
            f"%%Creator: {CREATOR}",
            *([f"%%CreationDate: {stamp}"] if (stamp := date("%Y-%m-%dT%H:%M:%SZ")) else []),
            f"%%BoundingBox: 0 0 {_up(width)} {_up(height)}",
            f"%%HiResBoundingBox: 0 0 {width:.4f} {height:.4f}",
            "%%LanguageLevel: 3",
            "%%EndComments",
            wrapped(metadata),
            "",
        ]
    )
    body = _HEAD.sub("", drawn, count=1).rstrip("\n")
    return seal((head + body + "\n%%EOF\n").encode("ascii", "replace"))


class _DrawingFigure(Figure):
    """A figure that is nothing but a drawing, for a writer that takes only figures."""

    def __init__(self, drawable: Drawable) -> None:
        super().__init__(figsize=(drawable.width, drawable.height))
        self._drawable = drawable

    def draw(self, renderer: RendererBase) -> None:
        self._drawable.draw(renderer, self.dpi)


def _up(length: float) -> int:
    """The next whole number, but not because of rounding."""
    return -int(-(length - 1e-6) // 1)


def _line(text: str) -> str:
    """A text as a comment takes it: one line of 7-bit characters."""
    return " ".join(text.split()).encode("ascii", "replace").decode()[:200]
