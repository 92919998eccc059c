"""What all parts of a panel are planned with."""

from __future__ import annotations

from actplot.looks.styles import Style
from actplot.plan.plans import Pair, Remark
from actplot.plan.steps import Timing
from actplot.plan.strokes import Cycle
from actplot.records import Record, field
from actplot.sampling.axis import Axis, Frame
from actplot.sampling.survey import Surveys
from actplot.spec.model import AxesSpec, KeyPath, PanelSpec


class PanelContext(Record, eq=False):
    """A panel's spec, its axes, and what else its parts depend on.

    size is that of its text in pt. cycle: of the colours of several panels, if these have one in
    common. remarks: those on the panel so far.
    """

    spec: PanelSpec
    frame: Frame
    style: Style
    size: float
    surveys: Surveys
    timing: Timing
    cycle: Cycle | None = None
    remarks: list[Remark] = field(default_factory=list)

    def remark(self, what: str, path: KeyPath, help: str | None = None) -> None:
        """Tell the user something about a place of the spec, and what would help."""
        self.remarks.append((what, path, help))


def panel_frame(axes: AxesSpec, x: Pair, y: Pair, room: Pair) -> Frame:
    """The axes of a panel over the ranges x and y in at most room (width and height in pt)."""
    across, up = (
        Axis(
            *(ends[::-1] if name in axes.reverse else ends),
            scale=scale,
            length_pt=length,
            linthresh=axes.linthresh,
        )
        for name, ends, scale, length in (
            ("x", x, axes.xscale, room[0]),
            ("y", y, axes.yscale, room[1]),
        )
    )
    return Frame(across, up)
