"""`actplot compare`: functions side by side, as a table for a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from actplot.cli import options, what

if TYPE_CHECKING:
    from actplot.pipeline.orders import Reading

FORMATS = ("markdown", "latex", "csv", "html", "json")


@click.command("compare")
@what.several
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="Default: from the suffix of the output, else markdown.",
)
@options.as_json("Short for --format json.")
@options.file
@click.option(
    "--columns",
    metavar="LIST",
    help="Properties to show, e.g. formula,range,reference; default: all.",
)
@click.option("--transpose", is_flag=True, help="Make one column per function.")
@options.lang("Language of the table: English or Chinese.")
@options.reading
@what.let
def command(
    what: tuple[str, ...],
    form: str | None,
    as_json: bool,
    output: str,
    columns: str | None,
    transpose: bool,
    lang: str,
    reading: Reading,
) -> None:
    """Compare functions side by side, in a table for a document.

    Formula, derivative, range, limits, monotonicity, smoothness, whether it is zero-centred and
    where it saturates, parameters and reference. WHAT is a name, an expression, a spec or a
    figure. Each cell is computed from the function or
    taken from the catalogue. The LaTeX needs the package booktabs, and `actplot cite` prints the
    BibTeX that its \\cite commands need. Wide tables are divided into several below each other.
    """
    from actplot.cli.what import subjects
    from actplot.facts.compare import compare
    from actplot.facts.tables import FORMATS, SUFFIXES

    keys = [column for column in (columns or "").split(",") if column.strip()]
    table = compare(subjects(what, reading, every=True), keys, transpose=transpose, lang=lang)
    form = options.form("json" if as_json else form, output, SUFFIXES, "markdown")
    options.write(FORMATS[form](table), output)
