"""Which curve is which: labels at the curves, or a legend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from actplot.layout import labels, spec_labels
from actplot.layout.crowd import crowd
from actplot.layout.draft import PanelDraft
from actplot.layout.families import FamilyEnds, at_ends
from actplot.layout.fractions import displayed
from actplot.layout.labels import Line
from actplot.layout.legend import LegendEntry
from actplot.layout.legend_placing import entry, entry_of_fill, is_common, wish
from actplot.layout.page import Page
from actplot.layout.points import spine
from actplot.layout.regions import in_regions
from actplot.layout.stretches import Stretch
from actplot.plan.plans import CurvePlan, PanelPlan, PointsPlan
from actplot.plan.strokes import label_color

# Curves of a panel that `legend: auto` labels at the curve.
MOST_DIRECT = 6
# So many curves are labelled in one way, all at their curves or all in a legend.
ALIKE = 3
# Of a family of more members those between need no names if their values follow from the others.
SHORT_FAMILY = 4
# Values are evenly spaced, or of even ratios, to this part of their steps.
EVEN = 1e-3
# So many more of a longer one have to find room beyond the plot for it to become smaller.
MORE_BEYOND = 2
# Beside the legend of a long family, a label for one curve alone would mislead.
SOME = 2


def names(
    draft: PanelDraft, lines: Sequence[tuple[CurvePlan, tuple[Stretch, ...]]]
) -> list[LegendEntry]:
    """Name curves and regions at their places; returns what is left for the legend."""
    page, panel = draft.page, draft.panel
    wanted, _ = wish(panel)
    # A place that the spec gives a label beats what it says of all labels.
    left = _at_their_places(draft, [*_named(draft, lines)])
    if wanted == "none" or is_common(page, panel):
        return []
    fills = [fill for fill in panel.fills if fill.label]
    if wanted in ("auto", "direct"):
        several, before = wanted == "auto" and 1 < len(left) <= ALIKE, left
        if not (several and draft.strips.alike):
            left = _at_curves(draft, left, forced=wanted == "direct")
        draft.named = "" if not several else "legend" if left == before else "direct"
        fills = in_regions(draft, fills)
    return [*_entries(page, panel, left), *map(entry_of_fill, fills)]


def _at_their_places(draft: PanelDraft, named: Sequence[Line]) -> list[Line]:
    """Label those curves whose labels have a place in the spec; returns the others."""
    left = []
    for line in sorted(named, key=_height):
        if not spec_labels.is_placed(line.plan):
            left.append(line)
        elif words := spec_labels.put(draft.place, line, named, draft.ground):
            draft.scene.add(words)
        else:
            left.append(line)
            if line.stretches:
                draft.warn(spec_labels.unseen("curve", line.plan.label, line.plan.label_at))
    return left


def _height(line: Line) -> float:
    """Labels behind neighbouring ends are put down from the highest; other labels in order."""
    plan = line.plan
    if plan.label_sloped or not isinstance(plan.label_at, str) or not len(line.points):
        return 0.0
    across = line.points[:, 0]
    end = across.argmax() if plan.label_at == "end" else across.argmin()
    return -float(line.points[end, 1])


def _named(
    draft: PanelDraft, lines: Sequence[tuple[CurvePlan, tuple[Stretch, ...]]]
) -> Iterator[Line]:
    """The curves that have a label, and the series of points."""
    style = draft.page.plan.style
    series = (plan for plan in draft.panel.points if plan.number)
    spines = ((plan, (Stretch(spine(draft.place, plan)),)) for plan in series)
    named: list[tuple[CurvePlan | PointsPlan, tuple[Stretch, ...]]] = [*lines, *spines]
    for plan, parts in named:
        if plan.label:
            color = label_color(plan.stroke, style)
            yield Line(plan, parts, draft.page.ink(style.label_scale, color=color))


def _entries(page: Page, panel: PanelPlan, left: Sequence[Line]) -> Iterator[LegendEntry]:
    """The entries of a legend for what has no label elsewhere; one for a long family."""
    numbers = {line.plan.number for line in left}
    swept = {number for sweep in panel.sweeps for number in sweep.numbers}
    yield from (entry(page, line.plan) for line in left if line.plan.number not in swept)
    unlabelled = {curve.number for curve in panel.curves if not curve.label}
    for index, sweep in enumerate(panel.sweeps, 1):
        if (numbers | unlabelled) & set(sweep.numbers):
            label = displayed(sweep.label)
            yield LegendEntry(label, sweep.strokes[-1], sweep.strokes, owner=-index)


def _at_curves(draft: PanelDraft, named: Sequence[Line], *, forced: bool) -> list[Line]:
    """Label the curves where they are; returns those that are to be in the legend.

    forced: the spec wants the labels there, even if they are crowded; a warning names those that
    have no room.
    """
    panel = draft.panel
    swept = {number for sweep in panel.sweeps for number in sweep.numbers}
    unnamed = any(c.number in swept and not c.label for c in panel.curves)
    if not named or (unnamed and not forced):
        return list(named)
    numbers = [line.plan.number for line in named]
    everybody, between = set(numbers), _between(panel)
    ends = None
    if len(numbers) > SHORT_FAMILY and tuple(numbers) in panel.families and not forced:
        ends = at_ends(draft.place, named, draft.ground)
        if ends is not None and not between and len(ends.words) < len(numbers):
            ends = None
    # Within the plot, unless more of a family have room behind their ends.
    least = len(ends.words) - MORE_BEYOND + 1 if ends is not None else 0
    for demand in (everybody, everybody - between) if between else (everybody,):
        needed = frozenset(index for index, number in enumerate(numbers) if number in demand)
        if len(needed) <= MOST_DIRECT or forced:
            left = _labelled(draft, named, needed, least=least)
            if left is not None:
                return []
    if forced:
        return _crowded(draft, named)
    if ends is not None and _named_beyond(draft, ends):
        return []
    # The legend shows a long family as a whole, and its curves have labels as room allows.
    needed = frozenset(index for index, number in enumerate(numbers) if number not in swept)
    if not swept or len(needed) > MOST_DIRECT:
        return list(named)
    left = _labelled(draft, named, needed, least=len(needed) + SOME)
    return list(named) if left is None else left


def _named_beyond(draft: PanelDraft, ends: FamilyEnds) -> bool:
    """Name a family beyond the plot, or say how much room that needs."""
    if not all(draft.ground.free(words.box) for words in ends.words):
        draft.end_labels = ends.side, ends.reach
        return False
    for words in ends.words:
        draft.put(words)
    return True


def _between(panel: PanelPlan) -> set[int]:
    """The numbers of curves whose names follow from the first and the last of their family."""
    values = {c.number: c.curve.family.value for c in panel.curves if c.curve.family is not None}
    return {
        number
        for family in panel.families
        if len(family) > MOST_DIRECT
        or (len(family) > SHORT_FAMILY and _is_even([values[number] for number in family]))
        for number in family[1:-1]
    }


def _is_even(values: Sequence[float | tuple[float, ...]]) -> bool:
    """Whether values are an arithmetic or a geometric progression."""
    if any(isinstance(value, tuple) for value in values):
        return False
    steps = np.diff(values)
    if np.ptp(steps) <= EVEN * np.abs(steps).min():
        return True
    if not (np.min(values) > 0 or np.max(values) < 0):
        return False
    ratios = np.diff(np.log(np.abs(values)))
    return bool(np.ptp(ratios) <= EVEN * np.abs(ratios).min())


def _labelled(
    draft: PanelDraft, named: Sequence[Line], needed: frozenset[int], *, least: int
) -> list[Line] | None:
    """Label the curves if all of those needed, by index, have good places, and others that do.

    Returns those without a label, or None if nothing was labelled, for want of `least` places.
    """
    trial = draft.ground.copy()
    chosen = labels.direct(draft.place, named, trial, crowd(draft), strict=True, needed=needed)
    placed = [index for index, words in enumerate(chosen) if words is not None]
    if not needed.issubset(placed) or len(placed) < least:
        return None
    draft.ground = trial
    draft.scene.add(*(words for words in chosen if words is not None))
    return [line for line, words in zip(named, chosen, strict=True) if words is None]


def _crowded(draft: PanelDraft, named: Sequence[Line]) -> list[Line]:
    """Label the curves where they are as far as possible; returns those that are not."""
    trial = draft.ground.copy()
    chosen = labels.direct(draft.place, named, trial, crowd(draft), strict=False)
    left = [line for line, words in zip(named, chosen, strict=True) if words is None]
    if left:
        draft.warn(
            f"there is no room at the curves for {_listed(left)}, shown in a legend instead; "
            "make the figure larger"
        )
    if left and (len(named) <= ALIKE or 2 * len(left) > len(named)):
        return list(named)
    draft.ground = trial
    draft.scene.add(*(words for words in chosen if words is not None))
    return left


def _listed(left: Sequence[Line]) -> str:
    texts = [f"'{line.plan.label}'" for line in left]
    return f"the label {texts[0]}" if len(left) == 1 else f"the labels {', '.join(texts)}"
