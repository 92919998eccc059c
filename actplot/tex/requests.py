r"""What a document asks for: the file that `actplot.sty` writes while LaTeX runs.

Each request is four lines: the name of the figure, where it is asked for, its options, and its
curves or the spec file. Texts are there as they were written, but for spaces behind commands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from actplot.errors import ActplotError, Place
from actplot.inputs import read_file
from actplot.records import Record
from actplot.spec.yaml.source import cannot_read

SUFFIX = ".actplot"
FOLDER = "actplot-figures"
"""The folder of the figures of a document, beside it."""

_NAME = re.compile(r"actplot-[0-9A-F]{32}")
_LINE = re.compile(r"[0-9]{1,9}")
_RANGE = re.compile(r"\s*([^:,\[\]{}]+?)\s*:\s*([^:,\[\]{}]+?)\s*")
_QUOTED = re.compile(r"\\([%#_&{}$])")
_OPEN, _CLOSE = "([{", ")]}"


class Request(Record):
    """A figure that is asked for.

    at: the line of the document. settings: KEY=VALUE as for `--set`. what: the curves as one
    text, or the path of a spec without its suffix where is_file.
    """

    name: str
    at: Place
    settings: tuple[str, ...]
    what: str
    is_file: bool

    @property
    def curves(self) -> list[str]:
        """The expressions, which commas divide."""
        return split(self.what)

    @property
    def spec(self) -> str:
        """The path of the spec file."""
        return self.what if self.what.endswith((".yaml", ".yml")) else f"{self.what}.yaml"


def requests(document: Path, aux: Path | None = None) -> list[Request]:
    """The requests of a document's last run, in the order in which they were met.

    aux: the folder into which LaTeX writes, if not that of the document. Raises ActplotError.
    """
    path = (aux or document.parent) / f"{document.stem}{SUFFIX}"
    try:
        lines = read_file(path).decode("utf-8", "replace").split("\n")
    except OSError as error:
        if not document.exists():
            raise ActplotError(cannot_read(str(document), error, suffixes=(".tex",))) from None
        raise ActplotError(
            f"{path} does not exist",
            help=rf"run LaTeX first, with \usepackage{{actplot}} in {document.name}",
        ) from None
    entries = []
    for number in range(0, len(lines) - 3, 4):
        keys, texts = zip(*(entry.partition(" ")[::2] for entry in lines[number : number + 4]),
                          strict=True)  # fmt: skip
        known = keys[:3] == ("figure", "at", "options") and keys[3] in ("curves", "file")
        line, _, file = texts[1].partition(" ")
        if not known or not _NAME.fullmatch(texts[0]) or not _LINE.fullmatch(line):
            raise ActplotError(f"{path}:{number + 1}: not what actplot.sty writes")
        place = _place(document, file, int(line), texts[3])
        settings = tuple(setting(option) for option in split(texts[2]))
        entries.append(Request(texts[0], place, settings, plain(texts[3]), keys[3] == "file"))
    return entries


def plain(text: str) -> str:
    r"""A text without the backslashes that LaTeX needs: `\%` is %, `\_` is _."""
    return _QUOTED.sub(r"\1", text).strip()


def split(text: str) -> list[str]:
    """The parts of a text between its commas, but for those in brackets."""
    parts, depth = [""], 0
    for character in text:
        depth += (character in _OPEN) - (character in _CLOSE)
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts if part.strip()]


def setting(option: str) -> str:
    """`x=-4:4` as `--set` takes it, x=[-4, 4]; an option without a value is on."""
    key, equals, value = (part.strip() for part in plain(option).partition("="))
    if not equals:
        return f"{key}=on"
    if value.startswith("{") and value.endswith("}") and not _is_mapping(value[1:-1]):
        value = value[1:-1].strip()  # braces that keep commas together
    ends = _RANGE.fullmatch(value)
    if ends is not None and key.rpartition(".")[2] in ("x", "y"):
        value = f"[{ends[1]}, {ends[2]}]"
    return f"{key}={value}"


def _is_mapping(text: str) -> bool:
    """Whether a text in braces has keys of its own, outside of further brackets."""
    outside, depth = "", 0
    for character in text:
        depth -= character in _CLOSE
        outside += character if depth == 0 else ""
        depth += character in _OPEN
    return ": " in f"{outside} "


def _place(document: Path, file: str, line: int, what: str) -> Place:
    r"""The place of a request.

    LaTeX names the file that it opened last, which after an \include is no longer the one it reads.
    """
    named = [document.parent / name for name in (file, f"{file}.tex") if file]
    for path in (*named, document):
        for number in range(line, max(line - 5, 0), -1):
            text = dict(enumerate(_lines(path), 1)).get(number, "")
            start = text.find(what[:12].strip()) if r"\actplot" in text else -1
            if start >= 0 or (r"\actplot" in text and number < line):
                column = max(start, 0) + 1
                length = max(1, min(len(what), len(text) - column + 1))
                return Place(str(path), number, column, length, text.rstrip("\r"))
    return Place(str(document), line, 1)


@cache
def _lines(path: Path) -> tuple[str, ...]:
    try:
        return tuple(read_file(path).decode("utf-8", "replace").split("\n"))
    except OSError:
        return ()


def names(folder: Path) -> Iterator[str]:
    """The figures in a folder."""
    for path in sorted(folder.glob("actplot-*.pdf")) if folder.is_dir() else ():
        if _NAME.fullmatch(path.stem):
            yield path.stem
