"""What each command prints, and that its numbers are right."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import numpy as np
import pytest
import yaml
from support import ROOT, Cli

import actplot
from actplot import activations, metadata
from actplot.cli.picture import picture
from actplot.expression import curves
from actplot.facts.numerals import number

CATALOGUE = activations.catalogue()
CONFIGS = sorted((ROOT / "configs").glob("*.yaml"))
FIVE = """\
x: [4, nought]
curves:
  - gelo
  - isru(alpha=-1)
sise: ieee
axes: {frame: round}
"""


# list


def test_the_list_has_every_entry_once(cli: Cli) -> None:
    ran = cli("list")
    assert (ran.status, ran.err) == (0, "")
    names = [line.split()[0].partition("(")[0] for line in ran.out.splitlines()]
    assert names == list(CATALOGUE)


def test_the_list_for_programs(cli: Cli) -> None:
    entries = json.loads(cli("list", "--json").out)
    assert [entry["name"] for entry in entries] == list(CATALOGUE)
    keys = {"name", "title", "family", "aliases", "parameters", "formula", "reference"}
    for entry in entries:
        assert keys <= set(entry)
        for parameter in entry["parameters"]:
            assert set(parameter) >= {"name", "default", "domain"}


@pytest.mark.parametrize("word", ["torch.nn.GELU", "gelu", "rectif", "修正", "SILU", "shrinkage"])
def test_a_word_finds_what_the_catalogue_finds(cli: Cli, word: str) -> None:
    hits = json.loads(cli("list", word, "--json").out)
    assert [entry["name"] for entry in hits] == [e.name for e in activations.search(word)]
    assert hits


def test_a_word_that_nothing_fits(cli: Cli) -> None:
    ran = cli("list", "gelo")
    assert (ran.status, ran.out) == (1, "")
    assert (
        ran.err == "error: nothing in the catalogue matches 'gelo'\n  help: did you mean 'gelu'?\n"
    )


@pytest.mark.parametrize(("kind", "slip"), [("style", "dakr"), ("venue", "ieeee")])
def test_a_style_or_venue_that_nothing_fits(cli: Cli, kind: str, slip: str) -> None:
    ran = cli("list", f"--{kind}s", "no such thing")
    everything = f"  help: `actplot list --{kind}s` without a word shows all\n"
    said = f"error: no {kind} matches 'no such thing'\n{everything}"
    assert ran == (1, "", said)
    assert "did you mean '" in cli("list", f"--{kind}s", slip).err
    assert cli("list", f"--{kind}s", slip, "--json").out == "[]\n"


def test_a_family(cli: Cli) -> None:
    listed = json.loads(cli("list", "--family", "elu", "--json").out)
    assert {entry["family"] for entry in listed} == {"elu"}
    assert len(listed) == sum(entry.family == "elu" for entry in CATALOGUE.values())
    assert "no family is called 'elo'" in cli("list", "--family", "elo").err


def test_styles_and_venues(cli: Cli) -> None:
    assert cli("list", "--styles").out.startswith("thesis  ")
    venues = {venue["name"]: venue for venue in json.loads(cli("list", "--venues", "--json").out)}
    assert venues["ieee"]["widths"][0] == pytest.approx(88.9, abs=1)


# show


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_entry_can_be_shown(cli: Cli, name: str) -> None:
    ran = cli("show", name, "--json")
    assert (ran.status, ran.err) == (0, "")
    facts = json.loads(ran.out)
    for kind in ("minima", "maxima", "inflections", "corners", "jumps"):
        x, y = np.array(facts[kind]).reshape(-1, 2).T
        assert actplot.evaluate(facts["expression"], x) == pytest.approx(y, abs=1e-9), kind
    zeros = actplot.evaluate(facts["expression"], np.array(facts["zeros"]))
    assert zeros == pytest.approx(np.zeros(len(zeros)), abs=1e-9)


def test_what_show_computes(cli: Cli) -> None:
    facts = json.loads(cli("show", "gelu", "--json").out)
    assert facts["limits"] == [0.0, "inf"]
    assert facts["slopes"] == [0.0, 1.0]
    assert facts["minima"] == [[pytest.approx(-0.7517915), pytest.approx(-0.1699712)]]
    assert facts["inflections"][0][0] == pytest.approx(-np.sqrt(2))
    assert json.loads(cli("show", "relu", "--json").out)["corners"] == [[0.0, 0.0]]
    assert json.loads(cli("show", "binary_step", "--json").out)["jumps"] == [[0.0, 1.0]]


def test_a_framework_s_name_brings_its_defaults(cli: Cli) -> None:
    assert "alpha = 0.3" in cli("show", "keras.layers.LeakyReLU").out
    assert "alpha = 0.01" in cli("show", "torch.nn.LeakyReLU").out
    assert json.loads(cli("show", "keras.layers.LeakyReLU", "--json").out)["slopes"] == [0.3, 1.0]


@pytest.mark.parametrize("columns", [30, 80, 200])
def test_the_picture_keeps_to_the_terminal(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    drawing = [line for line in cli("show", "gelu").out.splitlines() if set("⠉⣀⠤⡠") & set(line)]
    assert drawing
    assert all(len(line) <= min(columns, 72) for line in drawing)
    assert "\x1b" not in "".join(drawing)


def test_a_terminal_without_unicode_gets_no_picture(process: Cli) -> None:
    shown = process("show", "gelu", PYTHONIOENCODING="iso8859-5")
    assert shown.status == 0
    assert shown.out.isascii()
    assert r"limits       0 for x \u2192 -\u221e" in shown.out


def test_a_picture() -> None:
    lines = picture(lambda x: x, (-2.0, 2.0), (-2.0, 2.0), columns=8, rows=4)
    assert lines == ["    │ ⡠⠊", "    ⡠⠊", "──⡠⠊┼───", "⡠⠊  │"]


def test_a_picture_of_several_functions() -> None:
    x, y = (-2.0, 2.0), (-2.0, 2.0)
    both = picture([lambda x: x, lambda x: -x], x, y, columns=8, rows=4)
    for line, mirrored in zip(both, reversed(both), strict=True):
        assert (line == "") == (mirrored == "")
    assert both != picture(lambda x: x, x, y, columns=8, rows=4)


def test_a_jump_is_a_gap_in_the_picture() -> None:
    (curve,) = curves("where(x > 0, 1, -1)")
    step = curve.function

    x, y = (-1.0, 1.0), (-2.0, 2.0)
    joined = picture(step, x, y, columns=4, rows=4)
    parted = picture(step, x, y, gaps=[0.0], columns=4, rows=4)
    assert parted[1][2] != joined[1][2]
    assert parted[2][2] == "┼"


# check


def test_five_mistakes_of_five_kinds_are_reported_at_once(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(FIVE)
    for name in ("check", "render"):
        ran = cli(name, "bad.yaml")
        assert (ran.status, ran.out) == (1, "")
        places = [line.split(": error:")[0] for line in ran.err.splitlines() if ": error:" in line]
        assert places == [
            "bad.yaml:1:8",
            "bad.yaml:3:5",
            "bad.yaml:4:16",
            "bad.yaml:5:1",
            "bad.yaml:6:15",
        ]
    assert [path.name for path in tmp_path.iterdir()] == ["bad.yaml"]
    problems = json.loads(cli("check", "bad.yaml", "--json").out)
    assert [problem["line"] for problem in problems] == [1, 3, 4, 5, 6]


@pytest.mark.parametrize("config", CONFIGS, ids=lambda path: path.stem)
def test_no_example_has_a_mistake(cli: Cli, config: Path) -> None:
    ran = cli("check", config, "-q")
    assert ran == (0, "", "")


def test_a_figure_can_be_checked_too(cli: Cli, tmp_path: Path) -> None:
    assert cli("plot", "gelu", "-o", "gelu.svg", "--size", "300x200").status == 0
    ran = cli("check", "gelu.svg", "--venue", "nature", "--json")
    assert ran.status == 1
    assert {finding["file"] for finding in json.loads(ran.out)} == {"gelu.svg"}
    ran = cli("check", "gelu.svg", "--venue", "natur")
    assert "no venue is called 'natur'; did you mean 'nature'?" in " ".join(ran.err.split())
    assert ran.status == 2


# data


def test_numbers_are_the_function_s_own(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("curves: [gelu, relu']\n")
    curves = json.loads(cli("data", "a.yaml", "-f", "json").out)["curves"]
    assert [curve["expression"] for curve in curves] == ["gelu", "relu'"]
    (piece,) = curves[0]["pieces"]
    assert piece["y"] == actplot.evaluate("gelu", np.array(piece["x"])).tolist()
    left, right = curves[1]["pieces"]
    assert (left["x"][-1], left["y"][-1]) == (0.0, 0.0)
    assert (right["x"][0], right["y"][0]) == (0.0, 1.0)


@pytest.mark.parametrize("config", CONFIGS, ids=lambda path: path.stem)
def test_straight_lines_between_the_numbers_pass_for_the_curve(cli: Cli, config: Path) -> None:
    curves = json.loads(cli("data", config, "-f", "json", "-q").out)["curves"]
    assert curves
    highest: dict[int, float] = {}
    for curve in curves:
        top = max(abs(y) for piece in curve["pieces"] for y in piece["y"])
        highest[curve["panel"]] = max(top, highest.get(curve["panel"], 0))
    for curve in curves:
        for piece in curve["pieces"]:
            x, y = np.array(piece["x"]), np.array(piece["y"])
            assert np.all(np.diff(x) > 0)
            middle = (x[1:] + x[:-1]) / 2
            true = actplot.evaluate(curve["expression"], middle)
            if config.stem != "vanishing-gradient":  # its axis is logarithmic
                off = np.max(np.abs(true - (y[1:] + y[:-1]) / 2))
                assert off < 0.005 * highest[curve["panel"]]


def test_the_three_forms_hold_the_same_numbers(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("curves: [gelu, relu']\n")
    curves = json.loads(cli("data", "a.yaml", "-f", "json").out)["curves"]
    points = [
        (x, y, curve["curve"])
        for curve in curves
        for piece in curve["pieces"]
        for x, y in zip(piece["x"], piece["y"], strict=True)
    ]
    rows = list(csv.DictReader(io.StringIO(cli("data", "a.yaml").out)))
    assert [(float(r["x"]), float(r["y"]), int(r["curve"])) for r in rows] == points
    table = cli("data", "a.yaml", "-f", "pgfplots").out.splitlines()
    assert table[0] == "x y curve"
    assert [
        (float(x), float(y), int(curve))
        for x, y, curve in (line.split() for line in table[1:] if line and line[0] != "%")
    ] == points
    assert table.count("") == 2  # one gap, and one between the curves


def test_the_output_s_suffix_chooses_the_form(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("curves: [gelu]\n")
    assert cli("data", "a.yaml", "-o", "a.json").out == ""
    assert json.loads((tmp_path / "a.json").read_text())["curves"]


# plot


def test_plot_prints_the_spec_that_it_draws(cli: Cli, tmp_path: Path) -> None:
    arguments = (
        *("gelu", "gelu'", "--label", "a: b", "--x", "-4:4", "--y", "-pi/4:2pi"),
        *("--size", "84x60", "--title", "# one", "--style", "paper", "--set", "dpi=200"),
    )
    ran = cli("plot", *arguments, "--spec")
    assert (ran.status, ran.err) == (0, "")
    spec = yaml.safe_load(ran.out)
    assert spec["curves"] == [{"expr": "gelu", "label": "a: b"}, "gelu'"]
    assert (spec["x"], spec["y"]) == ([-4, 4], ["-pi/4", "2pi"])
    assert spec["size"] == "84x60"
    assert (spec["title"], spec["dpi"]) == ("# one", 200)
    assert cli("plot", *arguments, "-o", "figure.svg").status == 0
    (tmp_path / "spec.yaml").write_text(ran.out)
    cli("render", "spec.yaml", "-o", "again.svg")
    drawn, again = ((tmp_path / name).read_text() for name in ("figure.svg", "again.svg"))
    assert "<svg" in drawn
    assert drawn.split("</metadata>")[1] == again.split("</metadata>")[1]


def test_a_mistake_in_an_expression_is_shown(cli: Cli) -> None:
    ran = cli("plot", "gelo", "-o", "a.svg")
    assert (ran.status, ran.out) == (1, "")
    assert "no activation is called 'gelo'" in ran.err
    assert "^^^^" in ran.err


# recover, init, schema


@pytest.mark.parametrize("suffix", ["svg", "pdf", "png"])
def test_the_spec_comes_back_out_of_a_figure(cli: Cli, tmp_path: Path, suffix: str) -> None:
    text = "curves: [gelu, {expr: relu', label: 导数 <&>}]\nfont: {}\n"
    (tmp_path / "a.yaml").write_text(text.replace("导数", "x"))
    file = f"a.{suffix}"
    assert cli("render", "a.yaml", "-f", suffix).status == 0
    spec = cli("recover", file)
    assert (spec.status, spec.err) == (0, "")
    (tmp_path / "b.yaml").write_text(spec.out)
    assert cli("render", "b.yaml", "-f", suffix).status == 0
    assert cli("recover", f"b.{suffix}").out == spec.out
    (tmp_path / file).write_bytes((tmp_path / file).read_bytes() + b"\n")
    assert "was changed after it was drawn" in cli("recover", file).err


def test_a_foreign_figure_has_no_spec(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text("<svg/>")
    ran = cli("recover", "a.svg")
    assert (ran.status, ran.out) == (1, "")
    assert "a.svg: contains no spec" in ran.err


def test_the_starter_is_drawn_as_it_stands(cli: Cli, tmp_path: Path) -> None:
    assert cli("init", "first").status == 0
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"first.yaml", "Makefile", "build.ninja", "actplot.schema.json"}
    assert cli("check", "first.yaml", "-q") == (0, "", "")
    assert cli("render", "first.yaml").status == 0
    assert metadata.read(tmp_path / "first.svg") is not None
    again = cli("init", "first")
    assert again.status == 1
    assert "first.yaml already exists" in again.err


@pytest.mark.parametrize("name", ["", "folder/", ".yaml", "folder/.yml"])
def test_a_starter_needs_a_name(cli: Cli, tmp_path: Path, name: str) -> None:
    ran = cli("init", name)
    assert ran.status == 2
    assert f"'{name}' is not the name of a figure" in ran.err
    assert not list(tmp_path.iterdir())


def test_the_schema_is_json_and_knows_the_keys(cli: Cli) -> None:
    schema = json.loads(cli("schema").out)
    assert {"curves", "panels", "size", "extends"} <= set(schema["properties"])


# Values as text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"),
        (1 / 3, "0.333333"),
        (1e-5, "1e-5"),
        (1e20, "1e20"),
        ([1.0, 2.5], "[1, 2.5]"),
        ((0.0,), "[0]"),
    ],
)
def test_numbers_for_people(value: float | list[float], text: str) -> None:
    assert number(value) == text


# cite, fonts


def test_papers_of_names_expressions_and_specs(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("curves: [gelu, \"elu(relu(x))'\", gelu']\n")
    ran = cli("cite", "a.yaml", "torch.nn.GELU", "softplus(x) * elu")
    assert (ran.status, ran.err) == (0, "")
    keys = [line.split("{")[1].rstrip(",") for line in ran.out.splitlines() if line[:1] == "@"]
    named = ("gelu", "elu", "relu", "softplus")
    cited = {key for name in named for key in CATALOGUE[name].references}
    assert keys == sorted(cited)


def test_an_entry_without_a_paper_says_so(cli: Cli) -> None:
    unknown = next(entry.name for entry in CATALOGUE.values() if not entry.cites)
    ran = cli("cite", unknown)
    assert (ran.status, ran.out.strip()) == (0, "")
    assert ran.err == f"warning: no paper is known for {unknown}\n"
    assert cli("cite", unknown, "-q").err == ""


def test_fonts_for_people_and_programs(cli: Cli) -> None:
    rows = json.loads(cli("fonts", "--json").out)
    assert {row["role"] for row in rows} == {"latin", "cjk"}
    ran = cli("fonts")
    assert (ran.status, ran.err) == (0, "")
    for row in rows:
        assert (row["found"] or f"none, for {row['wanted']}") in ran.out
        assert bool(row["found"]) == bool(row["file"])


@pytest.mark.parametrize("format", ["pdf", "svg", "png"])
def test_a_recovered_spec_gives_the_same_bytes(cli: Cli, tmp_path: Path, format: str) -> None:
    """The spec that a figure carries is canonical, and so is one that was recovered."""
    assert cli("plot", "gelu", "elu(alpha=0.5)", "--x", "-4,4", "-o", f"a.{format}").status == 0
    source = cli("recover", f"a.{format}").out
    (tmp_path / "again").mkdir()
    for _ in range(2):
        ran = cli("render", "-", "-o", f"again/a.{format}", "-q", "--force", stdin=source)
        assert (ran.status, ran.err) == (0, "")
        assert cli("recover", f"again/a.{format}").out == source
    again = (tmp_path / "again" / f"a.{format}").read_bytes()
    assert again == (tmp_path / f"a.{format}").read_bytes()


def test_a_figure_without_a_title_is_called_by_what_it_shows(cli: Cli, tmp_path: Path) -> None:
    assert cli("render", "-", "-o", "dip.svg", stdin="curves: [gelu]\n").status == 0
    assert cli("plot", "gelu", "silu", "-o", "dent.svg").status == 0
    assert "<title>GELU</title>" in (tmp_path / "dip.svg").read_text()
    assert "<title>GELU and SiLU</title>" in (tmp_path / "dent.svg").read_text()


@pytest.mark.parametrize("given", ["-4:4", "-4,4", "[-4, 4]", " -4 : 4 "])
def test_a_range_on_the_command_line(cli: Cli, given: str) -> None:
    assert cli("plot", "gelu", f"--x={given}", "--spec").out == "curves: [gelu]\nx: [-4, 4]\n"


def test_check_calls_standard_input_as_errors_do(cli: Cli) -> None:
    source = "curves: [gelu]\nfont: {latin: No Such Font}\n"
    assert cli("check", "-", stdin=source).err.startswith("warning: <stdin>: font 'No Such Font'")
    assert json.loads(cli("check", "-", "--json", stdin=source).out)[0]["file"] == "<stdin>"
