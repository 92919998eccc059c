"""`actplot show`: one activation, with what can be computed of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from actplot.build.words import limits, listed, number, points
from actplot.cli import failure, options

if TYPE_CHECKING:
    from actplot.activations import Match
    from actplot.expression import Curve

ROWS = 12


@click.command("show")
@click.argument("name", type=options.Name())
@options.as_json("The same for programs.")
def command(name: str, as_json: bool) -> None:
    """Show an activation: formula, limits, corners, a picture.

    NAME is any name of it: gelu, SiLU, torch.nn.ELU.
    """
    from actplot import activations
    from actplot.build.facts import computed, curve_of

    match = activations.find(name)
    curve = curve_of(match)
    facts = computed(curve)
    if as_json:
        import json

        from actplot.cli.list import description

        values = description(match.activation) | {"defaults": dict(match.defaults)} | facts
        click.echo(json.dumps(values, ensure_ascii=False, indent=2))
        return
    click.echo("\n".join(_text(match, curve, facts)), color=failure.in_colour(sys.stdout))


def _text(match: Match, curve: Curve, facts: Mapping[str, Any]) -> Iterator[str]:
    entry = match.activation
    yield click.style(f"{entry.name}: {entry.title}", bold=True)
    yield ""
    yield from _picture(curve.function, entry.window)
    rows = {
        "formula": entry.formula,
        "shown as": curve.text if curve.text != entry.name else "",
        "family": entry.family,
        "parameters": "\n".join(_parameters(match)),
        "limits": limits(facts["limits"]),
        "slopes": limits(facts["slopes"]),
        "zeros": listed(facts["zeros"]),
        "minima": points(facts["minima"]),
        "maxima": points(facts["maxima"]),
        "inflections": points(facts["inflections"]),
        "corners": points(facts["corners"]),
        "jumps": points(facts["jumps"]),
        "names": "\n".join(entry.aliases),
        "note": entry.note,
        "reference": entry.reference,
    }
    for name, value in rows.items():
        for count, line in enumerate(value.splitlines()):
            yield click.style(f"{'' if count else name:12}", dim=True) + line


def _parameters(match: Match) -> Iterator[str]:
    for each in match.activation.parameters:
        default = match.defaults.get(each.name, each.default)
        given = "" if default is None else f" = {number(default)}"
        yield f"{each.name}{given}, {each.domain}"


def _picture(function: Callable[[Any], Any], x: tuple[float, float]) -> Iterator[str]:
    """The curve, as wide as the terminal allows."""
    if not _speaks_unicode():
        return
    from shutil import get_terminal_size

    from actplot.cli.picture import picture
    from actplot.sampling import breaks, extent

    found = extent(function, *x)
    margin = 0.05 * (found.high - found.low) or 1.0
    y = found.low - margin, found.high + margin
    gaps = [each.x for each in breaks(function, *x) if each.kind in ("jump", "pole", "edge")]
    columns = max(20, min(get_terminal_size().columns, 72) - 2)
    lines = picture(function, x, y, gaps=gaps, columns=columns, rows=ROWS)
    yield from (f"  {click.style(line, fg='cyan')}" for line in lines)
    yield f"  {number(x[0])} ≤ x ≤ {number(x[1])}, {number(y[0], 3)} ≤ y ≤ {number(y[1], 3)}"
    yield ""


def _speaks_unicode() -> bool:
    try:
        "⣿─".encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True
