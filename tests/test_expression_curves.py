"""Expressions as curves: their values and derivatives, families, labels and windows."""

from __future__ import annotations

import re
import time
import timeit
from collections.abc import Callable
from math import pi

import mpmath
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from matplotlib.mathtext import MathTextParser
from support import printed

from actplot import activations
from actplot.activations import activation
from actplot.calculus.derivatives import derivatives, evaluate
from actplot.calculus.taylor import variable
from actplot.calculus.trace import Trace
from actplot.expression import Curve, ExpressionError, condition, curves, number
from actplot.expression.names import ELEMENTARY, SPELLINGS
from actplot.expression.nodes import (
    Apply,
    Binary,
    Comparison,
    Constant,
    Function,
    Logic,
    Negative,
    Node,
    Not,
    Number,
    Variable,
)
from actplot.expression.parser import parse
from actplot.expression.text import text

ENTRIES = activations.catalogue().values()
GRID = np.linspace(-3.0, 3.0, 61)
MATHTEXT = MathTextParser("path")


def one(written: str) -> Curve:
    (curve,) = curves(written)
    return curve


def value(written: str, x: float, derivative: int = 0) -> float:
    return float(evaluate(one(written).function, np.array([x]), derivative)[0])


# Values


def power(base: np.ndarray, exponent: np.ndarray) -> np.ndarray:
    """Of 2, also where it is computed, exp2 has the last digit that power may lose."""
    return np.exp2(exponent) if np.ndim(base) == 0 and base == 2.0 else np.power(base, exponent)


PLAIN: dict[str, Callable[..., np.ndarray]] = {
    "+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "^": power,
    "<": np.less, "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal,
    "==": np.equal, "!=": np.not_equal, "and": np.logical_and, "or": np.logical_or,
    "sin": np.sin, "cos": np.cos, "tan": np.tan, "exp": np.exp, "log": np.log, "sqrt": np.sqrt,
    "abs": np.abs, "floor": np.floor, "min": np.minimum, "max": np.maximum, "where": np.where,
    "atan": np.arctan, "log1p": np.log1p,
}  # fmt: skip
UNARY = ["sin", "cos", "tan", "exp", "log", "sqrt", "abs", "floor", "atan", "log1p"]


def plain(node: Node, x: np.ndarray) -> np.ndarray | np.float64:
    """What a tree means, said once more and as simply as possible."""
    match node:
        case Number(number_):
            return np.float64(number_)
        case Constant(name):
            return np.float64({"pi": np.pi, "e": np.e}[name])
        case Variable():
            return x
        case Negative(operand):
            return np.negative(plain(operand, x))
        case Binary(sign, left, right) | Logic(sign, left, right):
            return PLAIN[sign](plain(left, x), plain(right, x))
        case Not(operand):
            return np.logical_not(plain(operand, x))
        case Comparison((sign,), (left, right)):
            return PLAIN[sign](plain(left, x), plain(right, x))
        case Apply(Function(name), arguments):
            return PLAIN[name](*(plain(argument, x) for argument in arguments))
    raise AssertionError(node)


@st.composite
def formulas(draw: st.DrawFn, depth: int = 4) -> Node:
    # e as a base goes by way of exp, which may differ in the last digit.
    leaf = st.sampled_from([Variable(), Constant("pi"), *map(Number, (0.0, 0.5, 1.0, 3.0, 1e-3))])
    if depth == 0:
        return draw(leaf)
    below = formulas(depth - 1)
    match draw(st.integers(0, 6)):
        case 0:
            return draw(leaf)
        case 1:
            return Negative(draw(below))
        case 2 | 3:
            return Binary(draw(st.sampled_from("+-*/^")), draw(below), draw(below))
        case 4:
            return Apply(Function(draw(st.sampled_from(UNARY))), (draw(below),))
        case 5:
            name = draw(st.sampled_from(["min", "max"]))
            return Apply(Function(name), (draw(below), draw(below)))
    return Apply(Function("where"), (draw(conditions(depth - 1)), draw(below), draw(below)))


