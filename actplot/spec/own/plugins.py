"""Functions of the user's own, from a Python file that they allowed to run.

A function with a positional parameter joins the catalogue under its own name.
"""

from __future__ import annotations

import importlib.abc
import importlib.util
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from functools import wraps
from types import FunctionType
from typing import Any

import numpy as np

from actplot.activations import Activation, activation, references
from actplot.errors import ActplotError, Problem, reason
from actplot.inputs import read_file
from actplot.spec.own.guarded import Guarded, failure, head

RESERVED = ("x", "e", "pi", "π", "and", "or", "not")
_EXAMPLE = "for example def bump(x, *, width=1.0): return np.exp(-((x / width) ** 2))"


class _File(importlib.abc.SourceLoader):
    """Loads one file without leaving a compiled copy next to it."""

    def __init__(self, path: str) -> None:
        self.path = path

    def get_filename(self, fullname: str) -> str:
        return self.path

    def get_data(self, path: str | bytes) -> bytes:
        return read_file(self.path)


def declared(path: str) -> set[str]:
    """The names that a file seems to define, found without running it."""
    try:
        text = read_file(path).decode("utf-8", "replace")
    except OSError:
        return set()
    return set(re.findall(r"^(?:def\s+)?([^\W\d_]\w*)\s*[(=]", text, re.MULTILINE))


def functions_of(path: str) -> dict[str, Activation]:
    """The public functions of x that a file defines, as activations by name. Runs the file.

    Raises ActplotError, its problems at lines of that file; without a place where it cannot be
    read or defines none.
    """
    # A name that no import can have, so that imported functions are told apart from the file's own.
    module_spec = importlib.util.spec_from_loader(f"<{path}>", _File(path))
    assert module_spec is not None
    assert module_spec.loader is not None
    module = importlib.util.module_from_spec(module_spec)
    try:
        with redirect_stdout(sys.stderr):
            module_spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        if isinstance(error, OSError) and error.filename == path:
            raise ActplotError(f"cannot read {path}: {reason(error)}") from None
        raise ActplotError(failure(error, path, "the file")) from None
    own = {
        name: value
        for name, value in vars(module).items()
        if not name.startswith("_") and _is_own(value, module.__name__)
    }
    problems = [problem for name, value in own.items() for problem in mistakes(name, value, path)]
    if problems:
        raise ActplotError(*problems)
    if not own:
        raise ActplotError(f"{path} defines no function of x", help=_EXAMPLE)
    return {name: entry(name, value, path) for name, value in own.items()}


def _is_own(value: object, module: str) -> bool:
    if isinstance(value, FunctionType):
        return value.__module__ == module and value.__code__.co_argcount > 0
    return isinstance(value, Activation) and value.__module__ == module


def mistakes(name: str, value: FunctionType | Activation, path: str) -> Iterator[Problem]:
    """What keeps a function from being an activation."""
    written = _written(value)
    at = head(path, written.__code__.co_firstlineno, written.__name__)
    if name in RESERVED:
        yield Problem(f"'{name}' is reserved in expressions", at, "choose another name")
    if isinstance(value, Activation) and value.cites and references.find(value.cites) is None:
        yield Problem(f"no reference has the key '{value.cites}'", at, "leave it out")
    for parameter, default in _keywords(written).items():
        if default is not None and not _is_number(default) and not _is_vector(default):
            kind = type(default).__name__
            help = "parameters are numbers, or lists of numbers"
            yield Problem(f"the default of '{parameter}' is of type {kind}", at, help)


def entry(name: str, value: FunctionType | Activation, path: str, **known: Any) -> Activation:
    """A function of the file at path as an activation of this name.

    known: what is known of it (see `activations.Activation`).
    """
    if isinstance(value, Activation):
        value.function = wraps(_written(value))(Guarded(value.function, path))
        return value
    function = _with_keywords(value, name)
    code, keywords = function.__code__, function.__kwdefaults__ or {}
    named = code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
    needed = ["1"] * (code.co_argcount - 1)
    needed += [f"{parameter}=1" for parameter in named if keywords.get(parameter) is None]
    tex = name.replace("_", r"\_")
    facts: dict[str, Any] = {"title": name, "formula": rf"\mathrm{{{tex}}}(x)"}
    facts |= {key: value for key, value in known.items() if value}
    made = activation(
        symbol=name.replace("_", " "),
        example=f"{name}({', '.join(['x', *needed])})" if needed else "",
        **facts,
    )
    return made(wraps(function)(Guarded(function, path)))


def _with_keywords(function: FunctionType, name: str) -> FunctionType:
    """The same function, what has a default being taken by keyword alone.

    In the catalogue what is positional is an input; `def bump(x, width=1.0)` means otherwise.
    """
    code, defaults = function.__code__, function.__defaults__ or ()
    inputs = max(1, code.co_argcount - len(defaults))
    changed = FunctionType(
        code.replace(
            co_argcount=inputs,
            co_posonlyargcount=min(inputs, code.co_posonlyargcount),
            co_kwonlyargcount=code.co_kwonlyargcount + code.co_argcount - inputs,
        ),
        function.__globals__,
        name,
        closure=function.__closure__,
    )
    keywords = _keywords(function)
    changed.__kwdefaults__ = keywords
    changed.__annotations__ = {
        key: "Sequence[float]" for key, default in keywords.items() if _is_vector(default)
    }
    changed.__doc__ = function.__doc__
    return changed


def _keywords(function: FunctionType) -> dict[str, Any]:
    """The parameters that have a default, but for the first, which is x."""
    code, defaults = function.__code__, function.__defaults__ or ()
    names = code.co_varnames[code.co_argcount - len(defaults) : code.co_argcount]
    keywords = dict(zip(names, defaults, strict=True))
    keywords.pop(code.co_varnames[0], None)
    return {**keywords, **(function.__kwdefaults__ or {})}


def _written(value: FunctionType | Activation) -> FunctionType:
    function: Any = value.function if isinstance(value, Activation) else value
    written: FunctionType = getattr(function, "__wrapped__", function)
    return written


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float, np.integer, np.floating))


def _is_vector(value: object) -> bool:
    return isinstance(value, Sequence) and bool(value) and all(map(_is_number, value))
