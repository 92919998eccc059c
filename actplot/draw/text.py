"""The size of a text before it is drawn, in points, whatever the output format.

The fonts are those of the rcParams in force, so measure inside the same
context in which the figure is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import matplotlib as mpl
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text


@dataclass(frozen=True, slots=True)
class Box:
    """Extent of a text in points; ascent and descent count from the last baseline."""

    width: float
    ascent: float
    descent: float

    @property
    def height(self) -> float:
        return self.ascent + self.descent


def measure(text: str, size: float, *, weight: str = "normal", style: str = "normal") -> Box:
    """The box of text (several lines, mathematics) at size points, unrotated."""
    family = mpl.rcParams["font.family"]
    fonts = (
        *(family if not isinstance(family, str) else (family,)),
        *(str(mpl.rcParams[key]) for key in _FONT_KEYS),
    )
    return _measure(text, float(size), weight, style, fonts)


_FONT_KEYS = (
    "font.serif",
    "font.sans-serif",
    "mathtext.fontset",
    "mathtext.rm",
    "mathtext.it",
    "mathtext.bf",
    "mathtext.default",
)


class _Recorder(RendererBase):
    """A renderer that notes where each line of a text would be set."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[tuple[float, float, float, float]] = []

    def draw_text(
        self,
        gc: Any,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,
        mtext: Any = None,
    ) -> None:
        width, height, descent = self.get_text_width_height_descent(s, prop, ismath)
        self.lines.append((y, width, height - descent, descent))

    def flipy(self) -> bool:
        return False


@lru_cache(maxsize=4096)
def _measure(text: str, size: float, weight: str, style: str, fonts: tuple[str, ...]) -> Box:
    if not text.strip():
        return Box(0.0, 0.0, 0.0)
    # At 72 dots an inch a pixel is a point.
    figure = Figure(figsize=(1, 1), dpi=72)
    artist = Text(
        0, 0, text, fontsize=size, fontweight=weight, fontstyle=style, va="baseline", figure=figure
    )
    recorder = _Recorder()
    artist.draw(recorder)
    return Box(
        width=max(width for _, width, _, _ in recorder.lines),
        ascent=max(y + ascent for y, _, ascent, _ in recorder.lines),
        descent=max(descent - y for y, _, _, descent in recorder.lines),
    )