@st.composite
def conditions(draw: st.DrawFn, depth: int) -> Node:
    kind = draw(st.sampled_from(["compare", "and", "or", "not"])) if depth else "compare"
    if kind == "compare":
        sign = draw(st.sampled_from(["<", "<=", ">", ">=", "==", "!="]))
        return Comparison((sign,), (draw(formulas(depth)), draw(formulas(depth))))
    below = conditions(depth - 1)
    return Not(draw(below)) if kind == "not" else Logic(kind, draw(below), draw(below))


TWO = Binary("+", Number(1.0), Number(1.0))


@settings(max_examples=250, deadline=None)
@given(formulas())
@example(Binary("^", TWO, Apply(Function("tan"), (Variable(),))))
def test_value_is_that_of_plain_numpy(tree: Node) -> None:
    with np.errstate(all="ignore"):
        expected = np.broadcast_to(plain(tree, GRID), GRID.shape)
    curve = one(text(tree))
    assert curve.text == text(tree)
    values = curve.function(GRID)
    assert values.dtype == np.float64
    np.testing.assert_array_equal(values, expected)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("gelu'(2x)", lambda x: mpmath.diff(lambda u: u * mpmath.ncdf(u), 2 * x)),
        ("gelu(2x)'", lambda x: 2 * mpmath.diff(lambda u: u * mpmath.ncdf(u), 2 * x)),
        ("gelu(2x)''", lambda x: 4 * mpmath.diff(lambda u: u * mpmath.ncdf(u), 2 * x, 2)),
        ("gelu'(x^2)'", lambda x: mpmath.diff(
            lambda t: mpmath.diff(lambda u: u * mpmath.ncdf(u), t * t), x)),
        ("(x + sin(x)^2)'", lambda x: 1 + mpmath.sin(2 * x)),
        ("(x * tanh(softplus(x)))''", lambda x: mpmath.diff(
            lambda t: t * mpmath.tanh(mpmath.log1p(mpmath.exp(t))), x, 2)),
        ("(2^x * e^(-x))'", lambda x: mpmath.diff(lambda t: 2**t * mpmath.exp(-t), x)),
        ("(3^x + (x^2 + 1)^x)'", lambda x: mpmath.diff(lambda t: 3**t + (t * t + 1) ** t, x)),
        ("((x^2)' * sin(x))'", lambda x: mpmath.diff(lambda t: 2 * t * mpmath.sin(t), x)),
        ("softmax(x, 0, 1)'", lambda x: mpmath.diff(
            lambda t: mpmath.exp(t) / (mpmath.exp(t) + 1 + mpmath.e), x)),
        ("(Phi(x) - erf(x) * phi(x))'", lambda x: mpmath.diff(
            lambda t: mpmath.ncdf(t) - mpmath.erf(t) * mpmath.npdf(t), x)),
        ("(x^-2 + √(x+4) + cbrt(x+5))'", lambda x: mpmath.diff(
            lambda t: t**-2 + mpmath.sqrt(t + 4) + mpmath.cbrt(t + 5), x)),
    ],
)  # fmt: skip
def test_derivative_is_exact(written: str, expected: Callable[[float], mpmath.mpf]) -> None:
    with mpmath.workdps(40):
        for x in (-1.9, -0.3, 0.7, 2.4):
            assert value(written, x) == pytest.approx(float(expected(mpmath.mpf(x))), rel=1e-12)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("gelu", "gelu(x)"),
        ("x * sigmoid", "x * sigmoid(x)"),
        ("sigmoid(relu)", "sigmoid(relu(x))"),
        ("elu(alpha=0.5)(2x)", "elu(2x, alpha=0.5)"),
        ("elu(a=0.5)", "elu(alpha=0.5)"),
        ("elu(α=2/4)", "elu(alpha=0.5)"),
        ("torch.nn.LeakyReLU(negative_slope=0.2)", "leaky_relu(alpha=0.2)"),
        ("keras.layers.LeakyReLU", "leaky_relu(alpha=0.3)"),
        ("torch.nn.GELU", "gelu"),
        ("jax.nn.gelu", "gelu_tanh"),
        ("ReLU", "relu"),
        ("np.maximum(x, 0)", "max(x, 0)"),
        ("max(x, 0, 1 - x)", "max(max(x, 0), 1 - x)"),
        ("clip(x, -1, 1)", "min(max(x, -1), 1)"),
        ("ln(e^x)", "log(exp(x))"),
        ("-1 < x < 1", "x > -1 and x < 1"),
        ("1.702x", "1.702 * x"),
    ],
)
def test_two_ways_to_say_the_same(written: str, meant: str) -> None:
    read = condition if "<" in written else one
    first, second = read(written), read(meant)
    np.testing.assert_array_equal(first.function(GRID), second.function(GRID))
    for order in (1, 2):
        np.testing.assert_array_equal(
            derivatives(first.function, GRID, order),
            derivatives(second.function, GRID, order),
        )


