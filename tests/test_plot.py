"""Exact curves on the axes of others, at every zoom and on every scale."""

from __future__ import annotations

import io
import pickle
from typing import Any

import numpy as np
import pytest
from distance import worst
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.path import Path as Drawn
from PIL import Image
from support import printed

import actplot
from actplot import ActplotError, activations
from actplot.paint.plotting import ExactLine
from actplot.sampling.axis import Axis, Frame
from actplot.sampling.pieces import Outline, Piece


def axes_of(xscale: str = "linear", yscale: str = "linear") -> Axes:
    axes = Figure(figsize=(6, 4)).add_subplot()
    axes.set(xscale=xscale, yscale=yscale)
    return axes


def pieces(line: ExactLine) -> list[np.ndarray]:
    """The control points of what is drawn now, in fractions of the axes, a piece each."""
    line.axes.figure.draw_without_rendering()  # type: ignore[union-attr]
    path = line._path_now
    if path.codes is None:
        return []
    starts = np.flatnonzero(path.codes == Drawn.MOVETO)
    return np.split(np.asarray(path.vertices), starts[1:])


def frame_of(axes: Axes) -> Frame:
    width, height = axes.bbox.width * 72 / 100, axes.bbox.height * 72 / 100
    return Frame(
        Axis(*axes.get_xlim(), scale=axes.get_xscale(), length_pt=width),  # type: ignore[arg-type]
        Axis(*axes.get_ylim(), scale=axes.get_yscale(), length_pt=height),  # type: ignore[arg-type]
    )


def farthest(line: ExactLine) -> float:
    """How far the drawn curve is from the true one, in pt, where the axes show it."""
    frame = frame_of(line.axes)  # type: ignore[arg-type]
    parts = tuple(Piece(points, frame.x.value(points[::3, 0])) for points in pieces(line))
    return worst(line.curve.function, Outline(parts), frame)


ZOOMS = (1.0, 1e-1, 1e-3, 1e-6)


@pytest.mark.parametrize("name", ["gelu", "relu", "mish'", "elu(alpha=2)'", "sin(x)", "softsign''"])
@pytest.mark.parametrize("zoom", ZOOMS)
def test_a_curve_is_exact_at_any_zoom(name: str, zoom: float) -> None:
    axes = axes_of()
    (line,) = actplot.plot(name, ax=axes)
    axes.set_xlim(0.3 - 5 * zoom, 0.3 + 5 * zoom)
    middle = float(actplot.evaluate(name, 0.3))
    axes.set_ylim(middle - 3 * zoom, middle + 3 * zoom)
    assert pieces(line)
    assert farthest(line) <= 0.02


@settings(max_examples=25, deadline=None)
@given(
    name=st.sampled_from(
        [entry.example for entry in activations.catalogue().values() if "[" not in entry.example]
    ),
    prime=st.sampled_from(["", "'"]),
    scale=st.sampled_from(["linear", "log"]),
    at=st.floats(-4, 4),
    power=st.floats(0, 6),
)
def test_every_entry_is_exact_at_any_zoom(
    name: str, prime: str, scale: str, at: float, power: float
) -> None:
    axes = axes_of(scale)
    (line,) = actplot.plot(f"({name}){prime}", ax=axes)
    at = abs(at) + 0.1 if scale == "log" else at
    wide = (0.9 if scale == "log" else 5) * 10**-power * (at if scale == "log" else 1)
    axes.set_xlim(at - wide, at + wide)
    values = actplot.evaluate(f"({name}){prime}", np.linspace(at - wide, at + wide, 33))
    values = values[np.isfinite(values)]
    assume(len(values))
    low, high = values.min(), values.max()
    room = max((high - low) / 10, abs(high) * 1e-6, 1e-9)
    axes.set_ylim(low - room, high + room)
    pieces(line)
    assert farthest(line) <= 0.02


def test_a_copy_shows_the_same_and_its_data_elsewhere() -> None:
    axes = axes_of()
    actplot.plot("relu'", lambda x: x**2, ax=axes)
    axes.set_xlim(-2, 2)
    figure = axes.figure
    copy = pickle.loads(pickle.dumps(figure))

    def shot(of: Any) -> np.ndarray:
        with io.BytesIO() as file:
            of.savefig(file, format="png")
            return np.asarray(Image.open(file).convert("RGB")).astype(int)

    assert (shot(copy) == shot(figure)).all()
    copy.axes[0].set_xlim(-1, 1)
    assert not (shot(copy) == shot(figure)).all()


