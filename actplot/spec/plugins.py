"""Functions of the user's own, from a Python file that they allowed to run."""

from __future__ import annotations

import importlib.abc
import importlib.util
import traceback
from pathlib import Path
from types import FunctionType

from actplot.activations import Activation, activation
from actplot.errors import ActplotError, Problem

FAMILY = "own"


class _File(importlib.abc.SourceLoader):
    """Loads one file without leaving a compiled copy beside it."""

    def __init__(self, path: str) -> None:
        self.path = path

    def get_filename(self, fullname: str) -> str:
        return self.path

    def get_data(self, path: str | bytes) -> bytes:
        return Path(self.path).read_bytes()


def functions_of(path: str) -> dict[str, Activation]:
    """The public functions that a file defines, as activations by name. Runs the file.

    Raises ActplotError where it cannot be read or run, or defines none.
    """
    module_spec = importlib.util.spec_from_loader(Path(path).stem, _File(path))
    assert module_spec is not None
    assert module_spec.loader is not None
    module = importlib.util.module_from_spec(module_spec)
    module.__dict__.setdefault("FAMILY", FAMILY)
    try:
        module_spec.loader.exec_module(module)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise ActplotError(f"cannot read {path}: {why}") from None
    except Exception as error:
        line = _line_of(error, path)
        at = f", line {line}" if line else ""
        message = f"{path}{at} fails with {type(error).__name__}: {error}"
        raise ActplotError(Problem(message)) from None
    found = {
        name: value if isinstance(value, Activation) else _entry(value)
        for name, value in vars(module).items()
        if not name.startswith("_") and value is not activation and _is_own(value, module.__name__)
    }
    if not found:
        raise ActplotError(Problem(f"{path} defines no function", help="def wavy(x): ..."))
    return found


def _is_own(value: object, module: str) -> bool:
    return isinstance(value, (FunctionType, Activation)) and value.__module__ == module


def _entry(function: FunctionType) -> Activation:
    name = function.__name__
    written = name.replace("_", r"\_")
    return activation(title=name, formula=rf"\mathrm{{{written}}}(x)")(function)


def _line_of(error: Exception, path: str) -> int | None:
    if isinstance(error, SyntaxError):
        return error.lineno
    lines = [
        frame.lineno
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == path
    ]
    return lines[-1] if lines else None