@pytest.mark.parametrize(
    "written", ["0.5", "2^3", "sin(1)", "where(x > 0, 1, 0)", "(2)'", "gelu'(2)", "floor(x)", "x"]
)
def test_result_has_the_shape_of_x(written: str) -> None:
    function = one(written).function
    for x in (np.float64(1.5), np.zeros(3), np.zeros((2, 3)), np.zeros(0)):
        assert function(x).shape == np.shape(x)
        assert function(x).dtype == np.float64
        assert derivatives(function, x, 2).shape == (3, *np.shape(x))
    jet = function(variable(np.zeros(3), 2, trace := Trace()))
    assert jet.coefficients.shape == (3, 3)
    assert jet.trace is trace


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_every_activation_takes_a_number(entry: activations.Activation) -> None:
    written = entry.example if "(" in entry.example else f"{entry.name}(x)"
    for curve in curves(written):
        name, _, rest = curve.text.partition("(")
        parts = re.split(r"\bx\b", rest, maxsplit=1)
        fixed = one(f"{name}({'0.5'.join(parts) if len(parts) > 1 else '0.5, ' + rest}")
        assert fixed.constant
        assert fixed.function(GRID)[0] == pytest.approx(
            curve.function(np.array([0.5]))[0], rel=1e-14
        )


WORDS = ["x", "2", "0.5", "+", "-", "*", "/", "^", "(", ")", "(x)", "'", ",", "alpha=", "[", "]",
         ":", "<", "and", "where(", "gelu", "elu(", "softmax(", "sin", "√", "pi", "=", "maxout(",
         "w=[1,2]", "min(", "log", "1e308", "swish(beta=[1:", "3 log])"]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=9))
def test_whatever_is_written_gives_curves_or_an_expression_error(pieces: list[str]) -> None:
    written = " ".join(pieces)
    try:
        parsed = curves(written)
    except ExpressionError:
        return
    for curve in parsed:
        assert derivatives(curve.function, GRID, 1).shape == (2, GRID.size)
        assert one(curve.text).text == curve.text


def test_result_is_not_shared_with_x() -> None:
    x = np.zeros(3)
    constant = one("0.5").function(x)
    constant[0] = 1.0
    assert one("0.5").function(x)[0] == 0.5


def test_no_warning_is_raised_at_poles_edges_and_overflow() -> None:
    x = np.array([0.0, -1.0, 1e300, -np.inf, np.inf, np.nan])
    for written in ("1/x", "log(x)", "sqrt(x)", "exp(exp(x))", "x^-1", "tan(x)", "1/0 + x", "x^x"):
        one(written).function(x)


def test_constants_are_known_as_such() -> None:
    assert one("sin(2)^2 + gelu'(1)").constant
    assert not one("0 * x").constant
    assert not one("gelu").constant


def test_corners_and_jumps_report_to_the_trace() -> None:
    trace = Trace()
    derivatives(one("where(abs(x) < 1, x^3, sign(x))").function, GRID, 1, trace)
    assert [event.kind for event in trace.events] == ["switch"] * 3


# Families


def test_family_is_one_curve_for_each_value() -> None:
    members = curves("elu(alpha=[0.3, 1, 2])'")
    assert [curve.text for curve in members] == [f"elu(alpha={a})'" for a in ("0.3", "1", "2")]
    assert [value(curve.text, -1.0) for curve in members] == pytest.approx(
        [a * np.exp(-1.0) for a in (0.3, 1.0, 2.0)]
    )
    families = [curve.family for curve in members]
    assert all(family is not None for family in families)
    assert [(f.index, f.count, f.parameter, f.value) for f in families if f] == [
        (0, 3, "alpha", 0.3), (1, 3, "alpha", 1.0), (2, 3, "alpha", 2.0)
    ]  # fmt: skip
    assert {family.title for family in families if family} == {r"$\mathrm{ELU}'(x)$"}
    assert next(family.math for family in families if family) == r"$\alpha = 0.3$"


