"""The ranges that are shown when the spec leaves them open."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from actplot.calculus.derivatives import evaluate
from actplot.expression import Curve, curves
from actplot.plan.figure import plan
from actplot.plan.limits import y_limits
from actplot.sampling.axis import Axis
from actplot.sampling.survey import Surveys
from actplot.spec import read

TEXTS = ("x^2", "sqrt(x)", "log(x)", "gelu", "sigmoid", "exp(-x^2)", "x^3", "relu", "1/x")


def seen(plotted: Sequence[Curve], low: float, high: float) -> tuple[float, float]:
    """The range of a log y axis."""
    return y_limits(plotted, Axis(low, high), "log", Surveys())


@pytest.mark.parametrize("one", TEXTS)
@pytest.mark.parametrize("other", TEXTS)
def test_all_that_each_curve_shows_alone_is_seen_on_a_log_axis(one: str, other: str) -> None:
    plotted = [curve for text in (one, other) for curve in curves(text)]
    low, high = seen(plotted, 1e-3, 1e2)
    for curve in plotted:
        (least, top) = seen([curve], 1e-3, 1e2)
        assert low <= least * (1 + 1e-9)
        assert top <= high * (1 + 1e-9)


def test_a_curve_that_sinks_alone_shows_its_uppermost_decades() -> None:
    assert seen(curves("log(x)"), 1e-3, 1e3) == (1e-4, 10.0)
    assert seen(curves("exp(-x^2)"), -50, 50) == (1e-4, pytest.approx(10**0.16))
    assert seen(curves("-exp(x)"), -5, 5) == (1e-3, 1.0)


@pytest.mark.parametrize("text", ["x", "softplus", "1/x", "x^2", "tanh", "sigmoid"])
def test_no_curve_touches_the_end_of_a_log_axis_nor_is_a_decade_beyond_it_empty(text: str) -> None:
    (curve,) = curves(text)
    values = evaluate(curve.function, np.geomspace(1e-2, 1e2, 50))
    low, high = seen([curve], 1e-2, 1e2)
    assert 1.04 * values.max() < high < 10 * values.max()
    assert values.min() / 10 < low < values.min() / 1.04


@pytest.mark.parametrize("text", ["sigmoid'", "tanh'", "exp(-x^2 / 4)", "softsign'"])
def test_what_does_not_reach_0_is_seen_whole_on_a_log_axis(text: str) -> None:
    (curve,) = curves(text)
    least = evaluate(curve.function, np.linspace(-20, 20, 401)).min()
    assert least > 0
    assert seen([curve], -20, 20)[0] <= least


BESIDE = {
    "fill: [{between: [sin(x) - 1, sin(x) + 1]}]": (None, (-2, 2)),
    "fill: [{between: [3 * sin(x), 0], where: x < 3}]": (None, (0, 3)),
    "fill: [{y: [2, 3]}]": (None, (2, 3)),
    "fill: [{x: [5, 9]}]": ((5, 9), None),
    "points: [{x: 8, y: 4}]": ((8, 8), (4, 4)),
    "lines: [{y: 1.5}]": (None, (1.5, 1.5)),
    "lines: [{x: 10}]": ((10, 10), None),
    "lines: [{x: -8, y: [0, 2]}]": ((-8, -8), (0, 2)),
    "lines: [{y: 2, x: [3, 9]}]": ((3, 9), (2, 2)),
    "lines: [{slope: 1, through: [0, 0], x: [-3, 3]}]": ((-3, 3), (-3, 3)),
    "notes: [{x: 7, y: -3, text: here}]": ((7, 7), (-3, -3)),
    "notes: [{at: [7, -3], text: here}]": ((7, 7), (-3, -3)),
}


@pytest.mark.parametrize("beside", BESIDE)
def test_automatic_ranges_hold_all_that_is_drawn(beside: str) -> None:
    x, y = BESIDE[beside]
    (panel,) = plan(read(f"curves: [sin(x)]\n{beside}\n")).panels
    for axis, wanted in ((panel.x.axis, x), (panel.y.axis, y)):
        if wanted is not None:
            assert axis.low <= wanted[0]
            assert wanted[1] <= axis.high


@pytest.mark.parametrize("beside", [text for text, (x, _) in BESIDE.items() if x is not None])
def test_a_range_that_something_widens_has_the_usual_margin(beside: str) -> None:
    """One thing beyond a curve leaves no empty half of a plot behind it."""
    (panel,) = plan(read(f"curves: [sin(x)]\n{beside}\n")).panels
    x, _ = BESIDE[beside]
    assert x is not None
    low, high = min(x[0], -2 * np.pi), max(x[1], 2 * np.pi)
    margin = 0.1 * (high - low)
    assert low - margin <= panel.x.axis.low <= low
    assert high <= panel.x.axis.high <= high + margin


@pytest.mark.parametrize(
    ("beside", "message"),
    [
        ("lines: [{x: 10}]", "the line lies outside"),
        ("lines: [{y: -4}]", "the line lies outside"),
        ("fill: [{x: [6, 8]}]", "the region lies outside"),
        ("fill: [{y: [2, 3]}]", "the region lies outside"),
        ("fill: [{between: [sin(x) + 4, sin(x) + 5]}]", "the region lies outside"),
        ("fill: [{between: [x, 0], where: x > 9}]", "the condition of the region is never true"),
        ("notes: [{text: here, at: [9, 0]}]", "the note 'here' is outside"),
        ("points: [{x: 0, y: 4}]", "the point lies outside"),
        ("lines: [{x: 5}, {y: 1}]", ""),
        ("fill: [{x: [4, 8]}, {between: [sin(x), 0]}]", ""),
    ],
)
def test_what_lies_outside_of_written_ranges_is_told(beside: str, message: str) -> None:
    notes = plan(read(f"x: [-5, 5]\ny: [-1, 1]\ncurves: [sin(x)]\n{beside}\n")).notes
    assert all(note.message.startswith(message) for note in notes)
    assert bool(notes) is bool(message)


@pytest.mark.parametrize("shown", ["[]", "[x/(1+x)]", "[{expr: sqrt(x), x: [2, 40]}]"])
@pytest.mark.parametrize("x", [[1.0, 10.0, 100.0], [0.03, 0.1, 30.0], [1e-7, 5e-7], [7.0]])
def test_a_log_x_axis_shows_all_points_and_no_empty_decade(shown: str, x: list[float]) -> None:
    spec = f"curves: {shown}\naxes: {{xscale: log}}\npoints: {{x: {x}, y: {[1.0] * len(x)}}}"
    axis = plan(read(spec)).panels[0].x.axis
    assert 0 < axis.low < min(x)
    assert max(x) < axis.high
    if shown == "[]":
        assert min(x) / axis.low <= 10
        assert axis.high / max(x) <= 10


@pytest.mark.parametrize(
    "drawn",
    ["curves: [x^2]", "curves: [exp(x/50)]", "curves: []\npoints: {x: [0, 999], y: [0, 999]}"],
)
@pytest.mark.parametrize("scale", ["linear", "symlog"])
def test_as_much_is_free_around_a_curve_as_it_is_drawn(drawn: str, scale: str) -> None:
    """On a symlog axis a share of the values would be a large share of the height below 0."""
    x = "x: [-1000, 1000]\n" if "x^2" in drawn or "exp" in drawn else ""
    spec = f"{x}{drawn}\naxes: {{xscale: symlog, yscale: {scale}}}"
    (panel,) = plan(read(spec)).panels
    for axis in (panel.x.axis, panel.y.axis) if not x else (panel.y.axis,):
        assert 0.01 < float(axis.fraction(0.0)) < 0.12
        top = 1e6 if "x^2" in drawn else np.exp(20) if x else 999
        assert 0.9 < float(axis.fraction(top)) < 0.98
