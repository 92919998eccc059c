"""What a format refuses of a figure: `check` says it as `render` does, and nothing is written."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from figure_files import drawn
from PIL import Image
from support import Cli

from actplot.formats import FORMATS

RED = "'#ff000080'"
# What nothing refuses; what is transparent as EPS says it; and what does not move is still.
SPECS = {
    "plain": ("curves: [gelu]", ""),
    "family": ("curves: ['elu(alpha=[0.5, 1])']", ""),
    "steps": ("curves: [gelu, relu]\nsteps: curves", ""),
    "grid": ("curves: [gelu]\naxes: {grid: minor}\nlegend: box\n"
             "fill: {x: [0, 1], label: here}", ""),
    "grounds": ("curves: [gelu]\nstyle: {background: '#ffffff80', foreground: '#00000080'}", ""),
    "none": ("curves: [relu']\nstyle: {background: none}", ""),
    "note": (f"curves: [gelu]\nnotes: {{x: 1, y: 1, text: here, color: {RED}}}", ""),
    "hatch": ("curves: [gelu]\nfill: [{x: [0, 1], hatch: /}, {x: [0.5, 2], hatch: x}]", ""),
    "beside": ("x: [-3, 3]\ncurves: [gelu]\nfill: [{x: [-1, 0]}, {x: [0, 1]}]", ""),
    "under": ("x: [0, 1.5]\ncurves: [gelu]\n"
              "fill: [{between: [gelu, 0]}, {between: [gelu, 2]}]", ""),
    "reversed": ("axes: {reverse: x}\ncurves: [gelu]\nfill: [{x: [-1, 0]}, {x: [0.1, 1]}]", ""),
    "turns": ("curves: [gelu, {expr: relu, step: 2}]\nfill: [{x: [-1, 1], step: [1]},"
              " {x: [0, 2], step: [2]}]", ""),
    "hidden": ("curves: [gelu, {expr: relu, opacity: 0.4, hidden: on}]", ""),
    "gone": ("curves: [gelu, {expr: relu, opacity: 0}]", ""),
    "opacity": ("curves: [gelu, {expr: relu, opacity: 0.4}]", "curve 2"),
    "colour": (f"curves: [gelu, {{expr: relu, color: {RED}}}]", "curve 2"),
    "members": ("curves: [{expr: 'elu(alpha=[0.5, 1])', opacity: 0.4}]", "curve 1 and curve 2"),
    "line": (f"curves: [gelu]\nlines: {{y: 1, color: {RED}}}", "a reference line"),
    "points": (f"curves: [gelu]\npoints: {{x: 1, y: 1, color: {RED}}}", "points"),
    "tangent": (f"curves: [gelu]\ntangents: {{curve: 1, x: 0, color: {RED}}}", "a tangent"),
    "overlap": ("curves: [gelu]\nfill: [{x: [-1, 1]}, {y: [0, 1]}]", "fills that overlap"),
    "across": ("axes: {reverse: x}\ncurves: [gelu]\nfill: [{x: [-1, 1]}, {x: [0, 2]}]",
               "fills that overlap"),
    "panel": ("panels: [{curves: [relu]}, {curves: [{expr: gelu, opacity: 0.5}]}]", "curve 1"),
}  # fmt: skip


def moves(name: str) -> bool:
    return name in ("family", "steps", "turns", "members")


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", SPECS)
def test_check_refuses_what_render_refuses(
    cli: Cli, tmp_path: Path, name: str, format: str
) -> None:
    text, seen_through = SPECS[name]
    row = FORMATS[format]
    refused = bool(row.opaque and seen_through) or (row.moves and not moves(name))
    (tmp_path / "a.yaml").write_text(f"{text}\nformats: [{format}]\nsize: 84x60\ndpi: 40\n")
    checked = cli("check", "a.yaml")
    assert checked.status == refused, checked.err
    if refused:
        asked = f"which {seen_through} would need\n" if row.opaque else "needs something to animate"
        assert asked in checked.err
        assert "help: " in checked.err
        rendered = cli("render", "a.yaml")
        assert rendered.status == 1
        assert rendered.err.split("\nfailed")[0].startswith(checked.err.split("\n")[0])
        assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]
    elif row.opaque or row.moves:
        rendered = cli("render", "a.yaml", "-q")
        assert "transparen" not in rendered.err
        assert rendered.status == 0


def test_a_refusal_stands_where_the_spec_asks_for_it(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "formats: [pdf, eps]\ncurves:\n  - gelu\n  - {expr: relu, opacity: 0.4}\n"
        f"lines:\n  - {{y: 1, color: {RED}}}\n"
    )
    stderr = cli("check", "a.yaml").err
    assert (
        "a.yaml:4:5: error: EPS does not support transparency, which curve 2 would need" in stderr
    )
    assert "a.yaml:6:5: error: EPS" in stderr or "a.yaml:5:" in stderr


def test_what_a_venue_takes_is_checked_where_no_format_is_named(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("size: plos\ncurves: [{expr: relu, opacity: 0.4}]\n")
    assert "EPS does not support transparency" in cli("check", "a.yaml").err
    assert cli("render", "a.yaml").status == 1


@pytest.mark.parametrize("setting", ["points", "tangents", "notes"])
def test_a_colour_that_is_seen_through_is_seen_through(setting: str) -> None:
    """Where a mark lies on the page alone, it is as light as the colour mixed with it."""
    whole = {
        "points": "{x: 2, y: -1, color: COLOUR, size: 12}",
        "tangents": "{curve: 1, x: 0, color: COLOUR, width: 6}",
        "notes": "{at: [2, -1], text: MMMMMMM, color: COLOUR}",
    }[setting]

    def shade(color: str) -> int:
        text = f"x: [-4, 4]\ny: [-2, 4]\nlegend: none\ncurves: [gelu]\n{setting}: " + whole.replace(
            "COLOUR", color
        )
        page = np.asarray(Image.open(io.BytesIO(drawn(text, "png")["png"])).convert("RGB"))
        red = page[:, :, 0].astype(int) > 240
        return int(np.median(page[red & (page[:, :, 1] < 200)][:, 1]))

    assert shade("'#ff0000'") < 12
    assert shade(RED) == pytest.approx(127, abs=6)