def test_sweeps_keep_their_ends_and_show_all_their_digits() -> None:
    members = curves("leaky_relu(alpha=[-1/3:1/3:6])")
    values = [curve.family.value for curve in members if curve.family]
    assert values == [-1 / 3, -0.2, -0.0666667, 0.0666667, 0.2, 1 / 3]
    assert members[2].text == "leaky_relu(alpha=-0.0666667)"
    assert members[2].math.endswith(r"\alpha = -0.0666667$")
    tenths = [curve.family.value for curve in curves("prelu(a=[0:1:11])") if curve.family]
    assert tenths == [k / 10 for k in range(11)]


def test_logarithmic_sweep_has_equal_ratios() -> None:
    members = curves("swish(beta=[0.1:10:5 log])")
    values = [curve.family.value for curve in members if curve.family]
    assert values == [0.1, 0.316228, 1.0, 3.16228, 10.0]
    assert members[1].math == r"$\mathrm{Swish}(x),\ \beta = 0.316228$"
    down = [curve.family.value for curve in curves("elu(alpha=[3:1/3:3 log])") if curve.family]
    assert down == [3.0, 1.0, 1 / 3]


def test_lists_of_one_length_go_together() -> None:
    members = curves("elu(alpha=[1, 2]) + x * swish(beta=[3, 4])")
    assert [curve.text for curve in members] == [
        "elu(alpha=1) + x * swish(beta=3)",
        "elu(alpha=2) + x * swish(beta=4)",
    ]
    assert members[0].family is not None
    assert members[0].family.math == r"$\alpha = 1,\ \beta = 3$"
    assert members[0].family.title == r"$\mathrm{ELU}(x) + x\,\mathrm{Swish}(x)$"


def test_vector_parameters_are_no_family() -> None:
    assert one("maxout(x, w=[1, 2], b=[0, 0])").family is None
    members = curves("maxout(x, w=[[1, 2], [0, 3]], b=[0, 0])")
    assert [curve.family.value for curve in members if curve.family] == [(1.0, 2.0), (0.0, 3.0)]
    np.testing.assert_array_equal(members[1].function(GRID), np.maximum(0.0, 3.0 * GRID))


def test_components_are_a_family_with_one_title() -> None:
    families = [curve.family for curve in curves("softmax(x, 0, component=[1, 2])")]
    assert [family.title for family in families if family] == [r"$\mathrm{Softmax}(x, 0)$"] * 2
    assert {family.math for family in families if family} == {
        r"$\mathrm{component} = 1$", r"$\mathrm{component} = 2$"
    }  # fmt: skip


# Labels


