"""matplotlib's settings for a while."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl


@contextmanager
def settings(rc: Mapping[Any, Any]) -> Iterator[None]:
    """rcParams with those of rc; afterwards these are as before. For use in one thread at a time.

    `matplotlib.rc_context` copies all settings there are, and reading one takes it longer than a
    dictionary takes: of ten thousand readings a figure that shows.
    """
    own: Any = mpl.rcParams
    before = {key: dict.__getitem__(own, key) for key in rc}
    changed = {key: value for key, value in rc.items() if before[key] != value}
    try:
        own.update(changed)
        yield
    finally:
        dict.update(own, {key: before[key] for key in changed})
