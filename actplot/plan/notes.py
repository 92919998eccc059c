"""Notes: what they say, where they are, and what they point to."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from actplot.calculus.derivatives import evaluate
from actplot.looks.colour.names import on_ground
from actplot.plan.context import PanelContext
from actplot.plan.formulas import equations
from actplot.plan.naming import printer
from actplot.plan.plans import CurvePlan, NotePlan
from actplot.plan.points import at_feature
from actplot.plan.strokes import own
from actplot.plan.window import shown_in


def notes(context: PanelContext, drawn: tuple[CurvePlan, ...]) -> Iterator[NotePlan]:
    """The notes of a panel, with remarks on those that cannot be placed."""
    style, frame = context.style, context.frame
    printed = printer(context.spec)
    for note in context.spec.notes:
        color = on_ground(own(note.color or style.foreground, style), style.background)
        of = drawn[note.curve - 1].stroke.pages if note.curve else None
        pages = context.timing.of(note.step, of)
        shown = [drawn[note.curve - 1]] if note.curve else drawn
        formulas = equations(shown, printed) if note.formula else ()
        text = note.text or ""
        if note.formula and not formulas:
            context.remark("there is no curve whose formula could be shown here", note.path)
            continue
        if isinstance(note.at, tuple) and not shown_in(note.at, frame):
            help = "choose another `at` for it, or widen the ranges"
            context.remark(f"the note {note.text!r} is outside the plot", note.path, help)
            continue
        if note.x is None:
            yield NotePlan(None, None, text, color, note.at, pages, formulas)
            continue
        x, y = note.x, note.y
        if isinstance(x, str):
            places = at_feature(shown[0], x)
            if not places:
                what = f"{shown[0].curve.text} has no {x} in this range"
                help = "choose another feature, or widen the range of x"
                context.remark(what, note.path, help)
                continue
            x, y = places[0]
        elif y is None:
            y = float(evaluate(shown[0].curve.function, np.array([x]))[0])
        if not shown_in((x, y), frame):
            help = "choose another x for it, or widen the ranges"
            context.remark(f"the note {note.text!r} points outside the plot", note.path, help)
            continue
        yield NotePlan(x, y, text, color, note.at, pages, formulas)
