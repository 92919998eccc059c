"""Tasks, and what becomes of each."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import Generic, TypeVar

from actplot.errors import ActplotError
from actplot.records import Record

Task = TypeVar("Task")
Result = TypeVar("Result")


class WorkerDiedError(Exception):
    """The process died (killed, out of memory, crashed in a library) whenever it was at a task.

    The text says how often, and how.
    """


class WorkerError(Exception):
    """An unforeseen exception; the text is its traceback."""


class Done(Record, Generic[Result]):
    """What became of the task with this number: a result, or an error."""

    number: int
    result: Result | None = None
    error: BaseException | None = None


def attempt(work: Callable[[Task], Result], number: int, task: Task) -> Done[Result]:
    """Do one task, whatever happens in it."""
    try:
        return Done(number, result=work(task))
    except (ActplotError, OSError) as error:
        return Done(number, error=error)
    except (Exception, SystemExit):  # a plug-in may try to leave
        return Done(number, error=WorkerError(traceback.format_exc()))
