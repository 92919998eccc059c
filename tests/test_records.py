"""Records behave as the frozen dataclasses do whose place they take."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

from actplot.errors import Problem
from actplot.records import Record, asdict, default, field, fields, replace


class Point(Record):
    x: float
    y: float = 2.0
    name: str = field(default="", compare=False)


class Named(Point):
    tags: list[str] = field(default_factory=list)
    at: int = field(default=0, compare=False, kw_only=True)


class Open(Record, frozen=False):
    x: float


class Alone(Record, eq=False):
    x: float


def test_values_come_by_position_name_and_default() -> None:
    assert asdict(Point(1)) == {"x": 1, "y": 2.0, "name": ""}
    assert asdict(Named(1, y=3, at=4)) == {"x": 1, "y": 3, "name": "", "tags": [], "at": 4}
    assert fields(Named) == ("x", "y", "name", "tags", "at")
    assert (default(Named, "y"), default(Named, "x"), default(Named, "tags")) == (2.0, None, None)
    assert Named(1).tags is not Named(1).tags


@pytest.mark.parametrize(
    ("given", "named"),
    [((), {}), ((1, 2, 3, [], 5), {}), ((1,), {"x": 2}), ((1,), {"z": 2}), ((), {"y": 2})],
)
def test_wrong_values_are_refused(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="Named"):
        Named(*given, **named)


def test_equality_is_of_the_class_and_what_is_compared() -> None:
    assert Point(1, name="a") == Point(1, name="b")
    assert hash(Point(1, name="a")) == hash(Point(1, name="b"))
    assert Point(1) != Point(2)
    assert Point(1) != Named(1)
    assert Alone(1) != Alone(1)
    assert Open(1) == Open(1)
    with pytest.raises(TypeError):
        hash(Open(1))


def test_only_what_is_open_changes() -> None:
    changed = Open(1)
    changed.x = 5
    assert changed.x == 5
    with pytest.raises(AttributeError, match="immutable"):
        Point(1).x = 2  # type: ignore[misc]
    with pytest.raises(AttributeError, match="immutable"):
        del Point(1).x
    assert replace(Named(1, tags=["a"]), x=7) == Named(7, tags=["a"])
    # A class that looks at its values looks at the new ones.
    assert replace(Problem("a"), message="a\x07").message == Problem("a\x07").message
    with pytest.raises(TypeError):
        replace(Point(1), z=2)


def test_records_travel() -> None:
    made = Named(1, tags=["a"], at=3)
    for again in (pickle.loads(pickle.dumps(made)), copy.copy(made), copy.deepcopy(made)):
        assert asdict(again) == asdict(made)
    match Point(1, 3):
        case Point(x, y):
            assert (x, y) == (1, 3)
    assert repr(Point(1)) == "Point(x=1, y=2.0)"
