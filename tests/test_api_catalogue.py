"""The catalogue from Python, what joins it, and curves, papers, comparisons, styles as data."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.path import Path as Drawn
from support import ROOT

import actplot
from actplot import ActplotError, activations
from actplot.looks.styles import names as styles

X = np.array([-2.0, -0.5, 0.0, 0.75, 3.0])
NAMES = sorted(activations.builtin())
# Of one input, and drawn without values of its parameters.
PLAIN = [name for name in NAMES if activations.builtin()[name].example == name]


# the catalogue


def test_it_is_a_read_only_mapping_of_every_entry() -> None:
    assert isinstance(actplot.catalogue, Mapping)
    assert set(NAMES) <= set(actplot.catalogue)
    assert len(actplot.catalogue) == len(list(actplot.catalogue))
    with pytest.raises(TypeError):
        actplot.catalogue["mine"] = 1  # type: ignore[index]
    with pytest.raises(AttributeError):
        actplot.catalogue["gelu"].title = "x"  # type: ignore[misc]


@pytest.mark.parametrize("name", NAMES)
def test_aliases_find_their_entry_with_its_defaults(name: str) -> None:
    entry = actplot.catalogue[name]
    assert entry.name == name
    assert entry.title
    assert entry.formula
    assert entry.names[0] == name
    assert entry.origin == "actplot"
    for alias in entry.names[1:]:
        word, _, given = alias.rstrip(")").partition("(")
        chosen = actplot.catalogue[word]
        if chosen.name != name:
            continue  # several frameworks may mean different things by one word
        for parameter in chosen.parameters:
            for pair in given.split(",") if given else ():
                key, value = pair.split("=")
                if key.strip() == parameter.name:
                    assert parameter.default == float(value)


@pytest.mark.parametrize("name", PLAIN)
def test_an_entry_is_its_function_and_its_derivatives(name: str) -> None:
    entry = actplot.catalogue[name]
    assert np.array_equal(entry(X), actplot.evaluate(name, X), equal_nan=True)
    for order in (0, 1, 3):
        exact = actplot.evaluate(name, X, order)
        assert np.array_equal(entry.derivative(order)(X), exact, equal_nan=True)
        assert np.array_equal(actplot.evaluate(entry, X, order), exact, equal_nan=True)
        assert np.array_equal(actplot.evaluate(entry.derivative(order), X), exact, equal_nan=True)


def test_entries_take_parameters_and_serve_in_functions_of_numpy() -> None:
    leaky = actplot.catalogue["keras.layers.LeakyReLU"]
    assert leaky(-1.0) == -0.3
    assert actplot.evaluate(leaky, -1.0) == -0.3
    assert leaky(-1.0, alpha=0.5) == -0.5
    assert leaky.derivative()(-1.0) == 0.3
    values = actplot.evaluate(lambda x: actplot.catalogue["elu"](x) ** 2, X, 2)
    assert np.allclose(values, actplot.evaluate("elu(x)^2", X, 2), rtol=1e-13)


def test_an_unknown_name_is_a_key_error_with_a_suggestion() -> None:
    assert "gelo" not in actplot.catalogue
    assert actplot.catalogue.get("gelo") is None
    with pytest.raises(KeyError) as caught:
        actplot.catalogue["gelo"]
    assert isinstance(caught.value, ActplotError)
    assert "did you mean 'gelu'?" in str(caught.value)


# what joins it


def test_a_function_joins_the_catalogue() -> None:
    @actplot.activation
    def bump(x: Any, width: float = 1.0) -> Any:
        return np.exp(-((x / width) ** 2))

    assert actplot.catalogue["bump"].parameters[0].default == 1.0
    assert bump(0.0) == 1.0
    assert actplot.catalogue["bump"].origin == ""
    assert np.allclose(actplot.evaluate("bump'", X), -2 * X * np.exp(-(X**2)))
    figure = actplot.figure("bump(width=[1, 2])", bump.derivative())
    assert len(figure.plan.panels[0].curves) == 3

    @actplot.activation(title="Bump", aliases="my.Bump", domain={"width": "width > 0"})
    def bump(x: Any, *, width: float = 2.0) -> Any:
        return np.exp(-((x / width) ** 2))

    assert actplot.catalogue["my.Bump"].title == "Bump"
    assert actplot.evaluate("bump", 2.0) == pytest.approx(math.exp(-1))
    with pytest.raises(ActplotError, match="width > 0"):
        actplot.evaluate("bump", X, width=-1)


def test_a_figure_of_what_joined_is_drawn_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    contents = []
    for power in (2, 3):

        def raised(x: Any, power: int = power) -> Any:
            return x**power

        actplot.activation(raised)
        (path,) = actplot.render("raised(x) + 1", "a.svg")
        contents.append(path.read_bytes())
    assert contents[0] != contents[1]


def gelu(x: Any) -> Any:
    return x


def takes_no_array(x: Any) -> Any:
    return math.exp(x)


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (gelu, "'gelu' is in the catalogue already"),
        (lambda x: x, "no name"),
        (takes_no_array, "math.exp"),
    ],
)
def test_what_cannot_join_is_refused(function: Any, message: str) -> None:
    with pytest.raises(ActplotError) as caught:
        actplot.activation(function)
    assert message in str(caught.value)


MODULE = """
import numpy as np
import actplot

