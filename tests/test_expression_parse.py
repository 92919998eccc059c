"""The grammar of expressions: what a text means, and that its canonical text means the same."""

from __future__ import annotations

import string
import sys
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actplot.expression import ExpressionError
from actplot.expression.nodes import (
    Apply,
    Binary,
    Comparison,
    Constant,
    Derivative,
    Function,
    Given,
    ListNode,
    Logic,
    Negative,
    Node,
    Not,
    Number,
    Sweep,
    Variable,
    walk,
)
from actplot.expression.parser import DEEPEST, HIGHEST, MOST_PRIMES, parse
from actplot.expression.text import text
from actplot.records import replace

X = Variable()

MEANINGS = {
    "x": X,
    "-x^2": Negative(Binary("^", X, Number(2))),
    "2^3^x": Binary("^", Number(2), Binary("^", Number(3), X)),
    "x**2": Binary("^", X, Number(2)),
    "2^-x * 3": Binary("*", Binary("^", Number(2), Negative(X)), Number(3)),
    "1 - x - 2": Binary("-", Binary("-", Number(1), X), Number(2)),
    "1 / x / 2": Binary("/", Binary("/", Number(1), X), Number(2)),
    "1 / -x * 2": Binary("*", Binary("/", Number(1), Negative(X)), Number(2)),
    "+x": X,
    "2x": Binary("*", Number(2), X),
    "-2x^2": Negative(Binary("*", Number(2), Binary("^", X, Number(2)))),
    "2pi": Binary("*", Number(2), Constant("pi")),
    "2e": Binary("*", Number(2), Constant("e")),
    "2e3": Number(2000),
    "2e3x": Binary("*", Number(2000), X),
    "1e-3": Number(0.001),
    ".5": Number(0.5),
    "5.": Number(5),
    "1.702x": Binary("*", Number(1.702), X),
    "2(x + 1)": Binary("*", Number(2), Binary("+", X, Number(1))),
    "2 exp(x)": Binary("*", Number(2), Apply(Function("exp"), (X,))),
    "gelu": Function("gelu"),
    "gelu''": Function("gelu", order=2),
    "gelu' '": Function("gelu", order=2),
    "gelu'(2x)": Apply(Function("gelu", order=1), (Binary("*", Number(2), X),)),
    "gelu(2x)'": Derivative(Apply(Function("gelu"), (Binary("*", Number(2), X),)), 1),
    "gelu'(x)''": Derivative(Apply(Function("gelu", order=1), (X,)), 2),
    "((x)')''": Derivative(X, 3),
    "(gelu')'": Function("gelu", order=2),
    "(x^2)'^2": Binary("^", Derivative(Binary("^", X, Number(2)), 1), Number(2)),
    "elu(alpha=0.5)": Function("elu", (Given("alpha", Number(0.5)),)),
    "elu(alpha=0.5)'": Function("elu", (Given("alpha", Number(0.5)),), 1),
    "elu'(alpha=0.5)'": Function("elu", (Given("alpha", Number(0.5)),), 2),
    "elu(alpha=0.5)(x)": Apply(Function("elu", (Given("alpha", Number(0.5)),)), (X,)),
    "elu(x, alpha=0.5)": Apply(Function("elu", (Given("alpha", Number(0.5)),)), (X,)),
    "elu(alpha=0.5)'(x)'": Derivative(
        Apply(Function("elu", (Given("alpha", Number(0.5)),), 1), (X,)), 1
    ),
    "f(a=[1, -2])": Function(
        "f", (Given("a", ListNode((Number(1), Negative(Number(2))))),)
    ),
    "f(a=[[1, 2], [3]])": Function(
        "f",
        (Given("a", ListNode((ListNode((Number(1), Number(2))), ListNode((Number(3),))))),),
    ),
    "f(a=[1:2:3])": Function("f", (Given("a", Sweep(Number(1), Number(2), Number(3))),)),
    "f(a=[.1:10:20 log])": Function(
        "f", (Given("a", Sweep(Number(0.1), Number(10), Number(20), True)),)
    ),
    "torch.nn.GELU": Function("torch.nn.GELU"),
    "f()": Apply(Function("f"), ()),
    "x < 1 <= 2": Comparison(("<", "<="), (X, Number(1), Number(2))),
    "not x < 1 and x > 2 or x == 3": Logic(
        "or",
        Logic(
            "and", Not(Comparison(("<",), (X, Number(1)))), Comparison((">",), (X, Number(2)))
        ),
        Comparison(("==",), (X, Number(3))),
    ),
}  # fmt: skip


