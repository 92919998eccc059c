"""`actplot tex`: the figures that a LaTeX document asks for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from actplot.cli import options, report

if TYPE_CHECKING:
    from actplot.pipeline.executors import Where
    from actplot.pipeline.orders import Reading


@click.command("tex")
@click.argument("document", metavar="DOCUMENT.tex", required=False, type=click.Path(path_type=Path))
@click.option("--sty", is_flag=True, help="Print actplot.sty, to be kept next to the document.")
@click.option("--latexmkrc", is_flag=True, help="Print a configuration file for latexmk.")
@click.option(
    "--aux-dir",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where LaTeX writes its auxiliary files, if not next to the document.",
)
@options.reading
@options.where
@click.option("--force", is_flag=True, help="Redraw figures even if they are up to date.")
@options.quiet
@options.verbose
def command(
    document: Path | None,
    sty: bool,
    latexmkrc: bool,
    aux_dir: Path | None,
    reading: Reading,
    where: Where,
    force: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    r"""Draw the figures that a LaTeX document asks for.

    With \usepackage{actplot}, \actplot[x=-4:4, size=ieee]{gelu, gelu'} and
    \actplotfile{figures/gelu} ask for figures: the first run of LaTeX writes them down,
    `actplot tex` draws those that are not up to date into actplot-figures/ and prints their
    names, and the second run includes them. For a figure with an error, a frame with the error
    message is included.
    """
    from actplot import tex

    if sty or latexmkrc:
        file = Path(tex.__file__).with_name("actplot.sty" if sty else "latexmkrc")
        click.echo(file.read_text(encoding="utf-8"), nl=False)
        return
    if document is None:
        raise click.UsageError("name the document, e.g. thesis.tex; --sty prints the package")
    from actplot.tex.figures import draw, unused
    from actplot.tex.requests import requests

    asked = requests(document, aux_dir)
    progress = report.Report(as_json=False, quiet=quiet, verbose=verbose)
    outcomes = progress.follow(
        draw(document, asked, reading, where=where, force=force), max(len(asked), 2)
    )
    for outcome in outcomes:
        for path in outcome.files if outcome.status == "drawn" else ():
            click.echo(path)
    left = unused(document, asked)
    if left and not quiet:
        files = "1 figure is" if len(left) == 1 else f"{len(left)} figures are"
        click.echo(f"{files} not used: {', '.join(map(str, left))}", err=True)
    if any(outcome.status == "failed" for outcome in outcomes):
        raise click.exceptions.Exit(1)
