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
    for name, entry in main.COMMANDS.items():
        command = import_module(entry.module).command
        context = click.Context(command, info_name=f"actplot {name}", terminal_width=80)
        text = command.get_help(context)
        lines += [f"## `actplot {name}`\n", f"{entry.help}\n", fenced(text)]
    yield Page("commands.md", "\n".join(lines))
