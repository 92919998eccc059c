"""Functions of a spec's own: generated formulas against 50 digits, and where they are known."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from typing import Any, NamedTuple

import mpmath as mp
import numpy as np
import pytest
import reference_numbers as exact

from actplot import spec
from actplot.calculus.derivatives import evaluate
from actplot.expression import Curve
from actplot.sampling.breaks import breaks
from actplot.sampling.ends import ends

FORMULAS = range(200)
PLACES = (-3.1, -1.3, -0.21, 0.0, 0.37, 1.1, 2.9)


class Formula(NamedTuple):
    """A formula as text, and the same in many digits of x and the parameters."""

    text: str
    exact: Callable[[Any, dict[str, Any]], Any]


def formula(rng: random.Random, depth: int) -> Formula:
    if depth == 0:
        return rng.choice(LEAVES)(rng)
    return rng.choice(OPERATIONS)(rng, depth - 1)


def _x(rng: random.Random) -> Formula:
    return Formula("x", lambda x, p: x)


def _number(rng: random.Random) -> Formula:
    value = rng.choice((0.5, 2.0, 1.702, 3.0, 0.25))
    return Formula(f"{value:g}", lambda x, p: exact.number(mp.mpf(value)))


def _parameter(rng: random.Random) -> Formula:
    name = rng.choice("ab")
    return Formula(name, lambda x, p: exact.number(mp.mpf(p[name])))


def _shared(rng: random.Random) -> Formula:
    return Formula("k", lambda x, p: exact.number(mp.mpf(0.75)))


LEAVES = (_x, _x, _x, _number, _parameter, _shared)


def _binary(sign: str, apply: Callable[[Any, Any], Any]) -> Callable[[random.Random, int], Formula]:
    def made(rng: random.Random, depth: int) -> Formula:
        left, right = formula(rng, depth), formula(rng, depth)
        return Formula(
            f"({left.text}) {sign} ({right.text})",
            lambda x, p: apply(left.exact(x, p), right.exact(x, p)),
        )

    return made


def _call(name: str, apply: Callable[[Any], Any]) -> Callable[[random.Random, int], Formula]:
    def made(rng: random.Random, depth: int) -> Formula:
        inner = formula(rng, depth)
        return Formula(f"{name}({inner.text})", lambda x, p: apply(inner.exact(x, p)))

    return made


def _quotient(rng: random.Random, depth: int) -> Formula:
    over, under = formula(rng, depth), formula(rng, depth)

    def both(x: Any, p: dict[str, Any]) -> Any:
        return over.exact(x, p) / (1 + under.exact(x, p) ** 2)

    return Formula(f"({over.text}) / (1 + ({under.text})^2)", both)


def _cases(rng: random.Random, depth: int) -> Formula:
    at = rng.choice((-1.0, 0.5, 2.0))
    right, left = formula(rng, depth), formula(rng, depth)

    def either(x: Any, p: dict[str, Any]) -> Any:
        return right.exact(x, p) if x > at else left.exact(x, p)

    return Formula(f"where(x > {at:g}, {right.text}, {left.text})", either)


OPERATIONS = (
    _binary("+", lambda u, v: u + v), _binary("-", lambda u, v: u - v),
    _binary("*", lambda u, v: u * v), _quotient, _cases,
    _call("sigmoid", exact.sigmoid), _call("tanh", exact.tanh), _call("softplus", exact.softplus),
    _call("atan", exact.atan), _call("sin", exact.sin),
    _call("own", lambda u: u * exact.sigmoid(u)),
)  # fmt: skip
LET = "let:\n  k: 3/4\n  own(x): x * sigmoid(x)\n"


def generated(number: int) -> Formula:
    rng = random.Random(number)
    return formula(rng, rng.choice((1, 2, 3)))


def curves(text: str, *wanted: str) -> list[Curve]:
    listed = ", ".join(f'"{each}"' for each in wanted)
    (panel,) = spec.read(f"{LET}  f(x, a=0.5, b=-1.5): {text}\ncurves: [{listed}]\n").panels
    return [curve for each in panel.curves for curve in each.curves]


def truth(given: Formula, x: float, **parameters: float) -> tuple[Any, ...]:
    with mp.workdps(50):
        value = given.exact(exact.Exact(mp.mpf(x), 1), {"a": 0.5, "b": -1.5, **parameters})
        return exact.number(value).d


def close(computed: float, wanted: Any) -> bool:
    return abs(mp.mpf(float(computed)) - wanted) <= mp.mpf("1e-11") * (1 + abs(wanted))


@pytest.mark.parametrize("number", FORMULAS)
def test_value_and_derivatives_are_exact(number: int) -> None:
    given = generated(number)
    (curve,) = curves(given.text, "f")
    for order in range(4):
        for x, computed in zip(
            PLACES, evaluate(curve.function, np.array(PLACES), order), strict=True
        ):
            assert close(computed, truth(given, x)[order]), (given.text, order, x)


@pytest.mark.parametrize("number", FORMULAS[::4])
def test_primes_families_and_compositions_know_it(number: int) -> None:
    given = generated(number)
    prime, low, high, composed = curves(given.text, "f'", "f(a=[0.25, 2])", "tanh(f(x, b=1))")
    for x in PLACES:
        at = np.array([x])
        assert close(prime.function(at)[0], truth(given, x)[1])
        assert close(low.function(at)[0], truth(given, x, a=0.25)[0])
        assert close(high.function(at)[0], truth(given, x, a=2.0)[0])
        with mp.workdps(50):
            assert close(composed.function(at)[0], mp.tanh(truth(given, x, b=1.0)[0]))


@pytest.mark.parametrize("number", FORMULAS)
def test_corners_and_jumps_are_where_the_cases_meet(number: int) -> None:
    given = generated(number)
    rng = random.Random(1000 + number)
    at = rng.choice((-1.5, 0.25, 1.0))
    other = generated(number + 1)
    both = Formula(f"where(x > {at}, {given.text}, {other.text})", given.exact)
    (curve,) = curves(both.text, "f")
    beside = at + 1e-9  # never at a place where the parts themselves have cases
    right, left = truth(given, beside), truth(other, at - 1e-9)
    kinds = {point.x: point.kind for point in breaks(curve.function, -4.0, 4.0)}
    scale = 1 + max(abs(right[0]), abs(left[0]), abs(right[1]), abs(left[1]))
    if abs(right[0] - left[0]) > 1e-6 * scale:
        assert kinds.get(at) == "jump", both.text
    elif abs(right[1] - left[1]) > 1e-6 * scale and abs(right[0] - left[0]) < 1e-7:
        assert kinds.get(at) == "corner", both.text


@pytest.mark.parametrize("number", FORMULAS[::2])
def test_limits_are_those_far_out(number: int) -> None:
    given = generated(number)
    (curve,) = curves(given.text, "f")
    for end, side in zip(ends(curve.function), (-1, 1), strict=True):
        if math.isfinite(end.limit):
            with mp.workdps(50):
                assert abs(truth(given, side * 1e9)[0] - mp.mpf(end.limit)) < 1e-6, given.text


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        (
            "where(x > 0, x, a * x * exp(x))",
            r"\begin{cases} x & x > 0 \\ a\,x\,e^{x} & \mathrm{otherwise} \end{cases}",
        ),
        ("x * sigmoid(beta * x)", r"x\,\mathrm{Sigmoid}(\beta\,x)"),
        ("where(x > 0, x, nan)", r"\begin{cases} x & x > 0 \end{cases}"),
    ],
)  # fmt: skip
def test_formula_is_what_it_says(formula: str, shown: str) -> None:
    definition = spec.read(f"let: {{'f(x, a=1, beta=1)': '{formula}'}}\ncurves: f\n").let["f"]
    assert getattr(definition, "formula", "") == shown


def test_title_names_it_and_its_papers_are_cited() -> None:
    figure = spec.read(
        "let:\n  gate(x): {formula: x * gelu(x), title: Gate, reference: me2026}\ncurves: gate\n"
    )
    (curve,) = figure.panels[0].curves[0].curves
    assert curve.math == r"$\mathrm{Gate}(x)$"
    assert [entry.cites for entry in curve.activations] == ["me2026", "hendrycks2016gaussian"]


BASE = "let:\n  k: 2\n  f(x, a=1): a * x\n  g(x): {formula: f(x), title: G}\ncurves: [f, g]\n"


@pytest.mark.parametrize(
    ("setting", "name", "value"),
    [
        ("let.f=a * x^2", "f", 9.0),
        ("let.f(x)=x + 1", "f", 4.0),
        ("let.f(x, b=5)=b * x", "f", 15.0),
        ("let.g.title=H", "g", 3.0),
        ("let.g=k * x", "g", 6.0),
        ("let.f(x, a=(1+1)/4)=a", "f", 0.5),
    ],
)
def test_set_replaces_by_name(setting: str, name: str, value: float) -> None:
    figure = spec.read(BASE, overrides=[setting])
    assert figure.let[name](np.array([3.0]))[0] == value  # type: ignore[operator]
    assert spec.read(figure.source).let[name](np.array([3.0]))[0] == value  # type: ignore[operator]


def test_extends_replaces_by_name(tmp_path: Any) -> None:
    (tmp_path / "base.yaml").write_text(BASE)
    over = tmp_path / "over.yaml"
    over.write_text("extends: base.yaml\nlet:\n  f(x): x^2\n  k: ~\n")
    figure = spec.read(over)
    assert figure.let["f"].parameters == ()  # type: ignore[union-attr]
    assert figure.let["g"](np.array([3.0]))[0] == 9.0  # type: ignore[operator]
    assert "k" not in figure.let


@pytest.mark.parametrize("name", ["n", "y", "off", "yes", "k", "no"])
def test_words_that_yaml_reads_otherwise_are_names(name: str) -> None:
    figure = spec.read(f"let:\n  {name}: 2\ncurves: [{name} * x]\n")
    assert figure.let == {name: 2.0}


@pytest.mark.parametrize(
    ("formula", "value"),
    [("sqrt(2)", math.sqrt(2)), ("2pi/3", 2 * math.pi / 3), ("gelu(1)", 0.841344746068543),
     ("-1/4", -0.25), ("own(k) + 1", 2.0), ("where(k > 0, 1, 2)", 1.0)],
)  # fmt: skip
def test_numbers_are_any_formula_without_x(formula: str, value: float) -> None:
    text = f"let:\n  own(x): x^2\n  k: 1\n  n: {formula}\ncurves: [n * x]\n"
    assert spec.read(text).let["n"] == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize("declared", ["beta", "β"])
@pytest.mark.parametrize("used", ["beta", "β"])
@pytest.mark.parametrize("given", ["beta", "β"])
def test_a_greek_letter_and_its_name_are_one_parameter(
    declared: str, used: str, given: str
) -> None:
    text = f"let:\n  f(x, {declared}=2): {used} * x\ncurves: ['f({given}=3)']\n"
    (curve,) = spec.read(text).panels[0].curves[0].curves
    assert curve.function(np.array([2.0]))[0] == 6.0


def test_a_title_may_be_a_formula() -> None:
    text = "let:\n  f(x): {formula: x^2, title: '$f_a$'}\ncurves: [f']\n"
    (curve,) = spec.read(text).panels[0].curves[0].curves
    assert (curve.math, curve.spoken) == ("$f_a'(x)$", "derivative of f")


def test_its_keys_are_documented() -> None:
    paths = {doc.path for doc in spec.key_docs()}
    assert {"let", "let[].formula", "let[].domain", "let[].title", "let[].reference"} <= paths