@pytest.mark.parametrize("written", MEANINGS)
def test_meaning(written: str) -> None:
    assert parse(written) == MEANINGS[written]


@pytest.mark.parametrize(
    ("typographic", "plain"),
    [
        ("2 × x · 3 − 1", "2 * x * 3 - 1"),
        ("x ÷ 2", "x / 2"),
        ("x² + x³ + x⁻¹ + x¹⁰", "x^2 + x^3 + x^(-1) + x^10"),
        ("gelu′", "gelu'"),
        ("gelu’", "gelu'"),
        ("gelu″", "gelu''"),
        ('gelu"', "gelu''"),
        ("gelu‴", "gelu'''"),
        ("√x", "sqrt(x)"),
        ("√(x + 1)'", "sqrt(((x + 1))')"),
        ("√x²", "sqrt(x)^2"),
        ("x ≤ 1", "x <= 1"),
        ("x ≥ 1", "x >= 1"),
        ("x ≠ 1", "x != 1"),
        ("2π", "2pi"),
        ("g（x，２）", "g(x, 2)"),
        ("elu（alpha＝０．５）", "elu(alpha=0.5)"),
        ("f(α=1)", "f(α=1)"),
        (" x\n+\t1 ", "x + 1"),
    ],
)
def test_signs_of_papers_and_input_methods(typographic: str, plain: str) -> None:
    assert parse(typographic) == parse(plain)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("x*sigmoid(1.702*x)", "x * sigmoid(1.702 * x)"),
        ("-2x+1", "-2 * x + 1"),
        ("a/(b/c)-(d-f)", "a / (b / c) - (d - f)"),
        ("((x))^((2))", "x^2"),
        ("(-x)^2", "(-x)^2"),
        ("x - (-1)", "x - (-1)"),
        ("elu( alpha = .5 ) '", "elu(alpha=0.5)'"),
        ("elu(alpha=.5)'(2x)", "elu'(2 * x, alpha=0.5)"),
        ("(x+sin(x)^2)'", "(x + sin(x)^2)'"),
        ("1e-8 x + 1e22", "1e-8 * x + 1e22"),
        ("e^(x') + (x')^2", "e^(x') + (x')^2"),
        ("where(x<0 and not(x<-1),1,2)", "where(x < 0 and not x < -1, 1, 2)"),
        ("swish(beta=[.1:10:20log])", "swish(beta=[0.1:10:20 log])"),
    ],
)
def test_canonical_text(written: str, canonical: str) -> None:
    assert text(parse(written)) == canonical
    assert text(parse(canonical)) == canonical


def test_positions_are_those_of_the_text() -> None:
    written = "x + gelu' ( 2 x ,a = [ 1 , 2 ] ) ^ (x+1)"
    parts = {written[node.start : node.end] for node in walk(parse(written))}
    assert {"x", "gelu' ( 2 x ,a = [ 1 , 2 ] )", "2 x", "a = [ 1 , 2 ]", "(x+1)"} <= parts


NAMES = st.one_of(
    st.sampled_from(["gelu", "leaky_relu", "torch.nn.GELU", "log", "σ", "修正", "relu6"]),
    st.text(string.ascii_lowercase + "_", min_size=2, max_size=6).filter(
        lambda name: name not in ("pi", "and", "or", "not", "where")
    ),
)
NUMBERS = st.floats(0, 1e300).map(Number)
LEAVES = st.one_of(
    NUMBERS,
    st.integers(0, 12).map(float).map(Number),
    st.sampled_from([Constant("pi"), Constant("e"), X]),
)
COMPARED = st.lists(st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), min_size=1, max_size=2)


