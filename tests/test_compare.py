"""Comparisons and tables of values: every cell is computed, in every form."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from pathlib import Path

import numpy as np
import pytest
from functions import function_of
from support import Cli, typeset

from actplot.activations import catalogue
from actplot.calculus.derivatives import evaluate
from actplot.errors import ActplotError
from actplot.facts.compare import COLUMNS, compare
from actplot.facts.subjects import subjects
from actplot.facts.tables import FORMATS

CATALOGUE = catalogue()


def table(*what: str, columns: tuple[str, ...] = ()) -> dict[str, dict[str, str]]:
    comparison = compare([each for text in what for each in subjects(text)], columns)
    return {
        row[0].text: {c.key: cell.text for c, cell in zip(comparison.columns, row, strict=True)}
        for row in comparison.rows
    }


def test_what_textbooks_say() -> None:
    by_name = table(
        "sigmoid", "tanh", "relu", "leaky_relu", "elu", "gelu", "silu", "mish", "gaussian"
    )
    properties = {
        name: (r["range"], r["monotone"], r["smoothness"], r["zero-centred"], r["saturation"])
        for name, r in by_name.items()
    }
    assert properties == {
        "Sigmoid": ("(0, 1)", "increasing", "C^∞", "no", "both sides"),
        "Tanh": ("(-1, 1)", "increasing", "C^∞", "yes", "both sides"),
        "ReLU": ("[0, ∞)", "nondecreasing", "C⁰", "no", "left"),
        "Leaky ReLU": ("(-∞, ∞)", "increasing", "C⁰", "yes", "no"),
        "ELU": ("(-1, ∞)", "increasing", "C¹", "partly", "left"),
        "GELU": ("[-0.17, ∞)", "no", "C^∞", "partly", "left"),
        "SiLU": ("[-0.2785, ∞)", "no", "C^∞", "partly", "left"),
        "Mish": ("[-0.3088, ∞)", "no", "C^∞", "partly", "left"),
        "Gaussian": ("(0, 1]", "no", "C^∞", "no", "both sides"),
    }
    assert by_name["ELU"]["continuous-derivative"] == "yes"
    assert by_name["ReLU"]["continuous-derivative"] == "no"


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_entry_fills_every_column(name: str) -> None:
    (row,) = compare(subjects(name)).rows
    for column, cell in zip(COLUMNS.values(), row, strict=True):
        assert cell.text.strip(), column.key
        assert "nan" not in cell.text.lower().split(), column.key


@pytest.mark.parametrize(
    ("text", "title", "formula", "slope"),
    [
        ("x*sigmoid(2x)", "x * sigmoid(2 * x)", r"x\,\mathrm{Sigmoid}(2x)",
         r"\mathrm{Sigmoid}(2 x) + 2 x\,\mathrm{Sigmoid}'(2 x)"),
        ("where(x > 0, x, 0.1x)", "where(x > 0, x, 0.1 * x)",
         r"\begin{cases} x & x > 0 \\ 0.1\,x & \mathrm{otherwise} \end{cases}",
         r"\begin{cases} 1 & x > 0 \\ 0.1 & \mathrm{otherwise} \end{cases}"),
        ("tanh'", "tanh'", r"\frac{1}{\cosh^{2}(x)}", None),
    ],
)  # fmt: skip
def test_expressions_have_formula_and_derivative(
    text: str, title: str, formula: str, slope: str | None
) -> None:
    (subject,) = subjects(text)
    assert (subject.title, subject.formula) == (title, formula)
    assert slope is None or subject.derivative == slope


def test_a_family_is_a_row_each_with_its_parameter() -> None:
    comparison = compare(subjects("elu(alpha=[0.5, 1])"), ["parameters"])
    assert [row[1].text for row in comparison.rows] == ["α = 0.5", "α = 1"]


def test_latex_compiles_with_booktabs_alone(tmp_path: Path) -> None:
    everything = [each for text in CATALOGUE for each in subjects(text)]
    few = [each for text in ("relu", "gelu", "abs(x)", "mish") for each in subjects(text)
           if "|" not in text]  # fmt: skip
    body = FORMATS["latex"](compare(few)) + FORMATS["latex"](compare(few, transpose=True))
    long = FORMATS["latex"](compare(everything, ["formula", "year"]))
    assert r"\begin{longtable}" in long
    (tmp_path / "a.tex").write_text(
        "\\documentclass{article}\\usepackage{booktabs}\\usepackage{longtable}\\begin{document}\n"
        f"{body}\n{long}\\end{{document}}\n"
    )
    ran = typeset("pdflatex", tmp_path / "a.tex", "-halt-on-error")
    assert ran.returncode == 0, ran.stdout[-2000:]


def test_wide_tables_of_latex_are_divided() -> None:
    text = FORMATS["latex"](compare([*subjects("relu"), *subjects("gelu")]))
    parts = re.findall(r"\\begin\{tabular\}\{(l+)\}", text)
    assert len(parts) > 2
    assert sum(len(part) - 1 for part in parts) == len(COLUMNS) - 1
    assert FORMATS["latex"](compare(subjects("relu"), ["range"])).count(r"\begin{tabular}") == 1


def test_all_forms_have_all_cells(cli: Cli) -> None:
    for form, count in (("markdown", 1), ("csv", 1), ("html", 0)):
        out = cli("compare", "relu", "elu(alpha=0.3)", "-f", form).out
        assert out.count("ReLU") >= count
        assert "Fukushima" in out
    rows = list(csv.reader(io.StringIO(cli("compare", "relu", "gelu", "-f", "csv").out)))
    assert [len(row) for row in rows] == [len(COLUMNS)] * 3
    turned = list(csv.reader(io.StringIO(cli("compare", "relu", "-f", "csv", "--transpose").out)))
    assert [row[0] for row in turned] == [column.heading for column in COLUMNS.values()]
    values = json.loads(cli("compare", "relu", "--json").out)
    assert values[0]["range"] == {"text": "[0, ∞)", "latex": r"[0, \infty)"}


def test_cells_cannot_leave_their_table(cli: Cli) -> None:
    out = cli("compare", "abs(x)", "x*(x<1)", "-f", "markdown").out
    for line in out.splitlines():
        assert len(re.findall(r"(?<!\\)\|", line)) == len(COLUMNS) + 1
    assert "&lt;" in cli("compare", "where(x<1, 1, x)", "-f", "html").out


def test_chinese_headings_and_words(cli: Cli) -> None:
    out = cli("compare", "relu", "tanh", "--lang", "zh").out
    for word in ("函数", "公式", "值域", "递增", "左侧", "文献"):
        assert word in out
    from actplot.facts.chinese import tables

    assert all(column.heading in tables()["comparisons"] for column in COLUMNS.values())


def test_specs_figures_and_functions_of_ones_own(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("curves: [gelu', silu]\n")
    assert cli("render", "a.yaml", "-f", "svg").status == 0
    output = cli("compare", "a.yaml", "-f", "csv", "--columns", "range").out
    assert cli("compare", "a.svg", "-f", "csv", "--columns", "range").out == output
    assert [line.split(",")[0] for line in output.splitlines()] == ["Function", "gelu'", "SiLU"]
    own = ("--let", "mine(x, a=0.5)=where(x > 0, x, a * x)", "--columns", "parameters,saturation")
    assert "α" not in (out := cli("compare", "mine", "mine(a=2)", *own, "-f", "csv").out)
    assert out.splitlines()[1:] == ["mine,a = 0.5,no", "mine,a = 2,no"]
    assert cli("show", "a.svg", "--json").status == 0


def test_a_spec_is_compared_by_all_that_it_draws_and_defines(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "let:\n  mine(x, a=0.5): where(x > 0, x, a * x)\n  unused(x): x^3\n  k: 2\n"
        "curves: [relu, 'mine(a=[0.25, 0.5])', x^2, {expr: k * mine, hidden: on}]\n"
    )
    lines = cli("compare", "a.yaml", "-f", "csv", "--columns", "parameters").out.splitlines()
    assert lines[1:] == ["ReLU,none", "mine,a = 0.25", "mine,a = 0.5", "x^2,none", "unused,none"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nope",), "no activation is called 'nope'"),
        (("relu", "--columns", "rnage"), "did you mean 'range'?"),
        (("relu", "-o", "a.docx"), "does not end in any of .md, .tex, .csv, .html, .json"),
        (("missing.yaml",), "no such file"),
    ],
)
def test_wrong_comparisons_are_told(cli: Cli, arguments: tuple[str, ...], message: str) -> None:
    ran = cli("compare", *arguments)
    assert ran.status in (1, 2)
    assert message in ran.err
    assert not ran.out


def test_an_unknown_column_lists_those_there_are() -> None:
    with pytest.raises(ActplotError, match="no column is called 'size'") as caught:
        compare(subjects("relu"), ["size"])
    assert "smoothness" in (caught.value.problems[0].help or "")


# Tables of values


def rows(out: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(out)))


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (("--step", "0.1", "--x", "-1:1"), [round(-1 + k / 10, 1) for k in range(21)]),
        (("--step", "pi/4", "--x", "0:pi"), [k * math.pi / 4 for k in range(5)]),
        (("--points", "5", "--x=-2:2"), [-2, -1, 0, 1, 2]),
        (("--at=-1,0,pi",), [-1, 0, math.pi]),
        (("--wide", "--x=-5:5"), [float(k) for k in range(-5, 6)]),
    ],
)
def test_values_stand_where_they_are_asked_for(
    cli: Cli, options: tuple[str, ...], wanted: list[float]
) -> None:
    cells = rows(cli("data", "sigmoid", "sin'", *options, "--wide").out)
    assert cells[0] == ["x", "sigmoid", "sin'"]
    x = [float(row[0]) for row in cells[1:]]
    np.testing.assert_allclose(x, wanted, atol=1e-13)
    for column, text in ((1, "sigmoid"), (2, "sin'")):
        y = [float(row[column]) for row in cells[1:]]
        assert y == evaluate(function_of(text), np.array(x)).tolist()


def test_undefined_values_are_empty_and_null(cli: Cli) -> None:
    assert rows(cli("data", "1/x", "--at=-1,0,1", "--wide").out)[2] == ["0.0", ""]
    out = cli("data", "log(x)", "--at=-1,1", "--json").out

    def refuse(word: str) -> float:
        raise AssertionError(word)

    assert json.loads(out, parse_constant=refuse)["curves"][0]["y"] == [None, 0.0]
    assert cli("data", "log(x)", "--at=-1,1", "-f", "pgfplots").out.splitlines()[2] == "-1.0 nan 1"


def test_the_suffix_says_the_form(cli: Cli, tmp_path: Path) -> None:
    assert cli("data", "gelu", "-o", "t.dat").status == 0
    assert (tmp_path / "t.dat").read_text().startswith("x y curve\n")
    assert cli("data", "gelu", "-o", "t.json", "--points", "3").status == 0
    assert json.loads((tmp_path / "t.json").read_text())["curves"][0]["x"] == [-5.0, 0.0, 5.0]
    ran = cli("data", "gelu", "-o", "t.xls")
    assert ran.status == 2
    assert not (tmp_path / "t.xls").exists()


def test_one_way_to_choose_places(cli: Cli) -> None:
    assert cli("data", "gelu", "--step", "1", "--points", "3").status == 2
    for wrong in (("--step", "0"), ("--step", "wide"), ("--at", "x"), ("--at", "")):
        assert cli("data", "gelu", *wrong).status == 2
    ran = cli("data", "gelu", "--step", "1e-9")
    assert ran.status == 1
    assert "at most 100,000" in ran.err


@pytest.mark.parametrize("text", ["sqrt(-1 - x^2)", "0/0", "x^x^x", "0^x", "1e308*x*10", "x/0"])
def test_what_is_defined_nowhere_or_grows_beyond_the_floats_is_compared_and_shown(
    cli: Cli, text: str
) -> None:
    for command in ("compare", "show"):
        ran = cli(command, text)
        assert (ran.status, ran.err) == (0, "")
