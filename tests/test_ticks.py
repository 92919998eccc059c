"""Ticks stand at round numbers, fit beside each other, and say their value."""

from __future__ import annotations

import math
import re
from itertools import pairwise

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from actplot.plan.factors import factored
from actplot.plan.figure import plan
from actplot.plan.numerals import Numerals, number, pi_multiple, scientific
from actplot.plan.ticks import nice_step, ticks
from actplot.sampling.axis import Axis
from actplot.spec import read
from actplot.spec.model import Ticks

ends = st.floats(-1e7, 1e7, allow_nan=False)


def value_of(text: str) -> float:
    """The number that a tick label says."""
    text = (
        text.replace("\N{THIN SPACE}", "")
        .replace("\\,", "")
        .replace("−", "-")
        .replace("{,}", ".")
        .replace(",", ".")
        .strip("$")
    )
    match = re.fullmatch(r"(-?)(?:([\d.]+)(?:\\times ?)?)?(?:10\^\{(-?\d+)\})?", text)
    assert match, text
    sign, mantissa, exponent = match.groups()
    size = float(mantissa or 1) * 10.0 ** int(exponent or 0)
    return -size if sign else size


@example(0.0, 3.0, 60.0, 12.0, False)
@example(0.0, 2.0, 60.0, 20.0, True)
@given(ends, st.floats(1e-7, 1e7), st.floats(60, 900), st.floats(5, 20), st.booleans())
def test_linear_ticks_are_inside_evenly_spaced_and_say_their_value(
    low, span, length, size, upright
):
    high = low + span
    assume(span > 1e-6 * max(abs(low), abs(high)))
    axis = Axis(low, high, length_pt=length)
    marks = ticks(axis, Ticks(), size=size, upright=upright)
    slack = 1e-9 * span
    steps = [b.value - a.value for a, b in pairwise(marks)]
    assert all(low - slack <= tick.value <= high + slack for tick in marks)
    assert all(math.isclose(step, steps[0], rel_tol=1e-6) for step in steps)
    # Two ticks may be needed where there is room for little.
    assert len(marks) <= max(length / (1.8 * size) + 1, 2)
    for tick in marks:
        assert math.isclose(value_of(tick.text), tick.value, rel_tol=1e-6, abs_tol=1e-9 * span)


@given(ends, st.floats(1e-5, 1e5), st.floats(120, 900), st.floats(5, 12))
def test_values_can_be_read_off_an_upright_axis(low, span, length, size):
    assume(span > 1e-6 * abs(low))
    marks = ticks(Axis(low, low + span, length_pt=length), Ticks(), size=size, upright=True)
    apart = [(b.value - a.value) / span * length for a, b in pairwise(marks)]
    assert min(apart) >= 1.8 * size * (1 - 1e-6)
    beside = [tick.value for tick in marks if tick.value]
    # Fewer than three labels only where the next finer ones would be less than 2.2 em apart.
    assert len(beside) >= 3 or apart[0] / 2.5 < 2.2 * size


@pytest.mark.parametrize(
    ("low", "high", "length", "upright", "labels"),
    [
        (-3, 3, 170, True, "−3 −2 −1 0 1 2 3"),
        (-1.2, 5.2, 170, True, "−1 0 1 2 3 4 5"),
        (-0.1, 1.1, 110, True, "0 0.2 0.4 0.6 0.8 1.0"),
        (0, 3.3, 150, True, "0 1 2 3"),  # whole numbers are enough
        (-1, 2, 90, True, "−1 0 1 2"),
        (-5, 5, 110, False, "−4 −2 0 2 4"),
        (-5, 5, 60, False, "−5 0 5"),
        (-2, 2, 250, False, "−2 −1 0 1 2"),
        (-2, 2, 300, False, "−2.0 −1.5 −1.0 −0.5 0 0.5 1.0 1.5 2.0"),
        (-1, 1, 150, False, "−1.0 −0.5 0 0.5 1.0"),
        (0, 0.4, 250, True, "0 0.1 0.2 0.3 0.4"),
    ],
)
def test_there_are_as_many_labels_as_are_read_at_a_glance(low, high, length, upright, labels):
    marks = ticks(Axis(low, high, length_pt=length), Ticks(), size=8, upright=upright)
    assert [tick.text for tick in marks] == labels.split()


