"""The starter's Makefile: make and fingerprints agree on what is to be done."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support import ROOT, Cli

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")

SPECS = ("one", "two words", "三 条曲线", "50%", "it's #4")
BASED = ("one", "三 条曲线", "it's #4")
"""Those of them that extend the base."""


class Project:
    """A folder with the starter's Makefile, some specs, and a base that some of them extend."""

    def __init__(self, folder: Path, cli: Cli) -> None:
        self.folder = folder
        assert cli("init", "one").status == 0
        (folder / "common").mkdir()
        self.base = folder / "common" / "the base.yaml"
        self.base.write_text("x: [-3, 3]\n")
        for number, name in enumerate(SPECS):
            extends = "extends: common/the base.yaml\n" if name in BASED else ""
            (folder / f"{name}.yaml").write_text(f"{extends}curves: [gelu]\ntitle: {number}\n")

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            ["make", "-j8", f"ACTPLOT={sys.executable} -m actplot", "FORMATS=svg pdf", *arguments],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def make(self, *arguments: str) -> tuple[int, str]:
        """Its exit status and everything it says."""
        with self.start(*arguments) as process:
            output = process.communicate()[0]
        return process.returncode, output

    def run_for(self, output: str) -> set[str]:
        """The specs for which make ran actplot."""
        return {name for name in SPECS if f'render "{name}.yaml"' in output}

    def contents(self) -> dict[str, bytes]:
        return {
            path.name: path.read_bytes()
            for path in self.folder.iterdir()
            if path.suffix in (".svg", ".pdf")
        }


@pytest.fixture
def project(tmp_path: Path, cli: Cli) -> Project:
    return Project(tmp_path, cli)


def later(path: Path, folder: Path) -> None:
    """Make a file newer than everything else in the folder, and all of it old."""
    for other in folder.rglob("*"):
        os.utime(other, (1e9, 1e9))
    os.utime(path, (1e9 + 50, 1e9 + 50))


def test_make_does_what_is_needed_and_nothing_else(project: Project) -> None:
    folder = project.folder
    status, output = project.make()
    assert (status, project.run_for(output)) == (0, set(SPECS)), output
    first = project.contents()
    assert set(first) == {f"{name}.{format}" for name in SPECS for format in ("svg", "pdf")}
    assert project.make("-s") == (0, "")

    later(project.base, folder)  # touched, not changed: make is satisfied by new times
    status, output = project.make()
    assert (status, project.run_for(output)) == (0, set(BASED)), output
    assert project.contents() == first
    assert project.make("-s") == (0, "")

    project.base.write_text("x: [-2, 2]\n")
    later(project.base, folder)
    assert project.run_for(project.make()[1]) == set(BASED)
    second = project.contents()
    assert {Path(name).stem for name in first if first[name] != second[name]} == set(BASED)

    (folder / "two words.svg").unlink()
    assert project.run_for(project.make()[1]) == {"two words"}
    assert project.contents() == second

    broken = folder / "two words.yaml"
    broken.write_text("curves: [nonsense]\n")
    later(broken, folder)
    status, output = project.make("-k")
    assert status != 0
    assert "two words.yaml:1:10: error:" in output
    assert project.contents() == second
    assert project.run_for(project.make("-k")[1]) == {"two words"}


def test_a_make_that_is_killed_leaves_nothing_half_done(project: Project) -> None:
    whole = project.make()[0] == 0 and project.contents()
    for delay in (0.3, 0.6, 0.9, 1.2):
        assert project.make("clean")[0] == 0
        assert project.contents() == {}
        with project.start() as process:
            time.sleep(delay)
            os.killpg(process.pid, signal.SIGKILL)  # make and all that it has started
        for name, content in project.contents().items():
            assert content == whole[name], name
    missing = {Path(name).stem for name in whole if name not in project.contents()}
    status, output = project.make()
    assert status == 0
    assert missing <= project.run_for(output)
    assert project.contents() == whole
    assert project.make("-s") == (0, "")
    assert not list(project.folder.glob(".actplot-*"))


def test_clean_leaves_the_specs(project: Project) -> None:
    before = {path.name for path in project.folder.iterdir()}
    assert project.make("two words.svg")[0] == 0
    assert project.make("clean")[0] == 0
    assert {path.name for path in project.folder.iterdir()} == before
