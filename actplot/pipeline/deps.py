"""Dependency files for Make and Ninja, in the manner of `gcc -MMD`."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from actplot.errors import ActplotError
from actplot.pipeline import files

# Nothing protects these in every place of a rule: line ends begin another one, `=` makes it an
# assignment, `;` a command; `*`, `?` and `[` stand for other names, `|` and `&` for an order; and
# a backslash before what needs one itself is counted otherwise in each place.
_UNQUOTABLE = re.compile(
    r"[\x00-\x1f\x7f=;|*?\[]|\\[:%]|^~|&$|^[^(]*\(.*\)$"
    r"|^\.[A-Z_]+$|^-?(?:define|endef|undefine|ifn?def|ifn?eq|else|endif|s?include"
    r"|override|export|unexport|private|vpath|load)$"
)

Rule = tuple[Sequence[Path], Sequence[Path]]
"""All the outputs of one spec, and the files they were made from."""


def write(file: str, rules: Iterable[Rule]) -> None:
    """Write the rules to a file, or to standard output for `-`. Raises ActplotError, OSError."""
    rules = list(rules)
    for path in (path for outputs, inputs in rules for path in (*outputs, *inputs)):
        if os.path.realpath(path) == os.path.realpath(file):
            help = "give --deps a name of its own, such as figure.d"
            raise ActplotError(f"{file} is one of the files that the rules are about", help=help)
    # Names are bytes to make, of whatever encoding.
    content = os.fsencode(text(rules))
    if file == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        files.write({Path(file): content})


def text(rules: Iterable[Rule]) -> str:
    """A rule for each spec; then, as `gcc -MP` does, an empty rule for each prerequisite.

    The empty rules keep make going after an extended spec was deleted.
    """
    lines, prerequisites = [], dict[str, None]()
    for outputs, inputs in rules:
        targets = " ".join(_target(escape(path.as_posix())) for path in outputs)
        sources = [escape(path.as_posix()) for path in inputs]
        lines.append(" \\\n ".join([f"{targets}:", *sources]))
        prerequisites |= dict.fromkeys(sources)
    lines += [f"{_target(name)}:" for name in prerequisites]
    return "".join(f"{line}\n" for line in lines)


def _target(word: str) -> str:
    """A word before the colon of a rule, where a bare % would make it a pattern."""
    return word.replace("%", r"\%")


def escape(path: str) -> str:
    """A path as a word of a makefile; backslashes count only before what they protect.

    Raises ActplotError for a name that make takes for something else however it is written.
    """
    if _UNQUOTABLE.search(path):
        message = f"make cannot read the name '{path}'"
        raise ActplotError(message, help="rename the file, or leave --deps out")
    word, slashes = "", 0
    for character in path:
        if character in " #":
            word += "\\" * (slashes + 1)
        elif character == ":":
            word += "\\"
        elif character == "$":
            word += "$"
        word += character
        slashes = slashes + 1 if character == "\\" else 0
    return word
