"""What show, list and cite say of activations, and of specs; completion of what they take."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from support import ROOT, Cli, typeset

from actplot import activations
from actplot.activations import frameworks
from actplot.plan.alt import alternative
from actplot.plan.figure import plan
from actplot.spec import read

CATALOGUE = activations.catalogue()
UNDERIVED = {
    "softmax", "softmin", "log_softmax", "softmax1", "radbasn", "sparsemax", "entmax", "solu",
    "maxout", "crelu", "poly_norm", "clamped_swiglu",
}  # fmt: skip


@pytest.mark.parametrize("name", CATALOGUE)
def test_everything_that_one_wants_to_know(cli: Cli, name: str) -> None:
    facts = json.loads(cli("show", name, "--json").out)
    entry = CATALOGUE[name]
    assert facts["name"] == name
    assert facts["equation"].endswith(entry.formula)
    assert (facts["derivative"] is None) == (name in UNDERIVED)
    assert [each["name"] for each in facts["parameters"]] == [p.name for p in entry.parameters]
    aliases = [alias.partition("(")[0] for alias in entry.aliases]
    assert sorted(name for names in facts["names"].values() for name in names) == sorted(aliases)
    assert facts["range"]
    assert facts["note"] == entry.note


def test_text_and_json_say_the_same(cli: Cli) -> None:
    text, facts = cli("show", "leaky_relu").out, json.loads(cli("show", "leaky_relu", "--json").out)
    assert json.loads(cli("show", "leaky_relu", "--format", "json").out) == facts
    rows = dict(re.findall(r"^(\S[\w ]{12})(\S.*)$", text, re.MULTILINE))
    rows = {term.strip(): value for term, value in rows.items()}
    assert rows["formula"] == "{ x if x > 0; α x if x ≤ 0 }"
    assert rows["derivative"] == "{ 1 if x > 0; α if x ≤ 0 }"
    assert rows["range"] == "(-∞, ∞)"
    assert rows["asymptotes"] == "y = 0.01 x for x → -∞, y = x for x → ∞"
    assert rows["monotone"] == facts["monotone"] == "increasing"
    assert rows["smoothness"].startswith("C⁰")
    assert rows["corners"] == "0 at x = 0"
    assert rows["parameters"].startswith("alpha = 0.01 (α), real; 0.01 in PyTorch, JAX,")
    (alpha,) = facts["parameters"]
    assert {given["default"]: given["names"][-1] for given in alpha["frameworks"]} == {
        0.01: "MATLAB",
        0.2: "Chainer",
        0.3: "keras.layers.LeakyReLU",
        0.25: "MXNet",
        1 / 3: "lasagne.nonlinearities.very_leaky_rectify",
    }


def test_what_a_name_means_elsewhere(cli: Cli) -> None:
    gelu = json.loads(cli("show", "gelu", "--json").out)
    assert gelu["elsewhere"]["gelu_tanh"][:4] == [
        "jax.nn.gelu", "flax.linen.gelu", "keras.ops.gelu", "nnlib.gelu",
    ]  # fmt: skip
    assert gelu["elsewhere"].keys() == {"gelu_tanh"}
    text = cli("show", "jax.nn.gelu").out
    assert text.startswith("gelu_tanh: ")
    assert "torch.nn.GELU, torch.nn.functional.gelu" in text
    shown = cli("show", "silu").out
    assert "elsewhere    onnx.Swish, mxnet.gluon.nn.Swish: swish\n" in shown


@pytest.mark.parametrize("columns", [24, 40, 80, 120])
def test_lines_fit_the_terminal(cli: Cli, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for name in ("leaky_relu", "srelu", "smish", "gelu_tanh"):
        for line in cli("show", name).out.splitlines():
            # A word that is longer than the line stands out.
            assert len(line) <= max(columns, 33) or len(line[13:].split()) == 1, line


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="there is no pdflatex here")
def test_latex_takes_every_formula_and_derivative(cli: Cli, tmp_path: Path) -> None:
    shown = [cli("show", name, "--format", "latex").out for name in CATALOGUE]
    assert sum(r"'(x) &= " in each or r"\partial" in each for each in shown) == len(shown) - len(
        UNDERIVED
    )
    preamble = "\\documentclass{article}\\usepackage{amsmath}\\begin{document}\n"
    text = "\n".join([preamble, *shown, "\\end{document}"])
    (tmp_path / "all.tex").write_text(text, encoding="utf-8")
    ran = typeset("pdflatex", tmp_path / "all.tex", "-halt-on-error")
    assert ran.returncode == 0, ran.stdout[-2000:]


def test_the_figure_of_a_spec_in_words(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("title: Two curves\ncurves: [gelu, relu']\n")
    ran = cli("show", "a.yaml", "--alt")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == f"{alternative(plan(read(tmp_path / 'a.yaml')))}\n"
    assert ran.out.startswith("Two curves. GELU and derivative of ReLU for x from")
    assert json.loads(cli("show", "a.yaml", "--alt", "--json").out) == {
        "title": "Two curves",
        "alt": ran.out.strip(),
    }
    given = cli("show", "-", "--alt", "--set", "alt=In other words", stdin="curves: [gelu]")
    assert given.out == "In other words\n"


@pytest.mark.parametrize("arguments", [("gelu", "--alt"), ("a.yaml", "--alt", "--format", "latex")])
def test_alt_is_of_a_spec(cli: Cli, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "a.yaml").write_text("curves: [gelu]\n")
    ran = cli("show", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert "--alt" in ran.err


def test_neither_show_nor_alt_nor_list_loads_matplotlib(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("curves: [gelu, relu']\n")
    code = (
        "import sys; from actplot.cli.main import run; "
        "status = run(sys.argv[1:]); print(status, 'matplotlib' in sys.modules)"
    )
    for arguments in (
        ("show", "gelu"),
        ("show", "gelu", "--format", "latex"),
        ("show", "a.yaml", "--alt"),
        ("list", "rectif"),
        ("list", "--styles"),
        ("list", "--venues"),
        ("cite", "a.yaml"),
    ):
        ran = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=tmp_path,
            env={"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        )
        assert ran.stdout.splitlines()[-1] == "0 False", (arguments, ran.stderr)


# Names


def test_names_by_framework_cover_every_alias() -> None:
    for entry in CATALOGUE.values():
        names = [name for names in frameworks.grouped(entry).values() for name in names]
        assert sorted(names) == sorted(alias.partition("(")[0] for alias in entry.aliases)
        for spelling in frameworks.spellings(entry):
            assert spelling.framework in frameworks.FRAMEWORKS.values()
            assert activations.find(spelling.name).activation is entry


# list


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("修正线性", {"relu", "leaky_relu", "prelu"}),
        ("高斯", {"gelu", "gelu_tanh", "gaussian"}),
        ("rectif", {"relu", "repu"}),
        ("torch", {"relu", "gelu", "softmax", "hard_swish"}),
        ("PyTorch", {"relu", "gelu", "softmax", "hard_swish"}),
        ("Hugging Face", {"gelu", "quick_gelu"}),
        ("tensorflow", {"relu", "crelu"}),
        ("gated", {"glu", "geglu"}),
        ("shrinkage", {"hard_shrink", "tanh_shrink"}),
        ("hard swish", {"hard_swish"}),
        ("leaky relu", {"leaky_relu"}),
    ],
)
def test_a_word_finds(cli: Cli, word: str, names: set[str]) -> None:
    hits = {entry["name"] for entry in json.loads(cli("list", word, "--json").out)}
    assert names <= hits
    assert len(hits) < len(CATALOGUE) / 2


def test_frameworks_find_what_they_have(cli: Cli) -> None:
    hits = {entry["name"] for entry in json.loads(cli("list", "onnx", "--json").out)}
    assert hits == {
        entry.name for entry in CATALOGUE.values() if any("onnx." in a for a in entry.aliases)
    }


def test_styles_and_venues_are_all_listed(cli: Cli) -> None:
    for kind in ("styles", "venues"):
        rows = json.loads(cli("list", f"--{kind}", "--json").out)
        text = cli("list", f"--{kind}").out.splitlines()
        assert [line.split()[0] for line in text] == [row["name"] for row in rows]
        for row in rows:
            key, value = ("style", row["name"]) if kind == "styles" else ("size", row["name"])
            assert read(yaml.safe_dump({"curves": ["gelu"], key: value})).panels


@pytest.mark.parametrize(
    "expression", ["sqrt(-1 - x^2)", "log(-exp(x))", "nan", "where(x > 0, nan, nan)"]
)
def test_what_is_defined_nowhere_is_said_to_be_so(cli: Cli, expression: str) -> None:
    for lang, said in (("en", "defined nowhere for -20 ≤ x ≤ 20"), ("zh", "上无定义")):
        text = cli("show", expression, "--lang", lang).out
        assert said in text
        assert not {"nan", "│", "{}"} & set(text.replace(expression, "").split())
        assert not re.search("monotone|symmetry|smoothness|单调|奇偶|可导", text)
    facts = json.loads(cli("show", expression, "--json").out)
    assert (facts["range"], facts["monotone"], facts["smoothness"]) == ([], None, None)
    row = json.loads(cli("compare", expression, "-f", "json").out)[0]
    for key in ("range", "monotone", "smoothness", "continuous-derivative", "zero-centred"):
        assert row[key]["text"] == "unknown"
    Path("own.yaml").write_text(f"curves: ['{expression}']\n")
    assert "is defined nowhere in the range of x" in cli("check", "own.yaml").err


def test_a_spec_is_shown_by_what_it_defines_or_draws(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(
        "let:\n  mine(x, a=0.5): where(x > 0, x, a * x)\n  k: 2\ncurves: [mine, gelu]\n"
    )
    (tmp_path / "plain.yaml").write_text("curves: [gelu', sigmoid(relu(x))]\n")
    (own,) = json.loads(cli("show", "own.yaml", "--json").out)
    assert own["name"] == "mine"
    assert own["parameters"][0]["default"] == 0.5
    assert own["derivative"] == r"\begin{cases} 1 & x > 0 \\ a & \mathrm{otherwise} \end{cases}"
    drawn = json.loads(cli("show", "plain.yaml", "--json").out)
    assert [each["name"] for each in drawn] == ["gelu'", "sigmoid(relu(x))"]


@pytest.mark.parametrize("name", ["elu(alpha=0.3)", "elu(a=0.3)", "elu(x, alpha=3/10)"])
def test_a_name_may_have_parameters(cli: Cli, name: str) -> None:
    facts = json.loads(cli("show", name, "--json").out)
    assert (facts["name"], facts["defaults"]) == ("elu", {"alpha": 0.3})
    assert facts["limits"] == [-0.3, "inf"]


def test_a_function_of_ones_own_needs_no_file(cli: Cli) -> None:
    given = ("plot", "--let", "mine(x, a=1/2)=where(x > 0, x, a * x)", "--let", "k=2")
    ran = cli(*given, "mine", "k * mine(a=0.1)", "--spec")
    assert (ran.status, ran.err) == (0, "")
    assert "mine(x, a=1/2)" in ran.out
    wrong = cli("plot", "--let", "mine(x)=foo(x)", "mine", "--spec")
    assert wrong.status == 1
    assert wrong.err.startswith("--set:1:13: error: no activation is called 'foo'")
