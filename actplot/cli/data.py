"""`actplot data`: the drawn curves as numbers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from actplot.cli import failure, options

FORMATS = ("csv", "json", "pgfplots")


if TYPE_CHECKING:
    from actplot.pipeline.orders import Reading


@click.command("data")
@click.argument("spec", type=options.Spec())
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="Default: what the output's suffix says, else csv.",
)
@click.option("-o", "--output", metavar="FILE", default="-", help="Default: standard output.")
@options.reading
@options.quiet
def command(spec: str, form: str | None, output: str, reading: Reading, quiet: bool) -> None:
    """Print the drawn curves of a spec as numbers.

    A curve is a list of pieces with a gap after each; straight lines between the points pass for
    the curve at the size of the figure. The values are exact to the last digits.
    """
    from actplot.facts import numbers
    from actplot.pipeline import files
    from actplot.pipeline.orders import named, read
    from actplot.plan.figure import plan

    planned = plan(read(named(spec, reading)))
    failure.say(note for note in planned.notes if not quiet)
    suffix = Path(output).suffix[1:]
    write = numbers.FORMATS[form or (suffix if suffix in FORMATS else "csv")]
    text = write(numbers.numbers(planned))
    if output == "-":
        click.echo(text, nl=False)
    else:
        files.write({Path(output): text.encode()})
