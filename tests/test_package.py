"""What the package is before anything is drawn: cheap to import, typed, complete."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib import import_module
from pathlib import Path

import pytest
import yaml
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


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist."""
    return build(tmp_path_factory.mktemp("dist"))


def build(folder: Path, **variables: str) -> Path:
    build = "from hatchling.build import build_sdist, build_wheel\n"
    build += f"build_wheel({str(folder)!r})\nbuild_sdist({str(folder)!r})"
    subprocess.run(
        [sys.executable, "-c", build],
        cwd=ROOT, check=True, capture_output=True, env={**os.environ, **variables},
    )  # fmt: skip
    return folder


def test_who_builds_it_again_has_the_same_bytes(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """As SOURCE_DATE_EPOCH asks for it; in another zone, with other seeds."""
    first = build(tmp_path, SOURCE_DATE_EPOCH="1700000000", PYTHONHASHSEED="1", TZ="UTC")
    other = tmp_path_factory.mktemp("again")
    again = build(other, SOURCE_DATE_EPOCH="1700000000", PYTHONHASHSEED="2", TZ="Asia/Tokyo")
    names = sorted(path.name for path in first.iterdir())
    assert len(names) == 2
    for name in names:
        assert (first / name).read_bytes() == (again / name).read_bytes(), name


def test_the_wheel_has_every_file_and_draws_without_the_repository(
    built: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        files = {name for name in wheel.namelist() if name.startswith("actplot/")}
        wheel.extractall(tmp_path)
    sources = (path for path in (ROOT / "actplot").rglob("*") if path.is_file())
    assert files == {
        path.relative_to(ROOT).as_posix() for path in sources if path.parent.name != "__pycache__"
    }
    formats = ("-f", "pdf", "-f", "svg", "-f", "png")
    ran = subprocess.run(
        [sys.executable, "-m", "actplot", "plot", "gelu", "gelu'", *formats, "-o", "gelu.pdf"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "PYTHONSAFEPATH": "1", "PATH": ""},
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    assert all((tmp_path / f"gelu.{suffix}").stat().st_size for suffix in ("pdf", "svg", "png"))


def test_the_sdist_has_what_the_wheel_is_built_from(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        files = {name.partition("/")[2] for name in sdist.getnames()}
    assert {"hatch_build.py", "LICENSE", "README.md", "CITATION.cff", "Makefile"} <= files
    assert {"actplot/__init__.py", "tests/test_package.py", "configs/relu.yaml"} <= files
    assert not any(name.startswith(("gallery/", ".venv")) for name in files)


def test_the_description_links_outside(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        name = next(name for name in wheel.namelist() if name.endswith("/METADATA"))
        text = wheel.read(name).decode()
    assert "License-Expression: MIT" in text
    links = re.findall(r'\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"', text)
    assert links
    for link in links:
        assert "".join(link).startswith("https://"), link


def test_what_is_tested_is_what_is_promised() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    workflow = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text())
    tested = workflow["jobs"]["test"]["strategy"]["matrix"]["python"]
    prefix = "Programming Language :: Python :: 3."
    promised = [each for each in project["classifiers"] if each.startswith(prefix)]
    assert promised == [f"{prefix.removesuffix('3.')}{version}" for version in tested]
    assert project["requires-python"] == f">={tested[0]}"


def test_the_version_is_told_the_same_everywhere() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text())
    assert citation["version"] == actplot.__version__
    changes = re.findall(r"^## (\S+) \((\S+)\)$", (ROOT / "CHANGELOG.md").read_text(), re.M)
    assert changes[0] == (actplot.__version__, str(citation["date-released"]))
    assert all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", date) for _, date in changes)


def test_issue_forms_ask_for_the_spec() -> None:
    forms = [
        path
        for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml")
        if path.stem != "config"
    ]
    assert forms
    for path in forms:
        fields = {each["id"]: each for each in yaml.safe_load(path.read_text())["body"]}
        assert fields["spec"]["validations"] == {"required": True}
