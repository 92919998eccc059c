"""`actplot recover`: the spec back out of a figure."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from actplot.cli import failure, options


@click.command("recover")
@click.argument("figure", type=click.Path(path_type=Path))
@options.file
@options.as_json("Print title, alternative text and spec as JSON.")
@options.quiet
def command(figure: Path, output: str, as_json: bool, quiet: bool) -> None:
    """Print the spec of a figure that actplot drew.

    The spec is read from the metadata of a figure in any format. What it extended and what --set
    changed is filled in.
    """
    from actplot import errors
    from actplot.errors import Problem
    from actplot.pipeline.orders import carried

    embedded = carried(figure)
    if not embedded.intact and not quiet:
        failure.say([Problem(f"{figure} was changed after it was drawn", severity="warning")])
    text = embedded.spec
    if as_json:
        values = {"title": embedded.title, "alt": embedded.alt, "spec": embedded.spec}
        text = errors.json_text(values, indent=2) + "\n"
    if output == "-" and sys.stdout.isatty():
        # What another program put into the figure is not for a terminal to obey.
        text = "\n".join(map(errors.masked, text.split("\n")))
    options.write(text, output)
