"""What all tests share: the command line, run in this process or in one of its own."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import browser
import pytest
from browser import Browser
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
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Browser, Path]]:
    """A browser, and the folder of its downloads."""
    if not browser.PROGRAM:
        pytest.skip("there is no Chromium here")
    profile = tmp_path_factory.mktemp("profile")
    with Browser(profile, profile / "downloads") as session:
        yield session, profile / "downloads"


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
