"""The Figure of a spec: what is drawn on it lies where its own axes are, whatever is changed."""

from __future__ import annotations

import io
import pickle
import re
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image
from pypdf import PdfReader

import actplot
from actplot.paint.label import Label

SPEC = "x: [-4, 4]\ny: [-1, 4]\ncurves: [{expr: relu, color: blue, width: 1.6}]\n"


def plain() -> Figure:
    return actplot.figure(SPEC)


def resized() -> Figure:
    figure = plain()
    figure.set_size_inches(7, 4)
    return figure


def zoomed() -> Figure:
    figure = plain()
    figure.axes[0].set_xlim(-2, 2)
    return figure


def beside_another() -> Figure:
    figure = resized()
    figure.subfigures().patch.set_visible(False)
    return figure


MAKERS = (plain, resized, zoomed, beside_another)
WAYS = ({}, {"bbox_inches": "tight"}, {"dpi": 217}, {"dpi": 90, "bbox_inches": "tight"})


def pixels(figure: Figure, **how: object) -> np.ndarray:
    """The colours of a saved figure, of shape (height, width, 3)."""
    with io.BytesIO() as file:
        figure.savefig(file, format="png", **how)  # type: ignore[arg-type]
        return np.asarray(Image.open(file).convert("RGB")).astype(int)


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("how", WAYS)
def test_a_line_over_a_curve_lies_on_it(make: Callable[[], Figure], how: dict[str, object]) -> None:
    alone, figure = pixels(make(), **how), make()
    x = np.array([-4.0, 0.0, 4.0])
    figure.axes[0].plot(x, np.maximum(x, 0), color="red", linewidth=1.6, solid_capstyle="butt")
    both = pixels(figure, **how)
    red = both[:, :, 0] > both[:, :, 2] + 60
    blue = alone[:, :, 2] > alone[:, :, 0] + 20
    assert red.sum() > 500
    assert (red & ~blue).sum() <= 2  # where a line is cut off at the edge of the axes


def test_changed_limits_lay_the_figure_out_anew() -> None:
    figure, anew = zoomed(), actplot.figure(SPEC.replace("[-4, 4]", "[-2, 2]"))
    assert (pixels(figure) == pixels(anew)).all()


def test_a_changed_size_lays_the_figure_out_anew() -> None:
    size = "size: {width: 177.8 mm, height: 101.6 mm}\n"
    assert np.abs(pixels(resized()) - pixels(actplot.figure(SPEC + size))).max() <= 8  # of rounding


@pytest.mark.parametrize(("low", "high"), [(3, -3), (-1, 20), (0.5, 0.6)])
def test_the_ticks_are_those_of_the_present_limits(low: float, high: float) -> None:
    figure = plain()
    axes = figure.axes[0]
    axes.set_xlim(low, high)
    ticks = axes.get_xticks()
    assert len(ticks) >= 3
    assert min(ticks) >= min(low, high)
    assert max(ticks) <= max(low, high)
    written = {artist.get_text() for artist in figure.findobj(Label)}
    shown = {float(text.replace("−", "-")) for text in written if re.fullmatch(r"−?[\d.]+", text)}
    assert {tick for tick in ticks if tick} <= shown


def test_scales_are_followed_and_others_refused() -> None:
    figure = actplot.figure("sigmoid", axes={"frame": "boxed"})
    figure.axes[0].set_xscale("log")
    figure.axes[0].set_xlim(0.01, 10)
    figure.draw_without_rendering()
    assert figure.plan.panels[0].x.axis.scale == "log"
    figure.axes[0].set_xscale("logit")
    with pytest.raises(actplot.ActplotError, match="linear, log or symlog, not logit"):
        figure.draw_without_rendering()


def test_a_cleared_figure_is_an_empty_page() -> None:
    figure = zoomed()
    figure.clear()
    figure.set_size_inches(3, 2)
    axes = figure.add_subplot()
    axes.set_xlim(-1, 1)
    assert figure.axes == [axes]
    assert not figure.findobj(Label)
    assert pixels(figure).shape == (200, 300, 3)


