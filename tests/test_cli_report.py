"""What a run over many figures says while it goes."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from pathlib import Path

from support import ROOT, Cli, pseudo_terminal

SPEC = "curves: [sigmoid]\n"


def on_a_terminal(folder: Path, *arguments: str) -> str:
    """What actplot writes to a terminal that is its standard error."""
    leader, follower = pseudo_terminal()
    with subprocess.Popen(
        [sys.executable, "-m", "actplot", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "100"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=follower,
    ) as run:
        os.close(follower)
        output = b""
        while run.poll() is None or select.select([leader], [], [], 0)[0]:
            if select.select([leader], [], [], 0.1)[0]:
                try:
                    output += os.read(leader, 10_000)
                except OSError:  # Linux: the other end is closed
                    break
    os.close(leader)
    return output.decode()


def test_a_person_sees_a_bar_and_others_do_not(tmp_path: Path, cli: Cli) -> None:
    names = [f"{number}.yaml" for number in range(3)]
    for name in names:
        (tmp_path / name).write_text(SPEC)
    output = on_a_terminal(tmp_path, "render", *names, "-f", "svg")
    assert "3/3" in output
    assert "2.yaml" in output
    assert output.splitlines()[-1].startswith("3 figures: 3 drawn in ")
    assert "/3" not in on_a_terminal(tmp_path, "render", *names, "-f", "svg", "--force", "-v")
    assert on_a_terminal(tmp_path, "render", *names, "-f", "svg", "--force", "-q") == ""
    assert cli("render", *names, "-f", "svg").err.startswith("3 figures: 3 up to date in ")


def test_a_line_a_figure_on_request(tmp_path: Path, cli: Cli) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(SPEC)
    cli("render", "a.yaml", "-f", "svg")
    first, second, last = cli("render", "a.yaml", "b.yaml", "-f", "svg", "-v").err.splitlines()
    assert first == "a.yaml: up to date: a.svg"
    assert second == "b.yaml: drawn to b.svg"
    assert last.startswith("2 figures: 1 drawn, 1 up to date in ")


def test_quiet_says_errors_only(tmp_path: Path, cli: Cli) -> None:
    (tmp_path / "a.yaml").write_text(SPEC)
    (tmp_path / "b.yaml").write_text("curves: [sigmiod]\n")
    ran = cli("render", "a.yaml", "b.yaml", "-f", "svg", "-q")
    assert ran.err.startswith("b.yaml:1:10: error: no activation is called 'sigmiod'\n")
    assert "figures" not in ran.err
