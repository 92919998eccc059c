"""Arguments and options that several commands share, each said once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

FORMATS = ("pdf", "svg", "png")


class Spec(click.ParamType):
    """The path of a spec file, or `-`."""

    name = "spec"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        return [CompletionItem(path) for path in _paths(incomplete, (".yaml", ".yml"))]


class Name(click.ParamType):
    """A name of an activation."""

    name = "name"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from actplot import activations

        return [
            CompletionItem(entry.name, help=entry.title)
            for entry in activations.catalogue().values()
            if entry.name.startswith(incomplete)
        ]


class Setting(click.ParamType):
    """KEY=VALUE of `--set`."""

    name = "KEY=VALUE"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        key, equals, _ = value.partition("=")
        if not key.strip() or not equals:
            self.fail(f"'{value}' is not KEY=VALUE, for example size=ieee", param, ctx)
        return value


def specs(command: Decorated) -> Decorated:
    return click.argument("specs", metavar="SPEC...", nargs=-1, required=True, type=Spec())(command)


def settings(command: Decorated) -> Decorated:
    return click.option(
        "--set",
        "settings",
        multiple=True,
        type=Setting(),
        help="Override a key of the spec, e.g. size=ieee or panels.0.x=[-3,3]. Repeatable.",
    )(command)


def formats(command: Decorated) -> Decorated:
    return click.option(
        "-f",
        "--format",
        "formats",
        multiple=True,
        type=click.Choice(FORMATS),
        help="Repeatable; default: what the spec says, else all three.",
    )(command)


def as_json(help: str) -> Callable[[Decorated], Decorated]:
    return click.option("--json", "as_json", is_flag=True, help=help)


def output(help: str) -> Callable[[Decorated], Decorated]:
    return click.option("-o", "--output", metavar="FILE_OR_DIR", help=help)


def _paths(incomplete: str, suffixes: tuple[str, ...]) -> list[str]:
    """Folders and files with one of the suffixes that begin with incomplete."""
    folder, _, start = incomplete.rpartition("/")
    here = Path(folder or ("/" if incomplete.startswith("/") else "."))
    if not here.is_dir():
        return []
    return sorted(
        f"{folder}/{entry.name}" if "/" in incomplete else entry.name
        for entry in here.iterdir()
        if entry.name.startswith(start)
        and (start.startswith(".") or not entry.name.startswith("."))
        and (entry.is_dir() or entry.suffix in suffixes)
    )
