"""Specs that extend others, settings from the command line, specs as Python values."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from actplot import spec
from actplot.errors import ActplotError, Problem
from actplot.spec.model import LabelSpec


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder / f"{next(iter(texts))}.yaml"


def problems(source: Any, **options: Any) -> tuple[Problem, ...]:
    with pytest.raises(ActplotError) as caught:
        spec.read(source, **options)
    return caught.value.problems


def test_mappings_merge_and_lists_are_replaced(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        own="extends: base.yaml\ncurves: [relu]\naxes: {grid: on}\nx: [0, 1]\nfont: {size: 9}\n",
        base="curves: [gelu, silu]\naxes: {xticks: pi, grid: off}\nx: [-9, 9]\nfont: {math: cm}\n",
    )
    figure = spec.read(path)
    (panel,) = figure.panels
    assert [each.expr for each in panel.curves] == ["relu"]
    assert panel.x == (0.0, 1.0)
    assert panel.axes.grid is True
    assert panel.axes.xticks.pi
    assert (figure.font.size, figure.font.math) == (9.0, ("cm",))
    assert figure.inputs == (str(path), str(tmp_path / "base.yaml"))
    assert "extends" not in figure.source
    assert figure.original.startswith("extends")
    assert spec.read(figure.source, name="own") == figure


def test_single_values_stand_for_mappings_when_merging(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        own="extends: base.yaml\naxes: boxed\nsize: {height: 60 mm}\nlegend: none\n",
        base="curves: [gelu]\naxes: {grid: on}\nsize: ieee\nlegend: {place: box, columns: 2}\n",
    )
    figure = spec.read(path)
    assert figure.panels[0].axes.frame == "boxed"
    assert figure.panels[0].axes.grid is True
    assert (figure.size.venue, figure.size.width, figure.size.height) == ("ieee", 88.57, 60.0)
    assert figure.panels[0].legend.columns is None


def test_a_venue_replaces_a_size(tmp_path: Path) -> None:
    base = "curves: [gelu]\nsize: {width: 50 mm, height: 50 mm}\n"
    path = write(tmp_path, own="extends: base.yaml\nsize: ieee\n", base=base)
    assert spec.read(path).size.width == 88.57
    assert spec.read(path).size.height is None


def test_chains_lists_and_null(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a",
        own="extends: [b/one.yaml, two.yaml]\ncurves: [gelu]\ntitle: null\n",
        two="dpi: 200\nxlabel: two\n",
    )
    write(tmp_path / "a/b", one="extends: ../../three.yaml\nxlabel: one\n")
    write(tmp_path, three="ylabel: three\ndpi: 100\ntitle: T\n")
    figure = spec.read(path)
    assert (figure.dpi, figure.title) == (200.0, None)
    assert (figure.panels[0].xlabel, figure.panels[0].ylabel) == ("two", "three")
    assert [Path(each).name for each in figure.inputs] == [
        "own.yaml", "one.yaml", "three.yaml", "two.yaml",
    ]  # fmt: skip


def test_problems_of_a_base_are_at_their_place_in_it(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        own="extends: base.yaml\ncurves: [gelo]\n",
        base="# first\nx: [1, 0]\ncurves: [nonsense]\ndpii: 3\n",
    )
    places = [(Path(p.place.file).name, p.place.line) for p in problems(path) if p.place]
    assert places == [("own.yaml", 2), ("base.yaml", 2), ("base.yaml", 4)]


def test_paths_in_a_base_are_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "shared", base="style: [look.mplstyle, paper]\ncurves: [gelu]\n")
    (tmp_path / "shared/look.mplstyle").write_text("lines.linewidth: 2\n")
    path = write(tmp_path / "figures", own="extends: ../shared/base.yaml\n")
    figure = spec.read(path)
    assert figure.style == (str(tmp_path / "shared/look.mplstyle"), "paper")
    # The canonical text is the same wherever the folders stand.
    assert "style: [../shared/look.mplstyle, paper]" in figure.source
    assert spec.read(figure.source, name="own", base=path.parent) == figure
    monkeypatch.chdir(path.parent)
    assert spec.read(Path("own.yaml")).source == figure.source


def test_the_same_base_twice_is_no_cycle(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        own="extends: [a.yaml, b.yaml]\ncurves: [gelu]\n",
        a="extends: base.yaml\n",
        b="extends: base.yaml\n",
        base="dpi: 100\n",
    )
    assert spec.read(path).dpi == 100.0


@pytest.mark.parametrize(
    ("setting", "check"),
    [
        ("size=ieee", lambda f: f.size.venue == "ieee"),
        ("size.height=60 mm", lambda f: f.size.height == 60.0),
        ("panels.0.x=[-3,3]", lambda f: f.panels[0].x == (-3.0, 3.0)),
        ("panels.1.curves.0=silu", lambda f: f.panels[1].curves[0].expr == "silu"),
        ("panels.1.curves.0.color=#1f77b4", lambda f: f.panels[1].curves[0].color == "#1f77b4"),
        ("panels.0.curves=[silu, silu']", lambda f: len(f.panels[0].curves) == 2),
        ("axes.grid=on", lambda f: f.panels[1].axes.grid and f.panels[1].axes.frame == "boxed"),
        ("x=null", lambda f: f.panels[0].x is None),
        ("title=a b", lambda f: f.title == "a b"),
        ("title='a: b'", lambda f: f.title == "a: b"),
        ("panels=[{curves: [relu]}]", lambda f: len(f.panels) == 1),
    ],
)
def test_settings(setting: str, check: Any) -> None:
    text = "x: [-1, 1]\naxes: boxed\npanels: [{curves: gelu}, {curves: [relu]}]\n"
    figure = spec.read(text, overrides=[setting])
    assert check(figure)
    assert spec.read(figure.source) == figure
    assert "\n" in figure.source


@pytest.mark.parametrize(
    ("setting", "message", "column"),
    [
        ("sizze=ieee", "no key is called 'sizze' at the top of the spec", 1),
        ("size=ieeee", "no venue is called 'ieeee'", 6),
        ("panels.2.x=[0,1]", "there is no entry 2: the list has 2 entries, numbers 0 to 1", 8),
        ("panels.a.x=[0,1]", "'a' is not the number of an entry of this list", 8),
        ("panels.0.x=[0,1", "this '[' is never closed", 12),
        ("panels.0.x=[1,0]", "the range is reversed", 12),
        ("lines.0.y=1", "there is no list 'lines' in the spec", 1),
        ("x", "'x' is not KEY=VALUE", 1),
        ("=1", "'=1' is not KEY=VALUE", 1),
        ("axes..grid=on", "a key is missing here", 6),
        ("title=", "'title' has no value", 1),
        ("panels.0.curves.0=gelo", "no activation is called 'gelo'", 19),
        ("extends=x.yaml", "`extends` cannot be set from outside; write it in the spec", 1),
    ],
)
def test_problems_in_settings_are_at_their_place(setting: str, message: str, column: int) -> None:
    text = "panels: [{curves: [gelu]}, {curves: [relu]}]\n"
    (problem,) = problems(text, overrides=["dpi=100", setting])
    assert problem.message == message
    assert problem.place is not None
    assert (problem.place.file, problem.place.line) == ("--set", 2)
    assert (problem.place.column, problem.place.text) == (column, setting)


def test_settings_come_after_what_is_extended(tmp_path: Path) -> None:
    path = write(tmp_path, own="extends: base.yaml\n", base="curves: [gelu]\ndpi: 100\n")
    assert spec.read(path, overrides=["dpi=200", "dpi=300"]).dpi == 300.0


def test_a_mapping_is_a_spec() -> None:
    given = {
        "x": (-4, 4.0),
        "y": np.array([0, 1]),
        "title": "null",
        "curves": ["gelu", {"expr": "relu", "label": "a: b # c", "width": np.float64(2)}],
        "axes": {"grid": True, "xticks": None},
        "dpi": np.int64(100),
    }
    figure = spec.read(given)
    (panel,) = figure.panels
    assert (panel.x, panel.y, figure.title) == ((-4.0, 4.0), (0.0, 1.0), "null")
    assert panel.curves[1].label == LabelSpec("a: b # c")
    assert panel.axes.grid is True
    assert spec.read(figure.source) == figure


def test_the_place_of_a_value_in_a_mapping_is_its_path() -> None:
    given = {"panels": [{"curves": ["x * gelo"], "x": [3, -3]}], "dpii": 3, "title": {1, 2}}
    places = {
        problem.place.file: (problem.place.column, problem.place.text)
        for problem in problems(given)
        if problem.place
    }
    assert places == {
        "panels.0.curves.0": (5, "x * gelo"),
        "panels.0.x": (1, "[3, -3]"),
        "spec": (1, "dpii"),
        "title": (1, ""),
    }


def test_mappings_that_contain_themselves_are_refused() -> None:
    given: dict[str, Any] = {"curves": ["gelu"]}
    given["axes"] = given
    assert problems(given)
    many: list[Any] = []
    many += [many, many]
    assert problems({"curves": many})


def test_line_ends_in_values_are_plain() -> None:
    figure = spec.read({"curves": ["gelu"], "caption": "one\r\ntwo\rthree"})
    assert figure.caption == "one\ntwo\nthree"
    assert spec.read(figure.source) == figure


def test_own_functions_run_only_if_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    path = write(tmp_path, own="functions: mine.py\ncurves: [wavy(amount=2), wavy', helper]\n")
    (tmp_path / "mine.py").write_text(
        "import numpy as np\n\n"
        "def wavy(x, *, amount=1.0):\n"
        "    return x + amount * np.sin(x) ** 2\n"
    )
    assert problems(path)[0].message.startswith("this spec runs Python code")
    assert [each.message for each in problems(path, allow_python=True)] == [
        "no activation is called 'helper'"
    ]
    figure = spec.read(path, overrides=["curves=[wavy(amount=2)']"], allow_python=True)
    (curve,) = figure.panels[0].curves[0].curves
    assert curve.function(np.array([0.5])) == pytest.approx(1 + 2 * np.sin(1.0))
    assert str(tmp_path / "mine.py") in figure.inputs
    assert sorted(each.name for each in tmp_path.iterdir()) == ["mine.py", "own.yaml"]
