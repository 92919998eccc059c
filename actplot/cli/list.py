"""`actplot list`: the catalogue, searchable."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from actplot.cli import options
from actplot.errors import json_text

if TYPE_CHECKING:
    from actplot.activations import Activation


@click.command("list")
@click.argument("word", required=False, type=options.ActivationName())
@click.option("--family", metavar="NAME", help="List only this family.")
@click.option("--styles", "kind", flag_value="styles", help="List the styles instead.")
@click.option("--venues", "kind", flag_value="venues", help="List the publishers' sizes instead.")
@options.as_json("Print everything about each entry as JSON.")
def command(word: str | None, family: str | None, kind: str | None, as_json: bool) -> None:
    """Search the catalogue of activations.

    WORD may be part of a name, a title, an alias or a family, a framework's name such as
    torch.nn.SiLU, or a word in another language: 双曲正切, シグモイド関数, Sprungfunktion.
    Without it, everything is listed. Exit status 1 if nothing matches.
    """
    if kind is not None:
        if family is not None:
            raise click.UsageError(f"--family cannot be combined with --{kind}")
        _list_others(kind, word, as_json)
        return
    from actplot import activations
    from actplot.cli import failure
    from actplot.errors import ActplotError, did_you_mean

    catalogue = activations.catalogue()
    failure.say(activations.plug_ins())
    families = {entry.family for entry in catalogue.values()}
    if family is not None and family not in families:
        everything = "the families are " + ", ".join(sorted(families))
        hint = did_you_mean(family, families, everything)
        raise ActplotError(f"no family is called '{family}'", help=hint)
    fitting = list(catalogue.values()) if word is None else activations.search(word)
    matches = [entry for entry in fitting if family in (None, entry.family)]
    if as_json:
        click.echo(json_text([description(entry) for entry in matches], indent=2))
    else:
        _print_table([(call(entry), entry.family, _title(entry)) for entry in matches])
    if not matches and word is not None:
        from actplot.activations.meaning import suggestions

        similar = suggestions(word)
        everything = "`actplot list` without a word shows everything"
        hint = f"did you mean '{similar[0]}'?" if similar else everything
        raise ActplotError(f"nothing in the catalogue matches '{word}'", help=hint)


def description(entry: Activation) -> dict[str, Any]:
    """An entry as plain values."""
    from actplot import activations

    return {
        "name": entry.name,
        "title": entry.title,
        "family": entry.family,
        "aliases": list(entry.aliases),
        "parameters": [
            {"name": parameter.name, "default": parameter.default, "domain": parameter.domain}
            for parameter in entry.parameters
        ],
        "formula": entry.formula,
        "reference": entry.reference,
        "from": activations.origin(entry),
    }


def _title(entry: Activation) -> str:
    """Its title, and the package that brings it if that is another one."""
    from actplot import activations

    origin = activations.origin(entry)
    return entry.title if origin == "actplot" else f"{entry.title} (from {origin})"


def _list_others(kind: str, word: str | None, as_json: bool) -> None:
    """Styles or venues, by a word in their name or description. Raises ActplotError for none."""
    from actplot.errors import ActplotError, did_you_mean

    every = _styles() if kind == "styles" else _venues()
    rows = [
        row
        for row in every
        if word is None or word.casefold() in " ".join(map(str, row.values())).casefold()
    ]
    if as_json:
        click.echo(json_text(rows, indent=2))
    else:
        _print_table([tuple(_word(value) for value in row.values()) for row in rows])
    if not rows and word is not None:
        everything = f"`actplot list --{kind}` without a word shows all"
        hint = did_you_mean(word, [row["name"] for row in every], everything)
        raise ActplotError(f"no {kind.removesuffix('s')} matches '{word}'", help=hint)


def _styles() -> list[dict[str, Any]]:
    from actplot.looks import styles

    return [{"name": name, "about": styles.load([name]).about} for name in styles.names()]


def _venues() -> list[dict[str, Any]]:
    """Widths are in mm."""
    from actplot.looks import venues

    return [
        {"name": name, "widths": list(venue.widths.values()), "title": venue.title}
        for name, venue in venues.catalogue().items()
    ]


def _word(value: Any) -> str:
    return (
        value if isinstance(value, str) else " / ".join(f"{length:g}" for length in value) + " mm"
    )


def _print_table(rows: Sequence[tuple[str, ...]]) -> None:
    """Columns as wide as their widest entry."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (f"{cell:{width}}" for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


def call(entry: Activation) -> str:
    """`elu(alpha=1)`: the name with the parameters and their defaults."""
    from actplot.facts.numerals import setting

    if not entry.parameters:
        return entry.name
    given = ", ".join(
        parameter.name
        if parameter.default is None
        else f"{parameter.name}={setting(parameter.default)}"
        for parameter in entry.parameters
    )
    return f"{entry.name}({given})"
