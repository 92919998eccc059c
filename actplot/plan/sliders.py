"""What a slider or an animation runs through: the values of the families of a figure."""

from __future__ import annotations

from itertools import groupby

from actplot.expression import CurveFamily
from actplot.plan.plans import CurvePlan, FigurePlan
from actplot.records import Record

Owner = tuple[int, int]
"""A curve of a figure: its panel, from 0, and its number there, from 1."""


class Slider(Record):
    """A parameter (or several that go together) with its values: `$\\beta = 0.5$`, ...

    start: the value at which it begins, from 0. families: the curves that it moves through,
    one for each value; lists of the same name and values are one slider.
    """

    name: str
    values: tuple[str, ...]
    start: int
    families: tuple[tuple[Owner, ...], ...]


def sliders(plan: FigurePlan) -> tuple[Slider, ...]:
    """The sliders of a figure, in the order of its curves."""
    by_values: dict[tuple[str, ...], list[tuple[Owner, ...]]] = {}
    members: dict[tuple[str, ...], list[CurvePlan]] = {}
    for panel, drawn in enumerate(plan.panels):
        for _, entry in groupby(drawn.curves, lambda curve: id(curve.entry)):
            family = [curve for curve in entry if curve.curve.family is not None]
            if len(family) > 1:
                values = tuple(_of(member).math for member in family)
                by_values.setdefault(values, []).append(
                    tuple((panel, member.number) for member in family)
                )
                members.setdefault(values, family)
    return tuple(
        Slider(_of(members[values][0]).parameter, values, _start(members[values]), tuple(families))
        for values, families in by_values.items()
    )


def families(controls: tuple[Slider, ...]) -> list[tuple[Owner, ...]]:
    """The families that sliders move through."""
    return [family for slider in controls for family in slider.families]


def _of(member: CurvePlan) -> CurveFamily:
    assert member.curve.family is not None
    return member.curve.family


def _start(members: list[CurvePlan]) -> int:
    """The member whose value is nearest to the default; the first where there is none."""
    name = _of(members[0]).parameter
    defaults = [
        parameter.default
        for activation in members[0].curve.activations
        for parameter in activation.parameters
        if parameter.name == name and isinstance(parameter.default, (int, float))
    ]
    values = [_of(member).value for member in members]
    if not defaults or not all(isinstance(value, (int, float)) for value in values):
        return 0
    apart = [abs(value - defaults[0]) for value in values if isinstance(value, (int, float))]
    return apart.index(min(apart))


def unseen(controls: tuple[Slider, ...], positions: tuple[int, ...]) -> frozenset[Owner]:
    """The members of families that are hidden when the sliders are at positions."""
    return frozenset(
        owner
        for slider, position in zip(controls, positions, strict=True)
        for family in slider.families
        for at, owner in enumerate(family)
        if at != position
    )
