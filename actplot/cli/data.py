"""`actplot data`: drawn curves, or a table of values, as numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from actplot.cli import failure, options, what

if TYPE_CHECKING:
    from actplot.facts.values import TablePlaces
    from actplot.pipeline.orders import Reading

FORMATS = ("csv", "json", "pgfplots")
SUFFIXES = {".csv": "csv", ".json": "json", ".dat": "pgfplots", ".txt": "pgfplots"}


@click.command("data")
@what.several
@click.option("--x", metavar="LOW:HIGH", help="Range of x, e.g. -4:4 or -2pi:2pi.")
@click.option("--step", metavar="NUMBER", help="Values at this distance, e.g. 0.5 or pi/4.")
@click.option(
    "--points", metavar="N", type=click.IntRange(2, 100_000), help="N evenly spaced values."
)
@click.option("--at", metavar="LIST", help="Values at these places, e.g. -1,0,1.")
@click.option("--wide", is_flag=True, help="A column for each curve (11 values by default).")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="Default: from the suffix of the output, else csv.",
)
@options.as_json("Short for --format json.")
@options.file
@options.reading
@what.let
@options.quiet
def command(
    what: tuple[str, ...],
    x: str | None,
    step: str | None,
    points: int | None,
    at: str | None,
    wide: bool,
    form: str | None,
    as_json: bool,
    output: str,
    reading: Reading,
    quiet: bool,
) -> None:
    """Print curves as numbers.

    WHAT is a name, an expression, a spec or a figure. A curve is printed as pieces with a gap
    after each; joined by straight lines, the points look like the curve at the size of the
    figure. --step, --points, --at and --wide print a table of values instead. The values are
    exact to the last digits.
    """
    from actplot.cli.what import inputs
    from actplot.pipeline.orders import read
    from actplot.plan.figure import plan

    if sum(choice is not None for choice in (step, points, at)) > 1:
        raise click.UsageError("use only one of --step, --points and --at")
    form = options.form("json" if as_json else form, output, SUFFIXES, "csv")
    plans = [plan(read(source)) for source in inputs(what, reading, x)]
    failure.say(note for figure in plans for note in figure.notes if not quiet)
    if wide or step is not None or points is not None or at is not None:
        from actplot.facts import values

        places = _places(step, points, at)
        table = [column for figure in plans for column in values.value_columns(figure, places)]
        text = values.FORMATS[form](table, wide)
    else:
        from actplot.facts import numbers

        text = numbers.FORMATS[form](
            [curve for figure in plans for curve in numbers.numbers(figure)]
        )
    options.write(text, output)


def _places(step: str | None, points: int | None, at: str | None) -> TablePlaces:
    from actplot.facts.values import TablePlaces

    distance = None if step is None else _number(step, "--step")
    if distance is not None and not distance > 0:
        raise click.BadParameter(f"'{step}' is not greater than 0", param_hint="--step")
    places = [_number(number, "--at") for number in (at or "").split(",") if number.strip()]
    if at is not None and not places:
        raise click.BadParameter("give at least one value of x", param_hint="--at")
    return TablePlaces(distance, points, tuple(places))


def _number(text: str, option: str) -> float:
    from actplot.expression import ExpressionError, number

    try:
        return number(text)
    except ExpressionError:
        message = f"'{text}' is not a number"
        raise click.BadParameter(message, param_hint=option) from None
