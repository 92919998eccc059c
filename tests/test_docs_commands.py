"""Every command of every page is run, in a folder with the files that its readers have.

What it prints is what the page shows of it; see examples.py.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from examples import (
    PAGES,
    Command,
    commands,
    examples,
    extras,
    fits,
    lines_of,
    of,
    prose,
    run,
    shell,
    skip_without_fonts,
    tools,
)
from support import ROOT

from actplot.cli import main

# What waits for something, or takes long, and is made sure of elsewhere.
ELSEWHERE = {
    "actplot watch": "tests/test_cli_watch.py",
    "--executor dask": "tests/test_build_dask.py",
    "actplot tex paper.tex": "tests/test_tex.py",
    "actplot-pandoc": "tests/test_quarto.py",
}
# Comes after what stands before its sentence; the page above is followed in whole.
AFTERWARDS = {"actplot tex thesis.tex": "docs/how-to/thesis.md"}
# Says what a command is for, with words for what it takes.
USAGE = re.compile(r"\b[A-Z_]{3,}\b|\[[A-Z]+\]|\.\.\.$|\\\|")
# Files that pages speak of without showing what is in them.
SPECS = {
    "relu.yaml": "x: [-4, 4]\ny: [-1, 4]\ncurves: [relu, relu']\n",
    "gelu.yaml": "curves: [gelu, gelu']\ncaption: GELU\nsize: thesis\n",
    "figure.yaml": "size: ieee\ncurves: [gelu, silu]\nformats: [pdf]\n",
    "bad.yaml": "curves:\n  - gelo\n",
    "specs/one.yaml": "curves: [relu]\n",
    "specs/two.yaml": "curves: [tanh]\n",
    "figures/one.yaml": "size: ieee\ncurves: [tanh]\nformats: [pdf]\n",
}
KINDS = {
    ".pdf": b"%PDF", ".svg": b"<?xml", ".png": b"\x89PNG", ".gif": b"GIF8", ".tiff": b"II*\0",
    ".html": b"<", ".tex": b"%", ".bib": b"@", ".sty": b"%", ".json": b"{",
}  # fmt: skip
NAMED = re.compile(r"[\w-]+\.(?:pdf|svg|png|tiff|tex|html|gif|yaml)\b")


# What readers of how-tos have at their end.
MADE = {
    "docs/index.md": {"gelu.pdf", "relu.pdf", "relu.svg", "relu.png"},
    "docs/how-to/word.md": {"gelu.svg", "gelu.png", "gelu.tiff"},
    "docs/how-to/ieee.md": {"figure.pdf"},
    "docs/how-to/make.md": {"gelu.pdf", "gelu.svg", "Makefile"},
    "docs/how-to/plug-in.md": {"bump.pdf"},
    "docs/how-to/slides.md": {"story.pdf", "story-4.svg", "story.html", "story.gif"},
    "docs/how-to/cluster.md": {"figures/one.pdf", "figures/index.html"},
    "docs/how-to/documentation.md": {"site/figures/gelu.svg", "site/gallery/index.html"},
    "docs/how-to/thesis.md": {"gelu.pdf", "gelu.tex", "figures.bib", "thesis.pdf"},
    "docs/how-to/thesis.zh.md": {"gelu.pdf", "gelu.tex", "activations.bib", "thesis.pdf"},
}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with specs, and figures of two of them."""
    folder = tmp_path_factory.mktemp("reader")
    for name, text in SPECS.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    place = tools(folder)
    for line in (
        "actplot render figure.yaml gelu.yaml",
        "actplot render figures/one.yaml -o figures",
    ):
        assert run(line, folder, place).returncode == 0
    return folder


@pytest.fixture
def kit(drawn: Path, tmp_path: Path) -> Path:
    """The folder of one reader."""
    shutil.copytree(drawn, tmp_path, dirs_exist_ok=True)
    return tmp_path


