"""`gallery.json`, and how the files of a gallery tell whether they are up to date.

Each of them carries a stamp: a digest of what it was made from and of itself. So a page
that somebody has edited is written anew, and nobody else's file is taken for a page.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from actplot import metadata
from actplot.errors import ActplotError, Problem, json_text
from actplot.formats import of_suffix
from actplot.gallery.exhibits import Exhibit, Figure, Gallery
from actplot.inputs import FIGURE, read_file
from actplot.pipeline.permission import lies_below
from actplot.pipeline.render import Outcome
from actplot.records import asdict
from actplot.version import __version__, installed

PAGE, SHEET, RECORD = "index.html", "README.md", "gallery.json"
FILES = (PAGE, SHEET, RECORD)

_MARK = "actplot gallery "
_STAMP = re.compile(rb"actplot gallery ([0-9a-f]{64})")
BLANK = _MARK + "0" * 64
"""Stands for the stamp in a text that has none yet."""

_HERE = Path(__file__).parent


class Former(NamedTuple):
    """A figure file that an earlier run wrote and this one does not.

    spec: the file of its spec, both from the gallery's folder; None for the catalogue's.
    """

    file: str
    spec: str | None


def key(
    gallery: Gallery, drawn: Iterable[tuple[Exhibit, Outcome]], former: Sequence[Former]
) -> str:
    """The digest of everything that the pages are made from.

    What a figure was made from stands for its files, which are not read for this.
    """
    digest = hashlib.sha256()
    for path in sorted((*_HERE.glob("*.css"), *_HERE.glob("*.js"))):
        digest.update(path.read_bytes())
    figures = [
        [
            exhibit.name,
            exhibit.spec,
            [*exhibit.order.targets],
            exhibit.order.source.reading.settings,
            _digest(exhibit.order.source.content or b""),
            # The spec's own file comes first.
            [_digest_at(str(path)) for path in outcome.inputs[exhibit.spec is not None :]],
        ]
        for exhibit, outcome in drawn
    ]
    versions = [__version__, installed("matplotlib"), installed("numpy")]
    parts = [versions, gallery.title, gallery.catalogue, gallery.lang, figures, former]
    digest.update(json.dumps(parts).encode())
    return digest.hexdigest()


def stamped(text: str, key: str) -> bytes:
    """A text with BLANK in it, with its stamp in that place."""
    content = text.encode("utf-8", "replace")
    return content.replace(BLANK.encode(), (_MARK + _digest(key.encode() + content)).encode(), 1)


def is_current(path: Path, key: str) -> bool:
    """Whether a file is what it was when it was made from this."""
    try:
        content = read_file(path, FIGURE)
    except OSError:
        return False
    stamp = _STAMP.search(content)
    if stamp is None:
        return False
    blank = content.replace(stamp[0], BLANK.encode(), 1)
    return stamp[1].decode() == _digest(key.encode() + blank)


def check_ours(folder: Path) -> None:
    """Raises ActplotError for files of these names that are somebody else's."""
    problems = []
    for name in FILES:
        path = folder / name
        if path.exists() and not (path.is_file() and _STAMP.search(read_file(path, FIGURE))):
            help = "move it, or name another folder with -o"
            problems.append(
                Problem(f"{path}: exists and was not written by actplot gallery", help=help)
            )
    if problems:
        raise ActplotError(*problems)


def text(gallery: Gallery, figures: Sequence[Figure], former: Sequence[Former]) -> str:
    """What a program may want to know, as JSON."""
    values = {
        "generator": BLANK,
        "version": __version__,
        "title": gallery.title,
        "figures": [
            {
                "name": figure.name,
                "title": figure.title,
                "alt": figure.alt,
                "spec": figure.spec,
                "source": figure.text,
                "files": [asdict(file) for file in figure.files],
                "activations": [entry.name for entry in figure.activations],
                "families": figure.families,
            }
            for figure in figures
        ],
        "former": [file._asdict() for file in former],
    }
    return json_text(values, indent=1) + "\n"


def former(gallery: Gallery) -> list[Former]:
    """The files that earlier runs wrote, that are there still and not of this gallery now."""
    wanted = {
        f"{exhibit.name}.{format}"
        for exhibit in gallery.exhibits
        for format in exhibit.order.targets
    }
    unique = {file.file: file for file in _written(gallery.folder / RECORD)}
    return [
        file
        for name, file in sorted(unique.items())
        if name not in wanted and _is_figure(gallery.folder, name)
    ]


def vanished(folder: Path, former: Iterable[Former]) -> list[Former]:
    """Those whose spec is not there any more."""
    return [file for file in former if file.spec is None or not (folder / file.spec).exists()]


def _written(path: Path) -> list[Former]:
    """What a record says was written; nothing that is not as we write it."""
    try:
        values: Any = json.loads(read_file(path, FIGURE))
        files = [
            Former(file["path"], figure["spec"])
            for figure in values["figures"]
            for file in figure["files"]
        ]
        files += [Former(entry["file"], entry["spec"]) for entry in values["former"]]
    except (OSError, ValueError, TypeError, KeyError):
        return []
    return [
        file
        for file in files
        if isinstance(file.file, str) and (file.spec is None or isinstance(file.spec, str))
    ]


def _is_figure(folder: Path, name: str) -> bool:
    """Whether a name is that of a figure of actplot's below folder."""
    path = folder / name
    try:
        return (
            of_suffix(path.suffix) is not None
            and lies_below(path, folder)
            and not path.is_symlink()
            and metadata.read(path) is not None
        )
    except OSError:
        return False


@cache
def _digest_at(path: str) -> str:
    """Of a file that several specs extend, read once."""
    return _digest(read_file(path, FIGURE))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
