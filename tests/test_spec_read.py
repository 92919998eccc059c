"""What a spec may say, and what becomes of it."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from support import Cli

from actplot import spec
from actplot.errors import ActplotError
from actplot.looks.styles import load
from actplot.spec.model import FigureSpec, LegendSpec, PanelSpec, Ticks
from actplot.spec.yaml.nodes import part_of, within

CONFIGS = sorted((Path(__file__).parents[1] / "configs").glob("**/*.yaml"))


def panel(text: str) -> PanelSpec:
    """The only panel of a spec of `curves: [gelu]` and more keys."""
    (panel_spec,) = spec.read(f"{text}\ncurves: [gelu, gelu']\n").panels
    return panel_spec


def figure(text: str) -> FigureSpec:
    return spec.read(f"curves: [gelu]\n{text}\n")


def messages(source: Any, **options: Any) -> list[str]:
    with pytest.raises(ActplotError) as caught:
        spec.read(source, **options)
    return [problem.message for problem in caught.value.problems]


@pytest.mark.parametrize("path", CONFIGS, ids=lambda path: path.stem)
def test_the_canonical_text_reads_back_to_the_same_spec(path: Path) -> None:
    first = spec.read(path)
    again = spec.read(first.source, name=first.name, base=path.parent)
    assert again == first
    assert again.source == first.source
    assert [c.text for p in again.panels for s in p.curves for c in s.curves] == [
        c.text for p in first.panels for s in p.curves for c in s.curves
    ]


@pytest.mark.parametrize(
    ("text", "low"),
    [("1e-3", 1e-3), ("1E0", 1.0), (".5", 0.5), ("+1", 1.0), ("-2pi", -2 * math.pi),
     ("pi/2", math.pi / 2), ("1.", 1.0), ("'0.5'", 0.5), ("-1e-300", -1e-300), ("010", 10.0)],
)  # fmt: skip
def test_numbers_are_what_they_look_like(text: str, low: float) -> None:
    assert panel(f"x: [{text}, 100]").x == (low, 100.0)


@pytest.mark.parametrize("word", ["on", "yes", "true", "True", "ON", "off", "no", "false", "No"])
def test_truth_has_many_words(word: str) -> None:
    assert panel(f"axes: {{grid: {word}}}").axes.grid is (word.lower() in ("on", "yes", "true"))


@pytest.mark.parametrize("word", ["no", "on", "off", "yes", "true", "y", "n", "null ", "3", "1e3"])
def test_a_text_is_a_text(word: str) -> None:
    quoted = f"'{word}'" if word == "null " else word
    assert panel(f"title: {quoted}").title == word
    assert figure(f"title: {quoted}").title == word


def test_y_is_a_key() -> None:
    assert panel("y: [0, 1]").y == (0.0, 1.0)
    assert panel("share: y").x is None


def test_one_value_stands_for_a_list_of_one() -> None:
    one = spec.read("curves: gelu\nformats: svg\nshare: x\nlines: {y: 1}\nmark: zero\n")
    assert one.formats == ("svg",)
    assert one.share == ("x",)
    assert one.panels[0].lines[0].y == 1.0
    assert one.panels[0].mark == ("zero",)
    assert one.panels[0].curves[0].expr == "gelu"


def test_null_is_as_if_the_key_were_not_there() -> None:
    assert spec.read("curves: [gelu]\ninset: null\nx: ~\n") == spec.read("curves: [gelu]")


@pytest.mark.parametrize(
    ("text", "ticks"),
    [
        ("pi", Ticks(pi=True)),
        ("auto", Ticks()),
        ("off", Ticks("off")),
        ("pi/2", Ticks("step", step=math.pi / 2, pi=True)),
        ("0.5", Ticks("step", step=0.5)),
        ("[3, 1, 2]", Ticks("list", values=(1.0, 2.0, 3.0), labels=(None,) * 3)),
        ("[-pi, pi]", Ticks("list", values=(-math.pi, math.pi), labels=(None,) * 2, pi=True)),
        ("{1: one, 0: $a$}", Ticks("list", values=(0.0, 1.0), labels=("$a$", "one"))),
    ],
)
def test_ticks(text: str, ticks: Ticks) -> None:
    assert panel(f"axes: {{xticks: {text}}}").axes.xticks == ticks


@pytest.mark.parametrize(
    ("text", "width", "height"),
    [
        ("{width: 84 mm, height: 60mm}", 84, 60),
        ("{width: 8.4 cm, height: 2 in}", 84, 50.8),
        ("{width: 72 pt, height: 72.27texpt}", 25.4, 25.4),
        ("ieee", 88.57, None),
        ("IEEE_full", 181.35, None),
        ("{venue: ieee, columns: 2}", 181.35, None),
        ("{venue: elsevier, columns: 1.5, height: 60 mm}", 140, 60),
        ("{venue: ieee, width: 80 mm}", 80, None),
        ("{width: 0.8 textwidth, textwidth: 150 mm}", 120, None),
        ("{width: 0.8\\textwidth, venue: ieee}", 0.8 * 181.35, None),
        ("{width: textwidth, venue: thesis}", 150, None),
        ("{height: 60 mm}", None, 60),
    ],
)
def test_sizes(text: str, width: float | None, height: float | None) -> None:
    size = figure(f"size: {text}").size
    assert size.width == pytest.approx(width)
    assert size.height == pytest.approx(height)


@pytest.mark.parametrize(("text", "aspect"), [("4/3", 4 / 3), ("4:3", 4 / 3), ("1.5", 1.5)])
def test_aspect(text: str, aspect: float) -> None:
    assert figure(f"size: {{width: 84 mm, aspect: {text}}}").size.aspect == pytest.approx(aspect)


@pytest.mark.parametrize(
    ("short", "width", "height"),
    [
        ("84x60", "84 mm", "60 mm"),
        ("84 x 60", "84 mm", "60 mm"),
        ("'84 × 60 mm'", "84 mm", "60 mm"),
        ("8.4cm, 6", "8.4 cm", "6 cm"),
        ("3.5in x 2.5in", "3.5 in", "2.5 in"),
        ("[84 mm, 6 cm]", "84 mm", "6 cm"),
        ("84 mm", "84 mm", None),
    ],
)
def test_sides_in_one_value_are_a_width_and_a_height(
    short: str, width: str, height: str | None
) -> None:
    whole = f"{{width: {width}{f', height: {height}' if height else ''}}}"
    assert figure(f"size: {short}").size == figure(f"size: {whole}").size


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("axes: centered", "axes: centred"),
        ("legend: upper centre", "legend: upper center"),
        ("inset: {x: [0, 1], at: centre left}", "inset: {x: [0, 1], at: center left}"),
    ],
)
def test_words_may_be_spelt_in_two_ways(one: str, other: str) -> None:
    assert figure(one) == figure(other)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("font: SimSun", {"latin": ("SimSun",)}),
        ("font: [Times New Roman, SimSun]", {"latin": ("Times New Roman", "SimSun")}),
        ("font: {cjk: [SimSun, 宋体, SimSun]}", {"cjk": ("SimSun", "宋体")}),
        ("font:\n  math: [Foo, stix]", {"math": ("Foo", "stix")}),
        ("font: {cjk: [none.ttf, SimSun]}", {"cjk": ("none.ttf", "SimSun")}),
    ],
)
def test_fonts_by_name(text: str, names: dict[str, tuple[str, ...]]) -> None:
    font = figure(text).font
    assert {role: getattr(font, role) for role in names} == names


def test_sizes_of_text() -> None:
    assert figure("font: {size: 五号}").font.size == 10.5
    assert figure("font: {size: 9 pt}").font.size == 9
    assert figure("font: {size: 9}").font.size == 9
    assert figure("font: Times New Roman").font.latin == ("Times New Roman",)
    assert figure("font: {lang: zh-TW}").font.lang == "tc"


def test_what_a_figure_says_holds_for_its_panels() -> None:
    text = """
        title: Two
        x: [-4, 4]
        axes: {grid: on, xticks: pi}
        legend: {place: box, columns: 2}
        lines: [{y: 1}]
        inset: {x: [0, 1]}
        panels:
          - {curves: [gelu]}
          - {curves: [relu], title: B, x: [0, 1], axes: boxed, legend: direct, inset: null}
    """
    first, second = spec.read(text).panels
    assert spec.read(text).title == "Two"
    assert (first.title, second.title) == (None, "B")
    assert (first.x, second.x) == ((-4.0, 4.0), (0.0, 1.0))
    assert (first.axes.frame, second.axes.frame) == (None, "boxed")
    assert first.axes.grid is second.axes.grid is True
    assert second.axes.xticks == Ticks(pi=True)
    assert (first.legend, second.legend) == (LegendSpec("box", 2), LegendSpec("direct"))
    assert first.lines == second.lines
    assert first.inset is not None
    assert second.inset is None
    again = spec.read(spec.read(text).source)
    assert again.panels == (first, second)


def test_the_only_panel_has_the_title_of_the_figure() -> None:
    assert panel("title: GELU").title == "GELU"
    assert spec.read("title: GELU\npanels: [{curves: [gelu]}]").panels[0].title == "GELU"


def test_places_of_values() -> None:
    text = "x: [-4, 4]\npanels:\n  - curves:\n      - gelu\n      - {expr: relu, color: red}\n"
    parsed = spec.read(text)
    curve = parsed.panels[0].curves[1]
    assert curve.path == ("panels", 0, "curves", 1)
    place = parsed.place((*curve.path, "color"))
    assert place is not None
    assert (place.line, place.column, place.length) == (5, 29, 3)
    # A key that the panel has from the figure, one that nobody gives, one that is short.
    assert parsed.place(("panels", 0, "x")) == parsed.place(("x",))
    assert parsed.place((*curve.path, "label")) == parsed.place(curve.path)
    above = parsed.place(("panels", 0, "curves", 0, "expr"))
    assert above is not None
    assert above.line == 4


def test_letters_look_like_the_first() -> None:
    panels = "panels: [" + ", ".join(["{curves: [gelu]}"] * 28) + "]"
    for format, expected in (
        ("(a)", ("(a)", "(b)", "(ab)")),
        ("A.", ("A.", "B.", "AB.")),
        ("(i)", ("(i)", "(ii)", "(xxviii)")),
        ("1", ("1", "2", "28")),
    ):
        letters = [each.letter for each in spec.read(f"{panels}\nletters: {format}").panels]
        assert (letters[0], letters[1], letters[27]) == expected
    assert spec.read(f"{panels}\nletters: off").letters == "off"


def test_a_mosaic_names_panels() -> None:
    text = "mosaic: [a a, b .]\npanels: [{curves: [gelu]}, {curves: [relu]}]"
    parsed = spec.read(text)
    assert parsed.mosaic == (("a", "a"), ("b", None))
    assert [each.name for each in parsed.panels] == ["a", "b"]
    rows = spec.read(text.replace("[a a, b .]", "[[a, a], [b, .]]"))
    assert rows.mosaic == parsed.mosaic


def test_fills() -> None:
    text = "fill:\n  - {between: [gelu, 0], where: x < 0}\n  - {x: [-1, 1], hatch: //}"
    between, band = panel(text).fill
    assert between.texts == ("gelu", "0")
    assert between.condition == "x < 0"
    assert between.between is not None
    assert between.where is not None
    assert list(between.where.function(np.array([-1.0, 1.0]))) == [1.0, 0.0]
    assert (band.x, band.hatch) == ((-1.0, 1.0), "//")


def test_expressions_over_several_lines() -> None:
    text = "curves:\n  - x *\n      sigmoid(x)\n  - |\n    x\n  - >-\n    x\n    + 1\n"
    curves = spec.read(text).panels[0].curves
    assert [each.expr for each in curves] == [
        "x * sigmoid(x)",
        "x",
        "x + 1",
    ]


def test_anchors_and_merge_keys() -> None:
    text = "curves:\n  - &one {expr: gelu, width: 2}\n  - {<<: *one, expr: relu}\n  - *one\n"
    first, second, third = spec.read(text).panels[0].curves
    assert (second.expr, second.width) == ("relu", 2.0)
    assert (third.expr, third.width) == (first.expr, first.width)
    assert spec.read(spec.read(text).source).panels == spec.read(text).panels


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(tmp_path: Path, encoding: str, newline: str) -> None:
    path = tmp_path / "图 a#b.yaml"
    path.write_bytes("title: 激活函数\ncurves: [gelu]\n".replace("\n", newline).encode(encoding))
    parsed = spec.read(path)
    assert parsed.title == "激活函数"
    assert parsed.name == "图 a#b"


def test_names_and_files(tmp_path: Path) -> None:
    path = tmp_path / "one.yaml"
    path.write_text("curves: [gelu]")
    assert spec.read(str(path)).name == "one"
    assert spec.read(path).inputs == (str(path),)
    assert spec.read("curves: [gelu]").name == "figure"
    assert spec.read("curves: [gelu]", name="other", file="<stdin>").file == "<stdin>"
    assert messages(tmp_path / "two.yaml") == [
        f"cannot read {tmp_path / 'two.yaml'}: no such file or directory"
    ]


def test_styles_are_loaded_to_be_sure(tmp_path: Path) -> None:
    (tmp_path / "own.mplstyle").write_text("lines.linewidth: 2\n")
    path = tmp_path / "one.yaml"
    path.write_text("curves: [gelu]\nstyle: [paper, own.mplstyle, {line_width: 2}]\n")
    parsed = spec.read(path)
    assert parsed.style == ("paper", str(tmp_path / "own.mplstyle"), {"line_width": 2})
    assert parsed.inputs == (str(path), str(tmp_path / "own.mplstyle"))


@pytest.mark.parametrize(("name", "place"), [("best", "box"), ("right", "center right")])
def test_every_place_of_matplotlib_is_one_of_a_legend(name: str, place: str) -> None:
    assert spec.read(f"curves: [gelu]\nlegend: {name}\n").panels[0].legend.place == place


def test_texts_know_their_places() -> None:
    parsed = spec.read("title: Kurven\npanels:\n  - {curves: [gelu], title: $x^2$}\n")
    for text, line, column in (("Kurven", 1, 8), (parsed.panels[0].title, 3, 29)):
        place = part_of(parsed.title if text == "Kurven" else within(text or "", "(a) "))
        assert place is not None
        assert (place.line, place.column) == (line, column)
    part = part_of(within(parsed.panels[0].title or "", "(a) ", ", more"), 5, 1)
    assert part is not None
    assert (part.line, part.column) == (3, 30)
    assert part_of("elsewhere") is None


# Every key with a text that is drawn, in a spec of its own, each with a formula of its own.
TEXTS = r"""
title: '$\f1$'
panels:
  - title: '$\f2$'
    xlabel: '$\f3$'
    ylabel: '$\f4$'
    curves:
      - {expr: gelu, label: '$\f5$'}
      - {expr: "elu(alpha=[0.5, 1])", label: '$\f6$'}
      - {expr: "elu(alpha=[0.1:2:40])", label: '$\f7$'}
    lines: [{y: 1, label: '$\f8$'}]
    notes: [{x: 1, y: 1, text: '$\f9$'}]
    fill: [{y: [0, 1], label: '$\f10$'}]
    axes: {xticks: {0: '$\f11$'}, yticks: {1: '$\f12$'}}
  - {curves: [relu], inset: {x: [0, 1]}}
