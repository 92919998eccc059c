"""Names that tests and fixtures share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import matplotlib
import pytest

from actplot.spec.yaml.nodes import Scalar, WrittenText
from actplot.spec.yaml.source import Source

ROOT = Path(__file__).parent.parent


class Ran(NamedTuple):
    """What a command did: exit status, standard output, standard error."""

    status: int
    out: str
    err: str


RECENT = pytest.mark.skipif(
    matplotlib.__version_info__ < (3, 11),
    reason="older ones set letters on whole pixels, and have other private parts and commands",
)
"""What holds from matplotlib 3.11 on."""

Cli = Callable[..., Ran]


def written(text: str, line: int) -> str:
    """A text as it is known after it was read from that line of a.yaml."""
    source = Source("a.yaml", "\n" * (line - 1) + text)
    return WrittenText(text, Scalar(source, line - 1, line - 1 + len(text), text))


def pseudo_terminal() -> tuple[int, int]:
    """Both ends of one, the program's second; skips the test where there are none."""
    try:
        return os.openpty()
    except (AttributeError, OSError):
        pytest.skip("there are no pseudo-terminals here")
