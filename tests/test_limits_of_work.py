"""No spec takes more than a few seconds or a few hundred megabytes; beyond a limit, it is said."""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support import RECENT, used

from actplot.layout.geometry import MANY, Ground, Rect, distances


def spent(tmp_path: Path, text: str, *command: str) -> tuple[int, float, int, str]:
    """Status, seconds of the processor, MB and messages of a command on a spec."""
    path = tmp_path / "figure.yaml"
    path.write_text(text + "\n", encoding="utf-8")
    return used(tmp_path, command[0], str(path), *command[1:])


# Of a curve, a page or a figure there may be much: it is drawn, in little memory.
MUCH = [
    *(f"curves: sin({10**power}*x)" for power in range(5)),
    "curves: sin(50*x)",
    "curves: sin(1/x)",
    "curves: x*sin(1/x^2)",
    "curves: floor(1e6*x)",
    "curves: tan(100*x)",
    "curves: [sin(1000*x), gelu, sin(30*x), cos(300*x)]",
    "curves: [{expr: sin(300*x), marker: o, mark: [zero, maximum]}]",
    "{curves: sin(1000*x), inset: {x: [0, 1]}}",
    "{curves: [gelu, sin(99*x)], size: 3000x3000}",
    "{curves: relu, lines: [{x: 1e100, label: a}, {y: -1e300}]}",
]


@pytest.mark.parametrize("text", MUCH)
def test_much_of_a_curve_is_drawn_in_little_memory(tmp_path: Path, text: str) -> None:
    status, seconds, megabytes, output = spent(tmp_path, text, "render", "-f", "svg", "-o", ".")
    assert status == 0, output
    assert "Warning" not in output
    assert seconds < 4  # it takes one; the machine may be slow
    assert megabytes < 220


# An older renderer keeps its pixels until the next garbage collection.
@pytest.mark.parametrize("format", ["png", pytest.param("tiff", marks=RECENT)])
def test_many_pixels_take_few_bytes_each(tmp_path: Path, format: str) -> None:
    """Of those of a renderer, of a PNG its own, and of nothing else."""
    text = "{curves: relu, size: 190x130, dpi: 1000}"
    status, _, megabytes, output = spent(tmp_path, text, "render", "-f", format, "-o", ".")
    assert status == 0, output
    pixels = 190 / 25.4 * 130 / 25.4
    assert megabytes - 90 < (9 if format == "png" else 6) * pixels


