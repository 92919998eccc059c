"""What messages quote cannot command a terminal, a makefile or a program that reads them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support import Cli

from actplot import spec
from actplot.errors import ActplotError, Place, Problem, json_text, masked
from actplot.pipeline import deps
from actplot.spec import key_docs
from actplot.spec.keys import SECTIONS
from actplot.spec.yaml.emit import emit
from actplot.spec.yaml.python import Converter

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
ATTACKS = [
    "\x1b[5;35m\x07", "\x1b]0;title\x07", "\x9b31m", "a\rb", "\x7f", "a\u202eb", "\u2066a", "\x00",
]  # fmt: skip
PATHS = sorted({doc.path.replace("[]", ".0") for doc in key_docs()})


def nested(path: str, value: object) -> object:
    for step in reversed(path.split(".")):
        value = [value] if step.isdigit() else {step: value}
    return value


def complaint(source: Any) -> str:
    """What reading a spec complains of."""
    try:
        spec.read(source)
    except ActplotError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("attack", ATTACKS)
def test_whatever_a_problem_quotes_is_masked(attack: str) -> None:
    place = Place(f"{attack}.yaml", 1, 1, 1, f"a: {attack}")
    problem = Problem(f"no key is called '{attack}'\n{attack}", place, f"not {attack}")
    assert not CONTROL.search(str(problem))
    assert not CONTROL.search(str(ActplotError(problem)))
    assert len(str(problem).split("\n")) == 4, "a line of a message was made up"
    shown = json_text(problem.as_json())
    assert not CONTROL.search(shown)
    assert json.loads(shown) == problem.as_json(), "JSON keeps names whole"
    assert masked("a\tb ünïcödé 激活 α′") == "a\tb ünïcödé 激活 α′"


@pytest.mark.parametrize("path", PATHS)
def test_no_key_lets_a_control_character_into_a_message(path: str) -> None:
    for attack in ATTACKS:
        whole = {"curves": ["gelu"], **nested(path, attack)}  # type: ignore[dict-item]
        for source in (whole, json.dumps(whole) + "\n"):
            assert not CONTROL.search(complaint(source)), source


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.noun)
def test_nor_does_the_name_of_a_key(section: object) -> None:
    for attack in ATTACKS:
        for value in ({attack: 1}, {"curves": [{attack: 1}]}, {"axes": {attack: 1}}):
            with pytest.raises(ActplotError) as caught:
                spec.read({"curves": ["gelu"], **value})
            assert not CONTROL.search(str(caught.value))


@pytest.mark.parametrize("command", ["render", "check", "data", "recover", "show", "plot", "list"])
def test_names_of_files_and_words_of_the_command_line_are_masked(
    cli: Cli, tmp_path: Path, command: str
) -> None:
    for attack in ATTACKS[:-1]:
        more = ("-o", str(tmp_path / "p.svg")) if command == "plot" else ()
        for word in (f"{attack}.yaml", f"--{attack}", attack):
            ran = cli(command, word, *more)
            assert not CONTROL.search(ran.out + ran.err), (command, attack)


def test_a_drawn_figure_with_such_a_name_is_told_of_masked(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a\x1b[31m\x9bb.yaml").write_text("curves: relu\n")
    for more in ((), ("--json",), ("-n",), ("-n", "--json"), ("-v",)):
        ran = cli("render", "a\x1b[31m\x9bb.yaml", "-f", "svg", *more)
        assert not CONTROL.search(ran.out + ran.err), more
    assert Path("a\x1b[31m\x9bb.svg").exists()
    ran = cli("gallery", ".", "-o", "out", "-f", "svg", "--title", "\x1b]0;x\x07", "-v")
    assert ran.status == 0
    for page in ("index.html", "README.md", "gallery.json"):
        assert not CONTROL.search(Path("out", page).read_text()), page


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=8))
def test_names_in_json_read_back(name: str) -> None:
    assert json.loads(json_text({"file": name})) == {"file": name}
    assert not CONTROL.search(json_text({"file": name}))


# What makes a makefile say something else than a name.
PIECES = st.sampled_from(
    [*list("ab=;:|%*?[]~&$#\\ \t\n\r()'\"!@<>{},+-.^`"), "$(A)", "SHELL=", "é"]
)


@settings(max_examples=80, deadline=None)
@example("a\\b%:")
@given(st.lists(PIECES, min_size=1, max_size=5).map("".join))
def test_make_reads_every_name_that_is_not_refused(name: str) -> None:
    try:
        escaped = deps.escape(f"{name}.svg")
        deps.text([([Path(f"{name}.svg")], [Path(f"{name}.yaml")])])
    except ActplotError:
        return
    assert "\n" not in escaped
    if shutil.which("make") is None:
        return
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        rule = deps.text([([Path(f"{name}.svg")], [Path(f"{name}.yaml")])])
        Path(folder, "Makefile").write_text(f"all: {escaped}\n{escaped}:\n\t@echo drawn\n{rule}")
        spec_file, figure = Path(folder, f"{name}.yaml"), Path(folder, f"{name}.svg")
        spec_file.write_text("")
        figure.write_text("")
        for seconds, drawn in ((50, True), (150, False)):
            os.utime(spec_file, (100, 100))
            os.utime(figure, (seconds, seconds))
            ran = subprocess.run(["make"], cwd=folder, capture_output=True, text=True, check=False)
            assert ran.returncode == 0, (name, rule, ran.stderr)
            assert ("drawn" in ran.stdout) == drawn, (name, rule, ran.stdout)


@pytest.mark.parametrize(
    "name",
    ["a\nSHELL=p", "A=b", "a;b", "~a", "a*b", "define", ".PHONY", "a(b)", "a&", "\\%", "a\\:b"],
)
def test_names_that_make_takes_for_something_else_are_refused(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_text("curves: relu\n")
    value = Converter().mapping({"extends": name})
    Path("figure.yaml").write_text(emit(value))
    ran = cli("render", "figure.yaml", "-f", "svg", "--deps", "figure.mk")
    assert ran.status == 1
    assert "make cannot read the name" in ran.err
    assert not Path("figure.mk").exists()


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are text there")
def test_a_name_that_is_no_text_is_drawn_listed_and_shown(tmp_path: Path) -> None:
    name = os.fsdecode(b"b\xff.yaml")
    (tmp_path / name).write_text("curves: relu\n")
    run = [sys.executable, "-m", "actplot"]
    for arguments in (
        ["render", name, "-f", "svg", "--deps", "d.mk"],
        ["render", name, "-f", "svg", "--deps", "-"],
        ["render", name, "-f", "svg", "--json"],
        ["gallery", ".", "-o", "out", "-f", "svg"],
    ):
        ran = subprocess.run([*run, *arguments], cwd=tmp_path, capture_output=True, check=False)
        assert ran.returncode == 0, ran.stderr
        assert b"Traceback" not in ran.stderr
    assert b"b\xff.yaml" in (tmp_path / "d.mk").read_bytes()
    assert b"b%FF.svg" in (tmp_path / "out" / "index.html").read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="shells differ there")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_traceback_and_no_file(tmp_path: Path, closed: str) -> None:
    (tmp_path / "a.yaml").write_text("curves: relu\n")
    run = f"{sys.executable} -m actplot"
    for arguments, status in (("render a.yaml -f svg", 0), ("list relu", 1 if ">&-" in closed and
                              not closed.startswith("2") else 0)):  # fmt: skip
        ran = subprocess.run(
            ["sh", "-c", f"{run} {arguments} {closed}"],
            cwd=tmp_path, capture_output=True, check=False,
        )  # fmt: skip
        assert b"Traceback" not in ran.stderr
        assert b"internal" not in ran.stderr
        assert ran.returncode == status, (arguments, ran)
    assert (tmp_path / "a.svg").read_bytes().startswith(b"<?xml")
