"""The command group: which commands there are, and the way in and out of the program."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from actplot.cli import failure
from actplot.version import __version__

# `--help` reads this table only; the module of its name is imported when a command runs.
COMMANDS = {
    "render": "Draw specs to figures.",
    "plot": "Draw expressions without a spec file.",
    "gallery": "Draw every spec below DIR, with a page to browse.",
    "check": "Report every problem in specs and figures; draw nothing.",
    "list": "Search the catalogue of activations.",
    "show": "Show a function: formula, derivative, limits, corners, picture.",
    "data": "Print curves as numbers.",
    "compare": "Compare functions side by side, in a table for a document.",
    "watch": "Redraw specs when they are saved.",
    "cite": "Print BibTeX of the papers behind curves.",
    "tex": "Draw the figures that a LaTeX document asks for.",
    "fonts": "Show which fonts would be used, and what is missing.",
    "completion": "Print the completion script of a shell.",
    "schema": "Print the JSON Schema of specs, for editors.",
    "init": "Write a commented spec, a Makefile and a ninja file.",
    "recover": "Print the spec of a figure that actplot drew.",
}


class Commands(click.Group):
    """A group that imports no command before it is asked for it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command = import_module(f"actplot.cli.{name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([*COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            from actplot.errors import did_you_mean

            hint = did_you_mean(args[0], COMMANDS, "see `actplot --help`")
            ctx.fail(f"no command is called '{args[0]}'; {hint}")
        return super().resolve_command(ctx, args)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="`actplot COMMAND --help` explains a command.",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def group() -> None:
    """Draw activation functions and their derivatives, exactly and ready to print.

    A spec names the curves, and is complete with them:

    \b
        curves: [gelu, gelu']

    `actplot render gelu.yaml` draws it to PDF, SVG and PNG.
    """


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return the exit status; prints what went wrong, raises nothing."""
    _open_streams()
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a character shows its number instead of ending the run.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if "_ACTPLOT_COMPLETE" in os.environ:
        from actplot.cli import shells

        shells.register()
    try:
        status = group.main(list(arguments), prog_name="actplot", standalone_mode=False)
        sys.stdout.flush()
    except BaseException as error:
        return failure.report(error)
    return status if isinstance(status, int) else 0


def _open_streams() -> None:
    """Put something in the place of standard streams that were closed before the program began.

    Otherwise the next file that is opened would take the place of one. Writing to a standard
    output that is not there is an error, as it is for other programs.
    """
    for name, mode, flags in (
        ("stdin", "r", os.O_RDONLY),
        ("stdout", "w", os.O_RDONLY),
        ("stderr", "w", os.O_WRONLY),
    ):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, flags), mode, encoding="utf-8"))
