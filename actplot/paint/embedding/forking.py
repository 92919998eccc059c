"""Caches that a forked process must not go on with."""

from __future__ import annotations

import os
from typing import Protocol, TypeVar


class Cache(Protocol):
    """What functools makes of a function."""

    def cache_clear(self) -> None: ...


Cached = TypeVar("Cached", bound=Cache)


def forgotten_at_fork(cached: Cached) -> Cached:
    """For a cache whose values hold open fonts, as matplotlib does for its own.

    A fork shares the open files of its parent, and with that the place at which each is read:
    two workers would read past each other.
    """
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=cached.cache_clear)
    return cached
