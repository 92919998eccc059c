"""`actplot watch`: redraw on save."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from actplot.cli import options, report

if TYPE_CHECKING:
    from actplot.live.board import Board
    from actplot.pipeline.orders import Reading
    from actplot.pipeline.render import Outcome

Stamps = dict[Path, tuple[int, int]]
UNSEEN = (0, 0)
PORT = 8000

# How long a change that nobody reported (on some network drives) may go unseen.
LOOK_MS = 1000
# Changes closer together than this belong to one save.
TOGETHER_MS = 20


@click.command("watch")
@options.specs
@options.output("A file (its suffix gives the format) or a folder.")
@options.formats()
@options.reading
@click.option("--serve", is_flag=True, help="Show the figures on a page, for this machine only.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="PORT",
    help=f"Port of the page; default: {PORT}; 0 picks a free one.",
)
@options.quiet
def command(
    specs: tuple[str, ...],
    output: str | None,
    formats: tuple[str, ...],
    reading: Reading,
    serve: bool,
    port: int | None,
    quiet: bool,
) -> None:
    """Redraw specs when they are saved.

    A spec is also redrawn when a file it extends is saved. While a spec has errors, its last
    figure is kept. Stop with Ctrl-C. Needs the extra actplot[watch], and with --serve
    actplot[serve].
    """
    from actplot.cli.render import gather
    from actplot.pipeline import drawing
    from actplot.pipeline.render import render

    if "-" in specs or output == "-":
        raise click.UsageError("only files can be watched")
    if port is not None and not serve:
        raise click.UsageError("--port needs --serve")
    if serve:
        _require("watch --serve", "serve", "starlette", "uvicorn", "watchfiles")
    _require("watch", "watch", "watchfiles")
    names = list(dict.fromkeys(specs))
    board = _served(names, PORT if port is None else port) if serve else None
    drawing.load()
    seen: dict[str, Stamps] = {name: {} for name in names}
    for _ in _wake_ups(seen):
        stale = [name for name in names if not seen[name] or _stamps(seen[name]) != seen[name]]
        # Before they are read: what is saved from now on is drawn in the next round.
        before = {name: _stamps({Path(name), *seen[name]}) for name in stale}
        began = time.time_ns()
        if stale:
            orders = gather(stale, reading, formats, output)
            progress = report.Report(as_json=False, quiet=quiet, verbose=True)
            outcomes = progress.follow(render(orders), len(orders))
            if board is not None:
                board.show(zip(stale, outcomes, strict=True))
            for name, outcome in zip(stale, outcomes, strict=True):
                now = _stamps(_watched(outcome, Path(name), before[name]))
                # What was saved while a base was first read counts as not yet seen.
                now = {path: UNSEEN if at[0] >= began else at for path, at in now.items()}
                seen[name] = now | before[name]


def _require(what: str, extra: str, *packages: str) -> None:
    """Raises ActplotError where a package of an extra is missing that something needs."""
    from importlib.util import find_spec

    from actplot.errors import ActplotError, install

    if any(find_spec(package) is None for package in packages):
        *names, last = packages
        needed = f"{', '.join(names)} and {last}" if names else last
        raise ActplotError(f"{what} needs {needed}", help=install(extra, *packages))


def _served(names: list[str], port: int) -> Board:
    """The board behind the page, which is served from now on; says where."""
    from actplot.live.board import Board
    from actplot.live.server import serve

    board = Board(names)
    click.echo(f"the figures are shown at {serve(board, port)}", err=True)
    return board


def _wake_ups(seen: dict[str, Stamps]) -> Iterator[None]:
    """At once, then whenever something changes in the folders of what has been seen."""
    from watchfiles import watch

    yield
    while True:
        folders = _folders(seen)
        for _ in watch(
            *folders,
            watch_filter=None,
            recursive=False,
            step=TOGETHER_MS,
            rust_timeout=LOOK_MS,
            yield_on_timeout=True,
        ):
            yield
            if _folders(seen) != folders:
                break


def _folders(seen: dict[str, Stamps]) -> set[Path]:
    folders = {path.absolute().parent for stamps in seen.values() for path in stamps}
    return {folder for folder in folders if os.path.isdir(folder)}


def _watched(outcome: Outcome, spec: Path, before: Iterable[Path]) -> set[Path]:
    """The files on which a figure depends.

    Where it failed, what it extends may not be known, and any spec beside it may be it.
    """
    if outcome.status == "failed":
        return {spec, *before, *spec.parent.glob("*.yaml")}
    return {spec, *outcome.inputs}


def _stamps(paths: Iterable[Path]) -> Stamps:
    """When files were last written and how long they are; a missing one is (0, 0)."""
    stamps = {}
    for path in paths:
        try:
            status = path.stat()
            stamps[path] = (status.st_mtime_ns, status.st_size)
        except OSError:
            stamps[path] = UNSEEN
    return stamps
