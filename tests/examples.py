"""Examples in Markdown, and what is shown of what they print.

    ```console          commands after `$ `, below each what it prints
    ```sh               commands that print nothing, or programs other than actplot
    ```python           `# -> ` after a statement, or below it, is its value or what it prints
    ```yaml title="a.yaml"   a file that the commands of the page use
    ```yml, ```text     what stands after `- run: `, or is a line of actplot, is a command for logs

`...` stands for what is left out: a line of its own for lines, within a line for a part of it.
"""

from __future__ import annotations

import ast
import contextlib
import io
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
import yaml
from matplotlib.artist import Artist
from support import ROOT

from actplot.fonts.finding import find

PAGES = tuple(
    path.relative_to(ROOT).as_posix()
    for path in sorted((*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "gallery/README.md"))
)
_FENCE = re.compile(r"^(?P<ticks>`{3,})(?P<info>[^`\n]*)$")
_TITLE = re.compile(r'title="([^"]+)"')


class Example(NamedTuple):
    """A fenced block: its page and line, language, the file that it is, and its text."""

    page: str
    line: int
    language: str
    title: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def examples(text: str, page: str) -> Iterator[Example]:
    """The fenced blocks of a page, those within others not counted."""
    fence, start, kept = "", 0, list[str]()
    info = ""
    for number, line in enumerate(text.splitlines(), 1):
        opening = _FENCE.match(line)
        if not fence and opening:
            fence, info, start, kept = opening["ticks"], opening["info"].strip(), number, []
        elif fence and line.strip() == fence:
            title = _TITLE.search(info)
            language = info.split(" ")[0]
            body = "".join(f"{each}\n" for each in kept)
            yield Example(page, start, language, title[1] if title else "", body)
            fence = ""
        elif fence:
            kept.append(line)
    assert not fence, f"{page}:{start} is not closed"


def of(page: str, *languages: str) -> list[Example]:
    text = (ROOT / page).read_text(encoding="utf-8")
    return [each for each in examples(text, page) if not languages or each.language in languages]


def prose(page: str) -> str:
    """A page without its blocks."""
    text = (ROOT / page).read_text(encoding="utf-8")
    for block in examples(text, page):
        text = text.replace(f"\n{block.text}```", "\n```")
    return text


def skip_without_fonts(page: str) -> None:
    """Readers of a page have one of the fonts that its specs name; a bare machine has none."""
    for block in of(page, "yaml"):
        fonts = yaml.safe_load(block.text).get("font")
        for names in (fonts.get("latin"), fonts.get("cjk")) if isinstance(fonts, dict) else ():
            names = [names] if isinstance(names, str) else names or []
            if names and not any(map(find, names)):
                pytest.skip(f"none of {', '.join(names)} is installed here")


def fits(shown: str, printed: str) -> bool:
    """Whether a page shows what was printed, where `...` stands for anything."""
    lines = [re.escape(line.rstrip()).replace(re.escape("..."), ".*") for line in lines_of(shown)]
    pattern = "".join(r"(?:.*\n)*?" if line == ".*" else f"{line}\n" for line in lines)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in lines_of(printed))) is not None


