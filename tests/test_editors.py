"""What editors and hooks find: the schema that specs name, the hooks and the action."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from support import ROOT, Cli

from actplot.cli.main import COMMANDS
from actplot.gallery.finding import is_spec
from actplot.spec import schema

MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")
CONFIGS = sorted((ROOT / "configs").rglob("*.yaml"))


@pytest.mark.parametrize("path", CONFIGS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_spec_names_the_schema_that_is_there(path: Path) -> None:
    modeline = MODELINE.match(path.read_text(encoding="utf-8"))
    assert modeline, "begin it as the others begin"
    assert (path.parent / modeline[1]).samefile(ROOT / "configs" / "actplot.schema.json")


def test_the_schema_of_the_configs_is_that_of_the_program(process: Cli) -> None:
    there = json.loads((ROOT / "configs" / "actplot.schema.json").read_text(encoding="utf-8"))
    # In a process of its own, to whose catalogue no other test has added anything.
    assert there == json.loads(process("schema").out), "run `make schema`"


def test_the_starter_names_the_schema_beside_it(cli: Cli, tmp_path: Path) -> None:
    assert cli("init", "figures/first").status == 0
    modeline = MODELINE.match((tmp_path / "figures" / "first.yaml").read_text(encoding="utf-8"))
    assert modeline
    beside = tmp_path / "figures" / modeline[1]
    assert json.loads(beside.read_text(encoding="utf-8")) == json.loads(json.dumps(schema()))
    beside.write_text(json.dumps({"$id": schema()["$id"], "old": True}))
    assert cli("init", "figures/second").status == 0
    assert '"old"' not in beside.read_text(encoding="utf-8")
    beside.write_text('{"title": "of somebody else"}')
    assert cli("init", "figures/third").status == 0
    assert "somebody else" in beside.read_text(encoding="utf-8")


# pre-commit and GitHub


def hooks() -> list[dict[str, Any]]:
    return list(yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")))


@pytest.mark.parametrize("hook", hooks(), ids=lambda hook: hook["id"])
def test_a_hook_runs_and_refuses_what_is_wrong(hook: dict[str, Any], tmp_path: Path) -> None:
    assert hook.keys() >= {"id", "name", "description", "entry", "language", "files"}
    program, command, *_ = words = hook["entry"].split()
    assert (program, hook["language"]) == ("actplot", "python")
    assert command in COMMANDS
    (tmp_path / "good.yaml").write_text("curves: [gelu]\n")
    (tmp_path / "bad.yaml").write_text("curves: [gelo]\n")
    (tmp_path / "other.yaml").write_text("services:\n  web:\n    curves: 3\nextends: recommended\n")
    for name, status in {"good.yaml": 0, "bad.yaml": 1, "other.yaml": 0}.items():
        assert re.search(hook["files"], f"figures/{name}")
        ran = subprocess.run(
            [sys.executable, "-m", *words, name],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
        )
        assert ran.returncode == status, ran.stderr
    assert not re.search(hook["files"], "figures/good.json")


@pytest.mark.parametrize("path", CONFIGS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_spec_is_told_from_other_yaml(path: Path) -> None:
    assert is_spec(path.read_bytes())


@pytest.mark.parametrize(
    ("text", "spec"),
    [
        ("curves: [gelu]", True),
        ("'panels':\n- curves: [gelu]", True),
        ("{size: ieee, curves: [gelo}", True),
        ("extends: base.yaml", True),
        ("extends: [a.yml, b.yaml]", True),
        ("# yaml-language-server: $schema=actplot.schema.json\ncurvs: [gelu]", True),
        ("extends: eslint:recommended", False),
        ("repos:\n- hooks: []", False),
        ("services:\n  web:\n    extends: base.yaml\n    panels: 3", False),
        ("", False),
    ],
)
def test_a_spec_is_told_from_other_yaml(text: str, spec: bool) -> None:
    assert is_spec(text.encode()) is spec


def test_the_action_checks_and_says_where(tmp_path: Path) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert action["runs"]["using"] == "composite"
    *_, step = action["runs"]["steps"]
    assert step["shell"] == "bash"
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("no bash here")
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "actplot"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m actplot "$@"\n')
    program.chmod(0o755)
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "good one.yaml").write_text("curves: [gelu]\n")
    expression = r"\$\{\{ inputs\.(\w+) \}\}"
    given = {name: str(each.get("default", "")) for name, each in action["inputs"].items()}
    given["specs"] = "figures/**/*.yaml"

    def run() -> subprocess.CompletedProcess[str]:
        environment = {
            name: re.sub(expression, lambda match: given[match[1]], value)
            for name, value in step["env"].items()
        }
        # What a workflow hands over never becomes a part of the script.
        assert not re.search(expression, step["run"])
        path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(
            [bash, "-eo", "pipefail", "-c", step["run"]],
            cwd=tmp_path,
            env=os.environ
            | environment
            | {
                "PATH": path,
                "PYTHONPATH": str(ROOT),
                "GITHUB_ACTION_PATH": str(ROOT),
                "RUNNER_TEMP": str(tmp_path),
            },
            capture_output=True,
            text=True,
        )

    ran = run()
    assert ran.returncode == 0, ran.stderr
    (tmp_path / "figures" / "deep").mkdir()
    (tmp_path / "figures" / "deep" / "bad.yaml").write_text("curves:\n  - gelo\n")
    ran = run()
    assert ran.returncode == 1
    notice = "::error file=figures/deep/bad.yaml,line=2,col=5,endColumn=9::no activation"
    assert notice in ran.stdout.splitlines()[0]
    # What publishers refuse or advise against is told in the same way.
    given |= {"specs": "figures/wide.yaml", "venue": "ieee"}
    (tmp_path / "figures" / "wide.yaml").write_text(
        "curves: [gelu]\nsize: {width: 300 mm, height: 20 mm}\nfont: {size: 3}\n"
    )
    ran = run()
    assert ran.returncode == 1
    lines = ran.stdout.splitlines()
    assert any(each.startswith("::error file=figures/wide.yaml,line=") for each in lines)
    assert any("::warning" in each for each in lines)
    assert all(each.startswith(("::error ", "::warning ", "::notice ")) for each in lines)
    given |= {"specs": "nothing/*.yaml", "venue": ""}
    ran = run()
    assert ran.returncode == 2
    assert "no specs" in ran.stdout + ran.stderr
