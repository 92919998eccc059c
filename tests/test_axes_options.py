"""Grids, reversed axes and the slope of names."""

from __future__ import annotations

import numpy as np
import pytest
from figure_laws import shapes_of
from test_points import drawn, planned

from actplot.layout.axes import PlacedPanel

BASE = "x: [-4, 4]\ny: [-2, 2]\ncurves: [tanh]\n"


@pytest.mark.parametrize(
    ("grid", "upright", "level", "minor"),
    [("on", True, True, False), ("off", False, False, False), ("x", True, False, False),
     ("y", False, True, False), ("minor", True, True, True)],
)  # fmt: skip
def test_a_grid_has_the_lines_that_are_asked_for(
    grid: str, upright: bool, level: bool, minor: bool
) -> None:
    scene = drawn(f"{BASE}axes: {{grid: {grid}}}")
    lines = [shape.points for shape in shapes_of(scene, "grid")]
    assert any(a[0] == b[0] for a, b in lines) is upright
    assert any(a[1] == b[1] for a, b in lines) is level
    assert any(shape.role == "minor-grid" for shape in scene.shapes) is minor


def test_lines_at_small_ticks_are_thinner_and_behind_the_others() -> None:
    shapes = [s for s in drawn(f"{BASE}axes: {{grid: minor}}").shapes if s.layer == "grid"]
    roles = [shape.role for shape in shapes]
    assert roles == sorted(roles, key=("minor-grid", "grid").index)
    thin, thick = ({s.width for s in shapes if s.role == role} for role in ("minor-grid", "grid"))
    assert max(thin) < min(thick)


@pytest.mark.parametrize("reverse", ["x", "y", "[x, y]"])
@pytest.mark.parametrize("frame", ["centred", "boxed", "open"])
@pytest.mark.parametrize("scale", ["linear", "log"])
def test_a_reversed_axis_is_the_mirror_image(reverse: str, frame: str, scale: str) -> None:
    base = "x: [0.5, 4]\ny: [0.1, 5]\ncurves: [softplus]\n"
    axes = f"frame: {frame}, xscale: {scale}, yscale: {scale}, arrows: off"
    straight, mirrored = (
        planned(f"{base}axes: {{{axes}{more}}}") for more in ("", f", reverse: {reverse}")
    )
    here, there = (panel.curves[0].outline.pieces[0].points for panel in (straight, mirrored))
    turned = here.copy()
    for k, axis in enumerate("xy"):
        if axis in reverse:
            turned[:, k] = 1 - turned[:, k]
    assert np.allclose(np.sort(turned, axis=0), np.sort(there, axis=0), atol=1e-9)
    ticks = [tick.text for tick in mirrored.x.ticks if tick.text]
    assert sorted(ticks) == sorted(tick.text for tick in straight.x.ticks if tick.text)
    scene = drawn(f"{base}axes: {{{axes}, reverse: {reverse}}}")
    place = PlacedPanel(mirrored, scene.areas[0])
    assert (place.x(4) < place.x(1)) is ("x" in reverse)
    assert (place.y(4) < place.y(1)) is ("y" in reverse)


@pytest.mark.parametrize("frame", ["centred", "boxed", "open"])
@pytest.mark.parametrize("sloped", ["on", "off"])
def test_the_name_of_the_y_axis_runs_along_it_or_lies_level(frame: str, sloped: str) -> None:
    text = f"{BASE}axes: {frame}\nylabel: {{text: a rather long name, sloped: {sloped}}}"
    (name,) = [words for words in drawn(text).words if words.role == "y-name"]
    assert name.upright is (sloped == "on")


def test_the_name_of_an_axis_may_still_be_a_text_or_none() -> None:
    assert planned(f"{BASE}xlabel: {{text: input}}\nylabel: none").x.name == "input"
    assert planned(f"{BASE}xlabel: input\nylabel: none").y.name == ""
