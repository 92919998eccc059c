"""What the evaluation of a function meets on its way."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from actplot.calculus.series import Array

Kind = Literal["switch", "pole", "edge"]
Bools = NDArray[np.bool_]


class Event(NamedTuple):
    """A quantity whose change of sign may break the function.

    switch: it decides a branch (comparison, maximum, abs, floor, ...).
    pole: something is divided by it. edge: beyond 0 the function is undefined.
    """

    kind: Kind
    value: Array


class Trace:
    """The events of one evaluation, in the order in which they happened.

    zero, where given, is a size up to which the quantity of a switch counts as
    zero: so a function tells its value at a switch that lies between two floats.

    side, where given, has -1 or 1 for each point: a switch that is undecided there is
    decided as it is to the left or to the right of it. places: the points, where
    quotients are to be expanded at a zero of numerator and denominator.

    tied, near and over collect at which points a switch is undecided, a quotient loses
    digits near such a zero, and a number overflows.
    """

    __slots__ = ("events", "near", "over", "places", "side", "tied", "zero")

    def __init__(
        self,
        zero: Array | None = None,
        *,
        events: list[Event] | None = None,
        side: Array | None = None,
        places: Array | None = None,
    ) -> None:
        self.events: list[Event] = [] if events is None else events
        self.zero = zero
        self.side = side
        self.places = places
        self.tied: list[Bools] = []
        self.near: list[Bools] = []
        self.over: list[Bools] = []

    def report(self, kind: Kind, value: Array) -> None:
        self.events.append(Event(kind, np.asarray(value, dtype=np.float64)))

    def within(self, side: Array | None, places: Array) -> Trace:
        """The trace of a derivative inside of the function, at places of its own."""
        deep = None if self.places is None else places
        return Trace(self.zero, events=self.events, side=side, places=deep)

    @property
    def plain(self) -> bool:
        """Whether this is the evaluation that the others add to."""
        return self.side is None and self.places is None
