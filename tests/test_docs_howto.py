"""The how-tos, each followed from its beginning to its end."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT

FENCE = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```", re.M | re.S)
# What names no file of the page itself, or waits for something that is not here.
ELSEWHERE = ("figures/", "specs", "watch", "--executor", "pipx", "pip ")


def found(*names: str) -> bool:
    """Whether programs, and classes of LaTeX, are installed."""
    return all(
        shutil.which("kpsewhich") is not None
        and subprocess.run(["kpsewhich", name], capture_output=True).returncode == 0
        if name.endswith(".cls")
        else shutil.which(name) is not None
        for name in names
    )


def blocks(page: str, language: str) -> list[str]:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return [body for kind, body in FENCE.findall(text) if kind == language]


def follow(lines: list[str], folder: Path) -> None:
    """Run lines of a shell as a reader would, who has actplot."""
    tools = folder / "bin"
    tools.mkdir(exist_ok=True)
    (tools / "actplot").write_text(f'#!/bin/sh\nexec {sys.executable} -m actplot "$@"\n')
    (tools / "actplot").chmod(0o755)
    environment = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    for line in lines:
        ran = subprocess.run(
            line, shell=True, cwd=folder, env=environment, capture_output=True, text=True,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert ran.returncode == 0, f"{line}\n{ran.stdout[-2000:]}{ran.stderr}"


def commands(page: str) -> list[str]:
    lines = [line.partition(" #")[0] for block in blocks(page, "sh") for line in block.splitlines()]
    return [line for line in lines if line and not any(word in line for word in ELSEWHERE)]


@pytest.mark.parametrize(
    ("page", "name", "made"),
    [
        ("index.md", "relu", {"gelu.pdf", "relu.pdf", "relu.svg", "relu.png"}),
        ("how-to/word.md", "gelu", {"gelu.svg", "gelu.png", "gelu.tiff"}),
        ("how-to/ieee.md", "figure", {"figure.pdf"}),
        ("how-to/slides.md", "story", {"story.pdf", "story-4.svg", "story.html", "story.gif"}),
    ],
)
def test_a_reader_gets_the_figures(page: str, name: str, made: set[str], tmp_path: Path) -> None:
    (tmp_path / f"{name}.yaml").write_text(blocks(page, "yaml")[0], encoding="utf-8")
    follow(commands(page), tmp_path)
    assert made <= {path.name for path in tmp_path.iterdir()}


def test_make_and_the_function_of_a_file(tmp_path: Path) -> None:
    follow(commands("how-to/make.md")[:1], tmp_path)
    (tmp_path / "own.py").write_text(blocks("how-to/plug-in.md", "python")[0], encoding="utf-8")
    (tmp_path / "bump.yaml").write_text(blocks("how-to/plug-in.md", "yaml")[1], encoding="utf-8")
    follow([*commands("how-to/plug-in.md"), "rm bump.yaml", "make"], tmp_path)
    assert {"bump.pdf", "gelu.pdf", "gelu.svg"} <= {path.name for path in tmp_path.iterdir()}


@pytest.mark.skipif(not shutil.which("pdflatex"), reason="there is no LaTeX here")
def test_a_thesis(tmp_path: Path) -> None:
    page = "how-to/thesis.md"
    (tmp_path / "gelu.yaml").write_text(blocks(page, "yaml")[0], encoding="utf-8")
    (tmp_path / "thesis.tex").write_text(blocks(page, "latex")[0], encoding="utf-8")
    lines = [line for line in commands(page) if "latexmk" not in line]
    latex = "pdflatex -interaction=batchmode"
    follow([line.replace("pdflatex", latex) for line in lines], tmp_path)
    assert len(list((tmp_path / "actplot-figures").glob("*.pdf"))) == 1
    assert (tmp_path / "thesis.pdf").stat().st_size > 10_000
    assert r"\cite{" in (tmp_path / "gelu.tex").read_text(encoding="utf-8")
    assert "not drawn yet" not in (tmp_path / "thesis.log").read_text(errors="replace")


@pytest.mark.skipif(not found("xelatex", "latexmk", "ctexart.cls"), reason="there is no ctex here")
def test_a_chinese_thesis(tmp_path: Path) -> None:
    page = "how-to/thesis.zh.md"
    document, short = blocks(page, "latex")
    (tmp_path / "gelu.yaml").write_text(blocks(page, "yaml")[0], encoding="utf-8")
    (tmp_path / "thesis.tex").write_text(document, encoding="utf-8")
    assert r"\actplot" in short
    lines = commands(page)
    follow([line.replace("-xelatex", "-xelatex -silent") for line in lines], tmp_path)
    assert (tmp_path / "activations.bib").read_text(encoding="utf-8").count("@") == 1
    log = (tmp_path / "thesis.log").read_text(encoding="utf-8", errors="replace")
    assert "undefined references" not in log
    assert (tmp_path / "thesis.pdf").stat().st_size > 10_000
