"""From a file, a text or a mapping to a checked spec."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from actplot.spec.draft import SpecSource, load

if TYPE_CHECKING:
    from actplot.activations import Activation
    from actplot.spec.model import FigureSpec


def read(
    source: SpecSource,
    *,
    name: str | None = None,
    file: str | None = None,
    overrides: Iterable[str] = (),
    base: str | os.PathLike[str] | None = None,
    allow_python: bool = False,
    functions: Mapping[str, Activation] | None = None,
) -> FigureSpec:
    """The checked spec of a file, a YAML text or a mapping.

    A text of one line that ends in .yaml or .yml is taken for a path. name: the figure's
    name (default: the file's, without suffix); file: what messages call the source; base:
    the folder from which paths in the spec start (default: the file's, or the current
    one); overrides: KEY=VALUE as from `--set`;
    functions: those that a program knows beside the catalogue. Raises ActplotError with every
    problem.
    """
    from actplot.spec.figure import checked

    draft = load(source, name=name, file=file, overrides=overrides, base=base)
    return checked(draft, allow_python=allow_python, functions=functions)
