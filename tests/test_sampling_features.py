"""Value ranges, remarkable points and tables of numbers."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import mpmath as mp
import numpy as np
import pytest
from functions import Function, function_of, relu

from actplot import spec
from actplot.activations import catalogue
from actplot.calculus import special
from actplot.calculus.derivatives import evaluate, prime
from actplot.plan.figure import plan
from actplot.records import fields
from actplot.sampling.extent import extent
from actplot.sampling.features import features
from actplot.sampling.pieces import Extent, Features

INF = math.inf


EXTENTS: dict[str, tuple[Function, tuple[float, float], Extent]] = {
    "extremum inside": (
        function_of("silu"),
        (-10, 10),
        Extent(-0.2784645427610738, 9.9995460213129755, -0.2784645427610738, 9.9995460213129755),
    ),
    "limits at a jump": (np.sign, (-1, 1), Extent(-1, 1, -1, 1)),
    "a limit that is not taken": (lambda x: np.where(x < 1.0, x, 0.0), (0, 3), Extent(0, 1, 0, 1)),
    "a corner": (lambda x: -np.abs(x - 1.0 / 3.0), (0, 1), Extent(-2 / 3, 0, -2 / 3, 0)),
    "a raised point": (lambda x: np.where(x == 0.0, 5.0, 0.0 * x), (-1, 1), Extent(0, 5, 0, 5)),
    "growth is left alone": (np.exp, (0, 50), Extent(1, math.exp(50), 1, math.exp(50))),
    "constant": (lambda x: 3.0, (-1, 1), Extent(3, 3, 3, 3)),
    "removable hole": (
        lambda x: np.sin(x) / x,
        (-10, 10),
        Extent(-0.21723362821122166, 1.0, -0.21723362821122166, 1.0),
    ),
}


@pytest.mark.parametrize("name", EXTENTS)
def test_extents(name: str) -> None:
    known, window, expected = EXTENTS[name]
    bounds = extent(known, *window)
    assert tuple(bounds) == pytest.approx(tuple(expected), rel=1e-14, abs=1e-15)
    assert not bounds.trimmed


@pytest.mark.parametrize(
    ("known", "window", "low", "high"),
    [
        (np.tan, (-10, 10), (-6, -4), (4, 6)),
        (np.tan, (-1.5, 4), (-15, -8), (8, 15)),
        (lambda x: 1.0 / x, (-5, 5), (-5.1, -4.9), (4.9, 5.1)),
        (np.log, (0, 5), (-3, -2), (1.6, 1.7)),
        (lambda x: np.log(np.abs(x)), (-5, 5), (-3, -1), (1.6, 1.7)),
    ],
)
def test_poles_are_trimmed_as_a_textbook_does(
    known: Function,
    window: tuple[float, float],
    low: tuple[float, float],
    high: tuple[float, float],
) -> None:
    bounds = extent(known, *window)
    assert low[0] <= bounds.low <= low[1]
    assert high[0] <= bounds.high <= high[1]
    assert bounds.trimmed
    assert bounds.lowest == -INF


def test_the_extent_of_nothing_is_no_number() -> None:
    assert all(math.isnan(value) for value in extent(lambda x: np.log(-1.0 - x * x), -1.0, 1.0))


ZERO = ("((x^2 - 2) / (x - sqrt(2)))''", "((x^2 - 3) / (x - sqrt(3)))'''",
    "sin(x)^2 + cos(x)^2 - 1", "log(exp(x)) - x", "sigmoid(x) - 1/(1 + exp(-x))",
    "tanh(x) - sinh(x)/cosh(x)", "(x + 1)^2 - x^2 - 2x - 1")  # fmt: skip
SMALL = ("sin(x)", "x", "floor(x)", "sign(sin(x))", "gelu", "exp(-x^2)", "1/x",
    "x + 1e-8 * floor(x)", "cos(30x)")  # fmt: skip


@pytest.mark.parametrize("text", ZERO)
def test_what_is_nothing_but_rounding_of_0_is_drawn_as_0(text: str) -> None:
    assert extent(function_of(text), -5.0, 5.0) == Extent(0.0, 0.0, 0.0, 0.0)
    (panel,) = plan(spec.read({"curves": [text], "x": [-5, 5]})).panels
    (piece,) = panel.curves[0].outline.pieces
    assert len(piece.knots) <= 3
    assert not panel.curves[0].outline.notes


@pytest.mark.parametrize("text", SMALL)
@pytest.mark.parametrize("size", ["1e-12", "1e-16", "1e-200"])
def test_what_is_small_is_no_rounding(text: str, size: str) -> None:
    whole, small = (extent(function_of(each), -5.0, 5.0) for each in (text, f"{size} * ({text})"))
    scaled = [value / float(size) for value in (small.low, small.high)]
    assert scaled == pytest.approx([whole.low, whole.high], rel=1e-9)


@pytest.mark.parametrize("name", catalogue())
def test_extents_hold_all_values_and_no_more(name: str) -> None:
    entry = catalogue()[name]
    low, high = entry.window
    for order in range(3):
        known = function_of(entry.example or name, order)
        bounds = extent(known, low, high)
        values = evaluate(known, np.linspace(low, high, 20011))
        values = values[np.isfinite(values)]
        span = max(bounds.highest - bounds.lowest, 1e-300)
        assert bounds.lowest <= values.min() + 1e-12 * span
        assert bounds.highest >= values.max() - 1e-12 * span
        if math.isfinite(span):
            # A limit may lie a step beyond the last of the values.
            assert bounds.lowest >= values.min() - 0.02 * span
            assert bounds.highest <= values.max() + 0.02 * span


def points(function: Function, low: float, high: float) -> dict[str, list[float]]:
    landmarks = features(function, low, high)
    named: dict[str, list[float]] = {}
    for kind in fields(Features):
        places = [getattr(p, "x", p) for p in getattr(landmarks, kind)]
        if places:
            named[kind] = places
    return named


def root(precise: Callable[[Any], Any], near: float) -> float:
    with mp.workdps(40):
        return float(mp.findroot(precise, near))


SILU = root(lambda x: mp.diff(lambda t: t / (1 + mp.exp(-t)), x), -1.28)
SILU_BEND = root(lambda x: mp.diff(lambda t: t / (1 + mp.exp(-t)), x, 2), 2.4)
SIGMOID_BEND = math.log(2.0 + math.sqrt(3.0))

FEATURES: dict[str, tuple[Function, tuple[float, float], dict[str, list[float]]]] = {
    "relu has no minimum": (relu, (-5, 5), {"corners": [0.0]}),
    "abs": (np.abs, (-5, 5), {"roots": [0.0], "minima": [0.0], "corners": [0.0]}),
    "square": (lambda x: x * x, (-5, 5), {"roots": [0.0], "minima": [0.0]}),
    "square, shifted": (lambda x: (x - 1.1) ** 2, (-5, 5), {"roots": [1.1], "minima": [1.1]}),
    "cube": (lambda x: x**3, (-5, 5), {"roots": [0.0], "inflections": [0.0]}),
    "flat bottom": (lambda x: np.maximum(np.abs(x) - 1.0, 0.0), (-5, 5), {"corners": [-1.0, 1.0]}),
    "silu": (
        function_of("silu"),
        (-10, 10),
        {"roots": [0.0], "minima": [SILU], "inflections": [-SILU_BEND, SILU_BEND]},
    ),
    "sigmoid'": (
        prime(special.sigmoid),
        (-10, 10),
        {"maxima": [0.0], "inflections": [-SIGMOID_BEND, SIGMOID_BEND]},
    ),
    "gelu'": (
        function_of("gelu", 1),
        (-5, 5),
        {
            "roots": [root(lambda x: mp.ncdf(x) + x * mp.npdf(x), -0.75)],
            "minima": [-math.sqrt(2.0)],
            "maxima": [math.sqrt(2.0)],
            "inflections": [-2.0, 0.0, 2.0],
        },
    ),
    "sine": (
        np.sin,
        (-4, 4),
        {
            "roots": [-math.pi, 0.0, math.pi],
            "minima": [-math.pi / 2],
            "maxima": [math.pi / 2],
            "inflections": [-math.pi, 0.0, math.pi],
        },
    ),
    "size of sine": (
        lambda x: np.abs(np.sin(x)),
        (-2, 4),
        {
            "roots": [0.0, math.pi],
            "minima": [0.0, math.pi],
            "maxima": [-math.pi / 2, math.pi / 2],
            "corners": [0.0, math.pi],
        },
    ),
    "removable hole": (
        lambda x: np.sin(x) / x,
        (-4, 4),
        {
            "roots": [-math.pi, math.pi],
            "maxima": [0.0],
            "inflections": [-2.0815759778181007, 2.0815759778181007],
            "holes": [0.0],
        },
    ),
    "cube root": (np.cbrt, (-5, 5), {"roots": [0.0], "inflections": [0.0]}),
    "x |x|": (lambda x: x * np.abs(x), (-5, 5), {"roots": [0.0], "inflections": [0.0]}),
    "square root": (np.sqrt, (-1, 5), {"roots": [0.0]}),
    "sign": (np.sign, (-1, 1), {"jumps": [0.0]}),
    "hyperbola": (lambda x: 1.0 / x, (-1, 1), {"poles": [0.0]}),
    "tangent": (
        np.tan,
        (-2, 2),
        {"roots": [0.0], "inflections": [0.0], "poles": [-math.pi / 2, math.pi / 2]},
    ),
    "line": (lambda x: 2.0 * x + 1.0, (-5, 5), {"roots": [-0.5]}),
    "root at an end": (lambda x: x - 5.0, (-5, 5), {"roots": [5.0]}),
    "zero": (lambda x: 0.0 * x, (-5, 5), {}),
    "flat between": (
        lambda x: np.maximum(x - 1.0, 0.0) ** 5 - np.maximum(-x - 1.0, 0.0) ** 5,
        (-5, 5),
        {},
    ),
    "flat top": (
        lambda x: -(np.maximum(np.abs(x) - 1.0, 0.0) ** 4),
        (-5, 5),
        {},
    ),
    "saturated": (np.tanh, (10, 50), {}),
    "nothing but rounding": (lambda x: np.sin(x) ** 2 + np.cos(x) ** 2, (-5, 5), {}),
    "linear but for rounding": (lambda x: np.log(np.exp(x)) + 2.0, (-5, 5), {"roots": [-2.0]}),
}


@pytest.mark.parametrize("name", FEATURES)
def test_remarkable_points(name: str) -> None:
    known, window, expected = FEATURES[name]
    computed = points(known, *window)
    assert computed.keys() == expected.keys()
    for kind, places in expected.items():
        assert computed[kind] == pytest.approx(places, rel=1e-12, abs=1e-15)


@pytest.mark.parametrize("omega", [7.0, 19.7, 26.0, 30.0, 41.3, 60.0])
def test_no_swing_is_passed_over(omega: float) -> None:
    landmarks = features(lambda x: np.sin(omega * x), -20.0, 20.0)
    last = math.floor(20.0 * omega / math.pi)
    np.testing.assert_allclose(
        [p.x for p in landmarks.roots], np.arange(-last, last + 1) * math.pi / omega, atol=1e-12
    )
    extrema = math.floor(20.0 * omega / math.pi - 0.5) + 1
    assert len(landmarks.minima) + len(landmarks.maxima) == 2 * extrema


@pytest.mark.parametrize("name", catalogue())
def test_extrema_and_roots_of_the_catalogue_are_some(name: str) -> None:
    """Beside a minimum the function is larger, and beside a root it has two signs or touches."""
    entry = catalogue()[name]
    known = function_of(entry.example or name)
    low, high = entry.window
    landmarks = features(known, low, high)
    step = 1e-4 * (high - low)
    for sign, extrema in ((1.0, landmarks.minima), (-1.0, landmarks.maxima)):
        for x, y in extrema:
            beside = sign * evaluate(known, np.array([x - step, x + step]))
            assert (beside >= sign * y).all()
            assert (beside > sign * y).any()
    for x, y in landmarks.roots:
        slope = abs(evaluate(known, np.array([x]), 1)[0])
        assert abs(y) <= 1e-11 or abs(y) <= 1e-14 * slope * max(1.0, abs(x))
    inner = np.linspace(low, high, 4001)
    values = evaluate(known, inner)
    crossings = np.nonzero(values[1:] * values[:-1] < 0.0)[0]
    places = [p.x for p in landmarks.roots] + [p.x for p in landmarks.jumps] + list(landmarks.poles)
    for k in crossings:
        assert any(inner[k] <= place <= inner[k + 1] for place in places)
