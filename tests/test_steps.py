"""A figure in steps: one layout, in which things come in one after the other."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image
from support import Cli
from test_points import drawn

from actplot import spec
from actplot.formats import FORMATS
from actplot.layout.scene import Scene, Shape, Words
from actplot.paint import render
from actplot.pipeline.orders import OutputOptions, named, prepare
from actplot.plan.figure import plan
from actplot.spec import steps

FULL = """
x: [-4, 4]
curves: [relu, {expr: floor(x), step: 3}, "elu(alpha=[0.5, 1])", gelu]
steps: curves
jumps: dotted
asymptotes: on
legend: box
lines: {y: 2, label: two, step: 2}
notes: [{text: here, curve: gelu, x: minimum}, {text: there, at: [-3, 2], step: [2, 4]}]
points: [{curve: relu, x: 1, label: auto, step: 2}, {x: [1, 2], y: [1, 1], label: ours, step: 4}]
tangents: {curve: gelu, x: 1, label: auto}
fill: {x: [0, 1], label: band, step: 5}
inset: {x: [-0.5, 0.5]}
mark: minimum
"""
PANELS = """
steps: panels
legend: {at: outside lower}
panels: [{title: A, curves: [relu, gelu]}, {title: B, curves: [tanh]}, {curves: [relu], step: 2}]
"""
EXAMPLES = {
    "curves": FULL,
    "panels": PANELS,
    "hidden": FULL.replace("expr: floor", "hidden: on, expr: floor"),
}


def keys(scene: Scene) -> dict[tuple[object, ...], int]:
    """Every item by all that can be seen of it."""

    def key(item: Shape | Words) -> tuple[object, ...]:
        if isinstance(item, Words):
            return item.role, item.text, item.x, item.y, item.size, item.color
        return item.role, item.points.tobytes(), item.color, item.fill, item.width

    counts: dict[tuple[object, ...], int] = {}
    for item in (*scene.shapes, *scene.words):
        counts[key(item)] = counts.get(key(item), 0) + 1
    return counts


@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_moves_but_what_is_new(name: str) -> None:
    scene = drawn(EXAMPLES[name])
    whole = keys(scene)
    assert scene.steps > 1
    for step in range(1, scene.steps + 1):
        there = keys(scene.at_step(step))
        assert there.items() <= whole.items()
        fixed = [
            item
            for item in (*scene.shapes, *scene.words)
            if name != "panels" and re.search(r"axis|tick|zero|name|arrow$", item.role)
        ]
        assert all(item.pages is None for item in fixed)


def test_what_comes_in_stays_unless_its_steps_are_listed() -> None:
    scene = drawn(FULL)
    there = [keys(scene.at_step(step)) for step in range(1, scene.steps + 1)]
    listed = {key for key in keys(scene) if "there" in key}
    for before, after in pairwise(there):
        assert before.keys() - listed <= after.keys()
        assert before.keys() != after.keys()


def roles(scene: Scene, step: int) -> set[str]:
    shown = scene.at_step(step)
    return {item.role for item in (*shown.shapes, *shown.words)}


def test_everything_comes_in_with_its_curve_or_at_its_own_step() -> None:
    scene = drawn(FULL)
    assert scene.steps == 5
    first, second, third, last = (roles(scene, step) for step in (1, 2, 3, 5))
    assert {"curve-1", "inset-curve-1"} <= first
    assert not {"curve-2", "curve-3", "jump-2", "open-circle-2", "point", "reference-line"} & first
    assert {"reference-line", "line-label", "point", "point-label"} <= second
    assert {"curve-2", "jump-2", "open-circle-2", "curve-3"} <= third
    assert not {"curve-5", "tangent", "tangent-label", "mark-minimum", "fill"} & roles(scene, 4)
    assert {"curve-5", "tangent", "tangent-label", "mark-minimum", "fill"} <= last
    texts = [{words.text for words in scene.at_step(k).words} for k in range(1, 6)]
    assert ["there" in each for each in texts] == [False, True, False, True, False]
    assert ["here" in each for each in texts] == [False, False, False, False, True]
    entries = [
        len([w for w in scene.at_step(k).words if w.role == "legend-label"]) for k in range(1, 6)
    ]
    assert entries == sorted(entries)
    assert entries[0] == 1


def test_panels_come_in_one_by_one() -> None:
    scene = drawn(PANELS)
    assert [len([s for s in scene.at_step(k).shapes if s.role == "x-axis"]) for k in (1, 2, 3)] == [
        1,
        3,
        3,
    ]
    titles = [{w.text for w in scene.at_step(k).words if w.role == "title"} for k in (1, 2)]
    assert titles == [{"(a) A"}, {"(a) A", "(b) B", "(c)"}]
    names = [[w for w in scene.at_step(k).words if w.role == "legend-label"] for k in (1, 2)]
    assert [len(each) for each in names] == [2, 3]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("curves: [gelu, relu]", 1),
        ("curves: [gelu, relu]\nsteps: curves", 2),
        ("curves: ['elu(alpha=[1, 2, 3])', relu]\nsteps: curves", 4),
        ("curves: ['elu(alpha=[1:10:10])', relu]\nsteps: curves", 2),
        ("curves: [gelu, {expr: relu, step: 4}]", 4),
        ("curves: [gelu]\nlines: {y: 1, step: [2, 7]}", 7),
        ("steps: panels\npanels: [{curves: [gelu]}, {curves: [relu]}]", 2),
        ("steps: curves\npanels: [{curves: [gelu]}, {curves: [relu, elu, tanh]}]", 3),
        ("panels: [{curves: [gelu]}, {curves: [relu], step: 2}]", 2),
    ],
)
def test_there_are_as_many_steps_as_are_needed(text: str, count: int) -> None:
    assert steps.count(spec.read(text)) == count == plan(spec.read(text)).steps


def test_a_pdf_has_a_page_a_step_and_other_formats_a_file() -> None:
    targets = ["pdf", "svg:1", "svg:2", "png:2", "svg", "tex"]
    files = render(plan(spec.read("curves: [gelu, relu]\nsteps: curves")), targets, stem="a").files
    assert len(re.findall(rb"/Type /Page\b", files["pdf"])) == 2
    assert b"curve-2" not in files["svg:1"]
    assert b"curve-2" in files["svg:2"]
    assert files["svg"] == files["svg:2"]
    assert rb"\includegraphics[page=2]" in files["tex"]


def test_orders_know_every_file(tmp_path: Path) -> None:
    path = tmp_path / "talk.yaml"
    path.write_text("curves: [gelu, relu]\nsteps: curves\nformats: [pdf, svg]\n", encoding="utf-8")
    order = prepare(named(str(path)), OutputOptions(output=tmp_path))
    assert [target.name for target in order.targets.values()] == [
        "talk.pdf",
        "talk-1.svg",
        "talk-2.svg",
    ]
    order = prepare(named(str(path)), OutputOptions(output=tmp_path / "other.png"))
    assert [t.name for t in order.targets.values()] == ["other-1.png", "other-2.png"]


def test_files_of_steps_are_drawn_once_and_left_alone(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("talk.yaml").write_text("curves: [gelu, relu]\nsteps: curves\n", encoding="utf-8")
    first = cli("render", "talk.yaml", "-f", "svg", "--deps", "talk.d")
    assert first.status == 0
    assert sorted(path.name for path in tmp_path.glob("*.svg")) == ["talk-1.svg", "talk-2.svg"]
    assert Path("talk.d").read_text(encoding="utf-8").startswith("talk-1.svg talk-2.svg:")
    assert "up to date" in cli("render", "talk.yaml", "-f", "svg").err
    Path("talk-2.svg").unlink()
    assert "drawn" in cli("render", "talk.yaml", "-f", "svg").err
    assert Path("talk-2.svg").exists()


@pytest.mark.parametrize("format", [name for name, row in FORMATS.items() if row.moves])
def test_an_animation_has_a_frame_a_step(format: str) -> None:
    made = plan(spec.read("curves: [gelu, relu, elu]\nsteps: curves\ndpi: 40"))
    with Image.open(BytesIO(render(made, [format]).files[format])) as image:
        assert image.n_frames == 4  # there and back