def written(page: str, folder: Path) -> None:
    """The files that a page tells to write or speaks of, without those that its commands write."""
    text = (ROOT / page).read_text(encoding="utf-8")
    for name in SPECS:
        if name not in text and f"{name.partition('/')[0]}/" not in text:
            (folder / name).unlink(missing_ok=True)
    for each in of(page):
        if each.title:
            (folder / each.title).parent.mkdir(exist_ok=True)
            (folder / each.title).write_text(each.text, encoding="utf-8")
            for old in folder.glob(f"{Path(each.title).stem}.*"):
                if old.suffix in (".pdf", ".svg", ".png"):
                    old.unlink()
    for command in shell(page):
        if match := re.match(r"actplot init (\w+)", command.line):
            for old in folder.glob(f"{match[1]}.*"):
                old.unlink()


def done(command: Command, folder: Path) -> str:
    """What a command prints; what it says that it does is done."""
    ran = run(command.bare, folder, folder / "bin")
    message = f"{command.where}: {command.line}\n{ran.stdout}"
    assert ran.returncode == int("error: " in command.shown), message
    if command.program != "make":
        for name in NAMED.findall(command.says):
            assert (folder / name).is_file(), message
    if (out := re.search(r" -o (\S+)| > (\S+)", command.bare)) is not None:
        assert (folder / (out[1] or out[2])).exists(), message
    for names in re.findall(r": drawn to (.*)$", ran.stdout, re.M):
        for name in names.split(", "):
            data = (folder / name).read_bytes()
            assert data.lower().startswith(KINDS[Path(name).suffix].lower()), (name, data[:8])
    return ran.stdout


@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_a_page_does_and_prints_what_it_says(page: str, kit: Path) -> None:
    skip_without_fonts(page)
    written(page, kit)
    absent = set[str]()
    for command in shell(page):
        if any(word in command.line for word in ELSEWHERE):
            continue
        if not _there(command, kit):
            absent.add(command.program)
            continue
        if absent and command.line.endswith("thesis.tex"):  # comes after LaTeX
            continue
        printed = done(command, kit)
        # What other programs print is theirs, and of each version another.
        if command.program == "actplot" or command.shown:
            where = f"{command.where}: {command.line}\nprints\n{printed}\nshown\n{command.shown}"
            assert fits(command.shown, printed), where
    assert absent <= {"pdflatex", "latexmk"}
    for name in MADE.get(page, ()):
        assert (kit / name).is_file() or (absent and name == "thesis.pdf"), name
    if (kit / "thesis.pdf").exists():
        a_document_with_its_figures(kit)


def a_document_with_its_figures(folder: Path) -> None:
    assert (folder / "thesis.pdf").stat().st_size > 10_000
    assert r"\cite{" in (folder / "gelu.tex").read_text(encoding="utf-8")
    log = (folder / "thesis.log").read_text(encoding="utf-8", errors="replace")
    for words in ("not drawn yet", "undefined references", "Overfull"):
        assert words not in log


def _there(command: Command, folder: Path) -> bool:
    """Whether a program is installed; of LaTeX also the class of the page's document."""
    path = f"{folder / 'bin'}:{os.environ['PATH']}"
    if command.program not in ("pdflatex", "latexmk"):
        return shutil.which(command.program, path=path) is not None
    (name,) = re.findall(r"\\documentclass\[.*\]\{(\w+)\}", (folder / "thesis.tex").read_text())
    return shutil.which(command.program, path=path) is not None and (
        subprocess.run(["kpsewhich", f"{name}.cls"], capture_output=True).returncode == 0
    )


@pytest.mark.parametrize("page", PAGES)
def test_every_command_within_a_sentence_works(page: str, kit: Path) -> None:
    skip_without_fonts(page)
    for line in re.findall(r"`(actplot(?:-pandoc)? [^`]+)`", prose(page)):
        line = " ".join(line.split())
        # A name alone speaks of the command.
        if len(line.split()) < 3 and line != "actplot list":
            continue
        if USAGE.search(line) or any(word in line for word in (*ELSEWHERE, *AFTERWARDS)):
            continue
        written(page, kit)
        printed = done(Command(page, line, ""), kit)
        if " check " in line:
            assert printed == "", line


