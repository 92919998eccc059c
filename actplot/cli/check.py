"""`actplot check`: every problem in a spec, and nothing drawn."""

from __future__ import annotations

import click

from actplot.cli import failure, options


@click.command("check")
@options.specs
@options.settings
@options.as_json("The problems as a list, for programs.")
def command(specs: tuple[str, ...], settings: tuple[str, ...], as_json: bool) -> None:
    """Report every problem in specs; draw nothing.

    Silent if there is none. Exit status 1 if there is an error.
    """
    from actplot.build.orders import named, read
    from actplot.errors import ActplotError, Problem

    problems: list[Problem] = []
    for each in dict.fromkeys(specs):
        try:
            read(named(each), settings)
        except ActplotError as error:
            problems += error.problems
    if as_json:
        import json

        found = [problem.as_json() for problem in problems]
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        failure.say(problems)
    if any(problem.severity == "error" for problem in problems):
        raise click.exceptions.Exit(1)
