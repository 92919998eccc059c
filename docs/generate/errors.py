"""Mistakes and what is said of them: those that the tests hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docs.generate.page import Page, fenced

BAD = Path(__file__).parents[2] / "tests" / "bad"
HEAD = """# Errors

Every problem of a spec is told at once, at its line and column, with what would mend it; nothing is
written, and an older figure stays. Below are specs with mistakes, and what is said of each.

An **error** means that nothing is drawn, a **warning** that the figure may not be what you want, a
**note** is only worth a word. `actplot check` reports all of them without drawing, `--json` for
programs.
"""


def pages() -> Iterator[Page]:
    lines = [HEAD]
    for path in sorted(BAD.glob("*.yaml")):
        golden = path.with_suffix(".txt")
        try:
            spec = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:  # that is its mistake
            continue
        if spec.isprintable() or len(spec) > 400 or "`" * 3 in spec:
            spec = ""
        lines += [f"## {path.stem.replace('-', ' ').capitalize()}\n"]
        lines += [fenced(spec, "yml")] if spec.strip() else []
        lines += [fenced(golden.read_text(encoding="utf-8"))]
    yield Page("errors.md", "\n".join(lines))
