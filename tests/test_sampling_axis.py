"""Places on axes: the inverse, the slopes, and matplotlib's own scales."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actplot.sampling.axis import SYMLOG_LINEAR, Axis

AXES = [
    Axis(-10.0, 10.0),
    Axis(3.0, -1.0),
    Axis(1e6, 1e6 + 1e-3),
    Axis(1e-3, 1e4, "log"),
    Axis(100.0, 0.1, "log"),
    Axis(-1000.0, 50.0, "symlog"),
    Axis(-0.5, 0.5, "symlog", linthresh=0.01),
]


@pytest.mark.parametrize("axis", AXES, ids=str)
@given(share=st.floats(0.0, 1.0))
def test_value_is_the_inverse_of_fraction(axis: Axis, share: float) -> None:
    value = axis.value(share)
    # A range far from 0 has only so many floats in it.
    grain = np.spacing(max(abs(axis.low), abs(axis.high))) / abs(axis.high - axis.low)
    assert axis.fraction(value) == pytest.approx(share, rel=1e-9, abs=1e-12 + 2 * grain)


@pytest.mark.parametrize("axis", AXES, ids=str)
def test_ends_are_exact(axis: Axis) -> None:
    assert axis.fraction([axis.low, axis.high]).tolist() == [0.0, 1.0]
    assert axis.value([0.0, 1.0]).tolist() == [axis.low, axis.high]


@pytest.mark.parametrize("axis", [axis for axis in AXES if axis.low != 1e6], ids=str)
def test_slopes_are_the_derivatives(axis: Axis) -> None:
    values = axis.value(np.linspace(0.05, 0.95, 7))
    step = 1e-4 * np.abs(axis.value(np.linspace(0.06, 0.96, 7)) - values)
    before, here, after = (axis.fraction(values + k * step) for k in (-1, 0, 1))
    first, second = axis.slopes(values)
    assert first == pytest.approx((after - before) / (2 * step), rel=1e-5)
    rounding = 1e-14 / step**2
    differences = (after - 2 * here + before) / step**2
    assert (np.abs(second - differences) <= 1e-3 * np.abs(second) + rounding).all()


def test_a_symlog_axis_has_no_corner() -> None:
    """The slope of the linear part is that of the logarithm where it begins, and so is 1/ln 10."""
    axis = Axis(-300.0, 40.0, "symlog", linthresh=2.0)
    inside, outside = axis.slopes(np.array([2.0 * (1 - 1e-9), 2.0 * (1 + 1e-9)]))[0]
    assert inside == pytest.approx(outside, rel=1e-8)


def test_symlog_is_that_of_matplotlib() -> None:
    from matplotlib.scale import SymmetricalLogTransform

    axis = Axis(-300.0, 40.0, "symlog", linthresh=2.0)
    values = np.linspace(-300.0, 40.0, 101)
    theirs = SymmetricalLogTransform(10, 2.0, 0.9 * SYMLOG_LINEAR).transform(values)
    shares = (theirs - theirs[0]) / (theirs[-1] - theirs[0])
    assert axis.fraction(values) == pytest.approx(shares, abs=1e-14)


def test_what_a_log_axis_cannot_show_has_no_place() -> None:
    assert Axis(0.1, 10.0, "log").fraction(0.0) == -np.inf
    assert np.isnan(Axis(0.1, 10.0, "log").fraction(-1.0))


@pytest.mark.parametrize("ends", [(0.0, 5.0), (-3.0, 0.0), (-1.0, 1.0), (0.0, 1e-9), (-1e300, 0.0)])
def test_a_symlog_axis_may_end_at_zero_without_a_warning(ends: tuple[float, float]) -> None:
    axis = Axis(*ends, scale="symlog")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert axis.fraction(list(ends)).tolist() == [0.0, 1.0]
        axis.slopes([*ends, 0.0])
