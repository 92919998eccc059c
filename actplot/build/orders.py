"""From what the user asks for to orders: one spec each, and the files it is to become."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from actplot.errors import ActplotError, Problem

FORMATS = ("pdf", "svg", "png")
STDIN = "-"

# Suffixes of figures that are not written here: better refused than taken for a folder's name.
_FOREIGN = {".eps", ".gif", ".jpeg", ".jpg", ".pgf", ".ps", ".tif", ".tiff", ".webp"}


@dataclass(frozen=True, slots=True)
class Source:
    """A spec as it was given: what reads it, its bytes, and where its paths start.

    label is what messages call it; base is the folder that `extends` starts from.
    """

    label: str
    given: Path | str | Mapping[str, Any]
    content: bytes
    base: Path
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """A spec and the files it is to become; plain data, so that it can be sent to a worker."""

    source: Source
    settings: tuple[str, ...] = ()
    targets: Mapping[str, Path] = field(default_factory=dict)


def from_argument(argument: str) -> Source:
    """The spec that a command line names: a file, or `-` for standard input. Raises OSError."""
    if argument == STDIN:
        content = sys.stdin.buffer.read()
        return Source("<stdin>", content.decode("utf-8-sig"), content, Path(), "figure")
    path = Path(argument)
    return Source(argument, path, path.read_bytes(), path.parent)


def targets(
    stem: str, formats: Sequence[str], output: str | os.PathLike[str] | None
) -> dict[str, Path]:
    """The file of each format.

    output is a file, whose suffix is its format, or a folder; a spec's `output:` may have
    folders of its own, which are kept below it.
    """
    if output is None:
        return {format: Path(f"{stem}.{format}") for format in formats}
    path = Path(output)
    format = path.suffix[1:].lower()
    if is_folder(output):
        return {each: path / f"{stem}.{each}" for each in formats}
    return {each: path if each == format else path.with_suffix(f".{each}") for each in formats}


def is_folder(output: str | os.PathLike[str]) -> bool:
    """Whether an output is meant as a folder: anything but a file of a known format."""
    path = Path(output)
    if os.fspath(output).endswith(("/", os.sep)) or path.is_dir():
        return True
    if path.suffix.lower() in _FOREIGN:
        raise ActplotError(
            Problem(f"{path}: '{path.suffix}' is not written", help=f"use {', '.join(FORMATS)}")
        )
    return path.suffix[1:].lower() not in FORMATS


def check_unique(orders: Iterable[Order]) -> None:
    """Raises ActplotError where two orders would write the same file."""
    writers: dict[str, Order] = {}
    problems = []
    for order in orders:
        for path in order.targets.values():
            first = writers.setdefault(os.path.abspath(path), order)
            if first is not order:
                problems.append(
                    Problem(
                        f"{first.source.label} and {order.source.label} would both be {path}",
                        help="give one of them another `output:`",
                    )
                )
    if problems:
        raise ActplotError(*problems)
