"""WHAT: the argument of commands that ask about functions, which is one thing everywhere.

`-` and paths of specs and of figures are files; all else is an expression.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from actplot.cli import options
from actplot.formats import of_suffix
from actplot.records import replace

if TYPE_CHECKING:
    from actplot.expression.names import Names
    from actplot.facts.subjects import Subject
    from actplot.pipeline.orders import Reading, SpecInput

_RANGE = re.compile(r"\s*\[?\s*([^:,\[\]]*?)\s*[:,]\s*([^:,\[\]]*?)\s*\]?\s*")


class What(options.ActivationName):
    """An expression, or the path of a spec or a figure."""

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        specs = options.Spec().shell_complete(ctx, param, incomplete)
        return [*super().shell_complete(ctx, param, incomplete), *specs]


def is_file(what: str) -> bool:
    """Whether WHAT is a file, or `-`, and no expression."""
    suffix = Path(what).suffix
    spec = what == "-" or what.endswith((".yaml", ".yml"))
    return spec or bool(suffix and "/" + suffix != what and of_suffix(suffix))


several = click.argument("what", metavar="WHAT...", nargs=-1, required=True, type=What())
"""WHAT, once or more."""


def let(command: Callable[..., None]) -> Callable[..., None]:
    """`--let`, which becomes a setting of `reading`, so that a mistake is shown where it stands."""

    @click.option(
        "--let",
        metavar="NAME=FORMULA",
        multiple=True,
        help="Define a function or number: 'mine(x, a=0.5)=a * x^2'. Repeatable.",
    )
    @wraps(command)
    def with_let(*arguments: Any, let: tuple[str, ...], reading: Reading, **others: Any) -> None:
        own = tuple(f"let.{definition}" for definition in let)
        reading = replace(reading, settings=(*own, *reading.settings))
        command(*arguments, reading=reading, **others)

    return with_let


def span(given: str, option: str) -> list[str]:
    """The two ends of LOW:HIGH, as a spec's `x` takes them."""
    ends = _RANGE.fullmatch(given)
    if ends is None:
        raise click.BadParameter(f"'{given}' is not LOW:HIGH", param_hint=option)
    return list(ends.groups())


def inputs(what: Sequence[str], reading: Reading, x: str | None = None) -> Iterator[SpecInput]:
    """The specs that WHAT names: each file, and one for all expressions."""
    from actplot.pipeline.orders import SpecInput, named

    if x is not None:
        reading = replace(reading, settings=(*reading.settings, f"x=[{', '.join(span(x, '--x'))}]"))
    yield from (named(name, reading) for name in what if is_file(name))
    expressions = [name for name in what if not is_file(name)]
    if expressions:
        values = {"curves": expressions}
        yield SpecInput(", ".join(expressions), "figure", values, Path(), reading=reading)


def subjects(what: Sequence[str], reading: Reading, *, every: bool = False) -> list[Subject]:
    """The functions that WHAT names, each once; every: as in `of_spec`. Raises ActplotError."""
    from actplot.facts.subjects import of_spec, subjects
    from actplot.pipeline.orders import SpecInput, named, read

    own: Names = {}
    if any(setting.startswith("let.") for setting in reading.settings):
        own = read(SpecInput("--let", "figure", {"curves": ["x"]}, Path(), reading=reading)).let
    resolved: list[Subject] = []
    for name in what:
        if is_file(name):
            resolved += of_spec(read(named(name, reading)), every=every)
        else:
            resolved += subjects(name, own)
    return list({(subject.text, subject.curve.text): subject for subject in resolved}.values())
