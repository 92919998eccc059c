"""Derivatives as formulas: that they are the derivatives, and are written neatly."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache

import mpmath as mp
import numpy as np
import pytest
from reference_settings import bound, settings

from actplot.activations import Activation, catalogue
from actplot.calculus.derivatives import evaluate
from actplot.expression import curves
from actplot.expression.names import ELEMENTARY, GREEK
from actplot.expression.typeset import formula as typeset_formula
from actplot.formula.derivative.derive import derivative
from actplot.formula.derivative.read import UnreadableError, read
from actplot.formula.derivative.tree import Call, Product, Sum, Symbol, Tree

CATALOGUE = catalogue()
# Formulas with an index, in words, or with a product of cases; hardmax is 0 whatever the index.
WITHOUT = {
    "softmax", "softmin", "log_softmax", "softmax1", "radbasn", "sparsemax", "entmax", "solu",
    "maxout", "crelu", "poly_norm", "clamped_swiglu",
}  # fmt: skip
VECTORS = WITHOUT | {"hardmax"}
CASES = [
    pytest.param(entry, setting, id=f"{entry.name}-{setting}")
    for entry in CATALOGUE.values()
    if entry.name not in VECTORS
    for setting in range(len(settings(entry)))
]
FUNCTIONS = {
    **{name: getattr(mp, name) for name in ("exp", "ln", "tanh", "sinh", "cosh", "sin", "cos")},
    "tan": mp.tan, "arcsin": mp.asin, "arccos": mp.acos, "artanh": mp.atanh, "arcosh": mp.acosh,
    "sech": mp.sech, "erfc": mp.erfc, "logit": lambda u: mp.ln(u / (1 - u)),
    "probit": lambda u: mp.sqrt(2) * mp.erfinv(2 * u - 1),
    "arctan": mp.atan, "arsinh": mp.asinh, "erf": mp.erf, "Phi": mp.ncdf, "abs": abs,
    "sgn": mp.sign, "sigma": lambda u: 1 / (1 + mp.exp(-u)),
}  # fmt: skip
PLACES = (-7.3, -2.1, -1.5, -0.6, -0.04, 0.3, 0.55, 0.97, 1.1, 2.6, 8.1)


def test_only_these_have_no_formula_of_a_derivative() -> None:
    assert {e.name for e in CATALOGUE.values() if derivative(e.formula) is None} == WITHOUT


@pytest.mark.parametrize(("entry", "setting"), CASES)
def test_the_derivative_of_the_formula_is_that_of_the_function(
    entry: Activation, setting: int
) -> None:
    parameters = settings(entry)[setting]
    function = bound(entry, parameters)
    for formula, order in ((entry.formula, 0), (derived(entry.formula), 1)):
        # Rounded constants say so by their sign.
        tolerance = 1e-4 if r"\approx" in formula else 1e-11
        read_again = Reading(formula, parameters)
        expected = evaluate(function, np.array(PLACES), order)
        for x, wanted in zip(PLACES, expected, strict=True):
            if math.isfinite(wanted):
                computed = float(read_again.value(x))
                assert computed == pytest.approx(wanted, rel=tolerance, abs=1e-15), (formula, x)


def typeset(text: str) -> str:
    (curve,) = curves(text)
    return typeset_formula(curve.tree).strip("$")


ELEMENTARY_ONES = sorted(
    name
    for name, known in ELEMENTARY.items()
    if known.least == known.most == 1 and derivative(typeset(f"{name}(x)")) is not None
)


def test_these_have_a_formula_of_a_derivative() -> None:
    """What a formula calls a function is never taken for a number."""
    assert {*ELEMENTARY} - {*ELEMENTARY_ONES} == {
        "cbrt", "ceil", "clip", "floor", "max", "min", "phi", "where",
    }  # fmt: skip


@pytest.mark.parametrize("name", ELEMENTARY_ONES)
@pytest.mark.parametrize("inner", ["x", "2 * x", "x^2"])
def test_derivatives_of_elementary_functions(name: str, inner: str) -> None:
    (curve,) = curves(f"{name}({inner})")
    formula = derivative(typeset(f"{name}({inner})"))
    assert formula is not None
    places = np.array([-3.1, -0.6, 0.04, 0.31, 0.48, 0.7, 1.3, 2.6])
    for x, wanted in zip(places, evaluate(curve.function, places, 1), strict=True):
        if math.isfinite(wanted):
            computed = complex(Reading(formula, {}).value(float(x)))
            assert computed == pytest.approx(wanted, rel=1e-11, abs=1e-15), (formula, x)


@cache
def derived(formula: str) -> str:
    slope = derivative(formula)
    assert slope is not None
    return slope


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (r"x", "1"),
        (r"\frac{1}{1 + e^{-x}}", r"\frac{e^{-x}}{(1 + e^{-x})^{2}}"),
        (r"\frac{x}{1 + |x|}", r"\frac{1}{(1 + |x|)^{2}}"),
        (r"\max(x, 0)", r"\begin{cases} 1 & x > 0 \\ 0 & x \leq 0 \end{cases}"),
        (
            r"\min(\max(2 x + 1, -3), 5)",
            r"\begin{cases} 2 & -2 < x < 2 \\ 0 & \mathrm{otherwise} \end{cases}",
        ),
        (
            r"\min(\max(s x, 0), 1),\ s = \mathrm{slope}",
            r"\begin{cases} s & 0 < s x < 1 \\ 0 & \mathrm{otherwise} \end{cases},"
            r"\ s = \mathrm{slope}",
        ),
        (r"\begin{cases} 0 & x < 0 \\ b & x \geq 0 \end{cases},\ b = 2", "0"),
        (r"\mathrm{arsinh}(x) = \ln(x + \sqrt{x^{2} + 1})", r"\frac{1}{\sqrt{x^{2} + 1}}"),
        (r"\ln(\cosh x)", r"\tanh(x)"),
        (r"x^{2} (2 - |x|)", r"x\,(4 - 3 |x|)"),
        (r"1 - 2\,e^{-0.7\,e^{x}}", r"1.4 e^{x - 0.7 e^{x}}"),
        (r"\sin^{2}(a x)", r"2 a \sin(a x) \cos(a x)"),
        (r"\frac{x}{\sqrt{1 + \alpha x^{2}}}", r"\frac{1}{(1 + \alpha x^{2})^{3 / 2}}"),
        (r"a^{2} + b", "0"),
    ],
)
def test_derivatives_are_neat(formula: str, expected: str) -> None:
    assert derivative(formula) == expected


@pytest.mark.parametrize(
    "formula", ["", "x_k", r"\sum_j x", r"\frac{x}", "x +", "(x", "x)", r"\max(x)", "a & b", r"x^"]
)
def test_what_is_no_formula_of_x_has_none(formula: str) -> None:
    with pytest.raises(UnreadableError):
        read(formula)
    assert derivative(formula) is None


@pytest.mark.parametrize(
    "formula",
    [r"\frac{x}{0}", r"\frac{1}{x - x}", "0^{-1}", r"\frac{x}{\sin(0)}", r"\frac{e^{x}}{0 x}"],
)
def test_a_division_by_zero_has_no_derivative(formula: str) -> None:
    assert derivative(formula) is None


class Reading:
    """A formula read once more, to be evaluated with mpmath's functions."""

    def __init__(self, formula: str, parameters: Mapping[str, object]) -> None:
        body, *definitions = re.split(r",\\ (?=\\?\w+(?:\(x\))? (?:=|\\approx))", formula)
        names: dict[str, object] = {"y": 1.5, "\\pi": mp.pi}
        for name, given in parameters.items():
            head, _, tail = name.partition("_")
            for letter in (name, head):
                tex = next((f"\\{each}" for each in GREEK if each == letter), letter)
                names[f"{tex}_{tail}" if tail and letter == head else tex] = given
            names[re.sub(r"(?<=[a-z])([0-9lr])$", r"_\1", name)] = given
            names[rf"\mathrm{{{name}}}"] = given
        names["\\lambda"] = names.get("lam", names.get("lambd"))
        for definition in definitions:
            left, right = re.split(r"\s*(?:=|\\approx)\s*", definition, maxsplit=1)
            if "(" not in left:
                word = right.replace("\\_", "_")
                names[left] = names[word] if word in names else mp.mpf(right)
        self.names = names
        self.rows = read(body)

    def value(self, x: float) -> mp.mpf:
        names = self.names | {"x": x}
        rows = (row for row in self.rows if not row.condition or holds(row.condition, names))
        return number(next(rows).value, names)


