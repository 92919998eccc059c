"""The Python interface: evaluate, figure, render."""

from __future__ import annotations

import io

import numpy as np
import pytest

import actplot


def test_evaluate_gives_arrays_of_the_shape_of_x_at_any_order():
    x = np.linspace(-3, 3, 12).reshape(3, 4)
    for order in range(5):
        values = actplot.evaluate("gelu", x, derivative=order)
        assert values.shape == x.shape
        assert values.dtype == np.float64


def test_the_figure_has_axes_in_data_coordinates_over_its_plots():
    figure = actplot.figure("{x: [-4, 4], y: [-1, 5], curves: [gelu, gelu']}")
    [axes] = figure.axes
    assert axes.get_xlim() == (-4, 4)
    assert axes.get_ylim() == (-1, 5)
    figure.draw_without_rendering()
    [tick] = figure.findobj(lambda artist: artist.get_gid() == "x-name")
    right = axes.transData.transform((4, 0))[0]
    assert tick.get_window_extent().x0 > right


def test_the_axes_of_a_log_scale_are_logarithmic():
    figure = actplot.figure(
        "{x: [0.01, 100], axes: {xscale: log, frame: boxed}, curves: [softsign]}"
    )
    assert figure.axes[0].get_xscale() == "log"
    assert figure.axes[0].get_xlim() == (0.01, 100)


def test_a_figure_is_saved_with_the_fonts_for_which_it_was_composed():
    figure = actplot.figure("{curves: [gelu], ylabel: '$\\alpha$ and text'}")
    with io.BytesIO() as file:
        figure.savefig(file, format="pdf")
        content = file.getvalue()
    assert b"STIX" in content
    assert b"DejaVu" not in content
    assert b"/Type3" not in content


def test_render_returns_the_paths_of_what_it_wrote(tmp_path):
    paths = actplot.render({"curves": ["relu"]}, output=tmp_path / "a", formats=["svg", "png"])
    assert [path.name for path in paths] == ["a.svg", "a.png"]
    assert all(path.stat().st_size > 500 for path in paths)


@pytest.mark.parametrize("call", ["figure", "render"])
def test_mistakes_are_one_exception_with_every_problem(call):
    with pytest.raises(actplot.ActplotError) as caught:
        getattr(actplot, call)("curves: [gelo]\nstyl: thesis\n")
    assert len(caught.value.problems) == 2