def test_the_rule_for_a_makefile_of_ones_own_draws_what_has_changed(kit: Path) -> None:
    (rule,) = of("docs/how-to/make.md", "make")
    (kit / "Makefile").write_text(rule.text, encoding="utf-8")
    (kit / "figures" / "one.pdf").unlink()
    for expected in ("actplot render figures/one.yaml", "up to date"):
        ran = run("make figures/one.pdf", kit, kit / "bin")
        assert ran.returncode == 0, ran.stdout
        assert expected in ran.stdout
    (kit / "figures" / "one.yaml").write_text("curves: [gelu]\n", encoding="utf-8")
    assert "actplot render" in run("make figures/one.pdf", kit, kit / "bin").stdout


def test_every_block_of_commands_is_one_of_the_two_kinds() -> None:
    for page in PAGES:
        for block in of(page):
            assert block.language not in ("bash", "shell", "zsh", "pycon", "shell-session"), block
            assert block.language, f"{block} has no language"
            if block.language == "console":
                assert [*commands(block)], block


def test_no_block_is_hidden_in_an_indent() -> None:
    """All examples stand in fences, where they are found."""
    for page in PAGES:
        text = prose(page)
        assert not re.search(r"(?:^|\n)\n {4,}[^\s*-]", text), page


@pytest.mark.parametrize(
    ("shown", "printed", "right"),
    [
        ("a\nb\n", "a\nb", True), ("a\nb", "a\nc", False), ("a\n...", "a\nb\nc", True),
        ("...\nc", "a\nb\nc", True), ("a\n...\nc", "a\nc", True), ("a ... c", "a 1.5 c", True),
        ("a ... c", "a\nc", False), ("", "a", False), ("a", "", False), ("a", "a\nb", False),
        ("...", "", True), ("a.", "ab", False), ("a\n...\nd", "a\nb\nc", False),
    ],
)  # fmt: skip
def test_what_is_shown_fits_what_is_printed(shown: str, printed: str, right: bool) -> None:
    assert fits(shown, printed) is right


def test_what_is_made_sure_of_elsewhere_is() -> None:
    for name in ELSEWHERE.values():
        assert (ROOT / name).is_file()
    for line, page in AFTERWARDS.items():
        assert line in [command.bare for command in shell(page)]


@pytest.mark.parametrize("page", ["README.md", "README.zh.md", "CONTRIBUTING.md"])
def test_every_make_target_is_one(page: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^\.PHONY: (.*)$", makefile, re.M)[0].split())
    text = (ROOT / page).read_text(encoding="utf-8")
    named = re.findall(r"(?:^|`)make (\w+)", text, re.M)
    assert named
    assert set(named) <= targets


def test_readme_lists_each_command_once() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `actplot ([a-z]+)", text, re.M)
    assert sorted(rows) == sorted(main.COMMANDS)


def test_options_of_a_line_stand_behind_its_command() -> None:
    for command in shell(*PAGES):
        assert shlex.split(command.bare)


@pytest.mark.parametrize("page", PAGES)
def test_who_checks_a_pdf_is_told_what_that_needs(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert "[pdf]" in text or not re.search(r"actplot check \S+\.pdf", text)


def test_every_extra_is_on_the_first_page() -> None:
    text = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    for extra in extras() - {"docs", "test", "dev"}:
        assert f"`{extra}`" in text


def test_help_is_shown_as_it_is_printed(kit: Path) -> None:
    """On the page of commands, which is built with the site."""
    from docs.generate import commands as generated

    (page,) = generated.pages()
    blocks = [each for each in examples(page.text, page.path) if each.language == "console"]
    assert len(blocks) == len(main.COMMANDS)
    for block in blocks:
        (command,) = commands(block)
        assert lines_of(done(command, kit)) == lines_of(command.shown)
