"""Arguments and options that several commands share, each said once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, Literal, TypeVar

import click
from click.shell_completion import CompletionItem

from actplot.formats import FORMATS
from actplot.pipeline.executors import EXECUTORS, LOCAL, REMOTE, Where
from actplot.records import replace

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class Spec(click.types.StringParamType):
    """The path of a spec file, or `-`."""

    name = "spec"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        return [CompletionItem(path) for path in _paths(incomplete, (".yaml", ".yml"))]


class Output(click.types.StringParamType):
    """A file of a format that is written, or a folder, or `-`."""

    name = "FILE_OR_DIR"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from actplot.errors import ActplotError
        from actplot.pipeline.orders import is_folder

        try:
            is_folder(value)
        except ActplotError as error:
            problem = error.problems[0]
            self.fail(f"{problem.message}; {problem.help}", param, ctx)
        return value


class ActivationName(click.types.StringParamType):
    """A name of an activation."""

    name = "name"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from actplot import activations

        items = []
        for entry in activations.catalogue().values():
            # Without a letter, the names that frameworks have would be too many.
            others = entry.other_names if incomplete else ()
            items += [
                CompletionItem(name, help=entry.title)
                for name in (entry.name, *others)
                if name.startswith(incomplete)
            ]
        return items


class Listed(click.types.StringParamType):
    """A name of a style or of a venue; unknown names are reported where they are looked up."""

    def __init__(self, name: Literal["style", "venue"]) -> None:
        self.name = name

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from actplot.spec.describe import names

        return [CompletionItem(name) for name in names(self.name) if name.startswith(incomplete)]


class Setting(click.types.StringParamType):
    """KEY=VALUE of `--set`."""

    name = "KEY=VALUE"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        key, equals, _ = value.partition("=")
        if not key.strip() or not equals:
            self.fail(f"'{value}' is not KEY=VALUE, for example size=ieee", param, ctx)
        return value

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from actplot.spec import key_docs

        path, equals, value = incomplete.partition("=")
        if equals:
            words = next((key.words for key in key_docs() if key.path == path), ())
            return [CompletionItem(f"{path}={word}") for word in words if word.startswith(value)]
        return [
            CompletionItem(f"{key.path}=", help=key.doc)
            for key in key_docs()
            if key.path.startswith(incomplete) and "[]" not in key.path
        ]


specs = click.argument("specs", metavar="SPEC...", nargs=-1, required=True, type=Spec())


def reading(command: Callable[..., None]) -> Callable[..., None]:
    """How specs are read: `--set` and `--allow-python`, as one argument `reading`."""

    @click.option(
        "--set",
        "settings",
        multiple=True,
        type=Setting(),
        help="Override a key of the spec, e.g. size=ieee or panels.0.x=[-3,3]. Repeatable.",
    )
    @click.option(
        "--allow-python",
        is_flag=True,
        envvar="ACTPLOT_ALLOW_PYTHON",
        show_envvar=True,
        help="Run the Python files that specs name under `functions`.",
    )
    @wraps(command)
    def with_reading(
        *arguments: Any, settings: tuple[str, ...], allow_python: bool, **others: Any
    ) -> None:
        from actplot.pipeline.orders import Reading

        command(*arguments, reading=Reading(settings, allow_python), **others)

    return with_reading


def formats(
    help: str = "from the spec, else those of its venue, else pdf, svg and png.",
) -> Callable[[Decorated], Decorated]:
    return click.option(
        "-f",
        "--format",
        "formats",
        multiple=True,
        type=click.Choice(FORMATS, case_sensitive=False),
        help=f"Repeatable; default: {help}",
    )


def fragment(command: Callable[..., None]) -> Callable[..., None]:
    """`--fragment`, which stands below `reading`, as one of its settings."""

    @click.option("--fragment", is_flag=True, help="Write HTML to embed in another page.")
    @wraps(command)
    def with_fragment(*arguments: Any, reading: Any, fragment: bool, **others: Any) -> None:
        if fragment:
            reading = replace(reading, settings=(*reading.settings, "html=fragment"))
        command(*arguments, reading=reading, **others)

    return with_fragment


file = click.option("-o", "--output", metavar="FILE", default="-", help="Default: standard output.")


def form(asked: str | None, output: str, suffixes: Mapping[str, str], default: str) -> str:
    """The form of a text: the one asked for, else that of the output's suffix."""
    suffix = Path(output).suffix.lower()
    if asked is None and output != "-" and suffix not in suffixes:
        known = ", ".join(suffixes)
        if Path(output).name.lower() in suffixes:
            raise click.UsageError(f"{output}: a file needs a name before its suffix")
        raise click.UsageError(f"'{output}' does not end in any of {known}; give --format")
    return asked or suffixes.get(suffix, default)


