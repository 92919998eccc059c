"""Completion of what is typed, asked for as the shells do, and in the shells themselves."""

from __future__ import annotations

import os
import pty
import re
import resource
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from support import ROOT, Cli

from actplot import activations
from actplot.cli.main import COMMANDS, group
from actplot.cli.shells import SHELLS
from actplot.formats import FORMATS
from actplot.looks import styles, venues


def completed(*words: str) -> list[str]:
    *before, incomplete = words
    shell = ShellComplete(group, {}, "actplot", "_ACTPLOT_COMPLETE")
    return [item.value for item in shell.get_completions(before, incomplete)]


def test_every_command_and_each_of_its_options_is_completed() -> None:
    assert completed("") == list(COMMANDS)
    for name in COMMANDS:
        command = group.get_command(None, name)  # type: ignore[arg-type]
        assert command is not None
        options = {word for each in command.params for word in each.opts if word[:2] == "--"}
        assert options <= set(completed(name, "--")), name


def test_words_of_options_and_keys_are_completed() -> None:
    assert completed("render", "-f", "") == list(FORMATS)
    assert completed("completion", "") == list(SHELLS)
    assert {"size=", "axes.frame=", "font.size="} <= set(completed("render", "--set", ""))
    assert completed("render", "--set", "axes.fr") == ["axes.frame="]
    assert completed("render", "--set", "axes.frame=o") == ["axes.frame=open"]
    assert completed("render", "--set", "style=") == [f"style={each}" for each in styles.names()]
    for key in ("size", "size.venue"):
        completions = completed("render", "--set", f"{key}=")
        assert completions == [f"{key}={each}" for each in venues.names()]
    assert completed("plot", "--style", "") == styles.names()
    assert completed("plot", "--size", "") == venues.names()
    assert completed("check", "--venue", "iee") == [
        each for each in venues.names() if each.startswith("iee")
    ]


def test_names_are_completed() -> None:
    assert completed("show", "leaky") == ["leaky_relu"]
    assert set(completed("list", "")) == set(activations.catalogue())
    assert completed("plot", "torch.nn.GE") == ["torch.nn.GELU"]
    assert "keras.layers.LeakyReLU" in completed("cite", "keras.layers.")
    assert completed("show", "no such") == []


