"""A text that tells what the figure shows to those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator

from actplot.formula import equation
from actplot.plan.plans import CurvePlan, FigurePlan, PanelPlan
from actplot.plan.spoken import beside, joined, number

# More than so many curves are named but not described.
MOST_DESCRIBED = 4
MOST_NAMED = 6  # in the title of a file


def alternative(plan: FigurePlan) -> str:
    """The alt text of a figure: the spec's, else a few sentences made from its curves."""
    if plan.spec.alt:
        return plan.spec.alt
    spec, panels = plan.spec, plan.panels
    sentences = [f"{plain(spec.title).strip().rstrip('.')}."] if spec.title else []
    described = sum(len(panel.shown) for panel in panels) <= MOST_DESCRIBED
    for index, panel in enumerate(panels):
        lead = f"Panel {index + 1}: " if len(panels) > 1 else ""
        sentences.append(lead + _overview(panel) + ".")
        if described:
            sentences += [f"{fact}." for fact in _facts(panel)]
        sentences += [f"{plain(fact)}." for fact in beside(panel)]
    return " ".join(sentences)


def heading(plan: FigurePlan) -> str:
    """The title of a figure's file: the figure's own as plain text, else what it shows."""
    if plan.spec.title:
        return plain(plan.spec.title)
    shown = (each.curve.spoken for panel in plan.panels for each in panel.shown)
    names = list(dict.fromkeys(shown))
    if len(names) > MOST_NAMED:
        names = [*names[: MOST_NAMED - 1], f"{len(names) - MOST_NAMED + 1} more"]
    return _capital(joined(names)) if names else plan.spec.name


def _overview(panel: PanelPlan) -> str:
    low, high = sorted((panel.x.axis.low, panel.x.axis.high))
    names = joined([curve.curve.spoken for curve in panel.shown] or ["axes"])
    scales = [
        f"logarithmic {name} axis"
        for name, axis in (("x", panel.x), ("y", panel.y))
        if axis.axis.scale == "log"
    ]
    extra = f", on a {' and a '.join(scales)}" if scales else ""
    return f"{names} for x from {number(low)} to {number(high)}{extra}"


def _facts(panel: PanelPlan) -> Iterator[str]:
    for curve in panel.shown:
        facts = list(_found(curve))
        if facts:
            yield f"{_capital(curve.curve.spoken)} {joined(facts)}"


def _found(curve: CurvePlan) -> Iterator[str]:
    found = curve.survey.features
    for name, points in (("minimum", found.minima), ("maximum", found.maxima)):
        if len(points) == 1:
            yield f"has its {name} {number(points[0].y)} at x = {number(points[0].x)}"
    if 0 < len(found.corners) <= 3:
        yield f"has a corner at {joined([f'x = {number(p.x)}' for p in found.corners])}"
    if 0 < len(found.jumps) <= 3:
        yield f"jumps at {joined([f'x = {number(p.x)}' for p in found.jumps])}"
    if found.poles:
        yield "is unbounded"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def plain(title: str) -> str:
    """A text of the figure for those who hear it: its formulas without LaTeX."""
    parts = title.split("$")
    if len(parts) % 2 == 0:  # a single dollar is a dollar
        return title
    return "".join(_formula(part) if index % 2 else part for index, part in enumerate(parts))


def _formula(latex: str) -> str:
    try:
        return equation.plain(latex)
    except IndexError:
        # Unfinished: the drawing will say so, the text need not.
        return latex
