"""The asymptotes of a function: lines that it comes near to at a pole or far out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from actplot.sampling.ends import ends
from actplot.sampling.pieces import Break
from actplot.sampling.probe import Function

Kind = Literal["vertical", "horizontal", "slant"]


class Asymptote(NamedTuple):
    """A line: x = value if vertical, else y = slope x + value.

    sides: -1 where the function comes near to it on the left, 1 on the right; none if vertical.
    """

    kind: Kind
    value: float
    slope: float = 0.0
    sides: tuple[int, ...] = ()


def vertical(breaks: Sequence[Break]) -> Iterator[Asymptote]:
    """Where a function is unbounded on one side at least, from left to right."""
    for b in breaks:
        if math.isinf(b.left[0]) or math.isinf(b.right[0]):
            yield Asymptote("vertical", b.x)


def far_out(function: Function) -> Iterator[Asymptote]:
    """The lines that a function comes near to for large x, one for both sides if it is the same."""
    left, right = ends(function)
    lines = {-1: (left.slope, left.offset), 1: (right.slope, right.offset)}
    known = {side: line for side, line in lines.items() if math.isfinite(line[0] + line[1])}
    for side, (slope, offset) in known.items():
        both = len(known) == 2 and known[-1] == known[1]
        if both and side == 1:
            continue
        kind: Kind = "slant" if slope else "horizontal"
        yield Asymptote(kind, offset, slope, (-1, 1) if both else (side,))
