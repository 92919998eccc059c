"""Dependency files for Make and Ninja, in the manner of `gcc -MMD`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from actplot.pipeline import files

Rule = tuple[Sequence[Path], Sequence[Path]]
"""All the outputs of one spec, and the files they were made from."""


def write(file: str, rules: Iterable[Rule]) -> None:
    """Write the rules to a file, or to standard output for `-`."""
    if file == "-":
        sys.stdout.write(text(rules))
    else:
        files.write({Path(file): text(rules).encode()})


def text(rules: Iterable[Rule]) -> str:
    """A rule for each spec; then, as `gcc -MP` does, an empty rule for each prerequisite.

    The empty rules keep make going after an extended spec was deleted.
    """
    lines, prerequisites = [], dict[str, None]()
    for outputs, inputs in rules:
        targets = " ".join(escape(path.as_posix()) for path in outputs)
        sources = [escape(path.as_posix()) for path in inputs]
        lines.append(" \\\n ".join([f"{targets}:", *sources]))
        prerequisites |= dict.fromkeys(sources)
    lines += [f"{name}:" for name in prerequisites]
    return "".join(f"{line}\n" for line in lines)


def escape(path: str) -> str:
    """A path as a word of a makefile; backslashes count only before what they protect."""
    word, slashes = "", 0
    for character in path:
        if character in " \t#":
            word += "\\" * (slashes + 1)
        elif character == ":":
            word += "\\"
        elif character == "$":
            word += "$"
        word += character
        slashes = slashes + 1 if character == "\\" else 0
    return word