def test_exact_curves_can_be_added_to_it() -> None:
    alone, figure = pixels(zoomed(), dpi=150), plain()
    actplot.plot("relu", ax=figure.axes[0], color="red", lw=1.6)
    figure.axes[0].set_xlim(-2, 2)
    both = pixels(figure, dpi=150)
    red, blue = both[:, :, 0] > both[:, :, 2] + 60, alone[:, :, 2] > alone[:, :, 0] + 20
    assert red.sum() > 500
    assert (red & ~blue).sum() <= 2


def test_a_copy_shows_the_same() -> None:
    figure = zoomed()
    copy = pickle.loads(pickle.dumps(figure))
    assert (pixels(copy) == pixels(figure)).all()
    assert set(copy._repr_mimebundle_()[0]) == {"text/plain", "image/png", "image/svg+xml"}


@pytest.mark.parametrize("how", WAYS[:2])
def test_a_line_over_a_curve_has_its_coordinates_in_svg(how: dict[str, object]) -> None:
    figure = zoomed()
    figure.axes[0].plot([-2, 0, 2], [0, 0, 2], color="red", linewidth=1.6)
    with io.StringIO() as file:
        figure.savefig(file, format="svg", **how)  # type: ignore[arg-type]
        text = file.getvalue()
    own, over = (
        np.array(
            re.findall(r"-?[\d.]+ -?[\d.]+", path)[0:1]
            + re.findall(r"-?[\d.]+ -?[\d.]+", path)[-1:]
        )
        for color in ("#0000ff", "#ff0000")
        for path in re.findall(rf'<path d="([^"]*)"[^>]*stroke: {color}', text)[:1]
    )
    for one, other in zip(own, over, strict=True):
        assert np.fromstring(one, sep=" ") == pytest.approx(np.fromstring(other, sep=" "), abs=2e-3)


def test_shared_axes_move_together() -> None:
    figure = actplot.figure("{share: [x], panels: [{curves: [relu]}, {curves: [gelu]}]}")
    figure.axes[0].set_xlim(-1, 1)
    assert figure.axes[1].get_xlim() == (-1, 1)


def test_what_is_saved_is_what_render_writes(tmp_path: Path) -> None:
    """The same paths and texts at the same places, in the drawing of matplotlib's own writers."""
    figure = actplot.figure(SPEC)
    figure.axes[0].remove()
    for name, drawing in (("svg", svg_drawing), ("pdf", pdf_drawing)):
        figure.savefig(tmp_path / f"saved.{name}")
        actplot.render(SPEC, tmp_path / f"rendered.{name}")
        saved, rendered = (drawing(tmp_path / f"{how}.{name}") for how in ("saved", "rendered"))
        assert len(saved) > 100
        assert saved == pytest.approx(rendered, abs=2e-3)


def svg_drawing(path: Path) -> list[float]:
    """The numbers of an SVG's paths that are no glyphs."""
    found = re.findall(r'<path d="([^"]*)"', path.read_text(encoding="utf-8"))
    return [float(number) for data in found for number in re.findall(r"-?[\d.]+", data)]


def pdf_drawing(path: Path) -> list[float]:
    """The numbers of a PDF's page."""
    (page,) = PdfReader(path).pages
    data = page.get_contents().get_data().decode("latin-1")  # type: ignore[union-attr]
    return [float(number) for number in re.findall(r"(?<![\w/.])-?\d+\.?\d*(?= )", data)]


def test_warnings_are_warnings_of_python(tmp_path: Path) -> None:
    spec = {"curves": ["gelu", "gelu"]}
    for call in (
        lambda: actplot.figure(spec),
        lambda: actplot.render(spec, tmp_path / "a.svg", force=True),
    ):
        with pytest.warns(actplot.ActplotWarning) as caught:
            call()
        assert {warning.filename for warning in caught} == {__file__}
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with pytest.raises(actplot.ActplotWarning):
                call()
