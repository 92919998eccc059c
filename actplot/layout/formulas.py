"""Formulas in the plot: one below the other, aligned at their signs, cases after a brace."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from actplot.arrays import Floats
from actplot.layout.axes import PlacedPanel
from actplot.layout.fractions import displayed
from actplot.layout.geometry import CLEARANCE, Ground, Rect, arc_lengths
from actplot.layout.notes import around_point, corner_near, leader_to
from actplot.layout.scene import Box, Ink, Shape, Words, union
from actplot.plan.plans import EquationPlan, NotePlan
from actplot.records import Record, replace

Point = tuple[float, float]

# In text sizes: between the lines of cases and of equations, around the sign, after the brace,
# between a value and its condition; the width of a brace.
CASE_GAP, LINE_GAP, SIGN_GAP, BRACE_GAP, CONDITION_GAP, BRACE = 0.35, 0.55, 0.28, 0.18, 1.1, 0.42
THIN, THICK = 0.022, 0.07  # of a brace, at its tips and in its arms
AXIS = 0.25  # from the baseline up to the middle of a minus sign
STEPS = 25


def put(
    place: PlacedPanel, plan: NotePlan, muted: Ink, ground: Ground
) -> tuple[list[Words], list[Shape], bool]:
    """The formulas of a note at its place, with an arrow if it has a target; is there room?"""
    made = block(plan.equations, replace(muted, color=plan.color))
    if isinstance(plan.at, tuple):
        x, y = around_point(place, plan.at, made.width, made.height, muted.size, ground)
        left, bottom = x - made.width / 2, y - made.height / 2
    else:
        edge = 0.5 * muted.size
        left, bottom = corner_near(place.area, made.width, made.height, plan.at or "", edge, ground)
    box = Rect(left, bottom, left + made.width, bottom + made.height)
    words, shapes = made.at(left, bottom)
    if plan.x is not None and plan.y is not None:
        target = place.x(plan.x), place.y(plan.y)
        shapes += leader_to(box, *target, muted.size, muted.color)
    free = ground.free(box)
    ground.take(box.grown(CLEARANCE))
    return words, shapes, free


class Block(Record):
    """Formulas set with their lower left corner at the origin."""

    words: tuple[Words, ...]
    shapes: tuple[Shape, ...]
    width: float
    height: float

    def at(self, left: float, bottom: float) -> tuple[list[Words], list[Shape]]:
        """The same at another place."""
        shapes = [shape.moved(left, bottom) for shape in self.shapes]
        return [text.moved(left, bottom) for text in self.words], shapes


def block(plans: Sequence[EquationPlan], ink: Ink) -> Block:
    """Equations one below the other, their signs above each other."""
    size = ink.size
    lefts = [ink.box(_math(plan.left)) for plan in plans]
    sign = ink.box("$=$").width
    middle = max(box.width for box in lefts)
    start = middle + sign + 2 * SIGN_GAP * size
    words: list[Words] = []
    shapes: list[Shape] = []
    top = 0.0
    for plan, left in zip(plans, lefts, strict=True):
        right, braces, up, down = _right(plan, ink)
        up, down = max(up, left.ascent), max(down, left.descent)
        base = top - up
        words.append(_set(_math(plan.left), ink, middle, base, "right"))
        words.append(_set("$=$", ink, middle + SIGN_GAP * size, base))
        words += [text.moved(start, base) for text in right]
        shapes += [brace.moved(start, base) for brace in braces]
        top = base - down - LINE_GAP * size
    whole = union([*(text.box for text in words), *(shape.bounds for shape in shapes)])
    made = Block(tuple(words), tuple(shapes), whole.width, whole.height)
    moved, drawn = made.at(-whole.left, -whole.bottom)
    return replace(made, words=tuple(moved), shapes=tuple(drawn))


def _right(plan: EquationPlan, ink: Ink) -> tuple[list[Words], list[Shape], float, float]:
    """What is right of the sign, from x = 0, on the baseline 0; how high and deep it is."""
    given = f"$,\\ {plan.given}$" if plan.given else ""
    if len(plan.cases) == 1:
        value, condition = plan.cases[0]
        text = _math(value)
        box = ink.box(text)
        parts = [_set(text, ink, 0.0, 0.0)]
        if given:
            parts.append(_set(given, ink, box.width, 0.0))
        return parts, [], box.ascent, box.descent
    size = ink.size
    values = [_math(value) for value, _ in plan.cases]
    conditions = [condition and f"${condition}$" for _, condition in plan.cases]
    boxes = [_taller(ink.box(v), ink.box(c)) for v, c in zip(values, conditions, strict=True)]
    height = sum(box.height for box in boxes) + CASE_GAP * size * (len(boxes) - 1)
    top = AXIS * size + height / 2
    left = (BRACE + BRACE_GAP) * size
    right = left + max(ink.box(value).width for value in values) + CONDITION_GAP * size
    words = []
    y = top
    for value, condition, box in zip(values, conditions, boxes, strict=True):
        y -= box.ascent
        words += [_set(value, ink, left, y), _set(condition, ink, right, y)]
        y -= box.descent + CASE_GAP * size
    if given:
        end = max(part.box.right for part in words)
        words.append(_set(given, ink, end, 0.0))
    brace = _brace(BRACE * size, top + 0.1 * size, top - height - 0.1 * size, size, ink.color)
    return words, [brace], top + 0.1 * size, height - top + 0.1 * size


def _math(latex: str) -> str:
    return displayed(f"${latex}$")


def _taller(one: Box, other: Box) -> Box:
    return Box(one.width, max(one.ascent, other.ascent), max(one.descent, other.descent))


def _set(text: str, ink: Ink, x: float, y: float, side: str = "left") -> Words:
    return ink.at(text, x, y, "formula", "label", ha=side, va="baseline")


def _brace(width: float, top: float, bottom: float, size: float, color: str) -> Shape:
    """An opening brace as an outline, thin at its tips and thick in its arms."""
    middle, turn = (top + bottom) / 2, min(0.55 * size, (top - bottom) / 4)
    stem = 0.55 * width
    upper = np.vstack(
        [
            _bent((width, top), (stem, top), (stem, top - turn)),
            _bent((stem, middle + turn), (stem, middle), (0.0, middle)),
        ]
    )
    lower = upper[::-1] * (1, -1) + (0, 2 * middle)
    line = np.vstack([upper, lower[1:]])
    arc = arc_lengths(line)
    share = 2.0 * arc / arc[-1] % 1.0
    half = size * (THIN + (THICK - THIN) * np.sin(np.pi * share) ** 1.5) / 2
    way = np.gradient(line, axis=0)
    normal = np.column_stack([-way[:, 1], way[:, 0]]) / np.hypot(*way.T)[:, None]
    outline = np.vstack([line + normal * half[:, None], (line - normal * half[:, None])[::-1]])
    return Shape("formula-brace", "label", outline, closed=True, fill=color)


def _bent(start: Point, corner: Point, end: Point) -> Floats:
    """A quarter turn as points."""
    t = np.linspace(0, 1, STEPS)[:, None]
    a, b, c = np.array(start), np.array(corner), np.array(end)
    turned: Floats = (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t**2 * c
    return turned
