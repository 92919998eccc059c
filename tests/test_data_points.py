"""The points that `data` gives: finite everywhere, and the curve between them."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pytest
from functions import function_of

from actplot import spec
from actplot.calculus.derivatives import evaluate
from actplot.facts import numbers
from actplot.plan.figure import plan

# What is undefined at a place inside of the range, at one of its ends, or jumps.
REMOVABLE = ("sin(x)/x", "x/x", "(x^2 - 1)/(x - 1)", "(1 - cos(x))/x^2", "(exp(x) - 1)/x",
    "x^-1 * sin(x)", "tan(x/4)/x", "1/x - 1/tan(x/3)/3", "(sin(x)/x)'", "(sin(x)/x)''''",
    "(log(1 + x^2)/x^2)''", "x^x", "x * log(x)", "sqrt(x) * log(x)",
    "where(x == 0, 2, cos(x))")  # fmt: skip
OTHERS = ("1/x", "tan(x)", "tanh(1/x)", "x/abs(x)", "relu'", "floor(x)", "log(x)", "x^0.1",
    "1/log(x)", "sign(x) * x^2", "exp(1/x)", "sin(1/x)", "asin(x)", "(abs(x)^1.5)''")  # fmt: skip


def points(text: str) -> list[tuple[np.ndarray, np.ndarray]]:
    (series,) = numbers.numbers(plan(spec.read({"x": [-3, 3], "curves": [text]})))
    return list(series.pieces)


def strict(text: str) -> Any:
    """JSON as RFC 8259 has it: without NaN and Infinity."""

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    return json.loads(text, parse_constant=refuse)


@pytest.mark.parametrize("text", REMOVABLE + OTHERS)
def test_every_point_is_finite_and_any_parser_reads_it(text: str) -> None:
    series = numbers.numbers(plan(spec.read({"x": [-3, 3], "curves": [text]})))
    for x, y in series[0].pieces:
        assert np.isfinite(x).all()
        assert np.isfinite(y).all()
        assert (np.diff(x) > 0.0).all()
    written = strict(numbers.as_json(series))["curves"]
    assert len(written[0]["pieces"]) == len(series[0].pieces)
    assert "nan" not in numbers.as_csv(series)
    assert "nan" not in numbers.as_pgfplots(series)


@pytest.mark.parametrize("text", [each for each in REMOVABLE if "sqrt" not in each])
def test_straight_lines_between_the_points_pass_for_the_curve(text: str) -> None:
    function = function_of(text)
    pieces = points(text)
    assert len(pieces) == (2 if "==" in text else 1)
    height = max(np.ptp(y) for _, y in pieces) or 1.0
    for x, y in pieces:
        between = np.linspace(x[0], x[-1], 4001)[1:-1]
        values = evaluate(function, between)
        known = np.isfinite(values)
        off = np.abs(np.interp(between, x, y) - values)[known]
        assert known.sum() > 3990
        assert off.max() < 2e-3 * height


def test_an_end_has_the_functions_value_or_its_limit() -> None:
    for text, value in {"x^x": 1.0, "x * log(x)": 0.0, "sqrt(x)": 0.0, "log(1 + x) / x": 1.0,
            "sin(x)/x": 1.0}.items():  # fmt: skip
        (series,) = numbers.numbers(plan(spec.read({"x": [0, 2], "curves": [text]})))
        ((x, y),) = series.pieces
        assert x[0] == 0.0
        assert y[0] == pytest.approx(value, abs=0.0, rel=1e-15), text
    left, right = points("sign(x)")
    assert (left[1][-1], right[1][0]) == (-1.0, 1.0)
    left, right = points("x/abs(x)")
    assert (left[1][-1], right[1][0]) == (-1.0, 1.0)


def test_the_lobe_around_a_hole_is_there() -> None:
    ((x, y),) = points("sin(x)/x")
    assert len(x) > 30
    assert y.max() == pytest.approx(1.0, abs=1e-3)
    assert math.isclose(float(np.interp(0.0, x, y)), 1.0, abs_tol=1e-3)
