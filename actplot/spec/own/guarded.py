"""Code of the user's own, run so that errors in it are reported at their line."""

from __future__ import annotations

import linecache
import re
import sys
import traceback
from collections.abc import Callable
from contextlib import redirect_stdout
from typing import Any

import numpy as np

from actplot.calculus.jet import Jet
from actplot.calculus.taylor import variable
from actplot.errors import ActplotError, Place, Problem
from actplot.inputs import read_file
from actplot.spec.yaml.source import Source

_TRIED = np.linspace(-2.0, 2.0, 5)
_CHOOSE = "x is an array: choose with np.where(x > 0, a, b), np.maximum, np.minimum"
_ARRAY = (
    "x is an array, or a Jet, which carries derivatives: write np.exp(-2 * x), not math.exp, "
    "float(x), x[0], x *= 2 or a loop"
)
_ELEMENTWISE = "what takes x element by element has one: np.exp, np.where, np.clip, np.select, ..."


class Guarded:
    """A function of x of the file at path, called with care.

    Raises ActplotError for an exception in it, and for a result that is not of x's shape.
    """

    def __init__(self, function: Callable[..., Any], path: str) -> None:
        self.function = function
        self.path = path

    def __call__(self, x: Any, *others: Any, **parameters: Any) -> Any:
        try:
            with redirect_stdout(sys.stderr):
                result = self.function(x, *others, **parameters)
        except Exception as error:
            raise ActplotError(self._failure(error)) from None
        wrong = _wrong(result, np.broadcast_shapes(*map(np.shape, (x, *others))))
        if wrong is not None:
            raise ActplotError(Problem(f"{self._name} returns {wrong}", self._head))
        return result

    @property
    def _name(self) -> str:
        return str(getattr(self.function, "__name__", "the function"))

    @property
    def _head(self) -> Place | None:
        """The line that begins the function."""
        code = getattr(getattr(self.function, "__wrapped__", self.function), "__code__", None)
        return (
            None
            if code is None or not self.path
            else head(self.path, code.co_firstlineno, self._name)
        )

    def _failure(self, error: Exception) -> Problem:
        problem = failure(error, self.path, self._name)
        return problem if problem.place else Problem(problem.message, self._head, problem.help)


def attempt(function: Callable[[Any], Any]) -> None:
    """Call a function of x once, to know at once what is wrong in it. Raises ActplotError."""
    with np.errstate(all="ignore"):
        function(variable(_TRIED, 1))
        function(_TRIED.copy())


def failure(error: BaseException, path: str, what: str) -> Problem:
    """An exception that came out of a file, at the last line of it that was running."""
    reason = " ".join(str(error).split())
    message = f"{what} fails with {type(error).__name__}" + (f": {reason}" if reason else "")
    if isinstance(error, SyntaxError) and error.filename == path:
        column = max(error.offset or 1, 1)
        end = error.end_offset or 0
        length = end - column if error.end_lineno == error.lineno else 1
        return Problem(error.msg, _place(path, error.lineno or 1, column, length))
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == path
    ]
    if not frames:
        return Problem(message, help=_help(error))
    last = frames[-1]
    line = _line(path, last.lineno or 1).encode()
    first, end = last.colno or 0, last.end_colno or 0
    column = len(line[:first].decode(errors="replace")) + 1
    length = len(line[first:end].decode(errors="replace")) if last.end_lineno == last.lineno else 1
    return Problem(message, _place(path, last.lineno or 1, column, length), _help(error))


def head(path: str, number: int, name: str) -> Place:
    """The name of a function in the line that defines it, which decorators may come before."""
    while (line := _line(path, number)).lstrip().startswith("@"):
        number += 1
    match = re.search(rf"(?:def|^)\s+({re.escape(name)})\b", line)
    start, end = match.span(1) if match else (0, 1)
    return _place(path, number, start + 1, end - start)


def _help(error: BaseException) -> str | None:
    reason = str(error)
    if isinstance(error, ValueError) and "truth value of an array" in reason:
        return _CHOOSE
    if "derivative rule" in reason:
        return _ELEMENTWISE
    if "Jet" in reason or "jet" in reason:
        return _ARRAY
    return None


def _wrong(result: object, shape: tuple[int, ...]) -> str | None:
    """What is wrong with what a function returned for an x of this shape."""
    if result is None:
        return "nothing"
    if not isinstance(result, (Jet, np.ndarray, np.generic, float, int)):
        return f"an object of type {type(result).__name__}, not a number for each x"
    if not isinstance(result, Jet) and np.asarray(result).dtype.kind not in "buif":
        return f"values of type {np.asarray(result).dtype}, not real numbers"
    try:
        fits = np.broadcast_shapes(np.shape(result), shape) == shape
    except ValueError:
        fits = False
    return None if fits else f"an array of shape {np.shape(result)} for an x of shape {shape}"


def _line(path: str, number: int) -> str:
    try:
        lines = read_file(path).decode("utf-8", "replace").splitlines()
    except OSError:
        # What was typed into a session, or a cell of a notebook, is in no file.
        return linecache.getline(path, number).rstrip("\n")
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _place(path: str, number: int, column: int, length: int) -> Place:
    line = Source(path, _line(path, number), number)
    return line.place(column - 1, column - 1 + max(length, 1))
