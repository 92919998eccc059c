"""`actplot show`: a function with all that is known of it; or a figure in words."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

import click

from actplot.cli import failure, options, what
from actplot.errors import json_text

if TYPE_CHECKING:
    from actplot.activations import Activation
    from actplot.activations.parameter import Value
    from actplot.facts.subjects import Subject
    from actplot.pipeline.orders import Reading

ROWS = 12
HIGHEST = 1e300
TERM = 13  # characters of the left column


@click.command("show")
@click.argument("what", metavar="WHAT", type=what.What())
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(("text", "latex", "json")),
    default="text",
    help="latex: the formula and its derivative, for amsmath.",
)
@options.as_json("Short for --format json.")
@options.lang("Language of the text: English or Chinese.")
@click.option("--alt", is_flag=True, help="Print the alternative text of a spec's figure.")
@options.reading
@what.let
def command(what: str, form: str, as_json: bool, lang: str, alt: bool, reading: Reading) -> None:
    """Show a function: formula, derivative, limits, corners, picture.

    WHAT is an activation under any of its names, with or without parameters (gelu,
    torch.nn.ELU, "elu(alpha=0.3)"), shown with the defaults of that name; an expression such as
    "x * sigmoid(2 x)"; or a spec or a figure. Of these, the functions that they define are shown,
    or else those that they draw. --alt prints the alternative text of a figure.
    """
    from actplot.cli.what import is_file, subjects

    form = "json" if as_json else form
    if lang != "en" and form != "text":
        raise click.UsageError("--lang cannot be combined with --json or another --format")
    if alt:
        if not is_file(what):
            raise click.UsageError("--alt needs the path of a spec or a figure")
        _say_alt(what, form, lang, reading)
        return
    shown = subjects([what], reading)
    if form == "json":
        values = [_values(subject) | subject.facts for subject in shown]
        click.echo(json_text(values if is_file(what) or len(values) > 1 else values[0], indent=2))
        return
    say = _latex if form == "latex" else lambda subject: "\n".join(_text(subject, lang))
    click.echo("\n\n".join(map(say, shown)), color=failure.in_colour(sys.stdout))


def _say_alt(spec: str, form: str, lang: str, reading: Reading) -> None:
    from actplot.facts.chinese import alternative
    from actplot.pipeline.orders import named, read
    from actplot.plan.figure import plan

    if form == "latex":
        raise click.UsageError("--alt cannot be combined with --format latex")
    planned = plan(read(named(spec, reading)))
    if form == "json":
        click.echo(
            json_text({"title": planned.spec.title, "alt": alternative(planned, lang)}, indent=2)
        )
    else:
        click.echo(alternative(planned, lang))


def _values(subject: Subject) -> dict[str, Any]:
    """What is known without computing, as plain values."""
    from actplot.activations import frameworks
    from actplot.cli.list import description
    from actplot.formula.equation import latex

    entry = subject.entry
    if entry is None:
        return {
            "name": subject.text,
            "formula": subject.formula,
            "derivative": subject.derivative,
            "activations": [activation.name for activation in subject.activations],
        }
    values = description(entry) | {
        "defaults": dict(subject.defaults),
        "equation": latex(entry),
        "derivative": subject.derivative,
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


def _latex(subject: Subject) -> str:
    """The formula and its derivative, set below each other."""
    from actplot.formula.equation import latex, slope

    if subject.entry is not None:
        lines = [latex(subject.entry), slope(subject.entry)]
    else:
        prime = subject.derivative
        lines = [f"f(x) = {subject.formula}", None if prime is None else f"f'(x) = {prime}"]
    rows = " \\\\\n".join(
        f"  {line.replace(' = ', ' &= ', 1)}" for line in lines if line is not None
    )
    return f"\\begin{{align*}}\n{rows}\n\\end{{align*}}"


def _text(subject: Subject, lang: str) -> Iterator[str]:
    from actplot.cli.folding import folded, padded

    width = get_terminal_size().columns
    yield from (click.style(line, bold=True) for line in folded(_title(subject, lang), width))
    yield ""
    x = subject.curve.window if subject.entry is None else subject.entry.window
    yield from _picture(_drawn(subject), x, width, lang)
    rows = _of_expression if subject.entry is None else _of_activation
    for term, text in rows(subject, lang):
        lines = [part for line in text.splitlines() for part in folded(line, width - TERM)]
        for count, line in enumerate(lines):
            yield click.style(padded("" if count else term, TERM), dim=True) + line


def _title(subject: Subject, lang: str) -> str:
    from actplot.facts.chinese import say, title

    entry = subject.entry
    if entry is None:
        return subject.text
    return say("{name}: {title}", lang).format(name=entry.name, title=title(entry, lang))


def _formulas(subject: Subject, lang: str) -> Iterator[tuple[str, str]]:
    from actplot.facts.chinese import say
    from actplot.facts.words import formula

    yield say("formula", lang), formula(subject.formula, lang)
    if subject.derivative is not None:
        yield say("derivative", lang), formula(subject.derivative, lang)


def _of_expression(subject: Subject, lang: str) -> Iterator[tuple[str, str]]:
    from actplot.facts.chinese import say
    from actplot.facts.words import summary

    yield from _formulas(subject, lang)
    yield from summary(subject.facts, lang)
    yield (
        say("reference", lang),
        "\n".join(activation.reference for activation in subject.activations),
    )


def _of_activation(subject: Subject, lang: str) -> Iterator[tuple[str, str]]:
    from actplot.activations import frameworks
    from actplot.facts.chinese import say
    from actplot.facts.words import summary

    entry, curve = subject.entry, subject.curve
    assert entry is not None
    yield from _formulas(subject, lang)
    names = [
        f"{framework}: {', '.join(names)}" if framework else ", ".join(names)
        for framework, names in frameworks.grouped(entry).items()
    ]
    other = say("{names}: {other}", lang)
    elsewhere = [
        other.format(names=", ".join(names), other=name)
        for name, names in frameworks.elsewhere(entry).items()
    ]
    for term, text in (
        ("family", entry.family),
        ("parameters", "\n".join(_parameters(entry, subject.defaults, lang))),
        ("shown as", curve.text if curve.text != entry.name else ""),
    ):
        yield say(term, lang), text
    yield from summary(subject.facts, lang)
    for term, text in (
        ("names", "\n".join(names)),
        ("elsewhere", "\n".join(elsewhere)),
        ("note", say(entry.note, lang)),
        ("reference", entry.reference),
        ("confirmed", say(_confirmed(entry), lang)),
    ):
        yield say(term, lang), text


def _confirmed(entry: Activation) -> str:
    """What agrees with a formula that no framework has."""
    paper = entry.paper
    return "" if paper is None else paper.fields.get("formula", "")


def _parameters(entry: Activation, given: Mapping[str, Value], lang: str) -> Iterator[str]:
    """`alpha = 0.01 (α), real; 0.3 in keras.layers.LeakyReLU`."""
    from actplot.activations import frameworks
    from actplot.expression.names import GREEK
    from actplot.facts.chinese import say
    from actplot.facts.numerals import setting
    from actplot.facts.words import domain

    within = say("{value} in {names}", lang)
    for parameter in entry.parameters:
        default = given.get(parameter.name, parameter.default)
        parts = [parameter.name if default is None else f"{parameter.name} = {setting(default)}"]
        if parameter.name in GREEK:
            parts[0] = say("{title} ({other})", lang).format(
                title=parts[0], other=GREEK[parameter.name][0]
            )
        parts = [say(", ", lang).join((*parts, domain(parameter.domain, lang)))]
        for value, names in frameworks.defaults(entry, parameter.name).items():
            parts.append(within.format(value=setting(value), names=", ".join(names)))
        yield say("; ", lang).join(parts)


def _drawn(subject: Subject) -> list[Callable[[Any], Any]]:
    """The functions of the example, if it is a family, else the one that is shown."""
    from actplot.expression import curves

    entry, curve = subject.entry, subject.curve
    if entry is not None and entry.example != entry.name and curve.family is not None:
        return [member.function for member in curves(entry.example)]
    return [curve.function]


def _picture(
    functions: list[Callable[[Any], Any]], x: tuple[float, float], width: int, lang: str
) -> Iterator[str]:
    """The curves, as wide as the terminal allows."""
    if not _speaks_unicode():
        return
    from actplot.cli.picture import picture
    from actplot.facts.numerals import number
    from actplot.facts.words import nowhere
    from actplot.sampling.breaks import breaks
    from actplot.sampling.extent import extent

    extents = [extent(function, *x) for function in functions]
    extents = [interval for interval in extents if interval.low == interval.low]
    if not extents:
        yield from (f"  {nowhere(x, lang)}", "")
        return
    # What grows to the end of the floats leaves room for a margin.
    low = max(min(interval.low for interval in extents), -HIGHEST)
    high = min(max(interval.high for interval in extents), HIGHEST)
    margin = 0.05 * (high - low) or max(1.0, 0.05 * abs(high))
    y = low - margin, high + margin
    gaps = [
        point.x
        for function in functions
        for point in breaks(function, *x)
        if point.kind in ("jump", "pole", "edge")
    ]
    columns = max(20, min(width, 72) - 2)
    lines = picture(functions, x, y, gaps=gaps, columns=columns, rows=ROWS)
    yield from (f"  {click.style(line, fg='cyan')}" for line in lines)
    yield f"  {number(x[0])} ≤ x ≤ {number(x[1])}, {number(y[0], 3)} ≤ y ≤ {number(y[1], 3)}"
    yield ""


def _speaks_unicode() -> bool:
    try:
        "⣿─".encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True
