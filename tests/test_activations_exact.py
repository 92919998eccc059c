"""Every activation against its formula in many digits: value and four derivatives."""

from __future__ import annotations

import mpmath as mp
import numpy as np
import pytest
from errors_of_values import worst
from reference import FORMULAS, exact
from reference_data import DATA, LAST_DIGITS, near, points, spread
from reference_settings import OTHER_PARAMETERS, bound, joints, settings

from actplot.activations import catalogue
from actplot.calculus.derivatives import derivatives, evaluate

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
    for order in range(5):
        computed = evaluate(function, x, order)
        assert np.isnan(computed[unknown]).all()
        computed[unknown] = true[order][unknown]
        size = np.abs(true[order])
        normal = (size >= SMALLEST) & np.isfinite(true[order])
        relative = 1e-13 if order < 2 else 1e-12
        absolute = 1e-15 if order < 2 else 1e-14
        allowed = np.where(far, 1e-12 * size, np.maximum(relative * size, absolute))
        with np.errstate(invalid="ignore"):
            worst = x[normal & ~(np.abs(computed - true[order]) <= allowed)]
        assert worst.size == 0, f"derivative {order} at {worst}"
        # What underflows may be 0 or subnormal, what overflows infinite.
        under = far & (size < SMALLEST)
        assert (np.abs(computed[under]) <= SMALLEST).all(), x[under]
        over = np.isinf(true[order])
        assert (computed[over] == true[order][over]).all(), x[over]
        undefined = np.isnan(true[order])
        assert np.isnan(computed[undefined]).all(), x[undefined]


@pytest.mark.parametrize(("name", "setting"), CASES)
def test_higher_derivatives_are_exact_as_a_share_of_the_largest(name, setting, values):
    """1e-12 of the largest value of the second to fourth derivative on the range."""
    entry = CATALOGUE[name]
    x, true = points(name, setting), values[f"{name}/{setting}"]
    near = np.abs(x) <= 10.0
    for order in (2, 3, 4):
        computed = evaluate(bound(entry, settings(entry)[setting]), x[near], order)
        defined = np.isfinite(true[order][near])
        assert np.isnan(computed[~defined]).all()
        off = np.abs(computed - true[order][near])[defined]
        assert off.max() <= 1e-12 * max(np.abs(true[order][near][defined]).max(), SMALLEST), order


@pytest.mark.parametrize(("name", "setting"), CASES)
def test_value_and_slope_keep_their_last_digits(name, setting, values):
    """4 units in the last place and 8 on [-10, 10], 16 and 32 beyond, also beside a root."""
    largest = worst(name, setting, values[f"{name}/{setting}"])
    assert not largest.passed, largest


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
    """4 units in the last place for the value, 8 for the slope, also beside its roots."""
    entry, x = CATALOGUE[name], spread()
    with np.errstate(all="ignore"):
        computed = derivatives(entry, x, 1)
        computed[0] = entry(x)
    nearest, off = last_digits[f"{name}/nearest"], last_digits[f"{name}/off"]
    normal = np.abs(nearest) >= SMALLEST
    units = np.abs((computed - nearest) / np.spacing(np.abs(nearest)) - off)
    units = np.where(normal, units, 0.0)
    assert units[0].max() <= 4.0, x[np.argmax(units[0])]
    assert units[1].max() <= 8.0, x[np.argmax(units[1])]


@pytest.mark.parametrize("name", ["silu", "gelu", "gelu_tanh", "mish", "hard_swish"])
def test_the_slope_keeps_its_digits_at_its_root(name):
    """4 units in the last place, however near: nothing is left of what cancels."""
    function = CATALOGUE[name]
    with mp.workdps(60):
        root = mp.findroot(lambda x: exact(name, x, {}, 60)[1], mp.mpf(SLOPE_ROOTS[name]))
        near = 2.0 ** -np.arange(1.7, 52.0, 0.43)
        x = np.concatenate([float(root) - near, [float(root)], float(root) + near])
        for place, slope in zip(x.tolist(), evaluate(function, x, 1).tolist(), strict=True):
            true = exact(name, mp.mpf(place), {}, 60)[1]
            assert abs(slope - true) <= 4.0 * float(np.spacing(abs(float(true)))), place


SLOPE_ROOTS = {"silu": -1.27846, "gelu": -0.75179, "gelu_tanh": -0.75246, "mish": -1.19240,
               "hard_swish": -1.5}  # fmt: skip

# Beside an edge, a corner or a root, and far out on a tail: where a rounded argument shows.
BESIDE = [
    ("soft_exponential", {"alpha": -1.0}, 0, 1e-12),
    ("soft_exponential", {"alpha": -1.0}, 0, 1e-17),
    ("soft_exponential", {"alpha": -1.0}, 1, 1e-300),
    ("soft_exponential", {"alpha": 0.7}, 0, 700.0),
    ("smooth_step", {}, 0, np.nextafter(-0.5, 0.0)),
    ("smooth_step", {}, 1, np.nextafter(-0.5, 0.0)),
    ("smooth_step", {}, 1, np.nextafter(0.5, 0.0)),
    ("hard_sigmoid", {}, 1, np.nextafter(3.0, 0.0)),
    ("hard_sigmoid", {}, 0, np.nextafter(-3.0, 0.0)),
    ("sparse_sigmoid", {}, 1, np.nextafter(1.0, 0.0)),
    ("hard_swish", {}, 1, np.nextafter(3.0, 0.0)),
    ("hard_elish", {}, 1, np.nextafter(1.0, 0.0)),
    ("eanaf", {}, 0, -700.0),
    ("eanaf", {}, 1, -700.0),
    ("aranda_ordaz", {}, 0, -700.0),
    ("laplacian", {"a": 0.1}, 0, -50.0),
    ("laplacian", {"a": 0.1}, 2, -50.0),
    ("gaussian_a", {}, 0, 3.7),
    ("quick_gelu", {}, 0, -400.0),
    ("swish", {"beta": 1.7}, 0, -400.0),
]


@pytest.mark.parametrize(("name", "given", "order", "x"), BESIDE)
def test_beside_an_edge_and_far_out_no_digits_are_lost(name, given, order, x):
    entry = CATALOGUE[name]
    parameters = settings(entry)[0] | given
    computed = evaluate(bound(entry, parameters), x, order)
    true = float(exact(name, float(x), parameters, 400)[order])
    assert abs(computed - true) <= 8.0 * np.spacing(abs(true))


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
