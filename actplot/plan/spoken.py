"""Everything in a panel but its curves, in words for those who cannot see it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from actplot.expression.spoken import Say, english
from actplot.plan.plans import AsymptotePlan, PanelPlan

# More single points than these are counted, not read out.
MOST_POINTS = 6
NAMES = ("{before}, {name}", "{before} and {name}")
FACTS = ("{before}, {fact}", "{before} and {fact}")
_ASYMPTOTES = {False: "Dashed asymptote {lines}", True: "Dashed asymptotes {lines}"}


def descriptions(panel: PanelPlan, say: Say) -> Iterator[str]:
    """Sentences without their full stops on what a panel shows besides its curves."""
    single = [points for points in panel.points if not points.number]
    if 0 < len(single) <= MOST_POINTS:
        places = [f"({number(points.x[0])}, {number(points.y[0])})" for points in single]
        yield say("A point at {places}").format(places=joined(places, say))
    elif single:
        yield say("{count} points are marked").format(count=len(single))
    for points in panel.points:
        if points.number:
            name = "{count} points, {name}" if points.label else "{count} points"
            words = say(name).format(count=len(points.x), name=points.label)
            yield say("{points} with error bars").format(points=words) if points.errors else words
    for tangent in panel.tangents:
        values = {"x": number(tangent.x), "slope": number(tangent.slope)}
        yield say("The tangent at x = {x} has the slope {slope}").format_map(values)
    if panel.asymptotes:
        listed = [equation(line) for line in panel.asymptotes[:MOST_POINTS]]
        more = [say("more")] if len(panel.asymptotes) > MOST_POINTS else []
        yield say(_ASYMPTOTES[len(listed) > 1]).format(lines=joined([*listed, *more], say))


def equation(line: AsymptotePlan) -> str:
    """An asymptote as `x = 2`, `y = 1`, `y = 2 x + 1`."""
    if line.kind == "vertical":
        return f"x = {number(line.value)}"
    if line.kind == "horizontal":
        return f"y = {number(line.value)}"
    rise = {1.0: "x", -1.0: "\N{MINUS SIGN}x"}.get(line.slope, f"{number(line.slope)} x")
    sign = "\N{MINUS SIGN}" if line.value < 0 else "+"
    return f"y = {rise}" + (f" {sign} {number(abs(line.value))}" if line.value else "")


def number(value: float) -> str:
    """A number of three digits."""
    if math.isclose(value, 0, abs_tol=5e-13):
        return "0"
    return f"{value:.3g}".replace("-", "\N{MINUS SIGN}")


def joined(parts: Iterable[str], say: Say = english, between: tuple[str, str] = NAMES) -> str:
    """`a, b and c`; between: NAMES or FACTS, which some languages join in ways of their own."""
    text, *others = parts
    for index, part in enumerate(others, 1):
        words = say(between[index == len(others)])
        text = words.format(before=text, name=part, fact=part)
    return text