LABELS = {
    "gelu": r"\mathrm{GELU}(x)",
    "gelu'": r"\mathrm{GELU}'(x)",
    "gelu(x)'": r"\mathrm{GELU}'(x)",
    "gelu''''": r"\mathrm{GELU}^{(4)}(x)",
    "gelu(2x)'": r"(\mathrm{GELU}(2x))'",
    "elu(alpha=0.5)": r"\mathrm{ELU}(x),\ \alpha = 0.5",
    "elu(alpha=2/3)'(2x)": r"\mathrm{ELU}'(2x),\ \alpha = 2 / 3",
    "torch.nn.LeakyReLU": r"\mathrm{Leaky\ ReLU}(x),\ \alpha = 0.01",
    "keras.layers.LeakyReLU": r"\mathrm{Leaky\ ReLU}(x),\ \alpha = 0.3",
    "torch.nn.GELU": r"\mathrm{GELU}(x)",
    "leaky_relu(alpha=1e-8)": r"\mathrm{Leaky\ ReLU}(x),\ \alpha = 10^{-8}",
    "elu(alpha=1) - swish(beta=2)":
        r"\mathrm{ELU}(x;\ \alpha = 1) - \mathrm{Swish}(x;\ \beta = 2)",
    "softmax(x, 0, -1, component=2)": r"\mathrm{Softmax}_{2}(x, 0, {-1})",
    "softmax(x, 1)'": r"(\mathrm{Softmax}_{1}(x, 1))'",
    "maxout(x, w=[1, -2], b=[0, 0])": r"\mathrm{Maxout}(x),\ w = (1, {-2}),\ b = (0, 0)",
    "tanh": r"\tanh x",
    "tanh'": r"\mathrm{tanh}'(x)",
    "log'": r"\mathrm{ln}'(x)",
    "log10'": r"\mathrm{log}_{10}'(x)",
    "asin''": r"\mathrm{arcsin}''(x)",
    "arctan'": r"\mathrm{arctan}'(x)",
    "Phi'": r"\Phi'(x)",
    "sgn'": r"\mathrm{sgn}'(x)",
    "log1p'": r"\mathrm{log1p}'(x)",
    "exp'": r"\mathrm{exp}'(x)",
    "sigmoid(relu)": r"\mathrm{Sigmoid}(\mathrm{ReLU}(x))",
    "x * sigmoid(1.702 * x)": r"x\,\mathrm{Sigmoid}(1.702\,x)",
    "(x + sin(x)^2)'": r"(x + \sin^{2} x)'",
    "sin(x/2)^2 * x": r"\sin^{2}\left(\frac{x}{2}\right)\,x",
    "2*sin(x)*x": r"2\,\sin(x)\,x",
    "x * sin(x)": r"x\,\sin x",
    "exp(-x^2/2)/sqrt(2pi)": r"\frac{e^{-x^{2} / 2}}{\sqrt{2\pi}}",
    "1/(1 + e^-x)": r"\frac{1}{1 + e^{-x}}",
    "exp(sigmoid(x))": r"\exp(\mathrm{Sigmoid}(x))",
    "log1p(exp(x)) + expm1(x)": r"\ln(1 + e^{x}) + e^{x} - 1",
    "x + (-x) + (x - 1)": "x + (-x) + x - 1",
    "2 * expm1(x)": r"2(e^{x} - 1)",
    "abs(-x) + abs(x/2)": r"|{-x}| + \left|\frac{x}{2}\right|",
    "x - (x - 1)": "x - (x - 1)",
    "2*3*x": r"2 \cdot 3\,x",
    "2.5e-7 * x": r"2.5 \times 10^{-7}\,x",
    "(x^2)^3": r"(x^{2})^{3}",
    "-x^2": "-x^{2}",
    "(-x)^2": "(-x)^{2}",
    "min(max(x, -2), 2)''": r"(\min(\max(x, {-2}), 2))''",
    "where(x < -1, -1, where(x <= 1, x, 1))":
        r"{-1}\ \mathrm{if}\ x < -1,\ x\ \mathrm{if}\ x \leq 1,\ \mathrm{else}\ 1",
    "where(x > 0 and not x == 1, x, 0)":
        r"x\ \mathrm{if}\ x > 0\ \mathrm{and}\ \mathrm{not}\ x = 1,\ \mathrm{else}\ 0",
    "log10(x) + log2(x+1)": r"\log_{10} x + \log_{2}(x + 1)",
}  # fmt: skip


@pytest.mark.parametrize("written", LABELS)
def test_label(written: str) -> None:
    assert one(written).math == f"${LABELS[written]}$"
    MATHTEXT.parse(one(written).math)


def examples() -> list[str]:
    every = [entry.example for entry in ENTRIES]
    every += [f"({entry.example})'" for entry in ENTRIES]
    for name, known in ELEMENTARY.items():
        inputs = ["x", "2", "3", "x < 1"][: known.least]
        if known.condition:
            inputs = ["-1 < x", "x", "2"]
        call = f"{name}({', '.join(inputs)})"
        every += [call, f"{call}^2 * x", f"{name}({', '.join(['-x/2', *inputs[1:]])})''"
                  if not known.condition else f"where(x/2 < -1, -x, {call})''"]  # fmt: skip
        if known.most == 1:
            every += [name, f"{name}'", f"{name}'(2x)", f"({name})''''"]
    return every


@pytest.mark.parametrize("written", examples())
def test_every_function_is_drawn_labelled_and_read_back(written: str) -> None:
    for curve in curves(written):
        check_curve(curve)


def check_curve(curve: Curve) -> None:
    again = one(curve.text)
    assert (again.text, again.math, again.spoken) == (curve.text, curve.math, curve.spoken)
    np.testing.assert_array_equal(again.function(GRID), curve.function(GRID))
    MATHTEXT.parse(curve.math)
    assert curve.spoken
    assert not set(curve.spoken) & set("$\\{}")
    low, high = curve.window
    assert low < high
    inside = np.linspace(low, high, 101)[1:-1]
    assert np.isfinite(derivatives(curve.function, inside, 1)).any(axis=1).all()


