"""`actplot render`: specs to figures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from actplot.cli import failure, options, report

if TYPE_CHECKING:
    from actplot.pipeline.deps import Rule
    from actplot.pipeline.executors import Where
    from actplot.pipeline.orders import Order, Reading
    from actplot.pipeline.render import Outcome


@click.command("render")
@options.specs
@options.output("A file (its suffix gives the format) or a folder; - for standard output.")
@options.formats()
@options.reading
@options.fragment
@options.where
@click.option("--force", is_flag=True, help="Redraw figures even if they are up to date.")
@options.touch
@click.option("-n", "--dry-run", is_flag=True, help="Only print what would be drawn, and why.")
@click.option(
    "--latex", is_flag=True, help="Also write a .tex file to \\input: caption, label, citations."
)
@options.shard
@options.deps
@options.as_json("Print one JSON event per line.")
@options.quiet
@options.verbose
def command(
    specs: tuple[str, ...],
    output: str | None,
    formats: tuple[str, ...],
    reading: Reading,
    where: Where,
    force: bool,
    touch: bool,
    dry_run: bool,
    latex: bool,
    shard: tuple[int, int] | None,
    deps: str | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Draw specs to figures.

    SPEC is a file, or - for standard input. Figures that are up to date are not redrawn: each
    figure records what it was made from. Without -o, figures are written to the current folder
    and named after their specs.
    """
    from actplot.pipeline.render import render

    progress = report.Report(as_json=as_json, quiet=quiet, verbose=verbose)
    orders = gather(options.share(specs, shard), reading, formats, output, latex=latex)
    if output == "-":
        to_stdout(orders, quiet=quiet)
    elif dry_run:
        report.preview(orders, force=force, as_json=as_json)
    else:
        outcomes = render(orders, where=where, force=force, touch=touch)
        finish(progress.follow(outcomes, len(orders)), deps)


def gather(
    specs: Sequence[str],
    reading: Reading,
    formats: Sequence[str],
    output: str | None,
    *,
    latex: bool = False,
) -> list[Order]:
    """The orders for the specs of a command line."""
    from actplot.errors import ActplotError
    from actplot.pipeline.freshness import ordered
    from actplot.pipeline.orders import Order, OutputOptions, SpecInput, is_folder, named

    if output is not None and output != "-" and len(specs) > 1 and not is_folder(output):
        raise click.UsageError(f"{len(specs)} specs do not fit into one file, {output}")
    options.check_formats(output, formats)
    where = None if output == "-" else output

    def order(argument: str) -> Order:
        try:
            source = named(argument, reading, where)
        except ActplotError as error:
            return Order(SpecInput(argument, argument, "", Path()), problems=error.problems)
        return ordered(source, OutputOptions(formats, where, latex=latex))

    return [order(spec) for spec in specs]


def to_stdout(orders: Sequence[Order], *, quiet: bool) -> None:
    """Draw one figure in one format to standard output."""
    import sys

    from actplot.errors import ActplotError
    from actplot.pipeline import drawing

    problems = [problem for order in orders for problem in order.problems]
    if problems:
        raise ActplotError(*problems)
    formats = [format for order in orders for format in order.targets]
    if len(formats) != 1:
        raise click.UsageError(
            f"standard output takes one figure in one format, not {len(formats)}; name it with -f"
        )
    drawn = drawing.draw(drawing.Task(orders[0], {formats[0]: ()}))
    failure.say(problem for problem in drawn.warnings if not quiet)
    sys.stdout.buffer.write(drawn.contents[formats[0]])
    sys.stdout.buffer.flush()


def finish(outcomes: Sequence[Outcome], deps: str | None = None, *others: Rule) -> None:
    """Write the dependency file if all went well; else leave with the status of a failure.

    It has a rule for each figure, and the others.
    """
    if any(outcome.status == "failed" for outcome in outcomes):
        raise click.exceptions.Exit(failure.FAILED)
    if deps is not None:
        from actplot.pipeline.deps import write

        write(deps, [*((outcome.files, outcome.inputs) for outcome in outcomes), *others])
