"""Every marker that a spec may ask for is drawn."""

from __future__ import annotations

import numpy as np
import pytest

from actplot.layout.markers import marker
from actplot.spec.values.terms import MARKERS, NAMED_MARKERS


@pytest.mark.parametrize("kind", MARKERS)
def test_every_marker_has_an_outline_of_about_the_same_size(kind: str) -> None:
    points, closed = marker(kind, 10.0, 20.0, 2.0)
    offsets = np.hypot(*(points - (10.0, 20.0)).T)
    assert offsets.max() == pytest.approx(2.0, rel=0.8)
    assert not closed or len(points) >= 3
    centre = (points.min(axis=0) + points.max(axis=0)) / 2 - (10.0, 20.0)
    assert np.abs(centre).max() < 0.6


def test_markers_differ() -> None:
    drawn = {marker(kind, 0.0, 0.0, 1.0)[0].tobytes() for kind in MARKERS}
    assert len(drawn) == len(MARKERS)


def test_words_for_markers_stand_for_markers() -> None:
    assert set(NAMED_MARKERS.values()) <= set(MARKERS)