@settings(max_examples=60, deadline=None)
@given(formulas(depth=3))
def test_every_label_is_understood_by_mathtext(tree: Node) -> None:
    label = one(text(tree)).math
    MATHTEXT.parse(label)
    # LaTeX knows these by itself, without a package.
    assert set(re.findall(r"\\[a-z]+", label)) <= {
        r"\frac", r"\sqrt", r"\left", r"\right", r"\lfloor", r"\rfloor", r"\mathrm", r"\cdot",
        r"\times", r"\sin", r"\cos", r"\tan", r"\arctan", r"\ln", r"\exp", r"\min", r"\max",
        r"\pi", r"\leq", r"\geq", r"\neq",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("gelu", "GELU"),
        ("elu(alpha=0.5)'", "derivative of ELU, alpha = 0.5"),
        ("gelu''", "second derivative of GELU"),
        ("gelu(x)'''''", "5th derivative of GELU"),
        ("sigmoid(relu(x))'", "derivative of Sigmoid of ReLU"),
        ("keras.layers.LeakyReLU", "Leaky ReLU, alpha = 0.3"),
        ("(x+sin(x)^2)'", "derivative of x + sin(x)^2"),
        ("2x", "2 * x"),
    ],
)
def test_spoken(written: str, words: str) -> None:
    assert one(written).spoken == words


# Names


def test_names_have_one_meaning() -> None:
    """Elementary functions and the catalogue agree wherever both know a name."""
    for name, known in ELEMENTARY.items():
        if name in activations.catalogue():
            inside = np.linspace(*known.window, 33)[1:-1]
            entry = activations.catalogue()[name]
            np.testing.assert_allclose(entry(inside), known.function(inside), rtol=1e-14)
    assert set(SPELLINGS.values()) <= set(ELEMENTARY)
    assert not set(SPELLINGS) & set(ELEMENTARY)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_every_alias_is_read(entry: activations.Activation) -> None:
    inputs = entry.example.partition("(")[2]
    for alias in entry.aliases:
        name = alias.partition("(")[0]
        # A hyphen is a minus here, and elementary functions go before aliases.
        # ONNX's Clip without bounds is x itself.
        if "-" in name or name in ELEMENTARY or name in SPELLINGS or name == "onnx.Clip":
            continue
        for curve in curves(f"{name}({inputs}" if inputs else name):
            assert curve.activations == (entry,), alias
    for curve in curves(entry.example):
        assert curve.activations == (entry,)


SYMBOLS = {
    "gelu": r"\mathrm{GELU}(x)", "gelu_tanh": r"\mathrm{GELU}_{\mathrm{tanh}}(x)",
    "gelu_tanh'": r"\mathrm{GELU}_{\mathrm{tanh}}'(x)", "quick_gelu": r"\mathrm{QuickGELU}(x)",
    "leaky_relu": r"\mathrm{Leaky\ ReLU}(x)", "hard_swish": r"\mathrm{Hard\ Swish}(x)",
    "hard_sigmoid": r"\mathrm{Hard\ sigmoid}(x)", "golu": r"\mathrm{GoLU}(x)",
    "colu": r"\mathrm{CoLU}(x)", "lalu": r"\mathrm{LaLU}(x)", "calu": r"\mathrm{CaLU}(x)",
    "polu": r"\mathrm{PoLU}(x)", "polylu": r"\mathrm{PolyLU}(x)", "sinlu": r"\mathrm{SinLU}(x)",
    "coslu": r"\mathrm{CosLU}(x)", "thlu": r"\mathrm{ThLU}(x)", "lisht": r"\mathrm{LiSHT}(x)",
    "repu": r"\mathrm{RePU}(x)", "reglu(x, 1)": r"\mathrm{ReGLU}(x, 1)",
    "geglu(x, 1)": r"\mathrm{GEGLU}(x, 1)", "solu(x, 1)": r"\mathrm{SoLU}_{1}(x, 1)",
    "srelu": r"\mathrm{SReLU}(x)", "elish": r"\mathrm{ELiSH}(x)", "sqnl": r"\mathrm{SQNL}(x)",
    "smu1": r"\mathrm{SMU}_{1}(x),\ \mu = 1", "tanhsoft2": r"\mathrm{TanhSoft}_{2}(x)",
    "acon_c": r"\mathrm{ACON\ C}(x)", "signed_sqrt": r"\mathrm{Signed\ sqrt}(x)",
    "arcsinh": r"\mathrm{arsinh}(x)", "absolute": "|x|", "absolute'": r"\mathrm{absolute}'(x)",
    "normal_cdf": r"\mathrm{Normal\ CDF}(x)", "log_softmax(x, 0)": r"\mathrm{LogSoftmax}_{1}(x, 0)",
}  # fmt: skip


