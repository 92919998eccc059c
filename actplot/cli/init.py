"""`actplot init`: something to start from."""

from __future__ import annotations

import json
from pathlib import Path

import click

STARTER = Path(__file__).parent / "starter"
SCHEMA = "actplot.schema.json"
"""What the first line of the starter names."""


@click.command("init")
@click.argument("name", default="figure")
@click.option("--force", is_flag=True, help="Replace existing files.")
def command(name: str, force: bool) -> None:
    """Write a commented spec, a Makefile and a ninja file.

    The schema beside them lets an editor with a YAML language server complete keys and names.
    NAME is the name of the figure, by default `figure`; it may include a folder, to which the
    files are then written. An existing Makefile is kept; build.ninja is rewritten with the specs
    of its folder, unless actplot did not write it.
    """
    from actplot.errors import ActplotError, masked
    from actplot.pipeline import files
    from actplot.spec.describe import ID
    from actplot.spec.describe import schema as described

    spec = Path(name if name.endswith((".yaml", ".yml")) else f"{name}.yaml")
    if spec.name in (".yaml", ".yml"):
        raise click.UsageError(f"'{name}' is not the name of a figure, for example gelu")
    makefile = spec.parent / "Makefile"
    if spec.exists() and not force:
        raise ActplotError(f"{spec} already exists", help="use --force to replace it")
    text = (STARTER / "figure.yaml").read_text(encoding="utf-8").replace("NAME.yaml", spec.name)
    written = {spec: text.encode()}
    schema = spec.parent / SCHEMA
    if force or not schema.exists() or ID in schema.read_text(encoding="utf-8"):
        written[schema] = (json.dumps(described(), ensure_ascii=False, indent=2) + "\n").encode()
    if not makefile.exists() or force:
        written[makefile] = (STARTER / "Makefile").read_bytes()
    ninja = spec.parent / "build.ninja"
    head = (STARTER / "build.ninja").read_text(encoding="utf-8")
    ours = head.partition("\n")[0]  # the rest may have been another in an older version
    if force or not ninja.exists() or ninja.read_text(encoding="utf-8").startswith(ours):
        specs = sorted({spec.name, *(path.name for path in spec.parent.glob("*.yaml"))})
        written[ninja] = (head + "".join(map(_edge, specs))).encode()
    files.write(written)
    names = ", ".join(map(str, written))
    click.echo(masked(f"wrote {names}; draw it with make, ninja or"), err=True)
    click.echo(masked(f"  actplot render {spec}"), err=True)


def _edge(spec: str) -> str:
    """What ninja makes of one spec."""
    name = Path(spec).stem
    outputs = " ".join(_escaped(f"{name}.{format}") for format in ("pdf", "svg"))
    return f"\nbuild {outputs}: figure {_escaped(spec)}\n  name = {name.replace('$', '$$')}\n"


def _escaped(path: str) -> str:
    """A path as a word of a ninja file."""
    return path.replace("$", "$$").replace(" ", "$ ").replace(":", "$:")
