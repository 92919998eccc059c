"""`actplot check`: every problem in a spec or a figure, and nothing drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from actplot.cli import failure, options

if TYPE_CHECKING:
    from actplot.errors import Problem
    from actplot.looks.venues import Venue
    from actplot.pipeline.orders import Reading
    from actplot.plan.plans import FigurePlan
    from actplot.preflight import Finding


@click.command("check")
@options.specs
@options.reading
@click.option(
    "--venue",
    "venue_name",
    metavar="NAME",
    type=options.Listed("venue"),
    help="Also check the rules of this publisher.",
)
@click.option(
    "--skip-others", is_flag=True, help="Skip YAML files that are not specs, for pre-commit hooks."
)
@options.as_json("Print the problems as JSON.")
@options.quiet
def command(
    specs: tuple[str, ...],
    reading: Reading,
    venue_name: str | None,
    skip_others: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Report every problem in specs and figures; draw nothing.

    SPEC is a spec, or a PDF, SVG, PNG, EPS, TIFF or JPEG made by any program. Also reports
    problems for readers (contrast, small text) and, with --venue (or a venue's size in the spec),
    everything the publisher would reject. Prints nothing if there are no problems; exit status 1
    if there is an error.
    """
    from actplot import errors
    from actplot.errors import ActplotError, labelled
    from actplot.looks import venues

    try:
        venue = None if venue_name is None else venues.find(venue_name)
    except ActplotError as error:
        (problem,) = error.problems
        raise click.BadParameter(
            f"{problem.message}; {problem.help}", param_hint="'--venue'"
        ) from None
    problems: list[Problem] = []
    values: list[dict[str, Any]] = []
    for source in dict.fromkeys(specs):
        if skip_others and _is_other(source):
            continue
        try:
            reported, findings = _examined(source, reading, venue)
        except ActplotError as error:
            reported, findings = error.problems, []
        label = "<stdin>" if source == "-" else source
        problems += [
            *labelled(label, reported),
            *(finding.problem(label) for finding in findings),
        ]
        values += [{"file": label, **problem.as_json()} for problem in reported]
        values += [{"file": label, **finding.as_json()} for finding in findings]
    if as_json:
        click.echo(errors.json_text(values, indent=2))
    else:
        failure.say(p for p in problems if p.severity == "error" or not quiet)
    if any(problem.severity == "error" for problem in problems):
        raise click.exceptions.Exit(failure.FAILED)


def _is_other(argument: str) -> bool:
    """Whether an argument is a file of YAML for something else."""
    from actplot.gallery.finding import SUFFIXES, is_spec
    from actplot.inputs import read_file

    if not argument.endswith(SUFFIXES):
        return False
    try:
        return not is_spec(read_file(argument))
    except OSError:
        return False


def _examined(
    argument: str, reading: Reading, venue: Venue | None
) -> tuple[tuple[Problem, ...], list[Finding]]:
    """What planning and what preflight say of a spec or a figure. Raises ActplotError."""
    from actplot import preflight

    if preflight.is_file(argument):
        return (), preflight.check_file(argument, venue)
    from actplot.pipeline.orders import named, read
    from actplot.plan import refusals
    from actplot.plan.figure import plan

    planned = plan(read(named(argument, reading)))
    refusals.check(planned, planned.formats)
    return (*planned.notes, *_of_fonts(planned)), preflight.check_plan(planned, venue)


def _of_fonts(planned: FigurePlan) -> tuple[Problem, ...]:
    """What drawing would say of the fonts and of the texts. Raises ActplotError."""
    from actplot.errors import Problem
    from actplot.fonts import examine
    from actplot.plan.texts import measured, prose

    choice, problems = examine(
        planned.font,
        serif=planned.style.serif,
        texts=measured(planned, planned.formats),
        prose=prose(planned),
    )
    return (*problems, *(Problem(note, severity="warning") for note in choice.notes))
