"""A short run of `make fuzz`; a longer one is for whoever has the time."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from support import ROOT


@pytest.fixture(scope="module")
def fuzz() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fuzz", ROOT / "benchmarks" / "fuzz.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["fuzz"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(sys.platform == "win32", reason="limits of processes differ there")
def test_nothing_breaks(fuzz: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert fuzz.run(seed=7, count=600, seconds=60) == 0, capsys.readouterr().out
    output = capsys.readouterr().out
    assert "specs of seed 7" in output
    drawn = sum(int(line.split()[1]) for line in output.splitlines()[1:4])
    assert drawn > 10, output


def test_the_same_seed_gives_the_same_specs(fuzz: ModuleType) -> None:
    one, other = fuzz.Generator(3), fuzz.Generator(3)
    assert [one.next() for _ in range(50)] == [other.next() for _ in range(50)]


@pytest.mark.parametrize("fault", ["raise ValueError('a')", "import warnings; warnings.warn('a')",
                                   "raise ActplotError('a\\x1bb')"])  # fmt: skip
def test_a_fault_is_found(fuzz: ModuleType, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    from actplot.errors import ActplotError, Problem

    def broken(text: str) -> None:
        exec(fault, {"ActplotError": ActplotError})

    if "x1b" in fault:  # as if problems were not masked
        monkeypatch.setattr(Problem, "__str__", lambda problem: "a\x1bb")
    monkeypatch.setattr(fuzz, "_planned", broken)
    assert fuzz.tried("curves: x", 1).status == "failed"
    assert Path(fuzz.__file__).name == "fuzz.py"


@pytest.mark.parametrize(
    "text",
    [
        "{curves: [], x: [0, 1], y: [0, 1], notes: {x: 1, y: 0.5, text: a}}",
        "{curves: [], points: {x: 1, y: 1}, notes: [{at: [1, 1], text: a}, {x: 1, y: 1, text: b}]}",
        "{curves: {x: [0, 1], expr: 1/x}, axes: {xscale: symlog}, notes: {y: 4, x: 0.5, text: a}}",
    ],
)
def test_what_broke_once(fuzz: ModuleType, text: str) -> None:
    outcome = fuzz.tried(text, 0)
    assert outcome.status == "drawn", outcome.why
    assert not outcome.why