@pytest.mark.parametrize("scales", [("log", "linear"), ("linear", "log"), ("log", "log")])
@pytest.mark.parametrize("name", ["sigmoid", "exp(x)", "x^2 + 0.1"])
@pytest.mark.parametrize("low", [1e-4, 1.0])
def test_a_curve_is_exact_on_log_axes(name: str, scales: tuple[str, str], low: float) -> None:
    axes = axes_of(*scales)
    (line,) = actplot.plot(name, ax=axes)
    axes.set_xlim(low, 8.0)
    assert farthest(line) <= 0.02


@pytest.mark.parametrize("scales", [("linear", "linear"), ("linear", "log")])
@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("backwards", [False, True])
def test_no_slope_is_drawn_across_a_jump(
    scales: tuple[str, str], zoom: float, backwards: bool
) -> None:
    axes = axes_of(*scales)
    (line,) = actplot.plot("relu' + 1", ax=axes)
    limits = (-zoom, 1.5 * zoom)
    axes.set_xlim(*(limits[::-1] if backwards else limits))
    left, right = sorted(pieces(line), key=lambda part: part[0, 0], reverse=backwards)
    for part, value in ((left, 1.0), (right, 2.0)):
        assert np.ptp(part[:, 1]) < 1e-12
        assert part[0, 1] == pytest.approx(float(frame_of(axes).y.fraction(value)))
    at = float(frame_of(axes).x.fraction(0.0))
    assert np.abs([part[:, 0] - at for part in (left, right)]).min(axis=1) == pytest.approx(0)
    assert [(circle.y, circle.closed) for circle in line._circles] == [(1, True), (2, False)]


def test_poles_are_gaps_and_corners_are_exact() -> None:
    axes = axes_of()
    pole, corner = actplot.plot("1/x", "relu", ax=axes)
    assert len(pieces(pole)) == 2
    (whole,) = pieces(corner)
    frame = frame_of(axes)
    assert (
        np.abs(whole[::3] - (float(frame.x.fraction(0)), float(frame.y.fraction(0))))
        .sum(axis=1)
        .min()
        < 1e-12
    )


@settings(max_examples=20, deadline=None)
@given(low=st.floats(-6, 4), width=st.floats(0.01, 8), name=st.sampled_from(["gelu", "hardswish"]))
def test_a_curve_stays_in_its_domain(low: float, width: float, name: str) -> None:
    axes = axes_of()
    (line,) = actplot.plot(name, ax=axes, x=(low, low + width))
    axes.set_xlim(-10, 10)
    frame = frame_of(axes)
    ends = np.concatenate(pieces(line))[:, 0]
    assert float(frame.x.value(ends.min())) == pytest.approx(low, abs=1e-9)
    assert float(frame.x.value(ends.max())) == pytest.approx(min(low + width, 10), abs=1e-9)
    assert farthest(line) <= 0.02


def test_one_artist_a_curve_with_label_colour_and_limits() -> None:
    axes = axes_of()
    (before,) = axes.plot([0, 1], [0, 1])
    lines = actplot.plot("gelu", "elu(alpha=[0.5, 1])", lambda x: x**2, ax=axes, lw=3, zorder=7)
    assert len(lines) == 4
    assert list(axes.lines) == [before, *lines]
    assert len({line.get_color() for line in axes.lines}) == 5
    assert {(line.get_linewidth(), line.get_zorder()) for line in lines} == {(3, 7)}
    labels = [text.get_text() for text in axes.legend().get_texts()]
    assert labels[0] == r"$\mathrm{GELU}(x)$"
    assert len(labels) == 4
    assert axes.get_xlim() == (-0.05, 1.05), "they count where the axes show something already"
    named = actplot.plot("relu", "gelu", ax=axes, label=["a", "b"])
    assert [line.get_label() for line in named] == ["a", "b"]
    axes.relim()
    axes.autoscale_view()
    assert axes.get_ylim()[1] >= 1


@pytest.mark.parametrize("name", sorted(activations.catalogue()))
def test_every_entry_fits_its_axes(name: str) -> None:
    axes, entry = axes_of(), activations.catalogue()[name]
    actplot.plot(entry.example, ax=axes)
    assert (np.diff(axes.get_xlim()) > 0).all()
    low, high = axes.get_ylim()
    window = np.linspace(*axes.get_xlim(), 101)
    values = actplot.evaluate(entry.example, window) if "[" not in entry.example else window * 0
    assert low <= np.nanmedian(values) <= high


