"""The one exception of this package: what is wrong, and in which characters."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, Protocol

from actplot.errors import ActplotError, Place

THIS_VALUE = "this value "
"""How a message begins about arithmetic that is written well and has no value."""


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
        super().__init__(message, place=self._place(), help=help)

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
        made = partial(ExpressionError, text=self.text)
        return made, (self.message, self.start, self.length, self.help)


class _Stretch(Protocol):
    """A token or a node: characters of a text, from start to end (excluded)."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def at(place: _Stretch, message: str, help: str | None = None) -> ExpressionError:
    """A mistake in the characters of a place."""
    return ExpressionError(message, place.start, place.end - place.start, help)


@contextmanager
def explaining(text: str) -> Iterator[None]:
    """Errors that are raised in here know the text that they point into."""
    try:
        yield
    except ExpressionError as error:
        raise error.within(text) from None
