"""What follows its axes: a figure of a spec, or one in a part of another figure.

It is laid out anew when the limits of its axes or its size have been changed: curves are
sampled, ticks and labels placed again.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure as Figure
from matplotlib.figure import FigureBase
from matplotlib.figure import SubFigure as SubFigure
from matplotlib.ticker import Locator
from matplotlib.transforms import Affine2D, Transform

from actplot.errors import ActplotError, Problem
from actplot.layout.scene import LAYERS
from actplot.metadata import Metadata
from actplot.paint.artists import artists
from actplot.paint.figure import draw, setting
from actplot.plan.alt import alternative, heading
from actplot.plan.figure import plan
from actplot.plan.plans import AxisPlan, FigurePlan
from actplot.records import replace
from actplot.sampling.axis import SYMLOG_LINEAR
from actplot.spec.model import FigureSpec, PanelSpec
from actplot.units import MM_PER_INCH

# What a user draws covers the curves, and is covered by labels and legends.
_OVER_CURVES = 1.5 + LAYERS.index("curve")
_SCALES = ("linear", "log", "symlog")
# Sizes in inches that differ by less are the same: rounding in pixels.
_SAME = 1e-4


class Following(FigureBase):
    """What figures and parts of figures have in common; it comes before these in their bases.

    Its axes are invisible and lie exactly over the plots, between the curves and their labels,
    for what is to be added in data coordinates.
    """

    transSubfigure: Transform

    def _begin(self, spec: FigureSpec) -> None:
        """Before there is a page: what is to be drawn, in its own size."""
        self._following = True
        self._spec = spec
        self._own: list[Artist] = []
        self._plots: list[Axes] = []
        self._state: tuple[object, ...] = ()
        self._about: Metadata | None = None
        self._resized = False

    def _put(self) -> None:
        """Put axes and artists on the page, which is there now."""
        with setting(self._drawing.fonts):
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

    def get_children(self) -> list[Artist]:
        """Its artists, as they are for the present limits and size."""
        self._follow()
        children: list[Artist] = super().get_children()
        return children

    def clear(self, keep_observers: bool = False) -> None:
        """Empty the page, which then is one like any other of matplotlib's."""
        self._following = True
        self._own.clear()
        super().clear(keep_observers=keep_observers)

    def _size(self) -> tuple[float, float]:
        """Its width and height in inches."""
        raise NotImplementedError

    def _described(self) -> Metadata:
        """What a file of it says of itself."""
        planned = self.plan
        return Metadata(
            title=heading(planned),
            alt=alternative(planned),
            spec=planned.spec.source,
            fingerprint="",
        )

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
        if self._following or not (self._resized or self._state != self._asked()):
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
        panels = (
            _over(panel, axes) for panel, axes in zip(self._spec.panels, self._plots, strict=True)
        )
        return _sized(replace(self._spec, panels=tuple(panels)), *self._size())

    def _show(self) -> None:
        """Put the artists in their place and the axes over their plots."""
        # Of a figure with steps, the last.
        scene = self._drawing.scene.at_step(self._plan.steps)
        fonts = self._drawing.fonts
        for artist in self._own:
            artist.remove()
        points = Affine2D().scale(1 / scene.width, 1 / scene.height) + self.transSubfigure
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


class LiveSubFigure(Following, SubFigure):
    """A figure of a spec in a part of a figure of matplotlib's, which it fills.

    Its size is that of the part, whatever the spec says.
    """

    def __init__(self, on: Figure | SubFigure, spec: FigureSpec) -> None:
        self._begin(spec)
        self._laid = 0.0, 0.0
        super().__init__(on, on.add_gridspec(1, 1)[0, 0])
        self._plan = plan(_sized(spec, *self._size()))
        self._drawing = draw(self._plan)
        self.set_facecolor(self._drawing.scene.ground)
        on.subfigs.append(self)
        self._remove_method = on.subfigs.remove
        self._put()
        on.stale = True

    def _size(self) -> tuple[float, float]:
        return float(self.bbox.width) / self.dpi, float(self.bbox.height) / self.dpi

    def _asked(self) -> tuple[object, ...]:
        # Windows and layouts of matplotlib's change its size without a word.
        size = self._size()
        if not np.allclose(size, self._laid, rtol=0, atol=_SAME):
            self._laid = size
        return *super()._asked(), self._laid


class _PlannedTicks(Locator):
    """The ticks of an axis as they are drawn."""

    def __init__(self, figure: Following, panel: int, name: str) -> None:
        self._figure = figure
        self._panel = panel
        self._name = name

    def __call__(self) -> list[float]:
        panel = self._figure.plan.panels[self._panel]
        planned: AxisPlan = getattr(panel, self._name)
        return [tick.value for tick in planned.ticks if not tick.minor]

    def tick_values(self, vmin: float, vmax: float) -> list[float]:
        return self()


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


def check_page(on: object) -> Figure | SubFigure:
    """Raises ActplotError for what no figure can be drawn on."""
    if not isinstance(on, (Figure, SubFigure)):
        help = "for Axes there is plot('gelu', ax=axes)"
        raise ActplotError(f"a figure is drawn on a Figure or SubFigure, not on {on!r}", help=help)
    return on


def _sized(spec: FigureSpec, width: float, height: float) -> FigureSpec:
    """A spec for a page of a size in inches."""
    size = replace(spec.size, width=width * MM_PER_INCH, height=height * MM_PER_INCH, aspect=None)
    return replace(spec, size=size)
