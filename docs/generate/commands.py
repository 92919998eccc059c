"""The commands, as --help explains them."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

import click

from actplot.cli import main
from docs.generate.page import Page, fenced

HEAD = """# Commands

What `actplot COMMAND --help` says. Results go to standard output, everything else to standard
error; `-` is standard input or output. The exit status is 0 if all is well, 1 if a spec or figure
failed, 2 for a wrong call, 130 if interrupted. NO_COLOR turns colours off.
"""


def pages() -> Iterator[Page]:
    lines = [HEAD]
    # In a terminal of 80 columns.
    program = main.group.make_context("actplot", [], resilient_parsing=True, terminal_width=78)
    for name, help in main.COMMANDS.items():
        command = import_module(f"actplot.cli.{name}").command
        context = click.Context(command, program, info_name=name)
        text = command.get_help(context)
        session = f"$ actplot {name} --help\n{text}"
        lines += [f"## `actplot {name}`\n", f"{help}\n", fenced(session, "console")]
    yield Page("commands.md", "\n".join(lines))
