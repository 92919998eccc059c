"""The starter's build.ninja: what ninja draws, and when it has nothing to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT, Cli

NINJA = shutil.which("ninja")


@pytest.mark.skipif(NINJA is None, reason="ninja is not installed")
def test_ninja_draws_what_has_changed_and_what_extends_it(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "my second.yaml").write_text("extends: first.yaml\nx: [-2, 2]\n")
    assert cli("init", "first").status == 0
    assert _ninja(tmp_path) == ["first", "my second"]
    assert (tmp_path / "my second.svg").exists()
    assert _ninja(tmp_path) == []
    (tmp_path / "first.yaml").write_text("curves: [relu]\n")
    assert _ninja(tmp_path) == ["first", "my second"]
    (tmp_path / "my second.yaml").write_text("curves: [elu]\n")
    assert _ninja(tmp_path) == ["my second"]


def test_the_list_of_specs_is_renewed_and_a_file_of_ones_own_left_alone(
    cli: Cli, tmp_path: Path
) -> None:
    ninja = tmp_path / "build.ninja"
    cli("init", "first")
    cli("init", "a b$c")
    assert "build first.pdf first.svg: figure first.yaml" in ninja.read_text()
    assert "build a$ b$$c.pdf a$ b$$c.svg: figure a$ b$$c.yaml" in ninja.read_text()
    ninja.write_text("# mine\n")
    cli("init", "third")
    assert ninja.read_text() == "# mine\n"


def _ninja(folder: Path) -> list[str]:
    """The figures that a run of ninja draws."""
    command = f"{sys.executable} -m actplot"
    file = (folder / "build.ninja").read_text()
    file = file.replace("actplot = actplot", f"actplot = {command}")
    (folder / "test.ninja").write_text(file)
    ran = subprocess.run(
        [str(NINJA), "-f", "test.ninja"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return sorted(line.partition("] ")[2] for line in ran.stdout.splitlines() if "] " in line)
