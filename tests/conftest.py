"""What all tests share: the command line, run in this process or in one of its own."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import PROGRAM, Browser
from support import ROOT, Cli, Ran

from actplot import activations
from actplot.activations import joined

# A shell that runs the tests in the background has interrupts ignored, and whatever the tests
# start would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def the_catalogue_stays() -> Iterator[None]:
    """What an example brings to the catalogue is no matter of the next test."""
    before = set(joined.JOINED)
    yield
    for name in set(joined.JOINED) - before:
        activations.leave(name)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for the tests of a file."""
    if not PROGRAM:
        pytest.skip("there is no Chromium here")
    with Browser(tmp_path_factory.mktemp("browser")) as session:
        yield session


@pytest.fixture
def cli(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Cli:
    """Run actplot in this process, in an empty folder: cli("render", "a.yaml", stdin=...)."""
    from actplot.cli.main import run

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")

    def call(*arguments: str | Path, stdin: str = "") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        capfdbinary.readouterr()
        status = run([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Ran(status, out.decode(errors="replace"), err.decode())

    return call


@pytest.fixture
def process(tmp_path: Path) -> Cli:
    """Run actplot in a process of its own, in an empty folder, with variables as keywords."""

    def call(*arguments: str | Path, **variables: str) -> Ran:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", **variables}
        ran = subprocess.run(
            [sys.executable, "-m", "actplot", *map(str, arguments)],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
        )
        return Ran(ran.returncode, ran.stdout, ran.stderr)

    return call
