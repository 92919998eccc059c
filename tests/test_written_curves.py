"""The curve in the written file lies within 0.02 pt of the true one."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from actplot import activations, expression
from actplot.layout.axes import PlacedPanel
from actplot.paint import render
from actplot.paint.figure import draw
from actplot.plan.figure import plan
from actplot.spec import read

TOLERANCE = 0.02
NAMESPACE = "{http://www.w3.org/2000/svg}"
# What an entry needs besides x to be a function of x alone.
ARGUMENTS = {"softmax": "(x, 0, 1)", "softmin": "(x, 0, 1)", "log_softmax": "(x, 0, 1)"}


def written(text: str) -> tuple[PlacedPanel, list[np.ndarray], float]:
    """The plot, and the cubic segments of its first curve as points of the page."""
    planned = plan(read(text, name="figure"))
    place = PlacedPanel(planned.panels[0], draw(planned).scene.areas[0])
    svg = ET.fromstring(render(planned, ["svg"]).files["svg"])
    height = float(svg.get("viewBox").split()[3])
    paths = [
        path.get("d")
        for group in svg.iter(f"{NAMESPACE}g")
        if group.get("class") == "curve-1"
        for path in group.iter(f"{NAMESPACE}path")
    ]
    assert paths, "the file has no curve"
    return place, [segment for path in paths for segment in _segments(path, height)], height


def _segments(path: str, height: float) -> list[np.ndarray]:
    segments = []
    here = np.zeros(2)
    for letter, numbers in re.findall(r"([MLCQZ])([^MLCQZ]*)", path):
        values = np.array([float(n) for n in re.findall(r"-?[\d.]+(?:e-?\d+)?", numbers)])
        points = values.reshape(-1, 2) * (1, -1) + (0, height)
        if letter == "M":
            here = points[-1]
        elif letter == "L":
            for point in points:
                segments.append(np.array([here, here, point, point]))
                here = point
        elif letter == "C":
            for three in points.reshape(-1, 3, 2):
                segments.append(np.vstack([here, three]))
                here = three[-1]
        else:
            assert letter == "Z", letter
    return segments


def worst(place: PlacedPanel, segments: list[np.ndarray], function) -> float:
    """The largest distance (pt) of densely taken points of the path from the true curve."""
    t = np.linspace(0, 1, 33)[:, None]
    weights = np.hstack([(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3])
    points = np.vstack([weights @ segment for segment in segments])
    area = place.area
    inside = (points[:, 1] > area.bottom) & (points[:, 1] < area.top)
    points = points[inside]
    # The true curve near each point, as a fan of points dense enough for the tolerance.
    # Densest in the middle, where a cusp may be.
    reach = 0.05
    offsets = reach * np.linspace(-1, 1, 121) ** 5
    fractions = (points[:, :1] + offsets - area.left) / area.width
    x = place.panel.x.axis.value(np.clip(fractions, 0, 1))
    with np.errstate(all="ignore"):
        y = np.asarray(function(x.ravel()), dtype=float).reshape(x.shape)
    true_x = area.left + place.panel.x.axis.fraction(x) * area.width
    true_y = area.bottom + place.panel.y.axis.fraction(y) * area.height
    step_x, step_y = np.diff(true_x), np.diff(true_y)
    # Distance to the little straight lines between neighbours.
    dx, dy = points[:, :1] - true_x[:, :-1], points[:, 1:] - true_y[:, :-1]
    length = step_x**2 + step_y**2
    with np.errstate(all="ignore"):
        along = np.clip(np.nan_to_num((dx * step_x + dy * step_y) / length), 0, 1)
        apart = np.hypot(dx - along * step_x, dy - along * step_y)
    # A stroke of this little polygon across a jump is not part of the curve.
    apart = np.where(np.hypot(step_x, step_y) > 5, np.inf, apart)
    return float(np.nanmin(apart, axis=1).max()) if len(points) else 0.0


def names() -> list[str]:
    expressions = []
    for name in activations.catalogue():
        text = name + ARGUMENTS.get(name, "")
        try:
            expression.curves(text)
        except expression.ExpressionError:
            continue
        expressions.append(text)
    return expressions


@pytest.mark.parametrize("text", names())
def test_the_path_of_every_entry_is_its_curve(text):
    place, segments, _ = written(f"curves: ['{text}']")
    [curve] = expression.curves(text)
    assert worst(place, segments, curve.function) <= TOLERANCE


@pytest.mark.parametrize(
    "text",
    [
        "gelu'",
        "mish''",
        "x + sin(x)^2",
        "sqrt(abs(x) + 0.001)",
        "tan(x)",
        "sigmoid(relu(x))'",
        "1/x",
    ],
)
def test_the_path_of_expressions_is_their_curve(text):
    place, segments, _ = written(f'curves: ["{text}"]')
    [curve] = expression.curves(text)
    assert worst(place, segments, curve.function) <= TOLERANCE


def test_a_sigmoid_needs_few_segments():
    _, segments, _ = written("{x: [-10, 10], curves: [sigmoid]}")
    assert len(segments) <= 40


def test_no_segment_crosses_a_jump():
    place, segments, _ = written("{x: [-4, 4], y: [-1, 4], curves: [relu']}")
    zero = place.x(0)
    for segment in segments:
        left, right = segment[:, 0].min(), segment[:, 0].max()
        assert right <= zero + 1e-3 or left >= zero - 1e-3