def test_panels_of_a_figure_have_ticks_as_close_as_each_others():
    size = "font: {size: 7}\nsize: {width: %d mm, height: 40 mm}\n"
    names = ("relu", "elu", "gelu", "selu", "sigmoid")
    panels = ", ".join(f"{{curves: [{name}]}}" for name in names)
    together = plan(read(f"{size % 225}columns: 5\npanels: [{panels}]\n")).panels
    alone = [plan(read(f"{size % 45}curves: [{name}]\n")).panels[0] for name in names]
    ranged, own = ([p.y.ticks[1].value - p.y.ticks[0].value for p in some] for some in
                   (together, alone))  # fmt: skip
    assert own[0] == own[2] == 1.0
    assert own[1] == own[3] == 2.0
    assert ranged[:4] == [2.0] * 4
    assert ranged[4] == own[4] < 1


@given(st.floats(1e-6, 1e6), st.floats(1.5, 50))
def test_a_nice_step_is_the_smallest_that_fits(span, most):
    step = nice_step(span, most)
    mantissa = step / 10.0 ** math.floor(math.log10(step) + 1e-9)
    assert min(abs(mantissa - nice) for nice in (1, 2, 5, 10)) < 1e-9
    assert span / step <= most * (1 + 1e-8)
    assert span / (step / 2.5) > most * (1 - 1e-8)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (math.pi, r"$\pi$"),
        (-math.pi / 2, r"$-\frac{\pi}{2}$"),
        (1.5 * math.pi, r"$\frac{3\pi}{2}$"),
        (-2 * math.pi, r"$-2\pi$"),
        (1.0, "1"),
    ],
)
def test_multiples_of_pi_are_set_as_fractions(value, text):
    assert pi_multiple(value) == text


def test_pi_ticks_stand_at_multiples_of_pi():
    marks = ticks(
        Axis(-2 * math.pi, 2 * math.pi, length_pt=150), Ticks(pi=True), size=9, upright=False
    )
    assert [tick.text for tick in marks] == [
        r"$-2\pi$", r"$-\pi$", "0", r"$\pi$", r"$2\pi$"
    ]  # fmt: skip


def test_decades_of_a_log_axis_with_the_digits_between_as_minor_ticks():
    marks = ticks(Axis(1e-3, 1.0, scale="log", length_pt=200), Ticks(), size=9, upright=True)
    major = [tick for tick in marks if not tick.minor]
    assert [tick.text for tick in major] == ["$10^{-3}$", "$10^{-2}$", "$10^{-1}$", "$10^{0}$"]
    assert len(marks) - len(major) == 3 * 8
    assert all(not tick.text for tick in marks if tick.minor)


def test_symlog_ticks_are_symmetric_and_contain_zero():
    marks = ticks(Axis(-1e3, 1e3, scale="symlog", length_pt=400), Ticks(), size=9, upright=False)
    values = [tick.value for tick in marks]
    assert 0 in values
    assert values == [-value for value in reversed(values)]


@example(1e9, 1e9, 270.0, 13.0, 1.0, True)
@example(0.5, 0.5, 270.0, 10.0, 1.0, True)
@example(49.0, 61.0, 60.0, 5.0, 1.0, True)
@settings(max_examples=1000)
@given(
    st.floats(1e-4, 1e12), st.floats(1e-4, 1e12), st.floats(60, 500), st.floats(5, 14),
    st.sampled_from([1e-3, 0.2, 1.0, 100.0]), st.booleans(),
)  # fmt: skip
def test_symlog_labels_do_not_touch_and_are_a_scale(
    below: float, above: float, length: float, size: float, threshold: float, upright: bool
) -> None:
    assume(length >= 12 * size and max(below, above) >= 2 * threshold)
    axis = Axis(-below, above, scale="symlog", length_pt=length, linthresh=threshold)
    marks = ticks(axis, Ticks(), size=size, upright=upright)
    assert 0.0 in [tick.value for tick in marks]
    assert len(marks) >= 2
    assert all(-below * (1 + 1e-9) <= tick.value <= above * (1 + 1e-9) for tick in marks)
    if upright:
        places = [float(axis.fraction(tick.value)) * length for tick in marks]
        assert min(b - a for a, b in pairwise(places)) >= size


