"""`actplot cite`: the papers behind curves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from actplot.cli import failure, options, what

if TYPE_CHECKING:
    from actplot.activations import Activation
    from actplot.pipeline.orders import Reading


@click.command("cite")
@what.several
@options.reading
@what.let
@options.quiet
def command(what: tuple[str, ...], reading: Reading, quiet: bool) -> None:
    """Print BibTeX of the papers behind curves.

    WHAT is an activation under any of its names, an expression, a spec or a figure, of which all
    curves are cited. Each paper is printed once.
    """
    from actplot.activations import references
    from actplot.errors import Problem

    entries = {activation.name: activation for activation in _activations(what, reading)}
    unknown = [name for name, entry in entries.items() if not entry.references]
    keys = [key for entry in entries.values() for key in entry.references]
    papers = [references.find(key) for key in keys]
    # A function of a spec's own cites the bibliography of whoever wrote it.
    own = [key for key, paper in zip(keys, papers, strict=True) if paper is None]
    problems = []
    if unknown:
        problems.append(Problem(f"no paper is known for {', '.join(unknown)}", severity="warning"))
    if own:
        problems.append(Problem(f"in your own bibliography: {', '.join(own)}", severity="note"))
    if not quiet:
        failure.say(problems)
    texts = {paper.key: paper.bibtex for paper in papers if paper is not None}
    if texts:
        click.echo("\n\n".join(texts[key] for key in sorted(texts)))


def _activations(what: tuple[str, ...], reading: Reading) -> Iterator[Activation]:
    """The entries of the catalogue that WHAT is made of."""
    from actplot.cli.what import is_file, subjects
    from actplot.pipeline.orders import named, read
    from actplot.spec import activations

    for source in what:
        if is_file(source):
            yield from activations(read(named(source, reading)))
        else:
            for subject in subjects([source], reading):
                yield from subject.activations
