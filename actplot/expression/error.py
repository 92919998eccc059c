"""The one exception of this package: what is wrong, and at which characters."""

from __future__ import annotations

from typing import Any

from actplot.errors import ActplotError, Place, Problem


class ExpressionError(ActplotError):
    """A mistake in the text of an expression.

    start and length count characters of that text, from 0; length is at least 1, also where
    something is missing after the last character.
    """

    def __init__(
        self, message: str, start: int, length: int, help: str | None = None, *, text: str = ""
    ) -> None:
        self.message = message
        self.start = start
        self.length = max(1, length)
        self.help = help
        self.text = text
        super().__init__(Problem(message, self._place(), help))

    def within(self, text: str) -> ExpressionError:
        """The same error, knowing the text that it points into."""
        return ExpressionError(self.message, self.start, self.length, self.help, text=text)

    def _place(self) -> Place:
        before = self.text[: self.start]
        line_start = before.rfind("\n") + 1
        line = self.text[line_start:].split("\n", 1)[0]
        return Place(
            file="expression",
            line=before.count("\n") + 1,
            column=self.start - line_start + 1,
            length=min(self.length, max(1, len(line) - (self.start - line_start))),
            text=line,
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self.message, self.start, self.length, self.help, self.text)


def _restored(
    message: str, start: int, length: int, help: str | None, text: str
) -> ExpressionError:
    return ExpressionError(message, start, length, help, text=text)
