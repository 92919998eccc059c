"""The drawn curves as numbers, for other programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from actplot.arrays import Floats
from actplot.calculus.derivatives import evaluate
from actplot.facts.numerals import csv_text
from actplot.plan.plans import AsymptotePlan, CurvePlan, FigurePlan, PanelPlan, TangentPlan
from actplot.plan.spoken import equation
from actplot.sampling.axis import Frame
from actplot.sampling.pieces import Break, Piece

# How far, in pt on the page, a straight line between two points may be from the curve.
FLATNESS = 0.05
# Each round makes lines three times shorter, and so nine times closer to the curve.
ROUNDS = 6


class Numbers(NamedTuple):
    """One curve; pieces are pairs of x and y, with a gap after each.

    kind: curve, or point, tangent, asymptote, which are counted each for itself; of a tangent
    and an asymptote the two ends in the plot.
    """

    panel: int
    curve: int
    label: str
    expression: str
    pieces: tuple[tuple[Floats, Floats], ...]
    kind: str = "curve"


def numbers(plan: FigurePlan) -> list[Numbers]:
    """Every curve of a plan, then its points, tangents and asymptotes.

    The values are the function's own, not read off the drawing.
    """
    curves: list[Numbers] = []
    others: list[Numbers] = []
    for place, panel in enumerate(plan.panels, 1):
        for curve in panel.shown:
            pieces = tuple(_points(curve, piece, panel.axes) for piece in curve.outline.pieces)
            text = curve.curve.text
            curves.append(Numbers(place, curve.number, curve.label, text, pieces))
        others += _marks(place, panel)
    return curves + others


def _marks(place: int, panel: PanelPlan) -> Iterator[Numbers]:
    """The points, tangents and asymptotes of a panel; curve is 0 where they belong to none."""
    names = {curve.number: curve.curve.text for curve in panel.curves}
    for points in panel.points:
        text = f"point of {names[points.curve]}" if points.curve else "points"
        xy = np.array(points.x), np.array(points.y)
        yield Numbers(place, points.curve or 0, points.label, text, (xy,), "point")
    for tangent in panel.tangents:
        text = f"tangent of {names[tangent.curve]} at x = {tangent.x!r}"
        xy = _tangent(panel, tangent)
        yield Numbers(place, tangent.curve, tangent.label, text, (xy,), "tangent")
    for line in panel.asymptotes:
        xy = _asymptote(panel, line)
        yield Numbers(place, line.curves[0], "", f"asymptote {equation(line)}", (xy,), "asymptote")


def _tangent(panel: PanelPlan, plan: TangentPlan) -> tuple[Floats, Floats]:
    """The point of contact and, where its length is known in units of x, its ends."""
    unit, length = plan.length
    ends = [plan.x]
    if unit == "x":
        ends = [plan.x - length / 2, plan.x, plan.x + length / 2]
    elif unit == "full":
        ends = [panel.x.axis.low, plan.x, panel.x.axis.high]
    x = np.array(ends)
    return x, plan.y + plan.slope * (x - plan.x)


def _asymptote(panel: PanelPlan, line: AsymptotePlan) -> tuple[Floats, Floats]:
    """Its ends at the edges of the plot."""
    x, y = panel.x.axis, panel.y.axis
    if line.kind == "vertical":
        return np.array([line.value] * 2), np.array([y.low, y.high])
    across = np.array([x.low, x.high])
    return across, line.slope * across + line.value


def _points(curve: CurvePlan, piece: Piece, frame: Frame) -> tuple[Floats, Floats]:
    """Points on a piece, so close that straight lines between them pass for the curve."""
    function, x = curve.curve.function, piece.knots
    y = _filled(x, evaluate(function, x), curve.outline.breaks)
    x, y = _finite(x, y)
    for _ in range(ROUNDS):
        places = frame.x.fraction(x)
        thirds = frame.x.value(places[:-1, None] + np.diff(places)[:, None] * [1 / 3, 2 / 3])
        values = evaluate(function, thirds)
        rough = _distance(frame, x, y, thirds, values) > FLATNESS
        if not rough.any():
            break
        after = np.repeat(np.flatnonzero(rough) + 1, 2)
        x = np.insert(x, after, thirds[rough].ravel())
        y = np.insert(y, after, values[rough].ravel())
    # What has no value between two points that have one, as a single hole has, is left out.
    return _finite(x, y)


def _filled(x: Floats, y: Floats, breaks: Iterable[Break]) -> Floats:
    """Values y at the points x of a piece, as drawn: a limit where there is no value, or another.

    At a jump, and next to a hole, a piece ends at the limit on its own side.
    """
    y = y.copy()
    for b in breaks:
        for place in np.flatnonzero(x == b.x):
            side = b.left if place == len(x) - 1 else b.right
            ends = place in (0, len(x) - 1) and b.kind in ("jump", "hole")
            if (ends or not np.isfinite(y[place])) and np.isfinite(side[0]):
                y[place] = side[0]
    return y


def _finite(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """The points with a finite value."""
    known = np.isfinite(y)
    return x[known], y[known]


def _distance(frame: Frame, x: Floats, y: Floats, inner_x: Floats, inner_y: Floats) -> Floats:
    """How far, in pt, the farther of two inner points is from each line between neighbours."""

    def page(a: Floats, b: Floats) -> tuple[Floats, Floats]:
        return frame.x.fraction(a) * frame.x.length_pt, frame.y.fraction(b) * frame.y.length_pt

    (u, v), (p, q) = page(x, y), page(inner_x, inner_y)
    du, dv = np.diff(u)[:, None], np.diff(v)[:, None]
    across = np.abs(du * (q - v[:-1, None]) - dv * (p - u[:-1, None]))
    across = np.where(np.isfinite(across), across, 0.0)
    farther: Floats = np.max(across / np.maximum(np.hypot(du, dv), 1e-300), axis=1)
    return farther


def as_csv(curves: Sequence[Numbers]) -> str:
    """A line for each point."""
    rows = (
        [curve.panel, curve.curve, curve.label, curve.expression, count, repr(u), repr(v)]
        for curve in curves
        for count, (x, y) in enumerate(curve.pieces, 1)
        for u, v in zip(x.tolist(), y.tolist(), strict=True)
    )
    return csv_text(["panel", "curve", "label", "expression", "piece", "x", "y"], rows)


def as_json(curves: Sequence[Numbers]) -> str:
    """An object whose `curves` hold their label and their pieces as lists of x and y."""
    values: dict[str, list[dict[str, Any]]] = {"curves": []}
    for curve in curves:
        pieces = [{"x": x.tolist(), "y": y.tolist()} for x, y in curve.pieces]
        known = curve._asdict() | {"pieces": pieces}
        values.setdefault(f"{known.pop('kind')}s", []).append(known)
    return json.dumps(values, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def as_pgfplots(curves: Sequence[Numbers]) -> str:
    r"""A table for `\addplot table`: an empty line is a gap, `curve` says which curve it is."""
    lines = ["x y curve"]
    for number, curve in enumerate(curves, 1):
        lines += [
            f"% {number}: {curve.expression}",
            rf"% \addplot table[restrict expr to domain={{\thisrow{{curve}}}}"
            f"{{{number}:{number}}}]",
        ]
        for x, y in curve.pieces:
            pairs = zip(x.tolist(), y.tolist(), strict=True)
            lines += [*(f"{u!r} {v!r} {number}" for u, v in pairs), ""]
    return "\n".join(lines)


FORMATS: Mapping[str, Callable[[Sequence[Numbers]], str]] = {
    "csv": as_csv,
    "json": as_json,
    "pgfplots": as_pgfplots,
}