NESTED = "sin(sin(sin(sin(sin(sin(gelu'*x)''*x)''*x)''*x)''*x)''*x)'"
# Beyond a limit: what is asked for, and the limit as the message says it.
TOO_MUCH = {
    "nested derivatives": (f'curves: ["{NESTED}"]', "exceed the maximum of 6"),
    "a high derivative of a long formula": (
        'curves: ["(' + "+".join(["x*sin(x)"] * 20) + ")" + "'" * 40 + '"]',
        "for a formula of",
    ),
    "a derivative": ('curves: ["gelu' + "'" * 200 + '"]', "exceeds the maximum of 50"),
    "characters of an expression": ("curves: [" + "x+" * 2000 + "x]", "2000"),
    "a family": ("curves: ['elu(alpha=[0:1:100000])']", "100"),
    "families": ("curves: [" + "'elu(alpha=[0.1:1:100])'," * 20 + "]", "500"),
    "families of panels": (
        "panels: [" + "{curves: ['elu(alpha=[0.1:1:100])']}," * 50 + "]",
        "500",
    ),
    "pixels by dpi": ("{curves: relu, size: 500x500, dpi: 1200}", "80,000,000"),
    "pixels by size": ("{curves: relu, size: 3000x3000}", "80,000,000"),
    "pixels of many panels": (
        "{panels: [" + "{curves: x}," * 90 + "], columns: 1, dpi: 2400, style: thesis}",
        "80,000,000",
    ),
    "digits of a size": ("{curves: relu, size: " + "9" * 50_000 + "x1}", "10,000"),
    "digits of a small size": ("{curves: relu, size: " + "9" * 9_000 + "x1}", "9"),
    "spaces of a size": ("{curves: relu, size: '1" + " " * 9_000 + "y'}", "no unit of length"),
    "digits of a width": (
        "{curves: relu, size: {width: " + "9" * 9_000 + "y}}",
        "no unit of length",
    ),
    "digits of a number": ("{curves: relu, lines: {x: " + "9" * 9_000 + "y}}", "9"),
    "a range of dots": ("{curves: relu, x: '" + "." * 9_000 + "'}", "two numbers"),
    "a label": ("curves: [{expr: relu, label: " + "a" * 100_000 + "}]", "10,000"),
    "a shorter label": ("curves: [{expr: relu, label: " + "a" * 5_000 + "}]", "1,000"),
    "a title": ("{curves: relu, title: $" + "x+" * 20_000 + "x$}", "10,000"),
    "a title of formulas": ("{curves: relu, title: " + "$x$" * 3000 + "}", "1,000"),
    "a note": ("{curves: relu, notes: {curve: 1, x: 1, text: " + "b" * 2_000 + "}}", "1,000"),
    "a tick's label": ("{curves: relu, axes: {xticks: {0: " + "c" * 2_000 + "}}}", "1,000"),
    "a caption": ("{curves: relu, caption: " + "d " * 20_000 + "}", "10,000"),
    "texts together": (
        "curves: [" + ",".join(f"{{expr: x+{n}, label: {n}{'e' * 900}}}" for n in range(90)) + "]",
        "20,000",
    ),
    "curves": ("curves: [" + "x, " * 19_000 + "x]", "100"),
    "values": ("curves: [" + "x, " * 300_000 + "x]", "20,000"),
    "open parentheses": ("curves: [" + "f(, " * 9_000 + "x]", "100"),
    "keys without values": ("{curves: relu, " + "a(, " * 9_000 + "}", "given twice"),
    "ticks": ("{curves: x, axes: {xticks: [" + "1, " * 100_000 + "2]}}", "20,000"),
    "fewer ticks": ("{curves: x, axes: {xticks: [" + "1, " * 9_000 + "2]}}", "200"),
    "notes": ("{curves: x, notes: [" + "{x: 1, y: 1, text: a}," * 1_000 + "]}", "300"),
    "lines": ("{curves: x, lines: [" + "{x: 1, label: a}," * 900 + "]}", "300"),
    "fills": ("{curves: x, fill: [" + "{x: [0, 1]}," * 999 + "]}", "300"),
    "notes of panels": (
        "{panels: [" + "{curves: x}," * 50 + "], notes: [" + "{x: 1, y: 1, text: a}," * 90 + "]}",
        "300",
    ),
    "unknown keys": ("curves: x\n" + "".join(f"key{n}: 1\n" for n in range(9_000)), "no key"),
    "repeated keys": ("curves: x\n" + "title: a\n" * 9_000, "given twice"),
    "repeated keys on a line": ("{" + "title: a, " * 9_000 + "curves: x}", "given twice"),
    "wrong values": ("{curves: x, lines: [" + "{x: 1, color: bluu}," * 1_000 + "]}", "bluu"),
    "wrong words": ("{curves: x, formats: [" + "pfd," * 1_000 + "]}", "pfd"),
    "a long word": ("{curves: x, formats: [" + "p" * 9_000 + "]}", "no format"),
    "a long key": ("curves: x\n" + "p" * 1_000 + ": 1", "no key"),
    "a long name": ("{curves: " + "p" * 1_900 + "}", "no activation"),
    "groups": ("{curves: x, title: '$" + "x^{" * 240 + "}" * 240 + "$'}", "nested too deeply"),
    "fractions": ("{curves: x, title: '$" + "\\sqrt" * 150 + "x$'}", "one group"),
    "nesting": ("curves: " + "[" * 5_000, "nesting"),
    "parentheses": ("curves: " + "(" * 1_900, "nested too deeply"),
    "a dash pattern": ("{curves: {expr: x, line: [1e-9, 1e-9]}}", "0.5"),
    "a dash pattern of points": ("{points: {x: [0, 9], y: [0, 9], line: [0.1, 0.1]}}", "0.5"),
    "dashes of a style": ("{curves: x, style: {dashes: [[1e-9, 1e-9]]}}", "dashes"),
    "aliases": (
        "a0: &a0 [x,x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1},*a{n - 1}]\n" for n in range(1, 40)),
        "20,000",
    ),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_beyond_a_limit_a_clear_error_comes_at_once(tmp_path: Path, name: str) -> None:
    text, limit = TOO_MUCH[name]
    for command in (("check",), ("render", "-o", ".")):
        status, seconds, megabytes, output = spent(tmp_path, text, *command)
        assert status == 1, output[:500]
        assert "error: " in output
        assert limit in output, output[:800]
        assert "internal" not in output
        assert "Warning" not in output
        assert seconds < 2, (command, seconds)
        assert megabytes < 300
        assert len(output) < 60_000
        assert not list(tmp_path.glob("figure.[!y]*"))


