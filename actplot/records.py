"""Records: classes of named fields, cheap to define.

A frozen dataclass takes about 2 ms to create, because its methods are compiled for it; with the
hundred and more of this package that was a quarter of a cold start. A `Record` shares its
methods with all others and says the same to readers and type checkers:

    class Tick(Record):
        at: float
        label: str = ""

Records are immutable and compared by value. `frozen=False` makes one that may be changed,
`eq=False` one that equals only itself (as one that holds arrays must).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar, dataclass_transform

_MISSING: Any = object()


class _Field:
    """What a field has beside its name."""

    def __init__(
        self, default: Any, factory: Callable[[], Any] | None, compare: bool, kw_only: bool
    ) -> None:
        self.default = default
        self.factory = factory
        self.compare = compare
        self.kw_only = kw_only


def field(
    *,
    default: Any = _MISSING,
    default_factory: Callable[[], Any] | None = None,
    compare: bool = True,
    kw_only: bool = False,
) -> Any:
    """A field with more than a default: made anew for each record, or not compared."""
    return _Field(default, default_factory, compare, kw_only)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Record:
    """The base of all records."""

    # Names in the order of the class, and as a set; those that may be given by position, must be
    # given, are made by a function, are compared. So many by position are all that must be given.
    _names: ClassVar[tuple[str, ...]] = ()
    _field_names: ClassVar[frozenset[str]] = frozenset()
    _positional: ClassVar[tuple[str, ...]] = ()
    _required: ClassVar[frozenset[str]] = frozenset()
    _factories: ClassVar[dict[str, Callable[[], Any]]] = {}
    _compared: ClassVar[tuple[str, ...]] = ()
    _enough: ClassVar[float] = 0
    __match_args__: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, *, frozen: bool = True, eq: bool = True, **more: Any) -> None:
        super().__init_subclass__(**more)
        own = [
            name
            for name, kind in vars(cls).get("__annotations__", {}).items()
            if not str(kind).startswith(("ClassVar", "typing.ClassVar"))
        ]
        compared, positional = list(cls._compared), list(cls._positional)
        required, factories = set(cls._required), dict(cls._factories)
        for name in own:
            value = vars(cls).get(name, _MISSING)
            given = value if isinstance(value, _Field) else _Field(value, None, True, False)
            if given is value:
                if given.default is _MISSING:
                    delattr(cls, name)
                else:
                    setattr(cls, name, given.default)
            if given.factory is not None:
                factories[name] = given.factory
            elif given.default is _MISSING:
                required.add(name)
            if given.compare and name not in compared:
                compared.append(name)
            if not given.kw_only and name not in positional:
                positional.append(name)
        cls._names = (*cls._names, *(name for name in own if name not in cls._names))
        cls._field_names = frozenset(cls._names)
        cls._positional = tuple(positional)
        cls.__match_args__ = cls._positional  # type: ignore[misc]  # each class has its own
        cls._required, cls._factories = frozenset(required), factories
        places = {name: place for place, name in enumerate(positional, 1)}
        cls._enough = max((places.get(name, math.inf) for name in required), default=0)
        cls._compared = tuple(compared)
        if not eq:
            cls.__eq__ = object.__eq__  # type: ignore[method-assign]
            cls.__hash__ = object.__hash__  # type: ignore[method-assign]
        if not frozen:
            cls.__setattr__ = object.__setattr__  # type: ignore[assignment]
            if eq:
                cls.__hash__ = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **keywords: Any) -> None:
        values = self.__dict__
        values.update(zip(self._positional, args, strict=False))
        values.update(keywords)
        if len(values) != len(args) + len(keywords) or not keywords.keys() <= self._field_names:
            raise TypeError(f"{type(self).__name__}: too many values, or an unknown field")
        for name, factory in self._factories.items():
            if name not in values:
                values[name] = factory()
        if len(args) < self._enough and not self._required <= values.keys():
            missing = ", ".join(sorted(self._required - values.keys()))
            raise TypeError(f"{type(self).__name__}: no value for {missing}")

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable: {name}")

    def _key(self) -> tuple[Any, ...]:
        return tuple([getattr(self, name) for name in self._compared])

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._compared)
        return f"{type(self).__name__}({values})"


R = TypeVar("R", bound=Record)


def replace(record: R, **changes: Any) -> R:
    """A copy of a record in which some fields have other values."""
    if not changes.keys() <= record._field_names:
        raise TypeError(f"{type(record).__name__}: an unknown field")
    # Without what was computed from the old values and remembered.
    values = record.__dict__
    kept = {name: values[name] for name in record._names if name in values} | changes
    if type(record).__init__ is not Record.__init__:  # which looks at its values
        return type(record)(**kept)
    copy = object.__new__(type(record))
    copy.__dict__.update(kept)
    return copy


def fields(cls: type[Record]) -> tuple[str, ...]:
    """The names of the fields of a class of records."""
    return cls._names


def default(cls: type[Record], name: str) -> Any:
    """The default of a field; None where it must be given or is made anew each time."""
    return None if name in cls._required or name in cls._factories else getattr(cls, name)


def asdict(record: Record) -> dict[str, Any]:
    """The fields of a record by name."""
    return {name: getattr(record, name) for name in record._names}
