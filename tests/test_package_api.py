"""What programs call: evaluate, figure, render."""

from __future__ import annotations

import math
import os
from pathlib import Path

import numpy as np
import pytest

import actplot
from actplot import ActplotError

SPEC = "curves: [gelu]\n"
OWN = "import numpy as np\n\ndef bump(x, *, c=1.0):\n    return np.exp(-c * x * x)\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


# evaluate


def test_values_and_derivatives_have_the_shape_of_x() -> None:
    x = np.array([[-1, 0, 2], [3, -4, 5]])
    for derivative in range(4):
        values = actplot.evaluate("elu(alpha=0.5)", x, derivative)
        assert (values.shape, values.dtype) == (x.shape, np.float64)
    assert actplot.evaluate("gelu", 1.0).shape == ()
    assert actplot.evaluate("gelu", [1.0, 2.0]).shape == (2,)
    assert actplot.evaluate("gelu'", 0.5) == actplot.evaluate("gelu", 0.5, 1)
    assert actplot.evaluate("gelu", 0.5) == pytest.approx(0.25 * (1 + math.erf(0.5 / 2**0.5)))


def test_infinities_give_limits_and_nan_stays() -> None:
    x = np.array([-np.inf, np.inf, np.nan])
    with np.errstate(all="raise"):
        assert actplot.evaluate("sigmoid", x)[:2].tolist() == [0, 1]
        assert np.isnan(actplot.evaluate("sigmoid", x)[2])


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("gelo", "no activation is called 'gelo'"),
        ("isru(alpha=-1)", "alpha"),
        ("gelu(", "incomplete expression"),
        ("elu(alpha=[1, 2])", "is a family of 2 curves"),
        ("", "the expression is empty"),
    ],
)
def test_mistakes_in_an_expression(expression: str, message: str) -> None:
    with pytest.raises(ActplotError, match=message.replace("(", r"\(")):
        actplot.evaluate(expression, 0.0)


@pytest.mark.parametrize(
    ("expression", "derivative", "message"),
    [
        (3, 0, "a curve is an expression such as 'gelu', or a function, not 3"),
        (None, 0, "not None"),
        ("gelu", -1, "the order of a derivative must be 0, 1, 2, ..., not -1"),
        ("gelu", 1.5, "not 1.5"),
        ("gelu", "1", "not '1'"),
    ],
)
def test_mistakes_in_the_call(expression: object, derivative: object, message: str) -> None:
    with pytest.raises(ActplotError, match=message):
        actplot.evaluate(expression, 0.0, derivative)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("x", "message"),
    [
        (1j, "not 1j"),
        (np.array([1j, 0]), "not array"),
        ("1", "not '1'"),
        (["1", 2], "not \\['1', 2\\]"),
        (np.array(["1", None], object), "not array"),
        (np.array(["2020-01-01"], "M8[D]"), "not array"),
        ({1, 2}, "not {1, 2}"),
        ([[1], [1, 2]], "not \\["),
        (10**400, "not 1000"),
    ],
)
def test_what_is_no_number_is_refused(x: object, message: str) -> None:
    for function in ("gelu", np.tanh, actplot.catalogue["gelu"]):
        with pytest.raises(ActplotError, match=f"a real number or an array of them, {message}"):
            actplot.evaluate(function, x)  # type: ignore[arg-type]
    with pytest.raises(ActplotError, match=message):
        actplot.catalogue["gelu"](x)


def test_what_is_masked_or_missing_is_no_number() -> None:
    masked = np.ma.masked_array([1.0, 2, 3], mask=[False, True, False])
    for x in (masked, [1, None, 3]):
        values = actplot.evaluate("gelu", x)  # type: ignore[arg-type]
        assert type(values) is np.ndarray
        assert np.isnan(values).tolist() == [False, True, False]
    assert actplot.evaluate("gelu", np.float32(1)) == actplot.evaluate("gelu", 1)


# figure


def test_a_figure_from_a_mapping_a_path_and_text(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SPEC + "size: {width: 84 mm, height: 60 mm}\n")
    figures = [
        actplot.figure("a.yaml"),
        actplot.figure(tmp_path / "a.yaml"),
        actplot.figure((tmp_path / "a.yaml").read_text()),
        actplot.figure({"curves": ["gelu"], "size": {"width": "84 mm", "height": "60 mm"}}),
    ]
    for figure in figures:
        assert figure.get_size_inches() * 25.4 == pytest.approx([84, 60], abs=0.01)


def test_every_problem_comes_at_once() -> None:
    with pytest.raises(ActplotError) as caught:
        actplot.figure({"curves": ["gelo"], "sise": 3})
    assert len(caught.value.problems) == 2


# render


@pytest.mark.parametrize(
    ("output", "formats", "files"),
    [
        (None, ["svg"], ["a.svg"]),
        ("stem", ["svg", "pdf"], ["stem.svg", "stem.pdf"]),
        ("deep/stem", ["svg"], ["deep/stem.svg"]),
        ("other.svg", [], ["other.svg"]),
        ("out/", ["svg"], ["out/a.svg"]),
    ],
)
def test_outputs(tmp_path: Path, output: str | None, formats: list[str], files: list[str]) -> None:
    (tmp_path / "a.yaml").write_text(SPEC)
    written = actplot.render("a.yaml", output, formats)
    assert [os.fspath(path) for path in written] == files
    assert all(os.path.getsize(path) for path in files)


def test_a_mistake_is_raised_and_nothing_written(tmp_path: Path) -> None:
    with pytest.raises(ActplotError, match="no activation is called 'gelo'"):
        actplot.render({"curves": ["gelo"]}, "a.svg")
    assert not list(tmp_path.iterdir())


def test_python_files_run_only_if_allowed(tmp_path: Path) -> None:
    (tmp_path / "own.py").write_text(OWN)
    spec = {"curves": ["bump", "bump'"], "functions": "own.py"}
    with pytest.raises(ActplotError, match="not allowed"):
        actplot.render(spec, "a.svg")
    assert [os.fspath(path) for path in actplot.render(spec, "a.svg", allow_python=True)] == [
        "a.svg"
    ]
    assert actplot.figure(spec, allow_python=True)


def test_one_format_is_a_text() -> None:
    assert actplot.render(SPEC, "a", "svg") == [Path("a.svg")]


def test_an_unknown_format_is_said() -> None:
    with pytest.raises(ActplotError, match=r"no format is called 'jpg'.*\n.*pdf, svg, png"):
        actplot.render(SPEC, "a", ["svg", "jpg"])
    assert not os.listdir()


def test_texts_that_cannot_be_set_are_told_together_each_where_it_stands() -> None:
    text = "title: 激活\nxlabel: $\\foo$\ncurves: [{expr: gelu, label: '$x_{1$'}]\n"
    with pytest.raises(ActplotError) as caught:
        actplot.figure(text)
    places = [problem.place for problem in caught.value.problems]
    assert [(place.line, place.column) for place in places if place] == [(1, 8), (2, 10), (3, 34)]