"""


def test_each_text_that_is_drawn_is_told_of_at_its_place(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(TEXTS)
    stderr = cli("check", "a.yaml").err
    for number in range(1, 13):
        formula = rf"\f{number}$"
        line, text = next((n, row) for n, row in enumerate(TEXTS.split("\n"), 1) if formula in row)
        assert f"a.yaml:{line}:{text.index(formula) + 1}: error: " in stderr, formula


@pytest.mark.parametrize("first", ["title", "caption", "alt"])
def test_equal_texts_are_told_of_each_at_its_place(cli: Cli, tmp_path: Path, first: str) -> None:
    (tmp_path / "a.yaml").write_text(
        f"{first}: '$\\foo$'\ncurves: [gelu]\nxlabel: '$\\foo$'\nylabel: '$\\foo$'\n"
    )
    lines = [line for line in cli("check", "a.yaml").err.split("\n") if "error: " in line]
    places = [(1, len(first) + 5), (3, 11), (4, 11)]
    assert lines == [
        f"a.yaml:{line}:{column}: error: no command is called '\\foo' in a formula"
        for line, column in places
    ]


def test_styles_speak_as_matplotlib_does(tmp_path: Path) -> None:
    mapping = "{lines.linewidth: 2.5, axes.grid: true, figure.figsize: [3, 2], frame: boxed}"
    style = load(spec.read(f"curves: [gelu]\nstyle: {mapping}\n").style)
    assert (style.line_width, style.grid, style.frame) == (2.5, True, "boxed")
    assert (style.width, style.aspect) == (3 * 25.4, 1.5)
    assert load([{"frame": "centered"}]).frame == "centred"
    sheet = tmp_path / "own.mplstyle"
    for cycle in ("cycler('color', ['r', '00ff00'])", 'cycler(color=["r", "00ff00"])'):
        sheet.write_text(f"axes.prop_cycle: {cycle}\n")
        assert load([sheet]).colors == ("r", "#00ff00")


@pytest.mark.parametrize(
    ("style", "message"),
    [
        ("{lines.linewidth: thick}", "lines.linewidth cannot be 'thick'"),
        ("{lines.linewidht: 1}", "styles have no key 'lines.linewidht'"),
        ("ieee", "`size: ieee`"),
    ],
)
def test_styles_that_are_none(style: str, message: str) -> None:
    with pytest.raises(ActplotError, match=message):
        spec.read(f"curves: [gelu]\nstyle: {style}\n")