@st.composite
def trees(draw: st.DrawFn, depth: int = 4) -> Node:
    """Any tree that the parser can give."""
    if depth == 0:
        return draw(LEAVES)
    below = trees(depth - 1)
    kind = draw(st.integers(0, 8))
    match kind:
        case 1:
            return Negative(draw(below))
        case 2 | 3:
            return Binary(draw(st.sampled_from("+-*/^")), draw(below), draw(below))
        case 4:
            sign = draw(st.sampled_from(["and", "or", "not"]))
            return Not(draw(below)) if sign == "not" else Logic(sign, draw(below), draw(below))
        case 5:
            signs = tuple(draw(COMPARED))
            return Comparison(signs, tuple(draw(below) for _ in range(len(signs) + 1)))
        case 6:
            return draw(functions(depth - 1))
        case 7:
            function = draw(functions(depth - 1))
            # Parameters alone make no value: f(a=1) is still a function.
            least = 1 if function.parameters else 0
            return Apply(function, tuple(draw(st.lists(below, min_size=least, max_size=2))))
        case 8:
            # Primes on primes are one derivative.
            inner, order = draw(below), draw(st.integers(1, 3))
            if isinstance(inner, (Derivative, Function)):
                return replace(inner, order=inner.order + order)
            return Derivative(inner, order)
    return draw(LEAVES)


@st.composite
def functions(draw: st.DrawFn, depth: int) -> Function:
    parameters = tuple(
        Given(draw(NAMES), draw(values(depth))) for _ in range(draw(st.integers(0, 2)))
    )
    return Function(draw(NAMES), parameters, draw(st.integers(0, 3)))


@st.composite
def values(draw: st.DrawFn, depth: int) -> Node:
    node = trees(max(0, depth - 1))
    match draw(st.integers(0, 3)):
        case 1:
            return ListNode(tuple(draw(st.lists(node, min_size=1, max_size=3))))
        case 2:
            return ListNode((ListNode((draw(node),)), ListNode((draw(node), draw(node)))))
        case 3:
            return Sweep(draw(node), draw(node), draw(NUMBERS), draw(st.booleans()))
    return draw(node)


@settings(max_examples=400, deadline=None)
@given(trees())
def test_every_tree_can_be_written_and_read_back(tree: Node) -> None:
    assert parse(text(tree)) == tree


@settings(max_examples=1000, deadline=None)
@given(st.lists(st.sampled_from([*"x2e.+-*/^()[],:=<>!'′²π√ \n|&?é", "sin", "f(", "not ", "or"])))
def test_any_text_is_read_or_refused_with_a_place(pieces: list[str]) -> None:
    written = "".join(pieces)
    try:
        tree = parse(written)
    except ExpressionError as error:
        known = error.within(written)
        assert 0 <= known.start <= len(written)
        assert 1 <= known.length <= max(1, len(written) - known.start)
        assert known.message in str(known)
    else:
        assert parse(text(tree)) == tree


@pytest.mark.parametrize(
    ("unit", "count"),
    [("{}+x", HIGHEST - 1), ("sin({})", DEEPEST - 1), ("-{}", DEEPEST - 1), ("{}'", MOST_PRIMES)],
)
def test_largest_expressions_are_worked_out(unit: str, count: int) -> None:
    """At the bounds everything still works, far away from Python's own limit of recursion."""
    from actplot.expression import curves

    failures: list[BaseException] = []

    def work() -> None:
        try:
            written = "x" if unit != "{}'" else "gelu"
            for _ in range(count):
                written = unit.format(written)
            (curve,) = curves(written)
            curve.function([0.5, 1.0])
        except BaseException as failure:
            failures.append(failure)

    before = sys.getrecursionlimit()
    sys.setrecursionlimit(900)
    try:
        # A thread begins with an empty stack.
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    finally:
        sys.setrecursionlimit(before)
    assert not failures


@pytest.mark.parametrize(
    "written",
    ["x" + "+x" * HIGHEST, "(" * 9999, "-" * 999 + "x", "x" + "^x" * 400, "gelu" + "'" * 99,
     "9" * 400, "x" + "⁹" * 400, "f(a=[1:2:" + "9" * 400 + "])"],
)  # fmt: skip
def test_huge_expressions_are_refused(written: str) -> None:
    with pytest.raises(ExpressionError):
        parse(written)
