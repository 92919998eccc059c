"""The one place that turns an exception into a message and an exit status."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterable
from typing import IO

import click

from actplot.errors import ActplotError, Problem, from_os, masked

FAILED, INTERRUPTED = 1, 130


def report(error: BaseException) -> int:
    """Say on standard error what happened; the exit status that belongs to it."""
    match error:
        case ActplotError():
            say(error.problems)
        case click.ClickException():
            message = io.StringIO()
            error.show(message)
            click.echo(
                "\n".join(map(masked, message.getvalue().rstrip("\n").split("\n"))), err=True
            )
            return error.exit_code
        case click.Abort() | KeyboardInterrupt():
            click.echo("interrupted", err=True)
            return INTERRUPTED
        case SystemExit():
            return error.code if isinstance(error.code, int) else FAILED
        case OSError() if error.errno == errno.EPIPE:
            # Nobody reads standard output any more; the interpreter must not
            # try to write the rest when it ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        case OSError():
            say([from_os(error)])
        case MemoryError():
            say([Problem("not enough memory")])
        case _:
            _internal(error)
    return FAILED


def say(problems: Iterable[Problem], stream: IO[str] | None = None) -> None:
    """Print problems, in colour where a person reads them, with an empty line between."""
    stream = stream or sys.stderr
    painted = in_colour(stream)
    texts = [_painted(problem) if painted else str(problem) for problem in problems]
    if texts:
        click.echo("\n".join(texts), file=stream, color=painted)


def in_colour(stream: IO[str]) -> bool:
    """Whether a person with a colour terminal reads the stream (https://no-color.org)."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and stream.isatty()


def _painted(problem: Problem) -> str:
    colour = {"error": "red", "warning": "yellow", "note": "cyan"}[problem.severity]
    lines = []
    for number, line in enumerate(str(problem).split("\n")):
        if number == 0:
            before, word, after = line.partition(f"{problem.severity}:")
            lines.append(before + click.style(word, fg=colour, bold=True) + after)
        elif line.lstrip(" |").startswith("^"):
            lines.append(click.style(line, fg=colour))
        else:
            lines.append(line)
    return "\n".join(lines)


def _internal(error: BaseException) -> None:
    """A mistake of ours: short, with the traceback for whoever asks for it."""
    import traceback

    from actplot.version import __version__

    if os.environ.get("ACTPLOT_DEBUG"):
        traceback.print_exception(error, file=sys.stderr)
    *_, last = traceback.extract_tb(error.__traceback__)
    python = ".".join(map(str, sys.version_info[:3]))
    click.echo(
        f"actplot: internal error: {masked(f'{type(error).__name__}: {error}')}\n"
        f"  in {last.name}, {os.path.basename(last.filename)}:{last.lineno}"
        f" (actplot {__version__}, Python {python}, {sys.platform})\n"
        "  help: this is a bug in actplot, not in your spec; please report it with the spec "
        "and what ACTPLOT_DEBUG=1 prints",
        err=True,
    )
