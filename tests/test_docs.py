"""What README and the pages say is so: specs plan, Python runs, links lead somewhere."""

from __future__ import annotations

import re
import shlex
from importlib import import_module
from pathlib import Path

import click
import pytest
from support import ROOT, Cli

from actplot.cli import main

PAGES = sorted((*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")))
NAMES = [str(path.relative_to(ROOT)) for path in PAGES]
FENCE = re.compile(r"^```(?P<language>\w+)(?P<title>[^\n]*)\n(?P<text>.*?)^```", re.M | re.S)
LINK = re.compile(r"\]\((?P<to>[^)\s]+)\)|(?:src|href)=\"(?P<other>[^\"]+)\"")
SHELL = re.compile(r"`(actplot [^`]+)`")


def blocks(page: str, language: str) -> list[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    return [found["text"] for found in FENCE.finditer(text) if found["language"] == language]


def prose(page: str) -> str:
    return FENCE.sub("", (ROOT / page).read_text(encoding="utf-8"))


def anchors(path: Path) -> set[str]:
    """The places of a page that a link can name, as GitHub and the site name them."""
    headings = re.findall(r"^#+ (.*)$", FENCE.sub("", path.read_text(encoding="utf-8")), re.M)
    return {re.sub(r"[^\w\- ]", "", line.lower()).strip().replace(" ", "-") for line in headings}


@pytest.mark.parametrize("page", NAMES)
def test_every_internal_link_leads_somewhere(page: str) -> None:
    for found in LINK.finditer(prose(page)):
        target = found["to"] or found["other"]
        if re.match(r"[a-z]+:", target):
            continue
        name, _, place = target.partition("#")
        path = (ROOT / page).parent / name if name else ROOT / page
        assert path.exists(), f"{page}: {target}"
        if place and path.suffix == ".md" and path.exists():
            assert place in anchors(path), f"{page}: {target}"


@pytest.mark.parametrize("page", NAMES)
def test_every_spec_can_be_drawn(page: str, cli: Cli) -> None:
    for text in blocks(page, "python"):
        if name := re.match(r"# (\w+\.py)\n", text):
            Path(name[1]).write_text(text, encoding="utf-8")
    for number, text in enumerate(blocks(page, "yaml")):
        path = Path(f"spec-{number}.yaml")
        path.write_text(text, encoding="utf-8")
        ran = cli("check", path, "--allow-python")
        assert ran.status == 0, f"{text}{ran.out}{ran.err}"


@pytest.mark.parametrize("page", [name for name in NAMES if name != "CONTRIBUTING.md"])
def test_every_example_of_python_runs(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    known: dict[str, object] = {"__name__": "page"}  # CONTRIBUTING has a test of its own
    for text in blocks(page, "python"):
        exec(compile(text, page, "exec"), known)


@pytest.mark.parametrize("page", NAMES)
def test_every_command_is_one(page: str) -> None:
    for line in shell(page):
        _, name, *arguments = shlex.split(line, comments=True)
        if name.startswith("-"):
            continue
        assert name in main.COMMANDS, f"{page}: {line}"
        command = import_module(main.COMMANDS[name].module).command
        assert isinstance(command, click.Command)
        known = {name for option in command.params for name in option.opts}
        for each in arguments:
            if each == "--":
                break
            if re.match(r"--?[a-z]", each):
                assert each.partition("=")[0] in known | {"-h", "--help"}, f"{page}: {line}"


def shell(page: str) -> list[str]:
    """The lines of a page that run actplot."""
    text = [line for block in blocks(page, "sh") for line in block.splitlines()]
    lines = [line for line in text if line.startswith("actplot ")]
    return lines + [" ".join(line.split()) for line in SHELL.findall(prose(page))]
