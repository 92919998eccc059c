"""`actplot init`: something to start from."""

from __future__ import annotations

from pathlib import Path

import click

STARTER = Path(__file__).parent / "starter"


@click.command("init")
@click.argument("name", default="figure")
@click.option("--force", is_flag=True, help="Replace files that are there already.")
def command(name: str, force: bool) -> None:
    """Write a commented spec and a Makefile to start from.

    NAME is the name of the figure, by default `figure`; with a folder before it, both files go
    there. A Makefile that is there already is left alone.
    """
    from actplot.build import files
    from actplot.errors import ActplotError, Problem

    spec = Path(name if name.endswith((".yaml", ".yml")) else f"{name}.yaml")
    makefile = spec.parent / "Makefile"
    if spec.exists() and not force:
        raise ActplotError(Problem(f"{spec} is there already", help="--force replaces it"))
    text = (STARTER / "figure.yaml").read_text(encoding="utf-8").replace("NAME.yaml", spec.name)
    written = {spec: text.encode()}
    if not makefile.exists() or force:
        written[makefile] = (STARTER / "Makefile").read_bytes()
    files.write(written)
    click.echo(f"wrote {' and '.join(map(str, written))}; draw it with make or", err=True)
    click.echo(f"  actplot render {spec}", err=True)