def test_symlog_ticks_are_in_the_range() -> None:
    marks = ticks(Axis(10, 1e3, scale="symlog", length_pt=300), Ticks(), size=9, upright=False)
    assert [tick.value for tick in marks] == [10, 100, 1000]


def test_a_log_axis_of_less_than_a_decade_has_the_decimal_mark() -> None:
    axis = Axis(0.2, 0.9, scale="log", length_pt=300)
    marks = ticks(axis, Ticks(), size=9, upright=False, numerals=Numerals(","))
    assert [tick.text for tick in marks if tick.text] == ["0,2", "0,4", "0,6", "0,8"]


def test_a_list_of_ticks_keeps_its_own_labels_and_leaves_out_what_lies_outside():
    wanted = Ticks(kind="list", values=(-9.0, 0.0, 0.5, 1.0), labels=(None, None, "half", None))
    marks = ticks(Axis(-1, 2, length_pt=200), wanted, size=9, upright=False)
    assert [(tick.value, tick.text) for tick in marks] == [(0, "0"), (0.5, "half"), (1, "1")]


def test_no_ticks_when_off_and_every_step_when_asked():
    assert ticks(Axis(0, 1), Ticks(kind="off"), size=9, upright=False) == ()
    marks = ticks(Axis(0, 1), Ticks(kind="step", step=0.25), size=9, upright=False)
    assert [tick.text for tick in marks] == ["0", "0.25", "0.50", "0.75", "1.00"]


def test_a_decimal_comma():
    marks = ticks(
        Axis(0, 1), Ticks(kind="step", step=0.5), size=9, upright=False, numerals=Numerals(",")
    )
    assert [tick.text for tick in marks] == ["0", "0,5", "1,0"]


def test_numbers_have_a_true_minus_and_no_negative_zero():
    assert number(-2.5) == "−2.5"
    assert number(-0.0) == "0"
    assert number(1.0, 0.25) == "1.00"
    assert scientific(-3e6, 1e6) == r"$-3\times 10^{6}$"
    assert scientific(1e-7, 1e-7) == "$10^{-7}$"
    assert scientific(2.5e7, 5e6) == r"$2.5\times 10^{7}$"


@given(st.floats(-10, 10), st.floats(0.1, 20), st.integers(-12, 12), st.sampled_from(".,"))
def test_labels_times_their_power_of_ten_say_the_value(low, span, power, decimal):
    low, high = low * 10.0**power, (low + span) * 10.0**power
    plain = ticks(
        Axis(low, high, length_pt=240), Ticks(), size=9, upright=False, numerals=Numerals(decimal)
    )
    scaled, factor = factored(plain, Ticks(), Numerals(decimal))
    assert any("times" in tick.text for tick in plain) is bool(factor)
    size = value_of(factor.replace(r"\times\,", "")) if factor else 1.0
    for tick, before in zip(scaled, plain, strict=True):
        assert tick.value == before.value
        if tick.text:
            assert value_of(tick.text) * size == pytest.approx(
                tick.value, rel=1e-9, abs=1e-12 * abs(high)
            )
            assert "10^" not in tick.text or not factor


def test_labels_that_are_given_and_powers_of_ten_alone_keep_theirs():
    given = Ticks(kind="list", values=(0.0, 5e5, 1e6))
    marks = ticks(Axis(0, 1e6), given, size=9, upright=True)
    assert factored(marks, given, ".") == (marks, "")
    powers = ticks(Axis(0, 1e6), Ticks(kind="step", step=1e6), size=9, upright=True)
    assert factored(powers, Ticks(), ".") == (powers, "")