@actplot.activation(title="Wave", reference="")
def wave(x, *, k=2.0):
    return np.sin(k * x)

def ramp(x):
    return np.maximum(x, 0)
"""
POINTS = """
[console_scripts]
other = other:main

[actplot.activations]
waves = pack_of_waves
ramp = pack_of_waves:ramp
"""


@pytest.fixture
def plug_ins(tmp_path: Path) -> Path:
    """A folder with two packages: one whole, one broken."""
    (tmp_path / "pack_of_waves.py").write_text(MODULE)
    for name, points in (
        ("pack_of_waves", POINTS),
        ("broken_pack", "[actplot.activations]\nx = no_such_module\n"),
        ("taken_pack", "[actplot.activations]\nx = taken_pack:gelu\n"),
    ):
        folder = tmp_path / f"{name}-1.0.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (folder / "entry_points.txt").write_text(points)
    (tmp_path / "taken_pack.py").write_text("def gelu(x):\n    return x\n")
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, cwd=folder,
        env={"PYTHONPATH": f"{ROOT}:{folder}", "PATH": "", "NO_COLOR": "1"},
    )  # fmt: skip


def test_plug_ins_bring_activations_and_broken_ones_are_left_out(plug_ins: Path) -> None:
    listed = run(plug_ins, "-m", "actplot", "list", "wave", "--json")
    (row,) = [each for each in json.loads(listed.stdout) if each["name"] == "wave"]
    assert row["from"] == "pack_of_waves"
    assert "the plug-in 'broken_pack' is left out: ModuleNotFoundError" in listed.stderr
    assert "the plug-in 'taken_pack' is left out: 'gelu' is in the catalogue" in listed.stderr
    table = run(plug_ins, "-m", "actplot", "list", "Wave").stdout
    assert "Wave (from pack_of_waves)" in table
    (plug_ins / "a.yaml").write_text("curves: ['wave(k=3)', \"ramp'\"]\nformats: [svg]\n")
    drawn = run(plug_ins, "-m", "actplot", "render", "a.yaml")
    assert drawn.returncode == 0, drawn.stderr
    again = ("-m", "actplot", "render", "a.yaml", "--json")
    assert '"current"' in run(plug_ins, *again).stdout
    newer = plug_ins / "pack_of_waves-2.0.dist-info"
    (plug_ins / "pack_of_waves-1.0.dist-info").rename(newer)
    (newer / "METADATA").write_text("Metadata-Version: 2.1\nName: pack_of_waves\nVersion: 2.0\n")
    assert "plug-in pack_of_waves" in run(plug_ins, *again).stdout
    unknown = run(plug_ins, "-m", "actplot", "show", "waive").stderr
    assert "no activation is called 'waive'" in unknown
    (plug_ins / "b.yaml").write_text("curves: [waive]\n")
    assert "'broken_pack' is left out" in run(plug_ins, "-m", "actplot", "check", "b.yaml").stderr
    ran = run(
        plug_ins, "-W", "error", "-c",
        "import actplot\n"
        "print(actplot.evaluate('wave', 1.0), 'matplotlib' in __import__('sys').modules)\n"
        "try: list(actplot.catalogue)\n"
        "except actplot.ActplotWarning as warning: print(warning)",
    )  # fmt: skip
    value, loaded, *_ = ran.stdout.split()
    # Some NumPy differ from the C library in the last bit.
    assert (float(value), loaded) == (pytest.approx(math.sin(2.0), rel=1e-15), "False")
    assert "broken_pack" in ran.stdout


def test_plug_ins_are_not_looked_for_where_a_name_is_known(plug_ins: Path) -> None:
    code = (
        "import actplot, sys; actplot.evaluate('gelu', 1.0); print('pack_of_waves' in sys.modules)"
    )
    assert run(plug_ins, "-c", code).stdout == "False\n"


# curves and numbers


def test_a_curve_is_its_pieces_and_features() -> None:
    curve = actplot.curve("relu'", (-4, 4))
    assert [(jump.x, jump.left, jump.right, jump.value) for jump in curve.jumps] == [(0, 0, 1, 0)]
    assert curve.limits == (0, 1)
    assert curve.extent == (0, 1)
    assert [piece.x[[0, -1]].tolist() for piece in curve.pieces] == [[-4, 0], [0, 4]]
    for name in ("relu'", "relu", "step", "hard_sigmoid"):
        piece = actplot.curve(name, (-8, 8)).pieces[0]
        assert (piece.y[piece.x < -3.01] == 0).all()
        assert (piece.control[piece.control[:, 0] < -3.01][:, 1] == 0).all()
    assert isinstance(curve.path, Drawn)
    assert (curve.path.codes == Drawn.MOVETO).sum() == 2
    (minimum,) = actplot.curve("gelu").minima
    assert minimum.y == pytest.approx(-0.16997120747990367, rel=1e-14)
    assert actplot.curve("relu").corners == ((0, 0),)
    assert actplot.curve("1/x", (-1, 1)).poles == (0,)
    assert actplot.curve("elu", (-1, 1), alpha=0.5).extent[0] == 0.5 * math.expm1(-1)


@pytest.mark.parametrize("name", PLAIN)
def test_the_pieces_of_every_entry_are_its_curve(name: str) -> None:
    curve = actplot.curve(name)
    span = max(1e-9, *(np.ptp(piece.y) for piece in curve.pieces))
    for piece in curve.pieces:
        inner = slice(1, -1)
        true = actplot.evaluate(name, piece.x[inner])
        shown = np.isfinite(true)
        assert piece.control.shape[0] % 3 == 1
        slope = np.abs(actplot.evaluate(name, piece.x[inner], 1))
        close = 1e-4 * (span + slope * (curve.range[1] - curve.range[0]))
        assert (np.abs(true - piece.y[inner]) <= close)[shown & np.isfinite(close)].all()


def test_data_are_the_drawn_numbers_or_a_table() -> None:
    table = actplot.data("gelu", "relu'", x=(-4, 4), points=9)
    assert len(table) == 2
    for name in ("gelu", "relu'"):
        x, y = table[name]
        assert x.tolist() == list(range(-4, 5))
        assert np.array_equal(y, actplot.evaluate(name, x))
    (label, (x, y)) = next(iter(actplot.data("relu'", x=(-4, 4)).items()))
    assert label == r"$\mathrm{ReLU}'(x)$"
    assert np.array_equal(x, [-4, 0, np.nan, 0, 4], equal_nan=True)
    assert np.array_equal(y, [0, 0, np.nan, 1, 1], equal_nan=True)
    assert actplot.data("gelu", at=(0.5,))["gelu"][0].tolist() == [0.5]
    assert len(actplot.data("gelu", x=(0, 1), step=0.25)["gelu"][0]) == 5
    assert len(actplot.data({"curves": ["relu"] * 2})) == 2
    ends = [-math.inf, 0.0, math.inf]
    for name in ("sigmoid", "x^3", "x^x", "sin(x)"):
        ((_, y),) = actplot.data(name, at=ends).values()
        assert np.array_equal(y, actplot.evaluate(name, ends), equal_nan=True)
    ((_, y),) = actplot.data("1/x", at=ends).values()
    assert np.array_equal(y, [0, np.nan, 0], equal_nan=True)
    with pytest.raises(KeyError):
        actplot.data("gelu")["relu"]


# papers, comparisons, styles


def test_papers_and_comparisons() -> None:
    assert actplot.cite("elu", "elu(x) * gelu(x)").count("@") == 2
    assert actplot.cite(lambda x: x) == ""
    text = actplot.compare(["relu", "gelu"], columns=["formula"])
    assert text.splitlines()[0] == "| Function | Formula |"
    assert len(text.splitlines()) == 4
    kinds = {"text/plain", "text/markdown", "text/html", "text/latex"}
    assert set(text._repr_mimebundle_()) == kinds
    shown = actplot.compare(["relu", "x^2"])._repr_mimebundle_()["text/latex"]
    # A notebook has no bibliography.
    assert r"\cite" not in shown
    assert "ReLU: Fukushima" in shown
    assert shown.count(r"\begin{tabular}") > 1
    assert actplot.compare("relu", format="csv").startswith("Function,")
    assert r"\toprule" in actplot.compare([actplot.catalogue["relu"]], format="latex")
    with pytest.raises(ActplotError, match="did you mean 'latex'"):
        actplot.compare(["relu"], format="latx")


@pytest.mark.parametrize("name", styles())
def test_styles_are_rc_params_of_matplotlib(name: str) -> None:
    rc = actplot.style(name)
    before = dict(dict.items(mpl.rcParams))
    with mpl.rc_context(rc):
        figure = Figure()
        axes = figure.add_subplot()
        actplot.plot("gelu", "relu", ax=axes)
        figure.draw_without_rendering()
        assert axes.lines[0].get_linewidth() == rc["lines.linewidth"]
    assert dict(dict.items(mpl.rcParams)) == before
    assert actplot.style(name, {"font_size": 20})["font.size"] == 20
    with pytest.raises(ActplotError, match="no style is called"):
        actplot.style("thsis")
