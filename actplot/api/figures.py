"""Figures, on matplotlib's Figure and in files."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Sequence
from os import PathLike
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, overload

from actplot.errors import ActplotError, ActplotWarning, Problem

if TYPE_CHECKING:
    from actplot.api.given import SpecLike
    from actplot.paint.following import Figure, LiveSubFigure, SubFigure
    from actplot.paint.live import LiveFigure


@overload
def figure(
    *spec: SpecLike,
    on: None = None,
    allow_python: bool = False,
    interactive: bool = False,
    **keys: Any,
) -> LiveFigure: ...


@overload
def figure(
    *spec: SpecLike,
    on: Figure | SubFigure,
    allow_python: bool = False,
    interactive: bool = False,
    **keys: Any,
) -> LiveSubFigure: ...


def figure(
    *spec: SpecLike,
    on: Figure | SubFigure | None = None,
    allow_python: bool = False,
    interactive: bool = False,
    **keys: Any,
) -> LiveFigure | LiveSubFigure:
    """The matplotlib Figure of a spec, or of curves.

    `spec` is a mapping, a path or YAML text; or one or more curves: expressions, functions
    written with NumPy, entries of the catalogue. A text that ends in .yaml or .yml is a path, a
    text with a newline or ": " is YAML, and any other text is an expression. `keys` are keys of
    the spec, which they override: `figure("gelu", "gelu'", x=(-4, 4), size="ieee")`.

    `on` is a matplotlib figure or subfigure to fill, in which case `size` is ignored; by default,
    a new figure is made.

    The `axes` of the figure are invisible and cover the plots, so that artists can be added in
    data coordinates. When their limits or the size of the figure (in inches) change, the figure
    is laid out again. Notebooks display it; with `interactive`, as a page for reading off values
    and moving through families. `allow_python` runs the Python files that the spec names under
    `functions`. Raises ActplotError with every problem in the spec at once, and warns with
    ActplotWarning.
    """
    from actplot.api.given import spec_of
    from actplot.paint import startup

    read = spec_of(spec, keys).read(allow_python=allow_python)
    startup.require()
    from actplot.paint.following import LiveSubFigure, check_page
    from actplot.paint.live import LiveFigure

    live = (
        LiveFigure(read, interactive=interactive)
        if on is None
        else LiveSubFigure(check_page(on), read)
    )
    warn(live.problems)
    return live


def render(
    spec: SpecLike,
    output: str | PathLike[str] | IO[bytes] | None = None,
    formats: str | Sequence[str] = (),
    *,
    force: bool = False,
    allow_python: bool = False,
    **keys: Any,
) -> list[Path]:
    """Draw a spec to files and return their paths.

    `spec` is a mapping, a path or YAML text; or a curve, or a list of curves, as in `figure`.
    `keys` are keys of the spec, which they override. `output` is a stem (`"gelu"`), a file
    (`"gelu.pdf"`), a folder (`"out/"`) or a binary file open for writing; by default, the name
    of the spec in the current folder. `formats` (one or several) are by default those of the
    output or the spec, else pdf, svg and png. Files that are up to date are not redrawn; `force`
    redraws them, and overwrites files that a spec alone must not. `allow_python` runs the Python
    files that the spec names under `functions`. Raises ActplotError, in which case nothing was
    written, and warns with ActplotWarning.
    """
    from actplot.api.given import spec_of
    from actplot.formats import FORMATS, instead
    from actplot.pipeline.orders import Reading, of_python
    from actplot.pipeline.render import drawn, single

    formats = (formats,) if isinstance(formats, str) else tuple(formats)
    for name in formats:
        if name not in FORMATS:
            raise ActplotError(f"no format is called '{name}'", help=instead(name))
    given = spec_of((spec,), keys)
    source = of_python(given.spec, Reading(given.settings, allow_python, given.functions))
    if output is not None and not isinstance(output, (str, PathLike)):
        outcome = drawn(source, _format(output, formats))
        (content,) = outcome.contents.values()
        output.write(content)
        warn(outcome.warnings)
        return []
    # Nothing in a file tells whether a function of a program is still the same.
    anew = force or bool(given.functions) or _mentions_own(source.content or b"")
    finished = single(source, output, formats, force=anew, overwrite=force)
    warn(finished.problems)
    return list(finished.files)


def _mentions_own(content: bytes) -> bool:
    """Whether a spec may use an activation that this program has joined to the catalogue."""
    from actplot import activations

    words = set(re.findall(r"\w+", content.decode("utf-8", "replace")))
    return any(activations.origin(entry) == "" for entry in map(activations.named, words) if entry)


def _format(file: IO[bytes], formats: Sequence[str]) -> str:
    """The one format to be written to an open file. Raises ActplotError."""
    from actplot.formats import FORMATS, of_suffix

    if not hasattr(file, "write"):
        raise ActplotError(f"the output must be a path or a binary file, not {file!r}")
    if len(formats) > 1:
        raise ActplotError(f"an open file takes one format, not {' and '.join(formats)}")
    suffix = Path(name).suffix if isinstance(name := getattr(file, "name", None), str) else ""
    chosen = formats[0] if formats else of_suffix(suffix)
    if chosen is None:
        help = f'name one: formats="pdf"; formats: {", ".join(FORMATS)}'
        raise ActplotError("an open file needs `formats`", help=help)
    return chosen


def warn(problems: Iterable[Problem]) -> None:
    """Say what there is to say as Python does, at the line that called for the figure."""
    for problem in problems:
        warnings.warn(ActplotWarning(problem), stacklevel=3)
