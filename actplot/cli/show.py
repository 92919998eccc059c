"""`actplot show`: one activation, with what can be computed of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from actplot.cli import failure, options
from actplot.cli.text import number

if TYPE_CHECKING:
    from actplot.activations import Match
    from actplot.expression import Curve

# Where zeros, extrema and corners are looked for.
SEARCHED = (-20.0, 20.0)
ROWS = 12


@click.command("show")
@click.argument("name", type=options.Name())
@options.as_json("The same for programs.")
def command(name: str, as_json: bool) -> None:
    """Show an activation: formula, limits, corners, a picture.

    NAME is any name of it: gelu, SiLU, torch.nn.ELU.
    """
    from actplot import activations

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


def curve_of(match: Match) -> Curve:
    """The curve that stands for an activation: with the defaults that its name brings.

    Where values or inputs must be given, as for maxout, it is that of its example.
    """
    from actplot.expression import curves

    entry = match.activation
    if entry.example != entry.name:
        return curves(entry.example)[0]
    given = ", ".join(f"{name}={value}" for name, value in match.defaults.items())
    return curves(f"{entry.name}({given})" if given else entry.name)[0]


def computed(curve: Curve) -> dict[str, Any]:
    """Limits (None: there is none) and special points, [x, y] each."""
    import numpy as np

    from actplot.jet import evaluate
    from actplot.sampling import features

    function = curve.function
    ends = evaluate(function, np.array([-np.inf, np.inf]))
    slopes = evaluate(function, np.array([-np.inf, np.inf]), 1)
    found = features(function, *SEARCHED)
    return {
        "expression": curve.text,
        "limits": [_limit(end) for end in ends],
        "slopes": [_limit(slope) for slope in slopes],
        "zeros": [point.x for point in found.roots],
        "minima": [list(point) for point in found.minima],
        "maxima": [list(point) for point in found.maxima],
        "inflections": [list(point) for point in found.inflections],
        "corners": [list(point) for point in found.corners],
        "jumps": [list(point) for point in found.jumps],
        "searched": list(SEARCHED),
    }


def _limit(value: float) -> float | str | None:
    """A number; infinity as a word, because JSON has none; None if there is no limit."""
    if value != value:
        return None
    return float(value) if abs(value) != float("inf") else ("inf" if value > 0 else "-inf")


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
        "limits": _limits(facts["limits"]),
        "slopes": _limits(facts["slopes"]),
        "zeros": _listed(facts["zeros"]),
        "minima": _points(facts["minima"]),
        "maxima": _points(facts["maxima"]),
        "inflections": _points(facts["inflections"]),
        "corners": _points(facts["corners"]),
        "jumps": _points(facts["jumps"]),
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


def _limits(ends: list[float | str | None]) -> str:
    words = [
        "none" if end is None else end.replace("inf", "∞") if isinstance(end, str) else number(end)
        for end in ends
    ]
    return f"{words[0]} for x → -∞, {words[1]} for x → ∞"


def _points(points: list[list[float]]) -> str:
    return _listed([f"{number(y)} at x = {number(x)}" for x, y in points])


def _listed(items: list[Any], most: int = 6) -> str:
    """At most so many; a sine has more zeros than anybody wants to read."""
    words = [item if isinstance(item, str) else number(item) for item in items]
    more = [f"and {len(words) - most} more"] if len(words) > most else []
    return ", ".join(words[:most] + more)


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
