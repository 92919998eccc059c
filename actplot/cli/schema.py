"""`actplot schema`: what a spec may hold, for editors."""

from __future__ import annotations

import json

import click

from actplot.cli import options


@click.command("schema")
@options.file
def command(output: str) -> None:
    """Print the JSON Schema of specs, for editors.

    Editors use it (draft-07) to complete keys and to mark errors. With the YAML language server,
    begin a spec with `# yaml-language-server: $schema=actplot.schema.json`; `actplot init` writes
    a spec with this line, and the schema next to it.
    """
    from actplot.spec import schema

    options.write(json.dumps(schema(), ensure_ascii=False, indent=2) + "\n", output)
