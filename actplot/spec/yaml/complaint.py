"""What PyYAML says of a text that it cannot read, with the text around it."""

from __future__ import annotations

from actplot.errors import Problem
from actplot.spec.yaml.source import LINE_BREAK, Source

Explanation = tuple[list[Problem], str | None]
"""The problems, and the text without them if they can be mended."""


class Complaint:
    """PyYAML's words: the problem at offset `at`, met in the context opened at `opened`."""

    def __init__(
        self, source: Source, mended: str, problem: str, at: int, opened: int, context: str
    ) -> None:
        self.source = source
        self.mended = mended
        self.problem = problem
        self.at = at
        self.opened = opened
        self.context = context

    def say(
        self, message: str, start: int, end: int, help: str | None = None, better: str | None = None
    ) -> Explanation:
        return [Problem(message, self.source.place(start, end), help)], better

    def line(self, offset: int) -> tuple[int, str]:
        """Where the line around offset begins, and the line."""
        start = 0
        for found in LINE_BREAK.finditer(self.source.text):
            if found.end() > offset:
                return start, self.source.text[start : found.start()]
            start = found.end()
        return start, self.source.text[start:]

    def lines_before(self, offset: int) -> list[tuple[int, str]]:
        """The line around offset, then those above it that hold something."""
        found = []
        while True:
            start, line = self.line(offset)
            if line.strip() and not line.lstrip().startswith("#"):
                found.append((start, line))
            if start == 0:
                return found
            offset = start - 1
