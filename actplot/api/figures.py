"""Figures, on matplotlib's Figure and in files."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from actplot.errors import ActplotError, ActplotWarning, Problem

if TYPE_CHECKING:
    from actplot.paint.live import LiveFigure


def figure(
    spec: str | PathLike[str] | Mapping[str, Any], *, allow_python: bool = False
) -> LiveFigure:
    """The matplotlib Figure of a spec: a mapping, a path, or YAML text.

    Its `axes` are invisible and lie over the plots, to add to them in data coordinates. When
    their limits or the figure's size are changed, the figure is laid out anew. `allow_python`
    runs the Python files that the spec names under `functions`. Raises ActplotError, with every
    problem in the spec at once; what is only worth a word is an ActplotWarning.
    """
    from actplot.paint.live import LiveFigure
    from actplot.spec import read

    found = LiveFigure(read(spec, allow_python=allow_python))
    warn(found.problems)
    return found


def render(
    spec: str | PathLike[str] | Mapping[str, Any],
    output: str | PathLike[str] | None = None,
    formats: str | Sequence[str] = (),
    *,
    allow_python: bool = False,
) -> list[Path]:
    """Draw a spec to files and return their paths.

    `spec` is a mapping, a path, or YAML text. `output` is a stem (`"gelu"`), a file
    (`"gelu.pdf"`) or a folder (`"out/"`); by default the spec's own name in the current folder.
    `formats` (one, or several) are by default those of the spec, or pdf, svg and png.
    `allow_python` runs the Python files that the spec names under `functions`. Raises
    ActplotError; then nothing was written. What is only worth a word is an ActplotWarning.
    """
    from actplot.formats import FORMATS
    from actplot.pipeline.orders import Reading
    from actplot.pipeline.render import single

    formats = (formats,) if isinstance(formats, str) else tuple(formats)
    for each in formats:
        if each not in FORMATS:
            help = f"it is one of {', '.join(FORMATS)}"
            raise ActplotError(Problem(f"no format is called '{each}'", help=help))
    outcome = single(spec, output, formats, Reading(allow_python=allow_python))
    warn(outcome.problems)
    return list(outcome.files)


def warn(problems: Iterable[Problem]) -> None:
    """Say what there is to say as Python does, at the line that called for the figure."""
    for problem in problems:
        warnings.warn(ActplotWarning(problem), stacklevel=3)
