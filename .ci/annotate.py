"""What `actplot check --json` found, as a workflow of GitHub shows it at the lines of files.

python .ci/annotate.py FOUND.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

# By how severe a problem of a spec is, or what a publisher does with a figure.
KINDS = {
    "error": "error", "refused": "error", "warning": "warning", "warned": "warning",
    "note": "notice", "noted": "notice",
}  # fmt: skip


def line(problem: dict[str, Any]) -> str:
    """A workflow command for a problem."""
    place = {"file": problem["file"]}
    if "line" in problem:
        column = problem["column"]
        place |= {"line": problem["line"], "col": column, "endColumn": column + problem["length"]}
    text = problem["message"] + (f"\n{problem['help']}" if problem.get("help") else "")
    where = ",".join(f"{key}={_escaped(str(value), ',:')}" for key, value in place.items())
    return f"::{KINDS[problem['severity']]} {where}::{_escaped(text)}"


def _escaped(text: str, others: str = "") -> str:
    """A text without what ends a value of a workflow command."""
    for character in f"%\r\n{others}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text


if __name__ == "__main__":
    report = Path(sys.argv[1]).read_text(encoding="utf-8").strip()
    for each in json.loads(report or "[]"):
        print(line(each))