boxes = st.tuples(*[st.floats(-50, 300)] * 2, *[st.floats(0, 60)] * 2).map(
    lambda b: (b[0], b[1], b[0] + b[2], b[1] + b[3])
)


@settings(max_examples=40, deadline=None)
@given(st.lists(boxes, min_size=1, max_size=20), st.floats(1, 400), st.floats(20, 200))
@example([(0.0, 207.0, 0.0, 207.0)], 10, 102)  # 4,051 cells of 2 pt
def test_distances_to_many_points_are_those_to_all_of_them(
    rects: list[tuple[float, ...]], frequency: float, height: float
) -> None:
    x = np.linspace(0, 250, MANY * 5)
    points = np.column_stack([x, height * (1 + np.sin(frequency * x / 20))])
    computed = distances(rects, points)
    for rect, distance in zip(rects, computed, strict=True):
        left, bottom, right, top = rect
        dx = np.maximum(np.maximum(left - points[:, 0], points[:, 0] - right), 0)
        dy = np.maximum(np.maximum(bottom - points[:, 1], points[:, 1] - top), 0)
        exact = float(np.hypot(dx, dy).min())
        # A point stands for its cell of 1 or 2 pt; boxes amid the curve are never asked about.
        assert exact < 4 or exact - 1e-9 <= distance <= exact + np.sqrt(8)


def test_the_memory_of_distances_does_not_grow_with_the_curve() -> None:
    rects = np.tile((10.0, 10.0, 30.0, 20.0), (20_000, 1))
    x = np.linspace(0, 250, 400_000)
    points = np.column_stack([x, 85 + 80 * np.sin(7 * x)])
    tracemalloc.start()
    before = time.process_time()
    distances(rects, points)
    seconds = time.process_time() - before
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 100e6
    assert seconds < 4


@pytest.mark.parametrize("scale", [1, 3, 40])
def test_a_ground_of_any_size_knows_what_is_taken(scale: int) -> None:
    ground = Ground(240 * scale, 170 * scale)
    assert ground._taken.size < 3e6
    ground.take_path(np.array([(0.0, 0.0), (240.0 * scale, 170.0 * scale)]), 2)
    ground.take_path(np.array([(1e300, 10.0), (1e300, 1e300)]), 2)
    middle = (120 * scale, 85 * scale)
    assert not ground.free(Rect(middle[0] - 2, middle[1] - 2, middle[0] + 2, middle[1] + 2))
    assert ground.free(Rect(180 * scale, 20 * scale, 200 * scale, 40 * scale))
