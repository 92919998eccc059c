"""The specs below folders."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from actplot.errors import ActplotError, Problem
from actplot.inputs import read_file

SUFFIXES = (".yaml", ".yml")

# What makes a spec a figure: curves of its own, or those of what it extends.
_DRAWS = re.compile(
    rb"""(?:^[ \t]*|[{,]\s*)["']?(?:curves|panels|extends)["']?\s*:""", re.MULTILINE
)
# What tells a spec from any other YAML: a key at the top, or the schema that it names.
_SPEC = re.compile(
    rb"""(?:^|[{,]\s*)["']?(?:(?:curves|panels)["']?\s*:|extends["']?\s*:.*\.ya?ml\b)"""
    rb"""|^\#.*\$schema=.*actplot""",
    re.MULTILINE,
)


def is_spec(content: bytes) -> bool:
    """Whether YAML looks like a spec, be it right or wrong."""
    return _SPEC.search(content) is not None


class SpecFile(NamedTuple):
    """A spec. below: its path below the common folder, with slashes.

    content: its bytes, or why it cannot be read.
    """

    path: Path
    below: str
    content: bytes | OSError

    @property
    def name(self) -> str:
        return os.path.splitext(self.below)[0]


def common(folders: Sequence[str]) -> str:
    """The folder that all folders are in. Raises ActplotError for one that is none."""
    for folder in folders:
        if not os.path.isdir(folder):
            what = "not a folder" if os.path.exists(folder) else "no such folder"
            raise ActplotError(f"{folder}: {what}")
    return os.path.commonpath([os.path.abspath(folder) for folder in folders])


def find(folders: Sequence[str], include: Sequence[str], exclude: Sequence[str]) -> list[SpecFile]:
    """Every spec below folders once, a folder's own before those of its subfolders.

    include, exclude: globs, see `matches`. Hidden folders are passed over, and so are files
    without curves that only others extend. Raises ActplotError.
    """
    top = common(folders)
    by_path: dict[str, SpecFile] = {}
    for folder in folders:
        for real, spec in _below(folder, top):
            by_path.setdefault(real, spec)
    specs = [
        spec
        for spec in _without_bases(by_path.values())
        if not include or any(matches(glob, spec.below) for glob in include)
        if not any(matches(glob, spec.below) for glob in exclude)
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


def _below(folder: str, top: str) -> Iterator[tuple[str, SpecFile]]:
    """The specs below a folder, with the paths of the files that they really are."""
    for here, inner, files in os.walk(folder):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        real, below = os.path.realpath(here), os.path.relpath(here, top).replace(os.sep, "/")
        for name in files:
            if name.endswith(SUFFIXES) and not name.startswith("."):
                path = Path(here, name)
                file = os.path.realpath(path) if path.is_symlink() else f"{real}{os.sep}{name}"
                where = name if below == "." else f"{below}/{name}"
                yield file, SpecFile(path, where, _content(path))


def _rank(name: str) -> tuple[tuple[bool, str], ...]:
    """Files before folders, both in the order of their names."""
    *folders, file = name.split("/")
    return (*((True, folder) for folder in folders), (False, file))


def _check_names(specs: Sequence[SpecFile]) -> None:
    seen: dict[str, SpecFile] = {}
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


def _without_bases(specs: Collection[SpecFile]) -> list[SpecFile]:
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
        return read_file(path)
    except OSError as error:
        return error
