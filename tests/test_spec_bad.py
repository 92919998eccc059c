"""Every mistake in tests/bad: the spec beside the exact text of what is said about it.

After a change of a message, `ACTPLOT_UPDATE=1 pytest tests/test_spec_bad.py` writes the
texts anew; read the difference before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from actplot import spec
from actplot.errors import ActplotError

BAD = Path(__file__).parent / "bad"
SPECS = sorted(BAD.glob("*.yaml"))
assert SPECS


def complaint(path: Path) -> ActplotError:
    with pytest.raises(ActplotError) as caught:
        spec.read(path)
    return caught.value


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_says_exactly(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BAD)
    error = complaint(Path(path.name))
    expected = path.with_suffix(".txt")
    if os.environ.get("ACTPLOT_UPDATE"):
        expected.write_text(f"{error}\n", encoding="utf-8")
    assert f"{error}\n" == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_has_a_place_inside_the_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BAD)
    for problem in complaint(Path(path.name)).problems:
        place = problem.place
        assert place is not None
        lines = Path(place.file).read_bytes().decode("utf-8-sig", "replace").splitlines() or [""]
        assert 1 <= place.line <= len(lines) + 1
        assert 1 <= place.column <= len(place.text) + 1
        assert place.length >= 1


def test_every_expected_text_has_its_spec() -> None:
    assert {path.stem for path in BAD.glob("*.txt")} == {path.stem for path in SPECS}


def test_five_mistakes_of_five_kinds_are_all_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BAD)
    problems = complaint(Path("five-mistakes.yaml")).problems
    places = [(problem.place.line, problem.place.column) for problem in problems if problem.place]
    assert places == [(2, 1), (3, 4), (5, 5), (6, 23), (6, 35), (7, 15)]


def test_the_loader_written_in_python_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    from actplot.spec.yaml import compose
    from actplot.spec.yaml.complaint import ExplainingLoader

    monkeypatch.chdir(BAD)
    monkeypatch.setattr(compose, "_FAST", ExplainingLoader)
    for path in SPECS:
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        assert f"{complaint(Path(path.name))}\n" == text, path.stem
