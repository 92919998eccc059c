"""The pages of a gallery, written where they are out of date."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from actplot.gallery import gather, record
from actplot.gallery.exhibits import Gallery
from actplot.inputs import FIGURE, read_file
from actplot.pipeline import drawing, files
from actplot.pipeline.render import Outcome


class Published(NamedTuple):
    """The pages that were written, and the figures whose spec no longer exists; removed: by us."""

    written: tuple[Path, ...]
    vanished: tuple[Path, ...]
    removed: bool


def publish(
    gallery: Gallery,
    outcomes: Sequence[Outcome],
    *,
    force: bool = False,
    touch: bool = False,
    prune: bool = False,
) -> Published:
    """Write the pages for the figures that have been drawn.

    touch: pages that are up to date get the present time. prune: remove vanished figures.
    """
    folder = gallery.folder
    former = record.former(gallery)
    vanished = record.vanished(folder, former)
    gone = tuple(folder / figure.file for figure in vanished)
    if prune:
        former = [figure for figure in former if figure not in vanished]
        _remove(folder, gone)
    drawn = [
        (exhibit, outcome)
        for exhibit, outcome in zip(gallery.exhibits, outcomes, strict=True)
        if outcome.status != "failed"
    ]
    key = record.key(gallery, drawn, former)
    news = force or any(outcome.status == "drawn" for outcome in outcomes)
    if not news and all(record.is_current(folder / name, key) for name in record.FILES):
        for name in record.FILES if touch else ():
            files.touch(folder / name)
        return Published((), gone, prune)
    drawing.load()  # formulas are drawn, too
    from actplot.gallery import page, sheet

    figures = [gather.figure(gallery, exhibit) for exhibit, _ in drawn]
    texts = {
        record.PAGE: page.text(gallery, figures),
        record.SHEET: sheet.text(gallery, figures),
        record.RECORD: record.text(gallery, figures, former),
    }
    contents = {folder / name: record.stamped(text, key) for name, text in texts.items()}
    changed = {path: content for path, content in contents.items() if not _is(path, content)}
    files.write(changed)
    for path in contents.keys() - changed if touch else ():
        files.touch(path)
    return Published(tuple(changed), gone, prune)


def _remove(folder: Path, paths: Sequence[Path]) -> None:
    """Remove files, and the folders that are empty then."""
    for path in paths:
        path.unlink()
        for parent in path.parents:
            if parent == folder:
                break
            with suppress(OSError):
                parent.rmdir()


def _is(path: Path, content: bytes) -> bool:
    try:
        return read_file(path, FIGURE) == content
    except OSError:
        return False
