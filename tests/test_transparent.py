"""A page without a ground, an SVG that follows dark mode, and styles that are added to."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from browser import PROGRAM
from figure_laws import seen, shapes_of
from PIL import Image
from test_points import drawn

from actplot import spec
from actplot.layout.scene import Scene
from actplot.paint import render
from actplot.plan.figure import plan

FULL = """
style: {background: none, dark: on}
x: [-4, 4]
axes: {grid: on}
legend: box
curves: [floor(x), {expr: tanh, marker: o}]
inset: {x: [-0.5, 0.5]}
points: {x: 2, y: -3, filled: off}
"""


def transparent(scene: Scene) -> Scene:
    assert scene.transparent
    assert scene.ground == "none"
    return scene


def test_nothing_has_the_colour_of_the_ground() -> None:
    scene = transparent(drawn(FULL))
    assert not [s.role for s in scene.shapes if scene.background in (s.fill, s.color)]
    assert not [s.role for s in scene.shapes if s.role in ("halo", "legend-ground", "inset-ground")]


def test_open_circles_are_empty_and_no_line_runs_through_them() -> None:
    scene = transparent(drawn(FULL))
    # One of them is cut itself, by a marker.
    circles = [s for s in scene.shapes if s.role.startswith("open-circle") and s.closed]
    assert circles
    lines = [s for s in scene.shapes if s.color and not s.fill and s.layer in ("curve", "grid")]
    for circle in circles:
        middle = (circle.points.min(axis=0) + circle.points.max(axis=0)) / 2
        radius = np.hypot(*(circle.points[0] - middle)) - 0.2
        for line in lines:
            if line.points.shape[0] > 1:
                assert (np.hypot(*(seen(line) - middle).T) > radius).all(), line.role


def test_what_is_left_of_a_line_is_the_line() -> None:
    whole = drawn(FULL.replace("background: none, ", ""))
    cut = transparent(drawn(FULL))
    for role in ("curve-2", "grid", "x-axis"):
        before = np.vstack([seen(s) for s in shapes_of(whole, role)])
        after = np.vstack([seen(s) for s in shapes_of(cut, role)])
        gaps = np.array([np.hypot(*(before - point).T).min() for point in after])
        assert gaps.max() < 0.5, role
        assert len(after) <= len(before) + 50


def test_the_page_is_transparent_in_every_format(tmp_path: Path) -> None:
    files = render(plan(spec.read(FULL)), ["png", "svg", "pdf"]).files
    (tmp_path / "a.png").write_bytes(files["png"])
    pixels = np.asarray(Image.open(tmp_path / "a.png").convert("RGBA"))
    assert (pixels[[0, 0, -1, -1], [0, -1, 0, -1], 3] == 0).all()
    assert pixels[:, :, 3].max() == 255
    assert b"#ffffff" not in files["svg"].split(b"</metadata>")[1]


@pytest.mark.parametrize("style", ["{dark: on}", "{dark: on, background: none}", "{dark: slide}"])
def test_without_media_queries_an_svg_looks_as_it_did(style: str) -> None:
    text = f"x: [-4, 4]\ncurves: [gelu, relu]\nstyle: {style}"
    off = re.sub("dark: [a-z]+", "dark: off", text)
    dark, light = (
        render(plan(spec.read(each)), ["svg"]).files["svg"].decode().split("</metadata>")[1]
        for each in (text, off)
    )
    assert "prefers-color-scheme:dark" in dark
    plain = re.sub(r"<style>.*?</style>", "", dark)
    plain = re.sub(r' class="dark-[^" ]*"', "", plain)
    assert re.sub(r'class="dark-[^ ]* ', 'class="', plain) == light


def shown(svg: bytes, scheme: int, folder: Path) -> np.ndarray:
    """What a browser shows of a page; scheme 0 prefers dark, 1 light."""
    (folder / "figure.svg").write_bytes(svg)
    out = folder / f"page-{scheme}.png"
    command = [
        PROGRAM, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
        f"--blink-settings=preferredColorScheme={scheme}", "--window-size=460,320",
        f"--user-data-dir={folder / 'profile'}", f"--screenshot={out}",
        (folder / "figure.svg").as_uri(),
    ]  # fmt: skip
    subprocess.run(command, capture_output=True, timeout=60, check=False)
    return np.asarray(Image.open(out).convert("RGB")).astype(int)


@pytest.mark.skipif(not PROGRAM or shutil.which(PROGRAM) is None, reason="there is no Chromium")
def test_a_browser_shows_both(tmp_path: Path) -> None:
    figure = plan(spec.read("x: [-4, 4]\ncurves: [gelu, relu]\nstyle: {dark: on}"))
    svg = render(figure, ["svg"]).files["svg"]
    dark, light = (shown(svg, scheme, tmp_path) for scheme in (0, 1))
    assert dark[2, 2].max() < 60
    assert light[2, 2].min() > 250
    # The axes are light on dark, and dark on light.
    assert dark.min(axis=2).max() > 200
    assert light.max(axis=2).min() < 60


def test_a_colour_that_is_lost_in_the_dark_is_told() -> None:
    text = "curves: [gelu, {expr: relu, color: '#111111'}]\nstyle: {dark: on}"
    (note,) = plan(spec.read(text)).notes
    assert note.message == "the colour #111111 is barely visible on a dark page"
    assert note.place is not None
    assert not plan(spec.read(text.replace("dark: on", "dark: off"))).notes
    family = "curves: [{expr: 'swish(beta=[1, 2])', colors: [C0, '#111111']}]\nstyle: {dark: on}"
    (note,) = plan(spec.read(family)).notes
    assert note.place is not None
    assert note.place.column == family.index("'#111111'") + 1


@pytest.mark.parametrize("setting", ["style.background=none", "style={background: none}"])
@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("slide", ("slide", {"background": "none"})),
        ("[slide, dark]", ("slide", "dark", {"background": "none"})),
        ("[slide, {line_width: 2}]", ("slide", {"line_width": 2, "background": "none"})),
        ("{line_width: 2}", ({"line_width": 2, "background": "none"},)),
        ("~", ({"background": "none"},)),
    ],
)
def test_a_mapping_is_added_to_a_named_style(
    setting: str, style: str, expected: tuple[object, ...], tmp_path: Path
) -> None:
    text = f"curves: [gelu]\nstyle: {style}\n"
    assert spec.read(text, overrides=[setting]).style == expected
    (tmp_path / "base.yaml").write_text(text, encoding="utf-8")
    over = "extends: base.yaml\nstyle: {background: none}"
    assert spec.read(over, base=tmp_path).style == expected


def test_a_name_replaces_a_style() -> None:
    text = "curves: [gelu]\nstyle: [slide, {line_width: 2}]"
    assert spec.read(text, overrides=["style=dark"]).style == ("dark",)
    assert spec.read(text, overrides=["style.0=dark"]).style == ("dark", {"line_width": 2})
