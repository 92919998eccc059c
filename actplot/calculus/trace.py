"""What the evaluation of a function meets on its way."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

import numpy as np

from actplot.arrays import Bools, Floats, Series

Kind = Literal["switch", "pole", "edge"]

# What is left of the terms of a sum, and how large an argument may be, before more than
# a unit in the last place is lost.
_KEPT, _STEEP = 0.6, 2.0
# Nearer to 0 a sine has lost digits that the sum of its phase had.
_FLAT = 0.3


class Event(NamedTuple):
    """A quantity whose change of sign may break the function.

    switch: it decides a branch (comparison, maximum, abs, floor, ...).
    pole: something is divided by it. edge: beyond 0 the function is undefined.
    """

    kind: Kind
    value: Floats


class Watch:
    """Collects where digits are lost: where terms cancel, or a function is steep.

    places: the points at which a function is evaluated. An argument that is one of them, or
    its negative, has not been rounded. expanded: where a quotient or root is expanded, so that
    a second look has nothing to add. edges: where the argument of a root is below 0, by rounding
    perhaps.
    """

    __slots__ = ("edges", "expanded", "lossy", "places")

    def __init__(self, places: Floats) -> None:
        self.places = places
        self.lossy: list[Bools] = []
        self.expanded: list[Bools] = []
        self.edges: list[Bools] = []

    def summed(self, rows: Series, sizes: Series) -> None:
        """Note where a row of a sum is much smaller than its terms together."""
        self._note(np.asarray((np.abs(rows) < _KEPT * sizes).any(axis=0)))

    def divided(self, top: Series, bottom: Series, rows: Series) -> None:
        """Note where a row of a quotient is the difference of much larger terms."""
        for k in range(1, len(rows)):
            size = np.abs(top[k]) + (np.abs(rows[:k]) * np.abs(bottom[k:0:-1])).sum(axis=0)
            self._note(np.abs(rows[k] * bottom[0]) < _KEPT * size)

    def applied(self, u: Series, rows: Series, rounded: bool = False) -> None:
        """Note where rows, a function of u, may magnify the rounding of u.

        rounded: the function rounds whatever u it is given.
        """
        size = np.abs(u[0])
        steep = (size > _STEEP) | (np.abs(rows[0]) < 0.5 * size)
        if len(rows) > 1:
            steep = steep | ((np.abs(rows[1]) < 0.5 * np.abs(u[1])) & (size > 0.5))
        if steep.any():
            self._note(steep if rounded else steep & (size != np.abs(self.places)))

    def waved(self, sine: Series, cosine: Series, known: Bools | None = None) -> None:
        """Note where a wave, or its slope, is near to its zero, if a second look can help."""
        flat = np.minimum(np.abs(sine[0]), np.abs(cosine[0])) < _FLAT
        self._note(flat if known is None else flat & known)

    def _note(self, lossy: Any) -> None:
        if lossy.any():
            self.lossy.append(lossy)


class Trace:
    """The events of one evaluation, in the order in which they happened.

    zero, where given, is a size up to which the quantity of a switch counts as
    zero: so a function has its value at a switch that lies between two floats.

    side, where given, has -1 or 1 for each point: a switch that is undecided there is
    decided as it is to the left or to the right of it. places: the points, where
    quotients are to be expanded at a zero of numerator and denominator.

    tied, removable, rough and over collect at which points a switch is undecided, a quotient
    loses digits near such a zero, a root near its own, and a number overflows; singular those of
    rough where twice the digits are too few, or a root has no value, by rounding perhaps; flat
    where a root is one of 0, and may be so nearby. watch, where given, collects where digits are
    lost in other ways.
    """

    __slots__ = (
        "events", "flat", "over", "places", "removable", "rough", "side", "singular", "tied",
        "watch", "zero",
    )  # fmt: skip

    def __init__(
        self,
        zero: Floats | None = None,
        *,
        events: list[Event] | None = None,
        side: Floats | None = None,
        places: Floats | None = None,
        watch: Watch | None = None,
    ) -> None:
        self.watch = watch
        self.events: list[Event] = [] if events is None else events
        self.zero = zero
        self.side = side
        self.places = places
        self.tied: list[Bools] = []
        self.removable: list[Bools] = []
        self.over: list[Bools] = []
        self.rough: list[Bools] = []
        self.flat: list[Bools] = []
        self.singular: list[Bools] = []

    def report(self, kind: Kind, value: Floats) -> None:
        self.events.append(Event(kind, np.asarray(value, dtype=np.float64)))

    def within(self, side: Floats | None, places: Floats) -> Trace:
        """The trace of a derivative inside of the function, at places of its own."""
        deep = None if self.places is None else places
        return Trace(self.zero, events=self.events, side=side, places=deep, watch=self.watch)

    @property
    def plain(self) -> bool:
        """Whether this is the evaluation that the others add to."""
        return self.side is None and self.places is None
