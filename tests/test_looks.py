"""Every figure of configs/, of the stress set and of the everyday set goes into print untouched."""

from __future__ import annotations

from functools import cache

import pytest
from looks import KINDS, SPECS, Look, look, specs, table

SOURCES = {f"{path.stem}: {name}": source for path in SPECS for name, source in specs([path])}
# What is allowed to a few labels of many, for want of a better place.
SOME = {"cut"}


@cache
def seen(name: str) -> Look:
    return look(name, SOURCES[name])


@pytest.mark.parametrize("name", SOURCES)
def test_nothing_has_to_be_moved_by_hand(name):
    faults = seen(name).faults
    assert set(faults) == set(KINDS)
    assert {kind: some for kind, some in faults.items() if some and kind not in SOME} == {}


def test_few_tick_labels_have_a_halo_that_cuts_a_curve():
    looks = [seen(name) for name in SOURCES]
    cut, labels = sum(len(each.faults["cut"]) for each in looks), sum(each.labels for each in looks)
    assert 0 < cut <= 0.02 * labels
    assert [line for line in table(looks) if "(1." in line or "(0." in line]
