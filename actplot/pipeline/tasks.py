"""Tasks one after another, or over worker processes."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
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


def run(work: Callable[[Task], Result], tasks: Sequence[Task], jobs: int) -> Iterator[Done[Result]]:
    """Do work for each task, `jobs` at a time; yields in the order of completion.

    Stopping the iteration stops the workers at once. work must be a function of a module, and
    exceptions that it raises on purpose must survive pickling.
    """
    if jobs <= 1 or len(tasks) <= 1:
        for number, task in enumerate(tasks):
            yield attempt(work, number, task)
        return
    from actplot.pipeline.workers import Pool  # brings multiprocessing, which one task does without

    with Pool(work, min(jobs, len(tasks))) as pool:
        yield from pool.run(tasks)


def attempt(work: Callable[[Task], Result], number: int, task: Task) -> Done[Result]:
    """Do one task, whatever happens in it."""
    try:
        return Done(number, result=work(task))
    except (ActplotError, OSError) as error:
        return Done(number, error=error)
    except (Exception, SystemExit):  # a plug-in may try to leave
        return Done(number, error=WorkerError(traceback.format_exc()))
