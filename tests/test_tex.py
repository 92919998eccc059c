"""Figures that a LaTeX document asks for: written down, drawn, included, by every engine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT, Cli

from actplot.tex.requests import plain, requests, setting, split

ENGINES = ("pdflatex", "xelatex", "lualatex")
THESIS = r"""\documentclass{report}
\usepackage{actplot}
\actplotset{font.size=9}
\begin{document}
\include{chapters/one}
\include{chapters/two}
\chapter{Three}
\begin{tabular}{ll}\actplot[size=40x30]{tanh} & \actplot[size=40x30]{tanh'}\end{tabular}
\footnote{\actplot[size=40x30, x=-2:2]{elu(alpha=[0.5, 1])}}
\actplotfile[size=50x40]{figures/own}
\end{document}
"""
ONE = r"""\chapter{One}
\begin{figure}
  \actplot[x=-4:4, size=60x45]{gelu, gelu'}
  \caption{\actplot[size=30x20]{relu}}
\end{figure}
"""
TWO = r"""\chapter{Two}
\actplot[size=40x30]{x^2,
  leaky\_relu(alpha=0.1)}
\actplot[size=40x30]{gelo}
"""


def run(*command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    if shutil.which(command[0]) is None and command[0] != sys.executable:
        pytest.skip(f"no {command[0]} here")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, errors="replace"
    )


def latex(engine: str, folder: Path, name: str = "thesis.tex") -> str:
    ran = run(engine, "-interaction=nonstopmode", "-halt-on-error", name, folder=folder)
    assert ran.returncode == 0, ran.stdout[-3000:]
    return ran.stdout


@pytest.fixture
def thesis(tmp_path: Path, cli: Cli) -> Path:
    (tmp_path / "chapters").mkdir()
    (tmp_path / "figures").mkdir()
    (tmp_path / "thesis.tex").write_text(THESIS)
    (tmp_path / "chapters" / "one.tex").write_text(ONE)
    (tmp_path / "chapters" / "two.tex").write_text(TWO)
    (tmp_path / "figures" / "own.yaml").write_text("curves: [mish]\n")
    (tmp_path / "actplot.sty").write_text(cli("tex", "--sty").out)
    return tmp_path


@pytest.mark.parametrize("engine", ENGINES)
def test_a_thesis(engine: str, thesis: Path, cli: Cli) -> None:
    output = latex(engine, thesis)
    assert "8 figure(s) missing" in " ".join(output.split())
    ran = cli("tex", "thesis.tex")
    assert ran.status == 1
    drawn = ran.out.split()
    assert len(drawn) == 7
    assert "chapters/two.tex:4:22: error: no activation is called 'gelo'" in ran.err
    assert ran.err.count("error:") == 1
    assert "1 figure(s) missing" in " ".join(latex(engine, thesis).split())
    # Nothing is drawn twice, and what is mended is drawn alone.
    assert cli("tex", "thesis.tex").out == ""
    two = thesis / "chapters" / "two.tex"
    two.write_text(TWO.replace("gelo", "gelu"))
    latex(engine, thesis)
    ran = cli("tex", "thesis.tex")
    assert (ran.status, len(ran.out.split())) == (0, 1)
    assert "1 figure is not used" not in ran.err
    assert "missing" not in latex(engine, thesis)
    # A figure put in at the front leaves the others alone.
    one = thesis / "chapters" / "one.tex"
    one.write_text(ONE.replace(r"\begin{figure}", r"\actplot[size=30x20]{silu}\begin{figure}"))
    latex(engine, thesis)
    assert len(cli("tex", "thesis.tex").out.split()) == 1
    one.write_text(ONE)
    latex(engine, thesis)
    assert "1 figure is not used" in cli("tex", "thesis.tex").err


def test_engines_ask_for_the_same(thesis: Path) -> None:
    asked = set()
    for engine in ENGINES:
        latex(engine, thesis)
        asked.add((thesis / "thesis.actplot").read_bytes())
    assert len(asked) == 1


def test_a_changed_spec_file_is_drawn_alone(thesis: Path, cli: Cli) -> None:
    latex("pdflatex", thesis)
    cli("tex", "thesis.tex")
    own = thesis / "figures" / "own.yaml"
    own.write_text("curves: [softplus]\n")
    assert len(cli("tex", "thesis.tex").out.split()) == 1
    own.write_text("curves:\n  - geluu\n")
    ran = cli("tex", "thesis.tex")
    assert ran.status == 1
    assert "figures/own.yaml:2:5: error: no activation is called 'geluu'" in ran.err
    own.unlink()
    assert "thesis.tex:10" in cli("tex", "thesis.tex").err


def test_a_broken_figure_is_a_frame_with_its_error(thesis: Path, cli: Cli) -> None:
    latex("pdflatex", thesis)
    cli("tex", "thesis.tex")
    latex("pdflatex", thesis)
    text = run("pdftotext", "thesis.pdf", "-", folder=thesis).stdout
    assert "no activation is called" in text


def test_latexmk_does_it_all(thesis: Path, cli: Cli) -> None:
    script = thesis / "actplot"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m actplot "$@"\n')
    script.chmod(0o755)
    recipe = cli("tex", "--latexmkrc").out.replace("`actplot tex", "`./actplot tex")
    (thesis / ".latexmkrc").write_text(recipe)
    (thesis / "chapters" / "two.tex").write_text(TWO.replace("gelo", "gelu"))
    ran = run("latexmk", "-pdf", "-interaction=nonstopmode", "thesis.tex", folder=thesis)
    assert ran.returncode == 0, ran.stdout[-3000:]
    images = run("pdfimages", "-list", "thesis.pdf", folder=thesis)
    assert images.returncode == 0
    assert len(list((thesis / "actplot-figures").glob("*.pdf"))) == 8
    assert "figure(s) missing" not in (thesis / "thesis.log").read_text(errors="replace")
    times = {path: path.stat().st_mtime_ns for path in (thesis / "actplot-figures").iterdir()}
    (thesis / "chapters" / "two.tex").write_text(TWO.replace("gelo", "relu"))
    ran = run("latexmk", "-pdf", "-interaction=nonstopmode", "thesis.tex", folder=thesis)
    assert ran.returncode == 0
    after = {path: path.stat().st_mtime_ns for path in (thesis / "actplot-figures").iterdir()}
    assert {path: after[path] for path in times} == times
    assert len(after) == len(times) + 1


def test_chinese_and_active_characters(tmp_path: Path, cli: Cli) -> None:
    (tmp_path / "actplot.sty").write_text(cli("tex", "--sty").out)
    (tmp_path / "a.tex").write_text(
        "\\documentclass{ctexart}\\usepackage[french,ngerman]{babel}\\usepackage{actplot}\n"
        "\\begin{document}\\selectlanguage{french}\n"
        "\\actplot[x=-1:1, xlabel={输入}, size=50x40, font.cjk=FandolSong]{gelu', relu}\n"
        "\\end{document}\n",
        encoding="utf-8",
    )
    ran = run("xelatex", "-interaction=nonstopmode", "a.tex", folder=tmp_path)
    if ran.returncode:
        pytest.skip("no ctex here, or no babel for French and German")
    (asked,) = requests(tmp_path / "a.tex")
    assert asked.curves == ["gelu'", "relu"]
    assert "x=[-1, 1]" in asked.settings
    assert "xlabel=输入" in asked.settings


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("gelu, gelu'", ["gelu", "gelu'"]),
        ("elu(alpha=[0.1, 0.5]), relu", ["elu(alpha=[0.1, 0.5])", "relu"]),
        (
            "size={width: 84 mm, height: 60 mm},x=-4:4",
            ["size={width: 84 mm, height: 60 mm}", "x=-4:4"],
        ),
        (" , ", []),
    ],
)
def test_commas_divide_outside_of_brackets(text: str, parts: list[str]) -> None:
    assert split(text) == parts


@pytest.mark.parametrize(
    ("option", "taken"),
    [
        ("x=-4:4", "x=[-4, 4]"),
        ("x={-4:4}", "x=[-4, 4]"),
        ("x={[-2pi, 2pi]}", "x=[-2pi, 2pi]"),
        (r"title={a, b \& c}", "title=a, b & c"),
        ("size={width: 60 mm, height: 40 mm}", "size={width: 60 mm, height: 40 mm}"),
        ("lines={{y: 1, label: one}}", "lines={y: 1, label: one}"),
        ('notes={[{curve: 1, x: 1, text: "x, y"}]}', 'notes=[{curve: 1, x: 1, text: "x, y"}]'),
        ("legend", "legend=on"),
    ],
)
def test_braces_of_latex_are_taken_off_and_those_of_yaml_stay(option: str, taken: str) -> None:
    assert setting(option) == taken


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (r"\actplot[sise=3]{relu}", 10),
        (r"\actplot[axes=boxed, x=4:-4]{relu}", 22),
        (r"\actplot[title=relu]{relu, gelo}", 28),
    ],
)
def test_a_problem_of_an_option_is_marked_where_it_stands(
    line: str, column: int, tmp_path: Path, cli: Cli
) -> None:
    options, curves = line[9:].split("]{")
    name, document = "actplot-" + "A" * 32, f"line{column}"
    (tmp_path / f"{document}.tex").write_text(f"{line}\n")
    (tmp_path / f"{document}.actplot").write_text(
        f"figure {name}\nat 1 {document}.tex\noptions {options}\ncurves {curves[:-1]}\n"
    )
    assert f"{document}.tex:1:{column}: error:" in cli("tex", f"{document}.tex").err


def test_what_latex_needs_is_taken_off() -> None:
    assert plain(r"leaky\_relu(alpha=0.1), 50\% \& more") == "leaky_relu(alpha=0.1), 50% & more"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "name the document"),
        (("missing.tex",), "cannot read missing.tex: no such file"),
        (("document.tex",), "run LaTeX first"),
    ],
)
def test_wrong_usage(cli: Cli, tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    (tmp_path / "document.tex").write_text("\\documentclass{article}\n")
    ran = cli("tex", *arguments)
    assert ran.status in (1, 2)
    assert message in ran.err


def test_a_file_of_requests_that_is_none(cli: Cli, tmp_path: Path) -> None:
    for content in ("hello\nworld\na\nb\n", "figure ../x\nat 1 a\noptions \ncurves gelu\n",
                    *(f"figure actplot-{'A' * 32}\nat {at} a\noptions \ncurves gelu\n"
                      for at in ("x", "", "-1", "9" * 5000))):  # fmt: skip
        (tmp_path / "a.actplot").write_text(content)
        ran = cli("tex", "a.tex")
        assert ran.status == 1
        assert re.search(r"a\.actplot:1: not what actplot\.sty writes", ran.err)
        assert not (tmp_path / "actplot-figures").exists() or not any(
            (tmp_path / "actplot-figures").iterdir()
        )