def write(text: str, output: str) -> None:
    """Write a text to a file, or print it where the output is `-`."""
    if output == "-":
        click.echo(text, nl=False)
        return
    from actplot.pipeline import files

    files.write({Path(output): text.encode()})


def check_formats(output: str | None, formats: Sequence[str]) -> None:
    """Refuse a file whose suffix is none of the formats that are asked for beside it."""
    from actplot.errors import ActplotError
    from actplot.pipeline.orders import targets

    if output is None or output == "-" or not formats:
        return
    try:
        targets("figure", formats, output)
    except ActplotError as error:
        raise click.UsageError(error.problems[0].message) from None


def where(command: Callable[..., None]) -> Callable[..., None]:
    """Where figures are drawn: `--jobs`, `--executor`, `--scheduler`, as one argument `where`."""

    @click.option(
        "-j",
        "--jobs",
        type=click.IntRange(min=1),
        metavar="N",
        default=cores,
        help="Number of figures to draw in parallel; default: the available cores.",
    )
    @click.option(
        "--executor",
        type=click.Choice(tuple(EXECUTORS)),
        default=LOCAL,
        help="Draw on this machine (local, the default) or on the workers of a scheduler.",
    )
    @click.option(
        "--scheduler",
        metavar="ADDRESS",
        default="",
        help="Where the scheduler of --executor runs, e.g. tcp://127.0.0.1:8786.",
    )
    @wraps(command)
    def with_where(
        *arguments: Any, jobs: int, executor: str, scheduler: str, **others: Any
    ) -> None:
        if executor in REMOTE and not scheduler:
            raise click.UsageError(f"--executor {executor} needs --scheduler ADDRESS")
        if scheduler and executor not in REMOTE:
            raise click.UsageError(f"--scheduler needs --executor {' or '.join(sorted(REMOTE))}")
        command(*arguments, where=Where(executor, jobs, scheduler), **others)

    return with_where


def lang(help: str, default: str | None = "en") -> Callable[[Decorated], Decorated]:
    from actplot.facts.chinese import LANGUAGES

    return click.option("--lang", type=click.Choice(LANGUAGES), default=default, help=help)


touch = click.option(
    "--touch", is_flag=True, help="Update the modification time of figures that are up to date."
)
deps = click.option(
    "--deps", metavar="FILE", help="Write a dependency file for make; - for standard output."
)
quiet = click.option("-q", "--quiet", is_flag=True, help="Only print errors.")
verbose = click.option("-v", "--verbose", is_flag=True, help="Print one line per figure.")


def _shard(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[int, int] | None:
    if value is None:
        return None
    first, _, second = value.partition("/")
    if not (first.isdecimal() and second.isdecimal() and 1 <= int(first) <= int(second)):
        raise click.BadParameter(f"'{value}' is not K/N with K from 1 to N, for example 3/16")
    return int(first), int(second)


shard = click.option(
    "--shard",
    metavar="K/N",
    callback=_shard,
    help="Draw only the Kth of N equal shares of the figures.",
)


def cores() -> int:
    """How many processors this process may use."""
    import os

    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def share(specs: Sequence[str], shard: tuple[int, int] | None) -> list[str]:
    """The specs (or names), each once, or the share of them that belongs to a shard."""
    unique = list(dict.fromkeys(specs))
    if shard is None:
        return unique
    number, count = shard
    # Every job of an array takes its own share, in whatever order its shell lists the files.
    mine = set(sorted(unique)[number - 1 :: count])
    return [spec for spec in unique if spec in mine]


def as_json(help: str) -> Callable[[Decorated], Decorated]:
    return click.option("--json", "as_json", is_flag=True, help=help)


def output(help: str) -> Callable[[Decorated], Decorated]:
    return click.option("-o", "--output", type=Output(), metavar="FILE_OR_DIR", help=help)


def _paths(incomplete: str, suffixes: tuple[str, ...]) -> list[str]:
    """Folders and files with one of the suffixes that begin with incomplete."""
    folder, _, start = incomplete.rpartition("/")
    here = Path(folder or ("/" if incomplete.startswith("/") else ".")).expanduser()
    if not here.is_dir():
        return []
    return sorted(
        (f"{folder}/{entry.name}" if "/" in incomplete else entry.name) + "/" * entry.is_dir()
        for entry in here.iterdir()
        if entry.name.startswith(start)
        and (start.startswith(".") or not entry.name.startswith("."))
        and (entry.is_dir() or entry.suffix in suffixes)
    )
