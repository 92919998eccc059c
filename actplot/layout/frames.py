"""The frames of a figure that moves: one layout, of which each frame shows a part.

Nothing is laid out anew for a frame, so that from one to the next only that changes which
depends on the parameter.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from actplot.layout.fractions import displayed
from actplot.layout.scene import Item, Scene, Shape, Words, union
from actplot.plan.plans import FigurePlan, Stroke, SweepPlan
from actplot.plan.sliders import Owner, sliders, unseen
from actplot.records import Record, replace


class FigureFrame(Record):
    """What is on the page at one time, and what it is called: mathematics, as of a slider."""

    name: str
    scene: Scene


def frames(plan: FigurePlan, scene: Scene) -> tuple[FigureFrame, ...]:
    """The frames of a figure, which has the scene as a whole; none if it does not move.

    One with steps has a frame a step. Else the slider with the most values moves, the others
    stay at their start.
    """
    if scene.steps > 1:
        return tuple(FigureFrame(f"{k}", scene.at_step(k)) for k in range(1, scene.steps + 1))
    controls = sliders(plan)
    if not controls:
        return ()
    longest = max(controls, key=lambda slider: len(slider.values))
    return tuple(
        FigureFrame(
            math, at(plan, scene, tuple(step if one is longest else one.start for one in controls))
        )
        for step, math in enumerate(longest.values)
    )


def at(plan: FigurePlan, scene: Scene, positions: tuple[int, ...]) -> Scene:
    """The scene with its sliders at positions, from 0: one member of each family.

    The members of a family look like its first, and the legend names them in one place.
    """
    controls = sliders(plan)
    gone = unseen(controls, positions)
    shapes = [shape for shape in scene.shapes if (shape.panel, shape.owner) not in gone]
    words = [text for text in scene.words if (text.panel, text.owner) not in gone]
    moving = zip(controls, positions, strict=True)
    for family, position in ((family, at) for slider, at in moving for family in slider.families):
        member = family[position]
        stroke = _curve(plan, family[0])
        shapes = [_plain(shape, member, stroke) for shape in shapes]
        across, up = _way(scene, member, family[0])
        shapes = [_at_first(shape, "legend-sample", member, across, up) for shape in shapes]
        words = [_at_first(text, "legend-label", member, across, up) for text in words]
    for panel, plans in enumerate(plan.panels):
        for number, sweep in enumerate(plans.sweeps, 1):
            members = [(panel, n) for n in sweep.numbers if (panel, n) not in gone]
            text = displayed(label(plan, sweep, members[0]))
            shapes = [*_one_sample(shapes, sweep, (panel, -number))]
            words = [*_renamed(words, (panel, -number), members[0], text)]
    return replace(scene, shapes=shapes, words=words)


def label(plan: FigurePlan, sweep: SweepPlan, member: Owner) -> str:
    """What a long family is called while one member of it is seen."""
    panel = member[0]
    ends = [_family(plan, (panel, sweep.numbers[end])) for end in (0, -1)]
    return sweep.label.removesuffix(f"{ends[0]} … {ends[1]}") + _family(plan, member)


def _family(plan: FigurePlan, owner: Owner) -> str:
    """What sets a member of a family apart."""
    panel, number = owner
    family = plan.panels[panel].curves[number - 1].curve.family
    assert family is not None
    return family.math


def _curve(plan: FigurePlan, owner: Owner) -> Stroke:
    panel, number = owner
    return plan.panels[panel].curves[number - 1].stroke


def _plain(shape: Shape, member: Owner, first: Stroke) -> Shape:
    """A part of a member with the look of the first one, in the full colour of its family."""
    if (shape.panel, shape.owner) != member:
        return shape
    line = shape.role.startswith(("curve-", "inset-curve-", "legend-sample")) and not shape.fill
    return replace(shape, tint=0.0, dash=first.dash if line else shape.dash)


def _way(scene: Scene, member: Owner, first: Owner) -> tuple[float, float]:
    """The way from the entry of a member in the legend to that of the first."""

    def place(owner: Owner) -> Words | None:
        named = (words for words in scene.words if (words.panel, words.owner) == owner)
        return next((words for words in named if words.role == "legend-label"), None)

    own, other = place(member), place(first)
    if own is None or other is None:
        return 0.0, 0.0
    return other.x - own.x, other.y - own.y


def _at_first(item: Item, role: str, member: Owner, across: float, up: float) -> Item:
    """A part of the legend's entry of a member, moved to where the first member has its own."""
    if item.role != role or (item.panel, item.owner) != member:
        return item
    return item.moved(across, up)


def _renamed(words: list[Words], legend: Owner, member: Owner, text: str) -> Iterator[Words]:
    """Words of which those in the legend of a long family name its member, in one place."""
    named = any((word.panel, word.owner) == legend for word in words)
    for word in words:
        if (word.panel, word.owner) == legend:
            yield replace(word, text=text)
        elif not (named and word.role.startswith("label-") and (word.panel, word.owner) == member):
            yield word


def _one_sample(shapes: list[Shape], sweep: SweepPlan, legend: Owner) -> Iterator[Shape]:
    """The shades in the legend of a long family as one line."""
    samples = [shape for shape in shapes if (shape.panel, shape.owner) == legend]
    for shape in shapes:
        if samples and shape is samples[0]:
            yield _line(samples, sweep.strokes[0])
        elif (shape.panel, shape.owner) != legend:
            yield shape


def _line(samples: list[Shape], stroke: Stroke) -> Shape:
    box = union(shape.bounds for shape in samples)
    middle = box.center[1]
    ends = np.array([(box.left, middle), (box.right, middle)])
    return replace(
        samples[0], points=ends, closed=False, fill="", color=stroke.color, width=stroke.width,
        dash=stroke.dash, tint=0.0,
    )  # fmt: skip