def test_legends_subfigures_rasters_and_every_format() -> None:
    figure = Figure(figsize=(6, 3))
    for part in figure.subfigures(1, 2):
        axes = part.subplots()
        actplot.plot("relu'", ax=axes, alpha=0.5)
        actplot.plot("gelu", ax=axes, rasterized=True, path_effects=[])
        axes.legend()
    for name in ("png", "svg", "pdf", "eps"):
        with io.BytesIO() as file:
            figure.savefig(file, format=name, bbox_inches="tight", dpi=80)
            assert len(file.getvalue()) > 2000


@pytest.mark.parametrize("how", [{}, {"bbox_inches": "tight"}, {"dpi": 217}])
def test_a_line_over_a_curve_lies_on_it(how: dict[str, Any]) -> None:
    def shot(over: bool) -> np.ndarray:
        figure = Figure(figsize=(5, 3))
        (part,) = np.atleast_1d(figure.subfigures())
        axes = part.subplots()
        actplot.plot("relu", ax=axes, color="blue", lw=2)
        axes.set(xlim=(-3, 3), ylim=(-1, 3))
        if over:
            axes.plot([-3, 0, 3], [0, 0, 3], color="red", lw=2)
        with io.BytesIO() as file:
            figure.savefig(file, format="png", **how)
            return np.asarray(Image.open(file).convert("RGB")).astype(int)

    alone, both = shot(False), shot(True)
    red, blue = both[:, :, 0] > both[:, :, 2] + 60, alone[:, :, 2] > alone[:, :, 0] + 20
    assert red.sum() > 300
    assert (red & ~blue).sum() == 0


def test_curves_may_be_given_as_a_list() -> None:
    listed = actplot.plot(["gelu", "elu(alpha=[0.5, 1])", np.tanh], ax=axes_of())
    alone = actplot.plot("gelu", "elu(alpha=[0.5, 1])", np.tanh, ax=axes_of())
    assert [line.get_label() for line in listed] == [line.get_label() for line in alone]
    for one, other in zip(listed, alone, strict=True):
        assert np.array_equal(one.get_path().vertices, other.get_path().vertices)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: actplot.plot(ax=axes_of()), "curves are missing"),
        (lambda: actplot.plot([], ax=axes_of()), "curves are missing"),
        (lambda: actplot.plot("gelo", ax=axes_of()), "did you mean 'gelu'?"),
        (lambda: actplot.plot("gelu", ax=axes_of("symlog")), "the x axis is symlog"),
        (lambda: actplot.plot("gelu", ax=axes_of("linear", "logit")), "the y axis is logit"),
        (lambda: actplot.plot("gelu", ax=Figure().add_subplot(projection="polar")), "on polar"),
        (lambda: actplot.plot("gelu", ax=3), "not on 3"),  # type: ignore[arg-type]
        (lambda: actplot.plot("gelu", ax=axes_of(), marker="o"), "no 'marker'"),
        (lambda: actplot.plot("gelu", ax=axes_of(), x=(1, 1)), "a lower to a higher number"),
        (lambda: actplot.plot("gelu", ax=axes_of(), x=3), "a pair of numbers"),  # type: ignore[arg-type]
        (lambda: actplot.plot("gelu", ax=axes_of("log"), x=(-1, 1)), "a log axis does not show"),
        (lambda: actplot.plot("gelu", "relu", ax=axes_of(), label=["a"]), "1 labels"),
    ],
)
def test_mistakes_are_said(call: Any, message: str) -> None:
    with pytest.raises(ActplotError) as caught:
        call()
    assert message in str(caught.value)


def test_a_scale_that_is_changed_later_is_refused_when_it_is_drawn() -> None:
    axes = axes_of()
    actplot.plot("gelu", ax=axes)
    axes.set_xscale("symlog")
    with pytest.raises(ActplotError, match="symlog"):
        axes.figure.draw_without_rendering()


def test_the_current_axes_are_those_of_pyplot_which_is_not_imported() -> None:
    code = (
        "import sys, actplot\n"
        "try: actplot.plot('gelu')\n"
        "except actplot.ActplotError as error: print('ax=' in str(error))\n"
        "print('matplotlib.pyplot' in sys.modules)\n"
        "import matplotlib; matplotlib.use('Agg')\n"
        "import matplotlib.pyplot as plt\n"
        "_, (left, right) = plt.subplots(1, 2)\n"
        "print(actplot.plot('gelu')[0].axes is right)"
    )
    assert printed(code).split() == ["True", "False", "True"]