@pytest.mark.parametrize("size", ["neurips", "icml", "thesis"])
def test_panels_in_a_row_have_a_scale_each_even_if_it_is_not_alike(size: str) -> None:
    """One label beside 0 is no scale, whatever the neighbours have."""
    names = ("relu6", "selu", "hard_swish", "elu")[: 3 if size == "neurips" else 2]
    panels = ", ".join(f"{{title: A, curves: [{name}, {name}']}}" for name in names)
    planned = plan(read(f"size: {size}\ncolumns: {len(names)}\npanels: [{panels}]\n"))
    for panel in planned.panels:
        assert len([tick for tick in panel.y.ticks if tick.text and tick.value]) >= 2


@pytest.mark.parametrize("half", [3, 4, 5, 8, 0.4, 40])
@pytest.mark.parametrize("length", [100, 200, 300, 400, 500, 700, 900])
@pytest.mark.parametrize("size", [7, 9])
def test_no_more_decimals_where_half_the_labels_are_plenty(
    half: float, length: float, size: float
) -> None:
    """-4.0 -3.5 ... 4.0 says no more than -4 -3 ... 4, however wide the figure."""
    marks = ticks(Axis(-half, half, length_pt=length), Ticks(), size=size, upright=False)
    digits = max(len(tick.text.partition(".")[2]) for tick in marks)
    step = marks[1].value - marks[0].value
    coarse = [tick.value for tick in marks if abs(tick.value / (2 * step) % 1) < 1e-9]
    fewer = max(len(number(value).partition(".")[2]) for value in coarse)
    assert fewer == digits or len(coarse) - 1 < 8


@pytest.mark.parametrize("power", range(-9, 13))
@pytest.mark.parametrize("step", [1, 1.25, 1.5, 2.5, 3, 3.75, 4, 7.5, 8])
def test_ticks_at_any_step_say_their_value(step: float, power: int) -> None:
    """A step of 250000 was labelled 2e5, 5e5, 8e5, 1e6."""
    size = step * 10.0**power
    axis = Axis(-6 * size, 9 * size, length_pt=2000)
    marks = ticks(axis, Ticks("step", step=size), size=8, upright=False)
    assert [value_of(tick.text) for tick in marks] == pytest.approx(
        [k * size for k in range(-6, 10)], rel=1e-9, abs=0
    )


@pytest.mark.parametrize("length", [50, 60, 80, 120, 300])
@pytest.mark.parametrize("high", [0.4, 0.45, 4, 0.9, 0.25, 3.5, 40])
def test_an_axis_that_is_not_tiny_has_more_than_one_label(high: float, length: float) -> None:
    marks = ticks(Axis(-high, high, length_pt=length), Ticks(), size=8, upright=True)
    assert len([tick for tick in marks if tick.text]) >= 3
    high_only = ticks(Axis(0, high, length_pt=length), Ticks(), size=8, upright=True)
    assert len([tick for tick in high_only if tick.text]) >= 2


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (2, 50, ["2", "5", "10", "20", "50"]), (0.5, 5, ["0.5", "1", "2", "5"]),
        (1, 9, ["1", "2", "5"]),
        (0.2, 0.9, ["0.2", "0.4", "0.6", "0.8"]), (15, 95, ["20", "40", "60", "80"]),
    ],
)  # fmt: skip
def test_a_log_axis_with_one_power_of_ten_or_none(
    low: float, high: float, shown: list[str]
) -> None:
    """Evenly spaced numbers would crowd at its upper end: 20 and 40 from 2 to 50."""
    marks = ticks(Axis(low, high, scale="log", length_pt=250), Ticks(), size=9, upright=False)
    assert [tick.text for tick in marks if not tick.minor] == shown


@settings(max_examples=500)
@given(st.floats(1e-6, 1e6), st.floats(1.5, 99))
def test_short_log_axes_have_labels_that_differ(low: float, share: float) -> None:
    axis = Axis(low, low * share, scale="log", length_pt=250)
    values = [t.value for t in ticks(axis, Ticks(), size=9, upright=False) if not t.minor]
    assert len(set(values)) == len(values) >= 2
