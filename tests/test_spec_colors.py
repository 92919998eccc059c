"""Colours are known without matplotlib exactly as matplotlib knows them."""

from __future__ import annotations

import pytest
from matplotlib import colors as matplotlib_colors

from actplot.looks.colour import names as colors


def test_names_are_those_of_matplotlib() -> None:
    assert set(matplotlib_colors.CSS4_COLORS) == colors.CSS
    assert set(matplotlib_colors.TABLEAU_COLORS) | {"tab:grey"} == colors.TABLEAU
    assert set(matplotlib_colors.BASE_COLORS) == colors.LETTERS


@pytest.mark.parametrize(
    "text",
    [
        "Crimson",
        "RED",
        "#1f77b4",
        "#1F77B480",
        "#abc",
        "#abcd",
        "C0",
        "C12",
        "tab:Blue",
        "k",
        "0",
        "1",
        "0.5",
        ".25",
        "1.",
        "1.00",
        "0.",
    ],
)
def test_what_is_accepted_matplotlib_accepts(text: str) -> None:
    color = colors.known(text)
    assert color is not None
    matplotlib_colors.to_rgba(color)


@pytest.mark.parametrize(
    "text", ["", "#12", "#12345", "#1234567", "crimsn", "tab:navy", "C", "c1", "1.5", "-0.5", "2"]
)
def test_what_is_refused_is_no_colour(text: str) -> None:
    assert colors.known(text) is None
