"""What waits until it is first used: modules, and regular expressions."""

from __future__ import annotations

import re
import sys
from _thread import RLock
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from importlib.abc import Loader


def import_later(*names: str, patterns: Sequence[str] = ()) -> None:
    """Have modules of these names wait for their use; `package.` stands for all in a package.

    patterns: modules whose regular expressions wait for theirs; the modules do not. For the
    program `actplot` alone: a module is one for all of a process, and that of a session is
    somebody else's.
    """
    sys.meta_path.insert(0, _Finder(names, _Loader))
    sys.meta_path.insert(0, _Finder(patterns, _PatternLoader))


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


class StandIn(ModuleType):
    """Stands for a module that has not been imported yet: another name in it has it imported."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


@contextmanager
def standing_in(unused: Mapping[str, Mapping[str, object]]) -> Iterator[None]:
    """Libraries are imported without the modules of names that they ask for, but do not use here.

    unused: values of these names, by module. Such a module runs when something else in it is asked
    for, and when it is imported after this. For the program `actplot` alone, as `import_later`.
    """
    made = {name: StandIn(name) for name in unused if name not in sys.modules}
    for name, module in made.items():
        vars(module).update(unused[name])
    sys.modules.update(made)
    try:
        yield
    finally:
        for name, module in made.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


# Whoever asks for something in a module that another thread is running waits for its end.
_RUNNING = RLock()


class _Finder:
    def __init__(self, names: Sequence[str], loader: Callable[[Loader], object]) -> None:
        self.names = frozenset(names)
        self.loader = loader

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if not {name, name[: name.rfind(".") + 1]} & self.names:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            loader: Any = self.loader(spec.loader)  # it is one by its methods
            spec.loader = loader
        return spec


class _Loader:
    """Makes a module that waits, with the loader that will run it."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return Later(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        assert module.__spec__ is not None
        module.__spec__.loader = module.__loader__ = self._loader
        # Whoever asks a package for what is in it asks for its path, which makes it run.
        path = module.__dict__.pop("__path__", None)
        module.__dict__["_waiting"] = {} if path is None else {"__path__": path}


class _PatternLoader:
    """Runs a module whose regular expressions are compiled when they are first used."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        assert module.__spec__ is not None
        module.__spec__.loader = module.__loader__ = self._loader
        compile_now: Any = re.compile
        re.compile = pattern  # type: ignore[assignment]
        try:
            self._loader.exec_module(module)
        finally:
            re.compile = compile_now


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression that is compiled when it is first used.

    Compiling those that a run does not need was a tenth of a cold `check`.
    """
    made: Any = _LaterPattern(text, flags)
    return cast("re.Pattern[str]", made)


class _LaterPattern:
    def __init__(self, text: str, flags: int) -> None:
        self.pattern, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        asked = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, asked)
        return asked
