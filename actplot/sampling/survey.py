"""One look at a curve over one range, from which all that is asked of it is taken."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from actplot.records import replace
from actplot.sampling.axis import Axis, Frame
from actplot.sampling.breaks import Survey, survey
from actplot.sampling.extent import extent
from actplot.sampling.features import features
from actplot.sampling.outline import outline
from actplot.sampling.pieces import Extent, Features, Outline
from actplot.sampling.probe import GRID, Function


class CurveSurvey:
    """A function over the range of an axis: its extent, features and outline.

    Its breaks are looked for once, whatever is asked first and however often.
    """

    def __init__(self, function: Function, axis: Axis) -> None:
        self.function = function
        self.low, self.high = min(axis.low, axis.high), max(axis.low, axis.high)
        # On a linear axis points are spaced evenly with or without it.
        rising = replace(axis, low=self.low, high=self.high)
        self._axis = None if axis.scale == "linear" else rising
        self._surveys: dict[int, Survey] = {}

    @cached_property
    def breaks(self) -> Survey:
        """The breaks, with the points of the first look."""
        with np.errstate(all="ignore"):
            return self._look(self.function, self.low, self.high)

    @cached_property
    def extent(self) -> Extent:
        return extent(self.function, self.low, self.high, self._look)

    @cached_property
    def features(self) -> Features:
        return features(self.function, self.low, self.high, self._look)

    def outline(self, frame: Frame, tolerance: float = 0.02) -> Outline:
        """What is drawn of the function in frame, whose x axis runs over the same range."""
        return outline(self.function, frame, tolerance, self._look)

    def _look(
        self,
        function: Function,
        low: float,
        high: float,
        axis: Axis | None = None,
        count: int = GRID,
    ) -> Survey:
        if count not in self._surveys:
            self._surveys[count] = survey(function, low, high, self._axis, count)
        return self._surveys[count]


class Surveys:
    """The surveys of one figure: each curve over each range once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, Axis], CurveSurvey] = {}

    def of(self, function: Function, axis: Axis) -> CurveSurvey:
        """The survey of function over the range of axis, however long that is drawn."""
        axis = replace(axis, length_pt=1.0)
        key = (id(function), axis)
        if key not in self._known:
            self._known[key] = CurveSurvey(function, axis)
        return self._known[key]
