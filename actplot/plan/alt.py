"""The alt text of a figure: what it shows, for those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator

from actplot.expression.spoken import Say, english, spoken
from actplot.formula import equation
from actplot.plan.plans import CurvePlan, FigurePlan, PanelPlan
from actplot.plan.spoken import FACTS, descriptions, joined, number

# With more curves than this, they are named but not described.
MOST_DESCRIBED = 4
MOST_NAMED = 6  # in the title of a file
_LOGARITHMIC = {
    (True, False): "{words}, on a logarithmic x axis",
    (False, True): "{words}, on a logarithmic y axis",
    (True, True): "{words}, on a logarithmic x axis and a logarithmic y axis",
}


def alternative(plan: FigurePlan, say: Say = english) -> str:
    """The alt text of a figure: the spec's, else a few sentences made from its curves."""
    if plan.spec.alt:
        return plan.spec.alt
    spec, panels = plan.spec, plan.panels
    sentences = [plain(spec.title).strip().rstrip(".。")] if spec.title else []
    described = sum(len(panel.shown) for panel in panels) <= MOST_DESCRIBED
    for index, panel in enumerate(panels):
        lead = say("Panel {number}: ").format(number=index + 1) if len(panels) > 1 else ""
        sentences.append(lead + _overview(panel, say))
        if described:
            sentences += _facts(panel, say)
        sentences += map(plain, descriptions(panel, say))
    return "".join(say("{sentence}. ").format(sentence=sentence) for sentence in sentences).rstrip()


def heading(plan: FigurePlan) -> str:
    """The title of a figure's file: the figure's own as plain text, else what it shows."""
    if plan.spec.title:
        return plain(plan.spec.title)
    shown = (curve.curve.spoken for panel in plan.panels for curve in panel.shown)
    names = list(dict.fromkeys(shown))
    if len(names) > MOST_NAMED:
        names = [*names[: MOST_NAMED - 1], f"{len(names) - MOST_NAMED + 1} more"]
    return _capital(joined(names)) if names else plan.spec.name


def _overview(panel: PanelPlan, say: Say) -> str:
    low, high = sorted((panel.x.axis.low, panel.x.axis.high))
    curves = [_name(curve, say) for curve in panel.shown] or [say("axes")]
    values = {"curves": joined(curves, say), "low": number(low), "high": number(high)}
    words = say("{curves} for x from {low} to {high}").format_map(values)
    scales = panel.x.axis.scale == "log", panel.y.axis.scale == "log"
    return say(_LOGARITHMIC[scales]).format(words=words) if any(scales) else words


def _facts(panel: PanelPlan, say: Say) -> Iterator[str]:
    for curve in panel.shown:
        facts = list(_features(curve, say))
        if facts:
            name = _name(curve, say)
            name = _capital(name) if say is english else name
            yield f"{name} {joined(facts, say, FACTS)}"


def _name(curve: CurvePlan, say: Say) -> str:
    return spoken(curve.curve.tree, say) if curve.curve.tree is not None else curve.curve.spoken


def _features(curve: CurvePlan, say: Say) -> Iterator[str]:
    features = curve.survey.features
    for words, points in (
        ("has its minimum {y} at x = {x}", features.minima),
        ("has its maximum {y} at x = {x}", features.maxima),
    ):
        if len(points) == 1:
            yield say(words).format(x=number(points[0].x), y=number(points[0].y))
    for words, points in (
        ("has a corner at {places}", features.corners),
        ("jumps at {places}", features.jumps),
    ):
        if 0 < len(points) <= 3:
            yield say(words).format(places=joined([f"x = {number(p.x)}" for p in points], say))
    if features.poles:
        yield say("is unbounded")


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
