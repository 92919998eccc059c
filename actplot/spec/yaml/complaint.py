"""What PyYAML says about a text that it cannot read, with the text around it."""

from __future__ import annotations

from typing import Any

import yaml

from actplot.errors import Problem
from actplot.records import Record
from actplot.spec.yaml.source import LINE_BREAK, Source

Explanation = tuple[list[Problem], str | None]
"""The problems, and the text without them if they can be mended."""


class ExplainingLoader(yaml.SafeLoader):
    """A loader that says in full what is wrong, also with numbers that are too large for Python."""

    def scan_flow_scalar_non_spaces(self, double: bool, start_mark: Any) -> Any:
        try:
            return super().scan_flow_scalar_non_spaces(double, start_mark)
        except ValueError:
            raise yaml.MarkedYAMLError(
                "while scanning a double-quoted scalar", start_mark,
                "found an escape beyond the last character", self.get_mark(),
            ) from None  # fmt: skip

    def scan_yaml_directive_number(self, start_mark: Any) -> Any:
        try:
            return super().scan_yaml_directive_number(start_mark)
        except ValueError:
            raise yaml.MarkedYAMLError(
                "while scanning a directive", start_mark,
                "found a version that is too long", self.get_mark(),
            ) from None  # fmt: skip


class Complaint(Record, frozen=False, eq=False):
    """PyYAML's words: the problem at offset `at`, met in the context opened at `opened`."""

    source: Source
    mended: str
    problem: str
    at: int
    opened: int
    context: str

    def say(
        self, message: str, start: int, end: int, help: str | None = None, better: str | None = None
    ) -> Explanation:
        return [Problem(message, self.source.place(start, end), help)], better

    def line(self, offset: int) -> tuple[int, str]:
        """Where the line around offset begins, and the line."""
        start = 0
        for line_break in LINE_BREAK.finditer(self.source.text):
            if line_break.end() > offset:
                return start, self.source.text[start : line_break.start()]
            start = line_break.end()
        return start, self.source.text[start:]

    def lines_before(self, offset: int) -> list[tuple[int, str]]:
        """The line around offset, then those above it that are neither empty nor comments."""
        lines = []
        while True:
            start, line = self.line(offset)
            if line.strip() and not line.lstrip().startswith("#"):
                lines.append((start, line))
            if start == 0:
                return lines
            offset = start - 1
