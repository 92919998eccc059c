"""Corners, jumps, poles, edges and holes: found, at the right float, and told apart."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import mpmath as mp
import numpy as np
import pytest
from functions import Function, function_of, relu
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from actplot.activations import catalogue
from actplot.calculus import special
from actplot.calculus.derivatives import derivatives, prime
from actplot.sampling.axis import Axis, Frame
from actplot.sampling.breaks import MOST, breaks, survey
from actplot.sampling.locate import floats, keys
from actplot.sampling.nodes import SampledFunction
from actplot.sampling.outline import outline
from actplot.sampling.pieces import Break
from actplot.sampling.resolve import resolved

INF, NAN = math.inf, math.nan


def hard_sigmoid(x: Any) -> Any:
    return np.clip((x + 3.0) / 6.0, 0.0, 1.0)


def only(points: tuple[Break, ...]) -> Break:
    assert len(points) == 1, points
    return points[0]


# Function, and the breaks on [-10, 10] as place, kind, left value and slope, right ones.
KNOWN: dict[str, tuple[Function, list[tuple[float, str, tuple[float, float, float, float]]]]] = {
    "relu": (relu, [(0.0, "corner", (0, 0, 0, 1))]),
    "relu'": (prime(relu), [(0.0, "jump", (0, 0, 1, 0))]),
    "abs": (np.abs, [(0.0, "corner", (0, -1, 0, 1))]),
    "sign": (np.sign, [(0.0, "jump", (-1, 0, 1, 0))]),
    "hard_sigmoid": (
        hard_sigmoid,
        [(-3.0, "corner", (0, 0, 0, 1 / 6)), (3.0, "corner", (1, 1 / 6, 1, 0))],
    ),
    "maximum of three": (
        lambda x: np.maximum(np.maximum(x, 2.0 * x), -x - 1.0),
        [(-0.5, "corner", (-0.5, -1, -0.5, 1)), (0.0, "corner", (0, 1, 0, 2))],
    ),
    "x abs(x)": (lambda x: x * np.abs(x), [(0.0, "join", (0, 0, 0, 0))]),
    "sigmoid(relu)'": (
        prime(lambda x: special.sigmoid(relu(x))),
        [(0.0, "jump", (0, 0, 0.25, 0))],
    ),
    "1/x": (lambda x: 1.0 / x, [(0.0, "pole", (-INF, -INF, INF, -INF))]),
    "1/x^2": (lambda x: 1.0 / (x * x), [(0.0, "pole", (INF, INF, INF, -INF))]),
    "1/(x - 1/3)^2": (
        lambda x: (x - 1.0 / 3.0) ** -2.0,
        [(1.0 / 3.0, "pole", (INF, INF, INF, -INF))],
    ),
    "log|x - 1|": (
        lambda x: np.log(np.abs(x - 1.0)),
        [(1.0, "pole", (-INF, -INF, -INF, INF))],
    ),
    "exp(1/x)": (lambda x: np.exp(1.0 / x), [(0.0, "pole", (0, 0, INF, -INF))]),
    "tanh(1/x)": (lambda x: np.tanh(1.0 / x), [(0.0, "jump", (-1, 0, 1, 0))]),
    "sqrt": (np.sqrt, [(0.0, "edge", (NAN, NAN, 0, INF))]),
    "log": (np.log, [(0.0, "edge", (NAN, NAN, -INF, INF))]),
    "x log x": (lambda x: x * np.log(x), [(0.0, "edge", (NAN, NAN, 0, -INF))]),
    "arcsin": (
        np.arcsin,
        [
            (-1.0, "edge", (NAN, NAN, -math.pi / 2, INF)),
            (1.0, "edge", (math.pi / 2, INF, NAN, NAN)),
        ],
    ),
    "cbrt": (np.cbrt, [(0.0, "join", (0, INF, 0, INF))]),
    "sqrt|x|": (lambda x: np.sqrt(np.abs(x)), [(0.0, "corner", (0, -INF, 0, INF))]),
    "x^0.1": (lambda x: x**0.1, [(0.0, "edge", (NAN, NAN, 0, INF))]),
    "sin(x)/x": (lambda x: np.sin(x) / x, [(0.0, "hole", (1, 0, 1, 0))]),
    "one raised point": (
        lambda x: np.where(x == 0.0, 1.0, 0.0 * x),
        [(0.0, "hole", (0, 0, 0, 0))],
    ),
    "sin(1/x)": (lambda x: np.sin(1.0 / x), [(0.0, "edge", (NAN, NAN, NAN, NAN))]),
    "sigmoid": (special.sigmoid, []),
    "softplus": (special.softplus, []),
    "two forms of one": (lambda x: np.where(x > 1.0, np.sin(x), np.cos(x - math.pi / 2)), []),
    "threshold below rounding": (
        lambda x: np.where(x > 35.0 / 4.0, 4.0 * x, np.log1p(np.exp(4.0 * x))),
        [],
    ),
    "constant": (lambda x: 3.0, []),
}


@pytest.mark.parametrize("name", KNOWN)
def test_known_breaks(name: str) -> None:
    known, expected = KNOWN[name]
    points = breaks(known, -10.0, 10.0)
    assert [(b.x, b.kind) for b in points] == [(x, kind) for x, kind, _ in expected]
    for b, (_, _, sides) in zip(points, expected, strict=True):
        given = [b.left[0], b.left[1], b.right[0], b.right[1]]
        for value, side in zip(given, sides, strict=True):
            if not math.isnan(side):
                assert value == pytest.approx(side, rel=1e-9, abs=1e-11)
        assert math.isnan(b.left[0]) == math.isnan(sides[0])
        assert math.isnan(b.right[0]) == math.isnan(sides[2])


def test_breaks_of_a_composition_to_the_last_digit() -> None:
    left, right = breaks(prime(lambda x: relu(x * x - 2.0)), -10.0, 10.0)
    assert [left.kind, right.kind] == ["jump", "jump"]
    assert left.x == pytest.approx(-math.sqrt(2.0), abs=1e-15)
    assert right.x == pytest.approx(math.sqrt(2.0), abs=1e-15)
    assert right.left[0] == 0.0
    assert right.right[0] == pytest.approx(2.0 * math.sqrt(2.0), rel=1e-15)
    # The convention holds at a place that is no float, too: relu'(0) is 0.
    assert left.value == right.value == 0.0


@pytest.mark.parametrize(
    ("known", "limits"),
    [
        (prime(lambda x: np.expm1(x) / x, 2), (1.0 / 3.0, 1.0 / 4.0)),
        (prime(lambda x: np.sin(x) / x), (0.0, -1.0 / 3.0)),
        (prime(lambda x: x / np.tanh(x)), (0.0, 2.0 / 3.0)),
        (prime(lambda x: (1.0 - np.cos(x)) / (x * x)), (0.0, -1.0 / 12.0)),
        (prime(lambda x: (1.0 - np.cos(x)) / (x * x), 2), (-1.0 / 12.0, 0.0)),
    ],
    ids=["expm1(x)/x", "sin(x)/x", "x/tanh(x)", "(1 - cos(x))/x^2", "its second derivative"],
)
def test_limits_where_rounding_swallows_the_value(
    known: Function, limits: tuple[float, float]
) -> None:
    """Near the hole 0/0 has no right digit left; the limit is known from farther off."""
    hole = only(breaks(known, -3.0, 3.0))
    assert hole.kind == "hole"
    for side in (hole.left, hole.right):
        assert side[0] == pytest.approx(limits[0], abs=1e-6)
        assert side[1] == pytest.approx(limits[1], abs=1e-2)


def test_poles_of_the_tangent() -> None:
    points = breaks(np.tan, -10.0, 10.0)
    expected = [(k + 0.5) * math.pi for k in range(-3, 3)]
    assert [b.kind for b in points] == ["pole"] * 6
    assert [b.x for b in points] == pytest.approx(expected, rel=1e-15)
    assert all(b.left[0] == INF and b.right[0] == -INF for b in points)


def test_steps_of_floor_are_exact() -> None:
    points = breaks(lambda x: np.floor(10.0 * x), -1.05, 30.05)
    assert [b.x for b in points] == [k / 10.0 for k in range(-10, 301)]
    assert all(b.value == b.right[0] == b.left[0] + 1.0 for b in points)


@pytest.mark.parametrize("count", [256, 300, 512, 600, 768, 900, 997])
def test_steps_in_any_time_with_the_grid_are_seen(count: int) -> None:
    assert [b.x for b in breaks(np.floor, 0.0, count)] == list(range(count + 1))


def test_a_place_met_by_rounding_early_is_the_number_meant() -> None:
    # (x + 3) / 6 rounds to 1 at the float before 3 already.
    assert (np.nextafter(3.0, 0.0) + 3.0) / 6.0 == 1.0
    assert only(breaks(hard_sigmoid, 1.0, 5.0)).x == 3.0
    assert only(breaks(lambda x: hard_sigmoid(-x), -5.0, -1.0)).x == -3.0


def test_two_changes_between_two_points_of_the_grid() -> None:
    """A quantity that dips below zero within one cell, and one that only touches it."""
    left, right = breaks(lambda x: relu((x - 1.2345) ** 2 - 1e-6), -10.0, 10.0)
    assert [left.x, right.x] == pytest.approx([1.2335, 1.2355], abs=1e-14)
    assert only(breaks(lambda x: 1.0 / (x - 1.2345) ** 2, -10.0, 10.0)).x == 1.2345


def test_more_breaks_than_can_be_drawn_are_cut_off_not_waited_for() -> None:
    drawn = outline(lambda x: np.floor(1e5 * x), Frame(Axis(-10.0, 10.0), Axis(-1e6, 1e6)))
    assert drawn.notes
    assert "more than 1000" in drawn.notes[0]
    assert len(drawn.breaks) <= MOST


def test_an_undefined_region_without_an_event_has_edges() -> None:
    def gap(x: Any) -> Any:
        value = x.value if hasattr(x, "value") else x
        return x * np.where(np.abs(value - 1.0) < 0.25, np.nan, 1.0)

    left, right = breaks(gap, -10.0, 10.0)
    assert [left.kind, right.kind] == ["edge", "edge"]
    assert (left.x, right.x) == (0.75, 1.25)


@given(st.floats(allow_nan=False))
def test_floats_are_numbered_in_their_order(x: float) -> None:
    array = np.array([x])
    assert floats(keys(array))[0] == x
    if abs(x) < 1e308:
        after = np.nextafter(array, np.inf)
        assert keys(after)[0] - keys(array)[0] == 1


PLACES = st.floats(-9.0, 9.0, allow_subnormal=False).filter(lambda x: x == 0.0 or abs(x) > 1e-6)


@settings(max_examples=60, deadline=None)
@given(st.lists(PLACES, min_size=1, max_size=6, unique=True), st.integers(0, 2))
def test_any_corners_are_found_at_their_float(places: list[float], order: int) -> None:
    """A sum of powers of relu breaks in the given order of derivative at each place."""
    places = sorted(places)
    assume(all(b - a > 1e-3 for a, b in pairwise(places)))

    def summed(x: Any) -> Any:
        return sum(np.where(x > p, (x - p) ** order, 0.0) for p in places)

    points = breaks(summed, -10.0, 10.0)
    assert [b.x for b in points] == places
    assert {b.kind for b in points} == {["jump", "corner", "join"][order]}
    step = math.factorial(order)
    for b in points:
        assert b.right[order] - b.left[order] == pytest.approx(step, rel=1e-6)


INNER: dict[str, tuple[Function, Callable[[Any], Any]]] = {
    "x^3 - 2": (lambda x: x * x * x - 2.0, lambda x: x**3 - 2),
    "exp(x) - 3": (lambda x: np.exp(x) - 3.0, lambda x: mp.exp(x) - 3),
    "tanh(x) - 0.3": (lambda x: np.tanh(x) - 0.3, lambda x: mp.tanh(x) - mp.mpf(0.3)),
    "x + sin(3x)": (lambda x: x + np.sin(3.0 * x), lambda x: x + mp.sin(3 * x)),
    "log(x + 4) - 1": (lambda x: np.log(x + 4.0) - 1.0, lambda x: mp.log(x + 4) - 1),
}


@pytest.mark.parametrize("name", INNER)
@pytest.mark.parametrize(
    "outer", [relu, np.abs, np.sign, prime(relu)], ids=["relu", "abs", "sign", "relu'"]
)
def test_breaks_of_compositions_are_roots_of_the_inner_function(name: str, outer: Function) -> None:
    inner, precise = INNER[name]
    points = [b for b in breaks(lambda x: outer(inner(x)), -3.9, 3.9) if b.kind != "edge"]
    assert points
    for b in points:
        with mp.workdps(40):
            root = mp.findroot(precise, b.x)
            assert abs(root - b.x) <= 4e-15 * max(1.0, abs(b.x))


@pytest.mark.parametrize("name", catalogue())
def test_no_break_of_the_catalogue_is_missed(name: str) -> None:
    """Where the curve or a derivative is not smooth, a break says so.

    A missed jump or corner leaves the sampler with a cell that it cannot
    follow however narrow it gets.
    """
    entry = catalogue()[name]
    known = function_of(entry.example or name)
    low, high = entry.window
    for order in range(3):
        derived = prime(known, order) if order else known
        values = derivatives(known, np.linspace(low, high, 101), order)[order]
        values = values[np.isfinite(values)]
        frame = Frame(Axis(low, high), Axis(values.min() - 0.1, values.max() + 0.1))
        with np.errstate(all="ignore"):
            surveyed = survey(derived, low, high)
            nodes, lost = resolved(SampledFunction(derived, frame), surveyed, 0.002)
        steep = {b.x for b in surveyed.breaks if not np.isfinite([b.left[1], b.right[1]]).all()}
        missed = [
            x for x in nodes.x[nodes.rough] if min((abs(x - s) for s in steep), default=1) > 1e-2
        ]
        assert not missed
        assert not len(lost)
