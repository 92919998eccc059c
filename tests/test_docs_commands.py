"""Every command of every page is run, in a folder with the files that its readers have."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from support import ROOT

from actplot.cli import main

FENCE = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```", re.M | re.S)
PAGES = ("README.md", "README.zh.md", "CONTRIBUTING.md", *(
    path.relative_to(ROOT).as_posix() for path in sorted(ROOT.glob("docs/**/*.md"))
))  # fmt: skip
# What waits for something, or is made sure of elsewhere.
ELSEWHERE = {
    "watch": "tests/test_cli_watch.py",
    "--executor dask": "tests/test_build_dask.py",
    "gallery --catalogue": "tests/test_gallery.py",
    "tex paper.tex": "tests/test_tex.py",
    "tex thesis.tex": "tests/test_docs_howto.py",
    "init gelu": "tests/test_docs_howto.py",
    "completion bash\\|zsh\\|fish": "tests/test_completion.py",
}
# Says what a command is for, with words for what it takes.
USAGE = re.compile(r"\b[A-Z_]{3,}\b|\[[A-Z]+\]|\.\.\.$")
INSTALLS = re.compile(r"^(pip|pipx|uvx|make|latexmk|pdflatex|xelatex)\b")
SPECS = {
    "relu.yaml": "x: [-4, 4]\ny: [-1, 4]\ncurves: [relu, relu']\n",
    "gelu.yaml": "curves: [gelu, gelu']\ncaption: GELU\nsize: thesis\n",
    "figure.yaml": "size: ieee\ncurves: [gelu, silu]\nformats: [pdf]\n",
    "story.yaml": "curves: [relu, elu, gelu]\nsteps: curves\n",
    "bump.yaml": "functions: own.py\ncurves: [bump]\nformats: [svg]\n",
    "own.py": "def bump(x):\n    return x / (1 + x * x)\n",
    "specs/two.yaml": "curves: [tanh]\nformats: [svg]\n",
    "figures/one.yaml": "size: ieee\ncurves: [tanh]\nformats: [pdf]\n",
}


def commands(page: str) -> list[str]:
    """The lines of a page that run actplot, those that stand in sentences too."""
    text = (ROOT / page).read_text(encoding="utf-8")
    lines = [line for kind, body in FENCE.findall(text) if kind == "sh"
             for line in body.splitlines()]  # fmt: skip
    inline = re.findall(r"`(actplot [^`]+)`", FENCE.sub("", text))
    inline = [" ".join(line.split()) for line in inline]
    # A name alone speaks of the command.
    lines += [line for line in inline if len(line.split()) > 2 or line == "actplot list"]
    return [line for line in lines if line.strip() and not USAGE.search(bare(line))]


def bare(line: str) -> str:
    return line.partition(" #")[0].strip()


@pytest.fixture
def kit(drawn: Path, tmp_path: Path) -> Path:
    """The folder of one reader."""
    shutil.copytree(drawn, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with specs, and figures of two of them."""
    folder = tmp_path_factory.mktemp("reader")
    for name, text in SPECS.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "bin").mkdir()
    (folder / "bin" / "actplot").write_text(f'#!/bin/sh\nexec {sys.executable} -m actplot "$@"\n')
    (folder / "bin" / "actplot").chmod(0o755)
    for line in (
        "actplot render figure.yaml gelu.yaml",
        "actplot render figures/one.yaml -o figures",
    ):
        assert run(line, folder).returncode == 0
    return folder


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = f"{folder / 'bin'}:{os.environ['PATH']}"
    return subprocess.run(
        line, shell=True, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"},
    )  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_a_page_does_what_it_says(page: str, kit: Path) -> None:
    for line in commands(page):
        if INSTALLS.match(line) or any(word in line for word in ELSEWHERE):
            continue
        ran = run(bare(line), kit)
        assert ran.returncode == 0, f"{line}\n{ran.stdout}{ran.stderr}"
        if " check " in line:
            assert ran.stdout + ran.stderr == "", f"{line}\n{ran.stdout}{ran.stderr}"
        for name in re.findall(r"[\w-]+\.(?:pdf|svg|png|tex|yaml)\b", line.partition(" #")[2]):
            assert (kit / name).is_file(), f"{line}: no {name}"
        if (out := re.search(r" -o (\S+)| > (\S+)", bare(line))) is not None:
            assert (kit / (out[1] or out[2])).exists(), line


def test_what_is_made_sure_of_elsewhere_is() -> None:
    for name in ELSEWHERE.values():
        assert (ROOT / name).is_file()


@pytest.mark.parametrize("page", ["README.md", "README.zh.md", "CONTRIBUTING.md"])
def test_every_make_target_is_one(page: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^\.PHONY: (.*)$", makefile, re.M)[0].split())
    text = (ROOT / page).read_text(encoding="utf-8")
    named = re.findall(r"(?:^    |`)make (\w+)", text, re.M)
    assert named
    assert set(named) <= targets


def test_readme_lists_each_command_once() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `actplot ([a-z]+)", text, re.M)
    assert sorted(rows) == sorted(main.COMMANDS)


def test_options_of_a_line_stand_behind_its_command() -> None:
    for page in PAGES:
        for line in commands(page):
            if line.startswith("actplot"):
                assert shlex.split(bare(line))


@pytest.mark.parametrize("page", PAGES)
def test_who_checks_a_pdf_is_told_what_that_needs(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert "[pdf]" in text or not re.search(r"actplot check \S+\.pdf", text)


def test_every_extra_is_on_the_first_page() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    for extra in project["optional-dependencies"].keys() - {"docs", "test", "dev"}:
        assert f"`{extra}`" in text
