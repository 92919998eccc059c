"""What waits until it is first used: modules, and regular expressions."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from threading import RLock
from types import ModuleType
from typing import Any, cast


def import_later(*names: str) -> None:
    """Have modules of these names wait for their use; `package.` stands for all in a package.

    For the program `actplot` alone: a module is one for all of a process, and that of a session
    is somebody else's.
    """
    sys.meta_path.insert(0, _Finder(names))


class Later(ModuleType):
    """A module that has been found, and runs when something in it is asked for.

    importlib's LazyLoader would do if the import statement itself did not already ask.
    """

    def __getattr__(self, name: str) -> Any:
        with _RUNNING:
            waiting = self.__dict__.pop("_waiting", None)
            if waiting is not None:
                self.__dict__.update(waiting)
                assert self.__spec__ is not None
                assert self.__spec__.loader is not None
                self.__spec__.loader.exec_module(self)
                self.__class__ = ModuleType  # type: ignore[assignment]
        return ModuleType.__getattribute__(self, name)


# Whoever asks for something in a module that another thread is running waits for its end.
_RUNNING = RLock()


class _Finder:
    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = frozenset(names)

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if not {name, name[: name.rfind(".") + 1]} & self.names:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _Loader(spec)  # type: ignore[assignment]  # it is one by its methods
        return spec


class _Loader:
    """Makes a module that waits, with the loader that will run it."""

    def __init__(self, spec: ModuleSpec) -> None:
        self._loader = spec.loader

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return Later(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        assert module.__spec__ is not None
        module.__spec__.loader = module.__loader__ = self._loader
        # Whoever asks a package for what is in it asks for its path, which makes it run.
        path = module.__dict__.pop("__path__", None)
        module.__dict__["_waiting"] = {} if path is None else {"__path__": path}


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression that is compiled when it is first used.

    Compiling those that a run does not need was a tenth of a cold `check`.
    """
    made: Any = _LaterPattern(text, flags)
    return cast("re.Pattern[str]", made)


class _LaterPattern:
    def __init__(self, text: str, flags: int) -> None:
        self._given = text, flags

    def __getattr__(self, name: str) -> Any:
        asked = getattr(re.compile(*self._given), name)
        setattr(self, name, asked)
        return asked
