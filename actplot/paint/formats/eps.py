"""EPS: matplotlib's, with fonts as Type 42, an exact box, a description and no date.

PostScript knows no transparency. What would be seen through is refused here; `opaque` of
`paint.ground` has mixed before what can be mixed exactly.
"""

from __future__ import annotations

import re
from io import StringIO

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from actplot.errors import ActplotError, Problem
from actplot.metadata import Metadata, seal, wrapped
from actplot.paint.formats import Drawable, Options
from actplot.paint.formats.packet import CREATOR, date
from actplot.paint.startup import type42_fonts

_HEAD = re.compile(r"\A%!PS.*?%%EndComments\n", re.DOTALL)


def write(drawable: Drawable, metadata: Metadata, options: Options) -> bytes:
    """The drawing in PostScript of level 3, its fonts embedded as Type 42.

    Raises ActplotError for what is transparent.
    """
    date("")  # matplotlib would stumble over a wrong one
    if seen_through := [*dict.fromkeys(map(_name, filter(_transparent, drawable.artists())))]:
        raise ActplotError(transparent(seen_through))
    with (
        StringIO() as file,
        type42_fonts(),
        mpl.rc_context({"ps.fonttype": 42, "ps.useafm": False, "ps.usedistiller": None}),
    ):
        _DrawingFigure(drawable).savefig(file, format="eps", bbox_inches=None)
        drawn = file.getvalue()
    width, height = 72 * drawable.width, 72 * drawable.height
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


def transparent(names: list[str]) -> Problem:
    """What to say of what is transparent."""
    *first, last = names
    named = f"{', '.join(first)} and {last}" if first else last
    return Problem(
        f"EPS has no transparency, and it is asked of {named}",
        help="give opaque colours, or draw a PDF or a TIFF",
    )


def _transparent(artist: Artist) -> bool:
    alphas: list[object] = [artist.get_alpha()]
    if isinstance(artist, Patch):
        alphas += [to_rgba(color)[3] for color in (artist.get_facecolor(), artist.get_edgecolor())]
    return artist.get_visible() and any(
        isinstance(alpha, (int, float)) and 0 < alpha < 1 for alpha in alphas
    )


def _name(artist: Artist) -> str:
    return artist.get_gid() or type(artist).__name__


def _up(length: float) -> int:
    """The next whole number, but not because of rounding."""
    return -int(-(length - 1e-6) // 1)


def _line(text: str) -> str:
    """A text as a comment takes it: one line of 7-bit characters."""
    return " ".join(text.split()).encode("ascii", "replace").decode()[:200]
