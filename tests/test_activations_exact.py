"""Every activation against its formula in many digits: value and three derivatives."""

from __future__ import annotations

import mpmath as mp
import numpy as np
import pytest
from reference import FORMULAS, exact
from reference_data import DATA, LAST_DIGITS, near, points, spread
from reference_settings import OTHER_PARAMETERS, bound, joints, settings

from actplot.activations import catalogue
from actplot.calculus.jet import derivatives, evaluate

CATALOGUE = catalogue()
SMALLEST = np.finfo(float).tiny
UNKNOWN_BEYOND = {"finer": 1e154}
"""Where x^2, the phase of a sine, overflows: NaN says that the value is not known."""
CASES = [
    pytest.param(name, setting, id=f"{name}-{setting}")
    for name, entry in CATALOGUE.items()
    for setting in range(len(settings(entry)))
]


@pytest.fixture(scope="module")
def values():
    with np.load(DATA / "activations.npz") as data:
        return dict(data)


@pytest.fixture(scope="module")
def last_digits():
    with np.load(DATA / "ulp.npz") as data:
        return dict(data)


def test_every_entry_has_a_formula_of_its_own():
    assert FORMULAS.keys() == CATALOGUE.keys()
    with_parameters = {name for name, entry in CATALOGUE.items() if entry.parameters}
    assert OTHER_PARAMETERS.keys() == with_parameters
    assert all(len(others) == 2 for others in OTHER_PARAMETERS.values())


@pytest.mark.parametrize(("name", "setting"), CASES)
def test_value_and_derivatives_are_exact(name, setting, values):
    """1e-13 relative or 1e-15 absolute near 0, 1e-12 relative far out."""
    entry = CATALOGUE[name]
    function = bound(entry, settings(entry)[setting])
    x, true = points(name, setting), values[f"{name}/{setting}"]
    far = np.abs(x) > 10.0
    unknown = np.abs(x) > UNKNOWN_BEYOND.get(name, np.inf)
    for order in range(4):
        found = evaluate(function, x, order)
        assert np.isnan(found[unknown]).all()
        found[unknown] = true[order][unknown]
        size = np.abs(true[order])
        normal = (size >= SMALLEST) & np.isfinite(true[order])
        relative = 1e-13 if order < 2 else 1e-12
        absolute = 1e-15 if order < 2 else 1e-14
        allowed = np.where(far, 1e-12 * size, np.maximum(relative * size, absolute))
        with np.errstate(invalid="ignore"):
            worst = x[normal & ~(np.abs(found - true[order]) <= allowed)]
        assert worst.size == 0, f"derivative {order} at {worst}"
        # What underflows may be 0 or subnormal, what overflows infinite.
        under = far & (size < SMALLEST)
        assert (np.abs(found[under]) <= SMALLEST).all(), x[under]
        over = np.isinf(true[order])
        assert (found[over] == true[order][over]).all(), x[over]
        undefined = np.isnan(true[order])
        assert np.isnan(found[undefined]).all(), x[undefined]


@pytest.mark.parametrize("name", CATALOGUE)
def test_the_stored_values_are_those_of_the_formulas(name, values):
    entry = CATALOGUE[name]
    for setting, parameters in enumerate(settings(entry)):
        x = points(name, setting)
        for k in (setting, len(x) // 3, len(x) - 3):
            again = [float(each) for each in exact(name, float(x[k]), parameters, 500)]
            np.testing.assert_array_equal(again, values[f"{name}/{setting}"][:, k])


@pytest.mark.parametrize("name", LAST_DIGITS)
def test_the_last_digits(name, last_digits):
    """4 units in the last place for the value, 8 for the slope away from its roots."""
    entry, x = CATALOGUE[name], spread()
    slope_roots = {"silu": -1.27846, "gelu": -0.75179, "gelu_tanh": -0.75246, "mish": -1.19240,
                   "hard_swish": -1.5}  # fmt: skip
    with np.errstate(all="ignore"):
        found = derivatives(entry.bind(), x, 1)
        found[0] = entry.bind()(x)
    nearest, off = last_digits[f"{name}/nearest"], last_digits[f"{name}/off"]
    normal = np.abs(nearest) >= SMALLEST
    units = np.abs((found - nearest) / np.spacing(np.abs(nearest)) - off)
    assert units[0][normal[0]].max() <= 4.0, x[np.argmax(np.where(normal[0], units[0], 0.0))]
    away = normal[1] & (np.abs(x - slope_roots.get(name, np.inf)) > 0.25)
    assert units[1][away].max() <= 8.0, x[np.argmax(np.where(away, units[1], 0.0))]
    assert away.sum() > 0.6 * normal[1].sum()


@pytest.mark.parametrize(("name", "setting"), CASES)
def test_at_a_joint_the_derivatives_lie_between_both_sides(name, setting):
    """Also at 0 and -0.0; nowhere NaN where both sides are finite."""
    entry = CATALOGUE[name]
    parameters = settings(entry)[setting]
    function = bound(entry, parameters)
    for joint in joints(entry, parameters):
        with mp.workdps(700):
            beside = [mp.mpf(joint) + side * mp.mpf("1e-200") for side in (-1, 1)]
            sides = [exact(name, x, parameters, 700) for x in beside]
        for order in range(4):
            here = evaluate(function, [joint, -joint if joint == 0.0 else joint], order)
            low, high = sorted(float(side[order]) for side in sides)
            slack = 1e-13 * max(1.0, abs(low), abs(high)) if order < 2 else 1e-11
            if max(abs(low), abs(high)) > 1e90:
                break  # the tangent is vertical, or a root's curvature infinite
            assert ((low - slack <= here) & (here <= high + slack)).all(), (joint, order, here)
            if high - low > slack:
                break  # beyond a corner there is no derivative


def test_the_points_lie_on_no_joint():
    for name, entry in CATALOGUE.items():
        for setting, parameters in enumerate(settings(entry)):
            x = points(name, setting)
            gaps = np.subtract.outer(x[np.abs(x) <= 10.0], joints(entry, parameters))
            assert np.abs(gaps).min() > 1e-9, name
    assert near(400, 0).min() > -10.0
    assert near(400, 0).max() < 10.0
