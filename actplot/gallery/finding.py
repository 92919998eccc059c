"""The specs below folders."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from actplot.errors import ActplotError, Problem

SUFFIXES = (".yaml", ".yml")

# What makes a spec a figure: curves of its own, or those of what it extends.
_DRAWS = re.compile(
    rb"""(?:^[ \t]*|[{,]\s*)["']?(?:curves|panels|extends)["']?\s*:""", re.MULTILINE
)


class Found(NamedTuple):
    """A spec. name: its path below the common folder, without suffix, with slashes.

    content: its bytes, or why it cannot be read.
    """

    path: Path
    name: str
    content: bytes | OSError


def find(folders: Sequence[str], include: Sequence[str], exclude: Sequence[str]) -> list[Found]:
    """Every spec below folders once, a folder's own before those of its subfolders.

    include, exclude: globs, see `matches`. Hidden folders are passed over, and so are files
    without curves that only others extend. Raises ActplotError.
    """
    for folder in folders:
        if not os.path.isdir(folder):
            what = "is a file" if os.path.exists(folder) else "does not exist"
            raise ActplotError(Problem(f"{folder}: no folder, it {what}"))
    top = os.path.commonpath([os.path.abspath(folder) for folder in folders])
    found: dict[str, Found] = {}
    for folder in folders:
        for path in _below(folder):
            below = os.path.relpath(path, top).replace(os.sep, "/")
            found.setdefault(os.path.realpath(path), Found(path, below, _content(path)))
    specs = [
        spec._replace(name=os.path.splitext(spec.name)[0])
        for spec in _without_bases(found.values())
        if not include or any(matches(glob, spec.name) for glob in include)
        if not any(matches(glob, spec.name) for glob in exclude)
    ]
    _check_names(specs)
    return sorted(specs, key=lambda spec: _rank(spec.name))


def matches(glob: str, path: str) -> bool:
    """Whether a glob means a path: `*.yaml` a file of that name anywhere, `old` or `old/` all
    that is below such a folder, `options/*` by the path; `**` spans folders.
    """
    glob = glob.removeprefix("./").rstrip("/")
    within = [path[: match.start()] for match in re.finditer("/", path)] + [path]
    if "/" not in glob:
        within = [part.rpartition("/")[2] for part in within]
    return any(_pattern(glob).fullmatch(part) for part in within)


@cache
def _pattern(glob: str) -> re.Pattern[str]:
    words = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.split(r"(\*\*/|\*\*|\*|\?|\[[^\]]+\])", glob)
    return re.compile(
        "".join(
            words.get(part) or (_set(part) if place % 2 else re.escape(part))
            for place, part in enumerate(parts)
        ),
        re.DOTALL,
    )


def _set(glob: str) -> str:
    inside = glob[1:-1].replace("\\", r"\\").replace("[", r"\[")
    return f"[^{inside[1:]}]" if inside.startswith("!") else f"[{inside}]"


def _below(folder: str) -> Iterator[Path]:
    for here, inner, files in os.walk(folder):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in files:
            if name.endswith(SUFFIXES) and not name.startswith("."):
                yield Path(here, name)


def _rank(name: str) -> tuple[tuple[bool, str], ...]:
    """Files before folders, both in the order of their names."""
    *folders, file = name.split("/")
    return (*((True, folder) for folder in folders), (False, file))


def _check_names(specs: Sequence[Found]) -> None:
    seen: dict[str, Found] = {}
    problems = []
    for spec in specs:
        first = seen.setdefault(spec.name, spec)
        if first is not spec:
            both = f"{first.path} and {spec.path}"
            problems.append(
                Problem(f"{both} would be the same figure", help="rename or --exclude one of them")
            )
    if problems:
        raise ActplotError(*problems)


def _without_bases(specs: Collection[Found]) -> list[Found]:
    """Without the files that draw nothing and whose name occurs in one that extends something."""
    readable = {spec.path: spec.content for spec in specs if isinstance(spec.content, bytes)}
    extending = [content for content in readable.values() if b"extends" in content]
    bases = {
        path
        for path, content in readable.items()
        if not _DRAWS.search(content)
        and any(os.fsencode(path.name) in other for other in extending)
    }
    return [spec for spec in specs if spec.path not in bases]


def _content(path: Path) -> bytes | OSError:
    try:
        return path.read_bytes()
    except OSError as error:
        return error
