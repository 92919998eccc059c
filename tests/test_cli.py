"""The command line as a whole: help, versions, mistakes, exit statuses, streams."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest
from support import ROOT, Cli, pseudo_terminal

from actplot.cli import failure, main
from actplot.errors import ActplotError, Place, Problem
from actplot.formats import FORMATS
from actplot.version import __version__

COMMANDS = sorted(main.COMMANDS)
SPEC = "curves: [sigmoid, sigmoid']\n"


def command(name: str) -> click.Command:
    imported = import_module(f"actplot.cli.{name}").command
    assert isinstance(imported, click.Command)
    return imported


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(cli: Cli, name: str) -> None:
    ran = cli(name, "--help")
    assert ran.status == 0
    assert ran.err == ""
    assert ran.out.startswith(f"Usage: actplot {name} ")
    assert main.COMMANDS[name] in " ".join(ran.out.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_the_overview_says_what_the_command_says(name: str) -> None:
    assert command(name).name == name
    assert command(name).get_short_help_str(limit=200) == main.COMMANDS[name]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_a_help_text(name: str) -> None:
    silent = [
        option.opts
        for option in command(name).params
        if isinstance(option, click.Option) and not option.help
    ]
    assert not silent


def test_every_file_of_a_command_is_in_the_table() -> None:
    modules = {
        path.stem
        for path in (ROOT / "actplot" / "cli").glob("*.py")
        if "@click.command(" in path.read_text()
    }
    assert modules == set(main.COMMANDS)


def test_the_overview(cli: Cli) -> None:
    ran = cli("--help")
    assert ran == cli("-h")
    assert ran.status == 0
    for name, help in main.COMMANDS.items():
        assert f"  {name}" in ran.out
        assert help in ran.out


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_has_every_command(name: str) -> None:
    assert f"| `actplot {name}" in (ROOT / "README.md").read_text()


def test_the_version(cli: Cli) -> None:
    assert cli("--version") == (0, f"actplot {__version__}\n", "")


def test_a_misspelt_command_is_wrong_usage(cli: Cli) -> None:
    ran = cli("redner")
    assert (ran.status, ran.out) == (2, "")
    assert "no command is called 'redner'; did you mean 'render'?" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["render"],
        ["render", "a.yaml", "--frmat", "svg"],
        ["render", "a.yaml", "-f", "jpg"],
        ["render", "a.yaml", "-o", "a.emf"],
        ["render", "a.yaml", "-o", "results.d"],
        ["plot", "gelu", "-o", "gelu.txt"],
        ["plot", "gelu", "-o", "new/.PDF"],
        ["render", "a.yaml", "-o", ".htm"],
        ["data", "gelu", "-o", ".csv"],
        ["plot", "a.yaml", "-o", "a.svg"],
        ["plot", "gelu", "figures/gelu.pdf", "--spec"],
        ["list", "--venues", "--family", "elu"],
        ["render", "a.yaml", "-o", "a.svg", "-f", "pdf"],
        ["render", "a.yaml", "b.yaml", "-o", "a.svg"],
        ["render", "a.yaml", "--set", "size"],
        ["render", "a.yaml", "--shard", "3/2"],
        ["render", "a.yaml", "-j", "0"],
        ["plot", "gelu"],
        ["plot", "gelu", "-o", "a.svg", "-f", "pdf", "-f", "png"],
        ["plot", "gelu", "--x", "4", "-o", "a.svg"],
        ["plot", "gelu", "--label", "a", "--label", "b", "-o", "a.svg"],
        ["show"],
    ],
)
def test_wrong_usage_exits_2_and_writes_nothing(
    cli: Cli, tmp_path: Path, arguments: list[str]
) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(SPEC)
    ran = cli(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert "Usage: actplot" in ran.err
    assert sorted(os.listdir(tmp_path)) == ["a.yaml", "b.yaml"]


def test_wrong_usage_says_what_is_meant(cli: Cli) -> None:
    for given in ("a.yaml", "figures/gelu.pdf"):
        said = cli("plot", given, "-o", "new.svg").err
        assert f"'{given}' is a file, not an expression; `actplot render {given}` draws" in said
    for name, row in FORMATS.items():
        for suffix in (name, *row.others):
            said = cli("plot", "gelu", "-o", f"new/.{suffix}").err
            assert f"a file needs a name before its suffix; write new/figure.{suffix}" in said


def test_a_missing_document_is_said(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").touch()
    ran = cli("tex", "thesys.tex")
    missing = "error: cannot read thesys.tex: no such file or directory\n"
    assert (ran.status, ran.err) == (1, f"{missing}  help: did you mean 'thesis.tex'?\n")
    assert "run LaTeX first" in cli("tex", "thesis.tex").err


def test_a_missing_spec_is_said_and_exits_1(cli: Cli) -> None:
    for name in ("check", "render", "data"):
        ran = cli(name, "none.yaml")
        assert (ran.status, ran.out) == (1, "")
        assert "none.yaml: no such file or directory" in ran.err
        assert "Traceback" not in ran.err


def test_the_module_is_the_program(process: Cli) -> None:
    assert process("--version") == (0, f"actplot {__version__}\n", "")
    assert process("list", "no such thing").status == 1
    assert process("list", "--no-such-option").status == 2


def test_a_reader_that_goes_away_is_not_an_accident(tmp_path: Path) -> None:
    """As in `actplot list --json | head -1`."""
    with subprocess.Popen(
        [sys.executable, "-m", "actplot", "list", "--json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as listing:
        assert listing.stdout is not None
        assert listing.stderr is not None
        listing.stdout.close()
        assert listing.stderr.read() == b""
        assert listing.wait() == 1


def test_a_full_disk_is_said(process: Cli) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    with open("/dev/full", "w") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "actplot", "list"],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert ran.returncode == 1
    assert ran.stderr == "error: no space left on device\n"


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (ActplotError("one", "two"), 1, "error: one\nerror: two\n"),
        (PermissionError(13, "Permission denied", "a.svg"), 1, "error: a.svg: permission denied\n"),
        (KeyboardInterrupt(), 130, "interrupted\n"),
        (click.Abort(), 130, "interrupted\n"),
        (click.UsageError("no"), 2, "Error: no\n"),
        (MemoryError(), 1, "error: not enough memory\n"),
    ],
)
def test_each_failure_has_its_words_and_its_status(
    error: BaseException, status: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert failure.report(error) == status
    assert capsys.readouterr().err == message


def test_a_mistake_of_ours_is_short_unless_asked_for(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def report() -> str:
        with pytest.raises(ZeroDivisionError) as caught:
            raise ZeroDivisionError("by nought")
        assert failure.report(caught.value) == 1
        return capsys.readouterr().err

    monkeypatch.delenv("ACTPLOT_DEBUG", raising=False)
    assert report().startswith("actplot: internal error: ZeroDivisionError: by nought\n")
    assert len(report().splitlines()) == 3
    monkeypatch.setenv("ACTPLOT_DEBUG", "1")
    assert report().startswith("Traceback (most recent call last):\n")


def test_colour_is_for_terminals_only(monkeypatch: pytest.MonkeyPatch) -> None:
    leader, follower = pseudo_terminal()
    problem = Problem("wrong", Place("a.yaml", 1, 5, 2, "x: [1"), help="right")
    for variables, coloured in [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]:
        monkeypatch.delenv("NO_COLOR", raising=False)
        monkeypatch.setenv("TERM", "xterm")
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        with os.fdopen(os.dup(follower), "w") as terminal:
            failure.say([problem], terminal)
        assert (b"\x1b[" in os.read(leader, 10_000)) == coloured
    os.close(leader)
    os.close(follower)


def test_an_interrupt_ends_with_130(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "actplot", "check", "-"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as waiting:
        assert waiting.stderr is not None
        # It reads standard input by the time it has imported what it needs; a second is plenty.
        try:
            waiting.wait(timeout=1)
        except subprocess.TimeoutExpired:
            waiting.send_signal(signal.SIGINT)
        assert waiting.stderr.read().strip() == "interrupted"
        assert waiting.wait() == 130


def complete(line: str) -> list[str]:
    """What a shell would be offered for the word that is being typed."""
    ran = subprocess.run(
        [sys.executable, "-m", "actplot"],
        cwd=ROOT,
        env={**os.environ, "_ACTPLOT_COMPLETE": "fish_complete", "COMP_LINE": line},
        capture_output=True,
        text=True,
        check=True,
    )
    return [answer.split("\t")[1] for answer in ran.stdout.splitlines()]


def test_completion_of_commands_names_and_specs() -> None:
    assert complete("actplot ren") == ["render"]
    assert "leaky_relu" in complete("actplot show leaky")
    assert complete("actplot render configs/gelu") == ["configs/gelu.yaml"]
    assert complete("actplot render --forc") == ["--force"]
