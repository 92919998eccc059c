"""`actplot list`: the catalogue, searchable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from actplot.cli import options

if TYPE_CHECKING:
    from actplot.activations import Activation


@click.command("list")
@click.argument("word", required=False, type=options.Name())
@click.option("--family", metavar="NAME", help="Only this family.")
@options.as_json("Everything about each entry, for programs.")
def command(word: str | None, family: str | None, as_json: bool) -> None:
    """Search the catalogue of activations.

    WORD may be part of a name, a title, an alias, a family or a framework's name such as
    torch.nn.SiLU. Without it, everything is listed. Exit status 1 if nothing fits.
    """
    from actplot import activations
    from actplot.errors import ActplotError, Problem, did_you_mean

    catalogue = activations.catalogue()
    families = {entry.family for entry in catalogue.values()}
    if family is not None and family not in families:
        everything = "the families are " + ", ".join(sorted(families))
        hint = did_you_mean(family, families, everything)
        raise ActplotError(Problem(f"no family is called '{family}'", help=hint))
    fitting = list(catalogue.values()) if word is None else activations.search(word)
    found = [entry for entry in fitting if family in (None, entry.family)]
    if as_json:
        import json

        entries = [description(entry) for entry in found]
        click.echo(json.dumps(entries, ensure_ascii=False, indent=2))
    else:
        click.echo(_table(found), nl=False)
    if not found and word is not None:
        names = [name for entry in catalogue.values() for name in (entry.name, *entry.aliases)]
        hint = did_you_mean(word, names, "`actplot list` without a word shows everything")
        raise ActplotError(Problem(f"nothing in the catalogue fits '{word}'", help=hint))


def description(entry: Activation) -> dict[str, Any]:
    """An entry as plain values."""
    return {
        "name": entry.name,
        "title": entry.title,
        "family": entry.family,
        "aliases": list(entry.aliases),
        "parameters": [
            {"name": each.name, "default": each.default, "domain": each.domain}
            for each in entry.parameters
        ],
        "formula": entry.formula,
        "reference": entry.reference,
    }


def _table(entries: list[Activation]) -> str:
    """A line an entry: how it is called, its family, its title."""
    rows = [(call(entry), entry.family, entry.title) for entry in entries]
    widths = [max((len(row[column]) for row in rows), default=0) for column in (0, 1)]
    return "".join(
        f"{call:{widths[0]}}  {family:{widths[1]}}  {title}\n" for call, family, title in rows
    )


def call(entry: Activation) -> str:
    """`elu(alpha=1)`: the name with the parameters and their defaults."""
    from actplot.cli.text import number

    if not entry.parameters:
        return entry.name
    given = ", ".join(
        each.name if each.default is None else f"{each.name}={number(each.default)}"
        for each in entry.parameters
    )
    return f"{entry.name}({given})"
