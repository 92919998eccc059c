"""`actplot gallery`: every spec below folders, or the catalogue, on one page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from actplot.cli import failure, options, report
from actplot.errors import json_text, masked

if TYPE_CHECKING:
    from actplot.gallery.exhibits import Gallery
    from actplot.pipeline.executors import Where
    from actplot.pipeline.orders import Reading


@click.command("gallery")
@click.argument("folders", metavar="DIR...", nargs=-1)
@click.option("-o", "--output", metavar="DIR", required=True, help="The folder to write to.")
@options.formats("pdf, svg and png. SVG, which the page shows, is always among them.")
@click.option("--include", metavar="GLOB", multiple=True, help="Draw only these specs. Repeatable.")
@click.option("--exclude", metavar="GLOB", multiple=True, help="Skip these specs. Repeatable.")
@click.option(
    "--catalogue", is_flag=True, help="Draw every activation and its derivative; takes no DIR."
)
@click.option("--title", metavar="TEXT", help="The heading of the page.")
@options.lang("Language of the pages: English or Chinese; default: that of the title.", None)
@options.reading
@options.where
@click.option("--force", is_flag=True, help="Redraw figures and pages even if they are up to date.")
@options.touch
@click.option("--prune", is_flag=True, help="Remove figures whose spec no longer exists.")
@click.option("-n", "--dry-run", is_flag=True, help="Only print what would be drawn, and why.")
@options.shard
@options.deps
@options.as_json("Print one JSON event per line.")
@options.quiet
@options.verbose
def command(
    folders: tuple[str, ...],
    output: str,
    formats: tuple[str, ...],
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    catalogue: bool,
    title: str | None,
    lang: str | None,
    reading: Reading,
    where: Where,
    force: bool,
    touch: bool,
    prune: bool,
    dry_run: bool,
    shard: tuple[int, int] | None,
    deps: str | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Draw every spec below DIR, with a page to browse.

    The figures keep the folder structure and the names of their specs. Written with them are
    index.html, which needs neither network nor server; README.md, a contact sheet; and
    gallery.json, for programs. Figures that are up to date are not redrawn.

    A GLOB is a name (*.yaml, drafts) or a path below DIR (drafts/**/old-*).

    With --shard, only that share of the figures is drawn; a run without it, after all shares, finds
    them up to date and writes the pages.
    """
    from actplot.cli.render import finish
    from actplot.facts.chinese import say
    from actplot.fonts.characters import language
    from actplot.gallery import gather, record
    from actplot.gallery.publish import publish
    from actplot.pipeline.render import render

    if catalogue == bool(folders):
        raise click.UsageError("give the folders of the specs, or --catalogue without folders")
    if catalogue and (include or exclude):
        raise click.UsageError("--include and --exclude cannot be combined with --catalogue")
    if shard and prune:
        raise click.UsageError("--prune cannot be combined with --shard")
    target = Path(output)
    lang = lang or ("zh" if title and language(title) == "zh" else "en")
    title = title or say("Activation functions" if catalogue else "Gallery", lang)
    everything: Callable[..., Gallery] = gather.of_catalogue
    if folders:
        everything = partial(gather.of_folders, folders, include=include, exclude=exclude)
    gallery = everything(target, title=title, formats=formats, reading=reading, lang=lang)
    record.check_ours(target)
    mine = set(options.share([exhibit.name for exhibit in gallery.exhibits], shard))
    orders = [exhibit.order for exhibit in gallery.exhibits if exhibit.name in mine]
    if dry_run:
        report.preview(orders, force=force, as_json=as_json)
        gone = record.vanished(target, record.former(gallery)) if shard is None else ()
        _tell((target / figure.file for figure in gone), False, as_json=as_json)
        return
    progress = report.Report(as_json=as_json, quiet=quiet, verbose=verbose)
    outcomes = progress.follow(render(orders, where=where, force=force, touch=touch), len(orders))
    if shard is not None:
        finish(outcomes, deps)
        return
    published = publish(gallery, outcomes, force=force, touch=touch, prune=prune)
    _tell_pages(published.written if as_json or verbose else (), as_json=as_json)
    _tell(published.vanished if as_json or not quiet else (), published.removed, as_json=as_json)
    inputs = dict.fromkeys(path for outcome in outcomes for path in outcome.inputs)
    finish(outcomes, deps, ([target / name for name in record.FILES], list(inputs)))


def _tell_pages(pages: Iterable[Path], *, as_json: bool) -> None:
    """The pages that were written."""
    for page in pages:
        if as_json:
            click.echo(json_text({"event": "page", "file": str(page)}))
        else:
            click.echo(masked(f"wrote {page}"), err=True)


def _tell(vanished: Iterable[Path], removed: bool, *, as_json: bool) -> None:
    """The figures whose spec no longer exists."""
    from actplot.errors import Problem

    if as_json:
        for path in vanished:
            values = {"event": "vanished", "file": str(path), "removed": removed}
            click.echo(json_text(values))
    elif removed:
        for path in vanished:
            click.echo(masked(f"removed {path}, whose spec no longer exists"), err=True)
    else:
        help = "--prune removes it"
        failure.say(
            Problem(f"{path}: its spec no longer exists", help=help, severity="warning")
            for path in vanished
        )