def lines_of(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").splitlines()]


# Commands


class Command(NamedTuple):
    """A line of a shell, and what a page shows of its output."""

    where: str
    line: str
    shown: str

    @property
    def program(self) -> str:
        return self.line.split()[0]

    @property
    def bare(self) -> str:
        return self.line.partition(" #")[0].strip()

    @property
    def says(self) -> str:
        """Its comment."""
        return self.line.partition(" #")[2]


def commands(block: Example) -> Iterator[Command]:
    if block.language != "console":
        for line in block.text.splitlines():
            logged = re.match(r"(?:- run: )?((?:pip|actplot) .*)", line)
            if block.language != "sh" and logged:
                yield Command(str(block), logged[1], "...")
            elif block.language == "sh" and line.strip():
                yield Command(str(block), line, "")
        return
    first, *rest = re.split(r"^\$ ", block.text, flags=re.M)
    assert not first, f"{block} begins with no command"
    for part in rest:
        line, _, shown = part.partition("\n")
        yield Command(str(block), line, shown)


def shell(*pages: str) -> list[Command]:
    return [
        each
        for page in pages
        for block in of(page, "sh", "console", "yml", "text")
        for each in commands(block)
    ]


INSTALLER = """\
#!{python}
# Stands for pip and pipx, which would need a network: what it is asked for has to be there.
import re, sys, tomllib
project = tomllib.load(open({project!r}, "rb"))["project"]
first, *wanted = sys.argv[1:]
assert first == "install" and len(wanted) == 1, sys.argv
name, extras = re.fullmatch(r"(\\.|actplot)(?:\\[([a-z,]+)\\])?", wanted[0]).groups()
missing = {{*(extras or "").split(",")}} - {{"", *project["optional-dependencies"]}}
sys.exit(f"no such extra: {{missing}}" if missing else 0)
"""
MAKE = '#!/bin/sh\n[ -f Makefile ] && exec {make} "$@"\ncd {root} && exec {make} -n "$@"\n'


def tools(folder: Path) -> Path:
    """Programs as a reader has them, who has installed this project; make only says what it would
    do in the repository."""
    import shutil

    place = folder / "bin"
    place.mkdir(parents=True, exist_ok=True)
    installer = INSTALLER.format(python=sys.executable, project=str(ROOT / "pyproject.toml"))
    scripts = {
        "actplot": f'#!/bin/sh\nexec {sys.executable} -m actplot "$@"\n',
        "pip": installer,
        "pipx": installer,
        "make": MAKE.format(make=shutil.which("make"), root=ROOT),
        "pdflatex": f'#!/bin/sh\nexec {shutil.which("pdflatex")} -interaction=batchmode "$@"\n',
    }
    for name, text in scripts.items():
        if "exec None" not in text:
            (place / name).write_text(text, encoding="utf-8")
            (place / name).chmod(0o755)
    return place


def outside_make() -> dict[str, str]:
    """The environment, without what tells a make that it was started by another."""
    return {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}


def run(line: str, folder: Path, place: Path) -> subprocess.CompletedProcess[str]:
    """A line of a shell, with what it prints to both of its outputs in one."""
    return subprocess.run(
        line, shell=True, cwd=folder, stdin=subprocess.DEVNULL, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={
            **outside_make(), "PATH": f"{place}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT),
            "NO_COLOR": "1", "COLUMNS": "80", "SLURM_ARRAY_TASK_ID": "1",
        },
    )  # fmt: skip


def extras() -> set[str]:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return {*tomllib.loads(text)["project"]["optional-dependencies"]}


# Python


def follow(block: Example, known: dict[str, Any]) -> None:
    """Run an example of Python: what each statement gives and prints is what is shown."""
    lines = block.text.splitlines()
    for statement in ast.parse(block.text).body:
        last = statement.end_lineno or statement.lineno
        comment = re.search(r"  # -> (.*)$", lines[last - 1])
        shown = [comment[1]] if comment else []
        for line in lines[last:]:
            if not line.startswith("# -> " if not shown else "#    "):
                break
            shown.append(line[5:])
        printed = _value(statement, block, known)
        where = f"{block.page}:{block.line + last}"
        assert bool(printed) == bool(shown), f"{where}: {lines[last - 1]}\nprints {printed}"
        assert fits("\n".join(shown), printed), f"{where}: shown {shown}, but\n{printed}"


def _value(statement: ast.stmt, block: Example, known: dict[str, Any]) -> str:
    """What a statement prints, and the value of an expression as Python shows it."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        if isinstance(statement, ast.Expr):
            code = compile(ast.Expression(statement.value), block.page, "eval")
            value = eval(code, known)
            if value is not None and not _drawn(value):
                # NumPy before 2 shows its numbers so; a float is one.
                print(repr(value.item() if isinstance(value, np.generic) else value))
        else:
            exec(compile(ast.Module([statement], []), block.page, "exec"), known)
    return out.getvalue()


def _drawn(value: Any) -> bool:
    """Whether a value shows itself as a picture, or is part of one."""
    values = value if isinstance(value, list) else [value]
    return bool(values) and all(isinstance(each, Artist) for each in values)
