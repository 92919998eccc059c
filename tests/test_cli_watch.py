"""Redrawing on save, in a process of its own."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import ROOT

pytest.importorskip("watchfiles")

SPEC = "extends: base.yaml\ncurves: [sigmoid]\n"


class Watch:
    """`actplot watch figure.yaml` and what it says, a line at a time."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "actplot", "watch", "figure.yaml", "-f", "svg"],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stderr=subprocess.PIPE,
            text=True,
        )
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.lines.put(line)

    def until(self, words: str, seconds: float = 10) -> str:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                line = self.lines.get(timeout=0.1)
            except queue.Empty:
                continue
            if words in line:
                return line
        raise AssertionError(f"it never said {words!r}")


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    (tmp_path / "base.yaml").write_text("title: one\n")
    (tmp_path / "figure.yaml").write_text(SPEC)
    watch = Watch(tmp_path)
    yield watch
    watch.process.kill()
    watch.process.wait()
    assert watch.process.stderr is not None
    watch.process.stderr.close()


def test_saving_a_spec_or_its_base_redraws_and_mistakes_are_survived(
    watch: Watch, tmp_path: Path
) -> None:
    figure = tmp_path / "figure.svg"
    watch.until("1 drawn")
    assert "title: one" in figure.read_text()
    first = figure.read_bytes()

    (tmp_path / "base.yaml").write_text("title: two and more\n")
    watch.until("1 drawn")
    second = figure.read_bytes()
    assert second != first

    (tmp_path / "figure.yaml").write_text("curves: [sigmiod]\n")
    watch.until("no activation is called 'sigmiod'")
    watch.until("1 failed")
    assert figure.read_bytes() == second

    (tmp_path / "figure.yaml").write_text(SPEC + "x: [-9, 9]\n")
    watch.until("1 drawn")
    assert figure.read_bytes() != second

    watch.process.send_signal(signal.SIGINT)
    assert watch.process.wait(timeout=2) == 130
