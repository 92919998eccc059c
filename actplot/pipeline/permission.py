"""What a run may write: a spec stays below its folder, and spares what others made.

What the command line names is overwritten, as other tools do. A name that a spec chooses, or that
goes with one, is somebody else's choice, and its file perhaps not of actplot's making.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from actplot import metadata
from actplot.errors import Problem, reason
from actplot.formats import LATEX
from actplot.pipeline.orders import Order

_HELP = "--force overwrites it; so does force=True in Python"


def refusals(order: Order, formats: Iterable[str], *, force: bool) -> tuple[Problem, ...]:
    """Why files of these formats are not to be written; force: existing files may be replaced."""
    problems = []
    for format in formats:
        path = order.targets[format]
        if order.below is not None and not lies_below(path, order.below):
            folder = "the current folder" if order.below == Path() else order.below
            message = f"{path} is outside {folder}"
            help = "a spec writes only below the folder that it is drawn to; give that with -o"
            problems.append(Problem(message, order.place, help))
        elif not force and (order.chosen or format == LATEX) and (why := _of_others(path, format)):
            place = order.place if order.chosen else None
            problems.append(Problem(f"{path} {why}", place, _HELP))
    return tuple(problems)


def lies_below(path: Path, folder: Path) -> bool:
    """Whether a file really is below a folder, wherever links lead."""
    root = os.path.realpath(folder).rstrip(os.sep) + os.sep
    return os.path.realpath(path).startswith(root)


def _of_others(path: Path, format: str) -> str | None:
    """Why what lies at path is not to be replaced; None if it may be."""
    try:
        record = metadata.read(path)
        if record is None and os.path.getsize(path):
            return "exists and was not written by actplot"
        if record is not None and not record.intact and format == LATEX:
            return "was changed after actplot wrote it"
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        return f"already exists and cannot be read: {reason(error)}"
    return None
