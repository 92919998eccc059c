"""What cannot be drawn, checked on the plan: what formats do not support, and what is too large."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

import numpy as np

from actplot.arrays import Floats
from actplot.errors import ActplotError, Problem
from actplot.formats import FORMATS, Format
from actplot.plan.plans import FigurePlan, FillPlan, PanelPlan
from actplot.plan.sliders import sliders
from actplot.plan.texts import texts
from actplot.spec.figure import MAX_SIDE
from actplot.spec.model import KeyPath, PanelSpec
from actplot.units import PT_PER_INCH

MAX_CHARACTERS = 20_000
"""Of all texts together."""
MAX_PIXELS = 80_000_000
# Fills are compared at places this far apart, in pt: what only touches does not overlap.
_STEP = 0.5


def check(plan: FigurePlan, formats: Collection[str]) -> None:
    """Raises ActplotError where a figure cannot be what one of formats is for, or is too large."""
    rows = [FORMATS[name] for name in dict.fromkeys(formats) if name in FORMATS]
    _check_size(plan, rows)
    problems = [_still(row) for row in rows if row.moves and plan.steps < 2 and not sliders(plan)]
    for row in rows:
        if row.opaque:
            problems += _transparent(plan, row)
    if problems:
        raise ActplotError(*problems)


def _check_size(plan: FigurePlan, rows: Sequence[Format]) -> None:
    """Raises ActplotError for a figure that would take minutes or the whole memory to draw."""
    characters = sum(map(len, texts(plan)))
    if characters > MAX_CHARACTERS:
        raise ActplotError(
            f"the texts of the figure have {characters:,} characters together; "
            f"at most {MAX_CHARACTERS:,} are drawn",
            help="shorten labels, or spread the curves over several figures",
        )
    width, height = (length / PT_PER_INCH * plan.dpi for length in (plan.width, plan.height))
    for row in rows:
        frames = _frames(plan) if row.made_from == "frames" else 1
        fits = width * height * frames <= MAX_PIXELS and max(width, height) <= MAX_SIDE
        if row.pixels and not fits:
            in_frames = f" in each of {frames} frames" if frames > 1 else ""
            raise ActplotError(
                f"at {plan.dpi:g} dpi a {row.title} of this size has {width:,.0f} x {height:,.0f} "
                f"pixels{in_frames}; at most {MAX_PIXELS:,} are drawn, {MAX_SIDE:,} a side",
                place=plan.spec.place(("dpi",) if ("dpi",) in plan.spec.places else ("size",)),
                help="give a lower dpi or a smaller size, or formats: [pdf, svg]",
            )


def _frames(plan: FigurePlan) -> int:
    """The most pictures that a moving figure has."""
    families = (
        curve.curve.family.count
        for panel in plan.panels
        for curve in panel.curves
        if curve.curve.family
    )
    return max(plan.steps, *families, 1)


def _still(row: Format) -> Problem:
    return Problem(
        f"{row.title} needs something to animate: a family of curves, or steps",
        help='give a parameter a list of values, as in "swish(beta=[0.5, 1, 2])" or '
        '"swish(beta=[0.5:2:16])", or write `steps: curves`',
    )


def _transparent(plan: FigurePlan, row: Format) -> Iterator[Problem]:
    """A problem for each place of the spec that asks for transparency."""
    by_path: dict[KeyPath, list[str]] = {}
    for panel, spec in zip(plan.panels, plan.spec.panels, strict=True):
        for name, path in (*see_through(panel, spec), *_overlapping(plan, panel, spec)):
            by_path.setdefault(path, []).append(name)
    for path, names in by_path.items():
        *first, last = dict.fromkeys(names)
        named = f"{', '.join(first)} and {last}" if first else last
        yield Problem(
            f"{row.name.upper()} does not support transparency, which {named} would need",
            plan.spec.place(path),
            help="give opaque colours, or draw a PDF or a TIFF",
        )


def see_through(panel: PanelPlan, spec: PanelSpec) -> Iterator[tuple[str, KeyPath]]:
    """Lines and marks that are neither opaque nor invisible, with their places in the spec."""
    strokes = [
        *((curve.stroke, f"curve {curve.number}", curve.entry.path) for curve in panel.shown),
        *((line.stroke, "a reference line", (*spec.path, "lines")) for line in panel.lines),
        *((points.stroke, "points", points.path) for points in panel.points),
        *((line.stroke, "a tangent", (*spec.path, "tangents")) for line in panel.tangents),
    ]
    for stroke, name, path in strokes:
        if 0 < stroke.opacity < 1:
            yield name, path


def _overlapping(
    plan: FigurePlan, panel: PanelPlan, spec: PanelSpec
) -> Iterator[tuple[str, KeyPath]]:
    """Fills that are seen through one another; upon the ground they can be mixed with it."""
    fills = [fill for fill in panel.fills if 0 < fill.alpha < 1 and not fill.hatch]
    size = np.array([plan.width, plan.height])
    for one, other in combinations(fills, 2):
        if _together(one, other) and any(
            _overlap(np.clip(a, 0, 1) * size, np.clip(b, 0, 1) * size)
            for a in one.polygons
            for b in other.polygons
        ):
            yield "fills that overlap", (*spec.path, "fill")


def _together(one: FillPlan, other: FillPlan) -> bool:
    """Whether there is a step in which both are seen."""
    return one.pages is None or other.pages is None or bool({*one.pages} & {*other.pages})


def _overlap(one: Floats, other: Floats) -> bool:
    """Whether two regions share more than an edge; each is its lower and its upper side."""
    low = max(one[:, 0].min(), other[:, 0].min())
    high = min(one[:, 0].max(), other[:, 0].max())
    x = np.arange(low + _STEP / 2, high, _STEP)
    (bottom, top), (floor, ceiling) = _sides(one, x), _sides(other, x)
    return bool(np.any(np.minimum(top, ceiling) - np.maximum(bottom, floor) > _STEP))


def _sides(region: Floats, x: Floats) -> tuple[Floats, Floats]:
    """The lower and the upper edge of a region at x, as far as the plot shows it."""
    half = len(region) // 2
    sides = (side[np.argsort(side[:, 0], kind="stable")] for side in (region[:half], region[half:]))
    first, second = (np.interp(x, *side.T) for side in sides)
    return np.minimum(first, second), np.maximum(first, second)
