"""A matplotlib figure of a spec, with axes over its plots.

It is laid out anew when the limits of its axes or its size have been changed: curves are
sampled, ticks and labels placed again.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Collection, Sequence
from html import escape
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import FigureCanvasBase, RendererBase
from matplotlib.figure import Figure
from matplotlib.ticker import Locator
from matplotlib.transforms import Affine2D

from actplot.errors import ActplotError, Problem
from actplot.layout.scene import LAYERS
from actplot.metadata import Metadata
from actplot.paint import render
from actplot.paint.artists import artists
from actplot.paint.figure import draw, setting
from actplot.paint.write import FORMATS, to_bytes
from actplot.plan.alt import alternative, heading
from actplot.plan.figure import plan
from actplot.plan.plans import AxisPlan, FigurePlan
from actplot.records import replace
from actplot.sampling.axis import SYMLOG_LINEAR
from actplot.spec.model import FigureSpec, PanelSpec

# What a user draws covers the curves, and is covered by labels and legends.
_OVER_CURVES = 1.5 + LAYERS.index("curve")
_SCALES = ("linear", "log", "symlog")
_MM = 25.4
# Pixels to the inch as browsers count them, and how many of its own a dense screen has for each.
_SCREEN, _SHARP = 96, 2


class LiveFigure(Figure):
    """A figure of a spec that follows its axes and its size.

    Its axes are invisible and lie exactly over the plots, between the curves and their labels,
    for what is to be added in data coordinates. interactive: notebooks show it as a page in
    which it can be read and moved, without what was added.
    """

    def __init__(self, spec: FigureSpec, *, interactive: bool = False) -> None:
        self._spec = spec
        self._interactive = interactive
        self._plan = plan(spec)
        self._drawing = draw(self._plan)
        self._own: list[Artist] = []
        self._plots: list[Axes] = []
        self._state: tuple[object, ...] = ()
        self._about: Metadata | None = None
        self._resized, self._following = False, True
        scene = self._drawing.scene
        with setting(self._drawing.fonts):
            super().__init__(
                figsize=(scene.width / 72, scene.height / 72), dpi=100, facecolor=scene.ground
            )
            for panel in self._plan.panels:
                axes = self._plot()
                _set_axis(axes, "x", panel.x)
                _set_axis(axes, "y", panel.y)
        self._show()
        self._following = False

    def __getstate__(self) -> dict[str, Any]:
        """A copy shows what this one shows now; it follows no more, since functions stay here."""
        inherited: Any = super().__getstate__()
        own = {"_about": self._described(), "_spec": None, "_plan": None, "_following": True}
        return {**inherited, **own}

    @property
    def plan(self) -> FigurePlan:
        """The plan of what it shows."""
        self._follow()
        return self._plan

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is to be said about it."""
        self._follow()
        return self._drawing.notes

    def draw(self, renderer: RendererBase) -> None:
        """Draw it in the fonts for which it was laid out."""
        self._follow()
        with setting(self._drawing.fonts):
            super().draw(renderer)

    def savefig(self, fname: Any, **more: Any) -> None:
        """Save it in the fonts for which it was laid out."""
        self._follow()
        with setting(self._drawing.fonts):
            super().savefig(fname, **more)

    def get_children(self) -> list[Artist]:
        """Its artists, as they are for the present limits and size."""
        self._follow()
        found: list[Artist] = super().get_children()
        return found

    def clear(self, keep_observers: bool = False) -> None:
        """Empty the page, which then is one like any other of matplotlib's."""
        self._following = True
        self._own.clear()
        super().clear(keep_observers=keep_observers)

    def set_size_inches(self, w: Any, h: float | None = None, forward: bool = True) -> None:
        """Change the size of the page, for which it is laid out anew."""
        before = tuple(self.get_size_inches())
        super().set_size_inches(w, h, forward=forward)
        # Saving with bbox_inches="tight" changes the size in another way, and only for a while.
        self._resized = self._resized or tuple(self.get_size_inches()) != before

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> tuple[dict[str, str], dict[str, dict[str, Any]]]:
        """What notebooks show: the whole page as PNG and SVG, and its description."""
        self._follow()
        about = self._about or self._described()
        alt = about.alt
        painting = FigurePainting(self)
        data, size = {"text/plain": alt}, (painting.width, painting.height)
        for name, dpi in (("png", _SHARP * _SCREEN), ("svg", _SCREEN)):
            mime = FORMATS[name].mime
            if (include is None or mime in include) and mime not in (exclude or ()):
                with setting(self._drawing.fonts):
                    content = to_bytes(painting, name, dpi=dpi, metadata=about)
                data[mime] = content.decode() if name == "svg" else b64encode(content).decode()
        wide, high = (round(length * _SCREEN) for length in size)
        if self._interactive and self._about is None:
            data["text/html"] = _framed(render(self._plan, ["html"]).files["html"].decode(), alt)
        described = {"width": wide, "height": high, "alt": alt}
        return data, {mime: described for mime in data if mime.startswith("image/")}

    def _described(self) -> Metadata:
        """What a file of it says of itself."""
        planned = self.plan
        return Metadata(
            title=heading(planned),
            alt=alternative(planned),
            spec=planned.spec.source,
            fingerprint="",
        )

    def _ipython_display_(self) -> None:
        """Show it whole where pyplot's way of showing figures, which crops them, is in force."""
        from IPython import get_ipython
        from IPython.display import display

        formatters = get_ipython().display_formatter.formatters
        if not any(_is_known(formatters[FORMATS[name].mime], self) for name in ("png", "svg")):
            raise NotImplementedError  # IPython then asks for the bundle
        data, described = self._repr_mimebundle_()
        display(data, metadata=described, raw=True)

    def _plot(self) -> Axes:
        """Invisible axes for one more panel."""
        shared: dict[str, Any] = {
            f"share{name}": self._plots[0] for name in self._spec.share if self._plots
        }
        axes = self.add_axes((0.0, 0.0, 1.0, 1.0), zorder=_OVER_CURVES, **shared)
        axes.set_axis_off()
        self._plots.append(axes)
        return axes

    def _follow(self) -> None:
        """Lay it out anew where that is due. Raises ActplotError for what cannot be shown."""
        if self._following or (self._state == self._asked() and not self._resized):
            return
        self._following = True
        try:
            self._plan = plan(self._adapted())
            self._drawing = draw(self._plan)
            self._show()
        finally:
            self._following = False

    def _asked(self) -> tuple[object, ...]:
        """The scales and limits of its axes."""
        return tuple(
            (axes.get_xscale(), axes.get_xlim(), axes.get_yscale(), axes.get_ylim())
            for axes in self._plots
        )

    def _adapted(self) -> FigureSpec:
        """The spec with the limits of the axes and the size of the page."""
        width, height = (float(length) * _MM for length in self.get_size_inches())
        panels = (
            _over(panel, axes) for panel, axes in zip(self._spec.panels, self._plots, strict=True)
        )
        return replace(
            self._spec,
            panels=tuple(panels),
            size=replace(self._spec.size, width=width, height=height, aspect=None),
        )

    def _show(self) -> None:
        """Put the artists in their place and the axes over their plots."""
        # Of a figure with steps, the last.
        scene = self._drawing.scene.at_step(self._plan.steps)
        fonts = self._drawing.fonts
        for artist in self._own:
            artist.remove()
        points = Affine2D().scale(1 / scene.width, 1 / scene.height) + self.transFigure
        with setting(fonts):
            self._own = artists(scene, points, fonts.faces)
        for artist in self._own:
            self.add_artist(artist)
        for number, (axes, area) in enumerate(zip(self._plots, scene.areas, strict=True)):
            axes.xaxis.set_major_locator(_PlannedTicks(self, number, "x"))
            axes.yaxis.set_major_locator(_PlannedTicks(self, number, "y"))
            axes.set_position(
                (
                    area.left / scene.width,
                    area.bottom / scene.height,
                    area.width / scene.width,
                    area.height / scene.height,
                )
            )
        self._state, self._resized = self._asked(), False


