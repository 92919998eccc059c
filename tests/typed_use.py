"""A typical program, which mypy --strict accepts; `test_api_types` checks it."""

import io
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from numpy.typing import NDArray

import actplot

x = np.linspace(-4, 4, 101)
values: NDArray[np.float64] = actplot.evaluate("elu", x, derivative=1, alpha=0.5)
more = actplot.evaluate(lambda x: np.tanh(x) ** 2, x, 3)

figure: Figure = actplot.figure("gelu", "gelu'", x=(-4, 4), size="ieee")
axes: Axes = figure.axes[0]
axes.set_xlim(-2, 2)
figure.savefig("gelu.pdf", bbox_inches="tight")

lines = actplot.plot("relu'", np.tanh, ax=axes, color="red", lw=2)
first: Line2D = lines[0]

paths: list[Path] = actplot.render({"curves": ["gelu"]}, "out/", ["pdf"], force=True)
actplot.render("gelu", io.BytesIO(), formats="svg")

curve = actplot.curve("relu'", (-4, 4))
jumps: list[float] = [jump.left for jump in curve.jumps]
control: list[NDArray[np.float64]] = [piece.control for piece in curve.pieces]
vertices = curve.path.vertices

entry = actplot.catalogue["torch.nn.GELU"]
title: str = entry.title
second = entry.derivative(2)(x)
names: list[str] = [parameter.name for parameter in entry.parameters]


@actplot.activation
def bump(x: NDArray[np.float64], width: float = 1.0) -> NDArray[np.float64]:
    return np.exp(-((x / width) ** 2))


@actplot.activation(title="Ramp", domain={"slope": "slope > 0"})
def ramp(x: NDArray[np.float64], *, slope: float = 1.0) -> NDArray[np.float64]:
    return np.maximum(slope * x, 0)


table: str = actplot.compare(["relu", bump], format="latex")
bibtex: str = actplot.cite("gelu", "elu")
for label, (along, up) in actplot.data("gelu", x=(-4, 4), points=9).items():
    print(label, along.shape, up.shape)
rc: dict[str, object] = actplot.style("thesis", {"font_size": 9})

try:
    actplot.figure("gelo")
except actplot.ActplotError as error:
    print([problem.message for problem in error.problems])
