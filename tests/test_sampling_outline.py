"""The drawn curve: near the true one, few segments, gaps and circles where they belong."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from distance import worst
from functions import Function, function_of, relu
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from actplot.activations import catalogue
from actplot.calculus import special
from actplot.calculus.derivatives import evaluate, prime
from actplot.sampling.axis import Axis, Frame
from actplot.sampling.extent import extent
from actplot.sampling.outline import outline
from actplot.sampling.pieces import Circle, Extent, Outline
from actplot.sampling.resolve import BAND
from actplot.sampling.resolve import MOST as MOST_NODES

TOLERANCE = 0.02


def frame(low: float, high: float, bottom: float, top: float, **scales: Any) -> Frame:
    return Frame(
        Axis(low, high, scales.get("x", "linear"), 200.0),
        Axis(bottom, top, scales.get("y", "linear"), 130.0, scales.get("linthresh", 1.0)),
    )


def around(known: Function, low: float, high: float) -> Frame:
    """A frame that suits a function, as a plot would have it."""
    bounds: Extent = extent(known, low, high)
    span = bounds.high - bounds.low
    if not span > 1e-12 * max(abs(bounds.low), abs(bounds.high)):
        span = abs(bounds.high) or 1.0
    return frame(low, high, bounds.low - 0.08 * span, bounds.high + 0.08 * span)


def segments(drawn: Outline) -> int:
    return sum(len(piece.knots) - 1 for piece in drawn.pieces)


def off(known: Function, drawn: Outline, shown: Frame) -> float:
    return worst(lambda x: evaluate(known, x), drawn, shown)


@pytest.mark.parametrize("name", catalogue())
def test_the_catalogue_is_drawn_within_the_tolerance(name: str) -> None:
    entry = catalogue()[name]
    low, high = entry.window
    for order in range(2):
        known = function_of(entry.example or name, order)
        shown = around(known, low, high)
        drawn = outline(known, shown)
        assert drawn.pieces
        assert not drawn.notes
        assert off(known, drawn, shown) <= TOLERANCE
        assert segments(drawn) <= 40


# Function of x, range of x, range of y, most segments.
CURVES: dict[str, tuple[Function, tuple[float, float], tuple[float, float], int]] = {
    "sigmoid": (special.sigmoid, (-10, 10), (0, 1), 6),
    "sigmoid'": (prime(special.sigmoid), (-10, 10), (0, 0.25), 8),
    "line": (lambda x: 2.0 * x + 1.0, (-10, 10), (-20, 20), 1),
    "constant": (lambda x: 3.0, (-10, 10), (0, 4), 1),
    "relu": (relu, (-10, 10), (0, 10), 2),
    "parabola": (lambda x: x * x, (-2, 2), (0, 4), 2),
    "cubic": (lambda x: x**3, (-2, 2), (-8, 8), 2),
    "sine": (np.sin, (-10, 10), (-1, 1), 16),
    "square root": (np.sqrt, (-1, 9), (0, 3), 3),
    "cube root": (np.cbrt, (-8, 8), (-2, 2), 4),
    "tenth root": (lambda x: np.abs(x) ** 0.1, (-1, 1), (0, 1), 12),
    "half circle": (lambda x: np.sqrt(25.0 - x * x), (-6, 6), (0, 6), 6),
    "cusp": (lambda x: np.sqrt(np.abs(x - 1.0)), (-3, 5), (0, 2), 6),
    "x log x": (lambda x: x * np.log(x), (0, 2), (-0.5, 1.5), 5),
    "logarithm": (np.log, (-1, 5), (-3, 2), 4),
    "exponential": (np.exp, (-10, 10), (0, 5), 6),
    "overflow": (lambda x: np.exp(np.exp(x)), (-10, 10), (0, 5), 10),
    "hyperbola": (lambda x: 1.0 / x, (-5, 5), (-5, 5), 12),
    "tangent": (np.tan, (-10, 10), (-5, 5), 40),
    "removable hole": (lambda x: np.sin(x) / x, (-10, 10), (-0.3, 1), 16),
    "steep": (lambda x: special.sigmoid(1e3 * x), (-10, 10), (0, 1), 10),
    "steep in the middle of a cell": (
        lambda x: special.sigmoid(1e4 * (x - 10.0 / 256.0)),
        (-10, 10),
        (0, 1),
        10,
    ),
    "very steep": (lambda x: special.sigmoid(1e6 * (x - 1.0)), (-10, 10), (0, 1), 10),
    "narrow peak": (lambda x: np.exp(-((50.0 * x) ** 2)), (-10, 10), (0, 1), 12),
    "peak between points": (lambda x: 1.0 / (1.0 + (40.0 * (x - 0.123)) ** 2), (-9, 9), (0, 1), 16),
    "parabola seen from afar": (lambda x: (x - 3.3) ** 2, (-1e4, 1e4), (0, 1), 6),
    "steps": (lambda x: np.floor(3.0 * x), (-5, 5), (-15, 15), 31),
    "tiny range": (np.cos, (-1e-6, 1e-6), (1 - 1e-12, 1 + 1e-12), 4),
    "wide range": (np.arctan, (-1e6, 1e6), (-2, 2), 16),
    "tiny values": (lambda x: 1e-200 * np.sin(x), (-5, 5), (-1e-200, 1e-200), 12),
    "huge values": (lambda x: 1e200 * np.sin(x), (-5, 5), (-1e200, 1e200), 12),
    "small waves far up": (lambda x: 1e6 + 1e-3 * np.sin(x), (-5, 5), (1e6 - 1e-3, 1e6 + 1e-3), 20),
    "far from the origin": (lambda x: np.sin(x - 1e6), (1e6, 1e6 + 10), (-1, 1), 16),
    "fast waves": (lambda x: np.sin(20.0 * x), (-10, 10), (-1, 1), 400),
}


@pytest.mark.parametrize("name", CURVES)
def test_curves_of_every_kind(name: str) -> None:
    known, x, y, most = CURVES[name]
    shown = frame(*x, *y)
    drawn = outline(known, shown)
    assert off(known, drawn, shown) <= TOLERANCE
    assert 1 <= segments(drawn) <= most
    assert not drawn.notes


@pytest.mark.parametrize("name", CURVES)
def test_nothing_is_emitted_far_outside(name: str) -> None:
    known, x, y, _ = CURVES[name]
    for piece in outline(known, frame(*x, *y)).pieces:
        assert np.isfinite(piece.points).all()
        assert (piece.points[:, 0] >= -1e-9).all()
        assert (piece.points[:, 0] <= 1.0 + 1e-9).all()
        # A handle may reach a little farther than the curve.
        assert (np.abs(piece.points[:, 1] - 0.5) <= 0.5 + 2.0 * BAND).all()
        ends = piece.points[::3]
        assert (np.abs(ends[:, 1] - 0.5) <= 0.5 + BAND + 1e-6).all()
        assert (np.diff(ends[:, 0]) >= 0.0).all()
        assert np.allclose(ends[:, 0], (piece.knots - x[0]) / (x[1] - x[0]), atol=1e-9)


LOG_CURVES: dict[str, tuple[Function, Frame]] = {
    "log y": (np.exp, frame(-10, 10, 1e-4, 1e4, y="log")),
    "log y, negative values": (lambda x: x * x - 1.0, frame(-3, 3, 0.1, 10, y="log")),
    "log x": (np.log, frame(1e-3, 1e3, -7, 7, x="log")),
    "log both": (lambda x: x**2.5, frame(0.1, 100, 1e-3, 1e6, x="log", y="log")),
    "log x of a sigmoid": (special.sigmoid, frame(1e-2, 1e2, 0.4, 1, x="log")),
    "symlog y": (np.sinh, frame(-8, 8, -1e3, 1e3, y="symlog")),
    "symlog y, small": (lambda x: x**3, frame(-2, 2, -10, 10, y="symlog", linthresh=0.05)),
    "symlog x": (np.tanh, frame(-100, 100, -1.2, 1.2, x="symlog")),
}


@pytest.mark.parametrize("name", LOG_CURVES)
def test_curves_on_other_scales(name: str) -> None:
    known, shown = LOG_CURVES[name]
    drawn = outline(known, shown)
    assert off(known, drawn, shown) <= TOLERANCE
    assert 1 <= segments(drawn) <= 30
    assert not drawn.notes


def test_a_line_on_log_axes_is_one_segment() -> None:
    assert segments(outline(np.exp, frame(-3, 3, 1e-2, 1e2, y="log"))) == 1
    assert segments(outline(lambda x: x**2.5, frame(0.1, 10, 1e-3, 1e3, x="log", y="log"))) == 1


def test_nothing_below_zero_on_a_log_axis() -> None:
    left, right = outline(lambda x: x * x - 1.0, frame(-3, 3, 0.1, 10, y="log")).pieces
    assert left.knots[-1] < -1.0
    assert right.knots[0] > 1.0


@pytest.mark.parametrize(
    "known", [lambda x: x * x - 2.0, np.cos, prime(function_of("gelu"))], ids=["x^2", "cos", "gelu"]
)
@pytest.mark.parametrize("ends", [(1e-30, 10.0), (10.0, 1e-30), (1e-5, 10.0)])
def test_a_curve_sinks_out_of_a_log_axis_towards_a_zero(
    known: Function, ends: tuple[float, float]
) -> None:
    """Though at no float near the zero is the value as small as the axis shows."""
    pieces = outline(known, frame(-5, 5, *ends, y="log")).pieces
    places = [
        place[1]
        for piece in pieces
        for place, x in zip(piece.points[::3], piece.knots, strict=True)
        if -5 < x < 5 and x in (piece.knots[0], piece.knots[-1])
    ]
    assert places
    assert max(places) <= 1e-6 if ends[0] < ends[1] else min(places) >= 1 - 1e-6


def test_axes_that_run_backwards() -> None:
    forth = outline(special.sigmoid, frame(-6, 6, 0, 1))
    back = outline(special.sigmoid, frame(6, -6, 0, 1))
    down = outline(special.sigmoid, frame(-6, 6, 1, 0))
    assert np.allclose(back.pieces[0].points, forth.pieces[0].points * [-1, 1] + [1, 0])
    shown = frame(-6, 6, 1, 0)
    assert off(special.sigmoid, down, shown) <= TOLERANCE
    assert down.pieces[0].points[0, 1] > 0.99


def test_a_jump_is_a_gap_with_two_circles() -> None:
    drawn = outline(prime(relu), frame(-3, 3, -0.2, 1.2))
    left, right = drawn.pieces
    assert left.knots.tolist() == [-3.0, 0.0]
    assert right.knots.tolist() == [0.0, 3.0]
    assert drawn.circles == (Circle(0.0, 0.0, True), Circle(0.0, 1.0, False))


def test_circles_follow_the_function_at_the_jump() -> None:
    shown = frame(-3, 3, -1.5, 1.5)
    assert outline(np.sign, shown).circles == (
        Circle(0.0, 0.0, True),
        Circle(0.0, -1.0, False),
        Circle(0.0, 1.0, False),
    )
    raised = outline(lambda x: np.where(x == 0.0, 1.0, 0.0 * x), shown)
    assert raised.circles == (Circle(0.0, 1.0, True), Circle(0.0, 0.0, False))
    assert len(raised.pieces) == 2


def test_circles_outside_the_plot_are_not_drawn() -> None:
    assert outline(np.sign, frame(-3, 3, -0.5, 0.5)).circles == (Circle(0.0, 0.0, True),)
    # At the end of the range only one side is seen.
    assert outline(prime(relu), frame(0, 3, -0.2, 1.2)).circles == (
        Circle(0.0, 0.0, True),
        Circle(0.0, 1.0, False),
    )
    assert outline(np.sign, frame(0, 3, -1.5, 1.5)).circles == (
        Circle(0.0, 0.0, True),
        Circle(0.0, 1.0, False),
    )


@pytest.mark.parametrize(
    "known",
    [np.tan, lambda x: 1.0 / x, lambda x: np.sin(x) / x, np.abs, np.sqrt, np.cbrt],
    ids=["tan", "1/x", "sin(x)/x", "abs", "sqrt", "cbrt"],
)
def test_no_circle_without_a_jump(known: Function) -> None:
    assert outline(known, frame(-3, 3, -2, 2)).circles == ()


def test_a_corner_is_a_knot_of_one_piece() -> None:
    (piece,) = outline(lambda x: np.maximum(x - 0.1, 0.3 * x), frame(-1, 1, -1, 1)).pieces
    assert piece.knots.tolist() == [-1.0, pytest.approx(1.0 / 7.0, abs=1e-16), 1.0]


def test_a_removable_hole_does_not_break_the_curve() -> None:
    (piece,) = outline(lambda x: np.sin(x) / x, frame(-3, 3, -1, 1)).pieces
    (at_zero,) = np.nonzero(piece.knots == 0.0)
    assert piece.points[3 * at_zero[0]].tolist() == [0.5, 1.0]


def test_no_segment_crosses_a_pole() -> None:
    drawn = outline(np.tan, frame(-10, 10, -5, 5))
    poles = (np.arange(-4, 4) + 0.5) * math.pi
    assert len(drawn.pieces) == 7
    for piece in drawn.pieces:
        low, high = piece.knots[0], piece.knots[-1]
        assert not ((poles > low) & (poles < high)).any()


def test_an_undefined_region_is_a_gap() -> None:
    left, right = outline(lambda x: np.sqrt(x * x - 1.0), frame(-3, 3, -1, 3)).pieces
    assert (left.knots[-1], right.knots[0]) == (-1.0, 1.0)
    # A vertical tangent is one: its handle goes straight up.
    assert right.points[1, 0] == right.points[0, 0]
    assert right.points[1, 1] > right.points[0, 1]


@pytest.mark.parametrize(
    "known",
    [lambda x: np.log(-x * x), lambda x: x / 0.0, lambda x: 1e9 + 0.0 * x],
    ids=["log(-x^2)", "x/0", "1e9"],
)
def test_nothing_to_see(known: Function) -> None:
    assert outline(known, frame(-1, 1, -1, 1)).pieces == ()


@pytest.mark.parametrize(
    "known", [lambda x: np.sin(1.0 / x), lambda x: np.sin(1000.0 * x)], ids=["1/x", "1000x"]
)
def test_what_oscillates_too_fast_ends_with_a_note(known: Function) -> None:
    drawn = outline(known, frame(-10, 10, -1, 1))
    assert any("oscillates" in note for note in drawn.notes)
    assert segments(drawn) <= MOST_NODES


@pytest.mark.parametrize("text", ["sin(tan(mish(x + 1.7)))", "cos(3 tan(x))", "sin(exp(x^2)) / x"])
def test_not_even_chaos_leaves_the_plot(text: str) -> None:
    for piece in outline(function_of(text), frame(-10, 10, -1, 1)).pieces:
        assert (np.abs(piece.points[:, 1] - 0.5) <= 0.5 + 3.0 * BAND).all()
        assert (np.abs(piece.points[:, 0] - 0.5) <= 0.5 + 1e-9).all()


@pytest.mark.parametrize(
    ("text", "order"), [("softmodulus_t", 1), ("softmodulus_t", 2), ("finer", 1)]
)
def test_sharp_bends_are_followed(text: str, order: int) -> None:
    known = function_of(text, order)
    shown = around(known, -10.0, 10.0)
    assert off(known, outline(known, shown), shown) <= TOLERANCE


def test_a_finer_tolerance_is_kept_too() -> None:
    shown = frame(-5, 5, -0.3, 1.2)
    known = function_of("gelu", 1)
    for tolerance in (0.2, 0.02, 0.002):
        assert off(known, outline(known, shown, tolerance), shown) <= tolerance


def test_curves_are_sampled_quickly() -> None:
    """A sigmoid and its derivative cost no more than 300 plain evaluations of the latter."""
    slope, shown = prime(special.sigmoid), frame(-10, 10, 0, 1)
    x = np.linspace(-10.0, 10.0, 400)

    def cost(work: Callable[[], object]) -> float:
        times = []
        for _ in range(7):
            start = time.process_time()
            work()
            times.append(time.process_time() - start)
        return min(times)

    unit = cost(lambda: [slope(x) for _ in range(50)]) / 50
    drawing = cost(lambda: (outline(special.sigmoid, shown), outline(slope, shown)))
    assert drawing <= 300 * unit


PARTS = st.sampled_from(
    ["relu(U)", "sigmoid(U)", "tanh(U)", "abs(U)", "sin(U)", "exp(-(U)^2)", "elu(U)", "gelu(U)",
     "hard_sigmoid(U)", "(U)", "sqrt(U)", "log(U)", "softsign(U)", "sign(U)", "relu6(U)", "(U)^3",
     "1/(U)"]
)  # fmt: skip
NUMBERS = st.integers(-30, 30).map(lambda n: f"({n / 10})")


@st.composite
def expressions(draw: st.DrawFn) -> str:
    """Sums, products and compositions of functions of the catalogue."""
    text = draw(PARTS).replace("U", f"x - {draw(NUMBERS)}")
    for _ in range(draw(st.integers(0, 2))):
        other = draw(PARTS)
        by_itself = other.replace("U", "x")
        text = draw(
            st.sampled_from(
                [
                    other.replace("U", text),
                    f"({text}) + {draw(NUMBERS)} * {by_itself}",
                    f"({text}) * {by_itself}",
                    f"max({text}, {by_itself})",
                ]
            )
        )
    return text


@settings(max_examples=40, deadline=None)
@given(expressions(), st.integers(0, 1))
def test_random_compositions(text: str, order: int) -> None:
    known = function_of(text, order)
    bounds = extent(known, -4.0, 4.0)
    assume(math.isfinite(bounds.low) and math.isfinite(bounds.high) and abs(bounds.high) < 1e9)
    shown = around(known, -4.0, 4.0)
    drawn = outline(known, shown)
    assume(not drawn.notes)
    assert off(known, drawn, shown) <= TOLERANCE


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("sin(x^2)", -15.0, 15.0), ("finer(omega=30)", -2.0, 2.0), ("sin(1/x)", 0.01, 1.0)],
)
def test_what_swings_ever_faster_is_drawn_within_the_tolerance(
    text: str, low: float, high: float
) -> None:
    function = function_of(text)
    frame = Frame(Axis(low, high), Axis(-1.1, 1.1))
    drawn = outline(function, frame)
    assert worst(lambda x: evaluate(function, x), drawn, frame) <= 0.02