def number(tree: Tree, names: Mapping[str, object]) -> mp.mpf:
    match tree:
        case Symbol(tex):
            return mp.mpf(names[tex])
        case Call(name, argument):
            return FUNCTIONS[name](number(argument, names))
        case Sum(terms):
            return mp.fsum(number(term, names) * exact(times) for term, times in terms)
        case Product(coefficient, parts):
            powers = (number(base, names) ** number(other, names) for base, other in parts)
            return exact(coefficient) * mp.fprod(powers)


def exact(fraction: Fraction) -> mp.mpf:
    return mp.mpf(fraction.numerator) / fraction.denominator


def holds(condition: str, names: Mapping[str, object]) -> bool:
    if condition == r"\mathrm{otherwise}":
        return True
    parts = re.split(r"\s*(<|>|=|\\leq|\\geq)\s*", condition.split(r",\ ")[0])
    if r",\ " in condition:
        return any(holds(each, names) for each in condition.split(r",\ "))
    values = [number(read(part)[0].value, names) for part in parts[::2]]
    pairs = zip(values, parts[1::2], values[1:], strict=False)
    return all(SIGNS[sign](a, b) for a, sign, b in pairs)


SIGNS = {"<": operator.lt, ">": operator.gt, "=": operator.eq, r"\leq": operator.le,
         r"\geq": operator.ge}  # fmt: skip
