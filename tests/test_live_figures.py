"""The Figure of a spec: what is drawn on it lies where its own axes are, whatever is changed."""

from __future__ import annotations

import io
import pickle
import re
import shutil
import subprocess
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


def in_a_part() -> Figure:
    """In the right part of a figure of matplotlib's; its axes are those of the part."""
    figure = Figure(figsize=(9, 3.5))
    _, right = figure.subfigures(1, 2, width_ratios=[1, 2])
    actplot.figure(SPEC, on=right)
    return figure


def in_a_part_of_a_part() -> Figure:
    figure = Figure(figsize=(9, 6), layout="constrained")
    figure.suptitle("Two rows")
    lower = figure.subfigures(2, 1)[1]
    part = actplot.figure(SPEC, on=lower.subfigures(1, 2)[0])
    part.axes[0].set_xlim(-2, 2)
    return figure


def on_a_whole() -> Figure:
    figure = Figure(figsize=(5, 4), facecolor="none")
    actplot.figure(SPEC, on=figure)
    figure.set_size_inches(6, 3)
    return figure


MAKERS = (plain, resized, zoomed, beside_another, in_a_part, in_a_part_of_a_part, on_a_whole)
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


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="needs poppler")
@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("how", WAYS[:2])
def test_it_lies_on_it_in_a_pdf(make: Callable[[], Figure], how: dict[str, object]) -> None:
    alone, both = make(), make()
    x = np.array([-4.0, 0.0, 4.0])
    both.axes[0].plot(x, np.maximum(x, 0), color="red", linewidth=1.6, solid_capstyle="butt")
    before, after = (poppler(each, **how) for each in (alone, both))
    red, blue = after[:, :, 0] > after[:, :, 2] + 60, before[:, :, 2] > before[:, :, 0] + 20
    assert red.sum() > 500
    assert (red & ~blue).sum() <= 2


def poppler(figure: Figure, **how: object) -> np.ndarray:
    """The pixels of a figure that was saved as a PDF."""
    with io.BytesIO() as file:
        figure.savefig(file, format="pdf", **how)  # type: ignore[arg-type]
        command = ["pdftoppm", "-r", "100", "-png", "-"]
        done = subprocess.run(command, input=file.getvalue(), capture_output=True, check=True)
    return np.asarray(Image.open(io.BytesIO(done.stdout)).convert("RGB")).astype(int)


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
    assert set(copy._repr_mimebundle_()[0]) == {
        "text/plain",
        "image/png",
        "image/svg+xml",
        "application/pdf",
    }


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("how", WAYS[:2])
def test_a_line_over_a_curve_has_its_coordinates_in_svg(
    make: Callable[[], Figure], how: dict[str, object]
) -> None:
    figure = make()
    axes = figure.axes[0]
    figure.draw_without_rendering()
    low, high = axes.get_xlim()
    axes.plot([low, 0, high], [0, 0, high], color="red", linewidth=1.6)
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
    paths = re.findall(r'<path d="([^"]*)"', path.read_text(encoding="utf-8"))
    return [float(number) for data in paths for number in re.findall(r"-?[\d.]+", data)]


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


@pytest.mark.parametrize("layout", [None, "constrained", "compressed"])
def test_a_part_is_laid_out_as_a_page_of_its_size(layout: str | None) -> None:
    """Whatever the layout of the figure gives it, in the end."""
    figure = Figure(figsize=(9, 4), layout=layout)  # type: ignore[arg-type]
    left, right = figure.subfigures(1, 2)
    part = actplot.figure("gelu", "relu'", on=left)
    right.subplots().set_ylabel("beside")
    figure.draw_without_rendering()
    width, height = (float(length) for length in left.bbox.size / figure.dpi)
    assert part.plan.width / 72 == pytest.approx(width, abs=1e-3)
    assert part.plan.height / 72 == pytest.approx(height, abs=1e-3)
    assert len(part.axes) == 1
    alone = actplot.figure("gelu", "relu'")
    alone.set_size_inches(width, height)
    alone.draw_without_rendering()
    texts = [sorted(label.get_text() for label in each.findobj(Label)) for each in (part, alone)]
    assert texts[0] == texts[1]


def test_a_part_is_emptied_moved_and_copied() -> None:
    figure = Figure(figsize=(6, 4))
    upper, lower = figure.subfigures(2, 1)
    part = actplot.figure(SPEC, on=upper)
    actplot.figure("gelu", "gelu'", on=lower)
    before = pixels(figure)
    assert (pixels(pickle.loads(pickle.dumps(figure))) == before).all()
    figure.set_size_inches(8, 5)
    assert not (pixels(figure, dpi=75)[:300] == before[:300, :600]).all()
    part.clear()
    assert not part.findobj(Label)
    assert (pixels(figure)[:250] == 255).all()


def test_a_part_follows_the_limits_of_its_axes_alone() -> None:
    figure = Figure(figsize=(8, 4))
    parts = [actplot.figure(SPEC, on=each) for each in figure.subfigures(1, 2)]
    parts[0].axes[0].set_xlim(-2, 2)
    assert parts[0].plan.panels[0].x.axis.low == -2
    assert parts[1].plan.panels[0].x.axis.low == -4


@pytest.mark.parametrize("wrong", ["figure", None, 3])
def test_on_is_a_figure(wrong: object) -> None:
    axes = Figure().add_subplot()
    with pytest.raises(actplot.ActplotError, match="on a Figure or SubFigure") as raised:
        actplot.figure(SPEC, on=axes if wrong is None else wrong)  # type: ignore[call-overload]
    assert "plot('gelu', ax=axes)" in str(raised.value)


def test_a_part_that_is_too_small_is_told() -> None:
    figure = Figure(figsize=(2, 2))
    tiny = figure.subfigures(1, 2, width_ratios=[1, 400])[0]
    with pytest.warns(actplot.ActplotWarning) as caught:
        actplot.figure(SPEC, on=tiny)
    assert any("too small" in str(warning.message) for warning in caught)
