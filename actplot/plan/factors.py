"""The power of ten that all labels of an axis have in common."""

from __future__ import annotations

import math

from actplot.plan.numerals import Numerals, number
from actplot.plan.plans import Tick
from actplot.plan.window import EDGE
from actplot.records import replace
from actplot.spec.model import Ticks


def factored(
    placed: tuple[Tick, ...], wanted: Ticks, numerals: Numerals
) -> tuple[tuple[Tick, ...], str]:
    """The ticks with a power of ten taken out of all their labels, and that power ("": none).

    Labels that are given, and those that are powers of ten themselves, stay as they are.
    """
    if wanted.kind == "list" or not any(r"\times" in tick.text for tick in placed):
        return placed, ""
    exponent = math.floor(math.log10(max(abs(t.value) for t in placed if t.text)) + EDGE)
    parts = {tick.value: _divided(tick.value, exponent) for tick in placed if tick.text}
    texts = {value: number(part, *parts.values()) for value, part in parts.items()}
    texts = {value: numerals.printed(text) for value, text in texts.items()}
    return (
        tuple(replace(t, text=texts[t.value]) if t.text else t for t in placed),
        rf"$\times\,10^{{{exponent}}}$",
    )


def _divided(value: float, exponent: int) -> float:
    """A number without a power of ten; through a text, so that no digits of rounding appear."""
    mantissa, _, own = f"{value:.12e}".partition("e")
    return float(mantissa) * 10.0 ** (int(own) - exponent)
