"""`actplot plot`: a figure without a spec file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from actplot.cli import options, report, what
from actplot.records import replace

if TYPE_CHECKING:
    from actplot.pipeline.orders import Reading


@click.command("plot")
@click.argument(
    "expressions", metavar="EXPR...", nargs=-1, required=True, type=options.ActivationName()
)
@options.output("A file (its suffix gives the format) or a folder; - for standard output.")
@options.formats()
@click.option("--x", metavar="LOW:HIGH", help="Range of x, e.g. -4:4 or -2pi:2pi.")
@click.option("--y", metavar="LOW:HIGH", help="Range of y; default: fits the curves.")
@click.option(
    "--size",
    metavar="SIZE",
    type=options.Listed("venue"),
    help="A venue such as ieee, or WIDTHxHEIGHT in mm: 84x60.",
)
@click.option(
    "--style",
    "styles",
    metavar="NAME",
    type=options.Listed("style"),
    multiple=True,
    help="A style. Repeatable.",
)
@click.option("--axes", metavar="FRAME", help="centred, boxed or open.")
@click.option(
    "--legend", metavar="PLACE", help="auto, direct, box, none, or a place such as upper left."
)
@click.option(
    "--label",
    "labels",
    metavar="TEXT",
    multiple=True,
    help="Label for the next curve; repeat in the order of the curves.",
)
@click.option("--title", metavar="TEXT", help="Title above the figure.")
@click.option("--xlabel", metavar="TEXT", help="Label of the horizontal axis.")
@click.option("--ylabel", metavar="TEXT", help="Label of the vertical axis.")
@click.option(
    "--functions",
    type=click.Path(),
    metavar="FILE",
    multiple=True,
    help="Run a Python file whose functions EXPR can use. Repeatable.",
)
@options.reading
@options.fragment
@what.let
@click.option("--spec", "only_spec", is_flag=True, help="Print the spec instead of drawing it.")
@options.quiet
@options.verbose
def command(
    expressions: tuple[str, ...],
    output: str | None,
    formats: tuple[str, ...],
    labels: tuple[str, ...],
    functions: tuple[str, ...],
    reading: Reading,
    only_spec: bool,
    quiet: bool,
    verbose: bool,
    **keys: Any,
) -> None:
    """Draw expressions without a spec file.

    EXPR is what a spec's `curves` hold: gelu, "gelu'", "elu(alpha=0.5)", "x * sigmoid(2 x)".
    Keys without an option of their own can be given with --set, as in --set font.size=9. Put an
    expression that begins with a minus sign after --.
    """
    from actplot.cli.render import finish, to_stdout
    from actplot.pipeline.orders import OutputOptions, SpecInput, name_of, prepare, read
    from actplot.pipeline.render import render

    if files := list(filter(what.is_file, expressions)):
        help = f"`actplot render {files[0]}` draws a spec, or the one that a figure carries"
        raise click.UsageError(f"'{files[0]}' is a file, not an expression; {help}")
    if len(labels) > len(expressions):
        plural = "" if len(expressions) == 1 else "s"
        raise click.UsageError(f"{len(labels)} labels for {len(expressions)} curve{plural}")
    values = _spec(expressions, labels, **keys)
    if functions:
        # Who names a file on the command line wants it run.
        values["functions"] = list(functions)
        reading = replace(reading, allow_python=True)
    where = None if output == "-" else output
    label = ", ".join(expressions)
    source = SpecInput(label, name_of(where), values, Path(), reading=reading)
    if only_spec:
        click.echo(read(source).source, nl=False)
        return
    if output is None:
        raise click.UsageError("name the figure with -o, e.g. -o gelu.pdf; --spec prints the spec")
    options.check_formats(output, formats)
    order = prepare(source, OutputOptions(formats, where))
    if output == "-":
        to_stdout([order], quiet=quiet)
        return
    progress = report.Report(as_json=False, quiet=quiet, verbose=verbose)
    finish(progress.follow(render([order], force=True, overwrite=False), 1))


def _spec(
    expressions: tuple[str, ...],
    labels: tuple[str, ...],
    *,
    x: str | None,
    y: str | None,
    size: str | None,
    styles: tuple[str, ...],
    **texts: str | None,
) -> dict[str, Any]:
    """The spec that the arguments stand for."""
    curves: list[Any] = list(expressions)
    for number, label in enumerate(labels):
        curves[number] = {"expr": curves[number], "label": label}
    spec: dict[str, Any] = {"curves": curves}
    for key, given in (("x", x), ("y", y)):
        if given is not None:
            spec[key] = what.span(given, f"--{key}")
    if size is not None:
        spec["size"] = size
    if styles:
        spec["style"] = list(styles)
    return spec | {key: text for key, text in texts.items() if text is not None}
