"""A matplotlib figure of a spec, with axes over its plots, which shows itself in notebooks."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Collection, Sequence
from html import escape
from typing import Any

from matplotlib.artist import Artist
from matplotlib.backend_bases import FigureCanvasBase, RendererBase
from matplotlib.figure import Figure

from actplot.formats import FORMATS
from actplot.paint import render
from actplot.paint.figure import draw, setting
from actplot.paint.following import Following
from actplot.paint.write import to_bytes
from actplot.plan.figure import plan
from actplot.spec.model import FigureSpec
from actplot.units import PT_PER_INCH, PX_PER_INCH

_SHARP = 2  # pixels that a dense screen has for one of CSS


class LiveFigure(Following, Figure):
    """A figure of a spec that follows its axes and its size.

    interactive: notebooks show it as a page in which it can be read and moved, without what was
    added.
    """

    def __init__(self, spec: FigureSpec, *, interactive: bool = False) -> None:
        self._begin(spec)
        self._interactive = interactive
        self._plan = plan(spec)
        self._drawing = draw(self._plan)
        scene = self._drawing.scene
        with setting(self._drawing.fonts):
            super().__init__(
                figsize=(scene.width / PT_PER_INCH, scene.height / PT_PER_INCH),
                dpi=100,
                facecolor=scene.ground,
            )
        self._put()

    def savefig(self, fname: Any, **more: Any) -> None:
        """Save it in the fonts for which it was laid out."""
        self._follow()
        with setting(self._drawing.fonts):
            super().savefig(fname, **more)

    def set_size_inches(self, w: Any, h: float | None = None, forward: bool = True) -> None:
        """Change the size of the page, for which it is laid out anew."""
        before = self._size()
        super().set_size_inches(w, h, forward=forward)
        # Saving with bbox_inches="tight" changes the size in another way, and only for a while.
        self._resized = self._resized or self._size() != before

    def _size(self) -> tuple[float, float]:
        width, height = (float(length) for length in self.get_size_inches())
        return width, height

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> tuple[dict[str, str], dict[str, dict[str, Any]]]:
        """What notebooks show: the whole page as PNG and SVG, and its description.

        With a PDF, since nbconvert makes one of each SVG that comes without, and needs Inkscape.
        """
        self._follow()
        about = self._about or self._described()
        alt = about.alt
        painting = FigurePainting(self)
        data, size = {"text/plain": alt}, (painting.width, painting.height)
        for name in ("png", "svg", "pdf"):
            mime = FORMATS[name].mime
            if (include is None or mime in include) and mime not in (exclude or ()):
                with setting(self._drawing.fonts):
                    dpi = PX_PER_INCH * (_SHARP if FORMATS[name].pixels else 1)
                    content = to_bytes(painting, name, dpi=dpi, metadata=about)
                data[mime] = content.decode() if name == "svg" else b64encode(content).decode()
        wide, high = (round(length * PX_PER_INCH) for length in size)
        if self._interactive and self._about is None:
            data["text/html"] = _framed(render(self._plan, ["html"]).files["html"].decode(), alt)
        described = {"width": wide, "height": high, "alt": alt}
        return data, {mime: described for mime in data if mime.startswith("image/")}

    def _ipython_display_(self) -> None:
        """Show it whole where pyplot's way of showing figures, which crops them, is in force."""
        from IPython import get_ipython
        from IPython.display import display

        formatters = get_ipython().display_formatter.formatters
        if not any(_is_known(formatters[FORMATS[name].mime], self) for name in ("png", "svg")):
            raise NotImplementedError  # IPython then asks for the bundle
        data, described = self._repr_mimebundle_()
        display(data, metadata=described, raw=True)


def _framed(page: str, alt: str) -> str:
    """A whole page as a part of another one, as high as it needs to be."""
    fit = "this.style.height = this.contentDocument.documentElement.scrollHeight + 'px'"
    return (
        f'<iframe srcdoc="{escape(page)}" title="{escape(alt)}" onload="{fit}"'
        ' style="width: 100%; height: 30em; border: 0"></iframe>'
    )


def _is_known(formatter: Any, figure: Figure) -> bool:
    """Whether a formatter of IPython's knows how to show a figure."""
    try:
        formatter.lookup(figure)
    except KeyError:
        return False
    return True


class FigurePainting:
    """Any figure of matplotlib's, as what can be written to a file of ours."""

    def __init__(self, figure: Figure) -> None:
        self._figure = figure
        self.width, self.height = (float(length) for length in figure.get_size_inches())

    def artists(self) -> Sequence[Artist]:
        """What is drawn."""
        return self._figure.findobj()

    def draw(self, renderer: RendererBase, dpi: float) -> None:
        """Draw it on a renderer with so many units to the inch; it stays as it was."""
        figure = self._figure
        own, canvas = figure.dpi, figure.canvas
        wide, high = renderer.get_canvas_width_height()
        try:
            FigureCanvasBase(figure)  # the window of a figure is not to change its size
            figure.set_dpi(dpi)
            # Pixels are whole; the ground is to reach the edge of the last one.
            Figure.set_size_inches(figure, (wide + 1e-6) / dpi, (high + 1e-6) / dpi, forward=False)
            figure.draw(renderer)
        finally:
            figure.set_dpi(own)
            Figure.set_size_inches(figure, self.width, self.height, forward=False)
            figure.set_canvas(canvas)
