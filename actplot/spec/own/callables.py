"""Functions that a program hands over, as activations."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from functools import partial
from itertools import count
from types import FunctionType
from typing import Any, TypeGuard

from actplot.activations import Activation, references
from actplot.errors import ActplotError
from actplot.spec.own.guarded import Guarded, attempt
from actplot.spec.own.plugins import RESERVED, entry, mistakes

_NAMES = "fghuvw"


def activation_of(function: Callable[..., Any], taken: Container[str] = ()) -> Activation:
    """A function of NumPy's making as an activation, under a name that is not taken.

    It is called by its own name, or where it has none by a letter. Raises ActplotError for what
    does not take an array, or gives none of the same shape.
    """
    name = _free(str(getattr(function, "__name__", "")), taken)
    if not _takes_x(function):
        return _tried(name, _plain(function), "")
    return _tried(name, function, function.__code__.co_filename)


def joining(function: Callable[..., Any], **known: Any) -> Activation:
    """A function as an activation under its own name, for the catalogue; known: about it.

    Raises ActplotError for a function without a usable name, and as `activation_of`.
    """
    name = str(getattr(function, "__name__", ""))
    help = "for example def bump(x, width=1.0): return np.exp(-((x / width) ** 2))"
    if not isinstance(function, FunctionType) or not name.isidentifier() or name in RESERVED:
        raise ActplotError(f"{function!r} has no name that expressions can use", help=help)
    if not _takes_x(function):
        raise ActplotError(f"{name} takes no input", help=help)
    if (reference := known.get("reference", "")) and references.find(reference) is None:
        raise ActplotError(f"no reference has the key '{reference}'")
    return _tried(name, function, function.__code__.co_filename, **known)


def _takes_x(function: Callable[..., Any]) -> TypeGuard[FunctionType]:
    """Whether a function is written in Python, with an input that has a name."""
    return isinstance(function, FunctionType) and function.__code__.co_argcount > 0


def _tried(name: str, function: FunctionType, path: str, **known: Any) -> Activation:
    """The activation, called once if nothing has to be given for that; path: its file."""
    if problems := list(mistakes(name, function, path)):
        raise ActplotError(*problems)
    made = entry(name, function, path, **known)
    if made.inputs[0] == 1 and all(p.default is not None for p in made.parameters):
        attempt(partial(made.function, **made.settings({})))
    return made


def guarded(function: Callable[..., Any]) -> Guarded:
    """The function, called with care."""
    code = getattr(function, "__code__", None)
    return Guarded(function, code.co_filename if code is not None else "")


def _plain(function: Callable[..., Any]) -> FunctionType:
    """What can be called, as a function of x."""

    def called(x: Any) -> Any:
        return function(x)

    assert isinstance(called, FunctionType)
    return called


def _free(name: str, taken: Container[str]) -> str:
    """The name, or a letter, with a number behind it where something else is called so."""
    if re.fullmatch(r"[^\W\d_]\w*", name) is None or name in RESERVED:
        name = next((letter for letter in _NAMES if letter not in taken), "f")
    if name not in taken:
        return name
    return next(f"{name}{number}" for number in count(2) if f"{name}{number}" not in taken)


def checked_number(name: str, value: object) -> float:
    """The value of a number that an expression calls by a name. Raises ActplotError."""
    if name in RESERVED:
        raise ActplotError(f"'{name}' is reserved in expressions; choose another name")
    try:
        return float(value)  # type: ignore[arg-type]  # that is what is tried
    except (TypeError, ValueError):
        raise ActplotError(f"'{name}' must be a number, not {value!r}") from None
