"""`actplot schema`: what a spec may hold, for editors."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command("schema")
@click.option("-o", "--output", metavar="FILE", default="-", help="Default: standard output.")
def command(output: str) -> None:
    """Print the JSON Schema of specs, for editors.

    Editors use it (draft-07) to complete keys and to mark errors. With the YAML language server,
    begin a spec with `# yaml-language-server: $schema=actplot.schema.json`; `actplot init` writes
    a spec with this line, and the schema next to it.
    """
    from actplot.pipeline import files
    from actplot.spec import schema

    text = json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
    if output == "-":
        click.echo(text, nl=False)
    else:
        files.write({Path(output): text.encode()})
