"""Dependency lines that make itself reads back."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from support import Cli

from actplot.pipeline import deps

NAMES = [
    "plain",
    "a b",
    "x#y",
    "c:d",
    "e$f",
    "中 文",
    "s\\t",
    "u\\ v",
    "w\\#z",
    "q'uo\"te",
    "(par)",
]


def test_a_rule_for_each_spec_and_an_empty_one_for_each_input() -> None:
    text = deps.text(
        [
            ([Path("a.pdf"), Path("a.svg")], [Path("a.yaml"), Path("base.yaml")]),
            ([Path("b.pdf")], [Path("b.yaml"), Path("base.yaml")]),
        ]
    )
    assert text == (
        "a.pdf a.svg: \\\n a.yaml \\\n base.yaml\n"
        "b.pdf: \\\n b.yaml \\\n base.yaml\n"
        "a.yaml:\nbase.yaml:\nb.yaml:\n"
    )


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
@pytest.mark.parametrize("name", NAMES)
def test_make_understands_the_names(tmp_path: Path, name: str) -> None:
    spec, figure = Path(f"{name}.yaml"), Path(f"{name}.svg")
    goal = deps.escape(str(figure))
    (tmp_path / "Makefile").write_text(
        f"all: {goal}\n{goal}:\n\t@echo drawn\n{deps.text([([figure], [spec])])}"
    )
    for path in (spec, figure):
        (tmp_path / path).touch()

    def drawn(seconds: int) -> bool:
        """Whether make draws a figure of that age from a spec of age 100."""
        os.utime(tmp_path / spec, (100, 100))
        os.utime(tmp_path / figure, (seconds, seconds))
        ran = subprocess.run(["make"], cwd=tmp_path, capture_output=True, text=True, check=True)
        assert not ran.stderr
        return "drawn" in ran.stdout

    assert drawn(50)
    assert not drawn(150)
    (tmp_path / spec).unlink()  # a base that was deleted must not stop make
    subprocess.run(["make"], cwd=tmp_path, capture_output=True, check=True)


@pytest.mark.parametrize("file", ["gelu.yaml", "./gelu.yaml", "base.yaml", "gelu.pdf", "link"])
def test_rules_replace_no_file_that_they_are_about(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("base.yaml").write_text("title: GELU\n")
    Path("gelu.yaml").write_text("extends: base.yaml\ncurves: [gelu]\n")
    Path("link").symlink_to("gelu.yaml")
    assert cli("render", "gelu.yaml", "-f", "pdf").status == 0
    before = Path(file).read_bytes()
    ran = cli("render", "gelu.yaml", "-f", "pdf", "--deps", file)
    assert ran.status == 1
    assert f"error: {file} is one of the files that the rules are about" in ran.err
    assert Path(file).read_bytes() == before
