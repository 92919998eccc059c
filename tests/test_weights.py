"""The weights that choose among places: each has a sentence of its own and decides some figure."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest
import yaml
from looks import SPECS, specs
from support import RECENT

from actplot.layout import inset, labels, legend, notes, rows
from actplot.paint.figure import draw
from actplot.plan.figure import plan
from actplot.plan.plans import FigurePlan
from actplot.records import fields, replace
from actplot.spec import read

SOURCES = {f"{path.stem}: {name}": source for path in SPECS for name, source in specs([path])}


def note(curve: str, x: float, text: str, reach: int) -> str:
    """A small figure with a note."""
    return yaml.safe_dump(
        {
            "x": [-reach, reach],
            "curves": [curve],
            "notes": [{"curve": 1, "x": x, "text": text}],
            "size": {"width": "60 mm", "height": "45 mm"},
        }
    )


LONG = "here the gradient is zero and the neuron is dead"
LINES = "{x: [-3, 3], legend: box, curves: [x, x+0.02, x^2]}"
NAMED = "{x: [-4, 4], curves: [{expr: gelu, label: Gaussian error linear unit}], size: {width: %s}}"
BELL = "{x: [-4, 4], curves: [-exp(-x^2)], notes: [{curve: 1, x: 2, text: a longer note of words}]}"
# For each weight a figure that is drawn otherwise without it.
FIGURES = {
    rows: {
        "struck": "configs: elu",
        "touching": "configs: elu",
        "covered": "configs: softmax",
        "outside": "stress: width-40",
        "stepping": "stress: width-300",
        "step": "stress: width-300",
        "alone": "configs: prelu",
        "across": "configs: elu",
        "apart": "stress: notes",
        "drop": "configs: softmax",
    },
    labels: {
        "far": "configs: silu",
        "doubtful": "configs: swish",
        "inner": "configs: relu",
        "left": "configs: tanh",
        "outside": "configs: relu",
        "joined": "stress: rows-many",
        "broken": NAMED % "120 mm",
        "long": NAMED % "84 mm",
    },
    legend: {"corner": "stress: three", "low": "stress: tiny", "right": LINES},
    inset: {
        "covering": "stress: inset-over-relu",
        "crowding": "stress: inset-auto",
        "away": "configs: paper-column",
    },
    notes: {
        "far": "stress: notes",
        "straight": "stress: notes",
        "sliding": note("tanh", -0.5, LONG, 3),
        "broken": note("sin(x)", 0, "a note of some length", 4),
        "crossing": note("tanh", -0.5, "a note of some length", 3),
        "striking": BELL,
        "covering": note("tanh", -2, "minimum", 3),
    },
}
WEIGHTS = [(module, name) for module in FIGURES for name in fields(type(module.WEIGHTS))]
IDS = [f"{module.__name__.rpartition('.')[2]}-{name}" for module, name in WEIGHTS]


def planned(figure: str) -> FigurePlan:
    source = SOURCES.get(figure, figure)
    return plan(read(source) if isinstance(source, Path) else read(source, name="figure"))


def places(figure: FigurePlan) -> list[tuple[str, str, float, float]]:
    """Every text of a figure and where it stands, those of insets included."""
    return [(w.role, w.text, round(w.x, 3), round(w.y, 3)) for w in draw(figure).scene.words]


# Figures in which a hair decides, which is another one where letters stand on whole pixels.
NARROW = ("legend-low", "legend-right")


@pytest.mark.parametrize(
    ("module", "name"),
    [
        pytest.param(*weight, id=id, marks=RECENT if id in NARROW else ())
        for weight, id in zip(WEIGHTS, IDS, strict=True)
    ],
)
def test_every_weight_decides_a_figure(module, name, monkeypatch):
    figure = planned(FIGURES[module][name])
    with_it = places(figure)
    monkeypatch.setattr(module, "WEIGHTS", replace(module.WEIGHTS, **{name: 0.0}))
    assert places(figure) != with_it


@pytest.mark.parametrize("module", FIGURES, ids=lambda module: module.__name__)
def test_every_weight_has_a_sentence(module):
    lines = [line.strip() for line in inspect.getsource(type(module.WEIGHTS)).splitlines()]
    for name in fields(type(module.WEIGHTS)):
        (number,) = [k for k, line in enumerate(lines) if line.startswith(f"{name}: float")]
        assert lines[number - 1].startswith("# ")
        assert len(lines[number - 1]) >= 20


def test_no_weight_is_without_a_test():
    assert {module: set(figures) for module, figures in FIGURES.items()} == {
        module: set(fields(type(module.WEIGHTS))) for module in FIGURES
    }
