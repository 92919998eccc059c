"""Names that tests and fixtures share."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import matplotlib
import pytest

from actplot.formats import FORMATS
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

FIGURE_FORMATS = {name: row for name, row in FORMATS.items() if row.made_from == "figure"}
"""The formats that matplotlib writes from a figure."""

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


def printed(code: str, *options: str) -> str:
    """What a program prints that runs in the folder of the project, and ends well."""
    ran = subprocess.run(
        [sys.executable, *options, "-c", code],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def typeset(engine: str, document: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run an engine of LaTeX on a document in its folder; skips the test where there is none."""
    if shutil.which(engine) is None:
        pytest.skip(f"there is no {engine} here")
    return subprocess.run(
        [engine, "-interaction=nonstopmode", *options, document.name], cwd=document.parent,
        capture_output=True, text=True, errors="replace", stdin=subprocess.DEVNULL, timeout=120,
    )  # fmt: skip


SPENT = """
import resource, sys
from actplot.cli.main import run
status = run(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_SELF)
try:  # of this process alone: ru_maxrss knows what the one was that started it
    with open("/proc/self/status") as file:
        most = next(int(line.split()[1]) // 1024 for line in file if line.startswith("VmHWM"))
except OSError:
    most = used.ru_maxrss // (1 << 20)
print(status, used.ru_utime + used.ru_stime, most)
"""


def used(folder: Path, *command: str) -> tuple[int, float, int, str]:
    """Status, seconds of the processor, MB and messages of a command in a process of its own."""
    ran = subprocess.run(
        [sys.executable, "-c", SPENT, *command],
        capture_output=True, text=True, check=False, timeout=100, cwd=folder,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    status, seconds, megabytes = ran.stdout.split()[-3:]
    return int(status), float(seconds), int(megabytes), ran.stderr
