"""Drawing a text exactly where it belongs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Any

import matplotlib as mpl
from matplotlib.backend_bases import RendererBase
from matplotlib.font_manager import FontEntry, FontProperties
from matplotlib.mathtext import VectorParse
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox

from actplot.fonts.characters import is_math
from actplot.layout.scene import SHARES
from actplot.paint.embedding.installed import in_force
from actplot.paint.startup import shared_formulas
from actplot.paint.text import LARGE, LINE_SPACING, formula, line_box, measure, prepared
from actplot.units import PT_PER_INCH

_SETTINGS = (
    "font.family", "font.serif", "font.sans-serif", "text.hinting", "mathtext.fontset",
    "mathtext.fallback", "mathtext.default", "mathtext.rm", "mathtext.it", "mathtext.bf",
    "mathtext.bfit", "mathtext.cal", "mathtext.sf", "mathtext.tt",
)  # fmt: skip


class Label(Text):
    """A text whose left end and (last) baseline are where it is put, in every format.

    matplotlib's own text sets formulas up to a point above the baseline, more or less
    in each format. Takes what `matplotlib.text.Text` takes, but for the alignment: align
    (left, center or right) says how several lines are aligned; outlined, that it is
    drawn as shapes; faces are fonts made for the figure.
    """

    def __init__(
        self,
        x: float,
        y: float,
        text: str,
        *,
        align: str = "left",
        outlined: bool = False,
        faces: Iterable[FontEntry] = (),
        **look: Any,
    ) -> None:
        super().__init__(x, y, text, va="baseline", rotation_mode="anchor", **look)
        self._outlined = outlined
        self._faces = tuple(faces)
        self._share = SHARES[align]
        settings: Mapping[Any, Any] = mpl.rcParams
        self._fonts: dict[Any, Any] = {key: settings[key] for key in _SETTINGS if key in settings}

    def draw(self, renderer: RendererBase) -> None:
        if self.get_visible() and self.get_text().strip():
            with self._in_its_fonts(), shared_formulas(renderer, _Formulas()):
                self._draw(renderer)
        self.stale = False

    def get_window_extent(
        self, renderer: RendererBase | None = None, dpi: float | None = None
    ) -> Bbox:
        figure = self.get_figure(root=True)
        if not self.get_text().strip() or figure is None:
            return Bbox.null()
        with self._in_its_fonts():
            prop = self.get_fontproperties()
            size, weight = prop.get_size_in_points(), str(prop.get_weight())
            box = measure(self.get_text(), size, weight=weight, style=prop.get_style())
        place = Affine2D().scale((dpi or figure.dpi) / PT_PER_INCH).rotate_deg(self.get_rotation())
        place.translate(*self.get_transform().transform(self.get_unitless_position()))
        xs, ys = (0.0, box.width), (-box.descent, box.ascent)
        corners = place.transform([(x, y) for x in xs for y in ys])
        return Bbox([corners.min(axis=0), corners.max(axis=0)])

    def _in_its_fonts(self) -> AbstractContextManager[None]:
        """The fonts in which the text was made, for figures that are drawn again later."""
        return in_force(self._fonts, self._faces)

    def _draw(self, renderer: RendererBase) -> None:
        renderer.open_group("text", self.get_gid())
        gc = renderer.new_gc()
        gc.set_foreground(self.get_color())
        if (alpha := self.get_alpha()) is not None:
            gc.set_alpha(alpha)
        x, y = self.get_transform().transform(self.get_unitless_position())
        angle = self.get_rotation()
        cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        height = renderer.get_canvas_width_height()[1]
        prop = self.get_fontproperties()
        for line, across, up in self._lines(renderer, prop):
            left, baseline = x + across * cos - up * sin, y + across * sin + up * cos
            if renderer.flipy():
                baseline = height - baseline
            # What every renderer can do that has no better way is to fill the outlines.
            place = (gc, left, baseline, line, prop, angle, is_math(line))
            if self._outlined:
                RendererBase.draw_text(renderer, *place)
            else:
                renderer.draw_text(*place)
        gc.restore()
        renderer.close_group("text")

    def _lines(
        self, renderer: RendererBase, prop: FontProperties
    ) -> Iterator[tuple[str, float, float]]:
        """Each line with its place, right and up from the anchor, in the renderer's units."""
        unit: Any = renderer.points_to_pixels(prop.get_size_in_points())
        weight, style = str(prop.get_weight()), prop.get_style()
        lines = self.get_text().split("\n")
        boxes = [line_box(line, weight, style) for line in lines]
        width = max(box.width for box in boxes)
        for row, (line, box) in enumerate(zip(lines, boxes, strict=True)):
            if not line.strip():
                continue
            line = prepared(line)
            up = LINE_SPACING * (len(lines) - 1 - row) * unit
            if is_math(line):
                # The formula is set by as much too high as its height was rounded up.
                _, high, deep = renderer.get_text_width_height_descent(line, prop, True)
                up -= high - deep - box.ascent * unit
            yield line, self._share * (width - box.width) * unit, up


class _Formulas:
    """Stands for matplotlib's MathTextParser: one layout, scaled for every format."""

    def parse(
        self, s: str, dpi: float = PT_PER_INCH, prop: FontProperties | None = None, **_: object
    ) -> VectorParse:
        prop = prop or FontProperties()
        layout: Any = formula(s, str(prop.get_weight()), prop.get_style())
        shrink = prop.get_size_in_points() / LARGE
        scale = shrink * dpi / PT_PER_INCH
        return VectorParse(
            layout.width * scale,
            layout.height * scale,
            layout.depth * scale,
            [(font, size * shrink, *glyph, x * scale, y * scale)
             for font, size, *glyph, x, y in layout.glyphs],
            [tuple(length * scale for length in rectangle) for rectangle in layout.rects],
        )  # fmt: skip
