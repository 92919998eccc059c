"""The drawn curves as numbers, for other programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actplot.jet import evaluate
from actplot.plan import CurvePlan, FigurePlan
from actplot.sampling import Axis, Frame, Piece

Floats = NDArray[np.float64]

# How far, in pt on the page, a straight line between two points may be from the curve.
FLATNESS = 0.05


class Numbers(NamedTuple):
    """One curve; pieces are pairs of x and y, with a gap after each."""

    panel: int
    curve: int
    label: str
    expression: str
    pieces: tuple[tuple[Floats, Floats], ...]


def numbers(plan: FigurePlan) -> list[Numbers]:
    """Every curve of a plan. The values are the function's own, not read off the drawing."""
    return [
        Numbers(
            place,
            curve.number,
            curve.label,
            curve.curve.text,
            tuple(_points(curve, piece, panel.axes) for piece in curve.outline.pieces),
        )
        for place, panel in enumerate(plan.panels, 1)
        for curve in panel.curves
    ]


def _points(curve: CurvePlan, piece: Piece, frame: Frame) -> tuple[Floats, Floats]:
    """Points on a piece, so close that straight lines between them pass for the curve."""
    x = _divided(frame.x, piece.knots, _lines(piece, frame))
    y = evaluate(curve.curve.function, x)
    # At a jump a piece ends at its own side's limit, which need not be the function's value.
    for found in curve.outline.breaks:
        if found.x == x[0] and np.isfinite(found.right[0]):
            y[0] = found.right[0]
        if found.x == x[-1] and np.isfinite(found.left[0]):
            y[-1] = found.left[0]
    return x, y


def _lines(piece: Piece, frame: Frame) -> list[int]:
    """Into how many straight lines each segment of a piece is to be divided."""
    controls = piece.points * [frame.x.length_pt, frame.y.length_pt]
    a, b, c, d = controls[:-1:3], controls[1::3], controls[2::3], controls[3::3]
    chord = d - a
    length = np.maximum(np.linalg.norm(chord, axis=1), 1e-300)
    # n chords stay within 3/4 of a cubic's largest second difference, across the chord, over n².
    bend = (
        np.maximum(
            *(
                np.abs(chord[:, 0] * e[:, 1] - chord[:, 1] * e[:, 0])
                for e in (a - 2 * b + c, b - 2 * c + d)
            )
        )
        / length
    )
    return [max(1, int(count)) for count in np.ceil(np.sqrt(0.75 * bend / FLATNESS))]


def _divided(axis: Axis, knots: Floats, counts: Sequence[int]) -> Floats:
    """The knots, and between each two of them evenly spaced places on the axis."""
    places = axis.fraction(knots)
    parts = [
        np.append(knots[n], axis.value(np.linspace(places[n], places[n + 1], count + 1)[1:-1]))
        for n, count in enumerate(counts)
    ]
    return np.concatenate([*parts, knots[-1:]])


def as_csv(curves: Sequence[Numbers]) -> str:
    """A line a point."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["panel", "curve", "label", "expression", "piece", "x", "y"])
    for each in curves:
        for count, (x, y) in enumerate(each.pieces, 1):
            rows.writerows(
                [each.panel, each.curve, each.label, each.expression, count, repr(u), repr(v)]
                for u, v in zip(x.tolist(), y.tolist(), strict=True)
            )
    return text.getvalue()


def as_json(curves: Sequence[Numbers]) -> str:
    """An object whose `curves` hold their label and their pieces as lists of x and y."""
    values = [
        each._asdict() | {"pieces": [{"x": x.tolist(), "y": y.tolist()} for x, y in each.pieces]}
        for each in curves
    ]
    return json.dumps({"curves": values}, ensure_ascii=False, indent=1) + "\n"


def as_pgfplots(curves: Sequence[Numbers]) -> str:
    r"""A table for `\addplot table`: an empty line is a gap, `curve` says which curve it is."""
    lines = ["x y curve"]
    for number, each in enumerate(curves, 1):
        lines += [
            f"% {number}: {each.expression}",
            rf"% \addplot table[restrict expr to domain={{\thisrow{{curve}}}}"
            f"{{{number}:{number}}}]",
        ]
        for x, y in each.pieces:
            pairs = zip(x.tolist(), y.tolist(), strict=True)
            lines += [*(f"{u!r} {v!r} {number}" for u, v in pairs), ""]
    return "\n".join(lines)


FORMATS: Mapping[str, Callable[[Sequence[Numbers]], str]] = {
    "csv": as_csv,
    "json": as_json,
    "pgfplots": as_pgfplots,
}
