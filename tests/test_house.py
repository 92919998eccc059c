"""The package as a house: names that mean one thing, and floors that hold at run time too."""

from __future__ import annotations

import ast
import collections
import graphlib
import importlib.util
import os
import pkgutil
import sys
import types
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from support import ROOT, printed

import actplot
from actplot.plan.figure import plan
from actplot.sampling import breaks, survey
from actplot.spec import read

# What only some of its parts need, which are left out where these are not installed.
EXTRAS = {"docutils", "mkdocs", "sphinx", "starlette", "uvicorn"}


def _installed(name: str) -> bool:
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in EXTRAS:
            raise
        return False
    return True


MODULES = [
    each.name for each in pkgutil.walk_packages(actplot.__path__, "actplot.")
    if each.name != "actplot.__main__"
]  # fmt: skip
HERE = Path(__file__).parent


def test_class_names_are_unique() -> None:
    places = collections.defaultdict(list)
    for file in (ROOT / "actplot").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(f"{file.name}:{node.lineno}")
    assert not {name: at for name, at in places.items() if len(at) > 1}


def _bound(node: ast.AST) -> dict[str, str]:
    """The names that a node binds in its scope, each with what it stands for, if it is imported."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        module = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
        return {alias.asname or alias.name: module + alias.name for alias in node.names}
    if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        return {node.name: ""}
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return {node.id: ""}
    return {node.arg: ""} if isinstance(node, ast.arg) else {}


def test_path_is_that_of_pathlib() -> None:
    """matplotlib has a class of this name, too."""
    places = {
        f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
        for file in (ROOT / "actplot").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if _bound(node).get("Path", "pathlib.Path") != "pathlib.Path"
    }
    assert not places


def test_names_say_what_they_hold() -> None:
    """A reader learns nothing from `found`; fields of what `--json` prints are called so."""
    vague = {"found", "told", "said", "each", "res", "ret", "tmp"}
    kept = {("fonts/report.py", "found"), ("preflight/finding.py", "found")}
    bound = {
        (file.relative_to(ROOT / "actplot").as_posix(), name)
        for file in (ROOT / "actplot").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        for name in _bound(node)
    }
    assert {(file, name) for file, name in bound if name in vague} == kept


def test_no_attribute_hides_a_submodule() -> None:
    for name in [each for each in MODULES if _installed(each)]:
        package, _, leaf = name.rpartition(".")
        assert isinstance(getattr(importlib.import_module(package), leaf), types.ModuleType), name


def _imported(name: str, file: Path) -> Iterator[str]:
    """The names that a module imports: at its top, within functions, and for types alone."""
    package = name if file.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = importlib.util.resolve_name("." * node.level + (node.module or ""), package)
            yield from (f"{base}.{each.name}" for each in node.names)


def test_no_module_imports_itself_by_way_of_others() -> None:
    """Nor by an import within a function, or one for types alone."""
    files = {
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file
        for file in (ROOT / "actplot").rglob("*.py")
    }
    graph = {
        name: {
            module
            for each in _imported(name, file)
            for module in [each if each in files else each.rpartition(".")[0]]
            if module in files
        }
        for name, file in files.items()
    }
    assert sum(map(len, graph.values())) > len(files)
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        pytest.fail("a circle of imports: " + " <- ".join(error.args[1]))


def test_modules_are_short() -> None:
    for file in (ROOT / "actplot").rglob("*.py"):
        assert len(file.read_text(encoding="utf-8").splitlines()) <= 350, file


def test_layout_needs_no_matplotlib() -> None:
    """All configs are laid out in a process in which importing it raises."""
    code = """
import sys, warnings
class Refused:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("matplotlib", "mpl_toolkits"):
            raise ImportError(name)
sys.meta_path.insert(0, Refused())
from pathlib import Path
from actplot.layout.compose import compose
from actplot.layout.scene import Box
from actplot.plan.figure import plan
from actplot.spec import read

def measure(text, size, *, weight="normal"):
    lines = text.split("\\n")
    return Box(0.5 * size * max(map(len, lines)), size * (1.2 * len(lines) - 0.5), 0.2 * size)

count = 0
for path in sorted(Path("configs").rglob("*.yaml")):
    if "bases" not in path.parts:
        planned = plan(read(path, allow_python=True))
        assert len(compose(planned, measure).areas) == len(planned.panels)
        count += 1
assert count > 40 and "matplotlib" not in sys.modules
"""
    printed(code)


BUSIEST = """
curves: [gelu, relu, {expr: sin(x), mark: [extremum, zero]}]
mark: minimum
fill: [{between: [gelu, relu], where: x < 0}]
inset: {x: [-1, 1]}
"""
STRESS = yaml.safe_load((HERE / "stress.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["busiest", *STRESS])
def test_each_curve_and_range_is_surveyed_once(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made: collections.Counter[tuple[object, ...]] = collections.Counter()

    def counted(function: object, *where: object) -> breaks.Survey:
        made[(id(function), *where)] += 1
        return breaks.survey(function, *where)  # type: ignore[arg-type]

    monkeypatch.setattr(survey, "survey", counted)
    planned = plan(read(STRESS.get(name, BUSIEST), base=HERE, name=name))
    assert planned.panels
    assert made
    assert set(made.values()) == {1}
    for panel in planned.panels:
        for curve in panel.curves:
            assert curve.survey.features is curve.survey.features


def test_each_file_is_opened_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The spec, what it extends, its style and its functions, when a figure is drawn."""
    (tmp_path / "base.yaml").write_text("title: Base\nstyle: own.mplstyle\n")
    (tmp_path / "own.mplstyle").write_text("lines.linewidth: 2\n")
    (tmp_path / "a.yaml").write_text("extends: base.yaml\n" + BUSIEST)
    for path in tmp_path.iterdir():
        os.utime(path, (1e9, 1e9))  # what has just changed may change again unseen
    opened: collections.Counter[str] = collections.Counter()

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        name = str(arguments[0]) if event == "open" else ""
        if counting and name.startswith(str(tmp_path)) and not name.endswith((".tmp", ".svg")):
            opened[Path(name).name] += 1

    counting = True
    sys.addaudithook(hook)
    try:
        actplot.render(tmp_path / "a.yaml", tmp_path / "a.svg")
    finally:
        counting = False  # a hook stays for good
    assert set(opened) == {"a.yaml", "base.yaml", "own.mplstyle"}
    assert set(opened.values()) == {1}, opened
