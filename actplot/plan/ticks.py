"""Where ticks are and what they say."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from actplot.plan.numerals import (
    PLAIN,
    Numerals,
    decimals,
    fraction,
    number,
    pi_multiple,
    power,
    scientific,
)
from actplot.plan.plans import Tick
from actplot.plan.window import EDGE
from actplot.records import Record
from actplot.sampling.axis import Axis
from actplot.spec.model import Ticks

# Ticks of a linear axis are multiples of 1, 2 or 5 times a power of ten, those
# of an axis in pi of these multiples.
STEPS = (1.0, 2.0, 5.0)
PI_STEPS = tuple(
    Fraction(step) for step in ("1/6", "1/4", "1/3", "1/2", "1", "2", "3", "4", "5", "10", "20")
)
MOST = 500
# Text sizes between two ticks, at least.
SPACING = 3.4
FEWEST = 1.5  # steps on an axis, however short
UPRIGHT = 3.2  # on an axis whose labels are above each other
# The least distance of two labels, in text sizes: beside each other from one to the next,
# above each other from middle to middle.
APART = (1.0, 1.8)
# With fewer labels than this besides 0 (one more of whole numbers, which are read at a glance)
# values are hard to read off: a finer step is taken if its labels are this far apart.
SPARSE, FINER = 3, (1.0, 2.2)
# One label is no scale at all.
ALONE, FINEST = 2, (0.6, 1.5)
# Numbers with a decimal fewer are read faster: this many besides 0 are enough, if they are not
# farther apart than this, and as many as that however far apart they are.
PLAIN_ENOUGH, FAR, PLENTY = 4, 8.0, 8
# Labels with this many decimals or more of numbers below SMALL have their power taken out.
FINE, SMALL = 4, 0.01


_NUMBERS = Ticks()


def ticks(
    axis: Axis,
    wanted: Ticks,
    *,
    size: float,
    upright: bool,
    numerals: Numerals = PLAIN,
    minor: bool | None = None,
) -> tuple[Tick, ...]:
    """The ticks of an axis in rising order.

    size is that of the tick labels in pt; upright axes may have their labels
    closer together. minor None adds minor ticks to log axes only.
    """
    room = axis.length_pt / ((UPRIGHT if upright else SPACING) * size)
    placed = tuple(_major(axis, wanted, max(room, FEWEST), size, upright, numerals))
    if minor or (minor is None and axis.scale == "log" and wanted.kind != "list"):
        placed += tuple(_minor(axis, placed))
    return tuple(sorted(placed, key=lambda tick: tick.value))


def common_step(axes: Sequence[Axis], size: float) -> float | None:
    """A step for both of two axes whose units are equally long; None where one is not linear."""
    if any(axis.scale != "linear" for axis in axes):
        return None
    return max(
        fitting(axis, size, upright).taken
        for axis, upright in zip(axes, (False, True), strict=True)
    )


def _major(
    axis: Axis, wanted: Ticks, room: float, size: float, upright: bool, numerals: Numerals
) -> Iterator[Tick]:
    low, high = sorted((axis.low, axis.high))
    if wanted.kind == "off":
        return
    if wanted.kind == "list":
        slack = EDGE * (high - low)
        labels = wanted.labels or [None] * len(wanted.values)
        for value, label in zip(wanted.values, labels, strict=True):
            if low - slack <= value <= high + slack:
                # As it was written, whatever digits its neighbours have.
                (text,) = _texts([value], wanted, numerals)
                yield Tick(value, text if label is None else label)
        return
    if wanted.kind == "auto" and axis.scale != "linear" and not wanted.pi:
        yield from _decades(axis, room, size, upright, numerals)
        return
    if wanted.kind == "step" and wanted.step:
        step = wanted.step
        while (high - low) / step > MOST:
            step *= 10
        values = _multiples(low, high, step)
    elif wanted.pi:
        span = (high - low) / math.pi
        step = next((float(s) for s in PI_STEPS if span / s <= room), 0) or nice_step(span, room)
        values = _multiples(low, high, math.pi * step)
    else:
        values = _multiples(low, high, fitting(axis, size, upright).taken)
    texts = _texts(values, wanted, numerals)
    yield from map(Tick, values, _thinned(values, texts, axis, size, upright))


def nice_step(span: float, most: float) -> float:
    """The smallest step of 1, 2 or 5 times a power of ten with at most `most` steps in span."""
    power = 10.0 ** math.floor(math.log10(span / most))
    steps = (factor * power for factor in (*STEPS, 10.0))
    return next(step for step in steps if span / step <= most * (1 + EDGE))


class Step(Record):
    """The usual step of an axis, and a finer one where it is too coarse to read values off.

    alone: the usual one has a single label, which is no scale at all.
    """

    usual: float
    finer: float | None = None
    alone: bool = False

    @property
    def taken(self) -> float:
        return self.usual if self.finer is None else self.finer


def fitting(axis: Axis, size: float, upright: bool) -> Step:
    """The step of a linear axis whose labels of size (pt) fit side by side or above each other."""
    low, high = sorted((axis.low, axis.high))
    span, length = high - low, axis.length_pt

    def fits(step: float, apart: tuple[float, float]) -> bool:
        """Whether labels at every step fit, side by side, or above each other if upright."""
        values, room = _multiples(low, high, step), step / span * length
        # In all there is a label for 1.8 text sizes, however narrow or few they are.
        if len(values) > max(length / (APART[1] * size) + 1, 2):
            return False
        if upright:
            return room >= apart[1] * size
        return room >= _widest(_texts(values, _NUMBERS, PLAIN), size) + apart[0] * size

    def count(step: float) -> int:
        """How many labels there are besides that of 0."""
        return sum(value != 0 for value in _multiples(low, high, step))

    step = nice_step(span, max(length / ((UPRIGHT if upright else SPACING) * size), FEWEST))
    labels = count(step)
    finer = nice_step(span, span / step * 2.6)
    if labels < SPARSE + (finer >= 1) and fits(finer, FINEST if labels < ALONE else FINER):
        return Step(step, finer, labels < ALONE)
    if not labels and fits(step / 2, FINEST):
        return Step(step, step / 2, True)
    while step <= span and not fits(step, APART):
        step = nice_step(span, span / step / 1.5)
    plainer = 2 * step
    faster = decimals(plainer) < decimals(step) and count(plainer) >= PLAIN_ENOUGH
    near = plainer / span * length <= FAR * size or count(plainer) >= PLENTY
    return Step(plainer if faster and near else step)


def _widest(texts: list[str], size: float) -> float:
    """About the width of the widest of texts: a digit is half an em wide."""
    bare = [re.sub(r"\\[a-z]+ ?|[{}$^]", "", text) for text in texts]
    return 0.5 * size * max((len(text) for text in bare), default=1)


def _apart(texts: list[str], size: float, upright: bool) -> float:
    """How far from each other the middles of such labels are at least, in pt."""
    return 1.2 * size if upright else _widest(texts, size) + 0.5 * size


def _thinned(
    values: list[float], texts: list[str], axis: Axis, size: float, upright: bool
) -> list[str]:
    """The texts, without those between which there would be no room; their ticks remain."""
    if len(values) < 3:
        return texts
    step = values[1] - values[0]
    need = _apart(texts, size, upright)
    every = math.ceil(need / (step / abs(axis.high - axis.low) * axis.length_pt) - EDGE)
    return [
        text if round(value / step) % every == 0 else ""
        for value, text in zip(values, texts, strict=True)
    ]


def _multiples(low: float, high: float, step: float) -> list[float]:
    slack = EDGE * (high - low)
    first, last = math.ceil((low - slack) / step), math.floor((high + slack) / step)
    # Through a fraction, so that 3 times 0.1 is the float nearest to 0.3.
    return [_times(index, step) for index in range(first, last + 1)]


def _times(index: int, step: float) -> float:
    if step < 1:
        whole = round(1 / step)
        if math.isclose(whole * step, 1.0, rel_tol=1e-12):
            return index / whole
    return index * step


def _decades(
    axis: Axis, room: float, size: float, upright: bool, numerals: Numerals
) -> Iterator[Tick]:
    low, high = sorted((axis.low, axis.high))
    if axis.scale == "log":
        first = math.ceil(math.log10(low) - EDGE)
        last = math.floor(math.log10(high) + EDGE)
        if last - first < 1:
            values = [
                digit * 10.0**decade for decade in sorted({first - 1, last}) for digit in STEPS
            ]
            values = [v for v in values if low - EDGE * v <= v <= high + EDGE * v]
            if len(values) >= SPARSE:
                yield from (Tick(value, _texts([value], _NUMBERS, numerals)[0]) for value in values)
                return
            usual, finer = (nice_step(high - low, most) for most in (min(room, 4), 8))
            values = [value for value in _multiples(low, high, usual) if value > 0]
            if len(values) < ALONE:
                values = _multiples(low, high, finer)
            yield from map(Tick, values, _texts(values, _NUMBERS, numerals))
            return
        every = max(1, math.ceil((last - first) / room))
        for exponent in range(first, last + 1):
            if exponent % every == 0:
                yield Tick(10.0**exponent, power(exponent))
        return
    if max(-low, high) < 2 * axis.linthresh:
        # Nearly all of the axis is its linear part, which is divided as other linear axes are.
        values = _multiples(low, high, fitting(axis, size, upright).taken)
        placed = [*map(Tick, values, _texts(values, _NUMBERS, numerals))]
    else:
        placed = [*_signed_decades(axis, room, numerals)]
    yield from _clear(placed, axis, size, upright)


def _signed_decades(axis: Axis, room: float, numerals: Numerals) -> Iterator[Tick]:
    """Powers of ten of both signs on a symlog axis, between few of them 2 and 5, too, and 0."""
    low, high = sorted((axis.low, axis.high))
    turn = round(math.log10(axis.linthresh), 9)
    span = sum(math.log10(max(abs(end) / axis.linthresh, 1.0)) + 1 for end in (low, high))
    powers = [
        (sign, exponent)
        for sign, end in ((-1, -low), (1, high))
        for exponent in range(math.floor(turn), math.floor(math.log10(max(end, 1e-300)) + EDGE) + 1)
    ]
    decades = [(sign, exponent) for sign, exponent in powers if exponent >= turn]
    if sum(low <= sign * 10.0**exponent <= high for sign, exponent in decades) < SPARSE:
        values = [sign * digit * 10.0**exponent for sign, exponent in powers for digit in STEPS]
        yield from (Tick(value, numerals.printed(number(value))) for value in values)
    else:
        start, top = math.ceil(turn), max(exponent for _, exponent in decades)
        # The first, where the axis turns linear, is often too near to 0; so there is a second.
        every = max(1, min(math.ceil(span / room), top - start))
        for sign, exponent in decades:
            if (exponent - start) % every == 0:
                text = power(exponent, sign) if exponent else number(sign)
                yield Tick(sign * 10.0**exponent, text)
    if low <= 0 <= high:
        yield Tick(0.0, "0")


def _clear(ticks: list[Tick], axis: Axis, size: float, upright: bool) -> Iterator[Tick]:
    """The ticks within the axis, from 0 outwards, without those near to the one before them."""
    for sign in (1, -1):
        last: tuple[Tick, float] | None = None
        for tick in sorted((t for t in ticks if t.value * sign >= 0), key=lambda t: abs(t.value)):
            place = float(axis.fraction(tick.value))
            if not -EDGE <= place <= 1 + EDGE:
                continue
            if last is not None:
                need = _apart([last[0].text, tick.text], size, upright)
                if abs(place - last[1]) * axis.length_pt < need:
                    continue
            last = tick, place
            if tick.value or sign > 0:
                yield tick


def _minor(axis: Axis, major: tuple[Tick, ...]) -> Iterator[Tick]:
    low, high = sorted((axis.low, axis.high))
    taken = {tick.value for tick in major}
    if axis.scale == "linear":
        if len(major) > 1:
            step = (major[1].value - major[0].value) / 5
            for value in _multiples(low, high, step):
                if all(abs(value - other) > step / 2 for other in taken):
                    yield Tick(value, minor=True)
        return
    if axis.scale == "log" and math.log10(high / low) <= 12:
        for exponent in range(math.floor(math.log10(low)), math.ceil(math.log10(high))):
            for digit in range(1, 10):
                value = digit * 10.0**exponent
                if low <= value <= high and value not in taken:
                    yield Tick(value, minor=True)


def _texts(values: list[float], wanted: Ticks, numerals: Numerals) -> list[str]:
    if wanted.pi:
        return [pi_multiple(value) for value in values]
    if wanted.fractions:
        return [numerals.printed(fraction(value)) for value in values]
    # The digits of a single value are its own.
    step = min((abs(b - a) for a, b in pairwise(values)), default=1e-6 * abs(sum(values)) or 1.0)
    largest = max((abs(value) for value in values), default=0.0) or 1.0
    texts = [_digits(value, values, step, largest, numerals) for value in values]
    return [numerals.printed(text) for text in texts]


def _digits(
    value: float, values: list[float], step: float, largest: float, numerals: Numerals
) -> str:
    fine = largest < SMALL and max(map(decimals, values)) >= FINE
    extreme = largest >= numerals.largest or largest < 1e-3 or fine
    # Large numbers close together differ in their last digits only.
    if extreme and (step / largest > 1e-4 or len(values) == 1) and float(f"{value:.6e}") == value:
        return scientific(value, step)
    return number(value, *values)
