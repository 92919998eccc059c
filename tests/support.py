"""Names that tests and fixtures share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent


class Ran(NamedTuple):
    """What a command did: exit status, standard output, standard error."""

    status: int
    out: str
    err: str


Cli = Callable[..., Ran]


def pseudo_terminal() -> tuple[int, int]:
    """Both ends of one, the program's second; skips the test where there are none."""
    try:
        return os.openpty()
    except (AttributeError, OSError):
        pytest.skip("there are no pseudo-terminals here")
