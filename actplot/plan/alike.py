"""Adjacent panels have ticks of the same density."""

from __future__ import annotations

from collections.abc import Sequence

from actplot.plan.plans import Pair
from actplot.plan.ticks import Step, fitting
from actplot.records import replace
from actplot.sampling.axis import Axis
from actplot.spec.model import AxesSpec, PanelSpec, Ticks

# Text beside a plot takes about this many text sizes of its room.
BESIDE = 4.0


def inner(axis: Axis, size: float) -> Axis:
    """An axis without the room that text of size pt takes beside it."""
    length = axis.length_pt
    return replace(axis, length_pt=max(length - BESIDE * size, length / 2))


def alike(
    panels: Sequence[PanelSpec],
    ranges: Sequence[tuple[Pair, Pair]],
    rooms: Sequence[Pair],
    size: float,
    scale: float,
) -> list[PanelSpec]:
    """The panels, with the usual step where another panel has no room for a finer one.

    ranges are those of x and y, rooms the width and height (pt) of each panel, with text of
    size pt and tick labels of scale times that.
    """
    adjusted = list(panels)
    if len(adjusted) < 2:
        return adjusted
    for key, upright in ("xticks", False), ("yticks", True):
        steps: dict[int, Step] = {}
        for index, (spec, limits, room) in enumerate(zip(panels, ranges, rooms, strict=True)):
            if _free(spec.axes, key):
                axis = inner(Axis(*limits[upright], length_pt=room[upright]), size)
                steps[index] = fitting(axis, size * scale, upright)
        coarse = {step.usual for step in steps.values() if step.finer is None}
        for index, step in steps.items():
            if step.finer is not None and not step.alone and step.usual in coarse:
                wanted = {key: Ticks("step", step=step.usual)}
                axes = replace(adjusted[index].axes, **wanted)
                adjusted[index] = replace(adjusted[index], axes=axes)
    return adjusted


def _free(axes: AxesSpec, key: str) -> bool:
    """Whether the spec leaves the step of a linear axis open."""
    scale = axes.xscale if key == "xticks" else axes.yscale
    return scale == "linear" and not axes.equal and getattr(axes, key) == Ticks()
