"""What is computed of an activation against what is known of it.

data/properties.json was gathered apart from this code, with 40 digits; where functions saturate,
grow or oscillate, what it says was settled by the formula.
"""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from actplot import activations
from actplot.expression import curves
from actplot.facts.facts import computed, curve_of
from actplot.facts.numerals import number
from actplot.facts.words import asymptotes, limits, points, ranges, smoothness, summary

KNOWN: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parent / "data" / "properties.json").read_text()
)
CLOSE = {"rel": 1e-9, "abs": 1e-9}


@pytest.mark.parametrize("name", KNOWN)
def test_what_is_computed_is_what_is_known(name: str) -> None:
    match = activations.find(name)
    assert match.activation.name == name
    facts, known = computed(curve_of(match)), KNOWN[name]
    parts = [
        [part[key] for key in ("low", "high", "low_included", "high_included")]
        for part in facts["range"]
    ]
    same(parts, sorted(known["range"], key=lambda part: float(part[0])))
    same(facts["limits"], known["limits"])
    lines = [line and [line["slope"], line["offset"]] for line in facts["asymptotes"]]
    same(lines, known["asymptotes"])
    assert facts["monotone"] == known["monotone"]
    assert facts["symmetry"] == known["symmetry"]
    assert facts["smoothness"] == known["smoothness"]
    assert facts["jumps"] == known["jumps"]
    assert [x for x, _ in facts["corners"]] == known["corners"]
    extrema = [*facts["minima"], *facts["maxima"], *facts["saddles"]]
    critical = sorted(p for p in extrema if p not in facts["corners"])
    if known["complete"]:
        same(critical, known["critical"])
    for x, y in known["critical"]:
        assert abs(x) > facts["searched"][1] or any(
            [x, y] == [pytest.approx(value, **CLOSE) for value in point] for point in critical
        )


def same(value: Any, known: Any) -> None:
    """Equal, but for rounding in numbers."""
    if isinstance(known, list):
        assert len(value) == len(known), (value, known)
        for one, other in zip(value, known, strict=True):
            same(one, other)
    elif isinstance(known, float):
        assert value == pytest.approx(known, **CLOSE)
    else:
        assert value == known


def facts_of(expression: str) -> dict[str, Any]:
    (curve,) = curves(expression)
    return computed(curve)


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("relu^4", "C³: the fourth derivative is not continuous"),
        ("elu", "C¹: the slope is continuous, the second derivative is not"),
        ("elu(alpha=2)", "C⁰: continuous, the slope is not"),
        ("where(x < 0, x, 1.001 * x)", "C⁰: continuous, the slope is not"),
        ("exp(x) + 0.001 * relu(x)^3", "C²: the third derivative is not continuous"),
        ("floor(x)", "discontinuous"),
        ("1/x", "discontinuous"),
        ("log(x)", "C^∞: all derivatives are continuous"),
        ("sqrt(x)", "C^∞: all derivatives are continuous"),
        ("sqrt(x) + relu(x - 1)", "C⁰: continuous, the slope is not"),
        ("tanh(x) * exp(-x^2)", "C^∞: all derivatives are continuous"),
        ("abs(x)^1.5", "C¹: the slope is continuous, the second derivative is not"),
    ],
)
def test_smoothness(expression: str, words: str) -> None:
    assert smoothness(facts_of(expression)["smoothness"]) == words


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("relu", "[0, ∞)"),
        ("sign(x) * (1 + x^2)", "(-∞, -1) ∪ {0} ∪ (1, ∞)"),
        ("where(x < 0, -1, 2)", "{-1, 2}"),
        ("3 + 0 * x", "{3}"),
        ("x * sin(x)", "(-∞, ∞)"),
        ("abs(x) * sin(x)^2", "[0, ∞)"),
        ("sin(x) / 2", "[-0.5, 0.5]"),
        ("exp(-x^2)", "(0, 1]"),
        ("floor(x / 100)", "{-1, 0}"),
        ("1 / (1 + x^2) + 2", "(2, 3]"),
    ],
)
def test_ranges(expression: str, words: str) -> None:
    assert ranges(facts_of(expression)["range"]) == words


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("softplus", "y = 0 for x → -∞, y = x for x → ∞"),
        ("sqrt(x^2 + 1)", "y = -x for x → -∞, y = x for x → ∞"),
        ("2x + 3 + 1/(1 + x^2)", "y = 2 x + 3"),
        ("calu", "y = -0.31831 for x → -∞, y = x - 0.31831 for x → ∞"),
        ("x + log(1 + x^2)", ""),
        ("x + sin(x)", ""),
        ("x^2", ""),
        ("exp(-x)", "y = 0 for x → ∞"),
    ],
)
def test_asymptotes(expression: str, words: str) -> None:
    assert asymptotes(facts_of(expression)["asymptotes"]) == words


@pytest.mark.parametrize(
    ("expression", "monotone", "symmetry"),
    [
        ("x^3", "increasing", "odd"),
        ("-x^5 - x", "decreasing", "odd"),
        ("relu6", "nondecreasing", "none"),
        ("-relu", "nonincreasing", "none"),
        ("2 + 0 * x", "constant", "even"),
        ("x * tanh(x)", "no", "even"),
        ("where(x < 0, x + 1, x)", "no", "none"),
        ("exp(-exp(-x))", "increasing", "none"),
        ("sin(x)", "no", "odd"),
    ],
)
def test_courses(expression: str, monotone: str, symmetry: str) -> None:
    facts = facts_of(expression)
    assert (facts["monotone"], facts["symmetry"]) == (monotone, symmetry)


def test_a_saddle_is_no_extremum() -> None:
    facts = facts_of("x^3 + 2")
    assert (facts["saddles"], facts["minima"], facts["maxima"]) == ([[0.0, 2.0]], [], [])


def test_facts_are_plain_values() -> None:
    for name in ("sine", "hard_shrink", "maxout"):
        facts = computed(curve_of(activations.find(name)))
        assert json.loads(json.dumps(facts, allow_nan=False)) == facts
        assert all(isinstance(text, str) for _, text in summary(facts))


def test_of_many_points_those_nearest_to_0_are_told() -> None:
    places = [[float(k), 1.0] for k in range(-20, 21)]
    text = points(places)
    assert text == (
        "1 at x = -2, 1 at x = -1, 1 at x = 0, 1 at x = 1, 1 at x = 2, 1 at x = 3, and more"
    )
    assert limits([None, "-inf"]) == "none for x → -∞, -∞ for x → ∞"
    assert number(math.pi) == "3.14159"
    assert np.isfinite(float(number(1e-9)))


@pytest.mark.parametrize("text", [*activations.builtin(), "sine'", "sine''", "sin(pi * x)"])
def test_no_number_is_told_that_is_rounding(text: str) -> None:
    """1.2e-16 for 0, 0.999999 for 1: what is computed is told as what it is."""
    known = activations.known(text)
    curve = curve_of(known) if known else curves(text)[0]
    for term, words in summary(computed(curve)):
        assert not re.search(r"\de-1\d|\.\d*(9{5}|0{5}[1-9])", words), f"{term}: {words}"
