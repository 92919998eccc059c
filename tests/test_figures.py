"""Every figure of the stress set and of configs/ is one that a typographer would pass."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from figure_laws import plot_areas, violations

from actplot.draw.figure import Drawing, draw
from actplot.plan import plan
from actplot.spec import read

HERE = Path(__file__).parent
STRESS = yaml.safe_load((HERE / "stress.yaml").read_text(encoding="utf-8"))
CONFIGS = sorted((HERE.parent / "configs").glob("*.yaml"))


def drawn(name: str) -> Drawing:
    return draw(plan(read(yaml.safe_dump(STRESS[name], allow_unicode=True), name=name)))


@pytest.mark.parametrize("name", STRESS)
def test_nothing_collides_is_cut_or_too_small(name):
    assert violations(drawn(name).scene) == []


@pytest.mark.parametrize("file", CONFIGS, ids=lambda file: file.stem)
def test_every_config_is_drawn_without_a_fault_or_a_warning(file):
    drawing = draw(plan(read(file)))
    assert violations(drawing.scene) == []
    assert drawing.notes == ()


@pytest.mark.parametrize("name", [name for name in STRESS if name.startswith("panels")])
def test_plot_areas_of_a_row_are_equal(name):
    planned = plan(read(yaml.safe_dump(STRESS[name]), name=name))
    found = plot_areas(draw(planned).scene)
    for cell, area in zip(planned.cells, found, strict=True):
        for other, beside in zip(planned.cells, found, strict=True):
            if (cell.rows, cell.columns) == (other.rows, other.columns):
                assert area.width == pytest.approx(beside.width, abs=1e-6)


@pytest.mark.parametrize(
    ("inset", "notes"),
    [
        ("{x: [-1.6, -0.2], y: [-0.33, -0.12], at: upper left}", []),
        ("{x: [-1.6, -0.2], y: [-0.33, -0.12]}", []),
        ("{x: [-1.6, -0.2], y: [-0.33, -0.12], at: lower right}", []),
        ("{x: [-1, 1], width: 1, height: 1, at: lower right}", ["the inset at lower right"]),
        ("{x: [-1, 1], width: 1, height: 1}", ["there is no room for the inset"]),
    ],
)
def test_an_inset_that_covers_something_is_said(inset, notes):
    text = f"curves: [gelu, silu, mish]\nx: [-4, 2]\ny: [-0.5, 1.5]\ninset: {inset}\n"
    found = [note.message for note in draw(plan(read(text))).notes]
    assert [any(each.startswith(note) for note in notes) for each in found] == [True] * len(notes)


@pytest.mark.parametrize(
    "panels", ["curves: [relu]", "panels: [{curves: [relu]}, {curves: [elu]}]"]
)
def test_a_title_that_is_cut_is_said(panels):
    (note,) = draw(plan(read(f"title: {'on and ' * 30}on\n{panels}\nsize: ieee\n"))).notes
    assert note.message.startswith("the title is wider than the page: 'on and on")
    assert draw(plan(read(f"title: on and on\n{panels}\nsize: ieee\n"))).notes == ()
