"""Formulas onto the page: in free room of the plot, else in a strip below it."""

from __future__ import annotations

from actplot.layout import formulas, rows
from actplot.layout.draft import PanelDraft
from actplot.layout.legend_placing import drop
from actplot.layout.scene import Ink, Scene, Shape, Words, rectangle
from actplot.plan.plans import NotePlan
from actplot.records import replace

# Above and below formulas in a strip, in text sizes.
PADDING = 0.6


def put_formulas(draft: PanelDraft, plan: NotePlan, ink: Ink) -> None:
    """The formulas of a note; at the place that the spec gives, if any, if need be with halos."""
    trial, scene = draft.ground.copy(), draft.scene
    words, shapes, free = formulas.put(draft.place, plan, ink, trial)
    pinned = plan.at is not None or plan.x is not None
    if not free and not pinned and _below(draft, plan, ink):
        return
    draft.ground = trial
    _add(words, shapes, plan, scene)
    if not free:
        fill = scene.background
        scene.add(*(rectangle(text.box.grown(rows.HALO), "halo", "halo", fill=fill)
                    for text in words))  # fmt: skip
        draft.warn(
            "there is no free room for the formulas; make the figure larger, or name one curve"
        )


def _below(draft: PanelDraft, plan: NotePlan, ink: Ink) -> bool:
    """Put formulas at the foot of the strip, or say how high it must be; False: too broad."""
    made = formulas.block(plan.equations, replace(ink, color=plan.color))
    side = draft.scene.paper if draft.page.plan.columns == 1 else draft.plot.room
    if made.width > side.width:
        return False
    pad, foot = PADDING * ink.size, draft.plot.room.bottom + draft.sunk
    draft.sunk += made.height + 2 * pad
    needed = draft.sunk + drop(draft)
    if needed > draft.strips.below.get(draft.row, 0.0) + 1e-6:
        draft.need = max(draft.need, needed)
        return True
    left = min(max(draft.place.area.center[0] - made.width / 2, side.left), side.right - made.width)
    _add(*made.at(left, foot + pad), plan, draft.scene)
    return True


def _add(words: list[Words], shapes: list[Shape], plan: NotePlan, scene: Scene) -> None:
    scene.add(*(replace(text, pages=plan.pages) for text in words))
    scene.add(*(replace(shape, pages=plan.pages) for shape in shapes))
