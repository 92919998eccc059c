"""Points: where they are, how they look, and what they are called."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from actplot.calculus.derivatives import evaluate
from actplot.looks.colour.names import opacity
from actplot.looks.styles import Style
from actplot.plan.context import PanelContext
from actplot.plan.numerals import PLAIN, Numerals, numerals
from actplot.plan.plans import CurvePlan, Pair, PointsPlan, Stroke
from actplot.plan.strokes import dash, own
from actplot.plan.window import shown_in
from actplot.records import replace
from actplot.spec.model import LabelSpec, PanelSpec, PointSpec

# What `mark` and `x` of a point may ask for, and where the features of a function have it.
MARKS = {
    "minimum": ("minima",),
    "maximum": ("maxima",),
    "extremum": ("minima", "maxima"),
    "zero": ("roots",),
    "root": ("roots",),
    "corner": ("corners",),
    "inflection": ("inflections",),
}
# The width of a dot, in widths of the style's circles, and that of a measured one.
DOT, MEASURED = 2.0, 1.6
# Of a number that has more than WHOLE digits, DIGITS are shown.
WHOLE, DIGITS = 6, 3


def points(context: PanelContext, drawn: tuple[CurvePlan, ...]) -> Iterator[PointsPlan]:
    """The points of a panel, with remarks on those that cannot be shown."""
    spec, style = context.spec, context.style
    number, colour = len(drawn), len(spec.curves)
    for entry in spec.points:
        of = drawn[entry.curve - 1] if entry.curve else None
        places = _places(entry, of)
        inside = _shown(context, entry, of, places)
        if not inside:
            continue
        label = entry.label or LabelSpec("")
        series = of is None and len(places) > 1 and label.text is not None
        if series:
            number, colour = number + 1, colour + (entry.color is None)
        stroke = _stroke(entry, of, style, colour - 1 if series else None)
        pages = context.timing.of(entry.step, of.stroke.pages if of else None)
        stroke = replace(stroke, pages=pages)
        width = style.circle_radius * style.line_width * (MEASURED if series else DOT)
        whole = PointsPlan(
            x=tuple(places[k][0] for k in inside),
            y=tuple(places[k][1] for k in inside),
            errors=tuple(entry.errors[k] for k in inside) if entry.errors else (),
            marker=entry.marker or "o",
            filled=entry.filled,
            size=entry.size or width,
            stroke=stroke,
            joined=entry.line is not None,
            drop=entry.drop,
            curve=entry.curve,
            path=entry.path,
            label_at=label.at,
            label_sloped=bool(label.sloped),
        )
        if series:
            yield replace(whole, label=label.text or "", number=number)
            continue
        if len(inside) > 1 and label.text is None and isinstance(label.at, float):
            message = f"{len(inside)} points cannot show their coordinates at one x"
            context.remark(message, entry.path, "write at: start or at: end")
            whole = replace(whole, label_at=None)
        yield from _singly(whole, label.text, spec)


def _shown(
    context: PanelContext, spec: PointSpec, of: CurvePlan | None, places: Sequence[Pair]
) -> list[int]:
    """The numbers of the places that lie in the plot, with a remark on what is missing."""
    if not places:
        message = f"{of.curve.text if of else ''} has no {spec.feature} in this range"
        context.remark(message, spec.path, "choose another feature, or widen the range of x")
    inside = [k for k, place in enumerate(places) if shown_in(place, context.frame)]
    if len(inside) < len(places):
        missing = f"{len(places) - len(inside)} of {len(places)} points lie"
        subject = missing if len(places) > 1 else "the point lies"
        help = "widen the ranges of x and y, or leave them out"
        context.remark(f"{subject} outside the plot", spec.path, help)
    return inside


def at_feature(curve: CurvePlan, feature: str) -> list[Pair]:
    """Where a curve has a feature, in the words of `mark`, from left to right."""
    features = curve.survey.features
    return sorted({(p.x, p.y) for name in MARKS[feature] for p in getattr(features, name)})


def _places(spec: PointSpec, of: CurvePlan | None) -> list[Pair]:
    if of is not None and spec.feature is not None:
        return at_feature(of, spec.feature)
    y = spec.y if of is None else evaluate(of.curve.function, np.array(spec.x)).tolist()
    return list(zip(spec.x, y, strict=True))


def _stroke(spec: PointSpec, of: CurvePlan | None, style: Style, colour: int | None) -> Stroke:
    """In the colour of its curve; measured points in the next colour, others in that of text."""
    if spec.color is not None:
        color, tint = own(spec.color, style), 0.0
    elif of is not None:
        color, tint = of.stroke.color, of.stroke.tint
    elif colour is not None:
        color, tint = style.colors[colour % len(style.colors)], 0.0
    else:
        color, tint = style.foreground, 0.0
    share = opacity(spec.color) if spec.color else of.stroke.opacity if of else 1.0
    return Stroke(color, 0.8 * style.line_width, dash(spec.line, ()), spec.marker, tint, share)


def _singly(whole: PointsPlan, text: str | None, panel: PanelSpec) -> Iterator[PointsPlan]:
    """Each dot by itself; a text names one of them, None each by its coordinates."""
    named = _named(whole)
    for k, place in enumerate(zip(whole.x, whole.y, strict=True)):
        errors = whole.errors[k : k + 1]
        own = coordinates(place, numerals(panel)) if text is None else text
        label = own if text is None or k == named else ""
        yield replace(whole, x=place[:1], y=place[1:], errors=errors, label=label)


def _named(whole: PointsPlan) -> int:
    """Which of several dots bears the text: the first, or the one at label_at."""
    at = whole.label_at
    if at == "end":
        return max(range(len(whole.x)), key=whole.x.__getitem__)
    if at == "start":
        return min(range(len(whole.x)), key=whole.x.__getitem__)
    if isinstance(at, float):
        return min(range(len(whole.x)), key=lambda k: abs(whole.x[k] - at))
    return 0


def coordinates(place: Pair, printed: Numerals) -> str:
    """A point as `$(0, 0.5)$`."""
    between = ";" if printed.decimal == "," or printed.group == "comma" else ","
    x, y = (figure(value, printed) for value in place)
    return f"$({x}{between} {y})$"


def figure(value: float, printed: Numerals = PLAIN) -> str:
    """A number as it is written within a formula: `{-}0.278`, `1.2\\times 10^{6}`.

    One of few digits is written whole; of another, digits after the point are rounded off.
    """
    if abs(value) < 5e-13:
        value = 0.0
    whole = f"{value:.{WHOLE}g}"
    text = whole if math.isclose(float(whole), value, rel_tol=1e-12) else f"{value:.{DIGITS}g}"
    if "e" in text and 1 <= abs(value) < printed.largest:
        text = f"{value:.0f}"
    mantissa, _, exponent = text.partition("e")
    mantissa = printed.formula(mantissa.replace("-", "{-}"))
    return f"{mantissa}\\times 10^{{{int(exponent)}}}" if exponent else mantissa


def reach(specs: Sequence[PointSpec]) -> tuple[list[float], list[float]]:
    """The x and the y that points which are given by them need in the ranges."""
    loose = [spec for spec in specs if spec.curve is None]
    across = [x for spec in loose for x in spec.x]
    up = [y for spec in loose for y in spec.y]
    for spec in loose:
        for y, (lower, upper) in zip(spec.y, spec.errors, strict=False):
            up += [y - lower, y + upper]
    return across, up
