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
