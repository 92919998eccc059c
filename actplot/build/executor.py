"""Tasks over worker processes that inherit what this process has loaded.

A worker gets one task at a time and sends its result back; it writes no file. So
whatever happens to it costs the task it was at, which is tried once more.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext, SpawnContext

Task = TypeVar("Task")
Result = TypeVar("Result")

_TRIES = 2


class WorkerDiedError(Exception):
    """The process died (killed, out of memory, crashed in a library) at the same task twice."""


class WorkerError(Exception):
    """An unforeseen exception in a worker; the text is its traceback."""


@dataclass(frozen=True, slots=True)
class Done(Generic[Result]):
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
            yield _attempt(work, number, task)
        return
    with _Pool(work, min(jobs, len(tasks))) as pool:
        yield from pool.run(tasks)


@dataclass(slots=True)
class _Worker(Generic[Task]):
    process: BaseProcess
    connection: Connection
    task: int | None = None


class _Pool(Generic[Task, Result]):
    def __init__(self, work: Callable[[Task], Result], size: int) -> None:
        # Forked workers share the imported libraries; where there is no fork they
        # import them anew.
        self.forks = "fork" in multiprocessing.get_all_start_methods()
        self.context: ForkContext | SpawnContext = (
            multiprocessing.get_context("fork")
            if self.forks
            else multiprocessing.get_context("spawn")
        )
        self.work = work
        self.workers: list[_Worker[Task]] = []
        self.size = size

    def __enter__(self) -> _Pool[Task, Result]:
        return self

    def __exit__(self, *exception: object) -> None:
        for worker in self.workers:
            worker.process.kill()
        for worker in self.workers:
            worker.process.join()
            worker.connection.close()

    def run(self, tasks: Sequence[Task]) -> Iterator[Done[Result]]:
        waiting = deque(range(len(tasks)))
        tries = [0] * len(tasks)
        for _ in range(self.size):
            self._start()
        while waiting or any(worker.task is not None for worker in self.workers):
            for worker in self.workers:
                if worker.task is None and waiting:
                    worker.task = waiting.popleft()
                    tries[worker.task] += 1
                    with suppress(OSError):  # it died while idle: noticed below
                        worker.connection.send((worker.task, tasks[worker.task]))
            ready = wait([worker.connection for worker in self.workers])
            for worker in [worker for worker in self.workers if worker.connection in ready]:
                number = worker.task
                done = self._receive(worker)
                if done is not None:
                    worker.task = None
                    yield done
                elif number is not None and tries[number] < _TRIES:
                    waiting.appendleft(number)
                elif number is not None:
                    yield Done(number, error=WorkerDiedError(_end(worker.process)))
                if done is None and waiting:
                    self._start()

    def _start(self) -> None:
        ours, theirs = self.context.Pipe()
        inherited = [ours, *(worker.connection for worker in self.workers)] if self.forks else []
        process = self.context.Process(
            target=_serve, args=(self.work, theirs, inherited), daemon=True
        )
        process.start()
        theirs.close()
        self.workers.append(_Worker(process, ours))

    def _receive(self, worker: _Worker[Task]) -> Done[Result] | None:
        """What the worker sends, or None if it has died; then it is taken off the list."""
        try:
            done: Done[Result] = worker.connection.recv()
        except (EOFError, OSError):
            worker.process.join()
            worker.connection.close()
            self.workers.remove(worker)
            return None
        return done


def _serve(
    work: Callable[[Task], Result], connection: Connection, inherited: list[Connection]
) -> None:
    """A worker's life: it ends when the other end of its connection is closed."""
    # Ctrl-C reaches the whole group of processes; the parent sees to it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # An inherited end held open here would hide the parent's death from its worker.
    for other in inherited:
        other.close()
    with suppress(EOFError, OSError):
        while True:
            number, task = connection.recv()
            connection.send(_attempt(work, number, task))
    os._exit(0)  # the parent's atexit functions are not ours to run


def _attempt(work: Callable[[Task], Result], number: int, task: Task) -> Done[Result]:
    from actplot.errors import ActplotError

    try:
        return Done(number, result=work(task))
    except (ActplotError, OSError) as error:
        return Done(number, error=error)
    except Exception:
        return Done(number, error=WorkerError(traceback.format_exc()))


def _end(process: BaseProcess) -> str:
    """How a process ended, in words."""
    code = process.exitcode
    if code is not None and code < 0:
        try:
            return f"killed by {signal.Signals(-code).name}"
        except ValueError:
            return f"killed by signal {-code}"
    return f"exit status {code}"
