"""`actplot fonts`: which fonts would be used for what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from actplot.cli import options
from actplot.errors import json_text, masked

if TYPE_CHECKING:
    from actplot.fonts.report import FontRow


@click.command("fonts")
@options.as_json("Print the roles as JSON.")
def command(as_json: bool) -> None:
    """Show which fonts would be used, and what is missing.

    For each role: the font that a spec's `font:` would use on this system, its file, its licence,
    whether it may be embedded, and how to install it if it is missing. Without `font:`, figures
    use the fonts that come with matplotlib, which are the same on every system.
    """
    from actplot.fonts.report import report

    rows = report()
    if as_json:
        from actplot.records import asdict

        values = [{**asdict(row), "exact": row.exact} for row in rows]
        click.echo(json_text(values, indent=2))
        return
    for row in rows:
        for line in _lines(row):
            click.echo(masked(line))


def _lines(row: FontRow) -> Iterator[str]:
    """The font on one line, what is to be said of it below."""
    stands = "" if row.exact else f", for {row.wanted}"
    kind = f"{row.role} {row.kind}"
    yield f"{kind:26}{row.found or 'none'}{stands}"
    if row.found:
        yield _below("comes with matplotlib" if row.bundled else row.file)
        about = (", ".join(row.styles), _licence(row.licence), row.embedding)
        yield _below("; ".join(word for word in about if word))
    if not row.found or row.bundled:
        yield _below(f"to get one: {row.advice}")


def _below(words: str) -> str:
    return f"{'':8}{words}"


def _licence(text: str) -> str:
    """A licence by its name; many fonts carry the whole of it."""
    from textwrap import shorten

    name = "SIL Open Font License"
    return name if name in text else shorten(text, 72, placeholder=" ...")
