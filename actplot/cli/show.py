"""`actplot show`: one activation, with what can be computed of it; or a spec in words."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from shutil import get_terminal_size
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import click

from actplot.cli import failure, options

if TYPE_CHECKING:
    from actplot.activations import Activation, Match
    from actplot.expression import Curve
    from actplot.pipeline.orders import Reading

ROWS = 12
TERM = 13  # characters of the left column


@click.command("show")
@click.argument("name", metavar="NAME_OR_SPEC", type=options.NameOrSpec())
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(("text", "latex", "json")),
    default="text",
    help="latex: the formula and its derivative, for amsmath.",
)
@options.as_json("The same for programs; short for --format json.")
@click.option("--alt", is_flag=True, help="Of a spec: its figure in words.")
@options.reading
def command(name: str, form: str, as_json: bool, alt: bool, reading: Reading) -> None:
    """Show an activation: formula, limits, corners, a picture.

    NAME is any name of it, with parameters or without: gelu, SiLU, torch.nn.ELU,
    "elu(alpha=0.3)". It is shown with the defaults that the name brings. Of a SPEC, the
    functions of its own are shown, or those that it draws; --alt prints what is said of its
    figure to those who cannot see it.
    """
    form = "json" if as_json else form
    if alt:
        if not options.is_spec(name):
            raise click.UsageError("--alt and the path of a spec belong together")
        _say_alt(name, form, reading)
        return
    from actplot.facts.facts import computed, curve_of

    found: list[Any] = []
    for match in _of_spec(name, reading) if options.is_spec(name) else [_match(name)]:
        if form == "latex":
            found.append(_latex(match.activation))
            continue
        curve = curve_of(match)
        facts = computed(curve)
        if form == "json":
            found.append(_values(match) | facts)
        else:
            found.append("\n".join(_text(match, curve, facts)))
    if form == "json":
        _print_json(found if options.is_spec(name) else found[0])
    else:
        click.echo("\n\n".join(found), color=failure.in_colour(sys.stdout))


def _match(text: str) -> Match:
    """The activation that a name stands for, or a name with parameters."""
    from actplot import activations

    try:
        return activations.find(text)
    except activations.UnknownActivation:
        from actplot.expression import ExpressionError, call

        try:
            found = call(text)
        except ExpressionError:
            if "(" in text:
                raise
            found = None
        if found is None:
            raise
        return activations.Match(*found)


def _of_spec(spec: str, reading: Reading) -> list[Match]:
    """The functions that a spec defines, else the activations that it draws."""
    from actplot.activations import Activation, Match
    from actplot.pipeline.orders import named, read

    found = read(named(spec, reading))
    own = [each for each in found.let.values() if isinstance(each, Activation)]
    drawn = [
        entry
        for panel in found.panels
        for each in panel.shown
        for curve in each.curves
        for entry in curve.activations
    ]
    return [Match(entry, {}) for entry in dict.fromkeys(own or drawn)]


def _say_alt(spec: str, form: str, reading: Reading) -> None:
    from actplot.pipeline.orders import named, read
    from actplot.plan.alt import alternative
    from actplot.plan.figure import plan

    if form == "latex":
        raise click.UsageError("--alt is a text; --format latex is for activations")
    planned = plan(read(named(spec, reading)))
    if form == "json":
        _print_json({"title": planned.spec.title, "alt": alternative(planned)})
    else:
        click.echo(alternative(planned))


def _print_json(values: object) -> None:
    import json

    click.echo(json.dumps(values, ensure_ascii=False, indent=2))


def _values(match: Match) -> dict[str, Any]:
    """What the catalogue says, as plain values."""
    from actplot.activations import frameworks
    from actplot.cli.list import description
    from actplot.formula.derivative import derivative
    from actplot.formula.equation import latex

    entry = match.activation
    values = description(entry) | {
        "defaults": dict(match.defaults),
        "equation": latex(entry),
        "derivative": derivative(entry.formula),
        "names": {who: list(names) for who, names in frameworks.grouped(entry).items()},
        "elsewhere": {other: list(names) for other, names in frameworks.elsewhere(entry).items()},
        "note": entry.note,
        "confirmed": _confirmed(entry),
        "plain": list(entry.plain),
    }
    for parameter in values["parameters"]:
        given = frameworks.defaults(entry, parameter["name"])
        parameter["frameworks"] = [
            {"default": value, "names": list(names)} for value, names in given.items()
        ]
    return values


def _latex(entry: Activation) -> str:
    """The formula and its derivative, set below each other."""
    from actplot.formula.equation import latex, slope

    lines = (line for line in (latex(entry), slope(entry)) if line is not None)
    rows = " \\\\\n".join(f"  {line.replace(' = ', ' &= ', 1)}" for line in lines)
    return f"\\begin{{align*}}\n{rows}\n\\end{{align*}}"


def _text(match: Match, curve: Curve, facts: Mapping[str, Any]) -> Iterator[str]:
    width = get_terminal_size().columns
    yield from (click.style(line, bold=True) for line in _folded(_title(match), width))
    yield ""
    yield from _picture(curve.function, match.activation.window, width)
    for term, text in _rows(match, curve, facts):
        lines = [part for line in text.splitlines() for part in _folded(line, width - TERM)]
        for count, line in enumerate(lines):
            yield click.style(f"{'' if count else term:{TERM}}", dim=True) + line


def _title(match: Match) -> str:
    return f"{match.activation.name}: {match.activation.title}"


def _rows(match: Match, curve: Curve, facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    from actplot.activations import frameworks
    from actplot.facts.words import said
    from actplot.formula.derivative import derivative
    from actplot.formula.equation import plain

    entry = match.activation
    yield "formula", plain(entry.formula)
    slope = derivative(entry.formula)
    yield "derivative", plain(slope) if slope is not None else ""
    yield "family", entry.family
    yield "parameters", "\n".join(_parameters(match))
    yield "shown as", curve.text if curve.text != entry.name else ""
    yield from said(facts)
    yield (
        "names",
        "\n".join(
            f"{framework}: {', '.join(names)}" if framework else ", ".join(names)
            for framework, names in frameworks.grouped(entry).items()
        ),
    )
    yield (
        "elsewhere",
        "\n".join(
            f"{', '.join(names)}: {other}" for other, names in frameworks.elsewhere(entry).items()
        ),
    )
    yield "note", entry.note
    yield "reference", entry.reference
    yield "confirmed", _confirmed(entry)


def _confirmed(entry: Activation) -> str:
    """What agrees with a formula that no framework has."""
    found = entry.paper
    return "" if found is None else found.fields.get("formula", "")


def _parameters(match: Match) -> Iterator[str]:
    """`alpha = 0.01 (α), real; 0.3 in keras.layers.LeakyReLU`."""
    from actplot.activations import frameworks
    from actplot.expression.names import GREEK
    from actplot.facts.words import number

    for each in match.activation.parameters:
        default = match.defaults.get(each.name, each.default)
        given = "" if default is None else f" = {number(default)}"
        others = "".join(
            f"; {number(value)} in {', '.join(names)}"
            for value, names in frameworks.defaults(match.activation, each.name).items()
        )
        letter = f" ({GREEK[each.name][0]})" if each.name in GREEK else ""
        yield f"{each.name}{given}{letter}, {each.domain}{others}"


def _folded(text: str, width: int) -> list[str]:
    """Lines that fit; what cannot be broken stands out."""
    return wrap(text, max(width, 20), break_long_words=False, break_on_hyphens=False) or [text]


def _picture(function: Callable[[Any], Any], x: tuple[float, float], width: int) -> Iterator[str]:
    """The curve, as wide as the terminal allows."""
    if not _speaks_unicode():
        return
    from actplot.cli.picture import picture
    from actplot.facts.words import number
    from actplot.sampling.breaks import breaks
    from actplot.sampling.extent import extent

    found = extent(function, *x)
    margin = 0.05 * (found.high - found.low) or 1.0
    y = found.low - margin, found.high + margin
    gaps = [each.x for each in breaks(function, *x) if each.kind in ("jump", "pole", "edge")]
    columns = max(20, min(width, 72) - 2)
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
