"""What the package is before anything is drawn: cheap to import, typed, complete."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from support import ROOT

import actplot

PUBLIC = {
    "ActplotError", "ActplotWarning", "activation", "catalogue", "cite", "compare", "curve", "data",
    "evaluate", "figure", "plot", "render", "style",
}  # fmt: skip
HEAVY = ("numpy", "matplotlib", "yaml", "fontTools")


def loaded(code: str, folder: Path) -> set[str]:
    """Which of the heavy libraries a program has imported at its end."""
    ran = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint('\\n' + ' '.join(sys.modules))"],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(ran.stdout.splitlines()[-1].split()) & set(HEAVY)


def run(*arguments: str) -> str:
    return f"from actplot.cli.main import run\nassert run({list(arguments)!r}) == 0"


def test_importing_the_package_imports_no_library(tmp_path: Path) -> None:
    assert loaded("import actplot", tmp_path) == set()


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (["--help"], set()),
        (["render", "--help"], set()),
        (["list"], {"numpy"}),
        (["list", "--json"], {"numpy"}),
        (["show", "gelu"], {"numpy"}),
        (["check", "figure.yaml"], {"numpy", "yaml"}),
        (["data", "figure.yaml"], {"numpy", "yaml"}),
        (["plot", "gelu", "--spec"], {"numpy", "yaml"}),
        (["render", "figure.yaml", "-q"], {"yaml"}),
    ],
)
def test_a_command_imports_only_what_it_needs(
    tmp_path: Path, arguments: list[str], allowed: set[str]
) -> None:
    (tmp_path / "figure.yaml").write_text("curves: [gelu]\n")
    if arguments[0] == "render" and len(arguments) > 2:
        subprocess.run(
            [sys.executable, "-c", run(*arguments)],
            cwd=tmp_path,
            env={"PYTHONPATH": str(ROOT), "PATH": ""},
            check=True,
        )
    assert loaded(run(*arguments), tmp_path) <= allowed


def test_the_public_names() -> None:
    assert set(actplot.__all__) == PUBLIC
    assert all(hasattr(actplot, name) for name in actplot.__all__)
    assert (ROOT / "actplot" / "py.typed").exists()


def test_requirements_have_lower_bounds_and_no_upper_ones() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    requirements = [
        *project["dependencies"],
        *(each for group in project["optional-dependencies"].values() for each in group),
    ]
    for requirement in requirements:
        assert requirement.startswith("actplot[") or requirement.count(">=") == 1, requirement
        assert not set("<~!,") & set(requirement), requirement


def test_every_format_has_a_writer() -> None:
    from actplot.formats import FORMATS

    for name in FORMATS:
        assert callable(import_module(f"actplot.paint.formats.{name}").write)