@pytest.mark.parametrize(("expression", "label"), SYMBOLS.items())
def test_symbols_are_those_of_papers_and_frameworks(expression: str, label: str) -> None:
    assert curves(expression)[0].math == f"${label}$"


def test_symbols_are_said_without_signs() -> None:
    assert curves("gelu_tanh'")[0].spoken == "derivative of GELU tanh"
    assert curves("acon_c(beta=2)")[0].spoken == "ACON C, beta = 2"


def test_no_two_activations_have_one_symbol() -> None:
    symbols = [entry.symbol for entry in ENTRIES]
    assert sorted(symbols) == sorted(set(symbols))


def test_functions_of_the_user_go_first() -> None:
    @activation(title="Mine", formula="x + c")
    def mine(x: np.ndarray, *, c: float = 1.0) -> np.ndarray:
        return x + c

    for name in ("mine", "gelu", "sin"):
        (curve,) = curves(f"{name}(c=2)'' + {name}", {name: mine})
        assert curve.activations == (mine,)
        np.testing.assert_array_equal(curve.function(GRID), GRID + 1.0)
        (again,) = curves(curve.text, {name: mine})
        assert again.text == curve.text


@pytest.mark.parametrize(
    ("written", "window"),
    [
        ("x^2", (-5, 5)),
        ("sin", (-2 * pi, 2 * pi)),
        ("x + sin(3x)^2", (-2 * pi, 2 * pi)),
        ("relu6'", activations.catalogue()["relu6"].window),
        ("relu6(2x) + x", activations.catalogue()["relu6"].window),
        ("log(x)", (0, 5)),
        ("log(x^2 + 1)", (-5, 5)),
        ("exp(-x^2)", (-5, 5)),
        ("relu6 + log(x)", (-3, 9)),
    ],
)
def test_window(written: str, window: tuple[float, float]) -> None:
    assert one(written).window == window


# Conditions and numbers


def test_condition_is_one_where_it_holds() -> None:
    curve = condition("-1 < x <= 1 or not x < 2")
    expected = ((GRID > -1) & (GRID <= 1)) | (GRID >= 2)
    np.testing.assert_array_equal(curve.function(GRID), expected.astype(float))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2pi", 2 * pi),
        ("-pi/2", -pi / 2),
        ("2pi/3", 2 * pi / 3),
        ("4/3", 4 / 3),
        ("1e-3", 1e-3),
        ("-1e-3", -1e-3),
        (" 3 ", 3.0),
        ("2^-1", 0.5),
        ("2(1 + e)", 2 + 2 * np.e),
        ("−2π", -2 * pi),
        ("10³", 1000.0),
    ],
)
def test_number(written: str, expected: float) -> None:
    assert number(written) == expected


# Costs


def test_parsing_is_fast() -> None:
    for written in ("gelu'", "elu(alpha=0.5)'", "x * sigmoid(1.702 * x)"):
        clock = timeit.Timer(lambda written=written: parse(written), timer=time.process_time)
        # 0.06 ms at most on an idle machine; far more would mean another algorithm.
        assert min(clock.repeat(number=50, repeat=10)) / 50 < 4e-4, written


def test_imports_are_light() -> None:
    code = (
        "import sys; from actplot import expression; expression.number('2pi/3'); "
        "heavy = {'numpy', 'yaml', 'matplotlib'} & set(sys.modules); assert not heavy, heavy; "
        "expression.curves('gelu'); "
        "heavy = {'yaml', 'matplotlib'} & set(sys.modules); assert not heavy, heavy"
    )
    printed(code)
