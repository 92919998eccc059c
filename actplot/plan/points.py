"""Points: where they are, how they look, and what they are called."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from actplot.calculus.derivatives import evaluate
from actplot.looks.colour import opacity
from actplot.looks.styles import Style
from actplot.plan.numerals import PLAIN, Numerals, numerals
from actplot.plan.plans import CurvePlan, PointsPlan, Stroke
from actplot.plan.steps import Timing
from actplot.plan.strokes import dash, own
from actplot.records import replace
from actplot.sampling.axis import Axis, Frame
from actplot.spec.model import KeyPath, PanelSpec, PointSpec

# A remark for the user: what, where in the spec, and what would help.
Remark = tuple[str, KeyPath, str | None]
Place = tuple[float, float]

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
# Of a number that has more than WHOLE digits, so many are shown.
WHOLE, DIGITS = 6, 3


def points(
    spec: PanelSpec, drawn: tuple[CurvePlan, ...], frame: Frame, style: Style, timing: Timing
) -> tuple[tuple[PointsPlan, ...], list[Remark]]:
    """The points of a panel, and remarks on those that cannot be shown."""
    plans: list[PointsPlan] = []
    remarks: list[Remark] = []
    number, colour = len(drawn), len(spec.curves)
    for entry in spec.points:
        of = drawn[entry.curve - 1] if entry.curve else None
        places = list(_places(entry, of))
        if not places:
            name = of.curve.text if of else ""
            message = f"{name} has no {entry.feature} in this range"
            remarks.append((message, entry.path, "choose another feature, or widen the range of x"))
            continue
        inside = [k for k, place in enumerate(places) if shown_in(place, frame)]
        if len(inside) < len(places):
            remarks.append(_outside(len(places) - len(inside), len(places), entry))
        if not inside:
            continue
        series = of is None and len(places) > 1 and not _is_auto(entry)
        if series:
            number, colour = number + 1, colour + (entry.color is None)
        stroke = _stroke(entry, of, style, colour - 1 if series else None)
        pages = timing.of(entry.step, of.stroke.pages if of else None)
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
            label_at=entry.label.at if entry.label else None,
            label_sloped=bool(entry.label and entry.label.sloped),
        )
        if series:
            text = entry.label.text if entry.label else None
            plans.append(replace(whole, label=text or "", number=number))
        else:
            if len(inside) > 1 and _is_auto(entry) and isinstance(whole.label_at, float):
                message = f"{len(inside)} points cannot show their coordinates at one x"
                remarks.append((message, entry.path, "write at: start or at: end"))
                whole = replace(whole, label_at=None)
            plans += _singly(whole, entry, spec)
    return tuple(plans), remarks


def at_feature(curve: CurvePlan, feature: str) -> list[Place]:
    """Where a curve has a feature, in the words of `mark`, from left to right."""
    features = curve.survey.features
    return sorted({(p.x, p.y) for name in MARKS[feature] for p in getattr(features, name)})


def _places(spec: PointSpec, of: CurvePlan | None) -> Iterator[Place]:
    if of is None:
        yield from zip(spec.x, spec.y, strict=True)
    elif spec.feature is not None:
        yield from at_feature(of, spec.feature)
    else:
        yield from zip(spec.x, map(float, evaluate(of.curve.function, np.array(spec.x))),
                       strict=True)  # fmt: skip


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


def _singly(whole: PointsPlan, spec: PointSpec, panel: PanelSpec) -> Iterator[PointsPlan]:
    """Each dot by itself; a text names one of them."""
    named = _named(whole)
    for k, place in enumerate(zip(whole.x, whole.y, strict=True)):
        errors = whole.errors[k : k + 1]
        label = _label(spec, place, panel, named=k == named)
        yield replace(whole, x=place[:1], y=place[1:], errors=errors, label=label)


def _named(whole: PointsPlan) -> int:
    """Which of several dots bears the text: the first, or the one where it is to stand."""
    at = whole.label_at
    if at == "end":
        return max(range(len(whole.x)), key=whole.x.__getitem__)
    if at == "start":
        return min(range(len(whole.x)), key=whole.x.__getitem__)
    if isinstance(at, float):
        return min(range(len(whole.x)), key=lambda k: abs(whole.x[k] - at))
    return 0


def _label(spec: PointSpec, place: Place, panel: PanelSpec, *, named: bool) -> str:
    if spec.label is None:
        return ""
    if spec.label.text is None:
        return coordinates(place, numerals(panel))
    return spec.label.text if named else ""


def _is_auto(spec: PointSpec) -> bool:
    return spec.label is not None and spec.label.text is None


def coordinates(place: Place, printed: Numerals) -> str:
    """A point as `$(0, 0.5)$`."""
    between = ";" if printed.decimal == "," or printed.group == "comma" else ","
    x, y = (figure(value, printed) for value in place)
    return f"$({x}{between} {y})$"


def figure(value: float, printed: Numerals = PLAIN, digits: int = DIGITS) -> str:
    """A number as it stands within a formula: `{-}0.278`, `1.2\\times 10^{6}`.

    One of few digits is written whole; of another, digits after the point are rounded off.
    """
    if abs(value) < 5e-13:
        value = 0.0
    whole = f"{value:.{WHOLE}g}"
    text = whole if math.isclose(float(whole), value, rel_tol=1e-12) else f"{value:.{digits}g}"
    if "e" in text and 1 <= abs(value) < printed.largest:
        text = f"{value:.0f}"
    mantissa, _, exponent = text.partition("e")
    mantissa = printed.formula(mantissa.replace("-", "{-}"))
    return f"{mantissa}\\times 10^{{{int(exponent)}}}" if exponent else mantissa


def _outside(missing: int, count: int, spec: PointSpec) -> Remark:
    subject = "the point lies" if count == 1 else f"{missing} of {count} points lie"
    help = "widen the ranges of x and y, or leave them out"
    return f"{subject} outside the plot", spec.path, help


def shown_in(place: Place, frame: Frame) -> bool:
    """Whether a place lies in the plot."""
    return all(math.isfinite(v) and _inside(axis, v) for v, axis in zip(place, (frame.x, frame.y),
                                                                        strict=True))  # fmt: skip


def _inside(axis: Axis, value: float) -> bool:
    return -1e-9 <= float(axis.fraction(value)) <= 1 + 1e-9


def reach(specs: Sequence[PointSpec]) -> tuple[list[float], list[float]]:
    """The x and the y that points which are given by them need in the ranges."""
    loose = [spec for spec in specs if spec.curve is None]
    across = [x for spec in loose for x in spec.x]
    up = [y for spec in loose for y in spec.y]
    for spec in loose:
        for y, (lower, upper) in zip(spec.y, spec.errors, strict=False):
            up += [y - lower, y + upper]
    return across, up
