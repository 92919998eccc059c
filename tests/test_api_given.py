"""What programs may hand over: parameters, functions, curves, keys, open files."""

from __future__ import annotations

import io
import math
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import actplot
from actplot import ActplotError, activations, metadata

X = np.array([-2.0, -0.5, 0.0, 0.75, 3.0])


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def bump(x: Any, width: float = 1.0) -> Any:
    return np.exp(-((x / width) ** 2))


# evaluate


@pytest.mark.parametrize("name", sorted(activations.catalogue()))
def test_parameters_are_those_of_the_one_activation(name: str) -> None:
    entry = activations.catalogue()[name]
    values = {each.name: each.default for each in entry.parameters if each.default is not None}
    if entry.inputs[0] > 1 or len(values) < len(entry.parameters):
        pytest.skip("it needs more than x")
    for order in range(3):
        assert np.array_equal(
            actplot.evaluate(name, X, order, **values), actplot.evaluate(name, X, order), True
        )


def test_parameters_by_any_spelling_with_primes_and_beside_given_ones() -> None:
    once = actplot.evaluate("leaky_relu(alpha=0.2)'", X)
    assert np.array_equal(actplot.evaluate("leaky_relu'", X, negative_slope=0.2), once)
    assert np.array_equal(actplot.evaluate("leaky_relu(x)", X, 1, alpha=0.2), once)
    assert np.array_equal(
        actplot.evaluate("maxout", X, w=np.array([1, -2]), b=[0, 0.5]), np.maximum(X, -2 * X + 0.5)
    )


@given(k=st.floats(-1e3, 1e3), order=st.integers(0, 4))
def test_free_names_stand_for_numbers(k: float, order: int) -> None:
    values = actplot.evaluate("k * gelu(x)", X, order, k=k)
    assert np.allclose(values, k * actplot.evaluate("gelu", X, order), rtol=1e-14, atol=1e-300)


@pytest.mark.parametrize(
    ("function", "expression"),
    [
        (np.tanh, "tanh"),
        (lambda x: np.tanh(x) ** 2, "tanh(x)^2"),
        (lambda x: np.where(x > 0, x, 0.01 * x), "leaky_relu"),
        (bump, "exp(-x^2)"),
        (activations.catalogue()["gelu"].function, "gelu"),
    ],
)
def test_functions_of_numpy_have_every_derivative(function: Any, expression: str) -> None:
    for order in range(6):
        values = actplot.evaluate(function, X, derivative=order)
        assert np.allclose(values, actplot.evaluate(expression, X, order), rtol=1e-12, atol=1e-14)
    assert np.array_equal(
        actplot.evaluate(bump, X, 1, width=2), actplot.evaluate("exp(-(x/2)^2)'", X)
    )


def test_a_number_gives_a_float() -> None:
    for function in ("gelu", np.tanh):
        assert isinstance(actplot.evaluate(function, 0.5, 3), float)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: actplot.evaluate("elu", X, beta=1), "elu has no parameter 'beta'"),
        (lambda: actplot.evaluate("softplus", X, beta=0), "softplus does not take beta"),
        (lambda: actplot.evaluate("gelu(x) + 1", X, k=1), "there is no 'k' in"),
        (lambda: actplot.evaluate("k * x", X, k="a"), "'k' must be a number, not 'a'"),
        (lambda: actplot.evaluate("x + pi", X, pi=3), "'pi' is reserved"),
        (lambda: actplot.evaluate(math.tanh, X), "fails with TypeError"),
        (lambda: actplot.evaluate(lambda x: 1 if x > 0 else 0, X), "np.where"),
        (lambda: actplot.evaluate(lambda x: None, X), "returns nothing"),
        (lambda: actplot.evaluate(lambda x: np.zeros(2), X), "returns an array of shape"),
        (lambda: actplot.evaluate("gelu", X, True), "not True"),
        (lambda: actplot.evaluate("gelu", X, 1000), "up to order"),
    ],
)
def test_mistakes_are_said(call: Any, message: str) -> None:
    with pytest.raises(ActplotError) as caught:
        call()
    assert message in str(caught.value)


# figure and render


def test_curves_and_keys_are_the_spec_that_says_so() -> None:
    expected = actplot.figure({"curves": ["gelu", "gelu'"], "x": [-4, 4], "size": "ieee"})
    figure = actplot.figure("gelu", "gelu'", x=(-4, 4), size="ieee")
    assert figure.plan.spec == expected.plan.spec
    assert actplot.figure(["gelu", "gelu'"], x=[-4, 4], size="ieee").plan.spec == figure.plan.spec


@pytest.mark.parametrize(
    "spec", ["curves: [relu]\nx: [-9, 9]\n", {"curves": ["relu"], "x": [-9, 9]}]
)
def test_keys_go_before_those_of_a_spec(spec: Any) -> None:
    figure = actplot.figure(spec, x=np.array([-2.0, 2.0]), axes={"grid": True})
    assert figure.axes[0].get_xlim() == (-2, 2)
    assert figure.plan.spec.panels[0].axes.grid


def test_functions_are_curves_under_their_names() -> None:
    figure = actplot.figure(
        bump, "bump(width=[1, 2])'", lambda x: x**2, {"expr": "x", "label": "id"}["expr"], np.sin
    )
    assert [each.expr for each in figure.plan.spec.panels[0].curves] == [
        "bump", "bump(width=[1, 2])'", "f", "x", "sin",
    ]  # fmt: skip
    spec = {"panels": [{"curves": [{"expr": bump, "label": "B"}]}, {"curves": [bump]}]}
    assert len(actplot.figure(spec).axes) == 2


