"""Texts that cannot be set: `check` and `render` say the same, before anything is drawn.

After a change of a message, `ACTPLOT_UPDATE=1 pytest tests/test_unset.py` writes the texts
beside the specs in tests/unset anew; read the difference before committing it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT, Cli

from actplot.fonts import finding

UNSET = Path(__file__).parent / "unset"
SPECS = sorted(UNSET.glob("*.yaml"))
assert SPECS


@pytest.fixture
def specs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The specs in the folder where commands run, and the font of one of them beside it.

    No other font is installed, so that every machine gives the same advice.
    """
    monkeypatch.setattr(finding, "folders", lambda: ())
    for path in SPECS:
        shutil.copy(path, tmp_path)
    fonts = tmp_path.parent / "fonts"
    fonts.mkdir(exist_ok=True)
    shutil.copy(Path(__file__).parent / "fonts" / "song.ttf", fonts)
    return tmp_path


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_check_says_exactly(cli: Cli, specs: Path, path: Path) -> None:
    ran = cli("check", path.name)
    expected = path.with_suffix(".txt")
    if os.environ.get("ACTPLOT_UPDATE"):
        expected.write_text(ran.err, encoding="utf-8")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_render_says_the_same_and_writes_nothing(cli: Cli, specs: Path, path: Path) -> None:
    ran = cli("render", path.name)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.rpartition("1 figure: ")[0] == path.with_suffix(".txt").read_text("utf-8")
    assert {each.suffix for each in specs.iterdir()} == {".yaml"}


def test_every_expected_text_has_its_spec() -> None:
    assert {path.stem for path in UNSET.glob("*.txt")} == {path.stem for path in SPECS}


def test_check_of_texts_needs_no_matplotlib(specs: Path) -> None:
    code = (
        "import sys; from actplot.cli.main import run; status = run(['check', *sys.argv[1:]]);"
        "print(status, *(m for m in ('matplotlib', 'fontTools', 'PIL') if m in sys.modules))"
    )
    for path in SPECS:
        ran = subprocess.run(
            [sys.executable, "-c", code, path.name],
            cwd=specs, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        )  # fmt: skip
        assert ran.stdout == "1\n"


def test_a_substituted_font_is_told_by_check_too(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("curves: [gelu]\nfont: {latin: No Such Font}\n")
    ran = cli("check", "a.yaml")
    assert ran.status == 0
    assert ran.err.startswith("warning: a.yaml: font 'No Such Font' is not installed; ")
    assert ran.err in cli("render", "a.yaml", "-f", "svg").err


def test_a_command_outside_of_a_formula_is_drawn_with_a_warning(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("curves: [gelu]\ntitle: \\alpha and $x$\n")
    ran = cli("check", "a.yaml")
    assert ran.status == 0
    assert ran.err.startswith("a.yaml:2:8: warning: \\alpha is outside a formula")
    ran = cli("render", "a.yaml", "-f", "svg")
    assert ran.status == 0
    assert "a.yaml:2:8: warning: \\alpha is outside a formula" in ran.err
