"""`actplot cite`: the papers behind curves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from actplot.cli import failure, options

if TYPE_CHECKING:
    from actplot.activations import Activation
    from actplot.pipeline.orders import Reading


@click.command("cite")
@click.argument(
    "subjects", metavar="NAME_OR_SPEC...", nargs=-1, required=True, type=options.NameOrSpec()
)
@options.reading
@options.quiet
def command(subjects: tuple[str, ...], reading: Reading, quiet: bool) -> None:
    """Print BibTeX of the papers behind curves.

    NAME_OR_SPEC is an activation by any name, an expression, or a spec, whose curves all count.
    Each paper is printed once.
    """
    from actplot.activations import references
    from actplot.errors import Problem

    entries = {
        entry.name: entry for subject in subjects for entry in _activations(subject, reading)
    }
    unknown = [
        name for name, entry in entries.items() if not any(map(references.known, entry.references))
    ]
    papers = [references.known(key) for entry in entries.values() for key in entry.references]
    if unknown and not quiet:
        words = f"no paper is known for {', '.join(unknown)}"
        failure.say([Problem(words, severity="warning")])
    texts = {paper.key: paper.bibtex for paper in papers if paper is not None}
    if texts:
        click.echo("\n\n".join(texts[key] for key in sorted(texts)))


def _activations(subject: str, reading: Reading) -> Iterator[Activation]:
    """The entries of the catalogue that a name, an expression or a spec is made of."""
    from actplot.activations import UnknownActivation, find
    from actplot.expression import curves

    if options.is_spec(subject):
        from actplot.pipeline.orders import named, read

        for panel in read(named(subject, reading)).panels:
            for drawn in panel.shown:
                for curve in drawn.curves:
                    yield from curve.activations
        return
    try:
        yield find(subject).activation
    except UnknownActivation:
        for curve in curves(subject):
            yield from curve.activations