def test_render_leaves_what_is_up_to_date_alone() -> None:
    for spec in ("curves: [gelu]\n", {"curves": ["gelu"]}, "gelu", ["gelu", "relu"]):
        (path,) = actplot.render(spec, "a.svg", x=(-1, 1))
        before = path.stat().st_mtime_ns
        assert actplot.render(spec, "a.svg", x=(-1, 1)) == [path]
        assert path.stat().st_mtime_ns == before
        actplot.render(spec, "a.svg", x=(-1, 1), force=True)
        assert path.stat().st_mtime_ns > before
        before = path.stat().st_mtime_ns
        actplot.render(spec, "a.svg", x=(-2, 1))
        assert path.stat().st_mtime_ns > before
        path.unlink()


def test_a_function_that_changed_is_drawn() -> None:
    actplot.render(lambda x: x**2, "a.svg")
    first = Path("a.svg").read_bytes()
    actplot.render(lambda x: x**3, "a.svg")
    assert Path("a.svg").read_bytes() != first


def test_open_files() -> None:
    (path,) = actplot.render("gelu", "a.svg")
    with io.BytesIO() as file, open("b.svg", "wb") as named:
        assert actplot.render("gelu", file, "svg") == []
        actplot.render("gelu", named)
        named.close()
        contents = [file.getvalue(), Path("b.svg").read_bytes()]
    assert contents[0] == contents[1]
    record, other = metadata.read(contents[0]), metadata.read(path)
    assert record is not None
    assert other is not None
    assert record.spec == other.spec


def _holding_itself(spec: dict[str, Any]) -> dict[str, Any]:
    spec["title"] = spec
    return spec


def _without_input() -> float:
    return 1.0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: actplot.figure(), "curves are missing"),
        (lambda: actplot.figure("gelu", {"curves": ["relu"]}), "is not a curve"),
        (lambda: actplot.figure(3), "3 is not a spec"),
        (lambda: actplot.figure("gelu", sise=3), "did you mean 'size'?"),
        (lambda: actplot.figure("gelo"), "did you mean 'gelu'?"),
        (lambda: actplot.figure(lambda x: [1, 2]), "returns"),
        (lambda: actplot.render("gelu", io.BytesIO()), "an open file needs"),
        (lambda: actplot.render("gelu", io.BytesIO(), ["pdf", "svg"]), "one format"),
        (lambda: actplot.render("gelu", "a", "pfd"), "formats: pdf, svg, png"),
        (lambda: actplot.render("gelu", 3), "a path or a binary file"),
        (lambda: actplot.figure(_holding_itself({"curves": ["x"]})), "contains itself"),
        (lambda: actplot.figure(lambda: 0), "takes 0 positional arguments"),
        (lambda: actplot.figure(lambda *, x: x), "takes 0 positional arguments"),
        (lambda: actplot.figure(lambda x, mode="a": x), "the default of 'mode' is of type str"),
        (lambda: actplot.activation(_without_input), "_without_input takes no input"),
        (lambda: actplot.data("gelu", points=2.5), "points must be a whole number"),
        (lambda: actplot.data("gelu", points=10**12), "from 2 to 100,000"),
        (lambda: actplot.data("gelu", step=math.nan), "step must be greater than 0"),
        (lambda: actplot.data("gelu", at="1,2"), "at must be a list of numbers"),
        (lambda: actplot.data("gelu", at=[]), "at least one number"),
        (lambda: actplot.curve("gelu", (-1e300, 1e300)), "between -1e300 and 1e300"),
    ],
)
def test_mistakes_in_figures_are_said(call: Any, message: str) -> None:
    with pytest.raises(ActplotError) as caught:
        call()
    assert message in str(caught.value)
    assert not list(Path().iterdir())


def test_an_old_matplotlib_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matplotlib.__version_info__", (3, 9, 2))
    monkeypatch.setattr("matplotlib.__version__", "3.9.2")
    for call in (lambda: actplot.figure("gelu"), lambda: actplot.render("gelu", "a.svg")):
        with pytest.raises(ActplotError, match=r"matplotlib 3\.9\.2 is too old"):
            call()


def test_nothing_warns() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        actplot.evaluate("log(x)", np.array([-1.0, 0.0, np.inf]), 2)
        actplot.evaluate(lambda x: np.log(x), np.array([-1.0, 0.0, np.inf]), 2)


@pytest.mark.parametrize("function", [math.sin, np.sort, lambda: 0], ids=["C", "NumPy", "no x"])
def test_a_fault_outside_of_any_file_of_the_user_has_no_place(function: Any) -> None:
    with pytest.raises(ActplotError) as caught:
        actplot.figure(function)
    assert [problem.place for problem in caught.value.problems] == [None]


def test_a_value_that_is_refused_is_told_once() -> None:
    with pytest.raises(ActplotError) as caught:
        actplot.figure({"curves": ["x"], "x": [1j, 1], "y": [0, 0]})
    assert [problem.place.file for problem in caught.value.problems if problem.place] == [
        "x.0",
        "y",
    ]


def test_a_figure_may_be_made_of_keys_alone() -> None:
    assert len(actplot.figure(panels=[{"curves": ["x"]}, {"curves": ["gelu"]}]).axes) == 2
    assert len(actplot.figure(curves=["gelu"], x=(-1, 1)).axes) == 1