def test_specs_are_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gelu_and.yaml").touch()
    (tmp_path / "gelu.txt").touch()
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "a.yml").touch()
    for command in ("render", "check"):
        assert completed(command, "gelu") == ["gelu_and.yaml"]
        assert completed(command, "figures/") == ["figures/a.yml"]
    for command in ("cite", "show", "data", "compare"):
        assert {"gelu", "gelu_tanh", "gelu_and.yaml"} <= set(completed(command, "gelu"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "zeta one.yaml").touch()
    (tmp_path / "other.txt").touch()
    (tmp_path / "drawings").mkdir()
    (tmp_path / "drawings" / "first.yaml").touch()
    program = tmp_path / "bin" / "actplot"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m actplot "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "ZDOTDIR", "BASH_ENV", "ENV"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


# What is typed, and the line that Tab makes of it.
TYPED = {
    "actplot rend": "actplot render",
    "actplot render zet": r"actplot render zeta\ one.yaml",
    "actplot render draw": "actplot render drawings/",
    "actplot render drawings/fi": "actplot render drawings/first.yaml",
    "actplot render --set axes.fra": "actplot render --set axes.frame=",
    "actplot render --set axes.frame=bo": "actplot render --set axes.frame=boxed",
    "actplot render --forc": "actplot render --force",
    "actplot show leaky_r": "actplot show leaky_relu",
    "actplot show torch.nn.GEL": "actplot show torch.nn.GELU",
    "actplot render -f tif": "actplot render -f tiff",
}


def program(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"no {name} here")
    return path


class Terminal:
    """A shell that somebody types into."""

    def __init__(self, *command: str) -> None:
        self.process, self.end = pty.fork()
        if self.process == 0:
            os.environ["TERM"] = "dumb"
            os.execv(command[0], command)
        self.seen = ""

    def type(self, text: str, until: str) -> str:
        """What the terminal shows from now on, up to a pattern."""
        os.write(self.end, text.encode())
        self.seen, start = "", time.monotonic()
        while not re.search(until, self.seen):
            assert time.monotonic() - start < 30, (text, until, self.seen)
            if select.select([self.end], [], [], 0.2)[0]:
                self.seen += os.read(self.end, 4096).decode("utf-8", "replace")
        return self.seen

    def close(self) -> None:
        os.close(self.end)
        os.waitpid(self.process, 0)


STARTS = {
    "bash": (("--norc", "--noprofile", "-i"), "bind 'set enable-bracketed-paste off'", "PS1"),
    "zsh": (("-f", "-i"), "unset zle_bracketed_paste; autoload -Uz compinit; compinit -D", "PS1"),
}


@pytest.mark.parametrize("shell", STARTS)
def test_tab_completes_in_the_shell(shell: str, folder: Path) -> None:
    options, start, prompt = STARTS[shell]
    terminal = Terminal(program(shell), *options)
    try:
        terminal.type(f"{start}\n", r"[$%#] ")
        # Assembled from two parts, so that the shell's echo is not taken for its prompt.
        terminal.type(f"eval \"$(actplot completion {shell})\"; {prompt}=NE''XT:\n", "NEXT:")
        for typed, line in TYPED.items():
            terminal.type(f"{typed}\t", re.escape(line))
            terminal.type("\x15\n", "NEXT:")
    finally:
        terminal.close()


def test_fish_completes(folder: Path) -> None:
    script = "actplot completion fish | source\nfor line in $argv; complete -C $line; echo ==; end"
    ran = subprocess.run(
        [program("fish"), "--no-config", "-c", script, *TYPED],
        capture_output=True, text=True, check=True, cwd=folder,
    )  # fmt: skip
    assert not ran.stderr
    answers = [part.strip("\n").split("\n") for part in ran.stdout.split("==\n")]
    for (typed, line), answer in zip(TYPED.items(), answers, strict=False):
        words = [each.partition("\t")[0] for each in answer]
        assert words == [line.replace("\\ ", "~").rpartition(" ")[2].replace("~", " ")], typed


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_is_what_its_shell_reads(shell: str, cli: Cli) -> None:
    script = cli("completion", shell).out
    ran = subprocess.run([program(shell), "-n"], input=script, text=True, capture_output=True)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert f"actplot completion {shell}" in cli("completion", "--help").out


LINES = [
    "",
    "render ",
    "render --set si",
    "show gel",
    "check --venue i",
    "plot --x",
    "data torch.nn.",
]


@pytest.mark.parametrize("line", LINES)
def test_an_answer_takes_less_than_a_fifth_of_a_second(line: str) -> None:
    """Of a processor, whatever else the machine does; click is most of it."""
    environment = os.environ | {
        "PYTHONPATH": str(ROOT), "_ACTPLOT_COMPLETE": "bash_complete",
        "COMP_LINE": f"actplot {line}",
    }  # fmt: skip
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    taken = []
    for _ in range(4):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "actplot"], env=environment, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    assert min(taken[1:]) < 0.2


@pytest.mark.parametrize("line", LINES)
def test_an_answer_waits_for_no_library_of_figures(line: str) -> None:
    """Importing what draws would take longer than somebody waits who types."""
    code = (
        "import sys; from actplot.cli.main import run; status = run([])\n"
        "slow = {'matplotlib', 'actplot.paint', 'asyncio'} & sys.modules.keys()\n"
        "sys.exit(f'{status} {slow}' if status or slow else 0)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {
            "PYTHONPATH": str(ROOT), "_ACTPLOT_COMPLETE": "fish_complete",
            "COMP_LINE": f"actplot {line}",
        },
        capture_output=True, text=True,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.strip()


def test_names_of_the_catalogue_are_completed() -> None:
    for name in activations.catalogue():
        assert name in completed("show", name)
