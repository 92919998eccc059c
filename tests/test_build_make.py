"""The starter's Makefile: make and fingerprints agree on what is to be done."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT, Cli

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")

SPECS = ("one", "two", "三")


class Project:
    """A folder with a Makefile, three specs, and a base that two of them extend."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "common").mkdir()
        self.base = folder / "common" / "base.yaml"
        self.base.write_text("x: [-3, 3]\n")
        for number, name in enumerate(SPECS):
            extends = "" if name == "two" else "extends: common/base.yaml\n"
            (folder / f"{name}.yaml").write_text(f"{extends}curves: [gelu]\ntitle: {number}\n")

    def make(self, *arguments: str) -> tuple[int, str]:
        """Its exit status and everything it says."""
        ran = subprocess.run(
            ["make", "-j8", f"ACTPLOT={sys.executable} -m actplot", "FORMATS=svg pdf", *arguments],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        return ran.returncode, ran.stdout

    def run_for(self, said: str) -> set[str]:
        """The specs for which make ran actplot."""
        return {name for name in SPECS if f"render {name}.yaml" in said}

    def contents(self) -> dict[str, bytes]:
        return {
            path.name: path.read_bytes()
            for path in self.folder.iterdir()
            if path.suffix in (".svg", ".pdf")
        }


def later(folder: Path, file: str) -> None:
    """Make a file newer than everything else in the folder, and all of it old."""
    for path in folder.rglob("*"):
        os.utime(path, (1e9, 1e9))
    os.utime(folder / file, (1e9 + 50, 1e9 + 50))


def test_make_does_what_is_needed_and_nothing_else(tmp_path: Path, cli: Cli) -> None:
    project = Project(tmp_path)
    assert cli("init", "two", "--force").status == 0
    (tmp_path / "two.yaml").write_text("curves: [gelu]\ntitle: 1\n")

    status, said = project.make()
    assert (status, project.run_for(said)) == (0, set(SPECS)), said
    first = project.contents()
    assert set(first) == {f"{name}.{format}" for name in SPECS for format in ("svg", "pdf")}
    assert "Nothing to be done" in project.make()[1]

    later(tmp_path, "common/base.yaml")  # touched, not changed: make is satisfied by new times
    status, said = project.make()
    assert (status, project.run_for(said)) == (0, {"one", "三"})
    assert project.contents() == first
    assert "Nothing to be done" in project.make()[1]

    project.base.write_text("x: [-2, 2]\n")
    later(tmp_path, "common/base.yaml")
    project.make()
    second = project.contents()
    assert {name for name in first if first[name] != second[name]} == {
        "one.svg",
        "one.pdf",
        "三.svg",
        "三.pdf",
    }

    (tmp_path / "two.svg").unlink()
    assert project.run_for(project.make()[1]) == {"two"}
    assert project.contents() == second

    (tmp_path / "two.yaml").write_text("curves: [nonsense]\n")
    later(tmp_path, "two.yaml")
    status, said = project.make("-k")
    assert status != 0
    assert "two.yaml:1:10: error:" in said
    assert project.contents() == second


def test_clean_leaves_the_specs(tmp_path: Path, cli: Cli) -> None:
    project = Project(tmp_path)
    cli("init", "two", "--force")
    project.make("two.svg")
    assert project.make("clean")[0] == 0
    assert {path.name for path in tmp_path.iterdir()} == {
        "Makefile",
        "build.ninja",
        "common",
        *(f"{name}.yaml" for name in SPECS),
    }