def _framed(page: str, alt: str) -> str:
    """A whole page as a part of another one, as high as it needs to be."""
    fit = "this.style.height = this.contentDocument.documentElement.scrollHeight + 'px'"
    return (
        f'<iframe srcdoc="{escape(page)}" title="{escape(alt)}" onload="{fit}"'
        ' style="width: 100%; height: 30em; border: 0"></iframe>'
    )


class _PlannedTicks(Locator):
    """The ticks of an axis as they are drawn."""

    def __init__(self, figure: LiveFigure, panel: int, name: str) -> None:
        self._figure = figure
        self._panel = panel
        self._name = name

    def __call__(self) -> list[float]:
        panel = self._figure.plan.panels[self._panel]
        planned: AxisPlan = getattr(panel, self._name)
        return [tick.value for tick in planned.ticks if not tick.minor]

    def tick_values(self, vmin: float, vmax: float) -> list[float]:
        return self()


def _is_known(formatter: Any, figure: Figure) -> bool:
    """Whether a formatter of IPython's was told how to show a figure."""
    try:
        formatter.lookup(figure)
    except KeyError:
        return False
    return True


def _set_axis(axes: Axes, name: str, planned: AxisPlan) -> None:
    """Give axes the limits and the scale of a planned axis."""
    axis = planned.axis
    more = {}
    if axis.scale == "symlog":
        # matplotlib's linscale is what it divides by 1 - 1/base.
        more = {"linthresh": axis.linthresh, "linscale": 0.9 * SYMLOG_LINEAR}
    limits = {f"{name}lim": (axis.low, axis.high)}
    axes.set(**limits)
    getattr(axes, f"set_{name}scale")(axis.scale, **more)
    axes.set(**limits)


def _over(panel: PanelSpec, axes: Axes) -> PanelSpec:
    """A panel over the limits of axes."""
    scales = {"xscale": axes.get_xscale(), "yscale": axes.get_yscale()}
    for scale in scales.values():
        if scale not in _SCALES:
            raise ActplotError(f"an axis of a figure is linear, log or symlog, not {scale}")
    transforms: list[Any] = [axes.xaxis.get_transform(), axes.yaxis.get_transform()]
    thresholds = [t.linthresh for t in transforms if hasattr(t, "linthresh")]
    look = replace(panel.axes, **scales)
    if thresholds:
        look = replace(look, linthresh=float(thresholds[0]))
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    return replace(panel, x=(float(left), float(right)), y=(float(bottom), float(top)), axes=look)


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
