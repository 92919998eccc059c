"""`actplot schema`: what a spec may hold, for editors."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command("schema")
@click.option("-o", "--output", metavar="FILE", default="-", help="Default: standard output.")
def command(output: str) -> None:
    """Print the JSON Schema of specs, for editors.

    Draft-07, which editors use to complete keys and to mark mistakes: with the YAML language
    server, begin a spec with `# yaml-language-server: $schema=actplot.schema.json`, as the spec
    of `actplot init` begins, which writes the schema beside it.
    """
    from actplot.pipeline import files
    from actplot.spec import schema

    text = json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
    if output == "-":
        click.echo(text, nl=False)
    else:
        files.write({Path(output): text.encode()})
